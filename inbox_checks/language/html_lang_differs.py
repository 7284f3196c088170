"""A mail says of itself that it is in another language than it is.

## What it checks
The `lang` of a mail's HTML against the language in which it is written, where at least 30 words could be judged and 60% of them
are in one language. A mail that declares none is left alone; region and script (`vi-VN`, `en-GB`) do not matter.

## Why it matters
A screen reader pronounces the text by this: Vietnamese read out by an English voice cannot be understood (WCAG 2.2, 3.1.1).
Mail programs offer to translate what she can read perfectly well.

## How to fix
Set `lang` from the same variable that chooses the template's texts, not in the frame that all languages share.

## Example
“The order confirmation declares English, and is written in Vietnamese.” The frame of the mails begins with
`<html lang="en">`, whatever is put into it.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.language import LANGUAGES, language_of
from shopper.reading.naming import mail_about, mail_name, mail_owner, names_in

_ENOUGH_WORDS = 30
_MOST = 0.6


@check(
    title="Mails declare the language that they are in",
    failure="A mail declares the wrong language",
    category="consistency",
    impact="minor",
    serves=["0-37", "3-07"],
)
def html_lang_differs(visit: Evidence) -> Findings:
    for mail in visit.mails:
        declared = mail.reading.lang.replace("_", "-").split("-")[0].lower()
        guess = language_of(mail.reading.text, leave_out=names_in(visit))
        clear = guess.language is not None and guess.words >= _ENOUGH_WORDS and guess.share >= _MOST
        if not mail.solicited or not declared or not clear:
            continue
        written, said = LANGUAGES[str(guess.language)], LANGUAGES.get(declared, f"“{mail.reading.lang[:20]}”")
        right = declared == guess.language
        yield Verdict(
            outcome=Outcome.PASS if right else Outcome.FAIL,
            sentence=f"{mail_name(mail, visit.plan.shop)} declares {said}, and is written in {'it' if right else written}.",
            expected=f'lang="{guess.language}"',
            actual=f'lang="{mail.reading.lang[:20]}"',
            about=mail_about(mail),
            owner=mail_owner(mail, visit.plan.shop),
            evidence=(f"mail:{mail.id}",),
        )

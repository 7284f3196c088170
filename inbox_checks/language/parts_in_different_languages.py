"""A mail's plain text is in another language than its HTML.

## What it checks
The two bodies of a mail, one in HTML and one in plain text, where each has at least 15 words that could be judged and 60% of
them are in one language.

## Why it matters
Which of the two she reads is up to her mail program, her watch or her screen reader. What the inbox shows as the first
words, and what it finds when she searches, may come from the other one.

## How to fix
Make the plain text from the same texts as the HTML, at best from the HTML itself. Look for a second set of templates that was
forgotten when the first was translated.

## Example
“The refund's plain text is in English, its HTML in Vietnamese.” The plain templates had been copied from the shop system's
defaults and never been touched.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.language import LANGUAGES, Guess, language_of
from shopper.reading.naming import mail_about, mail_name, mail_owner, names_in

_ENOUGH_WORDS = 15
_MOST = 0.6


@check(
    title="Both bodies of a mail speak one language",
    failure="A mail's two bodies are in different languages",
    category="consistency",
    impact="moderate",
    serves=["0-37", "3-02"],
)
def parts_in_different_languages(visit: Evidence) -> Findings:
    names = names_in(visit)
    for mail in visit.mails:
        reading = mail.reading
        if not mail.solicited or not reading.html or not reading.plain:
            continue
        plain, html = _clear(language_of(reading.plain, leave_out=names)), _clear(language_of(reading.text, leave_out=names))
        if not plain or not html:
            continue
        same = plain == html
        said = f"are both in {html}" if same else f"differ: the plain text is in {plain}, the HTML in {html}"
        name = mail_name(mail, visit.plan.shop)
        yield Verdict(
            outcome=Outcome.PASS if same else Outcome.FAIL,
            sentence=f"The two bodies of {name[0].lower()}{name[1:]} {said}.",
            expected="one language",
            actual=html if same else f"plain text {plain}, HTML {html}",
            about=mail_about(mail),
            owner=mail_owner(mail, visit.plan.shop),
            evidence=(f"mail:{mail.id}",),
        )


def _clear(guess: Guess) -> str:
    """The language in words; empty if it cannot be told for sure."""
    clear = guess.language is not None and guess.words >= _ENOUGH_WORDS and guess.share >= _MOST
    return LANGUAGES[str(guess.language)] if clear else ""

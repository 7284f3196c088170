"""A mail's subject is in another language than the customer shops in.

## What it checks
The subject of every mail, without names, numbers and addresses, if five words or more are left. It fails when the language
can be told and is another than hers, and the text below it is in hers; where the whole mail is in another language, that is
wrong-mail-language's matter. Subjects that repeat her own words ("Re: …") and those of two languages are left alone.

## Why it matters
The subject is all that she sees in her inbox. One in a stranger's language looks like junk, and is deleted with it.

## How to fix
Subjects often stand apart from the templates, in a setting or in the code: search for the quoted words there, and translate
them for each language that you sell in.

## Example
“The subject of the shipping notice is in English (“Your order is on its way to you”); the customer shops in Vietnamese.” The
subject was typed into the shipping tool's settings, which know one language.
"""

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.language import LANGUAGES, language_of
from shopper.reading.naming import mail_about, mail_name, mail_owner, names_in
from shopper.reading.text import normal

_ENOUGH_WORDS = 5
_MOST = 0.6


@check(
    title="Subjects are in the customer's language",
    failure="A subject is in the wrong language",
    category="consistency",
    impact="moderate",
    serves=["0-37", "3-02"],
)
def subject_language_differs(visit: Evidence) -> Findings:
    if visit.language not in LANGUAGES:
        return
    wanted = LANGUAGES[visit.language]
    for mail in visit.mails:
        guess = language_of(mail.reading.subject, leave_out=names_in(visit))
        if not mail.solicited or guess.language is None or guess.words < _ENOUGH_WORDS or _is_hers(mail, visit):
            continue
        own = guess.shares.get(visit.language, 0.0)
        if not own and _is_wholly_foreign(mail, visit):
            continue
        found = LANGUAGES[guess.language]
        quote = f" (“{normal(mail.reading.subject)[:80]}”)"
        name = mail_name(mail, visit.plan.shop)
        yield Verdict(
            outcome=Outcome.PASS if own else Outcome.FAIL,
            sentence=f"The subject of {name[0].lower()}{name[1:]} is in {found}{quote}; the customer shops in {wanted}.",
            expected=wanted,
            actual=found,
            about=mail_about(mail),
            owner=mail_owner(mail, visit.plan.shop),
            evidence=(f"mail:{mail.id}",),
        )


def _is_hers(mail: Mail, visit: Evidence) -> bool:
    """Whether the subject repeats one that she wrote."""
    subject = normal(mail.reading.subject).casefold()
    return any(normal(letter.subject).casefold() in subject for letter in visit.letters if letter.subject.strip())


def _is_wholly_foreign(mail: Mail, visit: Evidence) -> bool:
    body = language_of(mail.reading.text, leave_out=names_in(visit))
    return body.language not in (None, visit.language) and body.share >= _MOST

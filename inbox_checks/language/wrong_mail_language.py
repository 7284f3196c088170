"""A mail is written in another language than the customer shops in.

## What it checks
The visible text of every mail from the shop, by block and sentence, without names, addresses, links and
numbers. It fails when at least 30 words could be judged, at least 60% of them are in one other language, and
the customer's own language is no real part of the mail. A mail of many short lines fails too where
subject, declared language and every line that can be told agree on another language. Of a shorter mail only the subject
is looked at, and a person decides. A mail in two languages, one of them the customer's, passes.

## Why it matters
A mail that she cannot read is no confirmation. She cannot tell what she bought, when it comes, or what to do
next, and a stranger's language in an order mail looks like fraud.

## How to fix
Pass the language of the order (not of the server, the account's default or the warehouse) to the system that
writes this mail, and check that its template exists in that language; where it is missing, systems fall back
silently.

## Example
“The shipping notice is written in English (96% of 74 words); the customer shops in Vietnamese.” The shipping tool takes the
language from the warehouse's account, not from the order.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.garbled import is_garbled
from shopper.reading.language import LANGUAGES, Guess, language_of, language_of_label
from shopper.reading.naming import mail_about, mail_name, mail_owner, names_in
from shopper.reading.text import words_of

_ENOUGH_WORDS = 30
_MOST = 0.6
_LINES = 3
_LONG = 20_000  # characters
_A_REAL_PART = 0.3


@check(
    title="Mails are in the customer's language",
    failure="A mail is in the wrong language",
    category="consistency",
    impact="serious",
    serves=["0-37", "3-02"],
)
def wrong_mail_language(visit: Evidence) -> Findings:
    if visit.language not in LANGUAGES:
        return
    for mail in visit.mails:
        if mail.solicited:
            yield from _judge(mail, visit)


def _judge(mail: Mail, visit: Evidence) -> Iterator[Verdict]:
    wanted = LANGUAGES[visit.language]
    guess = language_of(mail.reading.text, leave_out=names_in(visit))
    name, owner = mail_name(mail, visit.plan.shop), mail_owner(mail, visit.plan.shop)

    def verdict(outcome: Outcome, sentence: str, actual: str) -> Verdict:
        return Verdict(
            outcome=outcome,
            sentence=f"{name} {sentence}",
            expected=wanted,
            actual=actual,
            about=mail_about(mail),
            owner=owner,
            evidence=(f"mail:{mail.id}",),
        )

    if mail.reading.problem and guess.words < _ENOUGH_WORDS:
        yield verdict(Outcome.CANT_TELL, f"could not be read whole: {mail.reading.problem}", "unreadable")
    elif is_garbled(mail.reading) and guess.language != visit.language:
        yield verdict(Outcome.CANT_TELL, "has broken letters, so that its language cannot be told.", "broken letters")
    elif guess.words < _ENOUGH_WORDS:
        subject = language_of_label(mail.reading.subject)
        if subject and subject != visit.language and _all_in(subject, mail, guess):
            said = f"is written in {LANGUAGES[subject]}, subject and all; the customer shops in {wanted}."
            yield verdict(Outcome.FAIL, said, LANGUAGES[subject])
        elif subject and subject != visit.language:
            said = f"has a subject in {LANGUAGES[subject]} and too little text to judge; the customer shops in {wanted}."
            yield verdict(Outcome.REVIEW, said, LANGUAGES[subject])
    elif guess.language is None:
        yield verdict(Outcome.CANT_TELL, "is in a language that could not be told.", "unknown")
    else:
        found = f"{LANGUAGES[guess.language]} ({guess.share:.0%} of {guess.words} words)"
        yield verdict(_outcome(guess, visit.language), f"is written in {found}; the customer shops in {wanted}.", found)


def _all_in(language: str, mail: Mail, guess: Guess) -> bool:
    """Whether a mail of short lines is in one language throughout: what it declares, its sentences, and each line with a
    shop's words."""
    reading = mail.reading
    words = sum(word.isalpha() for word in words_of(reading.text))
    told = [label for line in reading.text[:_LONG].split("\n") if (label := language_of_label(line))]
    declared = reading.lang.partition("-")[0].casefold()
    agree = set(guess.shares) <= {language} and set(told) <= {language} and (declared == language or not reading.html)
    return agree and len(told) >= _LINES and words >= _ENOUGH_WORDS


def _outcome(guess: Guess, wanted: str) -> Outcome:
    own = guess.shares.get(wanted, 0.0)
    if guess.language == wanted or (own >= _A_REAL_PART and own * guess.words >= _ENOUGH_WORDS):
        return Outcome.PASS
    return Outcome.FAIL if guess.share >= _MOST and own < _A_REAL_PART else Outcome.REVIEW

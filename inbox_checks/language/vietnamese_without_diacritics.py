"""A mail is in Vietnamese without its diacritics.

## What it checks
Subject and text of every mail to a customer who shops in Vietnamese, sentence by sentence: those of four words or more whose
words are all Vietnamese syllables without accents ("Don hang cua ban da duoc giao"). It fails when a subject or at least six
words of the text are written so. What she wrote herself, names and addresses are left out.

## Why it matters
Without its diacritics a word may mean six things, so that she has to guess. It looks like the text messages of the nineties,
or like the frauds of today, and nobody trusts it with money.

## How to fix
The text comes from a system that was once fed in plain letters, often that for text messages or of the carrier. Have it
written anew by somebody who cares, and store it as UTF-8; accents cannot be put back reliably by a machine.

## Example
“The carrier's notice is in Vietnamese without its diacritics: “Hom nay giao kien hang cua ban”.” The carrier's system took the
text of its SMS for the mail, too.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.language import bare_vietnamese
from shopper.reading.naming import mail_about, mail_name, mail_owner, names_in
from shopper.reading.promised import own_text
from shopper.reading.text import normal, words_of

_ENOUGH_WORDS = 6


@check(
    title="Vietnamese is written with its diacritics",
    failure="A mail is in Vietnamese without diacritics",
    category="consistency",
    impact="moderate",
    serves=["0-37", "3-02"],
)
def vietnamese_without_diacritics(visit: Evidence) -> Findings:
    if visit.language == "vi":
        for mail in visit.mails:
            if mail.solicited and mail.reading.text:
                yield from _judge(mail, visit)


def _judge(mail: Mail, visit: Evidence) -> Iterator[Verdict]:
    shop = visit.plan.shop
    hers = {normal(line) for letter in visit.letters for line in (letter.subject, *letter.text.split("\n"))}
    subject = "" if any(line and line in normal(mail.reading.subject) for line in hers) else mail.reading.subject
    lines = (line for line in normal(own_text(mail)).split("\n") if line not in hers)
    in_subject = bare_vietnamese(subject, leave_out=names_in(visit))
    in_text = bare_vietnamese("\n".join(lines), leave_out=names_in(visit))
    words = sum(len(words_of(sentence)) for sentence in in_text)
    bare = bool(in_subject) or words >= _ENOUGH_WORDS
    said = f"without its diacritics: “{(in_subject or in_text)[0][:120]}”" if bare else "with its diacritics"
    yield Verdict(
        outcome=Outcome.FAIL if bare else Outcome.PASS,
        sentence=f"{mail_name(mail, shop)} is in Vietnamese {said}.",
        expected="tiếng Việt có dấu",
        actual=f"{words} words of its text{', and its subject,' if in_subject else ''} without" if bare else "with",
        about=mail_about(mail),
        owner=mail_owner(mail, shop),
        evidence=(f"mail:{mail.id}",),
    )

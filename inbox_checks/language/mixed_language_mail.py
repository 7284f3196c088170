"""A mail in the customer's language has a passage in another one.

## What it checks
Every block of a mail, in the shop's own words: one of six words or more that is surely in another language than the
customer's. Names, products, addresses, links, lines with a price, what the mail quotes of her own words, and legal
small print are left out. A mail that is wholly in another language is wrong-mail-language's matter; one that says
everything in two languages goes to a person.

## Why it matters
The passage that was not translated is usually the one that matters: what to do next, or what went wrong. The customer
reads on, does not understand it, and writes to you.

## How to fix
Search the templates for the quoted words. They come from a text that was never translated, from another system's field
(a status, a delivery method, a note), or from a default that stands in when a translation is missing.

## Example
“The shipping notice says in English “Should a piece arrive broken, send us a photo within a week.”; the customer shops in
Vietnamese.” The paragraph had been added to the templates a month before, and only the English one was written.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.data_lines import is_data
from shopper.reading.garbled import is_garbled
from shopper.reading.language import LANGUAGES, foreign_blocks, language_of
from shopper.reading.naming import mail_about, mail_name, mail_owner, names_in
from shopper.reading.text import normal, without_quotes

_A_BLOCK = 6
_TWO_LANGUAGES = 0.35
"""Share of other languages, in more than one block, from which on a mail looks as if it were written twice on purpose."""
_ANOTHER_S_MATTER = 0.6


@check(
    title="A mail speaks one language",
    failure="A mail mixes languages",
    category="consistency",
    impact="moderate",
    serves=["0-37", "3-02"],
)
def mixed_language_mail(visit: Evidence) -> Findings:
    if visit.language not in LANGUAGES:
        return
    for mail in visit.mails:
        if mail.solicited and not is_garbled(mail.reading):
            yield from _judge(mail, visit)


def _judge(mail: Mail, visit: Evidence) -> Iterator[Verdict]:
    own = _own_words(mail, visit)
    guess = language_of(own, leave_out=names_in(visit))
    share = 1 - guess.shares.get(visit.language, 0.0)
    if not guess.words or share > _ANOTHER_S_MATTER:
        return
    others = guess.shares.keys() - {visit.language}
    found = foreign_blocks(own, visit.language, leave_out=names_in(visit)) if others else []
    blocks = [block for block in found if block[2] >= _A_BLOCK]
    wanted = LANGUAGES[visit.language]
    if blocks:
        text, language, _ = max(blocks, key=lambda block: block[2])
        quote = text if len(text) <= 120 else text[:117].rstrip() + "…"
        said = f"says in {LANGUAGES[language]} “{quote}”; the customer shops in {wanted}"
        outcome = Outcome.REVIEW if len(blocks) > 1 and share >= _TWO_LANGUAGES else Outcome.FAIL
        actual = f"{sum(block[2] for block in blocks)} words of {LANGUAGES[language]}"
    else:
        outcome, said, actual = Outcome.PASS, f"is in {wanted} throughout", wanted
    yield Verdict(
        outcome=outcome,
        sentence=f"{mail_name(mail, visit.plan.shop)} {said}.",
        expected=f"{wanted} throughout",
        actual=actual,
        about=mail_about(mail),
        owner=mail_owner(mail, visit.plan.shop),
        evidence=(f"mail:{mail.id}",),
    )


def _own_words(mail: Mail, visit: Evidence) -> str:
    """The mail's lines that a shop writes itself."""
    hers = {line for letter in visit.letters for line in normal(letter.text).split("\n") if line}
    lines = normal(without_quotes(mail.reading.text)).split("\n")
    return "\n".join(line for line in lines if line not in hers and not is_data(line))

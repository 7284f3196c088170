"""Customers are not told that they may withdraw from the contract within 14 days.

## What it checks
For customers in the European Economic Area: whether a page that can be seen before the order tells of the right to
withdraw, for at least 14 days, and how one does it. A shorter time fails where no page gives the full one; so does a shop
in which an exploration that left nothing out finds no word about it. To a person go a shorter time beside the full one (it
may be of something else), a right without its time or without the way to use it, a word that there is none (fresh food),
and free returns alone. Where nobody looked for the terms, and the shop links to some, nothing is said. What a page says of
consent to the use of data, of refunds and of sending back is no time to withdraw.

## Why it matters
Whoever is not told may withdraw for twelve months longer, and keeps what she was not told to pay for sending it back.
Customers who know that they can change their minds order more easily.

## How to fix
Write it into the terms and the page on returns, with the period, when it begins, the ways to declare it, the model form and
who pays the postage. A voluntary right to return goods does not replace it.

## Example
“/de/richtlinien/rueckgabe gives 7 days to withdraw (“Sie können den Vertrag binnen 7 Tagen widerrufen …”); the law gives
14.” The text had been taken over from the shop's own country.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.checkout import ordering
from shopper.reading.legal import (
    STATUTORY,
    is_explored,
    names_withdrawal,
    offers_terms,
    pages_before_order,
    told_return_terms,
    withdrawal_rights,
)
from shopper.reading.links import path_of


@check(
    title="The right to withdraw is told before the order",
    failure="The right to withdraw is not told",
    category="process",
    impact="serious",
    serves=["3-07"],
    pack="eu",
    source="Directive 2011/83/EU, Art. 6(1)(h) and 9",
    since="2014-06-13",
)
def eu_withdrawal_right(visit: Evidence) -> Findings:
    pages = pages_before_order(visit)
    told = [(seen, right) for seen in pages for right in withdrawal_rights(seen.page)]
    full = any(right.days >= STATUTORY for _, right in told)
    for seen, right in told:
        where = f"{path_of(seen.page.url)} gives {right.days} days to withdraw (“{right.quote}”)"
        if short := right.days < STATUTORY:
            sentence = f"{where}; {STATUTORY} are given too." if full else f"{where}; the law gives {STATUTORY}."
        else:
            sentence = f"{where}{'' if right.how else ', but not how one does it'}."
        doubtful = full if short else not right.how
        outcome = Outcome.REVIEW if doubtful else Outcome.FAIL if short else Outcome.PASS
        yield _verdict(outcome, sentence, f"{right.days} days", seen.source)
    if told:
        return
    returns = next((seen for seen in pages if told_return_terms(seen.page)), None)
    if named := next(((seen, line) for seen in pages if (line := names_withdrawal(seen.page))), None):
        seen, line = named
        sentence = (
            f"{path_of(seen.page.url)} speaks of the right to withdraw, but names no time for it that could be read (“{line}”)."
        )
        yield _verdict(Outcome.REVIEW, sentence, "no time", seen.source)
    elif is_explored(visit, "withdrawal", "returns", "terms"):
        words = "speaks of returns, but no page that could be found names the right to withdraw"
        sentence = (
            f"{path_of(returns.page.url)} {words}." if returns else "No page that could be found names the right to withdraw."
        )
        outcome = Outcome.REVIEW if returns else Outcome.FAIL
        yield _verdict(outcome, sentence, "nothing about it", returns.source if returns else pages[0].source)
    elif (order := ordering(visit)) and not any(offers_terms(seen.page) for seen in pages):
        sentence = "No page on the way to the order names or links it."
        yield _verdict(Outcome.FAIL, sentence, "nothing about it", order.on.source)


def _verdict(outcome: Outcome, sentence: str, actual: str, source: str) -> Verdict:
    return Verdict(
        outcome=outcome,
        sentence=sentence,
        expected=f"the right to withdraw within {STATUTORY} days, and how",
        actual=actual,
        about="the right to withdraw",
        owner="web shop",
        evidence=(source,),
    )

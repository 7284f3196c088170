"""The customer ordered without having the total before her eyes.

## What it checks
For customers in the European Economic Area: whether the page with the button that placed the order states the total, taxes
and delivery included. A page that shows amounts but calls none of them the total goes to a person; one without any amount
fails.

## Why it matters
The trader must state the total clearly and directly before she orders. Costs that were not stated need not be paid, and a
surprise on the card's statement is a complaint, a chargeback and a lost customer.

## How to fix
Print the bill with its total beside the button, on the same page, on phones too: not only on the step before.

## Example
“The page on which she ordered, /de/kasse/zahlung, shows no amount at all.” The summary had been folded away for narrow
windows.
"""

from itertools import chain

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.bill import parts_in
from shopper.reading.checkout import ordering
from shopper.reading.facts import page_facts
from shopper.reading.links import path_of
from shopper.reading.money import find_money


@check(
    title="The total stands beside the order button",
    failure="The total is not stated where one orders",
    category="process",
    impact="critical",
    serves=["3-07"],
    pack="eu",
    source="Directive 2011/83/EU, Art. 8(2) with Art. 6(1)(e)",
    since="2014-06-13",
)
def eu_total_before_order(visit: Evidence) -> Findings:
    order = ordering(visit)
    if order is None:
        return
    locale, page = visit.plan.locale, order.on.page
    named = (str(fact.value) for fact in page_facts(page, locale) if fact.name == "order.total")
    billed = (str(part.amount) for part in parts_in(page.text, locale) if part.kind == "total")
    on_button = (str(quoted.value) for quoted in find_money(order.button, locale))
    total = next(chain(named, billed, on_button), "")
    amounts = find_money(page.text, locale)
    where = f"The page on which she ordered, {path_of(page.url)},"
    shows = f"shows {len(amounts)} amounts, and calls none of them the total" if amounts else "shows no amount at all"
    yield Verdict(
        outcome=Outcome.PASS if total else Outcome.REVIEW if amounts else Outcome.FAIL,
        sentence=f"{where} states the total: {total}." if total else f"{where} {shows}.",
        expected="the total",
        actual=total or "no total",
        about="the total",
        owner="web shop",
        evidence=(order.on.source,),
    )

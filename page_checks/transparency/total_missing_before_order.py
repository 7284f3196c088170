"""The page with the order button does not say what all of it costs.

## What it checks
The page on which the order was placed, as it was right before the click: it must state the total, or the button
itself must. If it has a total and no word about delivery, a person has to see whether the total includes it. A page
with amounts of which none can be told to be the total is left to a person too.

## Why it matters
The moment before the click is the last one to notice a mistake in number, delivery or voucher. A customer who has to
add up by herself, or to go back, hesitates or leaves.

## How to fix
Put the whole bill on the page with the button: pieces, delivery, discounts, and right above the button the total with
tax and delivery.

## Example
“/en/checkout/payment has the button that orders, and states no total.” On phones the summary was hidden to save
space.
"""

from shopper import Evidence, Findings, Outcome, PageView, Verdict, check
from shopper.reading.bill import parts_in
from shopper.reading.checkout import names_delivery, ordering
from shopper.reading.facts import text_facts
from shopper.reading.links import path_of
from shopper.reading.money import find_money
from shopper.reading.pages import page_owner


@check(
    title="The total stands on the page with the order button",
    failure="The page with the order button states no total",
    category="transparency",
    impact="critical",
    serves=["4-08"],
)
def total_missing_before_order(visit: Evidence) -> Findings:
    order = ordering(visit)
    if order is None:
        return
    page = order.on.page
    total = _total(page, order.button, visit.plan.locale)
    if total:
        outcome, said = (Outcome.PASS, f"states the total: {total}") if names_delivery(page.text) else (Outcome.REVIEW, _SILENT)
    elif _may_be_there(page, visit.plan.locale):
        outcome, said = Outcome.REVIEW, "names amounts, none of them as the total"
    else:
        outcome, said = Outcome.FAIL, "states no total"
    yield Verdict(
        outcome=outcome,
        sentence=f"{path_of(page.url)} has the button that orders, and {said}.",
        expected="the total with delivery, beside the button",
        actual=total or "none",
        about="total before the order",
        owner=page_owner(page.url, visit),
        evidence=(order.on.source,),
    )


_UNSURE = frozenset({"", "paid", "net"})
_SILENT = "states a total, with no word on whether delivery is in it"


def _total(page: PageView, button: str, locale: str) -> str:
    """The total as the page or its button states it; empty if neither does."""
    named = [str(fact.value) for fact in text_facts(page.text, locale) if fact.name == "order.total"]
    billed = [str(part.amount) for part in parts_in(page.text, locale) if part.kind == "total"]
    return next(iter([*named, *billed, *(str(quote.value) for quote in find_money(button, locale))]), "")


def _may_be_there(page: PageView, locale: str) -> bool:
    """Whether an amount that no word explains, or “amount due”, is as large as all that are explained: it may be the total."""
    parts = parts_in(page.text, locale)
    known = [part.amount.amount for part in parts if part.kind not in _UNSURE]
    largest = max((part.amount.amount for part in parts if part.kind in _UNSURE), default=None)
    return bool(known) and largest is not None and largest > max(known)

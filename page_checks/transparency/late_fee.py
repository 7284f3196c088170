"""A cost showed up on the last page before the order.

## What it checks
The bill on the page with the button that places the order: each row for delivery, a fee or a surcharge that costs
something. It must have been named before, by its name or its amount: on the product's page, in the cart, on an
earlier page of the checkout, or in the delivery terms, if the customer read them. A cost that goes with a choice on
that same page, such as cash on delivery, may be named there beside the choice.

## Why it matters
Extra costs are the reason that customers name most often for leaving a checkout. One that comes after address and
card were typed in feels like a trap, and it is remembered after the order was placed.

## How to fix
Put every cost that everybody pays into the cart's bill, with its amount; costs that depend on address or way of
payment beside the choice that brings them. Name all of them in the delivery terms.

## Example
“The last page before the order adds “Service fee” of 2.90 EUR, which no page had named before.” The payment module
added its own fee, which the cart did not know of.
"""

from collections.abc import Sequence

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.bill import Part, parts_in
from shopper.reading.checkout import Stop, is_cart, names_delivery, ordering
from shopper.reading.links import is_checkout, path_of, place_of
from shopper.reading.money import find_money
from shopper.reading.naming import quoted
from shopper.reading.pages import page_owner
from shopper.reading.text import normal, plain_letters

_COSTS = frozenset({"fee", "shipping"})


@check(
    title="Every cost is named before the last page",
    failure="A cost showed up on the last page before the order",
    category="transparency",
    impact="serious",
    serves=["4-08"],
)
def late_fee(visit: Evidence) -> Findings:
    order = ordering(visit)
    if order is None:
        return
    page, locale = order.on.page, visit.plan.locale
    before = [stop for stop in order.way if place_of(stop.page.url) != place_of(page.url)]
    costs = [part for part in _billed(parts_in(page.text, locale)) if part.kind in _COSTS and part.amount.amount > 0]
    if not any(is_cart(stop.page.url) or is_checkout(stop.page.url) for stop in before):
        return
    late = [
        part for part in costs if not _is_told(part, before, locale) and not _stands_beside_a_choice(part, page.text, locale)
    ]
    for part in late:
        yield Verdict(
            outcome=Outcome.FAIL,
            sentence=f"The last page before the order adds {quoted(part.label)} of {part.amount}, which no page had named.",
            expected="named before the last page",
            actual=f"{part.label}: {part.amount}",
            about=plain_letters(part.label),
            owner=page_owner(page.url, visit),
            evidence=(order.on.source,),
        )
    if costs and not late:
        yield Verdict(
            outcome=Outcome.PASS,
            sentence=f"Every cost on {path_of(page.url)} had been named before.",
            expected="named before the last page",
            actual="; ".join(f"{part.label}: {part.amount}" for part in costs),
            about="costs",
            owner=page_owner(page.url, visit),
            evidence=(order.on.source,),
        )


def _billed(parts: Sequence[Part]) -> Sequence[Part]:
    """The rows of the bill from its subtotal to its total: above it may stand choices that nobody has made."""
    kinds = [part.kind for part in parts]
    end = max((at for at, kind in enumerate(kinds) if kind == "total"), default=len(kinds))
    start = max((at for at, kind in enumerate(kinds[:end]) if kind == "subtotal"), default=0)
    return parts[start:end]


def _is_told(part: Part, before: Sequence[Stop], locale: str) -> bool:
    """Whether an earlier page names the cost: by its words, or by its amount; of delivery any word will do."""
    if part.kind == "shipping" and any(names_delivery(stop.page.text) for stop in before):
        return True
    words = plain_letters(part.label)
    return any(words in plain_letters(normal(stop.page.text)) or _times(part, stop.page.text, locale) for stop in before)


def _stands_beside_a_choice(part: Part, text: str, locale: str) -> bool:
    """Whether the page that bills it names its amount a second time, as beside “Cash on delivery (+ €4.90)”."""
    return _times(part, text, locale) > 1


def _times(part: Part, text: str, locale: str) -> int:
    return sum(quote.value == part.amount for quote in find_money(text, locale))

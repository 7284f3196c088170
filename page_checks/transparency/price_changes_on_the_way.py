"""The price changed between the product and the payment.

## What it checks
Amounts that a journey notes on pages under one name: a price (any name that ends in `price`) on product page, cart and
checkout, and the order's total from the payment page to the confirmation. Two different amounts in one currency fail.
Amounts in different currencies cannot be compared. What the total becomes later, after an order was changed, is not
looked at.

## Why it matters
The price that she saw first is the one that she agreed to. If it grows on the way she feels cheated, and most customers
who leave a checkout leave it for this.

## How to fix
Let every page read the price from the same place at the same time, with the same rounding, tax and currency. If a price
has to change (stock, a voucher that ran out), say so before the customer goes on.

## Example
“The product's price was 15.90 EUR on /en/products/ho-tay-mug and 17.49 EUR on /en/cart.” The product page showed a cached
price from before the change.
"""

from collections.abc import Sequence
from itertools import combinations

from shopper import Evidence, Fact, Findings, Money, Outcome, Plan, Verdict, check
from shopper.reading.comparing import amounts
from shopper.reading.facts import stated_on_pages
from shopper.reading.links import path_of

_TOTAL = "order.total"
_GRAVEST = (Outcome.FAIL, Outcome.CANT_TELL, Outcome.PASS)


@check(
    title="The price stays what it was",
    failure="A price changed on the way",
    category="transparency",
    impact="critical",
    serves=["1-06", "4-08"],
)
def price_changes_on_the_way(visit: Evidence) -> Findings:
    for name in dict.fromkeys(fact.name for fact in visit.facts if fact.name.endswith("price") or fact.name == _TOTAL):
        noted = [fact for fact in stated_on_pages(visit, name) if isinstance(fact.value, Money)]
        noted = _until_confirmed(noted, visit) if name == _TOTAL else noted
        pairs = [(one, two) for one, two in combinations(noted, 2) if not _of_two_things(one, two, visit.plan)]
        if not pairs:
            continue
        first, other = next((pair for pair in pairs if pair[0].value != pair[1].value), pairs[-1])
        yield Verdict(
            outcome=min((_outcome(amounts(pair)) for pair in pairs), key=_GRAVEST.index),
            sentence=f"{_named(name)} was {first.value} on {_page(first, visit)} and {other.value} on {_page(other, visit)}.",
            expected=str(first.value),
            actual=str(other.value),
            about=name,
            owner="web shop",
            evidence=(first.source, other.source),
        )


def _of_two_things(one: Fact, two: Fact, plan: Plan) -> bool:
    """Whether two calls of one flow, or two turns of a loop, noted them: each of its own product, say."""
    ways = [_way(fact, plan) for fact in (one, two)]
    for here, there in zip(*ways, strict=False):
        if here != there:
            return bool(plan.scopes[here].flow == plan.scopes[there].flow)
    return False


def _way(fact: Fact, plan: Plan) -> list[int]:
    """The scopes from the journey down to the step that noted a fact."""
    scope: int | None = next((step.scope for step in plan.steps if fact.source == f"step:{step.id}"), 0)
    way: list[int] = []
    while scope is not None and scope < len(plan.scopes):
        way.insert(0, scope)
        scope = plan.scopes[scope].parent
    return way


def _outcome(values: Sequence[Money]) -> Outcome:
    if any(one.currency == two.currency and one.amount != two.amount for one, two in combinations(values, 2)):
        return Outcome.FAIL
    named = {money.currency for money in values if money.currency}
    alike = len({money.amount for money in values}) == 1 and len(named) <= 1
    return Outcome.PASS if alike else Outcome.CANT_TELL


def _until_confirmed(noted: list[Fact], visit: Evidence) -> list[Fact]:
    """Those that were stated before the order had a number, or on the page that first named it."""
    placed = next(iter(stated_on_pages(visit, "order.number")), None)
    if placed is None:
        return noted
    return [fact for fact in noted if fact.at <= placed.at or _page(fact, visit) == _page(placed, visit)]


def _page(fact: Fact, visit: Evidence) -> str:
    step = next((step for step in visit.steps if fact.source == f"step:{step.id}"), None)
    return path_of(step.url) if step and step.url else "a page"


def _named(name: str) -> str:
    """`order.total` → `The order total`."""
    return f"The {name.replace('.', ' ').replace('_', ' ')}"

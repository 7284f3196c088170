"""The price changed between the product and the payment.

## What it checks
Amounts that a journey notes on pages under one name: a price (any name that ends in `price`) on product page, cart and
checkout, and the order's total from the payment page to the confirmation. Two different amounts in one currency fail.
Amounts in different currencies cannot be compared. What the total becomes later, after an order was changed, is not
looked at. And, without any note, the bills that the pages of the checkout show one after the other: as long as the same
pieces stand in them, these must cost the same, and as long as all its parts are the same, so must the total.

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

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from shopper import Evidence, Fact, Findings, Money, Outcome, Plan, Verdict, check
from shopper.reading.bill import Bill, read_bill
from shopper.reading.checkout import ordering
from shopper.reading.comparing import amounts
from shopper.reading.facts import stated_on_pages
from shopper.reading.links import is_checkout, path_of

_TOTAL = "order.total"
_PARTS = ("shipping", "discount", "fees", "taxes")
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
    yield from _between_bills(visit)


def _between_bills(visit: Evidence) -> Findings:
    """What neighbouring bills of the checkout that list the same pieces say of their price."""
    order = ordering(visit)
    stops = [stop for stop in order.way if is_checkout(stop.page.url)] if order else []
    bills = [(stop, bill) for stop in stops if (bill := read_bill(stop.page.text, visit.plan.locale)) and bill.total]
    found: dict[str, Verdict] = {}
    for (before, one), (after, other) in pairwise(bills):
        if path_of(before.page.url) == path_of(after.page.url) or not _lists(one) or _lists(one) != _lists(other):
            continue
        for what, first, then in _same_matters(one, other):
            if first.currency == then.currency and (what not in found or first != then):
                found[what] = Verdict(
                    outcome=Outcome.PASS if first == then else Outcome.FAIL,
                    sentence=f"{what} came to {first} on {path_of(before.page.url)} and {then} on {path_of(after.page.url)}.",
                    expected=str(first),
                    actual=str(then),
                    about=what,
                    owner="web shop",
                    evidence=(before.source, after.source),
                )
    yield from found.values()


def _same_matters(one: Bill, other: Bill) -> Iterator[tuple[str, Money, Money]]:
    """What must be the same in both: the pieces, and the total where nothing else makes a difference."""
    goods = [_goods(bill) for bill in (one, other)]
    if goods[0] and goods[1]:
        yield "The pieces in the checkout", goods[0], goods[1]
    alike = goods[0] == goods[1] and all(getattr(one, part) == getattr(other, part) for part in _PARTS)
    if alike and one.total and other.total:
        yield "The total in the checkout", one.total, other.total


def _goods(bill: Bill) -> Money | None:
    """What the pieces of a bill cost together, as it says itself."""
    return bill.subtotal or (bill.items[0].total if len(bill.items) == 1 else None)


def _lists(bill: Bill) -> list[tuple[str, int | None]]:
    return [(item.name, item.quantity) for item in bill.items]


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

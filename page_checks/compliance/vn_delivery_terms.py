"""What delivery costs is not told before the order.

## What it checks
For customers in Vietnam: whether a page that can be seen before the order says what delivery costs, or that it is free.
Said only after an exploration that left nothing out; a visit that merely did not pass such a page says nothing.

## Why it matters
The cost of delivery is what most full carts are left for. Where it only shows at the end, customers feel tricked, and look
for the next shop.

## How to fix
Keep a page with a table: where to, how, how long, how much. Link it in the footer and from every product, and say from
which amount on delivery is free.

## Example
“No page that could be found says what delivery costs.” The page about delivery only said that the carrier would call.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.legal import is_explored, pages_before_order, told_delivery_cost


@check(
    title="Delivery costs are told before the order",
    failure="Delivery costs are not told before the order",
    category="process",
    impact="serious",
    serves=["3-07"],
    pack="vn",
    source="Law 19/2023/QH15, Art. 37(1)(d)",
    since="2024-07-01",
)
def vn_delivery_terms(visit: Evidence) -> Findings:
    pages = pages_before_order(visit)
    told = next(((seen, said) for seen in pages if (said := told_delivery_cost(seen.page, visit.plan.locale))), None)
    if not pages or (told is None and not is_explored(visit, "delivery", "delivery_cost", "terms")):
        return
    yield Verdict(
        outcome=Outcome.PASS if told else Outcome.FAIL,
        sentence=f"The cost of delivery is told: “{told[1]}”."
        if told
        else "No page that could be found says what delivery costs.",
        expected="the cost of delivery",
        actual=told[1] if told else "nothing",
        about="delivery",
        owner="web shop",
        evidence=((told[0] if told else pages[0]).source,),
    )

"""How one can pay is not told before the order.

## What it checks
For customers in Vietnam: whether a page that can be seen before the order names ways to pay: cash on delivery, transfer,
card, wallets. Said only after an exploration that left nothing out; a visit that merely did not pass such a page says
nothing.

## Why it matters
Many customers want to pay the courier, others have only a wallet. Whoever learns at the last step that her way is missing
has typed her address for nothing.

## How to fix
Name every way to pay, and when each is charged, on a page of its own or in the questions and answers, and show the signs in
the footer.

## Example
“No page that could be found says how one can pay.” The signs in the footer were one picture without a text.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.legal import is_explored, pages_before_order, told_ways_to_pay


@check(
    title="Ways to pay are told before the order",
    failure="Ways to pay are not told before the order",
    category="process",
    impact="moderate",
    serves=["3-07"],
    pack="vn",
    source="Law 19/2023/QH15, Art. 37(1)(đ)",
    since="2024-07-01",
)
def vn_payment_terms(visit: Evidence) -> Findings:
    pages = pages_before_order(visit)
    told = next(((seen, said) for seen in pages if (said := told_ways_to_pay(seen.page))), None)
    if not pages or (told is None and not is_explored(visit, "payment", "terms")):
        return
    yield Verdict(
        outcome=Outcome.PASS if told else Outcome.FAIL,
        sentence=f"Ways to pay are told: “{told[1]}”." if told else "No page that could be found says how one can pay.",
        expected="the ways to pay",
        actual=told[1] if told else "nothing",
        about="payment",
        owner="web shop",
        evidence=((told[0] if told else pages[0]).source,),
    )

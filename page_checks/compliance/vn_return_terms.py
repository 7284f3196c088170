"""Whether and how goods can be sent back is not told before the order.

## What it checks
For customers in Vietnam: whether a page that can be seen before the order says how long goods can be sent back or
exchanged. A page about returns that names no time goes to a person: it may say that nothing is taken back. Said only after
an exploration that left nothing out.

## Why it matters
It is the second question after the price, above all for clothes and fragile things. What is not written is decided by
whoever answers the phone that day.

## How to fix
Write a page "Chính sách đổi trả": for how long, in which state, how to send it back, who pays for that, and when the money
is back.

## Example
“No page that could be found says whether goods can be sent back.” The footer linked to a page that had never been written.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.legal import is_explored, pages_before_order, speaks_of_returns, told_return_terms
from shopper.reading.links import path_of


@check(
    title="Return terms are told before the order",
    failure="Return terms are not told before the order",
    category="process",
    impact="moderate",
    serves=["3-07"],
    pack="vn",
    source="Law 19/2023/QH15, Art. 37(1)(đ)",
    since="2024-07-01",
)
def vn_return_terms(visit: Evidence) -> Findings:
    pages = pages_before_order(visit)
    told = next(((seen, said) for seen in pages if (said := told_return_terms(seen.page))), None)
    if not pages or (told is None and not is_explored(visit, "returns", "refund", "terms")):
        return
    vague = next((seen for seen in pages if speaks_of_returns(seen.page)), None)
    missing = (
        f"{path_of(vague.page.url)} is about returns, but names no time for them."
        if vague
        else "No page that could be found says whether goods can be sent back."
    )
    yield Verdict(
        outcome=Outcome.PASS if told else Outcome.REVIEW if vague else Outcome.FAIL,
        sentence=f"Return terms are told: “{told[1]}”." if told else missing,
        expected="how long goods can be sent back",
        actual=told[1] if told else "nothing",
        about="returns",
        owner="web shop",
        evidence=((told[0] if told else vague or pages[0]).source,),
    )

"""The customer is handed from one to the next.

## What it checks
How often the person changes who answers: in each conversation of the chat, by the names that it shows, and among the mails
that answer her, by their signatures. From a bot to a person is no such change. Against `standards: {handoffs: …}` in the
shop's file; if it says nothing, one is fine in a simple matter, three in a complaint or a warranty claim.

## Why it matters
With each new name the customer begins again, and each one knows less of her. More than one handover, and she no longer
believes that anybody is in charge.

## How to fix
Let whoever takes a question keep it until it is settled, and ask colleagues behind the scenes. Look at which questions wander
most: there the first line lacks a right, a tool or a page to read.

## Example
“The customer was handed on 3 times, from Phạm Thu Hương to Đỗ Quang Minh to Lê Thanh Mai to Vũ Ngọc Anh.” Only the third team
could see the parcels.
"""

from itertools import groupby

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.effort import agents, handoffs

_USUAL = {"simple": 1, "complex": 3}
_COMPLEX = ("complaint", "warranty")


@check(
    title="One person settles the matter",
    failure="The customer is handed on too often",
    category="ease",
    impact="serious",
    serves=["1-11", "2-11", "0-18"],
)
def handoffs_over_limit(visit: Evidence) -> Findings:
    met = agents(visit)
    if not met:
        return
    kind = "complex" if visit.plan.type in _COMPLEX else "simple"
    declared = visit.plan.shop.standards.get("handoffs", {})
    most = (declared if isinstance(declared, dict) else {}).get(kind, _USUAL[kind])
    count = handoffs(visit)
    longest = max(met, key=len)
    times = "once" if count == 1 else f"{count} times"
    by = f", from {' to '.join(name for name, _ in groupby(longest))}" if count else ""
    last = next((turn for turn in reversed(visit.chat) if turn.who == "person"), None)
    yield Verdict(
        outcome=Outcome.PASS if count <= most else Outcome.FAIL,
        sentence=f"The customer was handed on {times}{by}." if count else "One person answered the customer.",
        expected=f"at most {most}, in a {kind} matter",
        actual=str(count),
        about="handovers",
        owner="chat" if last else "help desk",
        evidence=(f"step:{last.step}",) if last else (),
    )

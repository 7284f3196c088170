"""The shop let the customer go no further.

## What it checks
Whether the visit came to the end of its journey. It fails when the shop stopped the customer: a thing that
had to be on the page was not there, a form was refused, a payment declined. When the journey itself did not
fit the shop, or our tool failed, nothing is said against the shop. Where a working page did not show what the
journey wanted to see, and did not say why, either may be wrong, and the sentence says so. Whether the order was
placed before that is said apart.

## Why it matters
Nothing else counts for this customer: she came to do something and could not. Every sale or return that runs
into this is lost or becomes a call.

## How to fix
Follow the visit's timeline to its last step: the picture shows what the customer saw, and the line of the
journey what she wanted to do. Play that step by hand with the same language, device and card.

## Example
““Order a mug as a guest” ended at “click: Pay now”: the page said “Your card was declined”.” The card was a good one; a new
fraud rule refused every first order.
"""

from shopper import Evidence, Findings, Outcome, StepRecord, Verdict, VisitState, check
from shopper.reading.facts import stated_on_pages
from shopper.reading.site import works

_ORDER = "the order"
_OUTCOMES = {
    VisitState.FINISHED: Outcome.PASS,
    VisitState.WAITING: Outcome.PENDING,
    VisitState.BLOCKED: Outcome.FAIL,
}
_SAID = {
    VisitState.FINISHED: "reached the goal",
    VisitState.WAITING: "is still waiting",
    VisitState.BLOCKED: "was stopped by the shop",
    VisitState.BROKEN: "did not fit the shop, so the journey has to be mended first",
    VisitState.INDETERMINATE: "was interrupted where it cannot be told whether the order was placed",
    VisitState.TOOL_ERROR: "could not be played to its end by this tool",
}
_IN_DOUBT = "ended where a page that works does not show what the journey waits for; the shop or the journey is wrong"
_HELD_UP = "was held up by a bot challenge, so that nothing can be told"


@check(
    title="The customer reaches the goal",
    failure="The customer could not go on",
    category="resolution",
    impact="critical",
    serves=["0-50", "1-24", "2-02", "4-03"],
)
def goal_not_reached(visit: Evidence) -> Findings:
    ordered = stated_on_pages(visit, "order.number")
    if ordered:
        yield Verdict(
            outcome=Outcome.PASS,
            sentence=f"The order was placed: {ordered[0].value}.",
            about=_ORDER,
            evidence=(ordered[0].source,),
        )
    challenged = any(step.page and step.page.challenged for step in visit.steps)
    reason = visit.reason.strip().rstrip(".")
    last = next((step for step in reversed(visit.steps) if step.outcome == "failed"), None)
    blocked = visit.state is VisitState.BLOCKED
    said = _HELD_UP if challenged and visit.state is VisitState.INDETERMINATE else _SAID[visit.state]
    said = _IN_DOUBT if blocked and last and _may_be_the_journeys(last, reason) else said
    stopped_at = last.text if blocked and last else ""
    yield Verdict(
        outcome=_OUTCOMES.get(visit.state, Outcome.CANT_TELL),
        sentence=f"“{visit.plan.title}” {said}" + (f": {reason}." if reason else "."),
        expected="the end of the journey",
        actual=f"stopped at “{stopped_at}”" if stopped_at else said,
        about=f"{_ORDER}: {stopped_at}" if stopped_at and not ordered and _is_to_order(visit) else stopped_at,
        owner="web shop" if blocked else "",
        evidence=(f"step:{last.id}",) if last else (),
    )


def _may_be_the_journeys(last: StepRecord, reason: str) -> bool:
    """Whether a thing is missing from a page that works and does not say why."""
    page = last.page
    return last.verb == "see" and page is not None and works(page) and not any(said in reason for said in page.alerts)


def _is_to_order(visit: Evidence) -> bool:
    """Whether the journey notes an order's number, which is how it knows that it has ordered."""
    return any(step.verb == "note" and "order.number" in step.args.get("values", ()) for step in visit.plan.steps)

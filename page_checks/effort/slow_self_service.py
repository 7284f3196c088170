"""Helping oneself takes too long.

## What it checks
Visits that belong to self-service (their journeys lie in a folder `self_service`, or carry that tag) and came to their end: the
time that the customer spent there, with what she waited for pages, without waits for mails, opening hours and other days.
Against `standards: {self_service: …}` in the shop's file, three minutes if it says nothing. If a person answered her in the
chat of the same visit, and was quicker than the pages, a person looks at it.

## Why it matters
Customers help themselves because it is quicker. Where it is not, they call, and the shop pays twice: for the pages and for the
call.

## How to fix
Follow the visit's timeline for the step that took longest. Bring the answer forward: into the search's own results, onto the
page of the order, into the first lines of the help page.

## Example
“Helping herself took the customer 4 min 12 s; the shop promises 3 min.” The search of the help pages ran for four minutes.
"""

from datetime import timedelta
from pathlib import PurePosixPath

from shopper import Evidence, Findings, Outcome, Verdict, VisitState, check
from shopper.reading.effort import customers_time
from shopper.reading.text import lasting
from shopper.reading.waiting import standard

_FOLDER = "self_service"
_USUAL = timedelta(minutes=3)


@check(
    title="Helping oneself is quick",
    failure="Helping oneself takes long",
    category="speed",
    impact="moderate",
    serves=["2-02", "2-16"],
)
def slow_self_service(visit: Evidence) -> Findings:
    plan = visit.plan
    belongs = _FOLDER in plan.tags or PurePosixPath(plan.place.file).parent.name == _FOLDER
    if not belongs or visit.state is not VisitState.FINISHED or any(step.verb == "explore" for step in plan.steps):
        return
    limit = standard(plan.shop, "self_service") or _USUAL
    took, agent = customers_time(visit), _agents_time(visit)
    alone = took - agent if agent else took
    slower = agent is not None and alone > agent
    beside = f"; a person answered her in {lasting(agent)}" if agent else ""
    yield Verdict(
        outcome=Outcome.FAIL if alone > limit else Outcome.REVIEW if slower else Outcome.PASS,
        sentence=f"Helping herself took the customer {lasting(alone)}; the shop promises {lasting(limit)}{beside}.",
        expected=f"within {lasting(limit)}",
        actual=lasting(alone),
        about="self-service",
        owner="web shop",
        evidence=tuple(f"step:{step.id}" for step in visit.steps[-1:]),
    )


def _agents_time(visit: Evidence) -> timedelta | None:
    """From her first words in the chat to the last of a person; None if there was none."""
    asked = next((turn.at for turn in visit.chat if turn.who == "customer"), None)
    answered = [turn.at for turn in visit.chat if turn.who == "person"]
    return answered[-1] - asked if asked and answered else None

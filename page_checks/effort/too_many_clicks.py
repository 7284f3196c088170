"""It takes too many clicks.

## What it checks
How many clicks and ticks it took from where the customer set out until the shop gave her the number of her order, her return
or her question; each is named. Against `standards: {clicks: {order: …, return: …, contact: …}}` in the shop's file; if it says
nothing, a person looks at more than twenty. What tidies up after the visit does not count, nor do fields that she filled in.

## Why it matters
Each page more is one on which she can leave, and on a phone each click is a wait. Shops lose more orders between cart and
payment than anywhere else.

## How to fix
Take the pages between out that sell or ask for what nobody needs for this order, and put what is left onto one. Remember what
was chosen last time.

## Example
“The order took 15 clicks; the shop's own standard is at most 12.” Four pages between address and payment offered gift wrap,
a card, a newsletter and an insurance.
"""

from shopper import Evidence, Findings, Outcome, StepRecord, Verdict, check
from shopper.reading.effort import GOALS, clicks_to
from shopper.reading.naming import quoted

_GENEROUS = 20
_NAMED = {"order": "order", "return": "return", "contact": "question"}


@check(
    title="It takes few clicks",
    failure="It takes too many clicks",
    category="ease",
    impact="moderate",
    serves=["2-15", "4-10", "2-02"],
)
def too_many_clicks(visit: Evidence) -> Findings:
    declared = visit.plan.shop.standards.get("clicks", {})
    promised = declared if isinstance(declared, dict) else {}
    for goal in GOALS:
        if (clicks := clicks_to(visit, goal)) is None:
            continue
        count, most = len(clicks), promised.get(goal)
        against = f"the shop's own standard is at most {most}" if most else f"more than {_GENEROUS} is much"
        too_many = Outcome.FAIL if most else Outcome.REVIEW
        reached = next(fact.source for fact in visit.facts if fact.name == GOALS[goal] and fact.source.startswith("step:"))
        yield Verdict(
            outcome=Outcome.PASS if count <= (most or _GENEROUS) else too_many,
            sentence=f"The {_NAMED[goal]} took {count} clicks; {against}.",
            expected=f"at most {most or _GENEROUS}",
            actual=f"{count}: {' → '.join(map(_name, clicks))}" if clicks else "0",
            about=goal,
            owner="web shop",
            evidence=(reached,),
        )


def _name(step: StepRecord) -> str:
    """What was clicked, as the page calls it, or else as the journey does."""
    return quoted(step.effect.name, 40) if step.effect and step.effect.name else step.text

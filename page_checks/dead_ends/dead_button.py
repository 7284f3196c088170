"""A button or a link did nothing.

## What it checks
Every click of the customer: whether within two seconds anything came of it, be it another page, a request, a change on the
page, a dialog, a download or another place for the cursor, and whether the page says anything that it did not say before.
If nothing did, and she could not go on from there, it fails; if the visit went on well all the same, a person looks at it.

## Why it matters
A button that does nothing is the worst kind of no: it does not even say so. Customers click again, harder, and then they
go; what they wanted to send or buy is lost without a trace in any statistic.

## How to fix
Open the page from the evidence on the same device and click. Most often a script that should listen to the click failed
before, waits for something that never comes, or was blocked with the cookies that a customer refused. Let every button
work as a plain link or form first.

## Example
“Clicking “Send question” on /en/contact did nothing.” The form was sent by a tag manager's script, which the consent banner
had kept from loading.
"""

import re

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.acts import Act, acts
from shopper.reading.links import path_of
from shopper.reading.pages import page_owner

_ORDER = (Outcome.FAIL, Outcome.REVIEW, Outcome.PASS)


@check(
    title="Every button does something",
    failure="A button does nothing",
    category="ease",
    impact="critical",
    serves=["2-07", "4-10"],
)
def dead_button(visit: Evidence) -> Findings:
    worst: dict[str, tuple[Act, Outcome]] = {}
    for act in acts(visit):
        about, outcome = f"“{_name(act)}” on {path_of(act.before.url)}", _judge(act)
        if about not in worst or _ORDER.index(outcome) < _ORDER.index(worst[about][1]):
            worst[about] = act, outcome
    for about, (act, outcome) in worst.items():
        yield Verdict(
            outcome=outcome,
            sentence=f"Clicking {about} " + ("did something." if outcome is Outcome.PASS else "did nothing."),
            expected="another page, a message, or any change",
            actual="nothing, and the customer could not go on" if outcome is Outcome.FAIL else _came(act),
            about=about,
            owner=page_owner(act.before.url, visit),
            evidence=(f"step:{act.step.id}",),
        )


def _judge(act: Act) -> Outcome:
    if not act.effect.is_none or act.said or act.after.url != act.before.url:
        return Outcome.PASS
    return Outcome.FAIL if act.stopped else Outcome.REVIEW


def _came(act: Act) -> str:
    return "nothing" if act.effect.is_none else "it reacted"


def _name(act: Act) -> str:
    """What was clicked, without what differs from visit to visit."""
    return re.sub(r"\d+", "…", act.effect.name or act.step.text)[:80]

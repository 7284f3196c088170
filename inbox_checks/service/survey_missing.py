"""A question was answered, and nobody asks whether that helped.

## What it checks
Shops whose file names a kind of mail that is a survey of the help desk's, and visits in which a person answered: a survey must
have come when the journey says so, or else within a week of the last answer. A visit that ended sooner says nothing.

## Why it matters
Without the question, silence counts as success. Most customers who were not helped never say so.

## How to fix
Check which event sends the survey, and whether guests, other languages or cases that were opened by mail are left out of it.

## Example
“No survey came within 7 days of the answer.” Surveys went only to customers with an account.
"""

from datetime import datetime, timedelta

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.naming import kind_name, kind_owner
from shopper.reading.replies import answers
from shopper.reading.surveys import is_survey, surveys
from shopper.reading.text import lasting

_PATIENCE = timedelta(days=7)


@check(
    title="Customers are asked whether the answer helped",
    failure="Nobody asks whether the answer helped",
    category="process",
    impact="minor",
    serves=["0-35", "2-13"],
)
def survey_missing(visit: Evidence) -> Findings:
    shop, answered = visit.plan.shop, answers(visit)
    desk = {kind.system for kind in shop.mails.values() if kind.reply}
    declared = [name for name, kind in shop.mails.items() if is_survey(name, kind) and kind.system in desk]
    if not declared or not answered:
        return
    kind, last = declared[0], answered[-1]
    came = next(iter(surveys(visit)), None)
    if not came and visit.ended < _due(visit, kind, last):
        return  # it may still come
    within = lasting(_due(visit, kind, last) - last.arrived)
    yield Verdict(
        outcome=Outcome.PASS if came else Outcome.FAIL,
        sentence=f"The {kind_name(kind, shop)} came." if came else f"No survey came within {within} of the answer.",
        expected=f"a {kind_name(kind, shop)}",
        actual="came" if came else "none",
        about=kind,
        owner=kind_owner(kind, shop),
        evidence=(f"mail:{last.id}", *([f"mail:{came.id}"] if came else [])),
    )


def _due(visit: Evidence, kind: str, last: Mail) -> datetime:
    wanted = [expected.due for expected in visit.expectations if expected.kind == kind]
    return max([*wanted, last.arrived + _PATIENCE])

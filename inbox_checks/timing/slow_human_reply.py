"""A person took too long to answer.

## What it checks
From the customer's question (our clock) to the first mail that a person wrote, against the shop's standard for mails,
else the journey's own limit. It passes if the time by the calendar is within the limit, or the time on the shop's
working days alone, and fails if even its service hours between the two are more; what lies between goes to a person.
Where the shop's file names no hours, the calendar decides. An automatic mail is no answer. An answer that is still
missing when the mailbox was last seen counts as that long; if it is overdue for the journey too, it is missing-mail's
matter.

## Why it matters
She asked because she could not go on without knowing. A day without an answer and she buys elsewhere, or asks again by
phone; after the purchase she begins to fear for her money.

## How to fix
Look at when the question was assigned and how often it changed hands. Sort by age, not by channel; answer the ten
usual questions from prepared texts; staff the hours in which customers write, and say so in the acknowledgement.

## Example
“The answer came after 4 days (1 day 16 h in service hours); the shop promises 1 day.” The question had changed hands three
times and went to the end of each queue.
"""

from datetime import timedelta

from shopper import Evidence, Expectation, Findings, Mail, Outcome, Verdict, check
from shopper.reading.hours import opening_hours
from shopper.reading.naming import kind_name, kind_owner
from shopper.reading.text import lasting
from shopper.reading.waiting import human_reply, in_time, reply_of, standard, waited


@check(
    title="A person answers in time",
    failure="A person answered late",
    category="speed",
    impact="serious",
    serves=["0-29", "1-02", "3-08"],
)
def slow_human_reply(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for wanted in visit.expectations:
        if reply_of(wanted.kind, shop) != "human" or _is_missing(wanted):
            continue
        reply = human_reply(wanted, visit)
        limit = standard(shop, "mail") or wanted.within
        came = reply or wanted.mail
        took = waited(came, wanted, visit) if came else _unanswered(wanted)
        outcome, served = _judge(took, limit, wanted, visit)
        if reply is None and outcome is not Outcome.FAIL:
            outcome = Outcome.CANT_TELL if came else Outcome.PENDING
        spent = lasting(took) + (f" ({lasting(served)} in service hours)" if served is not None else "")
        yield Verdict(
            outcome=outcome,
            sentence=f"{_said(reply, wanted, visit)} {spent}; the shop promises {lasting(limit)}.",
            expected=f"within {lasting(limit)}",
            actual=spent if came else f"> {spent}",
            about=wanted.kind,
            owner=kind_owner(wanted.kind, shop),
            evidence=(f"mail:{came.id}",) if came else (),
        )


def _is_missing(wanted: Expectation) -> bool:
    """Whether missing-mail says that it never came, or that nobody could see."""
    return wanted.mail is None and (wanted.looked is None or wanted.looked >= wanted.due)


def _unanswered(wanted: Expectation) -> timedelta:
    """How long it had been missing when the mailbox was last seen."""
    return max((wanted.looked or wanted.since) - wanted.since, timedelta())


def _judge(took: timedelta, limit: timedelta, wanted: Expectation, visit: Evidence) -> tuple[Outcome, timedelta | None]:
    """The outcome, and how much of the wait lay in service hours (None: the shop's hours are not known)."""
    hours = opening_hours(visit.plan.shop)
    if hours is None:
        return in_time(took, limit, visit.clock_error), None
    until = wanted.since + took
    served = hours.business_time(wanted.since, until)
    return _by_hours(took, limit, served, hours.working_days_time(wanted.since, until), visit.clock_error), served


def _by_hours(took: timedelta, limit: timedelta, served: timedelta, worked: timedelta, error: timedelta) -> Outcome:
    if min(took, worked) <= limit:
        return Outcome.PASS
    return Outcome.FAIL if served - error > limit else Outcome.REVIEW


def _said(reply: Mail | None, wanted: Expectation, visit: Evidence) -> str:
    name = kind_name(wanted.kind, visit.plan.shop)
    if reply:
        return f"The {name} came after"
    if wanted.mail:
        return f"Only an automatic mail came as the {name}, after"
    return f"The {name} had not come after"

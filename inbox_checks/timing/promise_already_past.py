"""A mail promises a day that is already over.

## What it checks
Dates that mails promise for an answer, for sending, delivering or refunding ("expected delivery", "dự kiến giao",
"Liefertermin"), against the day on which the mail came. Dates of what has happened (ordered on, delivered
on) are no promises, nor is what a mail repeats once the parcel is there.

## Why it matters
"Your parcel should arrive on Monday", read on Wednesday, says that nobody looks at what the shop sends. She does not
believe the next date either, and asks.

## How to fix
Compute the date when the mail is written, not when the order was placed, and hold a mail back whose date has passed. If the
parcel is late, say so, with the new date.

## Example
“The shipping notice of 5 Mar promises delivery on 2 Mar (“Expected delivery date: Monday, 2 March 2026”).” The date had been
computed when the order was placed, and the parcel waited for a missing piece.
"""

import re
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.promised import own_text
from shopper.reading.promises import Promised, find_promises
from shopper.reading.zones import zone_of

_THINGS = {"reply": "an answer", "delivery": "delivery", "shipping": "to send the parcel", "refund": "the refund"}
_AFTERWARDS = re.compile(r"delivered|refund|return|survey|feedback|cancel")


@check(
    title="Promised days lie ahead",
    failure="A mail promises a day that is over",
    category="transparency",
    impact="moderate",
    serves=["1-06", "1-10"],
)
def promise_already_past(visit: Evidence) -> Findings:
    delivered = min((mail.arrived for mail in visit.mails if mail.solicited and "delivered" in mail.kind), default=None)
    for mail in visit.mails:
        too_late_to_matter = _AFTERWARDS.search(mail.kind) or (delivered and mail.arrived >= delivered)
        if mail.solicited and not too_late_to_matter:
            yield from _judge(mail, visit)


def _judge(mail: Mail, visit: Evidence) -> Iterator[Verdict]:
    shop, zone = visit.plan.shop, ZoneInfo(zone_of(visit.plan))
    promised = [one for one in _days(mail, visit) if one.sure]
    if not promised:
        return
    past = [one for one in promised if one.due < mail.arrived - visit.clock_skew - visit.clock_error]
    worst = min(past or promised, key=lambda one: one.due)
    came = mail.arrived.astimezone(zone).date()
    said = f"promises {_THINGS[worst.what]} on {_day(worst.day)} (“{worst.quote}”)"
    yield Verdict(
        outcome=Outcome.FAIL if past else Outcome.PASS,
        sentence=f"{mail_name(mail, shop)} of {_day(came)} {said}.",
        expected=f"{_day(came)} or later",
        actual=_day(worst.day),
        about=mail_about(mail),
        owner=mail_owner(mail, shop),
        evidence=(f"mail:{mail.id}",),
    )


def _days(mail: Mail, visit: Evidence) -> list[Promised]:
    said = find_promises(own_text(mail), visit.plan.locale, mail.arrived - visit.clock_skew, visit.plan.shop)
    return [one for one in said if one.day and one.what in _THINGS]


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b}" if day else ""

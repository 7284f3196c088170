"""A mail that could wait came in the middle of the night.

## What it checks
When advertising and surveys reached the customer, between midnight and six in the morning by her own clock: the zone that
the journey or the persona names, else that of her country. Mails about her order and answers may come at any hour. A
mail of an unknown kind that she can unsubscribe from goes to a person.

## Why it matters
A phone that rings at night for a discount is remembered, and so is who made it ring. What arrives at night is also read
last, below everything of the morning.

## How to fix
Send by the customer's time zone, not by the server's: most mailing services can. Let nightly batches fill a queue, and
let that queue wait until the morning.

## Example
“The survey came at 02:30 by the customer's clock.” A batch in Hà Nội sends surveys at 09:30, which is night in London.
"""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.mailing import is_marketing
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.zones import zone_of

_MORNING = 6  # o'clock
_SURVEY = re.compile(r"survey|feedback|rating|review_(?:request|invitation)|rate_|newsletter")


@check(
    title="Advertising and surveys come by day",
    failure="A mail that could wait came at night",
    category="personal",
    impact="minor",
    serves=["0-35", "3-05"],
)
def mail_at_night(visit: Evidence) -> Findings:
    zone = ZoneInfo(zone_of(visit.plan))
    for mail in visit.mails:
        can_wait = _can_wait(mail, visit)
        if can_wait is False:
            continue
        at: datetime = (mail.arrived - visit.clock_skew).astimezone(zone)
        by_day = at.hour >= _MORNING
        yield Verdict(
            outcome=Outcome.PASS if by_day else Outcome.FAIL if can_wait else Outcome.REVIEW,
            sentence=f"{mail_name(mail, visit.plan.shop)} came at {at:%H:%M} by the customer's clock.",
            expected=f"not between midnight and {_MORNING:02}:00",
            actual=f"{at:%H:%M} ({zone.key})",
            about=mail_about(mail),
            owner=mail_owner(mail, visit.plan.shop),
            evidence=(f"mail:{mail.id}",),
        )


def _can_wait(mail: Mail, visit: Evidence) -> bool | None:
    """Whether it advertises or asks for an opinion; None: likely."""
    if not mail.solicited:
        return False
    kind = visit.plan.shop.mails.get(mail.kind)
    if (kind and kind.purpose in ("survey", "marketing")) or _SURVEY.search(mail.kind):
        return True
    return is_marketing(mail, visit.plan.shop)

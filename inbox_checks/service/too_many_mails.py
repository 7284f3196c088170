"""A customer gets too many mails about one order.

## What it checks
The mails of the shop and its carrier within any 24 hours, answers to the customer's own questions, mails about her own
changes and advertising apart: more than six go to a person, more than nine fail.

## Why it matters
Whoever gets ten mails in a day reads none of them. The one that matters, on a delay or a choice that she has to make, goes
under.

## How to fix
List what each system sends for one order, and let one of them speak for each event. Steps that only the warehouse cares
about need no mail; the order's page can show them.

## Example
“The customer got 12 mails within 24 hours, most of them from shipping.” Each scan of the parcel sent a mail of its own.
"""

from collections import Counter
from datetime import timedelta

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.mailing import is_marketing
from shopper.reading.naming import mail_owner
from shopper.reading.waiting import reply_of

_DAY = timedelta(hours=24)
_MANY, _TOO_MANY = 6, 9


@check(
    title="An order makes no more mails than it needs",
    failure="Too many mails come for one order",
    category="communication",
    impact="minor",
    serves=["3-02", "0-31", "4-10"],
)
def too_many_mails(visit: Evidence) -> Findings:
    sent = sorted((mail for mail in visit.mails if _counts(mail, visit)), key=lambda mail: mail.arrived)
    if not sent:
        return
    busiest = max((_of_a_day(sent, first) for first in range(len(sent))), key=len)
    count = len(busiest)
    owner, _ = Counter(mail_owner(mail, visit.plan.shop) for mail in busiest).most_common(1)[0]
    said = f"The customer got {count} {'mail' if count == 1 else 'mails'} within 24 hours"
    yield Verdict(
        outcome=Outcome.PASS if count <= _MANY else Outcome.REVIEW if count <= _TOO_MANY else Outcome.FAIL,
        sentence=f"{said}, most of them from {owner}." if count > _MANY else f"{said} at most.",
        expected=f"at most {_MANY} within 24 hours",
        actual=str(count),
        about="mails in a day",
        owner=owner,
        evidence=tuple(f"mail:{mail.id}" for mail in busiest),
    )


def _counts(mail: Mail, visit: Evidence) -> bool:
    shop = visit.plan.shop
    return mail.solicited and not reply_of(mail.kind, shop) and is_marketing(mail, shop) is False


def _of_a_day(sent: list[Mail], first: int) -> list[Mail]:
    return [mail for mail in sent[first:] if mail.arrived - sent[first].arrived <= _DAY]

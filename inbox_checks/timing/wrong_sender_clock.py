"""A mail carries a time at which it was not sent.

## What it checks
The `Date` of every mail against the moment at which the customer's own mail server took it. It fails when the mail is dated
more than five minutes ahead of its arrival, earlier than what it is about had happened, or off by whole hours, which is a
wrong time zone. A mail that a server on its way provably held back keeps its date: that is slow-relay's matter. Any other
date that is more than five minutes old goes to a person.

## Why it matters
Mail programs sort by this date. A confirmation that is dated yesterday sinks below what she has read already, and one dated
tomorrow sticks to the top; spam filters count both against the sender.

## How to fix
Let the sending machine keep its time by NTP, and have the library write the date with its zone (RFC 5322, 3.3). An error of
whole hours comes from local time that is written as UTC, or the other way round.

## Example
“The invoice is dated 7 h after its arrival, as if its sender's time zone were a wrong one.” The ERP wrote the time of
Hà Nội and `+0000` behind it.
"""

from datetime import timedelta

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.text import lasting

_TOLERABLE = timedelta(minutes=5)
_HOUR = timedelta(hours=1)
_ZONES_APART = timedelta(hours=14)
_NEARLY = timedelta(seconds=90)


@check(
    title="Every mail carries the time at which it was sent",
    failure="A mail's date is wrong",
    category="process",
    impact="minor",
    serves=["0-34", "3-07"],
)
def wrong_sender_clock(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if not mail.solicited or mail.reading.date is None:
            continue
        outcome, said = _judge(mail, visit)
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(mail, visit.plan.shop)} is dated {said}.",
            expected=f"within {lasting(_TOLERABLE)} of its arrival",
            actual=said,
            about=mail_about(mail),
            owner=mail_owner(mail, visit.plan.shop),
            evidence=(f"mail:{mail.id}",),
        )


def _judge(mail: Mail, visit: Evidence) -> tuple[Outcome, str]:
    assert mail.reading.date
    ahead = mail.reading.date - mail.arrived
    off, allowed = abs(ahead), _TOLERABLE + visit.clock_error
    if off <= allowed:
        return Outcome.PASS, "when it was sent"
    by_zone = abs(off - round(off / _HOUR) * _HOUR) <= _NEARLY and off <= _ZONES_APART
    why = ", as if its sender's time zone were a wrong one" if by_zone else ""
    if ahead > timedelta():
        return Outcome.FAIL, f"{lasting(off)} after its arrival{why}"
    said = f"{lasting(off)} before its arrival"
    begun = next((wanted.since + visit.clock_skew for wanted in visit.expectations if wanted.mail == mail), None)
    if begun and mail.reading.date < begun - allowed:
        return Outcome.FAIL, f"{lasting(begun - mail.reading.date)} before what it is about had happened{why}"
    if _was_held(mail):
        return Outcome.PASS, f"{said}: it was held on its way"
    return (Outcome.FAIL, said + why) if by_zone else (Outcome.REVIEW, f"{said}: its clock is slow, or it was held back")


def _was_held(mail: Mail) -> bool:
    """Whether two machines say that it had left by its date: then its sender's clock is right."""
    assert mail.reading.date
    stamped = [hop.at for hop in mail.reading.hops if hop.at and hop.by]
    return len(stamped) > 2 and all(abs(at - mail.reading.date) <= _TOLERABLE for at in stamped[:2])

"""A mail server on the way held a mail back.

## What it checks
The `Received` lines of every mail (RFC 5321, 4.4), from its sender to the customer's mailbox: how long it lay at each server.
It fails when it lay at one for more than five minutes and at least two servers before that agree about the time. Where a
wrong clock would look the same, a person decides; a mail that names one server only is left alone.

## Why it matters
The system that wrote the mail did so in time, and yet it came late. Who does not know where the time was lost looks for it
in the wrong place, and the customer goes on waiting.

## How to fix
Look into the queue of the server that is named: a batch that sends every half hour, a content filter at its limit, too few
connections, newsletters before confirmations. If the next server put it off (greylisting, 4xx), shorten the time after
which it tries again, and have the sending address put on its list.

## Example
“The invoice lay at relay.gomsen.test for 40 min.” The relay tries again only once an hour after the first refusal.
"""

from datetime import datetime, timedelta
from itertools import pairwise

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.text import lasting

_TOLERABLE = timedelta(minutes=5)
_CLOCKS_AGREE = timedelta(seconds=30)


@check(
    title="No server on the way holds a mail back",
    failure="A server held a mail back",
    category="speed",
    impact="moderate",
    serves=["0-40", "0-41", "0-42", "0-43", "3-08"],
)
def slow_relay(visit: Evidence) -> Findings:
    for mail in visit.mails:
        passed = _passed(mail)
        if not mail.solicited or len(passed) < 2:
            continue
        held, server, sure = _longest(passed)
        slow = held > _TOLERABLE + visit.clock_error
        outcome = Outcome.PASS if not slow else Outcome.FAIL if sure else Outcome.REVIEW
        doubt = "" if sure or not slow else ", or the clock of that server is slow"
        said = f"lay at {server or 'a server'} for {lasting(held)}{doubt}" if slow else "was handed on at once by every server"
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(mail, visit.plan.shop)} {said}.",
            expected=f"at most {lasting(_TOLERABLE)} at any server",
            actual=f"{lasting(held)} at {server or 'a server'}",
            about=mail_about(mail),
            owner=server or mail_owner(mail, visit.plan.shop),
            evidence=(f"mail:{mail.id}",),
        )


def _passed(mail: Mail) -> list[tuple[str, datetime]]:
    """The servers that took it, with the time, in the order of travelling."""
    return [(hop.by, hop.at) for hop in mail.reading.hops if hop.at]


def _longest(passed: list[tuple[str, datetime]]) -> tuple[timedelta, str, bool]:
    """The longest stay, at which server, and whether clocks that agree prove it."""
    stays = [(after - at, server, number) for number, ((server, at), (_, after)) in enumerate(pairwise(passed))]
    held, server, number = max(stays)
    before = [at for _, at in passed[: number + 1]]
    agree = len(before) > 1 and max(before) - min(before) <= _TOLERABLE
    forward = all(stay > -_CLOCKS_AGREE for stay, _, _ in stays)
    return held, server, agree and forward

"""How long the customer waited for a mail, and whether that was in time."""

from __future__ import annotations

import re
from datetime import timedelta

from shopper.model import Evidence, Expectation, Mail, Outcome, Shop

_UNITS = {"d": 86400, "h": 3600, "m": 60, "s": 1}


def waited(mail: Mail, wanted: Expectation, visit: Evidence) -> timedelta:
    """From the customer's last click to the mail in her mailbox, both by our clock; never less than nothing."""
    return max(mail.arrived - visit.clock_skew - wanted.since, timedelta())


def in_time(took: timedelta, limit: timedelta, error: timedelta) -> Outcome:
    """Pass or fail; where the clocks agree no better (± `error`), a person decides."""
    if took <= limit:
        return Outcome.PASS
    return Outcome.REVIEW if took - error <= limit else Outcome.FAIL


def reply_of(kind: str, shop: Shop) -> str:
    """`automatic` or `human` for a kind of mail that answers a question; empty for others."""
    known = shop.mails.get(kind)
    return known.reply if known else ""


def standard(shop: Shop, name: str) -> timedelta | None:
    """A time that the shop's file promises (`mail: 24h`, kept as `1d`); None if it promises none."""
    pieces = re.findall(r"(\d+)([dhms])", str(shop.standards.get(name, "")))
    return timedelta(seconds=sum(int(number) * _UNITS[unit] for number, unit in pieces)) if pieces else None


def human_reply(wanted: Expectation, visit: Evidence) -> Mail | None:
    """The mail that answers this expectation and of which no header says that a machine wrote it.

    Where a machine's mail came first, the next of that kind that answers no other expectation.
    """
    if wanted.mail is None or not wanted.mail.reading.automatic:
        return wanted.mail
    taken = {other.mail.id for other in visit.expectations if other.mail}
    later = (mail for mail in visit.mails if mail.kind == wanted.kind and mail.solicited and mail.id not in taken)
    by_hand = (mail for mail in later if not mail.reading.automatic and mail.arrived >= wanted.mail.arrived)
    return min(by_hand, key=lambda mail: mail.arrived, default=None)

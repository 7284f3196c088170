"""The mails that answer what the customer asked: a machine's acknowledgements, and people's own words."""

from __future__ import annotations

from shopper.model import Evidence, Mail, Outcome
from shopper.reading.waiting import reply_of


def answers(visit: Evidence) -> list[Mail]:
    """What people answered, in order of arrival; a mail of which a header says that a machine wrote it is none."""
    return [mail for mail in replies(visit) if reply_of(mail.kind, visit.plan.shop) == "human"]


def acknowledgements(visit: Evidence) -> list[Mail]:
    """The automatic words that a question has come, in order of arrival."""
    return [mail for mail in replies(visit) if reply_of(mail.kind, visit.plan.shop) == "automatic"]


def replies(visit: Evidence) -> list[Mail]:
    """Acknowledgements and answers, in order of arrival."""
    shop = visit.plan.shop
    found = [mail for mail in visit.mails if mail.solicited and _is_reply(mail, reply_of(mail.kind, shop))]
    return sorted(found, key=lambda mail: mail.arrived)


def judged(good: bool, mail: Mail, otherwise: Outcome = Outcome.FAIL) -> Outcome:
    """Pass if it is good; else `otherwise`, or can't tell where the mail could not be read whole."""
    if good:
        return Outcome.PASS
    return Outcome.CANT_TELL if mail.reading.problem else otherwise


def _is_reply(mail: Mail, reply: str) -> bool:
    return reply == "automatic" or (reply == "human" and not mail.reading.automatic)

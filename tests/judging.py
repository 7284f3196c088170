"""Audits that were judged from ready-made visits, by two checks."""

from __future__ import annotations

from typing import Any

from factories import T0, a_mail, a_plan, a_visit, an_expectation, minutes

from shopper.model import Audit, Evidence
from shopper.registry import checks
from shopper.verdict.judge import judge

CHECKS = ("late-mail", "missing-mail")


def a_late_visit(**changes: Any) -> Evidence:
    """A visit in which the confirmation came fifteen minutes late."""
    mail = a_mail(arrived=T0 + minutes(20))
    return a_visit(mails=[mail], expectations=(an_expectation(mail=mail),), **changes)


def played(journey: str = "guest_order", device: str = "desktop", locale: str = "vi-VN") -> Any:
    return a_plan(journey=journey, device=device, locale=locale)


def judged(*visits: Evidence, name: str = "audit") -> Audit:
    return judge(visits, audit=name, checks={id: checks()[id] for id in CHECKS})

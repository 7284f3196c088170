"""Figures beside the score, each with its n."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from shopper.model import Evidence


def kpis(visits: Sequence[Evidence], valid: Sequence[Evidence]) -> dict[str, Any]:
    """Plain figures for the audit: `visits` by state (all of them), everything else over the valid ones.

    `{visits: {state: n}, steps: {outcome: n}, mails: {received, unsolicited}, systems: {name: mails},
    mail_wait: {kind: {median, within, n, missing}}}`; waits in seconds on the mail server's clock against ours.
    """
    mails = [mail for visit in valid for mail in visit.mails]
    return {
        "visits": _counted(visit.state.value for visit in visits),
        "steps": _counted(step.outcome for visit in valid for step in visit.steps),
        "mails": {"received": len(mails), "unsolicited": sum(not mail.solicited for mail in mails)},
        "systems": _counted(mail.system for mail in mails if mail.solicited and mail.system),
        "mail_wait": {kind: _wait(kind, valid) for kind in sorted({e.kind for v in valid for e in v.expectations})},
    }


def _wait(kind: str, visits: Sequence[Evidence]) -> dict[str, Any]:
    wanted = [(visit, e) for visit in visits for e in visit.expectations if e.kind == kind]
    waits = [(e.mail.arrived - visit.clock_skew - e.since).total_seconds() for visit, e in wanted if e.mail]
    return {
        "median": max(0.0, median(waits)) if waits else None,
        "within": max(e.within.total_seconds() for _, e in wanted),
        "n": len(waits),
        "missing": sum(e.mail is None and e.looked is not None and e.looked >= e.due for _, e in wanted),
    }


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))

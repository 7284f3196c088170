"""The audit's verdict as one sentence, before any number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from shopper.model import Finding, ItemState, MustPass, Outcome, VisitResult, VisitState
from shopper.verdict.running import EXCLUDED


def verdict_sentence(visits: Sequence[VisitResult], findings: Sequence[Finding], must_pass: Sequence[MustPass]) -> str:
    """What a reader needs first: a broken must-pass, else what went wrong, else that nothing broke; and what is not known."""
    counted = [visit for visit in visits if visit.state not in EXCLUDED]
    if not counted:
        return f"Nothing can be said about the shop: {_excluded(visits)}."
    said = _broken(must_pass, len(counted)) or _faults(findings, counted) or _clean(counted)
    left_out = f" {_capital(_excluded(visits))}." if len(counted) < len(visits) else ""
    thin = " There is too little evidence for a score." if all(visit.score.raw is None for visit in counted) else ""
    return said + left_out + thin


def _broken(must_pass: Sequence[MustPass], total: int) -> str:
    broken = [row for row in must_pass if row.state is ItemState.FAIL]
    if not broken:
        return ""
    rows = "; ".join(f"“{row.title}” failed in {len(row.visits)} of {total} visits" for row in broken)
    return f"{'One must-pass' if len(broken) == 1 else f'{len(broken)} must-passes'} broken: {rows}."


def _faults(findings: Sequence[Finding], counted: Sequence[VisitResult]) -> str:
    """The faults by what they are, the gravest first, as the findings are sorted."""
    titles = list(dict.fromkeys(finding.title for finding in findings if finding.outcome is Outcome.FAIL))
    if not titles:
        return ""
    named = [title[0].lower() + title[1:] for title in titles[:2]]
    more = f", and {_count(len(titles) - 2, 'more fault')}" if len(titles) > 2 else ""
    joined = (", " if more else " and ").join(named)
    missed = sum(visit.state is not VisitState.FINISHED for visit in counted)
    if missed:
        return f"{missed} of {len(counted)} visits did not reach their goal: {joined}{more}."
    return f"Customers reach their goal, but {joined}{more}."


def _clean(counted: Sequence[VisitResult]) -> str:
    waiting = sum(visit.state is VisitState.WAITING for visit in counted)
    if waiting:
        return f"Nothing broke so far: {_of_all(counted)} reached their goal, {waiting} still {_waits(waiting)} for mail."
    return f"Nothing broke: {_of_all(counted)} reached their goal."


def _of_all(counted: Sequence[VisitResult]) -> str:
    done = sum(visit.state is VisitState.FINISHED for visit in counted)
    return f"{done} of {len(counted)} visits"


def _excluded(visits: Sequence[VisitResult]) -> str:
    states = Counter(visit.state for visit in visits if visit.state in EXCLUDED)
    reasons = "; ".join(f"{_count(states[state], 'visit')}: {EXCLUDED[state]}" for state in EXCLUDED if states[state])
    return f"not counted are {reasons}" if reasons else "there was no visit"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _waits(number: int) -> str:
    return "waits" if number == 1 else "wait"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]

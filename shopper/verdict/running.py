"""Checks run on one visit, and what their verdicts make of each item of the score card."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shopper.model import CategoryScore, Evidence, Item, ItemState, Outcome, Verdict, VisitState
from shopper.reading.legal import binds, cited
from shopper.reading.pages import undisturbed
from shopper.registry import CheckType
from shopper.verdict.scorecard import Required, ScoreCard
from shopper.verdict.scoring import WEIGHTS, category_score, worst

EXCLUDED: Mapping[VisitState, str] = {
    VisitState.BROKEN: "the journey did not fit the shop",
    VisitState.INDETERMINATE: "it cannot be told whether its order was placed",
    VisitState.TOOL_ERROR: "this tool failed",
}
"""Visits that say nothing sure about the shop: they are shown, and count nowhere."""

STATES: Mapping[Outcome, ItemState] = {
    Outcome.PASS: ItemState.PASS,
    Outcome.FAIL: ItemState.FAIL,
    Outcome.REVIEW: ItemState.AWAITING_HUMAN,
    Outcome.CANT_TELL: ItemState.UNKNOWN,
    Outcome.PENDING: ItemState.PENDING,
    Outcome.NOT_APPLICABLE: ItemState.NOT_APPLICABLE,
}


@dataclass(frozen=True)
class Ran:
    """One check on one visit: its verdicts and the state of its item. A person's answers bring their own `weight`, and those on
    a scale their own `points` (0–1)."""

    check: CheckType
    verdicts: tuple[Verdict, ...]
    state: ItemState
    weight: float | None = None
    points: float | None = None

    def state_for(self, row: Required) -> ItemState:
        """The state of what a must-pass row is about. What goes wrong with nothing in particular counts for all; what goes well
        with nothing in particular (a journey that orders nothing) proves none."""
        if not row.about or self.state is ItemState.UNREACHED:
            return self.state
        return worst(
            STATES[one.outcome]
            for one in self.verdicts
            if row.covers(one.about) or (not one.about and one.outcome is not Outcome.PASS)
        )


CRASHED = "the check crashed"
"""What a verdict says was there, where its check came to no end."""


def run_checks(visit: Evidence, checks: Mapping[str, CheckType]) -> tuple[Ran, ...]:
    """Run every check on a visit, in the order of their ids.

    Of a visit that is excluded only what could not be told is kept. A check that crashes says *can't tell*, so that its item
    is unknown at best. In a visit that the shop blocked while mails were still to come, a check of mails that found nothing to
    judge was never reached. What a page did under a fault that the journey itself had switched on is nobody's to judge.
    """
    judged = undisturbed(visit)
    return tuple(_run(checks[id], judged) for id in sorted(checks))


def _run(check: CheckType, visit: Evidence) -> Ran:
    verdicts = tuple(_verdicts(check, visit))
    if visit.state in EXCLUDED:
        verdicts = tuple(verdict for verdict in verdicts if verdict.outcome is Outcome.CANT_TELL)
    state = worst(STATES[verdict.outcome] for verdict in verdicts)
    if state is ItemState.NOT_APPLICABLE and _judges_mails(check) and _blocked_before_mails(visit):
        state = ItemState.UNREACHED
    return Ran(check, verdicts, state)


def _verdicts(check: CheckType, visit: Evidence) -> Iterable[Verdict]:
    if check.law and not binds(check.law, visit):
        return
    try:
        yield from (cited(verdict, check.law) for verdict in check.run(visit))
    except Exception as error:  # whatever a check does wrong must not take the audit with it, nor flatter the shop
        yield Verdict(
            outcome=Outcome.CANT_TELL,
            sentence=f"The check {check.id} crashed ({_where(error, check)}), so nothing is known about this.",
            expected="a verdict",
            actual=CRASHED,
        )


def _where(error: Exception, check: CheckType) -> str:
    """The error's kind and the line of the check's own file that it came from; its words may differ from run to run."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == check.file]
    return f"{type(error).__name__}, {Path(check.file).name}:{lines[-1]}" if lines else type(error).__name__


def _judges_mails(check: CheckType) -> bool:
    return check.folder == "inbox_checks"


def _blocked_before_mails(visit: Evidence) -> bool:
    """A mail that was waited for in vain is missing, not unreached: only steps that were never played count."""
    played = {step.id for step in visit.steps}
    ahead = (step for step in visit.plan.steps if step.id not in played and not step.cleanup)
    return visit.state is VisitState.BLOCKED and any(step.verb in ("expect_mail", "await_mail") for step in ahead)


def categories_of(ran: Sequence[Ran], card: ScoreCard) -> tuple[CategoryScore, ...]:
    """The score card of one visit. A category without a weight is left out."""
    items: dict[str, list[Item]] = {category.id: [] for category in card.categories}
    for one in ran:
        items[one.check.category].append(
            Item(
                check=one.check.id,
                title=one.check.title,
                category=one.check.category,
                weight=WEIGHTS[one.check.impact] if one.weight is None else one.weight,
                state=one.state,
                points=one.points,
                passed=sum(verdict.outcome is Outcome.PASS for verdict in one.verdicts),
                failed=sum(verdict.outcome is Outcome.FAIL for verdict in one.verdicts),
            )
        )
    return tuple(
        CategoryScore(
            id=category.id,
            title=category.title,
            weight=category.weight,
            score=category_score(items[category.id]),
            items=tuple(items[category.id]),
        )
        for category in card.categories
        if category.weight
    )


def must_pass_state(row: Required, ran: Iterable[Ran]) -> ItemState:
    """What became of a must-pass row in one visit."""
    return worst(one.state_for(row) for one in ran if one.check.id == row.check)

"""How far the audit can be believed: each defect of the practice shop must be found by its check and by no other, and the
clean shop must give no fail. Prints the table defect × check with recall and false alarms; exits 1 if anything is off.

    make truth                 (or: .venv/bin/python -m benchmarks.truth [--clean-runs 5] [--only DEFECT])
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from shopper.audit import AuditRun, judge_evidence
from shopper.journey.load import load
from shopper.model import Audit, Outcome, Plan, VisitState
from shopper.practice_shop import DEFECTS

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Trial:
    """One audit of the practice shop, and what it ought to have said."""

    name: str
    wanted: str
    follows: tuple[str, ...]
    failed: frozenset[str]
    troubles: tuple[str, ...]

    @property
    def found(self) -> bool:
        return not self.wanted or self.wanted in self.failed

    @property
    def false_alarms(self) -> frozenset[str]:
        return self.failed - {self.wanted, *self.follows}

    @property
    def right(self) -> bool:
        return self.found and not self.false_alarms and not self.troubles


async def audit(plans: Sequence[Plan], defects: Sequence[str], folder: Path) -> Audit:
    """Play these plans at the practice shop with these defects, and judge them."""
    async with AuditRun(folder, {}, defects=defects) as run:
        await run.open(plans)
        evidence = await asyncio.gather(*(run.play(plan) for plan in plans))
        return judge_evidence(evidence, folder, ROOT)


def _trial(name: str, result: Audit) -> Trial:
    defect = DEFECTS.get(name)
    failed = frozenset(finding.check for finding in result.findings if finding.outcome is Outcome.FAIL)
    honest = (VisitState.FINISHED, VisitState.BLOCKED) if defect else (VisitState.FINISHED,)
    troubles = tuple(f"{visit.id}: {visit.state.value}: {visit.reason}" for visit in result.visits if visit.state not in honest)
    return Trial(name, defect.finds if defect else "", tuple(defect.follows) if defect else (), failed, troubles)


def play(plans: Sequence[Plan], defects: Sequence[str], name: str) -> Trial:
    with tempfile.TemporaryDirectory() as folder:
        return _trial(name, asyncio.run(audit(plans, defects, Path(folder) / name.replace(" ", "-"))))


def practice_plans() -> list[Plan]:
    loaded = load([ROOT / "journeys"], root=ROOT)
    return [plan for plan in loaded.plans if plan.shop.practice]


def pick(plans: Sequence[Plan], name: str) -> list[Plan]:
    """The visits that meet a defect, in one language; defects take turns: a rule that only knows one language is found out."""
    locales = sorted({plan.locale for plan in plans})
    locale = locales[list(DEFECTS).index(name) % len(locales)]
    met = [plan for plan in plans if plan.journey in DEFECTS[name].journeys and plan.locale == locale]
    return [plan for plan in met if plan.device == "desktop"] or met


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clean-runs", type=int, default=5)
    parser.add_argument("--only", action="append", default=[], help="only this defect")
    options = parser.parse_args(arguments)
    plans, console, trials = practice_plans(), Console(width=150), []
    for name in DEFECTS:
        if not options.only or name in options.only:
            trials.append(play(pick(plans, name), [name], name))
            console.print(f"{'✓' if trials[-1].right else '✗'} {name}", soft_wrap=True)
    for number in range(options.clean_runs):
        trials.append(play(plans, (), f"clean {number + 1}"))
        console.print(f"{'✓' if trials[-1].right else '✗'} clean shop, run {number + 1}: {len(plans)} visits", soft_wrap=True)
    console.print(_table(trials))
    for trial in trials:
        for trouble in trial.troubles:
            console.print(f"{trial.name}: {trouble}", soft_wrap=True, markup=False)
    wanted = [trial for trial in trials if trial.wanted]
    found = sum(trial.found for trial in wanted)
    alarms = sum(len(trial.false_alarms) for trial in trials)
    console.print(f"recall {found}/{len(wanted)}, false alarms {alarms}")
    return 0 if all(trial.right for trial in trials) else 1


def _table(trials: Sequence[Trial]) -> Table:
    table = Table(title="defect × check")
    for column in ("defect", "its check", "found", "follows from it", "false alarms"):
        table.add_column(column, overflow="fold")
    for trial in trials:
        followed = ", ".join(sorted(trial.failed & set(trial.follows))) or "–"
        alarms = ", ".join(sorted(trial.false_alarms)) or "–"
        table.add_row(trial.name, trial.wanted or "–", "yes" if trial.found else "NO", followed, alarms)
    return table


if __name__ == "__main__":
    sys.exit(main())

"""How far the audit can be believed: each defect of the practice shop must be found by its check and by no other, and the
clean shop must give no fail and ask nobody. Prints the table defect × check with recall and false alarms; exits 1 if
anything is off.

    make truth         (or: .venv/bin/python -m benchmarks.truth [--clean-runs 5] [--only DEFECT] [--mails]
                        [--locale de-DE])

What mails show by themselves is judged on mails written straight by the shop's own systems, the rest in the browser;
`--mails` leaves the browser out. The clean shop is visited in each of its languages, defects take turns with them.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.rehearsal import SCENES, rehearse
from shopper.audit import AuditRun, judge_evidence
from shopper.inbox.guard import Reader
from shopper.journey.load import load
from shopper.journey.plans import digest
from shopper.model import Audit, Outcome, Plan, VisitState
from shopper.practice_shop import DEFECTS
from shopper.practice_shop.defects.declaring import Defect

ROOT = Path(__file__).resolve().parent.parent


MOST_AT_ONCE = 8
"""Defects of one batch: more would hide one another's pages."""


@dataclass(frozen=True)
class Trial:
    """One audit of the practice shop, and what it ought to have said: all that is `wanted`, and perhaps what `follows`."""

    name: str
    wanted: tuple[str, ...]
    follows: tuple[str, ...]
    failed: frozenset[str]
    """The checks that failed; at the clean shop also those that asked a person: there is nothing to ask."""
    troubles: tuple[str, ...]
    asked: frozenset[str] = frozenset()
    """The checks that asked a person, where the defect lets them."""

    @property
    def found(self) -> bool:
        return not self.missed

    @property
    def missed(self) -> frozenset[str]:
        return {*self.wanted} - self.failed - self.asked

    @property
    def false_alarms(self) -> frozenset[str]:
        return self.failed - {*self.wanted, *self.follows}

    @property
    def right(self) -> bool:
        return self.found and not self.false_alarms and not self.troubles


async def audit(plans: Sequence[Plan], defects: Sequence[str], folder: Path) -> Audit:
    """Play these plans at the practice shop with these defects, and judge them."""
    probed = not defects or any("first_visit" in DEFECTS[name].journeys for name in defects)  # the others need no such look
    async with AuditRun(folder, {}, defects=defects, probe_pages=probed) as run:
        await run.open(plans)
        evidence = await asyncio.gather(*(run.play(plan) for plan in plans))
        return judge_evidence(evidence, folder, ROOT)


def _trial(name: str, names: Sequence[str], result: Audit) -> Trial:
    defects = [DEFECTS[one] for one in names]
    said = {outcome: frozenset(one.check for one in result.findings if one.outcome is outcome) for outcome in Outcome}
    asked = said[Outcome.REVIEW] & {defect.finds for defect in defects if defect.says == "review"}
    honest = (VisitState.FINISHED, VisitState.BLOCKED) if defects else (VisitState.FINISHED,)
    troubles = tuple(f"{visit.id}: {visit.state.value}: {visit.reason}" for visit in result.visits if visit.state not in honest)
    failed = said[Outcome.FAIL] if defects else said[Outcome.FAIL] | said[Outcome.REVIEW]
    wanted = tuple(defect.finds for defect in defects)
    return Trial(name, wanted, tuple(check for defect in defects for check in defect.follows), failed, troubles, asked)


def play(plans: Sequence[Plan], defects: Sequence[str], name: str) -> Trial:
    with tempfile.TemporaryDirectory() as folder:
        return _trial(name, defects, asyncio.run(audit(plans, defects, Path(folder) / name.replace(" ", "-"))))


def batches() -> list[tuple[str, ...]]:
    """The defects that need a browser, those together that the same journeys meet and that do not hide one another: many in the
    time of one. Each in one batch; alone where it says so."""
    together: dict[object, list[list[str]]] = {}
    for name, defect in DEFECTS.items():
        if is_rehearsed(name):
            continue
        alone = defect.alone or "goal-not-reached" in (defect.finds, *defect.follows)  # what comes after it would not be seen
        kin = together.setdefault(name if alone else (defect.journeys, defect.languages), [[]])
        fits = (one for one in kin if len(one) < MOST_AT_ONCE and not any(_interfere(DEFECTS[other], defect) for other in one))
        batch = next(fits, None)
        if batch is None:
            kin.append(batch := [])
        batch.append(name)
    return [tuple(batch) for kin in together.values() for batch in kin]


def _interfere(one: Defect, other: Defect) -> bool:
    """Whether one of them could be found because of the other, or both befall the same mail."""
    return bool({*one.kinds} & {*other.kinds}) or one.finds in (other.finds, *other.follows) or other.finds in one.follows


LOCALES = {"vi": "vi-VN", "en": "en-GB", "de": "de-DE", "fr": "fr-FR"}
"""Language of the shop → the customer who speaks it."""


def is_rehearsed(name: str) -> bool:
    """Whether a defect shows in mails alone, of a journey that is rehearsed without a browser."""
    defect = DEFECTS[name]
    return defect.medium == "mail" and all(journey in SCENES for journey in defect.journeys)


def rehearsed(plans: Sequence[Plan], name: str, reader: Reader, locale: str = "") -> Trial:
    """Judge the mails of a defect's journeys, or without a name those of all journeys, in a language of the shop's; defects
    take turns."""
    journeys = DEFECTS[name].journeys if name else tuple(SCENES)
    met = [next(plan for plan in plans if plan.journey == journey) for journey in journeys]
    locale = locale or _turn(plans, name)
    evidence = [rehearse(plan, [name] if name else [], reader=reader, locale=locale) for plan in met]
    return _trial(name or f"clean mails, {locale}", [name] if name else [], judge_evidence(evidence, ROOT, ROOT))


@cache
def _loaded() -> tuple[Plan, ...]:
    return tuple(plan for plan in load([ROOT / "journeys"], root=ROOT).plans if plan.shop.practice)


def practice_plans(locales: Sequence[str] = tuple(LOCALES.values())) -> list[Plan]:
    """The practice shop's journeys, each in each of these locales, whatever its own matrix says of them."""
    ways = {(plan.journey, plan.device, plan.browser): plan for plan in _loaded()}
    return [_spoken(plan, locale) for plan in ways.values() for locale in locales]


def _spoken(plan: Plan, locale: str) -> Plan:
    other = plan.model_copy(update={"locale": locale, "id": plan.id.replace(plan.locale, locale)})
    return other.model_copy(update={"digest": digest(other)})


def shown_in(name: str) -> tuple[str, ...]:
    """The locales in which a defect can show."""
    return tuple(LOCALES[language] for language in DEFECTS[name].languages or LOCALES)


def _turn(plans: Sequence[Plan], name: str) -> str:
    """The locale in which a defect is met; they take turns: a rule that only knows one language is found out."""
    locales = sorted({plan.locale for plan in plans} & {*shown_in(name)})
    return locales[list(DEFECTS).index(name) % len(locales)]


def pick(plans: Sequence[Plan], name: str) -> list[Plan]:
    """The visits that meet a defect, in one language."""
    locale = _turn(plans, name)
    met = [plan for plan in plans if plan.journey in DEFECTS[name].journeys and plan.locale == locale]
    return [plan for plan in met if plan.device == "desktop"] or met


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clean-runs", type=int, default=5)
    parser.add_argument("--only", action="append", default=[], help="only this defect")
    parser.add_argument("--mails", action="store_true", help="only what mails show by themselves")
    parser.add_argument("--locale", action="append", default=[], help="only this one; left out: all languages of the shop")
    options = parser.parse_args(arguments)
    locales = options.locale or [*LOCALES.values()]
    plans, console, trials = practice_plans(locales), Console(width=150), []
    named = [name for name in DEFECTS if not options.only or name in options.only]
    names = [name for name in named if {*locales} & {*shown_in(name)}]
    with Reader() as reader:
        for name in names:
            if is_rehearsed(name):
                trials.append(rehearsed(plans, name, reader))
            elif not options.mails:
                trials.append(play(pick(plans, name), [name], name))
            else:
                continue
            console.print(f"{'✓' if trials[-1].right else '✗'} {name}", soft_wrap=True)
        trials += [rehearsed(plans, "", reader, locale) for locale in locales]
    if options.mails:
        options.clean_runs = 0
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
        table.add_row(trial.name, ", ".join(trial.wanted) or "–", "yes" if trial.found else "NO", followed, alarms)
    return table


if __name__ == "__main__":
    sys.exit(main())

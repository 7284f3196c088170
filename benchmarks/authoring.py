"""What the journey language costs: checking 500 journey files, `shopper --help`, interpreting a step. Each several times, with
the median and the middle half against its goal. Whole processes, except for the step: there all of a journey's steps are
resolved and validated as in a visit that has just begun, without the browser.

    make bench                 (or: .venv/bin/python -m benchmarks.authoring [--times 15])
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from benchmarks.overhead import ROOT, timed
from shopper import registry
from shopper.journey.expressions import Values
from shopper.journey.language import compiled, names
from shopper.journey.load import load
from shopper.model import Money, Plan

FILES = 500
SHOPPER = [str(Path(sys.executable).with_name("shopper"))]


def many_journeys(folder: Path) -> Path:
    """A project with the practice shop and 500 journeys: those that come along, over and over, each under a name of its own."""
    home = folder / "journeys"
    shutil.copytree(ROOT / "journeys", home)
    ours = [path for path in sorted(home.rglob("*.yaml")) if path.parent not in (home, home / "shops")]
    for number in range(FILES - len(ours)):
        path = ours[number % len(ours)]
        text = path.read_text("utf-8").replace("journey: ", f"journey: {number}. ", 1)
        path.with_name(f"{path.stem}_{number}.yaml").write_text(text, "utf-8")
    return folder


def checking(folder: Path) -> float:
    """Seconds of `shopper check` in that project."""
    return timed([*SHOPPER, "check"], {}, cwd=folder)


def helping(folder: Path) -> float:
    """Seconds of `shopper --help`."""
    return timed([*SHOPPER, "--help"], {}, cwd=folder)


def interpreting(folder: Path) -> float:
    """Seconds for a step, the mean of all steps of the journey that has most of them; nothing was compiled before."""
    plan = max(load([ROOT / "journeys"], root=ROOT).plans, key=lambda plan: len(plan.steps))
    values = values_of(plan)
    compiled.cache_clear()
    names.cache_clear()
    began = time.perf_counter()
    for step in plan.steps:
        if all(values.holds(guard.expression, guard.scope) is not guard.negate for guard in step.guards):
            registry.steps()[step.verb].args.model_validate(values.resolve(step.args, step.scope))
    return (time.perf_counter() - began) / len(plan.steps)


def values_of(plan: Plan) -> Values:
    """What a visit knows when everything was noted."""
    notes = {name: how for step in plan.steps if step.verb == "note" for name, how in step.args["values"].items()}
    price = Money(amount=Decimal(389_000), currency="VND")
    facts = {name: price if how.get("as") == "money" else "GS-100001" for name, how in notes.items()}
    visit = {"id": "v1", "mail": "v1@khach.test", "number": 1}
    return Values(plan, facts=facts, visit=visit, secret=lambda name: f"the secret {name}")


MEASURES: Sequence[tuple[str, Callable[[Path], float], float]] = (
    (f"checking {FILES} journey files", checking, 2.0),
    ("shopper --help", helping, 0.3),
    ("interpreting a step", interpreting, 0.002),
)
"""What, how, and the goal in seconds."""


def said(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1000:.2f} ms"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=15)
    options = parser.parse_args(arguments)
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = many_journeys(Path(name))
        for what, measure, goal in MEASURES:
            measure(folder)  # thrown away: files are cached, bytecode is written
            found = [measure(folder) for _ in range(options.times)]
            first, _, third = statistics.quantiles(found, n=4) if len(found) > 1 else found * 3
            middle = statistics.median(found)
            missed += middle > goal
            mark = "✗" if middle > goal else "✓"
            half = f"middle half {said(first)} … {said(third)}, {len(found)} times"
            print(f"{mark} {what}: median {said(middle)} ({half}); goal < {said(goal)}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

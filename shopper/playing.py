"""From the words of a command to an audit, played here and now."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from rich.console import Console

from shopper.audit import AuditRun, new_folder, unfinished
from shopper.errors import Interrupted, UsageError
from shopper.history.baseline import read_baseline
from shopper.journey.files import home_of
from shopper.journey.load import NOT_JOURNEYS, Loaded, load
from shopper.journey.mistakes import Mistake, MistakesFound, closest
from shopper.journey.values import parse_duration
from shopper.model import Audit, Plan
from shopper.progress import Progress
from shopper.registry import load_project
from shopper.verdict.scorecard import load_card
from shopper.visit.browser import Browsers
from shopper.visit.pausing import Watch, stops_of
from shopper.visit.tracing import Tracing
from shopper.wanted import Manner, Wanted


def load_journeys(files: Sequence[Path], root: Path, *, to_play: bool = True) -> Loaded:
    """The project's journeys (or only `files`: paths, or names of journeys), with its own steps and checks. Not `to_play`: a
    project may have shops alone.

    Raises MistakesFound or UsageError. Mistakes in the project's score card and baseline are found here too, before any browser
    opens, and told with the others.
    """
    load_project(root)
    files = [file for path in files for file in _files(path, home_of(root))]
    loaded, mistakes = Loaded(), list[Mistake]()
    try:
        loaded = load(list(files), root=root)
    except MistakesFound as found:
        mistakes += found.mistakes
    for beside in (lambda: load_card(home_of(root) / "scorecard.yaml"), lambda: read_baseline(root)):
        try:
            beside()
        except MistakesFound as found:
            mistakes += found.mistakes
    if mistakes:
        raise MistakesFound(mistakes)
    if not loaded.plans and (to_play or files or not loaded.shops):
        raise UsageError("there is no journey here", place=str(root / "journeys"), remedy="README.md shows a first one.")
    return loaded


def _files(path: Path, home: Path) -> list[Path]:
    """A path as it is, or the file of the journey that has this name: `buy_tea`, `ordering/buy_tea`."""
    if path.exists():
        return [path]
    every = [file for file in sorted(home.rglob("*.y*ml")) if file.parent != home / "shops"]
    journeys = [file for file in every if file.parent != home or file.stem not in NOT_JOURNEYS]
    words = (path.with_suffix("") if path.suffix in (".yaml", ".yml") else path).parts
    ways = {file: file.relative_to(home.parent).with_suffix("").parts for file in journeys}
    if found := [file for file, way in ways.items() if way[-len(words) :] == words]:
        return found
    known = {file.stem: file.relative_to(home.parent).as_posix() for file in journeys}
    guess = known.get(closest(path.stem, known))
    remedy = f"Did you mean `{guess}`?" if guess else "Journeys lie in journeys/."
    raise UsageError("there is no such file, folder or journey", place=str(path), remedy=remedy)


async def play(wanted: Wanted, manner: Manner, root: Path, browsers: Browsers) -> tuple[Audit, Path]:
    """Play, judge, write the reports; shows progress on the terminal. Returns the audit and its folder.

    Raises ShopperError for what a person can mend, Interrupted after Ctrl-C.
    """
    begun, plans, loaded, patience = await asyncio.to_thread(_prepare, wanted, manner, root)
    jobs = [*begun, *((None, plan) for plan in plans)]
    stops = stops_of(manner.pause_at, [plan for _, plan in jobs], root)
    folder = wanted.resume.resolve() if wanted.resume else new_folder(manner.out)
    console = Console()
    with Progress(console, len(jobs)) as progress:
        watch = _watch(console, progress, stops, manner, folder) if manner.watched else None
        run = AuditRun(
            folder,
            loaded.mailboxes,
            browsers=browsers,
            defects=manner.defects,
            patience=patience,
            root=root,
            tell=progress.tell,
            watch=watch,
            tracing=Tracing(only_failures=manner.trace == "on-failure") if manner.trace else None,
            probe_pages=manner.probes,
        )

        async def one(visit: str | None, plan: Plan) -> None:
            progress.ended(await (run.resume(visit, plan) if visit else run.play(plan)))

        kept = f"What was recorded is kept; go on with: shopper run --resume {folder}"
        try:
            await run.open([plan for _, plan in jobs])
            if watch:
                for visit, plan in jobs:
                    await one(visit, plan)
                    if watch.stopped:
                        raise Interrupted(f"stopped before {watch.stopped}", remedy=kept)
            else:
                await asyncio.gather(*(one(visit, plan) for visit, plan in jobs))
            return await run.finish(root), folder
        except asyncio.CancelledError:
            raise Interrupted("interrupted", remedy=kept) from None
        finally:
            await run.close()
            if not wanted.resume:
                with contextlib.suppress(OSError):
                    folder.rmdir()  # succeeds only if nothing was recorded: no empty audit is left behind


def _watch(console: Console, progress: Progress, stops: Mapping[str, Collection[str]], manner: Manner, folder: Path) -> Watch:
    from shopper.keyboard import Keyboard

    return Watch(Keyboard(console, progress.quiet, folder), stops, keep_open=manner.keep_open)


def plans_of(wanted: Wanted, root: Path) -> list[Plan]:
    """The plans that would be played. Raises ShopperError as `play` does."""
    begun, plans, _, _ = _prepare(wanted, Manner(), root)
    return [plan for _, plan in begun] + plans


def _prepare(wanted: Wanted, manner: Manner, root: Path) -> tuple[list[tuple[str, Plan]], list[Plan], Loaded, timedelta]:
    """Everything that can be wrong with words and files, before any browser opens."""
    try:
        patience = parse_duration(manner.patience)
    except ValueError as error:
        raise UsageError(str(error), place="--patience") from None
    if wanted.resume:
        if not wanted.resume.is_dir():
            raise UsageError("there is no such audit", place=str(wanted.resume), remedy="Name an audit's folder.")
        if not (begun := unfinished(wanted.resume)):
            judged = (wanted.resume / "manifest.json").is_file()
            remedy = "Play a new one: shopper run" if judged else f"Only its report is missing: shopper judge {wanted.resume}"
            raise UsageError("every visit of this audit has ended", place=str(wanted.resume), remedy=remedy)
        return begun, [], load_journeys((), root), patience
    loaded = load_journeys(wanted.files, root)
    return [], wanted.select(loaded.plans), loaded, patience

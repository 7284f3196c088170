"""From the words of a command to an audit, played here and now."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from rich.console import Console

from shopper.audit import AuditRun, new_folder, unfinished
from shopper.errors import Interrupted, UsageError
from shopper.history.baseline import read_baseline
from shopper.journey.load import Loaded, load
from shopper.journey.values import parse_duration
from shopper.model import Audit, Evidence, Plan
from shopper.progress import Progress
from shopper.registry import load_project
from shopper.visit.browser import Browsers
from shopper.wanted import Manner, Wanted


def load_journeys(files: Sequence[Path], root: Path) -> Loaded:
    """The project's journeys (or only `files`), with its own steps and checks. Raises JourneyError or UsageError.

    A mistake in the project's baseline is found here too, before any browser opens.
    """
    load_project(root)
    read_baseline(root)
    for path in files:
        if not path.exists():
            raise UsageError("there is no such file or folder", place=str(path), remedy="Journeys lie in journeys/.")
    loaded = load(list(files), root=root)
    if not loaded.plans:
        raise UsageError("there is no journey here", place=str(root / "journeys"), remedy="README.md shows a first one.")
    return loaded


async def play(wanted: Wanted, manner: Manner, root: Path, browsers: Browsers) -> tuple[Audit, Path]:
    """Play, judge, write the reports; shows progress on the terminal. Returns the audit and its folder.

    Raises ShopperError for what a person can mend, Interrupted after Ctrl-C.
    """
    begun, plans, loaded, patience = await asyncio.to_thread(_prepare, wanted, manner, root)
    folder = wanted.resume.resolve() if wanted.resume else new_folder(manner.out)
    with Progress(Console(), len(begun) + len(plans)) as progress:
        run = AuditRun(
            folder,
            loaded.mailboxes,
            browsers=browsers,
            defects=manner.defects,
            patience=patience,
            root=root,
            tell=progress.tell,
        )

        async def one(visit: str | None, plan: Plan) -> Evidence:
            seen = await (run.resume(visit, plan) if visit else run.play(plan))
            progress.ended(seen)
            return seen

        try:
            await run.open([plan for _, plan in begun] + plans)
            await asyncio.gather(*(one(visit, plan) for visit, plan in begun), *(one(None, plan) for plan in plans))
            return await run.finish(root), folder
        except asyncio.CancelledError:
            remedy = f"What was recorded is kept; go on with: shopper run --resume {folder}"
            raise Interrupted("interrupted", remedy=remedy) from None
        finally:
            await run.close()
            if not wanted.resume:
                with contextlib.suppress(OSError):
                    folder.rmdir()  # succeeds only if nothing was recorded: no empty audit is left behind


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
            raise UsageError(
                "every visit of this audit has ended", place=str(wanted.resume), remedy="Play a new one: shopper run"
            )
        return begun, [], load_journeys((), root), patience
    loaded = load_journeys(wanted.files, root)
    return [], wanted.select(loaded.plans), loaded, patience

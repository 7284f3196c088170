"""From the words of a command to an audit: which visits, in what manner; played here and now."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from rich.console import Console

from shopper.audit import AuditRun, new_folder, unfinished
from shopper.errors import UsageError
from shopper.journey.load import Loaded, load
from shopper.journey.plans import digest
from shopper.journey.values import parse_duration
from shopper.model import Audit, Evidence, Plan
from shopper.progress import Progress
from shopper.registry import load_project
from shopper.visit.browser import Browsers

BROWSERS = ("chromium", "firefox", "webkit")


@dataclass(frozen=True)
class Wanted:
    """Which visits to play; an empty field means all of them. `resume`: an audit whose unfinished visits go on instead."""

    files: Sequence[Path] = ()
    shops: Sequence[str] = ()
    locales: Sequence[str] = ()
    devices: Sequence[str] = ()
    browser: str | None = None
    practice_only: bool = False
    resume: Path | None = None

    def select(self, plans: Sequence[Plan]) -> list[Plan]:
        """The plans to play. Raises UsageError if nothing is left, with what there is."""
        choices: list[tuple[str, Sequence[str], Callable[[Plan], str]]] = [
            ("shop", self.shops, lambda plan: plan.shop.id),
            ("locale", self.locales, lambda plan: plan.locale),
            ("device", self.devices, lambda plan: plan.device),
        ]
        found = [plan for plan in plans if plan.shop.practice or not self.practice_only]
        for word, given, field in choices:
            have = sorted({field(plan) for plan in found})
            for name in given:
                if name not in have:
                    remedy = f"There are: {', '.join(have) or 'none'}."
                    raise UsageError(f"no journey is played for {word} `{name}`", remedy=remedy)
            found = [plan for plan in found if not given or field(plan) in given]
        if not found:
            raise UsageError("there is nothing to play", remedy="Write a journey first; README.md shows one.")
        return self._in_browser(found)

    def _in_browser(self, plans: list[Plan]) -> list[Plan]:
        if self.browser is None:
            return plans
        if self.browser not in BROWSERS:
            raise UsageError(f"`{self.browser}` is not a browser", remedy=f"One of: {', '.join(BROWSERS)}.")
        renamed = {}
        for plan in plans:
            base = plan.id.removesuffix("]").removesuffix(f"-{plan.browser}")
            id = f"{base}]" if self.browser == "chromium" else f"{base}-{self.browser}]"
            other = plan.model_copy(update={"id": id, "browser": self.browser})
            renamed[id] = other.model_copy(update={"digest": digest(other)})
        return list(renamed.values())


@dataclass(frozen=True)
class Manner:
    """How to play. `patience`: how long to wait for mail before a visit is left waiting; `slow`: seconds at every act."""

    out: Path = Path("audits")
    defects: Sequence[str] = ()
    patience: str = "15m"
    headed: bool = False
    slow: float = 0.0


class Interrupted(Exception):
    """Ctrl-C: what was recorded is kept."""


def load_journeys(files: Sequence[Path], root: Path) -> Loaded:
    """The project's journeys (or only `files`), with its own steps and checks. Raises JourneyError or UsageError."""
    load_project(root)
    for path in files:
        if not path.exists():
            raise UsageError("there is no such file or folder", place=str(path), remedy="Journeys lie in journeys/.")
    return load(list(files), root=root)


def play(wanted: Wanted, manner: Manner, root: Path) -> tuple[Audit, Path]:
    """Play, judge, write the reports; shows progress on the terminal. Returns the audit and its folder.

    Raises ShopperError for what a person can mend, Interrupted after Ctrl-C.
    """
    begun_in: list[Path] = []
    try:
        return asyncio.run(_play(wanted, manner, root, begun_in))
    except KeyboardInterrupt:
        remedy = f"What was recorded is kept; go on with: shopper run --resume {begun_in[0]}" if begun_in else ""
        raise Interrupted(f"Interrupted. {remedy}".strip()) from None


async def _play(wanted: Wanted, manner: Manner, root: Path, begun_in: list[Path]) -> tuple[Audit, Path]:
    async with Browsers(headed=manner.headed, slow=manner.slow) as browsers:
        browsers.prepare()  # its driver starts while the journeys are read
        begun, plans, loaded, patience = await asyncio.to_thread(_prepare, wanted, manner, root)
        folder = wanted.resume.resolve() if wanted.resume else new_folder(manner.out)
        begun_in.append(folder)
        with Progress(Console(), len(begun) + len(plans)) as progress:
            run = AuditRun(
                folder, loaded.mailboxes, browsers=browsers, defects=manner.defects, patience=patience, tell=progress.tell
            )

            async def one(visit: str | None, plan: Plan) -> Evidence:
                seen = await (run.resume(visit, plan) if visit else run.play(plan))
                progress.ended(seen)
                return seen

            try:
                await run.open([plan for _, plan in begun] + plans)
                await asyncio.gather(*(one(visit, plan) for visit, plan in begun), *(one(None, plan) for plan in plans))
                return await run.finish(root), folder
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

"""Which visits a command is to play, and in what manner. Light: it is made before anything heavy is loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shopper.errors import UsageError

if TYPE_CHECKING:
    from shopper.model import Plan

BROWSERS = ("chromium", "firefox", "webkit")


@dataclass(frozen=True)
class Wanted:
    """Which visits to play; an empty field means all of them. `resume`: an audit whose unfinished visits go on instead."""

    files: Sequence[Path] = ()
    shops: Sequence[str] = ()
    locales: Sequence[str] = ()
    devices: Sequence[str] = ()
    tags: Sequence[str] = ()
    types: Sequence[str] = ()
    browser: str | None = None
    practice_only: bool = False
    resume: Path | None = None
    voices: Sequence[str] = ()

    def select(self, plans: Sequence[Plan]) -> list[Plan]:
        """The plans to play. Raises UsageError if nothing is left, with what there is."""
        choices: list[tuple[str, Sequence[str], Callable[[Plan], Sequence[str]]]] = [
            ("shop", self.shops, lambda plan: (plan.shop.id,)),
            ("locale", self.locales, lambda plan: (plan.locale,)),
            ("device", self.devices, lambda plan: (plan.device,)),
            ("voice", self.voices, lambda plan: (plan.voice,) if plan.voice else ()),
            ("tag", self.tags, lambda plan: plan.tags),
            ("type", self.types, lambda plan: (plan.type,) if plan.type else ()),
        ]
        found = [plan for plan in plans if plan.shop.practice or not self.practice_only]
        for word, given, fields in choices:
            have = sorted({value for plan in found for value in fields(plan)})
            for name in given:
                if name not in have:
                    remedy = f"There are: {', '.join(have) or 'none'}."
                    raise UsageError(f"no journey is played for {word} `{name}`", remedy=remedy)
            found = [plan for plan in found if not given or set(given) & set(fields(plan))]
        if not found:
            raise UsageError("there is nothing to play", remedy="Write a journey first; README.md shows one.")
        return self._in_browser(found)

    def _in_browser(self, plans: list[Plan]) -> list[Plan]:
        if self.browser is None:
            return plans
        if self.browser not in BROWSERS:
            raise UsageError(f"`{self.browser}` is not a browser", remedy=f"One of: {', '.join(BROWSERS)}.")
        from shopper.journey.plans import digest

        renamed = {}
        for plan in plans:
            stem = plan.id.removesuffix("]")
            voice = f"-{plan.voice}" if plan.voice and stem.endswith(f"-{plan.voice}") else ""
            base = stem.removesuffix(voice).removesuffix(f"-{plan.browser}")
            browser = "" if self.browser == "chromium" else f"-{self.browser}"
            id = f"{base}{browser}{voice}]"
            other = plan.model_copy(update={"id": id, "browser": self.browser})
            renamed[id] = other.model_copy(update={"digest": digest(other)})
        return list(renamed.values())


@dataclass(frozen=True)
class Manner:
    """How to play. `patience`: how long to wait for mail before a visit is left waiting; `slow`: seconds at every act;
    `pause_at`: lines of YAML before which to pause (`17`, `FILE:17`); `keep_open`: stay at the page where a visit failed;
    `trace`: `always`, `on-failure` or none; `probes`: whether pages are measured."""

    out: Path = Path("audits")
    defects: Sequence[str] = ()
    patience: str = "15m"
    headed: bool = False
    slow: float = 0.0
    pause_at: Sequence[str] = ()
    keep_open: bool = False
    trace: str = ""
    probes: bool = True

    @property
    def watched(self) -> bool:
        """Whether a person looks on, and answers."""
        return bool(self.pause_at) or self.keep_open

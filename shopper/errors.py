"""Every way in which this tool can fail, each with place, problem and remedy.

Exit codes: 0 nothing new, 1 new findings, 2 wrong usage or YAML,
3 a journey broken or indeterminate, 4 browser, mailbox or shop not reachable, 130 interrupted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopper.model import Place


class ShopperError(Exception):
    """Something that the person at the keyboard can mend. Printed without a traceback."""

    exit_code = 2

    def __init__(self, problem: str, *, place: Place | str | None = None, remedy: str = "") -> None:
        self.problem, self.place, self.remedy = problem, place, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.problem}" + (f"\n  {self.remedy}" if self.remedy else "")


class UsageError(ShopperError):
    """The command, a file name or an option is wrong."""


class JourneyError(ShopperError):
    """One or more mistakes in YAML, already rendered with place, caret and suggestion (all of them at once)."""


class Unreachable(ShopperError):
    """Browser, mailbox or shop cannot be reached: nothing can be said about the shop."""

    exit_code = 4


class Unsure(ShopperError):
    """Something that cannot be undone may have happened or not; it is not tried again."""

    exit_code = 3


class Interrupted(ShopperError):
    """Ctrl-C: what was recorded is kept."""

    exit_code = 130


class StepFailed(Exception):
    """The journey did not fit what the shop showed: the step could not be done."""

    def __init__(self, problem: str, *, remedy: str = "") -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(problem)


class Blocked(StepFailed):
    """The shop let the customer go no further (error page, refused form, a thing it had to show is not there)."""

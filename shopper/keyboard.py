"""The person at the terminal who looks on while a visit is played."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from shopper.errors import UsageError
from shopper.model import Plan, StepRecord
from shopper.reports._failures import step_view
from shopper.reports._text import clean
from shopper.visit.pausing import Choice, Moment

_CHOICES = {"": Choice.GO_ON, "n": Choice.NEXT, "q": Choice.STOP}
_KEYS = "Enter: play it and go on · n: play it, pause at the next · q: stop the visit"


def has_display() -> bool:
    """Whether a window can be shown on this machine."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def require_display(command: str = "run") -> None:
    """Raises UsageError where no browser window can be shown. `command`: what was asked for one."""
    if not has_display():
        raise UsageError(
            "there is no display on which a browser could be shown (DISPLAY is not set)",
            remedy=f"Run it on a desktop, or on a display of its own: xvfb-run -a shopper {command} …",
        )


def require_terminal() -> None:
    """Raises UsageError where nobody can answer."""
    if not sys.stdin.isatty():
        raise UsageError(
            "--pause-at and --keep-open ask a person, and this is no terminal",
            remedy="Run it in a terminal; elsewhere, --trace keeps what happened.",
        )


class Keyboard:
    """Asks at the terminal. `quiet` hides what else is written there while she thinks."""

    def __init__(
        self, console: Console, quiet: Callable[[], contextlib.AbstractContextManager[None]], folder: Path = Path()
    ) -> None:
        """`folder`: the audit's, where pictures lie."""
        self._console, self._quiet, self._folder = console, quiet, folder

    async def choose(self, moment: Moment) -> Choice:
        """Show the step and read a key's line until it is one of those that are offered. The end of input stops the visit."""
        with self._quiet():
            self._console.print(Text(self._shown(moment)), soft_wrap=True)
            while (answer := await _line()) is not None:
                if (word := answer.strip().lower()) in _CHOICES:
                    return _CHOICES[word]
                self._console.print(_KEYS, highlight=False)
        return Choice.STOP

    async def look(self, plan: Plan, failed: StepRecord, closed: asyncio.Event) -> None:
        """Say what failed, and wait for Enter, Ctrl-C or the window's end."""
        waiting = [asyncio.ensure_future(_line()), asyncio.ensure_future(closed.wait())]
        with self._quiet():
            self._console.print(Text(f"\n⏸ {plan.id}\n{step_view(failed, self._folder)}"), soft_wrap=True)
            self._console.print("The browser stays open; all is written down. Enter goes on.", highlight=False)
            try:
                await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            except asyncio.CancelledError:  # Ctrl-C ends the looking, not the run
                if task := asyncio.current_task():
                    task.uncancel()
            finally:
                for task in waiting:
                    task.cancel()
                await asyncio.gather(*waiting, return_exceptions=True)

    @staticmethod
    def _shown(moment: Moment) -> str:
        lines = [f"\n⏸ {moment.plan.id}", f"{moment.step.place}: {moment.step.verb}"]
        lines += [moment.excerpt] if moment.excerpt else [f"  {moment.step.text}"]
        lines += [f"  used from {place.file}:{place.line}" for place in reversed(moment.step.chain)]
        lines += [f"  {name}: {value}" for name, value in moment.resolved.items()]
        lines += [f"  page: {moment.url}"] if moment.url else []
        lines += ["  facts: " + "; ".join(f"{name} = {value}" for name, value in moment.facts.items())] if moment.facts else []
        return "\n".join(map(clean, (*lines, _KEYS)))


async def _line() -> str | None:
    """A line from the terminal, without a thread that would outlive Ctrl-C; None when there are no more."""
    loop, came = asyncio.get_running_loop(), asyncio.Event()
    with _reading(loop, came.set):
        await came.wait()
    return os.read(sys.stdin.fileno(), 4096).decode(errors="replace") or None


@contextlib.contextmanager
def _reading(loop: asyncio.AbstractEventLoop, ready: Callable[[], None]) -> Iterator[None]:
    loop.add_reader(sys.stdin.fileno(), ready)
    try:
        yield
    finally:
        loop.remove_reader(sys.stdin.fileno())

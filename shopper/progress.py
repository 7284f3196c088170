"""Live progress on a terminal: a line a visit. Elsewhere: a line when a visit ends."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from types import TracebackType

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from shopper.model import Evidence, VisitState

SIGNS = {
    VisitState.FINISHED: "✓",
    VisitState.WAITING: "…",
    VisitState.BLOCKED: "✖",
    VisitState.BROKEN: "!",
    VisitState.INDETERMINATE: "?",
    VisitState.TOOL_ERROR: "!",
}


def printable(text: str, length: int = 90) -> str:
    """Foreign text on one line, without control characters that a terminal would obey."""
    clean = "".join(letter if letter.isprintable() else " " for letter in text)
    return clean if len(clean) <= length else clean[: length - 1] + "…"


def _n(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


class Progress:
    """Shows what every visit is doing."""

    def __init__(self, console: Console, total: int) -> None:
        self._console = console
        self._rows: dict[str, str] = {}
        self._ended: dict[str, str] = {}
        self._total = total
        self._live = Live(console=console, get_renderable=self._table, refresh_per_second=8, transient=True)

    def __enter__(self) -> Progress:
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._live.stop()

    @contextlib.contextmanager
    def quiet(self) -> Iterator[None]:
        """Inside this block the terminal belongs to somebody else."""
        live = self._live.is_started
        self._live.stop()
        try:
            yield
        finally:
            if live:
                self._live.start()

    def tell(self, visit: str, what: str) -> None:
        """A visit does something."""
        self._rows[visit] = what

    def ended(self, seen: Evidence) -> None:
        """A visit ended (or is left waiting)."""
        plan, took = seen.plan, seen.ended - seen.started
        self._rows.pop(seen.visit, None)
        line = Text(
            f"{SIGNS[seen.state]} {plan.id}  {seen.state.value}, {_n(len(seen.steps), 'step')}, {_n(len(seen.mails), 'mail')}"
        )
        if not seen.clock_jumped:
            line.append(f", {took.total_seconds():.0f} s")
        if seen.reason:
            line.append(f"\n    {printable(seen.reason, 300)}")
        self._console.print(line, soft_wrap=True)
        self._ended[seen.visit] = seen.state.value

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 2))
        for visit, what in self._rows.items():
            table.add_row(Text(visit, style="dim"), Text(printable(what, max(20, self._console.width - 14))))
        table.add_row(Text(f"{len(self._ended)} of {self._total}", style="dim"), Text("visits ended", style="dim"))
        return table

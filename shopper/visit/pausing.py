"""A person looks on: the visit pauses before the steps that she names, and stays at the page where it failed.

What she sees and says goes through `Person`, so that a terminal, a test or anything else can stand for her. While she thinks
nothing jumps: the visit counts as being at work.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from shopper.errors import UsageError
from shopper.journey.files import home_of
from shopper.model import Place, Plan, PlanStep, StepRecord
from shopper.visit.showing import extent


class Choice(Enum):
    """What is to happen with the step before which a visit pauses."""

    GO_ON = "play it and go on"
    NEXT = "play it and pause at the next"
    STOP = "stop the visit"


@dataclass(frozen=True)
class Moment:
    """A step about to be played. `resolved`: argument → value; `facts`: name → value; neither knows a secret."""

    visit: str
    plan: Plan
    step: PlanStep
    excerpt: str
    resolved: Mapping[str, str]
    facts: Mapping[str, str]
    url: str = ""


class Person(Protocol):
    """Whoever looks on."""

    async def choose(self, moment: Moment) -> Choice:
        """What to do with this step."""

    async def look(self, plan: Plan, failed: StepRecord, closed: asyncio.Event) -> None:
        """Look at the page where a step failed, until she has seen enough or the window is `closed`."""


class Watch:
    """A person's wishes for a run: where to pause, whether to stay where something fails. One visit is played at a time."""

    def __init__(self, person: Person, stops: Mapping[str, Collection[str]], *, keep_open: bool = False) -> None:
        """`stops`: id of a plan → ids of the steps before which it pauses."""
        self._person, self._stops, self._keep_open = person, stops, keep_open
        self._at_next = ""
        self.stopped: Place | None = None
        """The step before which she stopped; nothing is played after it."""

    def pauses(self, visit: str, plan: Plan, step: PlanStep) -> bool:
        return self._at_next == visit or step.id in self._stops.get(plan.id, ())

    async def before(self, moment: Moment) -> bool:
        """Let her look at the step. False: the visit is to stop here."""
        choice = await self._person.choose(moment)
        self._at_next = moment.visit if choice is Choice.NEXT else ""
        if choice is Choice.STOP:
            self.stopped = moment.step.place
        return choice is not Choice.STOP

    async def stay(self, plan: Plan, failed: StepRecord, closed: asyncio.Event) -> None:
        """Keep the page open where a step failed, if she wishes it so."""
        if self._keep_open:
            await self._person.look(plan, failed, closed)


def stops_of(wanted: Sequence[str], plans: Sequence[Plan], root: Path) -> dict[str, set[str]]:
    """Id of a plan → ids of the steps that stand on the wanted lines: `17` of a plan's own journey, `FILE:17` of any file.

    The line of a `use` stands for the first step of its flow. Raises UsageError if no step of these plans stands there.
    """
    stops: dict[str, set[str]] = {}
    for text in wanted:
        file, _, number = text.rpartition(":")
        if not re.fullmatch(r"[0-9]{1,9}", number):
            raise UsageError(f"`{text}` is no line", place="--pause-at", remedy="Write 17, or journeys/guest_order.yaml:17.")
        found = {plan.id: set(_on(int(number), file, plan, root)) for plan in plans}
        if not any(found.values()):
            raise UsageError(
                f"no step that is to be played stands on line {number}" + (f" of {file}" if file else ""),
                place="--pause-at",
                remedy=_where_steps_stand(file, plans),
            )
        for plan, steps in found.items():
            stops.setdefault(plan, set()).update(steps)
    return stops


def _on(line: int, file: str, plan: Plan, root: Path) -> Iterator[str]:
    led_here: tuple[Place, ...] = ()
    for step in plan.steps:
        if (_is(step.place, file, plan) and line in _extent(step.place, root)) or any(
            place.line == line and _is(place, file, plan) and place not in led_here for place in step.chain
        ):
            yield step.id
        led_here = step.chain


def _is(place: Place, file: str, plan: Plan) -> bool:
    """Whether a place lies in a file, be it named by its whole path or by the end of it; in the plan's own if none is."""
    named = Path(file or plan.place.file).as_posix()
    return f"/{named}".endswith(f"/{place.file}") or f"/{place.file}".endswith(f"/{named}")


def _extent(place: Place, root: Path) -> range:
    """The lines of a step; its first alone, where its file cannot be read."""
    try:
        lines = (home_of(root).parent / place.file).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return range(place.line, place.line + 1)
    return extent(lines, place.line, place.column - 1)


def _where_steps_stand(file: str, plans: Sequence[Plan]) -> str:
    lines = {
        place.line for plan in plans for step in plan.steps for place in (step.place, *step.chain) if _is(place, file, plan)
    }
    if not lines:
        files = dict.fromkeys(place.file for plan in plans for step in plan.steps for place in (step.place, *step.chain))
        return f"Steps stand in {', '.join(files)}."
    return f"Steps stand on {', '.join(map(str, sorted(lines)))}."

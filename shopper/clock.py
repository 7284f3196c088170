"""One clock for driver, shop and mail server: wall time in UTC, and monotonic time.

A real shop lives in real time (`RealClock`). At the practice shop everybody shares a `JumpingClock`: real time passes
while anyone works; when every participant only waits, it jumps to the next thing that is due. So "within 5 minutes" and
"two days later" both mean what they say, and a week takes seconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from weakref import WeakKeyDictionary

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOMENT = rf"(?:({'|'.join(DAYS)}) )?([01]\d|2[0-3]):([0-5]\d)"
"""How a time on a shop's clock is written, as a pattern: `20:30`, or `sat 02:00` on one day of the week."""


class Bell:
    """Wakes a sleeper before its time: "your mail is here". Rung in the event loop; rings are remembered once."""

    def __init__(self) -> None:
        self._rung = False
        self._wake: Callable[[], None] | None = None

    def ring(self) -> None:
        self._rung = True
        if self._wake:
            self._wake()

    def answer(self) -> bool:
        """Whether it rang since it was last answered."""
        rung, self._rung = self._rung, False
        return rung

    @contextlib.contextmanager
    def _listening(self, wake: Callable[[], None]) -> Iterator[None]:
        self._wake = wake
        try:
            yield
        finally:
            self._wake = None


class Clock(Protocol):
    """What everything here asks for the time. Never call `datetime.now` or `asyncio.sleep` for a customer's time."""

    @property
    def jumps(self) -> bool:
        """Whether time is skipped while everybody waits (the report says so)."""

    def now(self) -> datetime:
        """The time of the world being audited: aware, UTC."""

    async def sleep_until(self, due: datetime, bell: Bell | None = None) -> None:
        """Return at `due` or later, or as soon as `bell` rings. A time already past returns at once."""

    def working(self) -> contextlib.AbstractContextManager[None]:
        """Inside this block something is being done: the clock must not jump, except while the same task sleeps on it."""

    def waiting(self) -> contextlib.AbstractContextManager[None]:
        """Inside this block the task waits for others, for its turn: they may sleep, and the clock may jump to them."""

    def looking(self, look: Callable[[], Awaitable[object]]) -> contextlib.AbstractContextManager[None]:
        """Inside this block `look` is called before every jump: what just happened is noticed at its own time."""


class RealClock:
    """The wall clock."""

    jumps = False

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep_until(self, due: datetime, bell: Bell | None = None) -> None:
        rung = asyncio.Event()
        with bell._listening(rung.set) if bell else contextlib.nullcontext():
            while (left := (due - self.now()).total_seconds()) > 0 and not (bell and bell.answer()):
                with contextlib.suppress(TimeoutError):  # absolute times: a changed or suspended wall clock is noticed
                    await asyncio.wait_for(rung.wait(), min(left, 60.0))

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        yield

    @contextlib.contextmanager
    def waiting(self) -> Iterator[None]:
        yield

    @contextlib.contextmanager
    def looking(self, look: Callable[[], Awaitable[object]]) -> Iterator[None]:
        yield


class _Sleeper:
    def __init__(self, due: datetime, order: int, holds: int) -> None:
        self.due, self.order, self.holds = due, order, holds
        self.woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def __lt__(self, other: _Sleeper) -> bool:
        return (self.due, self.order) < (other.due, other.order)


def _task() -> asyncio.Task[Any] | None:
    try:
        return asyncio.current_task()
    except RuntimeError:  # called back by the loop, or by nobody's
        return None


class JumpingClock:
    """Time for the practice shop: real while anyone is `working()`, skipped while all sleep or wait for those who do.

    `before_jump` hooks run before every jump (the mail harvest looks once more, so that a mail that was just delivered
    is noticed at its own time). If a hook wakes somebody, the jump is put off. All calls belong to one event loop.
    """

    jumps = True

    def __init__(self, start: datetime | None = None) -> None:
        self._origin = start or datetime.now(UTC)
        self._started = time.monotonic()
        self._skipped = timedelta()
        self._working = 0
        self._holds: WeakKeyDictionary[asyncio.Task[Any], int] = WeakKeyDictionary()
        self._sleepers: list[_Sleeper] = []
        self._order = itertools.count()
        self._jumper: asyncio.Task[None] | None = None
        self.before_jump: list[Callable[[], Awaitable[object]]] = []

    def now(self) -> datetime:
        return self._origin + self._skipped + timedelta(seconds=time.monotonic() - self._started)

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        task = _task()
        self._hold(task, 1)
        try:
            yield
        finally:
            self._hold(task, -1)
            self._consider()

    @contextlib.contextmanager
    def waiting(self) -> Iterator[None]:
        task = _task()
        held = self._holds.get(task, 0) if task else 0
        self._hold(task, -held)
        self._consider()
        try:
            yield
        finally:
            self._hold(task, held)

    @contextlib.contextmanager
    def looking(self, look: Callable[[], Awaitable[object]]) -> Iterator[None]:
        self.before_jump.append(look)
        try:
            yield
        finally:
            self.before_jump.remove(look)

    def _hold(self, task: asyncio.Task[Any] | None, count: int) -> None:
        self._working += count
        if task:
            self._holds[task] = self._holds.get(task, 0) + count

    async def sleep_until(self, due: datetime, bell: Bell | None = None) -> None:
        if due <= self.now() or (bell and bell.answer()):
            return
        task = _task()
        sleeper = _Sleeper(due, next(self._order), self._holds.get(task, 0) if task else 0)
        heapq.heappush(self._sleepers, sleeper)
        self._working -= sleeper.holds
        alarm = asyncio.get_running_loop().call_later((due - self.now()).total_seconds(), self._wake, sleeper)
        self._consider()
        with bell._listening(lambda: self._wake(sleeper)) if bell else contextlib.nullcontext():
            try:
                await sleeper.woken
            finally:
                alarm.cancel()
                self._wake(sleeper)  # cancelled: take the holds back
        if bell:
            bell.answer()

    def _wake(self, sleeper: _Sleeper) -> None:
        """Give the sleeper its holds back before it runs, so that nothing jumps between the alarm and its first line."""
        if sleeper.holds >= 0:
            self._working += sleeper.holds
            sleeper.holds = -1
        if not sleeper.woken.done():
            sleeper.woken.set_result(None)

    def _consider(self) -> None:
        """Start looking for a jump if everybody waits and somebody is due."""
        if self._working or not self._sleepers or (self._jumper and not self._jumper.done()):
            return
        with contextlib.suppress(RuntimeError):  # no loop any more: the world has been closed
            self._jumper = asyncio.get_running_loop().create_task(self._jump())

    def _next(self) -> _Sleeper | None:
        while self._sleepers and self._sleepers[0].woken.done():
            heapq.heappop(self._sleepers)
        return self._sleepers[0] if self._sleepers else None

    async def _jump(self) -> None:
        while not self._working and (first := self._next()):
            for look in list(self.before_jump):
                await look()
            await asyncio.sleep(0)
            if self._working or self._next() is not first:
                continue  # a hook woke somebody, or somebody is due earlier now
            now = self.now()
            if first.due > now:
                self._skipped += first.due - now
            self._wake(first)
            for _ in range(3):  # a participant that holds nothing gets a turn to start working
                await asyncio.sleep(0)

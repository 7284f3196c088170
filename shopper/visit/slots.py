"""Leave to visit a shop, where several processes visit it together: the shop's limit holds for all of them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

LOOK_AGAIN = 0.1  # seconds


class SharedSlots:
    """At most `count` blocks of all processes that name the same folder are inside at once. A lock ends with its process,
    however that ends. Takes the place of an `asyncio.Semaphore`."""

    def __init__(self, folder: Path, name: str, count: int) -> None:
        self._paths = [folder / f"{name}.{number}.lock" for number in range(count)]
        self._held: list[FileLock] = []

    async def __aenter__(self) -> None:
        while not (lock := self._free()):  # noqa: ASYNC110 - another process lets go, and no event tells of it
            await asyncio.sleep(LOOK_AGAIN)
        self._held.append(lock)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.pop().release()  # any of ours: one is as good as another

    def _free(self) -> FileLock | None:
        for path in self._paths:
            lock = FileLock(path)  # a new one each time: the same object would let its owner in twice
            try:
                lock.acquire(blocking=False)
            except Timeout:
                continue
            return lock
        return None

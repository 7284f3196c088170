"""What foreign mail costs: six mails of one visit out of a mailbox of 100,000 against one of 10, at a real Dovecot; and how
soon a new mail is noticed. A line in between counts the bytes. Runs alternate; the medians count.

    make bench                 (or: .venv/bin/python -m benchmarks.mailbox [--times 15] [--mails 100000])
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))  # the server and the line are those of the tests

from imapclient import IMAPClient  # noqa: E402
from inbox.conftest import FOREIGN, Dovecot, running_dovecot  # noqa: E402
from inbox.fault_proxy import FaultProxy  # noqa: E402

from shopper.clock import RealClock  # noqa: E402
from shopper.inbox.harvest import Arrival, Harvester  # noqa: E402
from shopper.model import Mailbox  # noqa: E402

FEW, OURS = 10, 6
GOAL, LATENCY_GOAL = 2.0, 0.1  # times; seconds
SETTINGS = "mail_location = mdbox:FOLDER/mdbox/%n"  # as its makers advise for large folders; a maildir is read over and over

Cost = tuple[float, float]
"""Seconds, bytes."""


def letter(to: str, number: int) -> bytes:
    head = f"Message-ID: <{number}.{to}>\r\nFrom: orders@gomsen.test\r\nTo: {to}\r\nSubject: Mail {number}\r\n\r\n"
    return head.encode() + b"Thank you for your order.\r\n" * 100


class Box:
    """A user's mailbox at the server, filled with foreign mails."""

    def __init__(self, server: Dovecot, user: str, foreign: int) -> None:
        self._server, self._user, self._visits = server, user, 0
        with IMAPClient(*server.imap, ssl=False) as client:
            client.login(user, server.password)
            for start in range(0, foreign, 1000):
                client.multiappend("INBOX", [FOREIGN] * min(1000, foreign - start))

    def seen_at(self, line: FaultProxy) -> Mailbox:
        imap = "imap://{}:{}".format(*line.here)
        return Mailbox(name=self._user, imap=imap, user=self._user, password=self._server.password)

    async def receive(self, count: int = OURS) -> str:
        """Deliver the mails of a new visit; its address."""
        self._visits += 1
        me = f"{self._user}+v{self._visits}@khach.test"
        await asyncio.to_thread(self._server.send, *(letter(me, number) for number in range(count)), to=me)
        return me

    async def standing(self) -> dict[str, tuple[int, int]]:
        """Where the mailbox stands, for a visit to be resumed from there."""
        async with FaultProxy(self._server.imap) as line, Harvester(self.seen_at(line), RealClock(), poll=600) as harvest:
            return harvest.cursor()

    async def harvested(self, *, old: bool = False) -> Cost:
        """A visit that is resumed: connect, log in, and have its six mails. `old`: all foreign mails came since it began."""
        cursor = await self.standing()
        me, mine = await self.receive(), list[Arrival]()
        since = {name: (validity, 1 if old else next) for name, (validity, next) in cursor.items()}
        async with FaultProxy(self._server.imap) as line:
            began = time.perf_counter()
            async with Harvester(self.seen_at(line), RealClock(), poll=600) as harvest:
                harvest.watch(me, mine.append, since)
                await harvest.sweep()
                took = time.perf_counter() - began
            if len(mine) != OURS or len(line.bodies) != OURS:
                raise RuntimeError(f"{len(mine)} mails of {OURS} were harvested, {len(line.bodies)} fetched")
            return took, line.received

    async def noticed(self) -> float:
        """Seconds from the server's announcement of a new mail until it is handed out."""
        async with FaultProxy(self._server.imap) as line, Harvester(self.seen_at(line), RealClock(), poll=600) as harvest:
            heard: asyncio.Queue[float] = asyncio.Queue()
            self._visits += 1
            me = f"{self._user}+v{self._visits}@khach.test"
            harvest.watch(me, lambda arrival: heard.put_nowait(time.monotonic()))
            await harvest.sweep()
            while not line.idling:  # noqa: ASYNC110 - nobody rings
                await asyncio.sleep(0.01)
            line.announced = 0.0
            await asyncio.to_thread(self._server.send, letter(me, 1), to=me)
            async with asyncio.timeout(30):
                return await heard.get() - line.announced


async def measure(few: Box, full: Box, times: int, *, old: bool) -> tuple[Cost, Cost]:
    """Medians (few, full), after one pair that is thrown away."""
    pairs = []
    for number in range(times + 1):
        first, second = (few, full) if number % 2 else (full, few)
        one, other = await first.harvested(old=old), await second.harvested(old=old)
        pairs.append((one, other) if first is few else (other, one))
    kept = pairs[1:]
    return tuple(  # type: ignore[return-value]
        tuple(statistics.median(pair[box][part] for pair in kept) for part in (0, 1)) for box in (0, 1)
    )


def judged(what: str, few: float, full: float, unit: str) -> bool:
    """Print a ratio beside its goal; whether it is met."""
    ratio = full / few
    mark = "✓" if ratio <= GOAL else "✗"
    print(f"{mark} {what}: {ratio:.2f} × ({full:,.3g} {unit} against {few:,.3g}); goal ≤ {GOAL:.0f} ×", flush=True)
    return ratio <= GOAL


async def compare(server: Dovecot, mails: int, times: int) -> bool:
    few, full = Box(server, "few", FEW), Box(server, "full", mails)
    met = True
    for old, whose in ((False, "a visit's"), (True, "a visit's, all foreign mails younger than it,")):
        (few_seconds, few_bytes), (full_seconds, full_bytes) = await measure(few, full, times, old=old)
        what = f"{OURS} mails, {whose} out of {mails:,} against {FEW}"
        met &= judged(f"{what}, bytes", few_bytes / 1024, full_bytes / 1024, "KB")
        if old:  # the server reads through all of them: its time, no goal of ours
            print(f"  {what}, time: {full_seconds * 1000:.0f} ms against {few_seconds * 1000:.0f} ms")
        else:
            met &= judged(f"{what}, time", few_seconds * 1000, full_seconds * 1000, "ms")
    found = [await full.noticed() for _ in range(times)]
    middle = statistics.median(found)
    mark = "✓" if middle < LATENCY_GOAL else "✗"
    took = f"{middle * 1000:.0f} ms after the server tells of it (median of {times})"
    print(f"{mark} a new mail among {mails:,} is handed out {took}; goal < {LATENCY_GOAL * 1000:.0f} ms")
    return met and middle < LATENCY_GOAL


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--mails", type=int, default=100_000)
    options = parser.parse_args(arguments)
    with running_dovecot(SETTINGS) as server:
        return 0 if asyncio.run(compare(server, options.mails, options.times)) else 1


if __name__ == "__main__":
    sys.exit(main())

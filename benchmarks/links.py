"""What it takes to ask for a thousand links of a shop on loopback through the gate, each once, as the median of five runs.

.venv/bin/python -m benchmarks.links
"""

from __future__ import annotations

import asyncio
import contextlib
import statistics
import sys
import time
from collections import Counter

from shopper.egress import EgressGate
from shopper.visit.browser import Browsers
from shopper.visit.following import may_follow
from shopper.visit.page_links import LinkAsker

LINKS, ROUNDS, GOAL = 1000, 5, 30.0
BROKEN = 50
"""Every so many links one answers 404: it is asked for twice."""


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(asyncio.IncompleteReadError, OSError, IndexError, ValueError):
        asked = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1]
        status = b"404 Not Found" if int(asked.rpartition(b"/")[2]) % BROKEN == 0 else b"200 OK"
        writer.write(b"HTTP/1.1 " + status + b"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
    writer.close()


async def _once(browsers: Browsers) -> tuple[float, Counter[int | None]]:
    server = await asyncio.start_server(_serve, "127.0.0.1", 0)
    shop = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, EgressGate(("127.0.0.1",), shop=shop, private=("127.0.0.1",)) as gate:
        asker = LinkAsker(lambda: browsers.requests(gate.url, shop), may_follow(gate))
        began = time.monotonic()
        probes = await asker.answers([f"{shop}/{number}" for number in range(LINKS)], patience=10 * GOAL)
        took = time.monotonic() - began
        await asker.close()
    return took, Counter(probe.status for probe in probes)


async def _measure() -> int:
    async with Browsers() as browsers:
        rounds = [await _once(browsers) for _ in range(ROUNDS)]
    middle = statistics.median(took for took, _ in rounds)
    right = all(told == {200: LINKS - LINKS // BROKEN, 404: LINKS // BROKEN} for _, told in rounds)
    mark = "✓" if middle < GOAL and right else "✗"
    print(f"{mark} {LINKS:,} links asked for, {LINKS // BROKEN} of them twice: median {middle:.1f} s; goal ≤ {GOAL:.0f} s")
    if not right:
        print(f"  wrong answers: {[dict(told) for _, told in rounds]}")
    return 0 if mark == "✓" else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(_measure()))

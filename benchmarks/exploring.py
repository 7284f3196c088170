"""What a first visit costs: sixty pages of a shop on loopback that answers in 50 ms, pictures, links and measurements included.

    .venv/bin/python -m benchmarks.exploring [--runs 1] [--pages 60]

The goal is 2 minutes on two cores, everything included: browser, judging, reports. How often the machine was busy with
something else shows in the spread of several runs.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from shopper.visit.browser import Browsers
from shopper.workshop.exploring import explore

ROOT = Path(__file__).resolve().parent.parent
ANSWERS_IN = 0.05
"""Seconds."""
GOAL = 120.0
"""Seconds for a language."""


async def once(url: str, pages: int, *, probes: bool) -> tuple[int, int, float]:
    """Pages looked at, links asked for, and seconds from the command to the report."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        async with Browsers() as browsers:
            done = await explore(
                url, root=ROOT, out=Path(folder), browsers=browsers, languages=["en"], pages=pages, probe_pages=probes
            )
        (visit,) = done.visits
        return len(visit.explorations[0].pages), len(visit.page_links), time.monotonic() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--pages", type=int, default=60)
    wanted = parser.parse_args()
    sys.path.insert(0, str(ROOT / "tests"))
    from wide_shop import WideShop

    took: dict[bool, list[float]] = {False: [], True: []}
    with contextlib.closing(WideShop(delay=ANSWERS_IN, shelves=12, robots="")) as shop:
        for _ in range(wanted.runs):
            for probes in took:
                pages, links, seconds = asyncio.run(once(shop.url, wanted.pages, probes=probes))
                took[probes].append(seconds)
                said = "with measurements" if probes else "without measurements"
                print(f"{pages} pages and {links} links in {seconds:.1f} s, {said}")
    print(f"A language of {wanted.pages} pages: {median(took[True]):.0f} s (goal: at most {GOAL:.0f} s)")
    raise SystemExit(median(took[True]) > GOAL)


if __name__ == "__main__":
    main()

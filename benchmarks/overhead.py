"""What evidence on every step costs: the five-page journey, whole process, against a bare synchronous Playwright script that
takes the same pictures of the same shop. Pairs run alternately; the median of their ratios counts.

    make bench                 (or: .venv/bin/python -m benchmarks.overhead [--pairs 15])
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOAL = 1.10


def timed(command: Sequence[str], env: Mapping[str, str], cwd: Path = ROOT) -> float:
    """Seconds of a whole process. Raises if it fails: a figure for half a run is worth nothing."""
    began = time.perf_counter()
    subprocess.run(command, cwd=cwd, env={**os.environ, **env}, check=True, stdout=subprocess.DEVNULL, timeout=120)
    return time.perf_counter() - began


def measure(pairs: int) -> list[tuple[float, float]]:
    """Seconds (ours, bare) of each pair, after one pair that is thrown away; the order changes from pair to pair."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        join = folder / "practice.json"
        shop = subprocess.Popen(
            [sys.executable, "-m", "shopper.cli", "practice", "--file", str(join)], cwd=ROOT, stdout=subprocess.DEVNULL
        )
        try:
            while not join.exists():
                if shop.poll() is not None:
                    raise RuntimeError("the practice shop did not start")
                time.sleep(0.05)
            env = {"SHOPPER_PRACTICE": str(join)}
            ours = [
                str(Path(sys.executable).with_name("shopper")),
                "run",
                "benchmarks/five_pages.yaml",
                "--out",
                str(folder / "audits"),
            ]
            bare = [sys.executable, "-m", "benchmarks.bare_script", str(join), name]
            found = []
            for number in range(pairs + 1):
                if number % 2:
                    pair = (timed(ours, env), timed(bare, env))
                else:
                    second = timed(bare, env)
                    pair = (timed(ours, env), second)
                found.append(pair)
                print(f"  ours {pair[0]:.2f} s, bare {pair[1]:.2f} s: {pair[0] / pair[1]:.2f}", flush=True)
            return found[1:]
        finally:
            shop.terminate()
            shop.wait(10)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=15)
    options = parser.parse_args(arguments)
    ratios = [ours / bare for ours, bare in measure(options.pairs)]
    quartiles = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else [ratios[0]] * 3
    middle = statistics.median(ratios)
    print(
        f"overhead of evidence on every step: median {middle:.2f} × of a bare script"
        f" (middle half {quartiles[0]:.2f}–{quartiles[2]:.2f}, {len(ratios)} pairs); goal ≤ {GOAL:.2f}"
    )
    return 0 if middle <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())

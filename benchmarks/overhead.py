"""What evidence on every step costs: the five-page journey, whole process, against a bare synchronous Playwright script that
takes the same pictures of the same shop. Rounds run alternately; the median of their ratios counts, with pages not measured:
the script measures none either. What measuring them (speed, weight, barriers) adds stands beside it.

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


def measure(pairs: int) -> list[tuple[float, float, float]]:
    """Seconds (ours, bare, ours with pages measured) of each round, after one that is thrown away; the order changes."""
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
                commands = {"ours": [*ours, "--no-probes"], "bare": bare, "probed": ours}
                order = list(commands)[:: -1 if number % 2 else 1]
                took = {name: timed(commands[name], env) for name in order}
                found.append((took["ours"], took["bare"], took["probed"]))
                print(f"  ours {took['ours']:.2f} s, bare {took['bare']:.2f} s: {took['ours'] / took['bare']:.2f}", flush=True)
            return found[1:]
        finally:
            shop.terminate()
            shop.wait(10)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=15)
    options = parser.parse_args(arguments)
    rounds = measure(options.pairs)
    ratios = [ours / bare for ours, bare, _ in rounds]
    quartiles = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else [ratios[0]] * 3
    middle = statistics.median(ratios)
    print(
        f"overhead of evidence on every step: median {middle:.2f} × of a bare script"
        f" (middle half {quartiles[0]:.2f}–{quartiles[2]:.2f}, {len(ratios)} pairs); goal ≤ {GOAL:.2f}"
    )
    probed = statistics.median(probed / bare for _, bare, probed in rounds)
    print(f"  with pages measured too (speed, weight, barriers): median {probed:.2f} × of the same script")
    return 0 if middle <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())

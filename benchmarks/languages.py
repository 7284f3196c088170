"""How well languages are told: short sentences of shops in five languages, and in Vietnamese without diacritics. Prints the
share that is told right and what a sentence costs; exits 1 below a goal.

The sentences were written for this, one a line: those in `sentences/test` were written after the rule had been tuned on those
in `sentences/tuning`, and nothing was ever tuned on them.

    .venv/bin/python -m benchmarks.languages [--set test|tuning] [--wrong]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shopper.reading.language import language_of

SENTENCES = Path(__file__).parent / "sentences"
BARE = "vi_bare"
"""Vietnamese as it is typed in a hurry: without diacritics."""

GOAL, GOAL_BARE = 0.98, 0.95
"""Shares of the sentences with accents, of all five languages, and of those without."""


@dataclass(frozen=True)
class Told:
    """What became of the sentences of one file: `wrong` are those for which another language, or none, was told."""

    name: str
    count: int
    wrong: tuple[str, ...]
    seconds: float

    @property
    def right(self) -> int:
        return self.count - len(self.wrong)


def measure(chosen: str = "test") -> list[Told]:
    """Every file of a set; `vi_bare.txt` must be told as Vietnamese."""
    language_of("the detector is loaded before anything is timed")
    return [_tell(path) for path in sorted((SENTENCES / chosen).glob("*.txt"))]


def _tell(path: Path) -> Told:
    sentences = path.read_text("utf-8").splitlines()
    wanted = path.stem.partition("_")[0]
    began = time.perf_counter()
    told = [language_of(sentence).language for sentence in sentences]
    took = time.perf_counter() - began
    wrong = tuple(sentence for sentence, language in zip(sentences, told, strict=True) if language != wanted)
    return Told(path.stem, len(sentences), wrong, took)


def share(told: Sequence[Told]) -> float:
    """The part that was told right, 0–1."""
    return sum(one.right for one in told) / sum(one.count for one in told)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=("test", "tuning"), default="test")
    parser.add_argument("--wrong", action="store_true", help="print the sentences that were told wrong")
    options = parser.parse_args(arguments)
    told = measure(options.set)
    for one in told:
        print(f"{one.name:8} {one.right:3} of {one.count:3}  {1000 * one.seconds / one.count:.2f} ms a sentence")
        if options.wrong:
            print(*(f"         {sentence}" for sentence in one.wrong), sep="\n", end="\n" if one.wrong else "")
    whole = [one for one in told if one.name != BARE], [one for one in told if one.name == BARE]
    missed = 0
    for what, group, goal in zip(("with accents", "Vietnamese without diacritics"), whole, (GOAL, GOAL_BARE), strict=True):
        missed += share(group) < goal
        mark = "✗" if share(group) < goal else "✓"
        print(f"{mark} {what}: {share(group):.1%} of {sum(one.count for one in group)} sentences; goal ≥ {goal:.0%}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

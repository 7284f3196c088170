"""What the shop's own words promised and what came of it, and what it states in two ways: over all visits that count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from shopper import Promise, Statement, VisitResult
from shopper.reports._view import Mark, View

_MARKS: Mapping[str, Mark] = {
    "broken": "fail", "unsure": "review", "pending": "pending", "kept": "pass", "unknown": "unknown",
}  # fmt: skip
STATES = tuple(_MARKS)
"""What can become of a promise, the worst first."""


@dataclass(frozen=True)
class Given:
    """A promise with the visit in which it was given."""

    visit: VisitResult
    promise: Promise

    @property
    def what(self) -> str:
        """`promise.delivery` → `delivery`."""
        return self.promise.name.partition(".")[2]

    @property
    def due(self) -> datetime:
        return datetime.fromisoformat(str(self.promise.value))

    @property
    def mark(self) -> Mark:
        return _MARKS[self.promise.state]


@dataclass(frozen=True)
class Clash:
    """A contradiction, and the visits that met it."""

    visits: tuple[VisitResult, ...]
    sides: tuple[Statement, Statement]

    @property
    def visit(self) -> VisitResult:
        return self.visits[0]


@dataclass(frozen=True)
class Word:
    """What the shop's word is worth."""

    promises: tuple[Given, ...]
    clashes: tuple[Clash, ...]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        return Counter(given.promise.state for given in self.promises)

    def count(self, state: str) -> int:
        return self.counts[state]


def word(view: View) -> Word:
    """Every promise of the visits that count, those in trouble first, and every contradiction once."""
    given = [Given(visit, promise) for visit in view.counted for promise in visit.promises]
    given.sort(key=lambda one: (STATES.index(one.promise.state), one.promise.name, one.promise.at))
    clashes: dict[tuple[str, ...], Clash] = {}
    for visit in view.counted:
        for sides in visit.contradictions:
            key = (visit.shop, sides[0].name, sides[0].scope, *(side.quote for side in sides))
            met = clashes[key].visits if key in clashes else ()
            clashes[key] = Clash((*met, visit), clashes[key].sides if key in clashes else sides)
    return Word(tuple(given), tuple(clashes.values()))

"""How long answers took against what was promised, and which promises were kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from shopper import Expectation, VisitResult
from shopper.reading.waiting import standard
from shopper.reports._text import Words
from shopper.reports._view import Mark, View, overdue, waited

_FIGURES = {"acknowledgement": "acknowledgement", "first_response": "mail", "chat_answer": "chat"}
"""The audit's KPIs about answers, `{median, p90, n, missing}` with times in seconds, and the shop's standard for each."""


@dataclass(frozen=True)
class AnswerTime:
    """How long one kind of answer took in all visits that asked for it within the same time.

    `within`: the promise. `worst`: the slowest, or of a KPI (`of_ten`) what nine of ten kept within. `working`, `business`: the
    median without the days on which the shop stays closed, and in service hours. `counted`: what the promise is held against,
    middle and worst, where that is not the calendar's.
    """

    title: str
    within: timedelta | None
    middle: timedelta | None
    worst: timedelta | None
    n: int
    missing: int = 0
    open: int = 0
    of_ten: bool = False
    working: timedelta | None = None
    business: timedelta | None = None
    counted: tuple[timedelta, timedelta] | None = None

    @property
    def bar(self) -> tuple[timedelta | None, timedelta | None]:
        """The middle and the worst that are drawn against the promise."""
        return self.counted or (self.middle, self.worst)

    @property
    def mark(self) -> Mark:
        slowest = self._slowest
        return "fail" if self.missing or (slowest and self.within is not None and slowest > self.within) else "pass"

    @property
    def strain(self) -> float:
        """How near the promise, or how far beyond it, the slowest answer came; 1 is the promise itself."""
        if self.missing:
            return float("inf")
        slowest = self._slowest
        return slowest / self.within if slowest and self.within else 0.0

    @property
    def _slowest(self) -> timedelta | None:
        middle, worst = self.bar
        return worst or middle

    def part(self, length: timedelta, width: int) -> int:
        """A bar's length in px, of `width` px; the promise stands in the middle, longer than twice the promise is cut off."""
        ratio = length / self.within if self.within else 1.0
        return max(1, round(width / 2 * min(max(ratio, 0.0), 2.0)))


@dataclass(frozen=True)
class Promise:
    """A mail that journeys expect within a time, over all visits that did: what became of it. `mark`: the worst of it."""

    answer: AnswerTime
    kept: int
    late: int
    unsure: int

    @property
    def missing(self) -> int:
        return self.answer.missing

    @property
    def broken(self) -> int:
        return self.late + self.missing

    @property
    def pending(self) -> int:
        return self.answer.open

    @property
    def visits(self) -> int:
        return self.kept + self.broken + self.unsure + self.pending

    @property
    def mark(self) -> Mark:
        return "fail" if self.broken else "review" if self.unsure else "pending" if self.pending else "pass"


def promises(view: View) -> tuple[Promise, ...]:
    """Every kind of mail that was expected, with what came of it; those in trouble first."""
    asked: dict[tuple[str, timedelta], list[tuple[VisitResult, Expectation]]] = defaultdict(list)
    titles: dict[str, str] = {}
    for visit in view.counted:
        for wanted in visit.expectations:
            asked[wanted.kind, wanted.within].append((visit, wanted))
            titles.setdefault(wanted.kind, view.kind_title(visit, wanted.kind))
    found = [_promise(titles[kind], within, group) for (kind, within), group in asked.items()]
    return tuple(sorted(found, key=lambda promise: -promise.answer.strain))


def _promise(title: str, within: timedelta, group: list[tuple[VisitResult, Expectation]]) -> Promise:
    took = [(waited(visit, wanted, wanted.mail), visit.clock_error) for visit, wanted in group if wanted.mail]
    fates = Counter("kept" if t <= within else "late" if t - doubt > within else "unsure" for t, doubt in took)
    answer = AnswerTime(
        title,
        within,
        timedelta(seconds=median(t.total_seconds() for t, _ in took)) if took else None,
        max((t for t, _ in took), default=None),
        len(took),
        sum(overdue(wanted) for _, wanted in group),
        sum(not wanted.mail and not overdue(wanted) for _, wanted in group),
    )
    return Promise(answer, fates["kept"], fates["late"], fates["unsure"])


def answer_times(view: View, words: Words, most: int = 5) -> tuple[AnswerTime, ...]:
    """What the first page shows: the times that answers to questions took, then the mails that came nearest to being late."""
    figures = tuple(_figures(view, words))
    return figures + tuple(promise.answer for promise in promises(view))[: max(most - len(figures), 2)]


def _figures(view: View, words: Words) -> Iterator[AnswerTime]:
    for name, standard_name in _FIGURES.items():
        said = view.audit.kpis.get(name)
        if not isinstance(said, Mapping) or not (said.get("n") or said.get("missing")):
            continue
        calendar, working = said.get("calendar", said), said.get("working_days", {})
        middle, open_days, worst_open = (
            _seconds(calendar.get("median")),
            _seconds(working.get("median")),
            _seconds(working.get("p90")),
        )
        promises = {standard(shop, standard_name) for shop in view.audit.shops}
        yield AnswerTime(
            words(f"time_{name}"),
            promises.pop() if len(promises) == 1 else None,  # shops that promise different things promise nothing together
            middle,
            _seconds(calendar.get("p90")),
            said.get("n") or 0,
            said.get("missing") or 0,
            of_ten=True,
            working=open_days if open_days != middle else None,
            counted=(open_days, worst_open) if open_days is not None and worst_open is not None else None,
            business=_seconds(said.get("business", {}).get("median")),
        )


def _seconds(value: Any) -> timedelta | None:
    return timedelta(seconds=value) if isinstance(value, int | float) else None

"""An audit as the first page tells it: problems worth mending, where they hurt, how long answers took, who writes, and
what is not known. Counts and groups only; whatever is judged was judged before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from statistics import median
from typing import Literal

from shopper import (
    Audit,
    CategoryScore,
    Expectation,
    Fact,
    Finding,
    ItemState,
    Mail,
    Money,
    Outcome,
    Shop,
    StepRecord,
    VisitResult,
    VisitState,
)

VALID = (VisitState.FINISHED, VisitState.BLOCKED)
Channel = Literal["page", "mail"]
Mark = Literal["must", "fail", "review", "unknown", "pending", "pass", "none"]
_WORST_FIRST: tuple[Mark, ...] = ("must", "fail", "review", "unknown", "pending", "pass", "none")
_MARKS: Mapping[str, Mark] = {
    "fail": "fail", "review": "review", "cant_tell": "unknown", "pending": "pending", "pass": "pass", "not_applicable": "none",
    "unreached": "fail", "awaiting_human": "review", "unknown": "unknown",
    "finished": "pass", "blocked": "fail", "broken": "unknown", "indeterminate": "unknown", "tool_error": "unknown",
    "waiting": "pending",
    "passed": "pass", "failed": "fail", "optional_failed": "review", "skipped": "none", "already_done": "none",
    "opened": "pass", "refused": "none", "unreachable": "fail", "not_opened": "none",
}  # fmt: skip


def mark(state: str, must_pass: bool = False) -> Mark:
    """The sign beside a state: of an outcome, an item, a visit, a step or a link."""
    sign = _MARKS[state]
    return "must" if must_pass and sign == "fail" else sign


_STOPPED = "goal-not-reached"


@dataclass(frozen=True)
class Problem:
    """One thing to mend, met in one place or in many. Points are of the audit's score."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def mark(self) -> Mark:
        return mark(self.first.outcome, self.first.must_pass)

    @property
    def known(self) -> bool:
        return all(finding.status == "known" for finding in self.findings)

    @property
    def visits(self) -> int:
        return len({finding.visit for finding in self.findings})

    @property
    def places(self) -> int:
        """How many things it is about: pages, kinds of mail."""
        return len({finding.about for finding in self.findings})

    @property
    def share(self) -> float:
        return sum(finding.share for finding in self.findings)

    @property
    def gain(self) -> float:
        """At least this much: visits do not touch one another's scores, so gains in different visits add up."""
        return sum(finding.gain for finding in self.findings)


@dataclass(frozen=True)
class Cell:
    """What one channel of one journey is like: the worst sign, and the problems behind it."""

    mark: Mark
    count: int = 0
    finding: Finding | None = None


@dataclass(frozen=True)
class JourneyRow:
    title: str
    shop: str
    visits: int
    cells: Mapping[Channel, Cell]


@dataclass(frozen=True)
class AnswerTime:
    """How long one kind of mail took in all visits that expected it within the same time."""

    title: str
    within: timedelta
    took: tuple[timedelta, ...]
    missing: int
    open: int

    @property
    def middle(self) -> timedelta | None:
        return timedelta(seconds=median(took.total_seconds() for took in self.took)) if self.took else None

    @property
    def worst(self) -> timedelta | None:
        return max(self.took, default=None)

    @property
    def mark(self) -> Mark:
        return "fail" if self.worst and self.worst > self.within else "pass"

    def part(self, length: timedelta, width: int) -> int:
        """A bar's length in px, of `width` px; the promise stands in the middle, longer than twice the promise is cut off."""
        ratio = length / self.within if self.within else 2.0
        return max(1, round(width / 2 * min(max(ratio, 0.0), 2.0)))


@dataclass(frozen=True)
class System:
    """One of the shop's sending systems, as its mails show it."""

    name: str
    mails: int
    senders: tuple[str, ...]
    languages: tuple[str, ...]
    titles: tuple[str, ...]


class View:
    """Everything the templates ask of an audit."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit
        self.visits = {visit.id: visit for visit in audit.visits}
        self.shops = {shop.id: shop for shop in audit.shops}

    def shop(self, visit: VisitResult) -> Shop | None:
        return self.shops.get(visit.shop)

    def shop_name(self, id: str) -> str:
        return self.shops[id].name if id in self.shops else id

    def home(self, visit: VisitResult) -> str:
        """The shop's address without the slash at its end; its pages are shown by their paths."""
        shop = self.shop(visit)
        return shop.url.rstrip("/") if shop else ""

    @cached_property
    def shop_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.shop_name(visit.shop) for visit in self.audit.visits)) or tuple(
            shop.name for shop in self.audit.shops
        )

    @property
    def valid(self) -> int:
        return sum(visit.state in VALID for visit in self.audit.visits)

    @property
    def pending(self) -> int:
        return sum(visit.state is VisitState.WAITING for visit in self.audit.visits)

    @cached_property
    def excluded(self) -> tuple[VisitResult, ...]:
        return tuple(visit for visit in self.audit.visits if visit.state not in (*VALID, VisitState.WAITING))

    @cached_property
    def counted(self) -> tuple[VisitResult, ...]:
        """The visits that say something about the shop, those that still wait included."""
        return tuple(visit for visit in self.audit.visits if visit.state in (*VALID, VisitState.WAITING))

    def _problems(self, *outcomes: Outcome) -> tuple[Problem, ...]:
        same: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
        for finding in self.audit.findings:
            if finding.outcome in outcomes:
                same[self._kin(finding)].append(finding)
        problems = (Problem(tuple(findings)) for findings in same.values())
        return tuple(sorted(problems, key=self._urgency))

    def _kin(self, finding: Finding) -> tuple[object, ...]:
        """Findings with the same key are one problem: the same rule broken by the same owner, be it on several pages."""
        shop = self.visits[finding.visit].shop if finding.visit in self.visits else ""
        return shop, finding.check, finding.owner, finding.outcome, finding.must_pass, finding.status

    @staticmethod
    def _urgency(problem: Problem) -> tuple[object, ...]:
        return (
            _WORST_FIRST.index(problem.mark),
            problem.known,
            -problem.gain,
            -problem.share,
            list(type(problem.first.impact)).index(problem.first.impact),
            problem.first.title,
        )

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong or must be looked at, the most urgent first."""
        return self._problems(Outcome.FAIL, Outcome.REVIEW)

    @cached_property
    def undecided(self) -> tuple[Problem, ...]:
        """What could not be told, and what is not due yet."""
        return self._problems(Outcome.CANT_TELL, Outcome.PENDING)

    def fix_first(self, most: int = 4) -> tuple[Problem, ...]:
        """What to mend first; that a customer was stopped stands behind what stopped her."""
        fails = [problem for problem in self.problems if problem.first.outcome is Outcome.FAIL and not problem.known]
        causes = {finding.visit for problem in fails for finding in problem.findings if finding.check != _STOPPED}
        fails.sort(key=lambda problem: problem.first.check == _STOPPED and problem.first.visit in causes)
        return tuple(fails[:most])

    @cached_property
    def by_visit(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings of each visit, the most urgent first."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for problem in (*self.problems, *self.undecided):
            for finding in problem.findings:
                found[finding.visit].append(finding)
        return {id: tuple(findings) for id, findings in found.items()}

    def asks(self, visit: VisitResult) -> int:
        """How many findings of this visit ask for something to be done."""
        return sum(f.outcome in (Outcome.FAIL, Outcome.REVIEW) for f in self.by_visit.get(visit.id, ()))

    def channel(self, finding: Finding) -> Channel:
        """Where the customer meets it: in a mail that is there or is missing, else on a page."""
        visit = self.visits.get(finding.visit)
        expected = {wanted.kind for wanted in visit.expectations} if visit else set()
        return "mail" if any(ref.startswith("mail:") for ref in finding.evidence) or finding.about in expected else "page"

    @cached_property
    def journeys(self) -> tuple[JourneyRow, ...]:
        played: dict[tuple[str, str], list[VisitResult]] = defaultdict(list)
        for visit in self.audit.visits:
            played[visit.shop, visit.journey].append(visit)
        several = len(self.shop_names) > 1
        return tuple(
            JourneyRow(
                visits[0].title,
                self.shop_name(shop) if several else "",
                len(visits),
                {"page": self._cell(visits, "page"), "mail": self._cell(visits, "mail")},
            )
            for (shop, _), visits in played.items()
        )

    def _cell(self, visits: Iterable[VisitResult], channel: Channel) -> Cell:
        visits = list(visits)
        found = [f for v in visits for f in self.by_visit.get(v.id, ()) if self.channel(f) == channel]
        if found:
            worst = min(found, key=lambda f: _WORST_FIRST.index(mark(f.outcome, f.must_pass)))
            sign = mark(worst.outcome, worst.must_pass)
            same = {self._kin(f) for f in found if mark(f.outcome, f.must_pass) == sign}
            return Cell(sign, len(same), worst)
        met = any(v.steps if channel == "page" else v.mails or v.expectations for v in visits if v.state in VALID)
        return Cell("pass" if met else "none")

    @cached_property
    def answer_times(self) -> tuple[AnswerTime, ...]:
        asked: dict[tuple[str, timedelta], list[tuple[VisitResult, Expectation]]] = defaultdict(list)
        titles: dict[str, str] = {}
        for visit in self.counted:
            for wanted in visit.expectations:
                asked[wanted.kind, wanted.within].append((visit, wanted))
                titles.setdefault(wanted.kind, self.kind_title(visit, wanted.kind))
        return tuple(
            AnswerTime(
                titles[kind],
                within,
                tuple(waited(visit, wanted, wanted.mail) for visit, wanted in group if wanted.mail),
                sum(overdue(wanted) for _, wanted in group),
                sum(not wanted.mail and not overdue(wanted) for _, wanted in group),
            )
            for (kind, within), group in asked.items()
        )

    def kind_title(self, visit: VisitResult, kind: str) -> str:
        shop = self.shop(visit)
        title = shop.mails[kind].title if shop and kind in shop.mails else ""
        return title or kind.replace("_", " ").capitalize()

    @cached_property
    def systems(self) -> tuple[System, ...]:
        sent: dict[str, list[tuple[VisitResult, Mail]]] = defaultdict(list)
        for visit in self.counted:
            for mail in visit.mails:
                if mail.solicited:
                    sent[mail.system].append((visit, mail))
        return tuple(
            System(
                name,
                len(mails),
                _each(
                    f"{m.reading.sender_name} <{m.reading.sender}>" if m.reading.sender_name else m.reading.sender
                    for _, m in mails
                ),
                _each(m.reading.lang for _, m in mails),
                _each(self.kind_title(v, m.kind) for v, m in mails if m.kind),
            )
            for name, mails in sorted(sent.items())
        )

    @cached_property
    def must_broken(self) -> bool:
        return any(gate.state is ItemState.FAIL for gate in self.audit.must_pass)

    def count(self, outcome: str) -> int:
        """How many problems have this outcome and are not known and accepted."""
        return sum(problem.first.outcome == outcome and not problem.known for problem in self.problems)

    @property
    def known(self) -> int:
        return sum(problem.known for problem in self.problems)

    def category(self, id: str) -> str:
        return next((category.title for category in self.audit.scorecard if category.id == id), id)

    def source(self, visit: VisitResult, reference: str) -> StepRecord | Mail | None:
        return source(visit, reference)

    def language(self, visit: VisitResult, fact: Fact) -> str:
        """The language that the source of a fact declares; nothing where it is not known."""
        entry = source(visit, fact.source)
        return entry.reading.lang if isinstance(entry, Mail) else ""

    @property
    def notes(self) -> tuple[str, ...]:
        """The audit's notes, without those about visits that are excluded: each of these has a line of its own."""
        return tuple(note for note in self.audit.notes if not any(visit.id in note for visit in self.excluded))

    @property
    def unscored(self) -> tuple[CategoryScore, ...]:
        return tuple(category for category in self.audit.scorecard if category.score is None)

    @property
    def clock_error(self) -> timedelta:
        return max((visit.clock_error for visit in self.audit.visits), default=timedelta())


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def arrived(visit: VisitResult, mail: Mail) -> datetime:
    """When a mail came, by the customer's clock rather than the mail server's."""
    return mail.arrived - visit.clock_skew


def waited(visit: VisitResult, wanted: Expectation, mail: Mail) -> timedelta:
    """How long the customer waited. Arrivals are whole seconds, so a quick mail may seem to come before it was asked for."""
    return max(arrived(visit, mail) - wanted.since, timedelta())


def overdue(wanted: Expectation) -> bool:
    """Whether the mail is missing: the mailbox was alive and swept after it was due."""
    return wanted.mail is None and wanted.looked is not None and wanted.looked >= wanted.due


def source(visit: VisitResult, reference: str) -> StepRecord | Mail | None:
    """The step or the mail that `step:ID` or `mail:ID` means."""
    kind, _, id = reference.partition(":")
    if kind == "step":
        return next((step for step in visit.steps if step.id == id), None)
    return next((mail for mail in visit.mails if mail.id == id), None) if kind == "mail" else None


def last_shown(visit: VisitResult, step: StepRecord) -> StepRecord:
    """The step itself, or the one before it that left the picture which the customer still had in front of her."""
    until = visit.steps[: visit.steps.index(step) + 1]
    return next((earlier for earlier in reversed(until) if earlier.picture), step)


def stated(visit: VisitResult, finding: Finding) -> tuple[Fact, ...]:
    """The shop's own words that contradict one another in a finding's evidence; nothing if none do."""
    names: dict[str, list[Fact]] = defaultdict(list)
    for fact in visit.facts:
        if fact.source in finding.evidence:
            names[fact.name].append(fact)
    return tuple(fact for facts in names.values() if differ(facts) for fact in facts)


def differ(facts: Iterable[Fact]) -> bool:
    """Whether facts of one name contradict each other. A value that names no currency agrees with any."""
    values = [fact.value for fact in facts]
    amounts = {value.amount for value in values if isinstance(value, Money)}
    currencies = {value.currency for value in values if isinstance(value, Money) and value.currency}
    texts = {value.casefold().strip() for value in values if isinstance(value, str)}
    return len(amounts) > 1 or len(currencies) > 1 or len(texts) > 1

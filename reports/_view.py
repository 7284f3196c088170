"""An audit as the first page tells it: problems worth mending, who writes, and what is not known. Counts and groups only;
whatever is judged was judged before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Literal

from rapidfuzz import fuzz, utils

from shopper import (
    Audit,
    CategoryScore,
    Document,
    Expectation,
    ExploredPage,
    Fact,
    Finding,
    Item,
    ItemState,
    Letter,
    Mail,
    Money,
    Outcome,
    Shop,
    Statement,
    StepRecord,
    Task,
    Turn,
    VisitResult,
    VisitState,
)

VALID = (VisitState.FINISHED, VisitState.BLOCKED)
Mark = Literal["must", "fail", "review", "unknown", "pending", "pass", "none"]
WORST_FIRST: tuple[Mark, ...] = ("must", "fail", "review", "unknown", "pending", "pass", "none")
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


Source = StepRecord | Mail | Turn | Letter | Document | ExploredPage
_AT_REST = (ItemState.PASS, ItemState.NOT_APPLICABLE)
_STOPPED = "goal-not-reached"
_GRAVE = ("critical", "serious")
"""What is mended before all else, however few points it costs."""
_SAME_WORDS = 60
"""Percent: two sentences with so much in common say the same."""


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
class System:
    """One of a shop's sending systems with its mails, each with the visit that it came in. `reason`: by what it is told."""

    shop: str
    name: str
    mails: tuple[tuple[VisitResult, Mail], ...]
    reason: str = ""


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

    @cached_property
    def tasks(self) -> tuple[tuple[VisitResult, Task], ...]:
        """What people do in the stead of visits."""
        return tuple((visit, task) for visit in self.audit.visits for task in visit.tasks)

    @staticmethod
    def awaited(task: Task) -> int:
        """How many of its questions nobody has answered yet."""
        return sum(question.id not in task.answers for question in task.questions)

    @cached_property
    def all_awaited(self) -> int:
        """How many answers of people the audit still waits for."""
        return sum(self.awaited(task) for _, task in self.tasks)

    def figure(self, name: str, part: str) -> int:
        """A part of a figure of the audit; 0 where it is missing or no number."""
        said = self.audit.kpis.get(name)
        value = said.get(part) if isinstance(said, dict) else None
        return value if isinstance(value, int) else 0

    @property
    def effort(self) -> float | None:
        """The median effort of a visit."""
        said = self.audit.kpis.get("effort")
        value = said.get("median") if isinstance(said, dict) else None
        return value if isinstance(value, int | float) else None

    @cached_property
    def is_first_visit(self) -> bool:
        """Whether this audit is an exploration: nobody had anything else to do."""
        return bool(self.audit.visits) and all(visit.explorations for visit in self.audit.visits)

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
                same[self.kin(finding)].append(finding)
        problems = (Problem(tuple(findings)) for findings in same.values())
        return tuple(sorted(problems, key=self._urgency))

    def kin(self, finding: Finding) -> tuple[object, ...]:
        """Findings with the same key are one problem: the same rule broken by the same owner, be it on several pages."""
        shop = self.visits[finding.visit].shop if finding.visit in self.visits else ""
        expired = finding.status == "new" and finding.acceptance is not None
        return shop, finding.check, finding.owner, finding.outcome, finding.must_pass, finding.status, expired

    @staticmethod
    def _urgency(problem: Problem) -> tuple[object, ...]:
        return (
            WORST_FIRST.index(problem.mark),
            problem.known,
            problem.first.impact not in _GRAVE,
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

    def kind_title(self, visit: VisitResult, kind: str) -> str:
        shop = self.shop(visit)
        title = shop.mails[kind].title if shop and kind in shop.mails else ""
        return title or kind.replace("_", " ").capitalize()

    @cached_property
    def systems(self) -> tuple[System, ...]:
        """The systems by shop, in the order in which customers first hear of them."""
        sent: dict[tuple[str, str], list[tuple[VisitResult, Mail]]] = defaultdict(list)
        reasons: dict[tuple[str, str], str] = {}
        for visit in self.counted:
            told = {id: system for system in visit.systems for id in system.mails}
            for mail in visit.mails:
                if mail.solicited:
                    name, reason = (told[mail.id].name, told[mail.id].reason) if mail.id in told else (mail.system, "")
                    sent[visit.shop, name].append((visit, mail))
                    reasons[visit.shop, name] = max(reasons.get((visit.shop, name), ""), reason, key=len)
        first = {key: min(arrived(*one) - one[0].started for one in mails) for key, mails in sent.items()}
        in_order = sorted(sent, key=lambda key: (key[0], first[key]))
        return tuple(System(*key, tuple(sent[key]), reasons[key]) for key in in_order)

    def kinds(self, system: System) -> tuple[str, ...]:
        """What a system's mails are called."""
        return tuple(dict.fromkeys(self.kind_title(visit, mail.kind) for visit, mail in system.mails if mail.kind))

    @property
    def awaits_mail(self) -> bool:
        return any(visit.expectations for visit in self.audit.visits)

    @cached_property
    def must_broken(self) -> bool:
        return any(gate.state is ItemState.FAIL for gate in self.audit.must_pass)

    @cached_property
    def verdict(self) -> str:
        """`passed`, or `critical` where a critical fault stands beside a score that reached its target; `not_passed`, or
        `undecided`: nothing speaks against the shop, but too little was seen to score it."""
        if self.audit.passed:
            return "critical" if self.critical else "passed"
        return "not_passed" if self.audit.score.raw is not None or self.must_broken or self.count("fail") else "undecided"

    @cached_property
    def critical(self) -> int:
        """How many problems are sure, critical, and not accepted."""
        fails = (problem for problem in self.problems if problem.first.outcome is Outcome.FAIL and not problem.known)
        return sum(problem.first.impact == "critical" for problem in fails)

    def count(self, outcome: str) -> int:
        """How many problems have this outcome and are not known and accepted."""
        return sum(problem.first.outcome == outcome and not problem.known for problem in self.problems)

    @property
    def known(self) -> int:
        return sum(problem.known for problem in self.problems)

    @staticmethod
    def cause(finding: Finding) -> str:
        """What is behind a finding; nothing where that only says its title again."""
        again = fuzz.token_set_ratio(finding.title, finding.cause, processor=utils.default_process) >= _SAME_WORDS
        return "" if again else finding.cause

    @staticmethod
    def actual(finding: Finding) -> str:
        """What was there instead of what was expected; nothing where the sentence has said so."""
        return "" if _bare(finding.actual) in _bare(finding.sentence) else finding.actual

    def about(self, finding: Finding) -> str:
        """What a finding is about, as people call it: a kind of mail by its title, a page by its path."""
        visit = self.visits.get(finding.visit)
        shop = self.shop(visit) if visit else None
        known = shop is not None and finding.about in shop.mails
        return self.kind_title(visit, finding.about) if visit and known else finding.about

    @staticmethod
    def trouble(category: CategoryScore) -> tuple[Item, ...]:
        """A category's items that ask for a reader: what fails, what is to be looked at, what could not be told."""
        items = (item for item in category.items if item.state not in _AT_REST)
        return tuple(sorted(items, key=lambda item: (WORST_FIRST.index(mark(item.state)), -item.weight)))

    @staticmethod
    def of_state(category: CategoryScore, state: str) -> tuple[Item, ...]:
        """A category's items in this state."""
        return tuple(item for item in category.items if item.state == state)

    def category(self, id: str) -> str:
        return next((category.title for category in self.audit.scorecard if category.id == id), id)

    def source(self, visit: VisitResult, reference: str) -> Source | None:
        return source(visit, reference)

    def language(self, visit: VisitResult, fact: Fact | Statement) -> str:
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


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .")


def arrived(visit: VisitResult, mail: Mail) -> datetime:
    """When a mail came, by the customer's clock rather than the mail server's."""
    return mail.arrived - visit.clock_skew


def waited(visit: VisitResult, wanted: Expectation, mail: Mail) -> timedelta:
    """How long the customer waited. Arrivals are whole seconds, so a quick mail may seem to come before it was asked for."""
    return max(arrived(visit, mail) - wanted.since, timedelta())


def overdue(wanted: Expectation) -> bool:
    """Whether the mail is missing: the mailbox was alive and swept after it was due."""
    return wanted.mail is None and wanted.looked is not None and wanted.looked >= wanted.due


def source(visit: VisitResult, reference: str) -> Source | None:
    """The piece of evidence that `step:ID`, `page:ID`, `mail:ID`, `turn:ID`, `letter:ID` or `document:ID` means."""
    kind, _, id = reference.partition(":")
    kinds: Mapping[str, Iterable[Source]] = {
        "step": visit.steps, "mail": visit.mails, "turn": visit.chat, "letter": visit.letters, "document": visit.documents,
        "page": [page for exploration in visit.explorations for page in exploration.pages],
    }  # fmt: skip
    return next((piece for piece in kinds.get(kind, ()) if piece.id == id), None)


def last_shown(visit: VisitResult, step: StepRecord) -> StepRecord:
    """The step itself, or the one before it that left the picture which the customer still had in front of her."""
    until = visit.steps[: visit.steps.index(step) + 1]
    return next((earlier for earlier in reversed(until) if earlier.picture), step)


def stated(visit: VisitResult, finding: Finding) -> tuple[Fact | Statement, ...]:
    """The shop's own words that contradict one another in a finding's evidence; nothing if none do."""
    for sides in visit.contradictions:
        if finding.evidence == tuple(side.source for side in sides) and finding.about.startswith(sides[0].name):
            return sides
    names: dict[str, list[Fact]] = defaultdict(list)
    for fact in visit.facts:
        if fact.source in finding.evidence:
            names[fact.name].append(fact)
    return tuple(fact for facts in names.values() if differ(facts) for fact in facts)


def differ(facts: Iterable[Fact | Statement]) -> bool:
    """Whether facts of one name contradict each other. A value that names no currency agrees with any."""
    values = [fact.value for fact in facts]
    amounts = {value.amount for value in values if isinstance(value, Money)}
    currencies = {value.currency for value in values if isinstance(value, Money) and value.currency}
    texts = {value.casefold().strip() for value in values if isinstance(value, str)}
    return len(amounts) > 1 or len(currencies) > 1 or len(texts) > 1

"""A visit as a timeline: what the customer did and wrote, what the shop's pages showed, what its systems wrote, what was said
in its chat, and the gaps between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from shopper import (
    Document,
    Expectation,
    Fact,
    Finding,
    Letter,
    LinkProbe,
    Mail,
    Shop,
    Statement,
    StepRecord,
    Turn,
    VisitResult,
)
from shopper.reports._view import arrived, differ, overdue, waited

_GAP = timedelta(minutes=2)
_LONG, _VERY_LONG = timedelta(hours=1), timedelta(days=1)
_MOST_LANES = 3
_SCOPED = ("delivery.cost", "delivery.time", "refund.time")
"""What is not the same everywhere; the scope of all else says nothing to a reader."""


@dataclass(frozen=True)
class Entry:
    """One moment: a step, a mail, a mail that did not come (`wanted` alone), or what was said in a chat (`turns` alone).

    A step carries what the customer wrote in it (`letters`, `turns`), a step or a mail the `documents` that came with it.
    `lane` counts from 0 among the mails' lanes, `wait` from the request to the mail, `gap` from the entry before.
    """

    at: datetime
    step: StepRecord | None = None
    mail: Mail | None = None
    wanted: Expectation | None = None
    turns: tuple[Turn, ...] = ()
    letters: tuple[Letter, ...] = ()
    documents: tuple[Document, ...] = ()
    system: str = ""
    lane: int = 0
    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()
    wait: timedelta | None = None
    doubt: timedelta = timedelta()
    gap: timedelta | None = None
    same_page: bool = False

    @property
    def timing(self) -> Literal["in_time", "late", "unsure"]:
        """Against the promise; unsure where the two clocks do not agree well enough to tell."""
        if not self.wanted or not self.wait or self.wait <= self.wanted.within:
            return "in_time"
        return "late" if self.wait - self.doubt > self.wanted.within else "unsure"

    @property
    def gap_size(self) -> int:
        """0 for minutes, 1 for hours, 2 for days: longer gaps are drawn taller."""
        return 0 if not self.gap else (self.gap >= _LONG) + (self.gap >= _VERY_LONG)

    @property
    def reference(self) -> str:
        """What a deep link calls this entry."""
        if self.step:
            return f"step:{self.step.id}"
        if self.mail:
            return f"mail:{self.mail.id}"
        return f"wanted:{self.wanted.kind}" if self.wanted else f"said:{(self.turns or self.letters)[0].id}"

    @property
    def absent(self) -> Literal["missing", "open", ""]:
        if self.mail or not self.wanted:
            return ""
        return "missing" if overdue(self.wanted) else "open"

    def probe(self, href: str) -> LinkProbe | None:
        """Where a link of the mail led."""
        return next((probe for probe in self.mail.probes if probe.href == href), None) if self.mail else None


@dataclass(frozen=True)
class Timeline:
    """`lanes`: the systems, one lane each; empty if they share one lane, because they are many or none. `chat`: whether there
    is a lane for a chat."""

    entries: tuple[Entry, ...]
    lanes: tuple[str, ...]
    chat: bool = False


@dataclass(frozen=True)
class LedgerRow:
    """One name among what was stated, with everything that was stated under it. `scope`: what alone it holds for."""

    name: str
    facts: tuple[Fact | Statement, ...]
    scope: str = ""

    @property
    def differs(self) -> bool:
        return differ(self.facts)


def timeline(visit: VisitResult, shop: Shop | None, findings: Iterable[Finding]) -> Timeline:
    """The visit's entries by time. A mail that did not come stands where it was due."""
    findings = tuple(findings)
    mails = _mails(visit, shop, findings)
    systems = tuple(dict.fromkeys(entry.system for entry in sorted(mails, key=_moment)))
    lanes = systems if len(systems) <= _MOST_LANES - bool(visit.chat) else ()
    placed = [replace(entry, lane=lanes.index(entry.system) if lanes else 0) for entry in mails]
    entries = [*_steps(visit, findings), *placed, *_loose(visit, findings)]
    return Timeline(_spaced(sorted(entries, key=_moment)), lanes, bool(visit.chat))


def ledger(visit: VisitResult) -> tuple[LedgerRow, ...]:
    """What the shop stated by name and scope, in the order in which it was first stated: what a journey noted and its mails and
    documents say, then what was read on explored pages."""
    names: dict[str, dict[str, list[Fact | Statement]]] = {}
    for fact in visit.facts:
        names.setdefault(fact.name, {}).setdefault("", []).append(fact)
    for said in visit.stated:
        names.setdefault(said.name, {}).setdefault(said.scope, []).append(said)
    return tuple(
        LedgerRow(name, tuple(stated), scope if name in _SCOPED else "")
        for name, scopes in names.items()
        for scope, stated in scopes.items()
    )


def _moment(entry: Entry) -> datetime:
    """Mailboxes know whole seconds: a mail stands after what happened in the same second, most likely its cause."""
    return entry.at.replace(microsecond=999_999) if entry.mail else entry.at


def _steps(visit: VisitResult, findings: tuple[Finding, ...]) -> list[Entry]:
    entries: list[Entry] = []
    shown = None
    for step in visit.steps:
        picture = step.picture.sha256 if step.picture else None
        turns = tuple(turn for turn in visit.chat if turn.step == step.id and turn.who == "customer")
        entries.append(
            Entry(
                turns[0].at if turns else step.started,
                step=step,
                same_page=picture is not None and picture == shown,
                turns=turns,
                letters=tuple(letter for letter in visit.letters if letter.step == step.id),
                documents=_documents(visit, f"step:{step.id}"),
                facts=_said(visit, f"step:{step.id}"),
                findings=_about(findings, f"step:{step.id}"),
            )
        )
        shown = picture or shown
    return entries


def _mails(visit: VisitResult, shop: Shop | None, findings: tuple[Finding, ...]) -> list[Entry]:
    wanted = {expected.mail.id: expected for expected in visit.expectations if expected.mail}
    came = [
        Entry(
            max(arrived(visit, mail), wanted[mail.id].since) if mail.id in wanted else arrived(visit, mail),
            mail=mail,
            wanted=wanted.get(mail.id),
            wait=waited(visit, wanted[mail.id], mail) if mail.id in wanted else None,
            doubt=visit.clock_error,
            system=mail.system,
            documents=_documents(visit, f"mail:{mail.id}"),
            facts=_said(visit, f"mail:{mail.id}"),
            findings=_about(findings, f"mail:{mail.id}"),
        )
        for mail in visit.mails
    ]
    absent = [
        Entry(
            expected.due,
            wanted=expected,
            system=shop.mails[expected.kind].system if shop and expected.kind in shop.mails else "",
            findings=tuple(finding for finding in findings if finding.about == expected.kind),
        )
        for expected in visit.expectations
        if not expected.mail
    ]
    return came + absent


def _loose(visit: VisitResult, findings: tuple[Finding, ...]) -> list[Entry]:
    """What the shop said in its chat, and whatever the customer wrote in a step of which there is no record."""
    steps = {step.id for step in visit.steps}
    turns = [turn for turn in visit.chat if turn.who != "customer" or turn.step not in steps]
    said = [
        Entry(turn.at, turns=(turn,), facts=_said(visit, f"turn:{turn.id}"), findings=_about(findings, f"turn:{turn.id}"))
        for turn in turns
    ]
    return said + [Entry(letter.at, letters=(letter,)) for letter in visit.letters if letter.step not in steps]


def _documents(visit: VisitResult, source: str) -> tuple[Document, ...]:
    return tuple(document for document in visit.documents if document.source == source)


def _spaced(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    spaced: list[Entry] = []
    for entry in entries:
        pause = entry.at - spaced[-1].at if spaced else timedelta()
        spaced.append(replace(entry, gap=pause if pause >= _GAP else None))
    return tuple(spaced)


def _said(visit: VisitResult, source: str) -> tuple[Fact, ...]:
    with_it = {source, *(f"document:{document.id}" for document in _documents(visit, source))}
    return tuple(fact for fact in visit.facts if fact.source in with_it)


def _about(findings: tuple[Finding, ...], source: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if source in finding.evidence)

"""Where it hurts: the stages of a purchase against the channels in which the customer meets the shop."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from shopper import Finding, Mail, StepRecord, VisitResult
from shopper.reports._view import VALID, WORST_FIRST, Mark, View, mark, source

Stage = Literal["before", "ordering", "delivery", "after"]
Channel = Literal["page", "mail", "chat", "person"]
STAGES: tuple[Stage, ...] = ("before", "ordering", "delivery", "after")
CHANNELS: tuple[Channel, ...] = ("page", "mail", "chat", "person")

_OF_TYPE: Mapping[str, Stage] = {
    "product": "before", "payment": "before", "change": "ordering", "delivery": "delivery",
    "return": "after", "warranty": "after", "complaint": "after",
}  # fmt: skip
_OF_FOLDER: Mapping[str, Stage] = {"ordering": "ordering", "returns": "after"}
_OF_KIND: tuple[tuple[re.Pattern[str], Stage], ...] = (
    (re.compile("return|refund|warranty|complaint"), "after"),
    (re.compile("ship|deliver|dispatch|carrier|parcel|track"), "delivery"),
    (re.compile("order|invoice|payment|cancel"), "ordering"),
)
_CHAT_VERBS = ("open_chat", "say", "await_reply", "ask_for_person", "end_chat")


@dataclass(frozen=True)
class Cell:
    """What one channel is like at one stage: the worst sign, how many problems have it, and one of them. `known`: all of them
    are accepted."""

    mark: Mark
    count: int = 0
    finding: Finding | None = None
    known: bool = False


@dataclass(frozen=True)
class StageRow:
    """`visits`: how many visits came that far."""

    stage: Stage
    visits: int
    cells: Mapping[Channel, Cell]


def channels(view: View) -> tuple[Channel, ...]:
    """Those that stand in the table: people only where they were asked to do something."""
    return CHANNELS if view.tasks else CHANNELS[:-1]


def stages(view: View) -> tuple[StageRow, ...]:
    """Every stage, also those that no journey came to."""
    met: dict[tuple[Stage, Channel], set[str]] = {(stage, channel): set() for stage in STAGES for channel in CHANNELS}
    found: dict[tuple[Stage, Channel], list[Finding]] = {cell: [] for cell in met}
    for visit in view.audit.visits:
        for cell in _met(view, visit) if visit.state in VALID else ():
            met[cell].add(visit.id)
        for finding in view.by_visit.get(visit.id, ()):
            found[_place(view, visit, finding)].append(finding)
    return tuple(
        StageRow(
            stage,
            len(set().union(*(met[stage, channel] for channel in CHANNELS))),
            {channel: _cell(view, found[stage, channel], bool(met[stage, channel])) for channel in CHANNELS},
        )
        for stage in STAGES
    )


def _cell(view: View, found: list[Finding], met: bool) -> Cell:
    if not found:
        return Cell("pass" if met else "none")
    if all(finding.status == "known" for finding in found):
        return Cell("none", len({view.kin(finding) for finding in found}), found[0], known=True)
    found = [finding for finding in found if finding.status == "new"]
    worst = min(found, key=lambda finding: WORST_FIRST.index(mark(finding.outcome, finding.must_pass)))
    sign = mark(worst.outcome, worst.must_pass)
    return Cell(sign, len({view.kin(f) for f in found if mark(f.outcome, f.must_pass) == sign}), worst)


def _met(view: View, visit: VisitResult) -> Iterator[tuple[Stage, Channel]]:
    """Every stage and channel in which this visit met the shop."""
    yield from ((_of_page(view, visit, step), "page") for step in visit.steps if step.url)
    yield from ((_of_mail(visit, mail.kind), "mail") for mail in visit.mails)
    yield from ((_of_mail(visit, wanted.kind), "mail") for wanted in visit.expectations)
    yield from ((_of_journey(visit), "chat") for _ in visit.chat[:1])
    yield from ((_of_journey(visit), "person") for task in visit.tasks if task.answers)


def _place(view: View, visit: VisitResult, finding: Finding) -> tuple[Stage, Channel]:
    """Where the customer meets it: in a mail that is there or is missing, in the chat, where a person asked, else on a page."""
    pieces = [piece for reference in finding.evidence if (piece := source(visit, reference))]
    mail = next((piece for piece in pieces if isinstance(piece, Mail)), None)
    if mail or finding.about in {wanted.kind for wanted in visit.expectations}:
        return _of_mail(visit, mail.kind if mail else finding.about), "mail"
    step = next((piece for piece in pieces if isinstance(piece, StepRecord)), None)
    if step and step.verb == "ask_person":
        return _of_journey(visit), "person"
    if any(reference.startswith("turn:") for reference in finding.evidence) or (step and step.verb in _CHAT_VERBS):
        return _of_journey(visit), "chat"
    return (_of_page(view, visit, step) if step else _of_journey(visit)), "page"


def _of_page(view: View, visit: VisitResult, step: StepRecord) -> Stage:
    """Pages of another house belong to the delivery: it is the carrier who tracks a parcel."""
    stage, shop = _of_journey(visit), urlsplit(view.home(visit)).hostname or ""
    host = urlsplit(step.url).hostname or ""
    elsewhere = stage == "ordering" and shop and not host.endswith(shop.removeprefix("www."))
    return "delivery" if elsewhere else stage


def _of_mail(visit: VisitResult, kind: str) -> Stage:
    return next((stage for words, stage in _OF_KIND if words.search(kind)), _of_journey(visit))


def _of_journey(visit: VisitResult) -> Stage:
    """By the folder that its file lies in; where that says nothing, by what the customer asks about."""
    folders = {part for step in visit.steps for part in step.place.file.split("/")[:-1]}
    named = (stage for folder, stage in _OF_FOLDER.items() if folder in folders)
    return next(named, _OF_TYPE.get(visit.type, "before"))

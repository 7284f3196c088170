"""A visit's journal, blobs and raw mails → `Evidence`. Needs neither browser nor network, so it can be read years later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from shopper.bundle import Bundle, read_journal
from shopper.errors import UsageError
from shopper.inbox.documents import PDF, is_pdf
from shopper.inbox.guard import Reader
from shopper.inbox.matching import assign, recognise
from shopper.model import (
    Blob,
    Document,
    Evidence,
    Expectation,
    Exploration,
    Fact,
    Letter,
    LinkProbe,
    Mail,
    PageProbe,
    PageView,
    Plan,
    Signature,
    StepRecord,
    Task,
    Trace,
    Turn,
    VisitState,
)
from shopper.reading.facts import document_facts, mail_facts
from shopper.reading.systems import systems_of


def open_evidence(bundle: Bundle, reader: Reader) -> list[Evidence]:
    """The evidence of every visit in an audit's folder, in order of start; mails and documents are read again by `reader`.

    Raises UsageError if there is none.
    """
    begun = [visit for visit in bundle.visits() if read_journal(bundle.journal_path(visit))]  # or killed before its first line
    visits = [open_visit(bundle, visit, reader) for visit in begun]
    if not visits:
        raise UsageError("there is no visit in this folder", place=str(bundle.folder), remedy="Name an audit: audits/latest")
    return sorted(visits, key=lambda visit: (visit.plan.id, visit.started, visit.visit))


def open_visit(bundle: Bundle, visit: str, reader: Reader) -> Evidence:
    """One visit. A journal that ends in the middle (a crash) gives what was recorded until then, as `waiting`."""
    path = bundle.journal_path(visit)
    try:
        return _visit(bundle, visit, read_journal(path), reader)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:  # pydantic's errors are ValueErrors
        problem = f"this journal is damaged ({type(error).__name__})"
        raise UsageError(problem, place=str(path), remedy="shopper verify says what was changed.") from None


def _visit(bundle: Bundle, visit: str, events: list[dict[str, Any]], reader: Reader) -> Evidence:
    if events[0]["kind"] != "visit_started":
        raise ValueError("it has no beginning")
    first, last = events[0], events[-1]
    plan = Plan.model_validate(first["plan"])
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        by_kind.setdefault(event["kind"], []).append(event)
    probe = (by_kind.get("clock_probe") or [{"error": 0.0, "skew": 0.0}])[-1]
    looked = [datetime.fromisoformat(event["at"]) for event in by_kind.get("looked", [])]
    authserv_id = first.get("authserv_id", "")
    mails = _mails(bundle, plan, by_kind, reader, authserv_id)
    documents = [*_downloads(bundle, by_kind, reader), *attachments(mails)]
    facts = [Fact.model_validate({key: event[key] for key in Fact.model_fields}) for event in by_kind.get("fact", [])]
    for mail in mails:
        if mail.solicited:
            facts += facts_of(mail, plan.locale)
    strangers = {f"mail:{mail.id}" for mail in mails if not mail.solicited}
    for document in documents:
        if document.source not in strangers:
            facts += facts_in(document, plan.locale)
    stopped = by_kind.get("stopped", [{}])[-1]
    ended = by_kind.get("visit_ended", [{}])[-1]
    return Evidence(
        visit=visit,
        plan=plan,
        address=first["address"],
        browser=first["browser"],
        sandbox=first["sandbox"],
        clock_jumped=first["clock"] == "jumping",
        started=first["at"],
        ended=last["at"],
        state=VisitState(ended["state"]) if ended else VisitState.WAITING,
        reason=ended.get("reason") or stopped.get("reason") or (last["reason"] if last["kind"] == "held" else ""),
        clock_error=timedelta(seconds=probe["error"]),
        clock_skew=timedelta(seconds=probe["skew"]),
        authserv_id=authserv_id,
        steps=tuple(_steps(bundle, by_kind)),
        mails=tuple(mails),
        systems=systems_of(mails, plan.shop),
        expectations=tuple(_expectations(by_kind, mails, max(looked, default=None))),
        chat=tuple(
            Turn.model_validate({key: event[key] for key in Turn.model_fields if key in event})
            for event in by_kind.get("turn", [])
        ),
        page_links=tuple(LinkProbe.model_validate(link) for event in by_kind.get("page_links", []) for link in event["links"]),
        page_probes=tuple(PageProbe.model_validate(one) for event in by_kind.get("page_probes", []) for one in event["probes"]),
        explorations=tuple(_explorations(bundle, by_kind)),
        tasks=tuple(
            Task.model_validate({key: event[key] for key in Task.model_fields if key in event})
            for event in by_kind.get("task", [])
        ),
        letters=tuple(
            Letter.model_validate({key: event[key] for key in Letter.model_fields}) for event in by_kind.get("letter", [])
        ),
        documents=tuple(documents),
        facts=tuple(facts),
        traces=tuple(
            Trace.model_validate({key: event[key] for key in Trace.model_fields}) for event in by_kind.get("trace", [])
        ),
    )


def _steps(bundle: Bundle, by_kind: dict[str, list[dict[str, Any]]]) -> list[StepRecord]:
    """The records of all steps in the order they were played; a step played again after a crash counts once, the last time."""
    latest: dict[str, StepRecord] = {}
    for event in by_kind.get("step", []):
        known = {key: event[key] for key in StepRecord.model_fields if key in event}
        record = StepRecord.model_validate(known)
        record = record.model_copy(update={"page": _page(bundle, record.page_blob)})
        latest.pop(record.id, None)
        latest[record.id] = record
    return list(latest.values())


def _explorations(bundle: Bundle, by_kind: dict[str, list[dict[str, Any]]]) -> Iterator[Exploration]:
    """What was explored, by each step; explored again after a crash, it counts once, the last time. Of one that never came to
    its end, the pages that it had written down."""
    begun: dict[str, dict[str, Any]] = {}
    for event in by_kind.get("explored", []):
        begun.setdefault(event["step"], {})[event["page"]["id"]] = event["page"]
    unended = {step: _unended(step, [*pages.values()]) for step, pages in begun.items()}
    for event in (unended | {event["step"]: event for event in by_kind.get("exploration", [])}).values():
        said = Exploration.model_validate({key: event[key] for key in Exploration.model_fields if key in event})
        pages = tuple(one.model_copy(update={"page": _page(bundle, one.page_blob)}) for one in said.pages)
        yield said.model_copy(update={"pages": pages})


def _unended(step: str, pages: list[dict[str, Any]]) -> dict[str, Any]:
    return {"step": step, "language": pages[0]["language"], "pages": pages, "stopped": "the visit was interrupted"}


def _mails(
    bundle: Bundle, plan: Plan, by_kind: dict[str, list[dict[str, Any]]], reader: Reader, authserv_id: str
) -> list[Mail]:
    probes = {event["mail"]: event for event in by_kind.get("probes", [])}
    mails = []
    for event in by_kind.get("mail", []):
        reading = reader.read(bundle.read(Blob.model_validate(event["raw"])))
        signatures = tuple(Signature.model_validate(said) for said in event.get("signatures", ()))
        origin = recognise(reading, plan.shop, signatures, authserv_id)
        probe = probes.get(event["id"], {"links": [], "pictures": {}})
        mails.append(
            Mail(
                id=event["id"],
                arrived=event["arrived"],
                noticed=event["noticed"],
                folder=event["folder"],
                junk=event.get("junk", False),
                raw=event["raw"],
                reading=reading,
                kind=origin.kind,
                system=origin.system,
                solicited=origin.solicited,
                doubt=origin.doubt,
                signatures=signatures,
                probes=tuple(_probe(bundle, link) for link in probe["links"]),
                pictures=probe["pictures"],
                renderings=probe.get("renderings", ()),
            )
        )
    return mails


def _downloads(bundle: Bundle, by_kind: dict[str, list[dict[str, Any]]], reader: Reader) -> Iterator[Document]:
    """Files that the customer downloaded; one that was downloaded again after a crash counts once, the last time."""
    for event in {event["id"]: event for event in by_kind.get("document", [])}.values():
        blob = Blob.model_validate(event["blob"])
        said = reader.read_document(bundle.read(blob), event["type"])
        yield Document(
            id=event["id"],
            name=event["name"],
            type=event["type"],
            source=f"step:{event['step']}",
            at=event["at"],
            blob=blob,
            text=said.text,
            pages=said.pages,
            problem=said.problem,
        )


def attachments(mails: Iterable[Mail]) -> Iterator[Document]:
    """The PDFs that came with mails; their bytes lie in the raw mail."""
    for mail in mails:
        for number, part in enumerate(mail.reading.parts, 1):
            if is_pdf(part.type, part.name):
                yield Document(
                    id=f"{mail.id}.{number}",
                    name=part.name,
                    type=PDF,
                    source=f"mail:{mail.id}",
                    at=mail.arrived,
                    text=part.text,
                    pages=part.pages,
                    problem=part.problem,
                )


def _page(bundle: Bundle, blob: Blob | None) -> PageView | None:
    return PageView.model_validate_json(bundle.read(blob)) if blob else None


def _probe(bundle: Bundle, said: dict[str, Any]) -> LinkProbe:
    probe = LinkProbe.model_validate(said)
    return probe.model_copy(update={"page": _page(bundle, probe.page_blob)})


def facts_of(mail: Mail, locale: str) -> list[Fact]:
    """What a mail states, its numbers read by the locale."""
    return [
        Fact(name=name, value=value, quote=quote, source=f"mail:{mail.id}", at=mail.arrived)
        for name, value, quote in mail_facts(mail.reading, locale)
    ]


def facts_in(document: Document, locale: str) -> list[Fact]:
    """What a document states, likewise."""
    return [
        Fact(name=stated.name, value=stated.value, quote=stated.quote, source=f"document:{document.id}", at=document.at)
        for stated in document_facts(document.text, locale)
    ]


def _expectations(
    by_kind: dict[str, list[dict[str, Any]]], mails: list[Mail], looked: datetime | None
) -> tuple[Expectation, ...]:
    latest = {(event["step"], event["mail"]): event for event in by_kind.get("expected", [])}
    wanted = [
        Expectation(
            kind=event["mail"],
            since=event["since"],
            within=timedelta(seconds=event["within"]),
            place=event["place"],
            answers=event.get("answers", ()),
            looked=looked,
        )
        for event in latest.values()
    ]
    return tuple(assign(wanted, mails))

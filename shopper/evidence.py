"""A visit's journal, blobs and raw mails → `Evidence`. Needs neither browser nor network, so it can be read years later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from shopper.bundle import Bundle, read_journal
from shopper.errors import UsageError
from shopper.inbox.matching import assign, recognise
from shopper.model import Blob, Evidence, Expectation, Fact, LinkProbe, Mail, PageView, Plan, Reading, StepRecord, VisitState
from shopper.reading.facts import mail_facts

ReadMail = Callable[[bytes], Reading]


def open_evidence(bundle: Bundle, read: ReadMail) -> list[Evidence]:
    """The evidence of every visit in an audit's folder, in order of start. Raises UsageError if there is none."""
    begun = [visit for visit in bundle.visits() if read_journal(bundle.journal_path(visit))]  # or killed before its first line
    visits = [open_visit(bundle, visit, read) for visit in begun]
    if not visits:
        raise UsageError("there is no visit in this folder", place=str(bundle.folder), remedy="Name an audit: audits/latest")
    return sorted(visits, key=lambda visit: (visit.plan.id, visit.started, visit.visit))


def open_visit(bundle: Bundle, visit: str, read: ReadMail) -> Evidence:
    """One visit. A journal that ends in the middle (a crash) gives what was recorded until then, as `waiting`."""
    path = bundle.journal_path(visit)
    try:
        return _visit(bundle, visit, read_journal(path), read)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:  # pydantic's errors are ValueErrors
        problem = f"this journal is damaged ({type(error).__name__})"
        raise UsageError(problem, place=str(path), remedy="shopper verify says what was changed.") from None


def _visit(bundle: Bundle, visit: str, events: list[dict[str, Any]], read: ReadMail) -> Evidence:
    if events[0]["kind"] != "visit_started":
        raise ValueError("it has no beginning")
    first, last = events[0], events[-1]
    plan = Plan.model_validate(first["plan"])
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        by_kind.setdefault(event["kind"], []).append(event)
    probe = (by_kind.get("clock_probe") or [{"error": 0.0, "skew": 0.0}])[-1]
    looked = [datetime.fromisoformat(event["at"]) for event in by_kind.get("looked", [])]
    mails = _mails(bundle, plan, by_kind, read)
    facts = [Fact.model_validate({key: event[key] for key in Fact.model_fields}) for event in by_kind.get("fact", [])]
    for mail in mails:
        if mail.solicited:
            facts += _facts_of(mail, plan)
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
        steps=tuple(_steps(bundle, by_kind)),
        mails=tuple(mails),
        expectations=tuple(_expectations(by_kind, mails, max(looked, default=None))),
        facts=tuple(facts),
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


def _mails(bundle: Bundle, plan: Plan, by_kind: dict[str, list[dict[str, Any]]], read: ReadMail) -> list[Mail]:
    probes = {event["mail"]: event for event in by_kind.get("probes", [])}
    mails = []
    for event in by_kind.get("mail", []):
        reading = read(bundle.read(Blob.model_validate(event["raw"])))
        kind, system, solicited = recognise(reading, plan.shop)
        probe = probes.get(event["id"], {"links": [], "pictures": {}})
        mails.append(
            Mail(
                id=event["id"],
                arrived=event["arrived"],
                noticed=event["noticed"],
                folder=event["folder"],
                raw=event["raw"],
                reading=reading,
                kind=kind,
                system=system,
                solicited=solicited,
                probes=tuple(_probe(bundle, link) for link in probe["links"]),
                pictures=probe["pictures"],
            )
        )
    return mails


def _page(bundle: Bundle, blob: Blob | None) -> PageView | None:
    return PageView.model_validate_json(bundle.read(blob)) if blob else None


def _probe(bundle: Bundle, said: dict[str, Any]) -> LinkProbe:
    probe = LinkProbe.model_validate(said)
    return probe.model_copy(update={"page": _page(bundle, probe.page_blob)})


def _facts_of(mail: Mail, plan: Plan) -> list[Fact]:
    return [
        Fact(name=name, value=value, quote=quote, source=f"mail:{mail.id}", at=mail.arrived)
        for name, value, quote in mail_facts(mail.reading, plan.locale)
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
            looked=looked,
        )
        for event in latest.values()
    ]
    return tuple(assign(wanted, mails))

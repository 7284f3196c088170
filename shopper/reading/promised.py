"""The promises of a whole visit, in pages, mails and chat, and what came of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from shopper.model import Evidence, Mail, Outcome, Promise
from shopper.reading.naming import kind_name, mail_name, mail_owner
from shopper.reading.pages import page_owner, walked
from shopper.reading.promises import Promised, What, find_promises
from shopper.reading.text import without_quotes
from shopper.reading.waiting import reply_of


@dataclass(frozen=True)
class Told:
    """A promise with who gave it: `at` by our clock, `source` as facts have it (mail:ID, step:ID, turn:ID), `name` as the
    subject of a sentence, `about` the same from visit to visit, `owner` who must keep it."""

    promise: Promised
    at: datetime
    source: str
    name: str
    about: str
    owner: str


def promises_told(visit: Evidence) -> list[Told]:
    """Every promise of a visit, in the order in which they were given.

    What a page says of orders in general counts from the order on. It is sure only if it surely is about this one: not what a
    page says of answers, by whatever channel, nor of delivery before she has chosen how. Where one place names several times
    for the same thing (two ways of delivery), only the last of them holds.
    """
    told = [*_in_mails(visit), *_on_pages(visit), *_in_chat(visit)]
    return sorted(_last_only(told), key=lambda one: (one.at, one.promise.due))


def promise_facts(visit: Evidence) -> list[Promise]:
    """Those that are sure, as facts `promise.delivery` and the like, with the time until when (ISO 8601) as value, and what
    came of them; each once."""
    facts: dict[tuple[str, str, str], Promise] = {}
    for told in promises_told(visit):
        if told.promise.sure:
            name, value, quote = f"promise.{told.promise.what}", told.promise.due.isoformat(), told.promise.quote
            fact = Promise(name=name, value=value, quote=quote, source=told.source, at=told.at, **_state(told, visit))
            facts.setdefault((name, value, quote), fact)
    return list(facts.values())


_STATES: Mapping[Outcome, str] = {Outcome.PASS: "kept", Outcome.FAIL: "broken", Outcome.REVIEW: "unsure"}


def _state(told: Told, visit: Evidence) -> dict[str, Any]:
    kept = outcome_of(told, visit)
    if kept:
        return {"state": _STATES[kept.outcome], "came": kept.when, "by": kept.evidence}
    return {"state": "pending" if told.promise.due > visit.ended else "unknown"}


def own_text(mail: Mail) -> str:
    """What a mail says itself, without the earlier mails that it quotes."""
    return mail.reading.reply or without_quotes(mail.reading.text)


@dataclass(frozen=True)
class Kept:
    """What came of a promise: pass, fail, or review where only a kind reading keeps it. `when`: when the thing came, None if it
    had not when the mailbox was last seen; `evidence` is what it came by."""

    outcome: Outcome
    when: datetime | None
    evidence: tuple[str, ...] = ()


def outcome_of(told: Told, visit: Evidence) -> Kept | None:
    """Whether a promise was kept; None where that cannot be seen: nothing tells of the thing, or its time was not over."""
    promise, error = told.promise, visit.clock_error
    if promise.due <= told.at:
        return None  # promise-already-past's matter
    came = next((event for event in _events(promise.what, visit) if event[0] > told.at), None)
    if came is None:
        return Kept(Outcome.FAIL, None) if _waited_in_vain(promise, visit) else None
    if promise.what in ("delivery", "shipping") and any(told.at < at < came[0] for at in _changes(visit)):
        return None  # she changed the order: other times hold
    when, source = came
    if when <= promise.due + _GRACE:
        return Kept(Outcome.PASS, when, (source,))
    return Kept(Outcome.REVIEW if when - error <= promise.at_latest else Outcome.FAIL, when, (source,))


_GRACE = timedelta(minutes=1)
"""Nobody counts the seconds."""

_TELLS: dict[What, str] = {
    "delivery": r"delivered|delivery_confirm",
    "shipping": r"shipp(?:ed|ing_(?:notice|confirm))|shipment|dispatch|on_(?:its|the)_way|tracking",
    "refund": r"refund",
}
"""The kinds of mail, by words of their names, that say that it is done."""


def _tells(kind: str, what: What, visit: Evidence) -> bool:
    if what == "reply":
        return reply_of(kind, visit.plan.shop) == "human"
    return bool(what in _TELLS and re.search(_TELLS[what], kind))


def _events(what: What, visit: Evidence) -> list[tuple[datetime, str]]:
    """When things of this sort were done, by our clock, and what says so; in their order."""
    mails = (mail for mail in visit.mails if mail.solicited and mail.kind and _tells(mail.kind, what, visit))
    events = [(_said(mail, visit), f"mail:{mail.id}") for mail in mails if not (what == "reply" and mail.reading.automatic)]
    if what == "reply":
        events += [(turn.at, f"turn:{turn.id}") for turn in visit.chat if turn.who in ("person", "shop")]
    return sorted(events)


def _waited_in_vain(promise: Promised, visit: Evidence) -> bool:
    wanted = (one for one in visit.expectations if one.mail is None and one.looked and _tells(one.kind, promise.what, visit))
    return any(one.looked is not None and one.looked > max(promise.at_latest, one.due) for one in wanted)


def _changes(visit: Evidence) -> list[datetime]:
    return [_said(mail, visit) for mail in visit.mails if mail.solicited and re.search(r"change|cancel|storno", mail.kind)]


def _said(mail: Mail, visit: Evidence) -> datetime:
    return mail.arrived - visit.clock_skew


# --- where they stand ---------------------------------------------------------------------------------------------


def _in_mails(visit: Evidence) -> Iterator[Told]:
    plan = visit.plan
    for mail in visit.mails:
        if mail.solicited:
            name, owner = mail_name(mail, plan.shop), mail_owner(mail, plan.shop)
            about = kind_name(mail.kind, plan.shop) if mail.kind else mail.reading.sender
            at = _said(mail, visit)
            for promise in find_promises(own_text(mail), plan.locale, at, plan.shop):
                yield Told(promise, at, f"mail:{mail.id}", name, about, owner)


def _on_pages(visit: Evidence) -> Iterator[Told]:
    ordered = next((fact.at for fact in visit.facts if fact.name == "order.number" and fact.source.startswith("step:")), None)
    seen: set[str] = set()
    for step, page in walked(visit):
        if page.text in seen:
            continue
        seen.add(page.text)
        at = max(step.ended, ordered) if ordered else step.ended
        for promise in find_promises(page.text, visit.plan.locale, at, visit.plan.shop):
            hers = promise.what != "reply" and ordered and (step.ended >= ordered or promise.what == "shipping")
            promise = promise if hers else replace(promise, sure=False)
            yield Told(promise, at, f"step:{step.id}", "The shop's page", "page", page_owner(page.url, visit))


def _in_chat(visit: Evidence) -> Iterator[Told]:
    for turn in visit.chat:
        if turn.who != "customer":
            for promise in find_promises(turn.text, visit.plan.locale, turn.at, visit.plan.shop):
                yield Told(promise, turn.at, f"turn:{turn.id}", "The chat", "chat", "chat")


def _last_only(told: list[Told]) -> list[Told]:
    last: dict[tuple[str, str, bool], Told] = {}
    for one in told:
        key = (one.source, one.promise.what, one.promise.sure)
        if key not in last or one.promise.at_latest > last[key].promise.at_latest:
            last[key] = one
    return list(last.values())

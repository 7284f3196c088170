"""What a visit costs the customer: clicks, fields, things told twice, changes of channel, people, time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from shopper.model import Evidence, FormField, PageView, StepRecord, Turn
from shopper.reading.asking import TOLD, template
from shopper.reading.chatting import conversations, is_there, sent_elsewhere
from shopper.reading.greetings import signed_by
from shopper.reading.links import place_of
from shopper.reading.logging_in import speaks_of_password
from shopper.reading.pages import is_own
from shopper.reading.promised import own_text
from shopper.reading.replies import answers
from shopper.reading.text import normal, plain_letters

CLICKS, FIELDS = frozenset({"click", "tick", "press"}), frozenset({"fill", "choose", "upload"})
GOALS = {"order": "order.number", "return": "return.number", "contact": "case.number"}
"""What a customer may set out for → the fact by which the shop says that she has got there."""

_WAITS = frozenset({"wait", "wait_until", "await_mail"})
_FRESH_STARTS = frozenset({*_WAITS, "goto", "open_mail_link"})
_NO_TIME_OF_HERS = frozenset({*_WAITS, "explore", "write_mail", "reply_mail", "ask_person"})


def index(visit: Evidence) -> int:
    """The effort index: clicks + fields filled in + 2 × facts typed again + 5 × changes of channel."""
    return len(played(visit, CLICKS)) + len(played(visit, FIELDS)) + 2 * len(repeated(visit)) + 5 * len(switches(visit))


def played(visit: Evidence, verbs: frozenset[str]) -> list[StepRecord]:
    """The steps of these verbs that the customer herself played, without those that tidy up after her."""
    return [step for step in visit.steps if step.verb in verbs and step.outcome == "passed" and not step.cleanup]


def clicks_to(visit: Evidence, goal: str) -> list[StepRecord] | None:
    """The clicks that it took from where she set out (the address that she opened last, her last wait or the goal before) until
    the shop said that she had got there; None if she never got there."""
    reached = _reached(visit)
    at = next((at for at, goals in reached.items() if goal in goals), None)
    if at is None:
        return None
    begins = [n + 1 for n, step in enumerate(visit.steps[:at]) if step.verb in _FRESH_STARTS or n in reached]
    way = visit.model_copy(update={"steps": visit.steps[begins[-1] if begins else 0 : at + 1]})
    return played(way, CLICKS)


def _reached(visit: Evidence) -> dict[int, set[str]]:
    """Number of a step → the goals whose fact it was the first to state."""
    found: dict[int, set[str]] = {}
    numbers = {f"step:{step.id}": n for n, step in enumerate(visit.steps)}
    for goal, name in GOALS.items():
        if first := next((fact for fact in visit.facts if fact.name == name and fact.source in numbers), None):
            found.setdefault(numbers[first.source], set()).add(goal)
    return found


def customers_time(visit: Evidence) -> timedelta:
    """The time that she spent at the shop, waits for its pages included; waits for mails, for opening hours and for another day
    are not hers, nor is what an exploration took."""
    spent = timedelta()
    looks = {step.id for step in visit.plan.steps if step.verb == "wait_until" and "see" in step.args}
    for before, step in pairwise((None, *visit.steps)):
        if step is None or step.cleanup or step.outcome == "skipped":
            continue
        if step.id in looks and before:
            spent += step.ended - before.ended
        elif step.verb not in _NO_TIME_OF_HERS:
            spent += step.ended - step.started
    return spent


# --- told twice ---------------------------------------------------------------------------------------------------


class Again(NamedTuple):
    """What she was asked for a second time: first at `first`, again at `second`, by a field of this label."""

    what: str
    first: StepRecord
    second: StepRecord
    label: str
    typed: bool


_CARD = re.compile(r"(?<!\w)(?:card|thẻ|karte|carte|tarjeta)(?!\w)", re.IGNORECASE)
_AUTOCOMPLETE = {
    "name": "name",
    "email": "mail address",
    "tel": "phone number",
    "street-address": "street",
    "address-line1": "street",
    "postal-code": "postcode",
}


def repeated(visit: Evidence) -> list[Again]:
    """The things that she had to type again before she was where she wanted to be, each once: on another page, or into a second
    field of one page; or that another page asks for as if the shop did not have them.

    A name on a bank card is something else, logging in is, and so is whatever comes after a wait or a goal.
    """
    found: dict[str, Again] = {}
    for way in _ways(visit):
        known: dict[str, tuple[StepRecord, str]] = {}
        met: set[str] = set()
        for step in way:
            if step.page and place_of(step.page.url) not in met and is_own(step.page.url, visit):
                met.add(place_of(step.page.url))
                for what, field in _asked(step.page, visit, known):
                    found.setdefault(what, Again(what, known[what][0], step, field.label, False))
            if (typed := _typed(step, visit)) and not _logs_in(step, way, visit):
                what, label = typed
                if what in known and _place(step) + label != _place(known[what][0]) + known[what][1]:
                    found[what] = Again(what, known[what][0], step, label, True)
                known.setdefault(what, (step, label))
    return list(found.values())


def _ways(visit: Evidence) -> Iterator[list[StepRecord]]:
    """The visit in pieces, each from where she set out to a goal or a wait."""
    reached, way = _reached(visit), list[StepRecord]()
    for number, step in enumerate(visit.steps):
        if step.verb in _WAITS or step.verb == "open_mail_link" or step.cleanup:
            yield way
            way = []
        else:
            way.append(step)
        if number in reached:
            yield way
            way = []
    yield way


def _typed(step: StepRecord, visit: Evidence) -> tuple[str, str] | None:
    """Which of her data a step typed, and into which field."""
    if step.verb != "fill" or step.outcome != "passed":
        return None
    wanted = next((one for one in visit.plan.steps if one.id == step.id), None)
    what = TOLD.get(template(wanted, visit.plan)) if wanted else None
    label = str(wanted.args.get("into", "")) if wanted else ""
    return (what, label) if what and not _CARD.search(normal(label)) else None


def _logs_in(step: StepRecord, way: list[StepRecord], visit: Evidence) -> bool:
    """Whether a password is typed on the same page."""
    typed = {one.id: one for one in visit.plan.steps if one.verb == "fill"}
    beside = (typed[one.id] for one in way if one.id in typed and _place(one) == _place(step))
    return any(speaks_of_password(one) for one in beside)


def _asked(page: PageView, visit: Evidence, known: dict[str, tuple[StepRecord, str]]) -> Iterator[tuple[str, FormField]]:
    """The empty fields that a page insists on, for something that she had typed on another page of the same way. A form that
    also stands on pages elsewhere (a newsletter's) asks for nothing on this way."""
    forms = {field.form for field in page.fields if field.kind == "password"}
    for field in page.fields:
        what = _AUTOCOMPLETE.get(field.autocomplete, "")
        if what not in known or place_of(page.url) == _place(known[what][0]) or field.form in forms:
            continue
        if field.visible and field.required and not field.filled and not _stands_elsewhere(field, page, visit):
            yield what, field


def _stands_elsewhere(field: FormField, page: PageView, visit: Evidence) -> bool:
    named = (field.name, normal(field.label))
    others = (step.page for step in visit.steps if step.page and place_of(step.page.url) != place_of(page.url))
    return sum(any((one.name, normal(one.label)) == named for one in other.fields) for other in others) > 2


def _place(step: StepRecord) -> str:
    return place_of(step.url) if step.url else ""


# --- from one to the next -----------------------------------------------------------------------------------------


def switches(visit: Evidence) -> list[Turn]:
    """The messages of the chat that sent her to another channel while somebody was there, or nobody knows."""
    return [
        turn
        for turn in visit.chat
        if turn.who != "customer" and sent_elsewhere(turn.text) and is_there(visit, turn.at) is not False
    ]


def agents(visit: Evidence) -> list[tuple[str, ...]]:
    """The names of those who answered, one after the other, by conversation; last those who signed the mails that answered."""
    talks = [tuple(turn.agent for turn in turns if turn.who == "person" and turn.agent) for turns in conversations(visit)]
    shop = visit.plan.shop
    signed = (signed_by(own_text(mail), (shop.name, shop.brand.name)) for mail in answers(visit))
    return [names for names in (*talks, tuple(filter(None, signed))) if names]


def handoffs(visit: Evidence) -> int:
    """Changes of the responsible person (A → B → A are 2)."""
    return sum(_same(one) != _same(other) for names in agents(visit) for one, other in pairwise(names))


def _same(name: str) -> str:
    return " ".join(plain_letters(normal(name)).split())

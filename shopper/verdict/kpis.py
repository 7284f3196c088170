"""Figures beside the score, each with its n."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from statistics import median, quantiles
from typing import Any

from shopper.model import Evidence, Expectation, VisitState
from shopper.reading import effort
from shopper.reading.chatting import asks_for_person, conversations
from shopper.reading.hours import opening_hours
from shopper.reading.waiting import human_reply, reply_of, waited

_PARTS: dict[str, tuple[Any, ...]] = {"week": (), "evenings": (range(7), 18, 22), "weekend": ((5, 6),)}
"""Part of a week → weekdays and hours of the day."""


def kpis(visits: Sequence[Evidence], valid: Sequence[Evidence]) -> dict[str, Any]:
    """Plain figures for the audit: `visits` by state (all of them), everything else over the valid ones.

    `{visits: {state: n}, steps: {outcome: n}, mails: {received, unsolicited}, systems: {name: mails},
    mail_wait: {kind: {median, within, n, missing}}, acknowledgement: {median, p90, n, missing},
    first_response: {calendar: {median, p90}, working_days: {median, p90}, business: {median, p90}, n, missing},
    chat_answer: {median, p90, n, missing},
    open_hours: {shop: {week, evenings, weekend}}, replies_to_resolution: {median, p90, n}, effort: {median, p90, n},
    handoffs: {median, p90, n, total}, bot_to_person: {n, asked}, channel_switches: {n, visits}}`.

    Waits are in seconds, of mails on the mail server's clock against ours. *First response* runs from a question to the first
    mail of a person, by the calendar, without the days on which the shop stays closed, and in service hours (these two only of
    shops that name their hours); *chat answer* from the oldest
    message of the customer that nobody has answered to the next message of the shop's, whoever wrote it (a last word that
    she did not wait for an answer to is none); *open hours* are those of an ordinary week in which somebody is there, by the
    file of each shop that names them: of all of it, of its evenings (18 to 22) and of its weekend; *replies to
    resolution* counts the mails of persons in visits that reached their goal and got every answer that they expected.
    *Effort* is the index of what visits cost the customer: clicks + fields filled in + 2 × things typed again + 5 × changes
    of channel. *Handoffs* are changes of the person who answers, in visits that a person answered (A → B → A are 2); from a
    *bot to a person* is counted apart, with how often one was asked for, and so are messages of the chat that send her to
    another channel.
    What was not there when it was due is `missing` and in no median. n = 0 gives no value.
    """
    mails = [mail for visit in valid for mail in visit.mails]
    return {
        "visits": _counted(visit.state.value for visit in visits),
        "steps": _counted(step.outcome for visit in valid for step in visit.steps),
        "mails": {"received": len(mails), "unsolicited": sum(not mail.solicited for mail in mails)},
        "systems": _counted(mail.system for mail in mails if mail.solicited and mail.system),
        "mail_wait": {kind: _wait(kind, valid) for kind in sorted({e.kind for v in valid for e in v.expectations})},
        "acknowledgement": _acknowledgement(valid),
        "first_response": _first_response(valid),
        "chat_answer": _chat_answer(valid),
        "open_hours": _open_hours(valid),
        "replies_to_resolution": _replies(valid),
        "effort": _spread([effort.index(visit) for visit in valid if visit.steps]),
        "handoffs": _handoffs(valid),
        "bot_to_person": _bot_to_person(valid),
        "channel_switches": {
            "n": sum(len(effort.switches(visit)) for visit in valid),
            "visits": sum(any(turn.who != "customer" for turn in visit.chat) for visit in valid),
        },
    }


def _wait(kind: str, visits: Sequence[Evidence]) -> dict[str, Any]:
    wanted = [(visit, e) for visit in visits for e in visit.expectations if e.kind == kind]
    waits = [(e.mail.arrived - visit.clock_skew - e.since).total_seconds() for visit, e in wanted if e.mail]
    return {
        "median": max(0.0, median(waits)) if waits else None,
        "within": max(e.within.total_seconds() for _, e in wanted),
        "n": len(waits),
        "missing": sum(_is_missing(e) for _, e in wanted),
    }


def _acknowledgement(visits: Sequence[Evidence]) -> dict[str, Any]:
    wanted = list(_answers("automatic", visits))
    waits = [waited(e.mail, e, visit) for visit, e in wanted if e.mail]
    return {**_middle(waits), "n": len(waits), "missing": sum(_is_missing(e) for _, e in wanted)}


def _first_response(visits: Sequence[Evidence]) -> dict[str, Any]:
    calendar, working, business, missing = [], [], [], 0
    for visit, wanted in _answers("human", visits):
        reply = human_reply(wanted, visit)
        if reply is None:
            missing += wanted.looked is not None and wanted.looked >= wanted.due
            continue
        calendar.append(waited(reply, wanted, visit))
        if hours := opening_hours(visit.plan.shop):
            span = wanted.since, wanted.since + calendar[-1]
            working.append(hours.working_days_time(*span))
            business.append(hours.business_time(*span))
    waits = {"calendar": _middle(calendar), "working_days": _middle(working), "business": _middle(business)}
    return {**waits, "n": len(calendar), "missing": missing}


def _chat_answer(visits: Sequence[Evidence]) -> dict[str, Any]:
    waits, missing = [], 0
    for visit in visits:
        asked = None
        for turn in visit.chat:
            if turn.who == "customer":
                asked = asked or turn.at
            elif asked:
                waits.append(turn.at - asked)
                asked = None
        missing += asked is not None and visit.state is VisitState.BLOCKED  # else it was her good-bye
    return {**_middle(waits), "n": len(waits), "missing": missing}


def _open_hours(visits: Sequence[Evidence]) -> dict[str, dict[str, float]]:
    known = {visit.plan.shop.id: hours for visit in visits if (hours := opening_hours(visit.plan.shop))}
    return {shop: {part: _in_hours(hours.a_week(*when)) for part, when in _PARTS.items()} for shop, hours in known.items()}


def _in_hours(time: timedelta) -> float:
    return time / timedelta(hours=1)


def _replies(visits: Sequence[Evidence]) -> dict[str, Any]:
    counts = []
    for visit in visits:
        wanted = [e for _, e in _answers("human", [visit])]
        if wanted and visit.state is VisitState.FINISHED and all(human_reply(e, visit) for e in wanted):
            kinds = {e.kind for e in wanted}
            counts.append(sum(mail.kind in kinds and not mail.reading.automatic for mail in visit.mails))
    return _spread(counts)


def _handoffs(visits: Sequence[Evidence]) -> dict[str, Any]:
    counts = [effort.handoffs(visit) for visit in visits if effort.agents(visit)]
    return {**_spread(counts), "total": sum(counts)}


def _bot_to_person(visits: Sequence[Evidence]) -> dict[str, int]:
    """Conversations that came from a bot to a person, and those in which one was asked for."""
    talks = [(visit, turns) for visit in visits for turns in conversations(visit)]
    return {
        "n": sum(_comes_to_a_person([turn.who for turn in turns]) for _, turns in talks),
        "asked": sum(any(asks_for_person(turn, visit) for turn in turns) for visit, turns in talks),
    }


def _comes_to_a_person(who: Sequence[str]) -> bool:
    return "bot" in who and "person" in who[who.index("bot") :]


def _spread(counts: Sequence[float]) -> dict[str, Any]:
    return {"median": median(counts) if counts else None, "p90": _p90(counts), "n": len(counts)}


def _answers(reply: str, visits: Iterable[Evidence]) -> Iterator[tuple[Evidence, Expectation]]:
    """The expectations of mails that answer a question in this way."""
    return ((visit, e) for visit in visits for e in visit.expectations if reply_of(e.kind, visit.plan.shop) == reply)


def _is_missing(wanted: Expectation) -> bool:
    return wanted.mail is None and wanted.looked is not None and wanted.looked >= wanted.due


def _middle(waits: Sequence[timedelta]) -> dict[str, float | None]:
    """Median and ninth decile in seconds."""
    seconds = [wait.total_seconds() for wait in waits]
    return {"median": median(seconds) if seconds else None, "p90": _p90(seconds)}


def _p90(values: Sequence[float]) -> float | None:
    """The ninth decile, between the two nearest values; of one value that value."""
    if len(values) < 2:
        return values[0] if values else None
    return quantiles(values, n=10, method="inclusive")[-1]


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))

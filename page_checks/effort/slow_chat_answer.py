"""The customer waits too long for an answer in the chat.

## What it checks
The time from each message of the customer's that nobody had answered yet to the next message of the shop's, and from her
request for a person to the person's first words, against `standards: {chat: …}` in the shop's file (two minutes if it says
nothing). A bot must be quick at any hour; for people only service hours count, and where nobody knows them, a person looks at
it. A last message that nobody answered fails if the customer was left waiting.

## Why it matters
A chat is chosen for its speed. After two minutes she has opened the next shop in another tab, and whoever answers then,
answers nobody.

## How to fix
Look at what the agents were doing at that time: how many chats at once, which rules hand them out. Show the customer her place
in the queue, and let the bot say honestly how long it takes.

## Example
“The first answer of a person took 4 min 10 s; the shop promises 2 min.” One agent had eleven conversations open.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from shopper import Evidence, Findings, Outcome, Turn, Verdict, VisitState, check
from shopper.reading.chatting import asks_for_person, conversations, exchanges, is_there
from shopper.reading.text import lasting
from shopper.reading.waiting import standard

_USUAL = timedelta(minutes=2)


class _Wait(NamedTuple):
    what: str
    asked: Turn
    took: timedelta
    answer: Turn | None


@check(
    title="The chat answers quickly",
    failure="The chat answers slowly",
    category="speed",
    impact="serious",
    serves=["1-01", "0-29", "3-10"],
)
def slow_chat_answer(visit: Evidence) -> Findings:
    limit = standard(visit.plan.shop, "chat") or _USUAL
    slowest: dict[str, _Wait] = {}
    for wait in _waits(visit):
        if wait.what not in slowest or wait.took > slowest[wait.what].took:
            slowest[wait.what] = wait
    for wait in slowest.values():
        if (outcome := _outcome(wait, limit, visit)) is None:
            continue
        took = lasting(wait.took)
        said = f"took {took}" if wait.answer else f"had not come after {took}"
        yield Verdict(
            outcome=outcome,
            sentence=f"{wait.what} {said}; the shop promises {lasting(limit)}.",
            expected=f"within {lasting(limit)}",
            actual=took if wait.answer else f"> {took}",
            about=wait.what.lower(),
            owner="chat",
            evidence=(f"step:{(wait.answer or wait.asked).step}",),
        )


def _waits(visit: Evidence) -> Iterator[_Wait]:
    talks = conversations(visit)
    for turns in talks:
        waiting: Turn | None = None
        for number, talk in enumerate(exchanges(turns)):
            waiting = waiting or talk.asked
            if talk.answers:
                what = "The first answer" if number == 0 else "An answer"
                yield _Wait(what, waiting, talk.answers[0].at - waiting.at, talk.answers[0])
                waiting = None
        wanted = next((turn for turn in turns if asks_for_person(turn, visit)), None)
        came = next((turn for turn in turns if wanted and turn.who == "person" and turn.at >= wanted.at), None)
        if wanted and came:
            yield _Wait("The first answer of a person", wanted, came.at - wanted.at, came)
        if waiting and turns is talks[-1] and visit.state is VisitState.BLOCKED:
            yield _Wait("An answer", waiting, visit.ended - waiting.at, None)


def _outcome(wait: _Wait, limit: timedelta, visit: Evidence) -> Outcome | None:
    """None: nobody was there, and nobody could be expected to be."""
    there = is_there(visit, wait.asked.at)
    by_bot = wait.answer is not None and wait.answer.who == "bot"
    late = wait.took > limit or (wait.answer is None and wait.took >= limit)
    if not late:
        return Outcome.PASS if wait.answer else Outcome.CANT_TELL
    if by_bot or there:
        return Outcome.FAIL
    return Outcome.REVIEW if there is None else None

"""A chat is offered out of hours, and nobody is there.

## What it checks
Conversations that the customer began outside the shop's hours. It fails when she asked for a person, or had no answer at all,
no person came for as long as she waited, and nobody said that the shop was closed: neither the chat nor the page beside it. A
bot that answers by itself is welcome at any hour. Shops whose file names no hours are not judged.

## Why it matters
Whoever is told "somebody will be with you" at ten in the evening waits in front of a window that nobody looks at. She does
not come back in the morning; she buys where the shop was honest about its hours.

## How to fix
Let the chat's hours follow the desk's: hide it when nobody is there, or say when somebody is, before she types. Put public
holidays into the same calendar. If a bot holds the fort, let it say that persons come back at eight.

## Example
“The chat was open outside the shop's hours, said “I am passing you on to a person.”, and nobody came within 5 minutes.” The
desk closes at six; the widget had no calendar.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from shopper import Evidence, Findings, Outcome, Turn, Verdict, check
from shopper.reading.chatting import asks_for_person, conversations
from shopper.reading.hours import OpeningHours, opening_hours
from shopper.reading.naming import quoted
from shopper.reading.text import lasting
from shopper.reading.tone import plain, sentences

_PATIENCE = timedelta(minutes=1)  # who left sooner has not waited
_LOOKS = frozenset({"say", "await_reply", "ask_for_person"})
_CLOSED = re.compile(
    r"(?<!\w)(?:(?:(?:is|are) )?(?:currently |now )?(?:closed|offline|away)|out(?:side)? (?:of )?(?:our |the )?"
    r"(?:office|service|opening|business|working)? ?hours|(?:nobody|no one|no agents?) (?:is|are)"
    r"|(?:back|open\w*|online|available)(?: again)? (?:on|at|from|tomorrow|in the morning)"
    r"|ngoai gio|het gio|(?:da|dang|tam) (?:nghi|dong cua)|khong truc tuyen|(?:chua|khong) co (?:ai|nguoi|nhan vien)"
    r"|(?:mo|lam viec|hoat dong|tra loi)(?: cua)? (?:lai|tro lai)"
    r"|geschlossen|ausserhalb|au(?:ß|ss)er haus|nicht (?:besetzt|online|erreichbar)|niemand|wieder (?:da|fur sie|erreichbar)"
    r"|offnet"
    r"|fermee?s?|hors (?:des )?(?:horaires|ligne)|absente?s?|personne n'est|de retour|rouvr\w+|ouvre"
    r"|cerrad[oa]s?|fuera de|desconectad[oa]s?|nadie|volvemos|abrimos)(?!\w)"
)
_ABOUT_CHAT = re.compile(r"(?<!\w)(?:chat\w*|discussion|tro chuyen|conversacion)(?!\w)")


@check(
    title="A chat is offered when somebody is there",
    failure="A chat is open when nobody is there",
    category="speed",
    impact="serious",
    serves=["0-05", "0-03"],
)
def chat_open_when_nobody_is_there(visit: Evidence) -> Findings:
    hours = opening_hours(visit.plan.shop)
    talks = conversations(visit) if hours else []
    for number, turns in enumerate(talks):
        asked = next((turn for turn in turns if turn.who == "customer"), None)
        next_one = talks[number + 1][0].at if number + 1 < len(talks) else visit.ended
        if hours and asked and (verdict := _judged(asked, turns, _left(asked, next_one, visit), hours, visit)):
            yield verdict


def _judged(asked: Turn, turns: Sequence[Turn], until: datetime, hours: OpeningHours, visit: Evidence) -> Verdict | None:
    """`until`: when she stopped waiting."""
    if hours.is_open(asked.at) or hours.business_time(asked.at, until):
        return None
    answers = [turn for turn in turns if turn.who != "customer" and turn.at >= asked.at]
    wants_person = any(asks_for_person(turn, visit) for turn in turns)
    good = (
        "a person answered"
        if any(turn.who == "person" for turn in answers)
        else "the chat said that nobody was there"
        if any(_CLOSED.search(plain(sentence)) for turn in turns for sentence in _told(turn)) or _page_says_so(visit, turns)
        else "the chat answered by itself"
        if answers and not wants_person
        else ""
    )
    if good:
        return _verdict(Outcome.PASS, f"Outside the shop's hours {good}.", asked)
    waited = until - asked.at
    told = f", said {quoted(answers[-1].text)}," if answers else ""
    unsure = any(turn.who == "shop" for turn in answers)
    return _verdict(
        Outcome.CANT_TELL if waited < _PATIENCE else Outcome.REVIEW if unsure else Outcome.FAIL,
        f"The chat was open outside the shop's hours{told} and nobody came within {lasting(waited)}.",
        asked,
    )


def _told(turn: Turn) -> Sequence[str]:
    return sentences(turn.text) if turn.who != "customer" else ()


def _page_says_so(visit: Evidence, turns: Sequence[Turn]) -> bool:
    """Whether the pages on which she chatted say beside the chat that it is closed."""
    said_on = {turn.step for turn in turns}
    blocks = (block.text for step in visit.steps if step.page and step.id in said_on for block in step.page.blocks)
    return any(_ABOUT_CHAT.search(line) and _CLOSED.search(line) for line in map(plain, blocks))


def _left(asked: Turn, next_one: datetime, visit: Evidence) -> datetime:
    """When she stopped waiting: at the end of the last step that said something or looked for an answer."""
    looked = [step for step in visit.steps if step.verb in _LOOKS and asked.at <= step.ended and step.started < next_one]
    return max([asked.at, *(step.ended for step in looked)])


def _verdict(outcome: Outcome, sentence: str, asked: Turn) -> Verdict:
    return Verdict(
        outcome=outcome,
        sentence=sentence,
        expected="no chat, or word that nobody is there",
        actual=sentence,
        about="chat out of hours",
        owner="chat",
        evidence=(f"step:{asked.step}",),
    )

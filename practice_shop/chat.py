"""The chat: a bot that knows a few things, and a person who takes over when the bot is asked for one or at a loss.

Turns wait in the browser's session, so a conversation goes on from page to page. The page asks for the next turn and is
answered when there is one; meanwhile that request holds nothing up, least of all the clock.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from starlette.responses import JSONResponse, Response

from shopper.clock import Bell, Clock
from shopper.practice_shop.help_desk import AGENTS, about, is_thanks, order_in, pieces_in, topic_of
from shopper.practice_shop.orders import OrderBook
from shopper.practice_shop.paths import path
from shopper.practice_shop.rendering import day, soon, words
from shopper.practice_shop.searching import plain
from shopper.practice_shop.service_hours import is_open, opening
from shopper.practice_shop.tenant import Tenant
from shopper.practice_shop.terms import terms

if TYPE_CHECKING:
    from shopper.practice_shop.store import Customer, Handlers

BOT, ARRIVING, TYPING = timedelta(seconds=2), timedelta(seconds=35), timedelta(seconds=20)
"""How long the bot takes to answer, a person to come, and a person to answer once there."""

SLOW = timedelta(minutes=4)
"""How long a person takes to answer with the defect `chat_slow`."""

PATIENCE, LOOK_AGAIN = 25.0, timedelta(hours=1)
"""How long the page's question for news stays open: real seconds, and the shop's time if that passes sooner."""

SHOWN = 2.0
"""Real seconds for which the shop's time stands still after somebody spoke, until the page has shown it and asks for more."""

FOURTH = "Vũ Ngọc Anh"
"""Who answers in the end with the defect `chat_hands_round`."""

_LONGEST, _MOST = 1_000, 200
_PERSON = re.compile(
    r"\b(?:nhan vien|tu van vien|nguoi that|gap nguoi|person|human|agent|somebody|someone|staff"
    r"|mensch(?:en)?|mitarbeiter\w*|berater\w*|personne|quelqu.un|conseill\w*)\b"
)

_ARTICLES = {"delivery": "delivery", "return": "returns"}
"""What the bot has an answer to, and the policy that says more of it."""

Who = Literal["customer", "bot", "person"]


@dataclass(frozen=True)
class Turn:
    """One message; `name` is the person's."""

    who: Who
    text: str
    at: datetime
    name: str = ""


@dataclass
class Conversation:
    """One customer's chat. `question` is what she last asked about, `person` who answers, and whether that person is here;
    `lost` and `helped` count what the bot could not and could answer, `shown` the turns that her page has shown."""

    turns: list[Turn] = field(default_factory=list)
    question: str = ""
    lost: int = 0
    helped: int = 0
    person: str = ""
    here: bool = False
    listeners: set[Bell] = field(default_factory=set)
    shown: int = 0
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    def say(self, turn: Turn) -> None:
        """Add a turn, and wake the pages that wait for one."""
        self.turns.append(turn)
        self.wake()

    def wake(self) -> None:
        """Answer the pages that wait for news."""
        for bell in self.listeners:
            bell.ring()

    async def news(self, clock: Clock) -> None:
        """Return when something is said, or after a while. Sleeping on the clock lets go of it, though a request holds it."""
        self.listeners.add(bell := Bell())
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await clock.sleep_until(clock.now() + LOOK_AGAIN, bell)
        finally:
            self.listeners.discard(bell)

    def has_shown(self, turns: int) -> None:
        """The page asks for what comes after so many turns."""
        self.shown = turns
        self.asked.set()

    async def delivered(self) -> None:
        """Return once a page that listens has shown the last turn."""
        if self.listeners:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SHOWN):
                    while self.shown < len(self.turns):
                        self.asked.clear()
                        await self.asked.wait()


class ChatRoom:
    """Whoever answers in the chat of one shop, each at their own pace."""

    def __init__(self, clock: Clock, tenant: Tenant, defects: frozenset[str], book: OrderBook) -> None:
        self._clock, self._tenant, self._defects, self._book = clock, tenant, defects, book
        self._coming: set[asyncio.Task[None]] = set()

    def greet(self, chat: Conversation, language: str) -> None:
        """The bot's first words."""
        self._say(chat, "bot", words(language)["chat"]["greeting"].format(shop=self._tenant.name))

    def hear(self, chat: Conversation, text: str, language: str) -> None:
        """The customer says something; the answer comes in its time."""
        self._say(chat, "customer", text)
        if topic_of(text) or order_in(text, self._tenant.prefix):
            chat.question = text
        if chat.here:
            typing = SLOW if "chat_slow" in self._defects else TYPING
            self._later(chat, typing, lambda: self._say(chat, "person", self._persons_words(text, language)))
        elif not chat.person:
            said = self._bots_words(chat, text, language)
            self._later(chat, BOT, lambda: self._say(chat, "bot", said))

    async def close(self) -> None:
        """Forget what is not said yet."""
        for task in list(self._coming):
            task.cancel()
        await asyncio.gather(*self._coming, return_exceptions=True)

    # --- the bot --------------------------------------------------------------------------------------------------

    def _bots_words(self, chat: Conversation, text: str, language: str) -> str:
        told = words(language)["chat"]
        asks_for_person = bool(_PERSON.search(plain(text)))
        if asks_for_person and "bot_without_exit" in self._defects:
            return str(told["insists"])
        if not asks_for_person and (known := self._known(text, language)):
            chat.helped += 1
            known = self._misremembered(known, chat)
            return f"{known} {told['helped']}"
        chat.lost += 1
        if not asks_for_person and (chat.lost == 1 or "bot_loops" in self._defects):
            return str(told["unclear"])
        return self._hand_over(chat, language)

    def _misremembered(self, known: str, chat: Conversation) -> str:
        """What the bot says when it is asked a second time."""
        return _shorter(known) if "bot_contradicts_itself" in self._defects and chat.helped > 1 else known

    def _known(self, text: str, language: str) -> str:
        """What a bot can say to this; empty if nothing."""
        t = words(language)
        if number := order_in(text, self._tenant.prefix):
            return self._where(number, language) or str(t["chat"]["no_order"].format(number=number))
        topic = topic_of(text)
        if topic == "return" and "chat_states_other_window" in self._defects:
            return _shorter(t["answers"][topic]["short"])
        if topic == "product":
            return str(t["chat"]["care"])
        if topic not in _ARTICLES:
            return ""
        told, article = t["answers"][topic]["short"].format(**terms(language)), path("policy", language, _ARTICLES[topic])
        return str(told) if "bot_without_links" in self._defects else f"{told} {t['chat']['more']} {self._tenant.url}{article}"

    def _where(self, number: str, language: str) -> str:
        """Where an order is; empty if there is no such order."""
        order = next((order for order in self._book.orders if order.number == number), None)
        if order is None:
            return ""
        stage = order.stage(self._clock.now())
        return str(words(language)["answers"]["order"][stage].format(number=number, day=day(order.delivery_date, language)))

    def _hand_over(self, chat: Conversation, language: str) -> str:
        told, now, zone = words(language)["chat"], self._clock.now(), self._tenant.timezone
        if not is_open(now, zone) and "chat_open_at_night" in self._defects:
            return str(told["handing_over"])  # to nobody
        if not is_open(now, zone):
            shown = "nobody_now" if "hours_not_shown" in self._defects else "nobody"
            return str(told[shown].format(opens=soon(opening(now, zone), language, self._tenant)))
        if "chat_turns_into_email" in self._defects:
            return str(told["write_instead"].format(email=self._tenant.email))
        chat.person = AGENTS[len(chat.turns) % len(AGENTS)]
        self._later(chat, ARRIVING, lambda: self._arrive(chat, language))
        return str(told["handing_over"])

    # --- the person -----------------------------------------------------------------------------------------------

    def _arrive(self, chat: Conversation, language: str) -> None:
        told = words(language)["chat"]
        chat.here = True
        if "chat_hands_round" in self._defects:
            for name in (*AGENTS, FOURTH)[:-1]:
                chat.person = name
                self._say(chat, "person", f"{told['hello'].format(name=name, shop=self._tenant.name)} {told['passing_on']}")
            chat.person = FOURTH
        if "chat_asks_again" in self._defects:
            self._say(
                chat, "person", f"{told['hello'].format(name=chat.person, shop=self._tenant.name)} {told['order_number']}"
            )
            return
        first = self._persons_words(chat.question, language) if chat.question else told["ask"]
        self._say(chat, "person", f"{told['hello'].format(name=chat.person, shop=self._tenant.name)} {first}")

    def _persons_words(self, text: str, language: str) -> str:
        """What a person answers: about the pieces that are named, else by what the question is about."""
        t = words(language)
        if is_thanks(text):
            return str(t["chat"]["welcome"])
        if "agent_unkind" in self._defects:
            return str(t["chat"]["unkind"])
        if "chat_sends_to_phone" in self._defects:
            return str(t["chat"]["call_us"].format(phone=self._tenant.phone))
        if (number := order_in(text, self._tenant.prefix)) and (told := self._where(number, language)):
            return f"{told} {t['chat']['anything_else']}"
        topic, pieces = topic_of(text), pieces_in(text)
        if not topic:
            return str(t["chat"]["say_more"])
        if topic == "product" and pieces:
            told = " ".join(about(piece, language) for piece in pieces)
        else:
            told = t["answers"][topic]["short"].format(**terms(language))
        return f"{told} {t['chat']['anything_else']}"

    # --- both -----------------------------------------------------------------------------------------------------

    def _say(self, chat: Conversation, who: Who, text: str) -> None:
        chat.say(Turn(who, text, self._clock.now(), chat.person if who == "person" else ""))

    def _later(self, chat: Conversation, after: timedelta, say: Callable[[], None]) -> None:
        """The task takes hold of the clock before the request that asked for it lets go: tasks run in the order in which they
        became ready."""

        async def wait() -> None:
            with self._clock.working():
                await self._clock.sleep_until(due)
                say()
                await chat.delivered()  # so that whoever looks at the page sees it at its own time

        due = self._clock.now() + after
        task = asyncio.create_task(wait(), name=f"chat due {due:%H:%M:%S}")
        self._coming.add(task)
        task.add_done_callback(self._coming.discard)


def _shorter(answer: str) -> str:
    """An answer about returns with another time to return."""
    return answer.replace("30", "14")


async def chat(customer: Customer) -> Response:
    """The customer opens the chat (without words), says something in it, or ends the conversation."""
    form = await customer.form()
    if form.get("end"):
        if customer.session.chat:
            customer.session.chat.wake()
        customer.session.chat = None
        return customer.answer(Response(status_code=204))
    text = " ".join(form.get("text", "").split())[:_LONGEST]
    conversation = customer.session.chat
    if conversation is None:
        conversation = customer.session.chat = Conversation()
        customer.remember()
        customer.store.chats.greet(conversation, customer.language)
    if text and len(conversation.turns) < _MOST:
        customer.store.chats.hear(conversation, text, customer.language)
    return customer.answer(Response(status_code=204))


async def next_turns(customer: Customer) -> Response:
    """What was said after the first `after` turns, as soon as there is something."""
    conversation = customer.session.chat or Conversation()
    asked = customer.request.query_params.get("after", "")
    after = int(asked) if asked.isascii() and asked.isdigit() else 0
    conversation.has_shown(after)
    if len(conversation.turns) <= after:
        await conversation.news(customer.store.clock)
    told = customer.words["chat"]
    label = {"customer": told["you"], "bot": told["bot"]}
    turns = [
        {"who": turn.who, "label": label.get(turn.who) or told["person"].format(name=turn.name), "text": turn.text}
        for turn in conversation.turns[after:]
    ]
    return JSONResponse({"turns": turns}, headers={"Cache-Control": "no-store"})


HANDLERS: Handlers = {
    "chat": (chat, ("POST",)),
    "chat_next": (next_turns, ("GET",)),
}

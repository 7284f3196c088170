"""Chatting with a shop: what is typed, who answers, and when it was noticed.

Widgets in frames and open shadow roots are reached as anything else: by the locators of the shop's file.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator as Found

from shopper.clock import Bell, Clock
from shopper.errors import Blocked, StepFailed
from shopper.journey.schema import ChatShape
from shopper.journey.values import ByLanguage, format_duration

if TYPE_CHECKING:
    from shopper.visit.session import Session

Speaker = Literal["customer", "bot", "person", "shop"]
Sender = Literal["anyone", "bot", "person"]

LOOKS, PAUSE = 5, 0.1
"""Before time is skipped the page is looked at so often, so many seconds apart: an answer that the shop has just sent is on
its way through the network and the page's script."""

ASKING: Mapping[str, str] = {
    "vi": "Cho tôi gặp nhân viên với ạ.",
    "en": "May I speak to a person please?",
    "de": "Kann ich bitte mit einem Menschen sprechen?",
    "fr": "Puis-je parler à une personne, s’il vous plaît ?",
    "es": "¿Puedo hablar con una persona, por favor?",
}
"""How a customer asks for a person, by language."""


@dataclass
class Talk:
    """A visit's conversations: whom to tell of each turn (who said it, what, under which name, in which conversation), and how
    many of the shop's answers in the present one were heard already."""

    clock: Clock
    said: Callable[[Speaker, str, str, int], None]
    conversation: int = 1
    heard: int = 0

    def remember(self, who: str, conversation: int) -> None:
        """Take in a turn of before a crash."""
        if conversation != self.conversation:
            self.conversation, self.heard = conversation, 0
        self.heard += who != "customer"

    def begin_anew(self) -> None:
        """What is said from now on belongs to another conversation."""
        self.conversation += 1
        self.heard = 0


class _Answer(NamedTuple):
    who: Speaker
    text: str
    agent: str


class Chat:
    """The chat of one page, as the shop's file describes it (`chat:`)."""

    def __init__(self, session: Session, talk: Talk) -> None:
        self._session, self._talk = session, talk

    async def open(self) -> None:
        """Open it, and wait until one can type. One that is open stays as it is."""
        where = self._places()
        field = self._session.find(where.message)
        if where.open and not await field.count():
            await self._session.click(where.open)
        await self._session.see(where.message)

    async def say(self, text: str) -> None:
        """Type a message and send it. Raises StepFailed if the shop's file does not say how one chats there."""
        where = self._places()
        field = self._session.find(where.message)
        await field.fill(text)
        await self._hear()
        self._talk.said("customer", text, "", self._talk.conversation)
        if where.send:
            await self._session.find(where.send).click()
        else:
            await field.press("Enter")

    async def ask_for_person(self, text: ByLanguage | None, within: timedelta) -> None:
        """Ask for a person in the customer's language, and wait for one. Where nobody can tell persons from bots, any answer
        will do. Raises Blocked if no person has come in time."""
        await self.say(self._session.in_language(text or dict(ASKING)))
        await self.await_reply("person" if self._places().persons else "anyone", within)

    async def await_reply(self, sender: Sender, within: timedelta) -> None:
        """Wait for an answer of whom is meant. Raises Blocked if none has come in time."""
        wanted = {"bot", "person", "shop"} if sender == "anyone" else {sender}
        clock, bell = self._talk.clock, Bell()
        due = clock.now() + within

        async def look() -> None:
            for _ in range(LOOKS):
                with contextlib.suppress(PlaywrightError):  # the page may just be leaving
                    if await self._waiting() > self._talk.heard:
                        return bell.ring()
                await asyncio.sleep(PAUSE)

        async def watch() -> None:
            while True:
                await look()

        watching = asyncio.create_task(watch())
        try:
            with clock.looking(look):
                while not wanted & set(await self._hear()):
                    if clock.now() >= due:
                        who = "nobody" if sender == "anyone" else f"no {sender}"
                        raise Blocked(f"{who} answered in the chat within {format_duration(within)}")
                    await clock.sleep_until(due, bell)
        finally:
            watching.cancel()

    async def end(self) -> None:
        """End the conversation; what is said after that begins a new one. Raises StepFailed if the shop's file does not say
        how, Blocked if the chat does not show that it has ended."""
        where = self._places()
        if not where.end:
            raise StepFailed(
                f"nobody knows how a chat is ended at `{self._session.plan.shop.id}`",
                remedy="Write `end:` under `chat:` in the shop's file: what is clicked.",
            )
        await self._hear()
        for place in where.end if isinstance(where.end, tuple) else (where.end,):
            await self._session.click(place)
        if where.ended:
            await self._session.see(where.ended)
        self._talk.begin_anew()

    def _places(self) -> ChatShape:
        plan = self._session.plan
        if not plan.shop.chat:
            raise StepFailed(
                f"nobody knows how one chats at `{plan.shop.id}`",
                remedy="Write `chat:` in the shop's file: where to type, how to send, where answers stand.",
            )
        return ChatShape.model_validate(plan.shop.chat)

    async def _hear(self) -> list[Speaker]:
        """Write down the answers that were not heard yet; who gave them."""
        answers = await self._answers()
        if len(answers) < self._talk.heard:  # the page has begun a conversation of its own
            self._talk.begin_anew()
        news = answers[self._talk.heard :]
        for who, text, agent in news:
            self._talk.said(who, text, agent, self._talk.conversation)
        self._talk.heard = len(answers)
        return [answer.who for answer in news]

    async def _waiting(self) -> int:
        return await self._session.all(self._places().answers).count()

    async def _answers(self) -> list[_Answer]:
        """What the shop's side has said so far, with who said it, as far as that can be told."""
        where = self._places()
        persons, bots = (self._session.all(place) if place else None for place in (where.persons, where.bots))
        said: list[tuple[Speaker, str]] = []
        for answer in await self._session.all(where.answers).all():
            text = " ".join((await answer.inner_text()).split())
            said.append((await self._speaker(answer, persons, bots), text))
        names = await self._names(len(said))
        return [_Answer(who, text, name) for (who, text), name in zip(said, names, strict=True)]

    async def _names(self, answers: int) -> list[str]:
        """The name beside each answer: its own, or else the one that the conversation shows now."""
        place = self._places().agent_name
        shown = [" ".join(text.split()) for text in await self._session.all(place).all_inner_texts()] if place else []
        return shown if len(shown) == answers else shown[-1:] * answers or [""] * answers

    @staticmethod
    async def _speaker(answer: Found, persons: Found | None, bots: Found | None) -> Speaker:
        if persons and await answer.and_(persons).count():
            return "person"
        return "bot" if bots and await answer.and_(bots).count() else "shop"

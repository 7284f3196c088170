"""Chatting with a shop: what is typed, who answers, and when it was noticed."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator as Found

from shopper.clock import Bell, Clock
from shopper.errors import Blocked, StepFailed
from shopper.journey.schema import ChatShape
from shopper.journey.values import format_duration

if TYPE_CHECKING:
    from shopper.visit.session import Session

Speaker = Literal["customer", "bot", "person", "shop"]
Sender = Literal["anyone", "bot", "person"]

LOOKS, PAUSE = 5, 0.1
"""Before time is skipped the page is looked at so often, so many seconds apart: an answer that the shop has just sent is on
its way through the network and the page's script."""


@dataclass
class Talk:
    """A visit's conversation: whom to tell of each turn, and how many of the shop's answers were heard already."""

    clock: Clock
    said: Callable[[Speaker, str], None]
    heard: int = 0


class Chat:
    """The chat of one page, as the shop's file describes it (`chat:`)."""

    def __init__(self, session: Session, talk: Talk) -> None:
        self._session, self._talk = session, talk

    async def say(self, text: str) -> None:
        """Type a message and send it. Raises StepFailed if the shop's file does not say how one chats there."""
        where = self._places()
        field = self._session.find(where.message)
        await field.fill(text)
        await self._hear()
        self._talk.said("customer", text)
        if where.send:
            await self._session.find(where.send).click()
        else:
            await field.press("Enter")

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
            self._talk.heard = 0
        news = answers[self._talk.heard :]
        for who, text in news:
            self._talk.said(who, text)
        self._talk.heard = len(answers)
        return [who for who, _ in news]

    async def _waiting(self) -> int:
        return await self._session.all(self._places().answers).count()

    async def _answers(self) -> list[tuple[Speaker, str]]:
        """What the shop's side has said so far, with who said it, as far as that can be told."""
        where = self._places()
        persons, bots = (self._session.all(place) if place else None for place in (where.persons, where.bots))
        said: list[tuple[Speaker, str]] = []
        for answer in await self._session.all(where.answers).all():
            text = " ".join((await answer.inner_text()).split())
            said.append((await self._speaker(answer, persons, bots), text))
        return said

    @staticmethod
    async def _speaker(answer: Found, persons: Found | None, bots: Found | None) -> Speaker:
        if persons and await answer.and_(persons).count():
            return "person"
        return "bot" if bots and await answer.and_(bots).count() else "shop"

"""The chat: what bot and person say and when, that waiting for news holds nobody up, and the panel in a real browser."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Page

from shopper.clock import Bell
from shopper.practice_shop.chat import ARRIVING, BOT, TYPING
from shopper.practice_shop.paths import LANGUAGES, path
from shopper.practice_shop.rendering import words
from shopper.practice_shop.tenant import GOM_SEN

Open = Callable[..., Any]
FRIDAY_EVENING = {"days": 4, "hours": 10}


class Talk:
    """A customer's side of the chat, without a browser."""

    def __init__(self, world: Any, language: str = "en") -> None:
        self._world, self._language = world, language
        self._client = type(world.client)(world.shop.routes)
        self.turns: list[dict[str, str]] = []

    async def say(self, text: str = "") -> None:
        await self._client.post(path("chat", self._language), text=text)

    async def end(self) -> None:
        await self._client.post(path("chat", self._language), end="yes")
        self.turns.clear()

    async def news(self) -> list[dict[str, str]]:
        """What was said since the last time; waits for it."""
        answer = await self._client.get(f"{path('chat_next', self._language)}?after={len(self.turns)}")
        new: list[dict[str, str]] = json.loads(answer.body)["turns"]
        self.turns += new
        return new

    async def until(self, who: str) -> tuple[str, datetime]:
        """What this one says next, and when; nobody takes longer than two minutes."""
        clock, bell = self._world.clock, Bell()

        async def listen() -> None:
            while all(turn["who"] != who for turn in await self.news()):
                pass
            bell.ring()

        async def look() -> None:  # before time is skipped: an answer may just be on its way
            await asyncio.wait([listening], timeout=0.3)

        listening = asyncio.create_task(listen())
        with clock.looking(look):
            await clock.sleep_until(clock.now() + timedelta(minutes=2), bell)
        await asyncio.wait_for(listening, 5)
        return next(turn["text"] for turn in reversed(self.turns) if turn["who"] == who), clock.now()


@asynccontextmanager
async def opened(open_shop: Open, *defects: str, language: str = "en", **later: float) -> AsyncIterator[tuple[Any, Talk]]:
    async with open_shop(defects) as world:
        with world.clock.working():
            talk = Talk(world, language)
            await talk.say()
            await talk.until("bot")
            await world.later(**later)
            yield world, talk


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bot_answers_what_it_knows_and_hands_over_to_a_person(open_shop: Open, language: str) -> None:
    t = words(language)
    asks, person, asks_more = {
        "vi": ("Cốc Hồ Tây dùng được lò vi sóng không?", "Cho tôi gặp nhân viên", "Giao hàng mất mấy ngày?"),
        "en": ("Is the Hồ Tây mug safe in the microwave?", "May I speak to a person?", "How long does delivery take?"),
        "de": ("Darf der Becher Hồ Tây in die Mikrowelle?", "Bitte einen Menschen", "Wie lange dauert die Lieferung?"),
        "fr": ("Le mug Hồ Tây va au micro-ondes ?", "Parler à une personne", "Combien de temps prend la livraison ?"),
    }[language]

    async def talk() -> None:
        async with opened(open_shop, language=language) as (world, talk):
            since = world.clock.now()
            await talk.say(asks)
            text, heard = await talk.until("bot")
            assert t["chat"]["care"] in text and heard - since < BOT + timedelta(seconds=5)
            since = world.clock.now()
            await talk.say(person)
            assert (await talk.until("bot"))[0] == t["chat"]["handing_over"]
            text, heard = await talk.until("person")
            assert ARRIVING <= heard - since < ARRIVING + timedelta(seconds=10)
            assert "320 ml" in " ".join(text.split())  # the question from before
            since = world.clock.now()
            await talk.say(asks_more)
            text, heard = await talk.until("person")
            assert TYPING <= heard - since < TYPING + timedelta(seconds=10)
            assert text.startswith(t["answers"]["delivery"]["short"][:20])
            assert {turn["label"] for turn in talk.turns if turn["who"] == "bot"} == {t["chat"]["bot"]}

    asyncio.run(talk())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bot_shows_where_its_answer_stands(open_shop: Open, language: str) -> None:
    async def talk() -> None:
        for defects, shown in (((), True), (("bot_without_links",), False)):
            async with opened(open_shop, *defects, language=language) as (_, talk):
                await talk.say({"vi": "đổi trả", "en": "returns", "de": "Rückgabe", "fr": "retours"}[language])
                text, _ = await talk.until("bot")
                assert (f"{GOM_SEN.url}{path('policy', language, 'returns')}" in text) is shown

    asyncio.run(talk())


def test_not_understood_twice_a_person_comes(open_shop: Open) -> None:
    async def talk() -> None:
        async with opened(open_shop) as (_, talk):
            await talk.say("brrr")
            assert (await talk.until("bot"))[0] == words("en")["chat"]["unclear"]
            await talk.say("grrr")
            assert (await talk.until("bot"))[0] == words("en")["chat"]["handing_over"]
            assert words("en")["chat"]["ask"] in (await talk.until("person"))[0]

    asyncio.run(talk())


def test_the_bot_knows_orders_by_number(open_shop: Open) -> None:
    async def talk() -> None:
        async with opened(open_shop) as (world, talk):
            await world.client.order("en")
            number = world.shop.orders[0].number
            await talk.say(f"Where is {number}?")
            assert f"Your order {number} is being packed" in (await talk.until("bot"))[0]
            await talk.say("And GS-99999?")
            assert "I cannot find order GS-99999" in (await talk.until("bot"))[0]

    asyncio.run(talk())


def test_a_conversation_that_was_ended_is_forgotten(open_shop: Open) -> None:
    async def talk() -> None:
        async with opened(open_shop) as (_, talk):
            await talk.say("brrr")
            await talk.until("bot")
            await talk.end()
            await talk.say("grrr")
            greeting = (await talk.news())[0]["text"]
            unclear, _ = await talk.until("bot")
            assert greeting.startswith("Hello!")
            assert unclear == words("en")["chat"]["unclear"], "the bot has forgotten that it was at a loss before"

    asyncio.run(talk())


def test_out_of_hours_the_chat_says_when_somebody_is_back(open_shop: Open) -> None:
    async def look() -> None:
        async with opened(open_shop, **FRIDAY_EVENING) as (world, talk):
            for language, opens in (
                ("en", "The chat opens on Monday 9 March, 8:00"),
                ("vi", "mở lại lúc 8:00, Thứ Hai 9/3"),
                ("de", "Der Chat öffnet am Montag, 9. März, 8:00 Uhr"),
                ("fr", "La discussion ouvre lundi 9 mars à 8:00"),
            ):
                page = await world.client.get(path("home", language))
                assert page.page.css_first("#chat") is None and opens in page.text
            await talk.say("I want to speak to a person")
            assert "We are back on Monday 9 March, 8:00" in (await talk.until("bot"))[0]

    asyncio.run(look())


def test_with_the_defect_whoever_wants_a_person_is_sent_away(open_shop: Open) -> None:
    async def talk() -> None:
        async with opened(open_shop, "chat_turns_into_email") as (world, talk):
            await talk.say("May I speak to a person?")
            assert "please send an email to hello@gomsen.test" in (await talk.until("bot"))[0]
            await world.later(minutes=10)
            await talk.say("Hello?")
            await talk.until("bot")
            assert "person" not in {turn["who"] for turn in talk.turns}

    asyncio.run(talk())


def test_waiting_for_news_lets_the_clock_jump_and_ends_at_once_when_there_is_some(open_shop: Open) -> None:
    async def wait() -> None:
        async with opened(open_shop) as (world, talk):
            waiting = asyncio.create_task(talk.news())
            await asyncio.sleep(0.2)
            before = world.clock.now()
            await world.later(minutes=30)  # jumps, or the test would never end
            assert timedelta(minutes=30) <= world.clock.now() - before < timedelta(minutes=31)
            assert not waiting.done()
            await talk.say("hello")
            assert [turn["who"] for turn in await asyncio.wait_for(waiting, 5)] == ["customer"]

    asyncio.run(wait())


def test_conversations_of_two_customers_stay_apart(open_shop: Open) -> None:
    async def talk() -> None:
        async with opened(open_shop) as (world, linh):
            emma = Talk(world)
            await emma.say("What about delivery?")
            await emma.until("bot")
            linh.turns.clear()
            assert [turn["who"] for turn in await linh.news()] == ["bot"]

    asyncio.run(talk())


async def appears(world: Any, page: Page, css: str, count: int) -> None:
    """Wait in the shop's time, as a visit does: before time is skipped, the page is looked at."""
    bell = Bell()

    async def look() -> None:
        for _ in range(5):
            if await page.locator(css).count() >= count:
                return bell.ring()
            await asyncio.sleep(0.1)

    with world.clock.looking(look):
        await world.clock.sleep_until(world.clock.now() + timedelta(minutes=2), bell)
    assert await page.locator(css).count() == count


@pytest.mark.browser
@pytest.mark.parametrize(("language", "width"), [("vi", 375), ("en", 1440)])
def test_the_panel_goes_on_from_page_to_page(open_shop: Open, open_browser: Open, language: str, width: int) -> None:
    t = words(language)["chat"]
    person = {"vi": "Cho tôi gặp nhân viên", "en": "I want a person"}[language]

    async def talk() -> None:
        async with open_shop() as world, open_browser(world.shop) as browser:
            page = await browser.new_page(viewport={"width": width, "height": 800})
            troubles: list[str] = []
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.on("console", lambda message: troubles.append(message.text))
            with world.clock.working():
                await page.goto(f"https://www.gomsen.test{path('home', language)}")
                await page.get_by_role("button", name=t["open"]).click()
                await page.get_by_role("log").get_by_text(t["greeting"][:10]).wait_for()
                await page.get_by_label(t["message"], exact=True).fill("brrr")
                await page.get_by_role("button", name=t["send"]).click()
                await appears(world, page, "[data-turn][data-who=bot]", 2)
                await page.goto(f"https://www.gomsen.test{path('products', language)}")
                await page.get_by_label(t["message"], exact=True).fill(person)
                await page.keyboard.press("Enter")
                await appears(world, page, "[data-turn][data-who=person]", 1)
                assert await page.locator("[data-turn]").count() == 6
                assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
                await page.keyboard.press("Escape")
                assert not await page.get_by_role("log").is_visible()
                assert troubles == []

    asyncio.run(talk())

"""Accounts: who gets in, what they remember, and what a stranger learns."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from shopper.practice_shop.accounts import AccountBook
from shopper.practice_shop.paths import LANGUAGES, path
from shopper.practice_shop.rendering import words

OpenShop = Callable[..., Any]
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
SECRET = "một câu  ngắn"
LINH = {"name": "Nguyễn Thùy Linh", "email": "linh@mailbox.test", "password": SECRET}


async def register(client: Any, language: str = "en", **fields: str) -> Any:
    return await client.post(path("register", language), **LINH | fields)


async def log_in(client: Any, language: str = "en", password: str = SECRET, email: str = LINH["email"]) -> Any:
    return await client.post(path("log_in", language), email=email, password=password)


def test_a_password_opens_its_own_account_and_is_kept_nowhere() -> None:
    book = AccountBook()
    linh = book.register("Linh", "Linh@mailbox.test", SECRET, language="vi", now=NOW)
    other = book.register("Mai", "mai@mailbox.test", SECRET, language="vi", now=NOW)
    assert linh and other and linh.hash != other.hash, "the same password must not look the same"
    assert book.log_in("linh@MAILBOX.test", SECRET) == linh
    assert book.log_in("linh@mailbox.test", "một câu ngắn") is None
    assert book.log_in("nobody@mailbox.test", SECRET) is None
    assert SECRET not in repr(linh) and SECRET.encode() not in (linh.hash, linh.salt)


def test_a_mail_address_has_one_account() -> None:
    book = AccountBook()
    first = book.register("Linh", "linh@mailbox.test", SECRET, language="vi", now=NOW)
    assert book.register("Eve", "LINH@mailbox.test", "another password", language="vi", now=NOW) is None
    assert book.log_in("linh@mailbox.test", SECRET) == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_customer_registers_orders_and_finds_it_in_her_history_at_once(open_shop: OpenShop, language: str) -> None:
    async def play() -> None:
        async with open_shop() as world:
            t = words(language)
            with world.clock.working():
                welcome = await register(world.client, language)
                assert welcome.at("h1") == t["accounts"]["title"] and "Nguyễn Thùy Linh" in welcome.text
                placed = await world.client.order(language, email="other@mailbox.test")
                history = await world.client.get(path("account", language))
                assert placed.at("#order-number") in history.text and "25 ngõ 81 phố Láng Hạ" in history.text
                await world.client.post(path("cart", language), add="bowl")
                checkout = await world.client.get(path("checkout", language))
                assert checkout.page.css_first("#street").attributes["value"] == "25 ngõ 81 phố Láng Hạ"
                assert t["checkout"]["guest"] not in checkout.text
            await world.later(minutes=5)
            [(_, mail)] = [(at, mail) for at, mail in world.mails if LINH["email"] in mail["To"]]
            assert mail["Subject"] == t["mails"]["welcome"]["subject"].format(shop="Gốm Sen")

    asyncio.run(play())


def test_logging_in_changes_the_cookie_and_keeps_the_basket(open_shop: OpenShop) -> None:
    async def play() -> None:
        async with open_shop() as world:
            await register(type(world.client)(world.shop.routes))
            client = world.client
            await client.post(path("cart", "en"), add="mug", quantity="2")
            before = client.cookie
            checkout = await client.post(path("log_in", "en") + "?next=checkout", email=LINH["email"], password=SECRET)
            assert checkout.url.endswith(path("checkout", "en")) and checkout.at(".basket .count") == "2"
            assert before and client.cookie != before
            client.cookie = before
            assert (await client.get(path("account", "en"))).url.endswith(path("log_in", "en"))

    asyncio.run(play())


def test_logging_out_forgets_everything(open_shop: OpenShop) -> None:
    async def play() -> None:
        async with open_shop() as world:
            await register(world.client)
            await world.client.post(path("cart", "en"), add="mug")
            cookie = world.client.cookie
            assert (await world.client.get(path("log_out", "en"))).status == 405, "a mere link must not log anybody out"
            await world.client.post(path("log_out", "en"))
            world.client.cookie = cookie
            assert (await world.client.get(path("account", "en"))).url.endswith(path("log_in", "en"))
            assert words("en")["cart"]["empty"] in (await world.client.get(path("cart", "en"))).text

    asyncio.run(play())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_password_and_an_unknown_address_get_the_same_helpful_answer(open_shop: OpenShop, language: str) -> None:
    async def play() -> None:
        async with open_shop() as world:
            await register(type(world.client)(world.shop.routes), language)
            wrong = await log_in(world.client, language, password="wrong password")
            unknown = await log_in(world.client, language, email="nobody@mailbox.test")
            assert wrong.at("[role=alert]") == unknown.at("[role=alert]")
            assert "1800 0108" in wrong.at("[role=alert]")
            assert wrong.page.css_first("#email").attributes["value"] == LINH["email"]
            assert "wrong password" not in wrong.page.html
            assert wrong.cookies == []

    asyncio.run(play())


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", words("en")["accounts"]["name_missing"]),
        ("email", "linh@", words("en")["errors"]["email"]),
        ("email", "LINH@mailbox.test", words("en")["accounts"]["taken"]),
        ("password", "1234567", words("en")["accounts"]["password_short"].format(least=8)),
    ],
)
def test_what_cannot_be_registered_is_named_and_the_rest_stays(
    open_shop: OpenShop, field: str, value: str, sentence: str
) -> None:
    async def play() -> None:
        async with open_shop() as world:
            await register(type(world.client)(world.shop.routes))
            fresh = {"name": "Mai", "email": "mai@mailbox.test"}
            answer = await register(world.client, **fresh | {field: value})
            assert [node.text() for node in answer.page.css(".error")] == [sentence]
            assert answer.at(f"#{field}-error") == sentence
            kept = {name: answer.page.css_first(f"#{name}").attributes.get("value") for name in ("name", "email", "password")}
            assert kept == fresh | {"password": None} | ({field: value} if field != "password" else {})

    asyncio.run(play())


def test_an_account_shows_its_own_orders_and_no_others(open_shop: OpenShop) -> None:
    async def play() -> None:
        async with open_shop() as world:
            await world.client.order("en", email=LINH["email"])
            await register(world.client)
            history = await world.client.get(path("account", "en"))
            assert world.shop.orders[0].number not in history.text, (
                "whoever registers an address has not proved that it is hers"
            )
            assert words("en")["accounts"]["no_orders"] in history.text

    asyncio.run(play())

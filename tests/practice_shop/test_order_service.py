"""What customers do with a placed order themselves: change it, cancel it, get its invoice, each in its time."""

import asyncio
import io
from collections.abc import Callable
from typing import Any

import pypdf
import pytest

from shopper.practice_shop.orders import Order
from shopper.practice_shop.paths import LANGUAGES, path
from shopper.practice_shop.rendering import money, words

OpenShop = Callable[..., Any]
ADDRESS = {"name": "Nguyễn Thùy Linh", "phone": "0168 000 0142", "street": "27 Láng Hạ", "postcode": "11500", "city": "Hà Nội"}


async def change(world: Any, order: Order, language: str = "en", **fields: str) -> Any:
    return await world.client.post(path("change_order", language, order.secret), **ADDRESS | {"quantity-mug": "1"} | fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_order_shows_its_new_address_total_and_the_difference(open_shop: OpenShop, language: str) -> None:
    async def play() -> None:
        async with open_shop() as world:
            with world.clock.working():
                await world.client.order(language)
                before = world.shop.orders[0]
                page = await change(world, before, language, **{"quantity-mug": "2"})
                [order] = world.shop.orders
                assert (order.number, order.secret) == (before.number, before.secret)
                assert (order.address.street, order.bill.pieces) == ("27 Láng Hạ", {"mug": 2})
                assert page.at("#order-total") == money(order.total, order.currency, language)
                difference = money(order.total - before.total, order.currency, language)
                told = words(language)["order"]["charged"].format(amount=difference, card="4242")
                assert " ".join(told.split()) in page.text
            await world.later(minutes=5)
            assert len(world.from_system("orders@gomsen.test")) == 2

    asyncio.run(play())


def test_a_change_that_changes_nothing_is_none(open_shop: OpenShop) -> None:
    async def play() -> None:
        async with open_shop() as world:
            with world.clock.working():
                await world.client.order("en")
                before = world.shop.orders[0]
                await change(world, before, street=before.address.street)
                assert world.shop.orders == [before]

    asyncio.run(play())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_changed_is_named_and_the_order_stays(open_shop: OpenShop, language: str) -> None:
    async def play() -> None:
        async with open_shop() as world:
            with world.clock.working():
                await world.client.order(language)
                before = world.shop.orders[0]
                page = await change(world, before, language, street=" ", city="Huế", **{"quantity-mug": "0"})
                assert page.at("#street-error") == words(language)["errors"]["street"]
                assert page.at("#pieces-error") == words(language)["order_change"]["no_pieces"]
                assert {node.attributes["href"] for node in page.page.css("[role=alert] a")} == {"#street", "#pieces"}
                assert page.page.css_first("#city").attributes["value"] == "Huế"
                assert world.shop.orders == [before]

    asyncio.run(play())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cancelled_order_gives_back_its_total_and_hears_nothing_more(open_shop: OpenShop, language: str) -> None:
    async def play() -> None:
        async with open_shop() as world:
            with world.clock.working():
                await world.client.order(language)
                order = world.shop.orders[0]
                address = path("cancel_order", language, order.secret)
                asked = await world.client.get(address)
                assert not world.shop.orders[0].cancelled, "looking is not cancelling"
                pages = [await world.client.post(address) for _ in range(2)]
            total = money(order.total, order.currency, language)
            assert {page.at("#order-refund") for page in (asked, *pages)} == {total}
            assert pages[0].at("#order-status") == words(language)["stages"]["cancelled"]
            await world.later(days=9)
            subjects = [mail["Subject"] for _, mail in world.mails]
            assert len(subjects) == 2 and all(order.number in subject for subject in subjects)

    asyncio.run(play())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["change_order", "cancel_order"])
def test_once_packed_an_order_stays_as_it_is_and_the_page_says_what_to_do(
    open_shop: OpenShop, page: str, language: str
) -> None:
    async def play() -> None:
        async with open_shop() as world:
            with world.clock.working():
                await world.client.order(language)
                before = world.shop.orders[0]
                await world.later(hours=25)
                answers = [await world.client.get(path(page, language, before.secret)), await change(world, before, language)]
                answers.append(await world.client.post(path("cancel_order", language, before.secret)))
                shown = await world.client.get(path("order", language, before.secret))
            told = words(language)["order_late"]
            for answer in answers:
                assert answer.status == 200 and answer.at("h1") == told["title"].format(number=before.number)
                assert "1800 0108" in answer.at("main") and told["back"] in answer.text
            assert world.shop.orders == [before]
            assert shown.at("#order-status") == words(language)["stages"]["packed"]
            assert words(language)["order"]["cancel"] not in [link.text() for link in shown.page.css("main a")]

    asyncio.run(play())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_invoice_can_be_downloaded_as_soon_as_there_is_one(open_shop: OpenShop, language: str) -> None:
    async def play() -> None:
        async with open_shop() as world:
            with world.clock.working():
                await world.client.order(language)
                order = world.shop.orders[0]
                address = path("invoice", language, order.secret)
                page = path("order", language, order.secret)
                assert (await world.client.get(address)).status == 404
                assert words(language)["order"]["invoice_later"] in (await world.client.get(page)).text
                await world.later(hours=27)
                shown = await world.client.get(page)
                assert words(language)["order"]["invoice"] in [link.text() for link in shown.page.css(f"a[href='{address}']")]
                got = await world.client.get(address)
            assert got.headers["content-type"] == "application/pdf"
            name = words(language)["order"]["invoice_file"].format(number=order.number)
            assert got.headers["content-disposition"] == f'attachment; filename="{name}"'
            text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(got.body)).pages)
            assert order.number in text

    asyncio.run(play())


@pytest.mark.parametrize("page", ["order", "change_order", "cancel_order", "invoice", "book_return", "return", "label"])
def test_nobody_gets_in_by_a_number(open_shop: OpenShop, page: str) -> None:
    async def play() -> None:
        async with open_shop() as world:
            await world.client.order("en")
            assert (await world.client.get(path(page, "en", world.shop.orders[0].number))).status == 404

    asyncio.run(play())

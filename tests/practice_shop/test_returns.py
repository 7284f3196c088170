"""Sending pieces back: what is offered when, what is given back, and that a return is a return only once."""

import asyncio
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdf
import pytest

from shopper.practice_shop.orders import Order
from shopper.practice_shop.paths import LANGUAGES, path
from shopper.practice_shop.rendering import money, words

OpenShop = Callable[..., Any]


async def delivered(world: Any, language: str, basket: dict[str, str]) -> Order:
    await world.client.order(language, basket)
    await world.later(days=4)
    order: Order = world.shop.orders[0]
    return order


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_order_goes_back_with_label_and_the_amount_that_was_promised(open_shop: OpenShop, language: str) -> None:
    async def play() -> None:
        async with open_shop() as world:
            t = words(language)["returns"]
            with world.clock.working():
                order = await delivered(world, language, {"mug": "1"})
                offer = await world.client.get(path("order", language, order.secret))
                assert offer.page.css(f"a[href='{path('book_return', language, order.secret)}']")
                form = {"quantity-mug": "1", "reason": "changed_mind"}
                asked = await world.client.post(path("book_return", language, order.secret), **form)
                assert not world.shop.returns, "nothing is booked before she confirms"
                booked = await world.client.send_back(language, order, {"mug": "1"}, "changed_mind")
                [returned] = world.shop.returns
                total = money(order.total, order.currency, language)
                assert asked.at("#return-refund") == booked.at("#return-refund") == total
                assert booked.at("#return-number") == returned.number
                assert t["reasons"]["changed_mind"] in booked.text
                label = await world.client.get(path("label", language, returned.secret))
                assert (
                    label.headers["content-type"] == "application/pdf"
                    and returned.number in label.headers["content-disposition"]
                )
                text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(label.body)).pages)
                assert returned.number in text
                again = await world.client.get(path("order", language, order.secret))
                assert returned.number in again.text
                assert not again.page.css(f"a[href='{path('book_return', language, order.secret)}']")
            await world.later(days=10)
            done = await world.client.get(path("return", language, returned.secret))
            assert done.at("#return-status") == t["stages"]["refunded"]
            local = returned.refunded.astimezone(order.zone)
            assert (
                returned.refunded >= returned.booked + timedelta(days=2, hours=3)
                and local.weekday() < 5
                and 8 <= local.hour < 18
            )

    asyncio.run(play())


def test_a_part_goes_back_without_the_delivery_and_the_rest_later_with_it(open_shop: OpenShop) -> None:
    async def play() -> None:
        async with open_shop() as world:
            with world.clock.working():
                order = await delivered(world, "en", {"mug": "2", "bowl": "1"})
                first = await world.client.send_back("en", order, {"mug": "1", "bowl": "0"})
                assert first.at("#return-refund") == "€14.31"  # 15.90 less the 10% that three pieces got
                page = await world.client.get(path("book_return", "en", order.secret))
                assert {node.attributes["max"] for node in page.page.css(".piece input")} == {"1"}
                await world.client.send_back("en", order, {"mug": "9", "bowl": "1"})
            assert sum(returned.refund for returned in world.shop.returns) == order.total
            assert world.shop.returns[1].lines[0].quantity == 1

    asyncio.run(play())


def test_the_same_confirmation_sent_twice_is_one_return(open_shop: OpenShop) -> None:
    async def play() -> None:
        async with open_shop() as world:
            with world.clock.working():
                order = await delivered(world, "en", {"mug": "2"})
                address = path("book_return", "en", order.secret)
                page = await world.client.post(address, **{"quantity-mug": "1", "reason": "unsaid"})
                form = {
                    field.attributes["name"]: field.attributes["value"] for field in page.page.css("main input[type=hidden]")
                }
                answers = await asyncio.gather(*(world.client.post(address, **form) for _ in range(3)))
            [returned] = world.shop.returns
            assert {answer.at("#return-number") for answer in answers} == {returned.number}

    asyncio.run(play())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_piece_chosen_is_said_and_the_choice_can_be_made_again(open_shop: OpenShop, language: str) -> None:
    async def play() -> None:
        async with open_shop() as world:
            with world.clock.working():
                order = await delivered(world, language, {"mug": "2"})
                address = path("book_return", language, order.secret)
                none = await world.client.post(address, **{"quantity-mug": "0", "reason": "late"})
                assert none.at("#pieces-error") == words(language)["returns"]["no_pieces"]
                again = await world.client.post(
                    address, **{"quantity-mug": "2", "reason": "late", "ticket": "x", "again": "yes"}
                )
            for page in (none, again):
                assert page.page.css_first("option[selected]").attributes["value"] == "late"
            assert again.page.css_first("#quantity-mug").attributes["value"] == "2"
            assert not world.shop.returns

    asyncio.run(play())


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_early_too_late_and_cancelled_orders_are_told_why(open_shop: OpenShop, language: str) -> None:
    async def play() -> None:
        async with open_shop() as world:
            t = words(language)["returns"]
            with world.clock.working():
                await world.client.order(language)
                await world.client.order(language)
                cancelled, order = world.shop.orders
                await world.client.post(path("cancel_order", language, cancelled.secret))
                pages = {"refused_early": await world.client.get(path("book_return", language, order.secret))}
                pages["refused_cancelled"] = await world.client.get(path("book_return", language, cancelled.secret))
                await world.later(days=40)
                pages["refused_late"] = await world.client.get(path("book_return", language, order.secret))
            for name, page in pages.items():
                assert page.status == 200 and t[name].partition("{")[0] in page.text
                assert "1800 0108" in page.at("main")

    asyncio.run(play())

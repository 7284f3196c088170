"""The guest checkout: what it asks, what it keeps, and that an order is an order only once."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from shopper.practice_shop.paths import LANGUAGES
from shopper.practice_shop.rendering import words

OpenShop = Callable[..., Any]


def test_the_same_form_sent_twice_is_one_order(open_shop: OpenShop) -> None:
    async def send() -> None:
        async with open_shop() as world:
            page = await world.client.to_payment("en", {"mug": "1"})
            answers = await asyncio.gather(*(world.client.pay("en", page) for _ in range(3)))
            assert len(world.shop.orders) == 1
            assert {answer.at("#order-number") for answer in answers} == {world.shop.orders[0].number}
            await world.later(days=4)
            assert len(world.from_system("orders@gomsen.test")) == 1

    asyncio.run(send())


def test_two_real_orders_are_two(open_shop: OpenShop) -> None:
    async def order() -> None:
        async with open_shop() as world:
            first, second = await world.client.order("vi"), await world.client.order("vi")
            assert first.at("#order-number") != second.at("#order-number")
            assert [order.number for order in world.shop.orders] == [first.at("#order-number"), second.at("#order-number")]

    asyncio.run(order())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_declined_card_keeps_the_cart_and_another_can_be_tried(open_shop: OpenShop, language: str) -> None:
    async def pay() -> None:
        async with open_shop() as world:
            page = await world.client.to_payment(language, {"mug": "1", "bowl": "2"})
            declined = await world.client.pay(language, page, "4000 0000 0000 0002")
            assert declined.at("[role=alert] h2") == words(language)["checkout"]["declined_title"]
            assert not world.shop.orders
            assert declined.at(".total dd") == page.at(".total dd")
            assert "4000" not in declined.page.html
            placed = await world.client.pay(language, declined)
            assert placed.at("#order-total") == page.at(".total dd")
            assert len(world.shop.orders) == 1

    asyncio.run(pay())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_payment_service_out_of_reach_is_said_and_nothing_is_charged(open_shop: OpenShop, language: str) -> None:
    async def pay() -> None:
        async with open_shop() as world:
            page = await world.client.to_payment(language, {"mug": "1"})
            unreached = await world.client.pay(language, page, "4000 0000 0000 0119")
            assert unreached.at("[role=alert] h2") == words(language)["checkout"]["unreachable_title"]
            assert "1800 0108" in unreached.at("[role=alert]")
            assert unreached.page.css_first("#card_name").attributes["value"] == "NGUYEN THUY LINH"
            assert not world.shop.orders
            await world.client.pay(language, unreached)
            assert len(world.shop.orders) == 1

    asyncio.run(pay())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_typed_stays_and_every_mistake_is_named(open_shop: OpenShop, language: str) -> None:
    async def type_nonsense() -> None:
        async with open_shop() as world:
            answer = await world.client.to_payment(language, {"mug": "1"}, email="linh@", phone="12", country="XX", street=" ")
            assert answer.status == 200
            wrong = {"email", "phone", "country", "street"}
            assert {node.id.removesuffix("-error") for node in answer.page.css(".error")} == wrong
            assert {node.attributes["href"] for node in answer.page.css("[role=alert] a")} == {f"#{name}" for name in wrong}
            for name in wrong:
                assert answer.at(f"#{name}-error") == words(language)["errors"][name]
            assert answer.page.css_first("#email").attributes["value"] == "linh@"
            assert answer.page.css_first("#name").attributes["value"] == "Nguyễn Thùy Linh"
            assert "aria-invalid" not in answer.page.css_first("#name").attributes

    asyncio.run(type_nonsense())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("card_number", "4242"),
        ("card_name", ""),
        ("expiry", "02/26"),
        ("expiry", "13/30"),
        ("cvc", "12"),
        ("terms", ""),
    ],
)
def test_a_card_that_cannot_be_right_is_not_charged(open_shop: OpenShop, field: str, value: str) -> None:
    async def pay() -> None:
        async with open_shop() as world:
            page = await world.client.to_payment("en", {"mug": "1"})
            form = {"ticket": page.page.css_first("[name=ticket]").attributes["value"], "card_number": "4242424242424242"}
            form |= {"card_name": "LINH", "expiry": "03/26", "cvc": "123", "terms": "yes"}
            refused = await world.client.post("/en/checkout/payment", **form | {field: value})
            assert refused.at(f"#{field}-error") == words("en")["errors"][field]
            assert not world.shop.orders
            accepted = await world.client.post("/en/checkout/payment", **form)
            assert accepted.at("#order-number") == world.shop.orders[0].number

    asyncio.run(pay())


def test_prices_stay_the_same_from_the_product_to_the_order(open_shop: OpenShop) -> None:
    async def follow() -> None:
        async with open_shop() as world:
            product = await world.client.get("/vi/san-pham/coc-ho-tay")
            await world.client.post("/vi/gio-hang", add="mug", quantity="3")
            cart = await world.client.get("/vi/gio-hang")
            payment = await world.client.to_payment("vi", {})
            placed = await world.client.pay("vi", payment)
            assert product.at("#price") == cart.at("#cart-price-mug") == "389.000\u00a0₫"
            totals = [cart.at(".total dd"), payment.at(".total dd"), placed.at("#order-total")]
            assert totals == ["1.080.300\u00a0₫"] * 3  # 3 × 389.000 − 10% + 30.000

    asyncio.run(follow())


def test_a_checkout_without_cart_or_address_leads_back_to_where_it_is_missing(open_shop: OpenShop) -> None:
    async def skip() -> None:
        async with open_shop() as world:
            assert (await world.client.get("/en/checkout/payment")).url.endswith("/en/cart")
            await world.client.post("/en/cart", add="mug", quantity="1")
            assert (await world.client.get("/en/checkout/payment")).url.endswith("/en/checkout")

    asyncio.run(skip())


def test_the_cart_takes_and_gives_back(open_shop: OpenShop) -> None:
    async def change() -> None:
        async with open_shop() as world:
            await world.client.post("/en/cart", add="mug", quantity="2")
            await world.client.post("/en/cart", add="bowl", quantity="999")
            cart = await world.client.get("/en/cart")
            quantities = {node.attributes["name"]: node.attributes["value"] for node in cart.page.css(".cart input")}
            assert quantities == {"quantity-mug": "2", "quantity-bowl": "20"}
            await world.client.post("/en/cart", remove="bowl", **quantities)
            cart = await world.client.post("/en/cart", **{"quantity-mug": "0", "quantity-bowl": "0"})
            assert words("en")["cart"]["empty"] in cart.text

    asyncio.run(change())

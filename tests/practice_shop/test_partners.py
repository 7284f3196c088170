"""The payment service and the carrier answer the shop's own pages, and the pages say so when they do not."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from shopper.practice_shop.paths import LANGUAGES, parcel_path
from shopper.practice_shop.rendering import words

OpenShop = Callable[..., Any]


def test_the_payment_service_answers_the_shops_own_pages_alone(open_shop: OpenShop) -> None:
    async def ask() -> None:
        async with open_shop() as world:
            answer = await world.client.post("https://pay.gomsen.test/sessions")
            assert answer.status == 201 and json.loads(answer.body)["session"]
            assert answer.headers["Access-Control-Allow-Origin"] == "https://www.gomsen.test"

    asyncio.run(ask())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_carrier_says_where_a_parcel_is(open_shop: OpenShop, language: str) -> None:
    async def ask() -> None:
        async with open_shop() as world:
            await world.client.order(language)
            order = world.shop.orders[0]
            await world.later(days=1, hours=12)
            before = world.clock.now()
            address = "https://track.vanchuyen.test" + parcel_path(language, order.tracking, "state")
            answer = await world.client.get(address)
            ways, names = list(order.stages), words(language)["carrier"]["stages"]  # the clock goes on meanwhile
            first, last = ways.index(order.stage(before)), ways.index(order.stage(world.clock.now()))
            assert json.loads(answer.body)["state"] in [names[stage] for stage in ways[first : last + 1]]
            assert answer.headers["Access-Control-Allow-Origin"] == "https://www.gomsen.test"
            assert (await world.client.get(address.replace(order.tracking, "VC0VN"))).status == 404

    asyncio.run(ask())


@pytest.mark.parametrize("silent", [False, True])
def test_the_pages_have_something_to_say_when_their_partners_are_silent(open_shop: OpenShop, silent: bool) -> None:
    async def look() -> None:
        defects = ["gateway_failure_silent", "carrier_failure_silent"] if silent else []
        async with open_shop(defects) as world:
            payment = await world.client.to_payment("en", {"mug": "1"})
            assert (payment.page.css_first("#gateway-down") is None) is silent
            await world.client.pay("en", payment)
            order = world.shop.orders[0]
            await world.later(days=2)
            page = await world.client.get(f"/en/orders/{order.secret}")
            assert (page.page.css_first("#parcel-silent") is None) is silent
            assert silent or order.tracking in page.at("#parcel-silent")

    asyncio.run(look())


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Basic " + base64.b64encode(b"anybody:mo cua").decode()},
        {"X-Staging-Key": "mo cua"},
        {"Cookie": "a=1; staging=mo cua"},
    ],
    ids=["basic", "header", "cookie"],
)
def test_a_staging_shop_opens_to_whoever_has_the_password(open_shop: OpenShop, headers: dict[str, str]) -> None:
    async def knock() -> None:
        async with open_shop(staging="mo cua") as world:
            closed = await world.client.get("/vi/")
            assert closed.status == 401 and "Basic" in closed.headers["WWW-Authenticate"]
            assert (await world.client.get("https://track.vanchuyen.test/vi/")).status == 200, "the carrier is open to all"
            wrong = {name: value.replace("mo cua", "dong") for name, value in headers.items() if name != "Authorization"}
            assert (await world.client.get("/vi/", **wrong)).status == 401
            assert (await world.client.get("/vi/", **headers)).status == 200

    asyncio.run(knock())

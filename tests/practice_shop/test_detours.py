"""Where the spoilt links of mails lead, in every language of the shop."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from shopper.practice_shop.detours import ACCOUNT, EXPIRED, HOPS, NEIGHBOUR, OTHER_LANGUAGE
from shopper.practice_shop.paths import LANGUAGES, other_language, path
from shopper.practice_shop.rendering import words
from shopper.reading.errors import expired_text
from shopper.testing import a_page

OpenShop = Callable[..., Any]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_detour_ends_where_its_name_says(open_shop: OpenShop, language: str) -> None:
    async def play() -> None:
        async with open_shop() as world:
            with world.clock.working():
                await world.client.order(language)
                [order] = world.shop.orders
                address = path("order", language, order.secret)
                expired = await world.client.get(f"{address}?detour={EXPIRED}")
                assert expired.at("h1") == words(language)["order"]["expired_title"]
                assert expired_text(a_page(title=expired.at("h1")))
                mixed_up = await world.client.get(f"{address}?detour={NEIGHBOUR}")
                assert mixed_up.at("#order-number") != order.number
                log_in = await world.client.get(f"{address}?detour={ACCOUNT}")
                assert log_in.at("h1") == words(language)["accounts"]["log_in_title"]
                elsewhere = await world.client.get(f"{address}?detour={OTHER_LANGUAGE}")
                assert elsewhere.url.endswith(path("order", other_language(language), order.secret))
                around = await world.client.get(f"{address}?detour={HOPS}")
                assert (around.at("#order-number"), around.url.endswith(address)) == (order.number, True)
                beyond = await world.client.get(f"{address}?detour={HOPS + 1}")
                assert "detour" in beyond.url

    asyncio.run(play())

"""Pages to look at: the product page's script, and the care instructions against what the products say."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from shopper.practice_shop.goods import goods
from shopper.practice_shop.paths import LANGUAGES, path
from shopper.practice_shop.rendering import money, words

Open = Callable[..., Any]


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_product_page_says_what_several_pieces_cost_as_the_cart_will(
    open_shop: Open, open_browser: Open, language: str
) -> None:
    async def look() -> None:
        async with open_shop() as world, open_browser(world.shop) as browser:
            page = await browser.new_page()
            troubles: list[str] = []
            page.on("pageerror", lambda error: troubles.append(str(error)))
            await page.goto(f"https://www.gomsen.test{path('product', language, goods()['mug'])}")
            together = page.locator("#together")
            assert await together.is_hidden()
            for pieces in (2, 5):
                await page.get_by_label(words(language)["product"]["quantity"], exact=True).fill(str(pieces))
                currency = await together.get_attribute("data-currency")
                total = money(goods()["mug"].price[currency] * pieces, currency, language)
                assert await together.text_content() == words(language)["product"]["together"].format(
                    quantity=pieces, total=total
                )
            for nonsense in ("", "0", "21"):
                await page.get_by_label(words(language)["product"]["quantity"], exact=True).fill(nonsense)
                assert await together.is_hidden()
            assert troubles == []

    asyncio.run(look())


@pytest.mark.browser
def test_a_script_that_fails_leaves_the_page_at_work(open_shop: Open, open_browser: Open) -> None:
    async def look() -> None:
        async with open_shop(["script_error_on_product_page"]) as world, open_browser(world.shop) as browser:
            page = await browser.new_page()
            troubles: list[str] = []
            page.on("pageerror", lambda error: troubles.append(error.name))
            await page.goto(f"https://www.gomsen.test{path('product', 'en', goods()['mug'])}")
            await page.get_by_role("button", name=words("en")["product"]["add"]).click()
            await page.get_by_role("heading", name=words("en")["cart"]["title"], level=1).wait_for()
            assert troubles == ["TypeError"]

    asyncio.run(look())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_care_page_tells_of_every_product_what_its_own_page_tells(open_shop: Open, language: str) -> None:
    async def look() -> None:
        async with open_shop() as world:
            care = await world.client.get(path("care", language))
            for product in goods().values():
                page = await world.client.get(path("product", language, product))
                assert product.care[language] in care.text and product.care[language] in page.text
                assert page.page.css(f"main a[href='{path('care', language)}']")

    asyncio.run(look())

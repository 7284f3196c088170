"""What a page shows is read as a person reads it: what stands apart is not glued together."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest
from playwright.async_api import async_playwright

from shopper.visit.browser import find
from shopper.visit.capture import read_page

PAGES: Mapping[str, tuple[str, str]] = {
    "a_new_line": ("<p>Hello<br>World", "Hello World"),
    "boxes_in_a_line": (
        "<nav><a style='display:inline-block'>Basket</a><a style='display:inline-block'>Contact</a>",
        "Basket Contact",
    ),
    "a_blank_between": ("<p><b>Order</b> <i>now</i>", "Order now"),
    "blocks": ("<h1>The Corner Shop</h1><a style='display:block'>Basket</a>", "The Corner Shop\nBasket"),
    "a_word_partly_bold": ("<p>un<b>break</b>able", "unbreakable"),
    "animated_letters": ("<p>" + "".join(f"<span style='display:inline-block'>{letter}</span>" for letter in "Hello"), "Hello"),
    "an_empty_text": ("<p>Order<script>document.currentScript.replaceWith('')</script>ed", "Ordered"),
}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    async def read() -> dict[str, str]:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=find("chromium", playwright.chromium.executable_path))
            page, shown = await browser.new_page(), {}
            for name, (body, _) in PAGES.items():
                await page.set_content(f"<!doctype html><html lang=en><body>{body}", wait_until="domcontentloaded")
                view = await read_page(page, 200)
                assert view
                shown[name] = view.text
            await browser.close()
        return shown

    return asyncio.run(read())


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_words_stand_apart_as_a_person_sees_them(texts: Mapping[str, str], name: str) -> None:
    assert texts[name] == PAGES[name][1]

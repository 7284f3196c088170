"""Playwright's console API is private where it is switched on: whoever upgrades Playwright learns here that it has changed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from shopper.errors import UsageError
from shopper.model import Persona, Place, Plan, Shop
from shopper.visit.browser import NOWHERE, Browsers
from shopper.workshop.recording.console_api import expose_console_api

PAGE = "<label>Họ và tên <input></label><input type=password placeholder=Mật><button data-testid=b>Đặt: “hàng”</button>"
ASKED = """() => {
  const [name, button] = [document.querySelector("input"), document.querySelector("button")];
  const found = [
    playwright.getByRole("button", { name: "đặt: “h" }), playwright.getByRole("button", { name: "Đặt: “hàng”", exact: true }),
    playwright.getByText("“hàng”"), playwright.getByTestId("b"),
  ];
  return {
    button: found.every((locator) => locator.elements.length === 1 && locator.elements[0] === button),
    field: playwright.getByLabel("Họ và tên", { exact: true }).elements[0] === name,
    none: playwright.getByPlaceholder("Mật khẩu").elements.length,
    snapshot: [name, button].map((element) => playwright.ariaSnapshot(element)),
  };
}"""


@pytest.mark.browser
def test_pages_can_ask_the_engine_that_plays_locators_for_names() -> None:
    async def ask() -> Any:
        shop = Shop(id="kiln", name="Kiln", url="https://kiln.test/", languages=("vi",), hosts=("kiln.test",))
        plan = Plan(
            id="p", journey="p", title="", place=Place(file=""), shop=shop, persona=Persona(id="a", name="A"), locale="vi-VN",
            steps=(),
        )  # fmt: skip
        async with Browsers() as browsers:
            context = await browsers.context(plan, NOWHERE)
            await expose_console_api(context)
            page = await context.new_page()
            await page.goto(f"data:text/html;charset=utf-8,{PAGE}")
            await page.wait_for_function("window.playwright")
            return await page.evaluate(ASKED)

    said = asyncio.run(ask())
    assert said == {
        "button": True,
        "field": True,
        "none": 0,
        "snapshot": ['- textbox "Họ và tên"', "- 'button \"Đặt: “hàng”\"'"],
    }, "This Playwright's console API differs: mend shopper/workshop/recording/listen.js and console_api.py."


class _Other:
    """A context of a Playwright that has no such thing."""

    _impl_obj = object()


def test_another_playwright_is_told_of_with_a_remedy() -> None:
    with pytest.raises(UsageError, match="cannot be recorded with") as raised:
        asyncio.run(expose_console_api(_Other()))  # type: ignore[arg-type]
    assert "playwright>=1.63,<1.65" in raised.value.remedy

"""What a click sets off is noticed whatever it is, and that it did nothing is said only after a fair wait."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping

import pytest
from playwright.async_api import Page, Route, async_playwright
from playwright.async_api import TimeoutError as PlaywrightTimeout

from shopper.model import Effect
from shopper.visit.browser import close_page, find
from shopper.visit.effects import PATIENCE, Watching

BUTTON = '<button onclick="{}">Go</button>'
PAGES: Mapping[str, tuple[str, set[str]]] = {
    "a_dead_button": (BUTTON.format("1"), set()),
    "a_page_that_moves_by_itself_until_then": (
        f"<p id=p>0</p>{BUTTON.format('')}<script>let n = 0; const beat = setInterval(() => p.textContent = n++, 20);"
        "addEventListener('pointerdown', () => clearInterval(beat), true)</script>",
        set(),
    ),
    "a_link": ("<a id=x href=/other>Go</a>", {"navigated"}),
    "a_link_that_comes_late": (BUTTON.format("setTimeout(() => location.href = '/other', 400)"), {"navigated"}),
    "a_place_on_the_page": ("<a href='#there'>Go</a><p id=there>There", {"navigated"}),
    "a_form": ("<form method=post action=/other><button>Go</button></form>", {"navigated", "submitted"}),
    "a_form_that_a_script_sends_late": (
        "<form method=post action=/other onsubmit='event.preventDefault(); setTimeout(() => this.submit(), 400)'>"
        "<button>Go</button></form>",
        {"navigated", "submitted"},
    ),
    "a_form_that_a_script_sends": ("<form onsubmit='return false'><button>Go</button></form>", {"submitted"}),
    "words": (BUTTON.format("document.body.append('more')"), {"changed"}),
    "words_that_come_late": (BUTTON.format("setTimeout(() => document.body.append('more'), 700)"), {"changed"}),
    "an_attribute": (BUTTON.format("this.setAttribute('aria-expanded', 'true')"), {"changed"}),
    "a_value": (f"<input id=n value=1>{BUTTON.format('n.value++')}", {"changed"}),
    "a_box_ticked": ("<label><input type=checkbox>Go</label>", {"changed"}),
    "a_shadow": (
        f"<div id=host></div>{BUTTON.format('host.shadowRoot.append(1)')}<script>host.attachShadow({{mode: 'open'}})</script>",
        {"changed"},
    ),
    "a_popover": ("<button popovertarget=p>Go</button><div id=p popover>Menu</div>", {"changed"}),
    "a_question": (BUTTON.format("fetch('/asked')"), {"requested"}),
    "a_field": (f"<input id=n>{BUTTON.format('n.focus()')}", {"focused"}),
    "a_field_itself": ("<input id=go value=Go>", {"focused"}),
    "a_window": (BUTTON.format("window.open('/other')"), {"opened"}),
    "a_dialog": (BUTTON.format("alert('Hello')"), {"opened"}),
    "a_mail_program": ("<a href='mailto:a@shop.test'>Go</a>", {"navigated"}),
    "a_telephone": ("<a href='tel:+84123'>Go</a>", {"navigated"}),
    "a_file": ("<a href=/file download>Go</a>", {"opened"}),
    "a_choice_of_files": ("<label>Go<input type=file style='opacity:0'></label>", {"opened"}),
}
FLAGS = ("navigated", "submitted", "requested", "changed", "focused", "opened")


async def answer(route: Route) -> None:
    path = route.request.url.partition("shop.test/")[2]
    if path == "asked":
        await asyncio.sleep(3)  # an answer is not waited for
    body = PAGES[path][0] if path in PAGES else "<h1>Other</h1>"
    headers = {"Content-Disposition": "attachment; filename=x.txt"} if path == "file" else {}
    await route.fulfill(body=f"<!doctype html>{body}", content_type="text/html", headers=headers)


async def clicked(page: Page, name: str) -> tuple[Effect | None, float]:
    """What clicking the first thing of a page set off, and how long it took to tell after the click (s)."""
    await page.goto(f"https://shop.test/{name}")
    watching = Watching(page)
    await watching.begin()
    await page.locator("button, a, label, #go").first.click()
    began = time.monotonic()
    return await watching.end("the button"), time.monotonic() - began


@pytest.fixture(scope="module")
def effects() -> dict[str, tuple[Effect | None, float]]:
    async def click_all() -> dict[str, tuple[Effect | None, float]]:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=find("chromium", playwright.chromium.executable_path, headless=True)
            )
            context = await browser.new_context()
            await context.route("**/*", answer)
            found = {}
            for name in PAGES:
                page = await context.new_page()
                found[name] = await clicked(page, name)
                await close_page(page)
            await browser.close()
        return found

    return asyncio.run(click_all())


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_what_a_click_sets_off_is_noticed(effects: Mapping[str, tuple[Effect | None, float]], name: str) -> None:
    effect, _ = effects[name]
    assert effect
    seen = {flag for flag in FLAGS if getattr(effect, flag)}
    wanted = PAGES[name][1]
    assert wanted <= seen
    assert bool(wanted) is not effect.is_none


@pytest.mark.browser
def test_only_nothing_is_waited_for(effects: Mapping[str, tuple[Effect | None, float]]) -> None:
    nothing_more = {"a_dead_button", "a_page_that_moves_by_itself_until_then", "a_form_that_a_script_sends"}
    assert {name for name, (_, took) in effects.items() if took >= PATIENCE} == nothing_more


@pytest.mark.browser
def test_a_thing_is_called_as_the_page_calls_it(effects: Mapping[str, tuple[Effect | None, float]]) -> None:
    names = {name: effect.name for name, (effect, _) in effects.items() if effect}
    assert names["words"] == "Go"
    assert names["a_link"] == "the button"  # the page has gone, and cannot tell


@pytest.mark.browser
def test_a_page_is_left_as_it_was() -> None:
    """Nothing stays on it, whether the act went well or not; what happens in a frame cannot be told."""

    async def act() -> tuple[list[str], Effect | None]:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=find("chromium", playwright.chromium.executable_path, headless=True)
            )
            page = await browser.new_page()
            await page.set_content('<button onclick="document.body.append(1)">Go</button>')
            before = await page.evaluate("Object.getOwnPropertyNames(window).join()")
            for selector in ("button", "#none"):
                watching = Watching(page)
                await watching.begin()
                try:
                    await page.locator(selector).click(timeout=300)
                    await watching.end("")
                except PlaywrightTimeout:
                    await watching.give_up()
            after = await page.evaluate("Object.getOwnPropertyNames(window).join()")
            await page.set_content("<iframe srcdoc='<button>Go</button>'></iframe>")
            framed = Watching(page)
            await framed.begin()
            await page.frame_locator("iframe").locator("button").click()
            effect = await framed.end("")
            await browser.close()
        return [before, after], effect

    (before, after), effect = asyncio.run(act())
    assert before == after
    assert effect is None

"""A challenge in the place of the page is recognised by its public marks; a captcha in a shop's own form is none."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import async_playwright

from shopper.model import PageView
from shopper.visit.browser import find
from shopper.visit.capture import read_page

BADGE = "<div class=g-recaptcha data-size=invisible style='width:256px;height:60px'>protected by reCAPTCHA</div>"
PUZZLE = "<div class={} style='width:300px;height:70px'></div>"
FORM = "<h1>Write to us</h1><form><label>Your message <textarea></textarea></label>{}<button>Send</button></form>"
WORDS = "<p>" + "Ceramics from an old village near the river, made by hand and fired twice. " * 12

CHALLENGES: dict[str, tuple[int, dict[str, str], str]] = {
    "cloudflare_header": (403, {"cf-mitigated": "challenge"}, "<title>Chờ một chút</title>"),
    "cloudflare_page": (503, {}, "<title>Just a moment...</title><h1>shop.test</h1><p>Checking your browser"),
    "cloudflare_script": (
        200,
        {},
        "<p>One moment<script src=/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1></script>",
    ),
    "turnstile_alone": (200, {}, "<h1>One more step</h1>" + PUZZLE.format("cf-turnstile")),
    "hcaptcha_alone": (403, {}, "<h1>Please prove that you are human</h1>" + PUZZLE.format("h-captcha")),
    "recaptcha_alone": (429, {}, "<p>Our systems have detected unusual traffic" + PUZZLE.format("g-recaptcha")),
    "human": (403, {}, "<title>Access to this page has been denied</title><div id=px-captcha></div>"),
    "datadome": (403, {"x-datadome": "protected"}, "<iframe src='https://geo.captcha-delivery.com/captcha/'></iframe>"),
    "datadome_script": (403, {}, "<p id=cmsg>Please enable JS and disable any ad blocker"),
    "akamai": (429, {}, "<div id=sec-if-cpt-container></div>"),
    "akamai_refusal": (403, {}, "<title>Access Denied</title><h1>Access Denied</h1>https://errors.edgesuite.net/18.2a"),
    "aws_waf": (202, {"x-amzn-waf-action": "challenge"}, ""),
    "aws_waf_puzzle": (405, {"x-amzn-waf-action": "captcha"}, "<title>Human Verification</title>"),
    "imperva": (200, {}, "<iframe id=main-iframe src='/_Incapsula_Resource?CWUDNSAI=9'>Incapsula incident ID: 1</iframe>"),
    "in_vietnamese": (403, {}, "<title>Xác minh bạn là con người</title><p>Vui lòng chờ"),
}
PAGES: dict[str, tuple[int, dict[str, str], str]] = {
    "badge_on_a_contact_form": (200, {}, FORM.format(BADGE)),
    "badge_on_a_refused_form": (429, {}, FORM.format(BADGE)),
    "hcaptcha_in_a_form": (200, {}, FORM.format(PUZZLE.format("h-captcha"))),
    "turnstile_in_a_form": (200, {}, FORM.format(PUZZLE.format("cf-turnstile"))),
    "hidden_puzzle": (200, {}, "<h1>Thank you</h1><div style='display:none' class=g-recaptcha></div>"),
    "cloudflare_beacon": (200, {}, "<h1>Cup</h1><script src=/cdn-cgi/challenge-platform/scripts/jsd/main.js></script>"),
    "imperva_beacon": (200, {"x-iinfo": "1-2-3"}, "<h1>Cup</h1><script src='/_Incapsula_Resource?SWJIYLWA=7'></script>"),
    "protected": (200, {"x-datadome": "protected"}, "<h1>Cup</h1>"),
    "about_security": (200, {}, "<title>Security check of our kilns</title><h1>Safe kilns</h1>"),
    "a_puzzle_for_children": (200, {}, "<h1>Puzzles</h1>" + WORDS + PUZZLE.format("h-captcha")),
    "sold_out": (503, {}, "<title>Back soon</title><h1>We are stocktaking</h1>"),
    "forbidden": (403, {}, "<title>Members only</title><h1>Log in first</h1>"),
}  # fmt: skip


@pytest.fixture(scope="module")
def read() -> Iterator[dict[str, PageView]]:
    async def story() -> dict[str, PageView]:
        views: dict[str, PageView] = {}
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=find("chromium", playwright.chromium.executable_path, headless=True)
            )
            page = await browser.new_page()
            await page.route("**/*", lambda route: route.abort())
            for name, (status, headers, body) in {**CHALLENGES, **PAGES}.items():
                await page.set_content(f"<!doctype html><html lang=en>{body}", wait_until="domcontentloaded")
                view = await read_page(page, status, headers)
                assert view
                views[name] = view
            await browser.close()
        return views

    yield asyncio.run(story())


@pytest.mark.browser
@pytest.mark.parametrize("name", CHALLENGES)
def test_a_challenge(read: dict[str, Any], name: str) -> None:
    assert read[name].challenged


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_shop(read: dict[str, Any], name: str) -> None:
    assert not read[name].challenged

"""Pages are measured once for all who see them, anew or where the customer stands; what fails says so and stops nothing."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from typing import Any, cast

import pytest
from factories import a_page, a_plan
from playwright.async_api import BrowserContext, Route, async_playwright

from shopper.egress import EgressGate
from shopper.model import PageProbe, PageView, Plan
from shopper.visit.browser import find
from shopper.visit.page_logos import PageLogos
from shopper.visit.page_prober import PageProber, PageProbes, address_of, is_hers

STRICT = {"Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"}
PAGES: Mapping[str, str] = {
    "/vi/": "<main><h1>Shop</h1><img src=/big.png width=300 height=300 alt=Cup></main>",
    "/vi/hong": "<main><h1>Shop</h1><img src=/cup.png><input></main><p style='color:#ccc'>Grey on white is hard to read</p>",
    "/vi/rong": "<main><h1>Shop</h1><table style='width:900px'><tr><td>Prices</table></main>",
    "/vi/gio-hang": "<main><h1>Basket</h1><input></main>",
}
SIZE = 200_000


class Gate:
    """Lets the shop's host through, as its gate would."""

    def allows(self, url: str) -> bool:
        return "gomsen.test" in url


class NoLogos:
    async def look(self, page: PageView, shop: object) -> PageView:
        return page

    async def close(self) -> None:
        pass


def a_prober(fresh: Any) -> PageProber:
    return PageProber(fresh, cast(EgressGate, Gate()), cast(PageLogos, NoLogos()))


def test_an_address_is_kept_without_what_campaigns_add() -> None:
    assert address_of("https://shop.test/p?id=7&utm_source=mail&gclid=x#top") == "https://shop.test/p?id=7"


@pytest.mark.parametrize(
    ("url", "hers"),
    [
        ("https://shop.test/en/products/mug", False),
        ("https://shop.test/help/orders-and-delivery", False),
        ("https://shop.test/en/cart", True),
        ("https://shop.test/vi/gio-hang", True),
        ("https://shop.test/en/checkout/payment", True),
        ("https://shop.test/en/orders/GS-10023", True),
        ("https://shop.test/mein-konto/", True),
        ("https://shop.test/unsubscribe", True),
    ],
)
def test_what_belongs_to_one_customer_is_not_opened_anew(url: str, hers: bool) -> None:
    assert is_hers(url) is hers


def test_each_page_is_measured_once_for_all_visits_of_a_kind() -> None:
    opened: list[str] = []

    async def fresh(plan: Plan, **options: Any) -> BrowserContext:
        opened.append(plan.device)
        raise ValueError("no browser here")

    async def see() -> list[PageProbe]:
        prober, plan = a_prober(fresh), a_plan()
        first, second = PageProbes(plan, prober), PageProbes(plan, prober)
        phone = PageProbes(plan.model_copy(update={"device": "phone"}), prober)
        for number, probes in enumerate((first, second, phone)):
            for path in ("/vi/", "/vi/?utm_source=mail"):
                probes.see(f"step:{number}", a_page(path, status=200))
            probes.see("step:9", a_page("/vi/x", status=404))
            probes.see("step:9", a_page("/vi/y", status=200, challenged=True))
            probes.see("step:9", a_page("/vi/thanh-toan", status=200))
            probes.see("step:9", PageView(url="https://elsewhere.test/", status=200))
        told = [one for probes in (first, second, phone) for one in await probes.answers(wait=True)]
        assert await first.answers(wait=True) == []
        await prober.close()
        return told

    told = asyncio.run(see())
    assert opened == ["desktop", "phone"]
    assert [(one.found_on, one.problem) for one in told] == [
        (f"step:{number}", "it could not be measured: no browser here") for number in range(3)
    ]


def test_without_a_prober_nothing_is_measured() -> None:
    async def see() -> list[PageProbe]:
        probes = PageProbes(a_plan())
        probes.see("step:1", a_page("/vi/", status=200))
        return await probes.answers(wait=True)

    assert asyncio.run(see()) == []


async def answer(route: Route, asked: Counter[str]) -> None:
    path = route.request.url.partition("gomsen.test")[2]
    asked[path] += 1
    if path.endswith(".png"):
        picture = "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='300'><rect width='300' height='300'/></svg>"
        await route.fulfill(body=picture + " " * SIZE, content_type="image/svg+xml")
        return
    head = "<!doctype html><html lang=en><title>Shop</title><meta name=viewport content='width=device-width'>"
    await route.fulfill(
        status=200 if path in PAGES else 404, body=head + PAGES.get(path, ""), content_type="text/html", headers=STRICT
    )


@pytest.fixture(scope="module")
def probes() -> dict[str, PageProbe]:
    async def measure() -> dict[str, PageProbe]:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=find("chromium", playwright.chromium.executable_path, headless=True)
            )
            asked: Counter[str] = Counter()

            async def fresh(plan: Plan, **options: Any) -> BrowserContext:
                context = await browser.new_context(viewport={"width": 1440, "height": 900}, **options)
                await context.route("**/*", lambda route: answer(route, asked))
                return context

            prober, plan = a_prober(fresh), a_plan()
            seen = PageProbes(plan, prober)
            for path in ("/vi/", "/vi/hong", "/vi/rong", "/vi/mat"):
                seen.see("page:p1", a_page(path, status=200))
            basket = a_page("/vi/gio-hang", status=200)
            tab = await (await fresh(plan)).new_page()
            await tab.goto(basket.url)
            await seen.probe_here(tab, "step:4", basket)
            await seen.probe_here(tab, "step:5", a_page("/vi/", status=200))
            told = await seen.answers(wait=True)
            assert asked["/vi/gio-hang"] == 1
            await prober.close()
            await browser.close()
        return {one.url.partition("gomsen.test")[2]: one for one in told}

    return asyncio.run(measure())


@pytest.mark.browser
def test_a_page_is_measured_anew_under_a_strict_policy(probes: Mapping[str, PageProbe]) -> None:
    front = probes["/vi/"]
    assert (front.problem, front.status, front.anew, front.found_on) == ("", 200, True, "page:p1")
    assert front.barriers == ()
    assert front.largest_paint and front.largest_paint > 0
    assert front.shift is not None and front.blocked is not None and front.answered is not None
    assert front.requests and front.requests >= 2
    assert front.size and front.size > SIZE
    assert "big.png" in front.heaviest[0]


@pytest.mark.browser
def test_barriers_say_which_criterion_they_break_and_where(probes: Mapping[str, PageProbe]) -> None:
    found = {barrier.rule: barrier for barrier in probes["/vi/hong"].barriers or ()}
    assert {"image-alt", "label", "color-contrast"} <= set(found)
    assert found["image-alt"].wcag == ("1.1.1",)
    assert found["color-contrast"].impact == "serious"
    assert found["image-alt"].first == "img"


@pytest.mark.browser
def test_a_page_too_wide_for_a_phone_says_what_is(probes: Mapping[str, PageProbe]) -> None:
    assert probes["/vi/rong"].page_width >= 900
    assert probes["/vi/rong"].widest == "a table of 900 px (“Prices”)"
    assert probes["/vi/"].page_width == 375


@pytest.mark.browser
def test_a_page_that_is_not_there_anew_says_so(probes: Mapping[str, PageProbe]) -> None:
    assert probes["/vi/mat"].problem == "it answers 404 when it is opened anew"
    assert probes["/vi/mat"].barriers is None


@pytest.mark.browser
def test_her_basket_is_measured_where_she_stands(probes: Mapping[str, PageProbe]) -> None:
    basket = probes["/vi/gio-hang"]
    assert (basket.anew, basket.found_on, basket.size) == (False, "step:4", None)
    assert [barrier.rule for barrier in basket.barriers or ()] == ["label"]


@pytest.mark.browser
def test_firefox_measures_what_it_can() -> None:
    async def measure() -> PageProbe:
        from shopper.visit.browser import Browsers

        async with Browsers() as browsers:
            browsers.start("firefox")
            browser = await browsers.get("firefox")

            async def fresh(plan: Plan, **options: Any) -> BrowserContext:
                context = await browser.new_context(viewport={"width": 1440, "height": 900}, **options)
                await context.route("**/*", lambda route: answer(route, Counter()))
                return context

            prober = a_prober(fresh)
            seen = PageProbes(a_plan().model_copy(update={"browser": "firefox"}), prober)
            seen.see("step:1", a_page("/vi/hong", status=200))
            (probe,) = await seen.answers(wait=True)
            await prober.close()
            return probe

    probe = asyncio.run(measure())
    assert probe.problem == ""
    assert "image-alt" in {barrier.rule for barrier in probe.barriers or ()}
    assert (probe.size, probe.blocked) == (None, None)

"""The customer's clock is that of her country, unless she or the journey says otherwise, and the shop's pages see it."""

from __future__ import annotations

import asyncio
from zoneinfo import available_timezones

import pytest
from factories import a_plan, a_shop

from shopper.egress import EgressGate
from shopper.reading.zones import zone_of, zones
from shopper.visit.browser import Browsers


@pytest.mark.parametrize(
    ("locale", "zone"),
    [
        ("vi-VN", "Asia/Ho_Chi_Minh"), ("en-GB", "Europe/London"), ("de-DE", "Europe/Berlin"), ("en-US", "America/New_York"),
        ("en-AU", "Australia/Sydney"), ("pt-BR", "America/Sao_Paulo"), ("fr-CA", "America/Toronto"), ("ja-JP", "Asia/Tokyo"),
        ("id-ID", "Asia/Jakarta"), ("es-MX", "America/Mexico_City"), ("ru-RU", "Europe/Moscow"), ("zh-CN", "Asia/Shanghai"),
    ],
)  # fmt: skip
def test_where_most_people_of_a_country_live(locale: str, zone: str) -> None:
    assert zone_of(a_plan(locale=locale)) == zone


def test_every_country_has_a_zone_that_exists() -> None:
    assert len(zones()) > 240
    assert set(zones().values()) <= available_timezones()


def test_who_says_the_zone() -> None:
    plan = a_plan(locale="vi", shop=a_shop(zone="Asia/Seoul"))
    assert zone_of(plan) == "Asia/Seoul", "a locale without a country: the shop's"
    hers = plan.model_copy(update={"persona": plan.persona.model_copy(update={"zone": "Europe/Berlin"})})
    assert zone_of(hers) == "Europe/Berlin"
    assert zone_of(hers.model_copy(update={"zone": "Pacific/Auckland"})) == "Pacific/Auckland"
    assert zone_of(a_plan(locale="es-419", shop=a_shop(zone="Nowhere/Land"))) == "UTC"


@pytest.mark.browser
@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_a_pages_script_sees_it(browser: str) -> None:
    async def story() -> str:
        async with Browsers() as browsers, EgressGate([]) as gate:
            context = await browsers.context(a_plan(browser=browser, zone="Europe/Berlin"), gate.url)
            page = await context.new_page()
            return str(await page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone"))

    assert asyncio.run(story()) == "Europe/Berlin"

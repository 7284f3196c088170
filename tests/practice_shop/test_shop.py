"""The running shop: the whole order in a real browser, every link, mails by SMTP in shop time, several shops at once."""

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.async_api import Page, Request

from shopper.practice_shop.goods import Product, goods
from shopper.practice_shop.orders import PACKING, Order, Return
from shopper.practice_shop.paths import LANGUAGES, POLICIES, parcel_path, path
from shopper.practice_shop.rendering import day, money, words
from shopper.visit.browser import close_page

Open = Callable[..., Any]
LOCALES = {"vi": "vi-VN", "en": "en-GB", "de": "de-DE", "fr": "fr-FR"}
WIDTHS = (1440, 375)


async def stands_well(page: Page, language: str) -> None:
    """The page speaks one language and needs no sideways scrolling."""
    assert await page.evaluate("document.documentElement.lang") == language, page.url
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url


async def walk(page: Page, language: str, width: int) -> None:
    """Order a mug as a guest, with a declined card first."""
    t = words(language)
    form, errors = t["checkout"], t["errors"]

    async def arrive(heading: str) -> None:
        await page.get_by_role("heading", name=heading, level=1).wait_for()
        await stands_well(page, language)

    await page.goto("https://gomsen.test/")
    await arrive(t["home"]["title"])
    await page.get_by_role("searchbox").fill("Hồ Tây")
    await page.keyboard.press("Enter")
    await arrive(t["products"]["results"].format(query="Hồ Tây"))
    await page.get_by_role("main").get_by_role("link", name="Hồ Tây").click()
    await arrive("Hồ Tây")
    await page.get_by_role("button", name=t["product"]["add"]).click()
    await arrive(t["cart"]["title"])
    await page.get_by_role("link", name=t["cart"]["checkout"]).click()
    await arrive(form["address_title"])
    await page.get_by_role("button", name=form["to_payment"]).click()
    await page.get_by_role("link", name=errors["postcode"]).wait_for()
    await stands_well(page, language)
    told = {"name": "Nguyễn Thùy Linh", "email": f"linh{width}@mailbox.test", "phone": "0168 000 0142"}
    told |= {"street": "25 ngõ 81 phố Láng Hạ", "postcode": "11500", "city": "Hà Nội"}
    for name, text in told.items():
        await page.get_by_label(form[name], exact=True).fill(text)
    await page.get_by_label(form["country"]).select_option(label=t["countries"]["VN"])
    await page.get_by_role("button", name=form["to_payment"]).click()
    await arrive(form["payment_title"])
    await page.get_by_label(form["card_name"]).fill("NGUYEN THUY LINH")
    await page.get_by_label(form["expiry"]).fill("12/34")
    await page.get_by_role("checkbox").check()
    for card in ("4000 0000 0000 0002", "4242 4242 4242 4242"):
        await page.get_by_label(form["card_number"]).fill(card)
        await page.get_by_label(form["cvc"]).fill("123")
        await page.get_by_role("button", name=form["order"]).click()
        if card.startswith("4000"):
            await page.get_by_role("alert").get_by_role("heading", name=form["declined_title"]).wait_for()
            await stands_well(page, language)
    await arrive(t["placed"]["title"])


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guest_orders_and_follows_the_parcel(open_shop: Open, open_browser: Open, language: str) -> None:
    async def play() -> None:
        async with open_shop() as world, open_browser(world.shop) as browser:
            t = words(language)
            for width in WIDTHS:
                page = await browser.new_page(locale=LOCALES[language], viewport={"width": width, "height": 900})
                troubles: list[str] = []
                page.on("pageerror", lambda error: troubles.append(str(error)))  # noqa: B023
                page.on("requestfailed", lambda request: note(troubles, request))  # noqa: B023
                with world.clock.working():
                    await walk(page, language, width)
                    order = world.shop.orders[-1]
                    assert await page.locator("#order-number").inner_text() == order.number
                    assert await page.locator("#order-total").inner_text() == money(order.total, order.currency, language)
                    assert await page.locator("#order-delivery-date").inner_text() == day(order.delivery_date, language)
                    await page.get_by_role("link", name=t["placed"]["track"]).click()
                    assert await page.get_by_role("status").inner_text() == t["stages"]["placed"]
                    await stands_well(page, language)
                    await world.later(hours=27)
                    await page.get_by_role("link", name=t["nav"]["orders"]).click()
                    await page.get_by_label(t["checkout"]["email"]).fill(order.address.email)
                    await page.get_by_label(t["checkout"]["postcode"]).fill("11 500")
                    await page.get_by_role("button", name=t["orders"]["find"]).click()
                    await page.get_by_role("link", name=t["orders"]["open"].format(number=order.number)).click()
                    assert await page.get_by_role("status").inner_text() == t["stages"]["shipped"]
                    await page.get_by_role("link", name=t["order"]["carrier"].format(carrier="Vận Chuyển Én")).click()
                    await page.get_by_role("heading", name=t["carrier"]["stages"]["shipped"], level=1).wait_for()
                    assert urlsplit(page.url).hostname == "track.vanchuyen.test"
                    await stands_well(page, language)
                    assert troubles == []
                await close_page(page)
            assert len(world.shop.orders) == len(WIDTHS)

    asyncio.run(play())


def note(troubles: list[str], request: Request) -> None:
    if request.failure != "net::ERR_ABORTED":  # it was left behind with its page
        troubles.append(f"{request.failure} {request.url}")


def everything(new: Order, old: Order, returned: Return) -> Iterator[tuple[str, Product | str]]:
    """Every page that links lead to; payment, what follows it, and logging out are reached by forms."""
    yield from (
        (name, "")
        for name in ("home", "products", "cart", "checkout", "orders", "contact", "faq", "imprint", "care", "withdraw")
    )
    yield from ((name, "") for name in ("account", "log_in", "register"))
    yield from (("product", product) for product in goods().values())
    yield from (("policy", name) for name in POLICIES)
    yield from ((name, order.secret) for order in (new, old) for name in ("placed", "order"))
    yield from ((name, new.secret) for name in ("change_order", "cancel_order"))
    yield from ((name, old.secret) for name in ("invoice", "book_return"))
    yield from ((name, returned.secret) for name in ("return", "label"))


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_page_in_the_right_language(open_shop: Open, open_browser: Open, language: str) -> None:
    async def crawl() -> None:
        async with open_shop() as world, open_browser(world.shop) as browser:
            with world.clock.working():
                placed = [await world.client.order(language, {"mug": "2"})]
                await world.later(days=4)
                old = world.shop.orders[0]
                returned = await world.client.send_back(language, old, {"mug": "1"})
                placed.append(await world.client.order(language))
                page = await browser.new_page(locale=LOCALES[language], viewport={"width": 375, "height": 800})
                await page.goto(f"https://www.gomsen.test{path('product', language, goods()['mug'])}")
                await page.get_by_role("button", name=words(language)["product"]["add"]).click()
                wanted = [answer.url for answer in (*placed, returned)]
                wanted += [f"https://{host}/{language}/" for host in ("www.gomsen.test", "track.vanchuyen.test")]
                seen = await follow(page, world.client, wanted, language)
                pages = everything(world.shop.orders[1], old, world.shop.returns[0])
                known = {path(name, language, item) for name, item in pages} | {parcel_path(language, old.tracking)}
                assert {urlsplit(url).path for url in seen if f"/{language}/" in url} == known

    asyncio.run(crawl())


async def follow(page: Page, client: Any, wanted: list[str], language: str) -> set[str]:
    """Open these pages and all that they lead to; each must answer, stand well and stay in its language."""
    seen: set[str] = set()
    others = set(LANGUAGES) - {language}
    while wanted:
        url = wanted.pop()
        if url in seen or urlsplit(url).scheme != "https":
            continue
        seen.add(url)
        if url.endswith(".pdf"):
            document = await client.get(url)
            assert (document.status, document.headers["content-type"]) == (200, "application/pdf"), url
            continue
        response = await page.goto(url)
        assert response and response.status == 200, url
        spoken = urlsplit(url).path.split("/")[1]
        await stands_well(page, spoken)
        if spoken in others:
            continue  # the switch works; the other languages have a crawl of their own
        links = await page.locator("a").evaluate_all("all => all.map(a => [a.href, a.lang])")
        for href, lang in links:
            assert urlsplit(href).scheme in {"https", "tel", "mailto"}, (url, href)
            assert lang in others or others.isdisjoint(urlsplit(href).path.split("/")[1:2]), (url, href)
            wanted.append(urldefrag(href).url)
    return seen


@pytest.mark.parametrize("host", ["www.gomsen.test", "track.vanchuyen.test"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_does_not_exist_gets_a_page_in_its_language(open_shop: Open, host: str, language: str) -> None:
    async def look() -> None:
        async with open_shop() as world:
            answer = await world.client.get(f"https://{host}/{language}/nothing")
            assert answer.status == 404
            assert answer.page.css_first("html").attributes["lang"] == language
            assert answer.page.css("a[href^='tel:']")

    asyncio.run(look())


def test_the_front_door_follows_the_browsers_language(open_shop: Open) -> None:
    async def look() -> None:
        async with open_shop() as world:
            for host in ("https://www.gomsen.test/", "https://gomsen.test/", "https://track.vanchuyen.test/"):
                answer = await world.client.get(host, **{"Accept-Language": "en-GB,en;q=0.9"})
                assert (answer.status, urlsplit(answer.url).path) == (200, "/en/")

    asyncio.run(look())


def test_two_systems_write_in_shop_time(open_shop: Open) -> None:
    async def order() -> None:
        async with open_shop() as world:
            started = time.monotonic()
            placed = await world.client.order("en")
            assert "Thank you" in placed.text
            await world.later(hours=30)
            assert time.monotonic() - started < 20
            order = world.shop.orders[0]
            [(confirmed, confirmation)] = world.from_system("orders@gomsen.test")
            [(shipped, notice)] = world.from_system("ship@gomsen.test")
            assert timedelta() <= confirmed - order.placed < timedelta(minutes=1)
            assert timedelta() <= shipped - order.placed - PACKING < timedelta(minutes=1)
            for at, mail in ((confirmed, confirmation), (shipped, notice)):
                assert abs(mail["Date"].datetime - at) < timedelta(minutes=1)
                assert order.number in mail["Subject"]

    asyncio.run(order())


def test_a_shop_closes_at_once_and_forgets_its_mails(open_shop: Open) -> None:
    async def close() -> None:
        async with open_shop() as world:
            with world.clock.working():
                await world.client.order("en")
                started = time.monotonic()
                await world.shop.__aexit__(None, None, None)
                assert time.monotonic() - started < 0.3
            await world.later(hours=40)
            assert world.from_system("ship@gomsen.test") == []

    asyncio.run(close())


def test_shops_in_one_process_know_nothing_of_each_other(open_shop: Open) -> None:
    async def order() -> None:
        async with open_shop() as one, open_shop(["good_card_declined"]) as two:
            await one.client.order("vi")
            await two.client.order("vi")
            assert (len(one.shop.orders), len(two.shop.orders)) == (1, 0)
            assert one.shop.spki != two.shop.spki
            secret = one.shop.orders[0].secret
            assert (await two.client.get(f"/vi/don-hang/{secret}")).status == 404

    asyncio.run(order())


def test_guests_who_give_the_wrong_postcode_are_told_what_to_do(open_shop: Open) -> None:
    async def look() -> None:
        async with open_shop() as world:
            await world.client.order("en")
            answer = await world.client.post("/en/orders", email="linh@mailbox.test", postcode="99999")
            assert words("en")["orders"]["none_title"] in answer.text and "1800 0108" in answer.at("[role=status]")
            assert world.shop.orders[0].number not in answer.text
            assert "linh" not in answer.url

    asyncio.run(look())


def test_looking_around_sets_no_cookie(open_shop: Open) -> None:
    async def look() -> None:
        async with open_shop() as world:
            for address in ("/en/", "/en/products", "/en/cart", "/en/orders"):
                answer = await world.client.get(address)
                assert answer.cookies == []
            assert len((await world.client.post("/en/cart", add="mug")).cookies) == 1

    asyncio.run(look())

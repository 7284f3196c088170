"""Asking and finding answers on the pages: the form, the page of a case, frequent questions, policies."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from shopper.practice_shop.contact_pages import LARGEST_PHOTO, QUESTIONS
from shopper.practice_shop.goods import CURRENCIES, RATES
from shopper.practice_shop.paths import LANGUAGES, POLICIES, path
from shopper.practice_shop.rendering import money, words
from shopper.practice_shop.tenant import GOM_SEN

Open = Callable[..., Any]


@contextlib.asynccontextmanager
async def at_work(open_shop: Open) -> AsyncIterator[Any]:
    """A shop whose clock jumps only where the test lets time pass."""
    async with open_shop() as world:
        with world.clock.working():
            yield world


JPEG = b"\xff\xd8\xff\xe0 a picture"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_gets_a_case_and_the_page_says_when_the_answer_comes(open_shop: Open, language: str) -> None:
    async def ask() -> None:
        t = words(language)
        async with at_work(open_shop) as world:
            asked = await world.client.ask(language, photo=JPEG, order="gs41207", topic="warranty")
            assert asked.at("h1") == t["case"]["title"]
            assert asked.at("#case-number") == "HD-30418"
            for text in ("GS-41207", t["topics"]["warranty"], t["case"]["in_hours"], t["case"]["photo"], t["case"]["waiting"]):
                assert text in asked.text
            await world.later(hours=3)
            answered = await world.client.get(asked.url)
            assert t["case"]["waiting"] not in answered.text and world.shop.tickets[0].agent in answered.at("[role=status]")

    asyncio.run(ask())


def test_out_of_hours_the_page_says_when_somebody_is_back(open_shop: Open) -> None:
    async def ask() -> None:
        async with at_work(open_shop) as world:
            await world.later(days=4, hours=10)  # from Monday morning to Friday evening
            asked = await world.client.ask("en")
            assert "We are back at 08:00, Monday, 9 March 2026" in asked.text
            complaint = await world.client.ask("en", topic="complaint")
            assert complaint.at("h1") == "We have your complaint" and "within 3 working days" in complaint.text

    asyncio.run(ask())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_typed_stays_and_every_mistake_is_named(open_shop: Open, language: str) -> None:
    async def ask() -> None:
        async with at_work(open_shop) as world:
            answer = await world.client.ask(
                language, photo=b"MZ not a picture", name="", email="linh@", topic="weather", order="12", message=" hi "
            )
            wrong = {"name", "email", "topic", "order", "message", "photo"}
            assert {node.id.removesuffix("-error") for node in answer.page.css(".error")} == wrong
            assert {node.attributes["href"] for node in answer.page.css("[role=alert] a")} == {f"#{name}" for name in wrong}
            for name in wrong:
                assert answer.page.css_first(f"#{name}").attributes["aria-invalid"] == "true"
            assert answer.page.css_first("#email").attributes["value"] == "linh@"
            assert answer.at("#message") == "hi"
            assert "GS-41207" in answer.at("#order-error")
            await world.later(days=1)
            assert world.mails == []

    asyncio.run(ask())


@pytest.mark.parametrize(
    ("photo", "taken"),
    [
        (JPEG, True),
        (b"\x89PNG\r\n\x1a\n...", True),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", True),
        (b"<svg onload='alert(1)'>", False),
        (b"", False),
        (JPEG + bytes(LARGEST_PHOTO), False),
        (JPEG + bytes(4 * LARGEST_PHOTO), False),
    ],
    ids=["jpeg", "png", "webp", "svg", "empty", "too large", "far too large"],
)
def test_a_photo_is_a_picture_of_at_most_five_megabytes(open_shop: Open, photo: bytes, taken: bool) -> None:
    async def ask() -> None:
        async with at_work(open_shop) as world:
            answer = await world.client.ask("en", photo=photo)
            assert (answer.page.css_first("#case-number") is not None) is taken
            assert (answer.page.css_first("#photo-error") is None) is taken

    asyncio.run(ask())


def test_lines_and_markup_of_a_question_stay_what_they_are(open_shop: Open) -> None:
    async def ask() -> None:
        async with at_work(open_shop) as world:
            asked = await world.client.ask("en", message="First line\r\nsecond <b>line</b> {phone}")
            assert asked.page.css_first("blockquote").text() == "First line\nsecond <b>line</b> {phone}"
            await world.later(hours=3)
            html = world.mails[-1][1].get_body(("html",)).get_content()
            assert "First line<br>second &lt;b&gt;line&lt;/b&gt; {phone}" in html

    asyncio.run(ask())


def test_a_case_and_its_survey_open_by_their_secret_only(open_shop: Open) -> None:
    async def look() -> None:
        async with at_work(open_shop) as world:
            asked = await world.client.ask("en")
            for page in ("case", "survey"):
                assert (await world.client.get(path(page, "en", "HD-30418"))).status == 404
                assert (await world.client.get(quote(path(page, "en", "không")))).status == 404
            secret = asked.url.rpartition("/")[2]
            survey = path("survey", "en", secret)
            assert "HD-30418" in (await world.client.get(survey)).text
            assert words("en")["survey"]["error"] in (await world.client.post(survey, comment="fine")).at("[role=alert]")
            assert (await world.client.post(survey, mark="5")).at("h1") == words("en")["survey"]["thanks"]

    asyncio.run(look())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_frequent_question_is_shown_and_the_list_is_long_enough(open_shop: Open, language: str) -> None:
    async def look() -> None:
        async with at_work(open_shop) as world:
            page = await world.client.get(path("faq", language))
            shown = [node.id for node in page.page.css("details")]
            assert shown == [id for ids in QUESTIONS.values() for id in ids] and len(shown) >= 20
            assert set(shown) == set(words(language)["faq"]["questions"])

    asyncio.run(look())


@pytest.mark.parametrize(
    ("language", "query", "first"),
    [
        ("vi", "hoá đơn", "invoice"),
        ("vi", "hoa don", "invoice"),
        ("vi", "bao lâu giao hàng", "delivery_time"),
        ("vi", "hoan tien", "refund_when"),
        ("en", "invoice", "invoice"),
        ("en", "How much does delivery cost?", "delivery_cost"),
        ("en", "microwave", "care"),
        ("en", "opening hours", "hours"),
        ("en", "cancel", "cancel_order"),
        ("de", "Rechnung", "invoice"),
        ("de", "Was kostet die Lieferung?", "delivery_cost"),
        ("de", "spulmaschine", "care"),
        ("fr", "facture", "invoice"),
        ("fr", "carte refusee", "card_declined"),
        ("fr", "lave-vaisselle", "care"),
    ],
)
def test_a_search_finds_the_answer_first(open_shop: Open, language: str, query: str, first: str) -> None:
    async def search() -> None:
        async with at_work(open_shop) as world:
            page = await world.client.get(f"{path('faq', language)}?q={quote(query)}")
            found = page.page.css("details[open]")
            assert found[0].id == first
            assert page.page.css_first("#sought").attributes["value"] == query
            assert page.page.css_first("#q").attributes["value"] == ""  # the search for products is another one

    asyncio.run(search())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_ask_whether_they_helped_and_say_thank_you(open_shop: Open, language: str) -> None:
    async def look() -> None:
        async with at_work(open_shop) as world:
            t = words(language)["faq"]
            page = await world.client.get(path("faq", language))
            assert page.at("#helped") == t["helped"] and len(page.page.css("form.helped button")) == 2
            answered = await world.client.get(f"{path('faq', language)}?helped=no")
            assert answered.at(".helped[role=status]") == t["helped_thanks"] and not answered.page.css("form.helped")

    asyncio.run(look())


def test_a_search_without_an_answer_leads_to_a_person(open_shop: Open) -> None:
    async def search() -> None:
        async with at_work(open_shop) as world:
            page = await world.client.get("/en/faq?q=<b>zyx")
            assert "<b>zyx" in page.at("[role=status]") and "1800 0108" in page.at("[role=status]")
            assert page.page.css_first(".notice a[href='/en/contact']") and not page.page.css("details")

    asyncio.run(search())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_costs_are_the_same_wherever_they_stand(open_shop: Open, language: str) -> None:
    async def compare() -> None:
        async with at_work(open_shop) as world:
            currency = CURRENCIES[language]
            costs = {money(rate.price[currency], currency, language) for rate in RATES.values()}
            fees = await world.client.get(path("policy", language, "fees"))
            delivery = await world.client.get(path("policy", language, "delivery"))
            questions = await world.client.get(path("faq", language))
            await world.client.post(path("cart", language), add="mug")
            checkout = await world.client.get(path("checkout", language))
            for page in (fees, delivery, questions, checkout):
                assert [cost for cost in costs if " ".join(cost.split()) not in " ".join(page.text.split())] == []

    asyncio.run(compare())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_questions_complaints_and_all_policies(open_shop: Open, language: str) -> None:
    async def look() -> None:
        async with at_work(open_shop) as world:
            page = await world.client.get(path("home", language))
            links = {node.attributes["href"] for node in page.page.css("footer a")}
            assert {path("policy", language, name) for name in POLICIES} <= links
            assert {path("faq", language), path("contact", language), path("imprint", language)} <= links

    asyncio.run(look())


def test_the_complaint_route_leads_to_the_form_for_it(open_shop: Open) -> None:
    async def look() -> None:
        async with at_work(open_shop) as world:
            route = await world.client.get(path("policy", "en", "complaints"))
            assert "Trần Minh Sen" in route.text and "consumer protection association" in route.text
            form = await world.client.get(route.page.css_first("article .button").attributes["href"])
            assert form.page.css_first("option[selected]").attributes["value"] == "complaint"

    asyncio.run(look())


def test_an_answer_comes_after_two_and_a_half_hours_of_service_and_a_survey_on_the_next_afternoon(open_shop: Open) -> None:
    async def ask() -> None:
        async with at_work(open_shop) as world:
            await world.client.ask("en")
            [ticket] = world.shop.tickets
            await world.later(days=3)
            [(acknowledged, _), (answered, answer), (surveyed, survey)] = world.mails
            assert timedelta() <= acknowledged - ticket.asked < timedelta(minutes=1)
            assert timedelta() <= answered - ticket.asked - timedelta(hours=2, minutes=30) < timedelta(minutes=1)
            sent, day = (at.astimezone(GOM_SEN.timezone) for at in (surveyed, ticket.asked))
            assert (sent.date() - day.date(), sent.hour, sent.minute) == (timedelta(days=1), 16, 30)
            assert "320 ml" in answer.get_body(("plain",)).get_content()
            link = next(line for line in survey.get_body(("plain",)).get_content().splitlines() if line.startswith("https"))
            assert (await world.client.get(link)).at("h1") == words("en")["survey"]["title"]

    asyncio.run(ask())


def test_an_answer_knows_the_customers_own_order_and_nobody_elses(open_shop: Open) -> None:
    async def ask() -> None:
        async with at_work(open_shop) as world:
            await world.client.order("en")
            order = world.shop.orders[0]
            await world.client.ask("en", topic="delivery", order=order.number)
            await world.client.ask("en", topic="delivery", order=order.number, email="stranger@mailbox.test")
            await world.later(hours=3)
            mine, strangers = (
                next(mail for _, mail in world.from_system("help@") if mail["To"] == to and "Re:" in mail["Subject"])
                for to in ("Nguyễn Thùy Linh <linh@mailbox.test>", "Nguyễn Thùy Linh <stranger@mailbox.test>")
            )
            state = f"Your order {order.number} is being packed"
            assert state in mine.get_body(("plain",)).get_content()
            assert state not in strangers.get_body(("plain",)).get_content()

    asyncio.run(ask())

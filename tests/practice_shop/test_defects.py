"""Defects by name: known ones, unknown ones, and that each breaks what it says and nothing else."""

import asyncio
import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from shopper.errors import UsageError
from shopper.practice_shop.defects import DEFECTS, chosen
from shopper.practice_shop.goods import goods
from shopper.practice_shop.paths import LANGUAGES, path
from shopper.practice_shop.rendering import words

DELIVERY_PAGE = {language: path("policy", language, "delivery") for language in LANGUAGES}


@pytest.mark.parametrize(("name", "near"), [("confirmation_lat", "confirmation_late, "), ("zzz", "")])
def test_an_unknown_defect_is_refused_with_the_five_nearest_names(name: str, near: str) -> None:
    with pytest.raises(UsageError, match=f"no defect `{name}`") as refused:
        chosen([name])
    assert f"The nearest: {near}" in str(refused.value) and "shopper explain defects" in str(refused.value)
    assert len(set(re.findall(r"\w+", str(refused.value).partition("The nearest: ")[2])) & set(DEFECTS)) == 5


def test_defects_are_listed_under_their_names() -> None:
    assert all(name == defect.name for name, defect in DEFECTS.items())
    assert chosen(list(DEFECTS)) == frozenset(DEFECTS)


async def portrait(open_shop: Callable[..., Any], language: str, *defects: str) -> dict[str, str]:
    """What a customer meets, aside from numbers that differ between orders."""
    async with open_shop(defects) as world:
        client = world.client
        seen: dict[str, str] = {}

        def note(name: str, answer: Any) -> Any:
            seen[name] = f"{answer.status} {answer.text}"
            return answer

        with world.clock.working():
            note("delivery terms", await client.get(DELIVERY_PAGE[language]))
            product = await client.get(path("product", language, goods()["mug"]))
            seen["product"] = product.page.html or ""
            care = next(link for link in product.page.css("main a") if link.text() == words(language)["product"]["care"])
            note("care", await client.get(care.attributes["href"]))
            payment = await client.to_payment(language, {"mug": "1"})
            note("cart", await client.get(path("cart", language)))
            note("payment", payment)
            note("confirmation", await client.pay(language, payment))
            other = type(client)(world.shop.routes)
            note("declined", await other.pay(language, await other.to_payment(language, {"mug": "1"}), "4000000000000002"))
            await world.later(hours=30)
            for order in world.shop.orders:
                paths = {"vi": ("don-hang", "kien-hang"), "en": ("orders", "parcels")}[language]
                note("tracking", await client.get(f"/{language}/{paths[0]}/{order.secret}"))
                note("carrier", await client.get(f"https://track.vanchuyen.test/{language}/{paths[1]}/{order.tracking}"))
                for name, text in seen.items():
                    seen[name] = text.replace(order.tracking, "TRACKING").replace(order.secret, "SECRET")
        await world.later(days=3)
        for order in world.shop.orders:
            await client.send_back(language, order, {"mug": "1"})
        await world.later(days=6)
        for at, mail in world.mails:
            system = mail["From"].addresses[0].username
            if f"{system} sent" in seen:
                system += " again"
            delay = at - world.shop.orders[0].placed
            seen[f"{system} sent"] = str(delay - timedelta(seconds=delay.total_seconds() % 60))
            seen[f"{system} subject"] = mail["Subject"]
            for kind in ("plain", "html"):
                body = mail.get_body((kind,)).get_content()
                for told in (*world.shop.orders, *world.shop.returns):
                    body = body.replace(told.secret, "SECRET")
                order = world.shop.orders[0]
                seen[f"{system} {kind}"] = body.replace(order.tracking, "TRACKING").replace(order.tracking[:-6], "CUT")
            for document in mail.iter_attachments():
                told = PdfReader(io.BytesIO(document.get_content())).pages[0].extract_text()
                seen[f"{system} pdf"] = seen.get(f"{system} pdf", "") + told
        return seen


async def service(open_shop: Callable[..., Any], language: str, *defects: str) -> dict[str, str]:
    """What a customer meets who asks: on the pages, in the chat, by mail."""
    async with open_shop(defects) as world:
        client = world.client
        with world.clock.working():
            pages = {name: await client.get(path(name, language)) for name in ("home", "contact", "faq", "imprint")}
            pages["case"] = await client.ask(language)
            await client.post(path("chat", language), text={"vi": "Cho tôi gặp nhân viên", "en": "A person, please"}[language])
            await world.later(minutes=1)
            chat = await client.get(f"{path('chat_next', language)}?after=0")
            seen = {name: page.text for name, page in pages.items()} | {"chat": chat.body.decode()}
            await world.later(days=9)
        [ticket] = world.shop.tickets
        for at, mail in world.mails:
            name = mail["From"].addresses[0].username + (" automatic" if mail["Auto-Submitted"] == "auto-replied" else "")
            delay = at - ticket.asked
            seen[f"{name} sent"] = str(delay - timedelta(seconds=delay.total_seconds() % 60))
            seen[f"{name} subject"] = mail["Subject"]
            for kind in ("plain", "html"):
                seen[f"{name} {kind}"] = mail.get_body((kind,)).get_content().replace(ticket.secret, "SECRET")
        return seen


MAIL = ("sent", "subject", "plain", "html")
ORDERS, PACKING, SHIP = ({f"{system} {part}" for part in MAIL} for system in ("orders", "packing", "ship"))
AFTER_THE_ORDER = {
    f"{system} {part}"
    for system in ("orders", "packing", "ship", "invoices", "notice", "notice again", "returns", "returns again")
    for part in MAIL
} | {"orders pdf", "invoices pdf", "returns pdf"}
CHANGES = {
    "confirmation_late": {"orders sent"},
    "confirmation_missing": ORDERS | {"orders pdf"},
    "shipping_notice_missing": SHIP,
    "shipping_mail_in_other_language": SHIP - {"ship sent"},
    "shipping_mail_other_order_number": SHIP - {"ship sent"},
    "confirmation_total_wrong": {"orders plain", "orders html"},
    "tracking_link_broken": {"ship plain", "ship html"},
    "delivery_page_broken": {"delivery terms"},
    "tracking_page_error_text": {"tracking"},
    "checkout_without_contact": {"payment", "declined"},
    "gateway_failure_silent": set(),  # what a script would say in a browser
    "carrier_failure_silent": {"tracking"},
    "hours_not_shown": {"delivery terms", "product", "care", "cart", "payment", "declined", "confirmation", "tracking"},
    "delivery_terms_in_other_language": {"delivery terms"},
    "care_link_broken": {"product", "care"},
    "price_rises_in_cart": {"cart", "payment", "declined", "confirmation", "tracking"}
    | {f"{system} {part}" for system in ("orders", "ship", "invoices") for part in ("plain", "html")}
    | {f"{system} {part}" for system in ("returns", "returns again") for part in ("plain", "html")}
    | {"invoices pdf"},
    "script_error_on_product_page": {"product"},
    "good_card_declined": {"confirmation", "tracking", "carrier"} | AFTER_THE_ORDER,
    "ready_to_ship_after_shipping": {"packing sent"},
    "confirmation_sent_twice": {f"orders again {part}" for part in (*MAIL, "pdf")},
    "invoice_without_logo": {"invoices html"},
    "invoice_mojibake": {"invoices plain", "invoices html"},
    "invoice_total_wrong": {"invoices pdf"},
    "shipping_mail_half_translated": {"ship plain", "ship html"},
    "ready_to_ship_placeholder": {"packing plain", "packing html"},
    "ready_to_ship_dead_end": PACKING ^ {f"no-reply {part}" for part in MAIL},
    "refund_too_small": {"returns again plain", "returns again html"},
}


SERVICE = {
    "survey_from_unknown_sender": {f"{sender} {part}" for sender in ("survey", "feedback") for part in MAIL},
    "acknowledgement_slow": {"help automatic sent"},
    "answer_slow": {"help sent", "survey sent"},
    "survey_before_answer": {"survey sent"},
    "survey_never_sent": {f"survey {part}" for part in MAIL},
    "survey_at_night": {"survey sent"},
    "hours_not_shown": {"home", "contact", "faq", "imprint", "case"},
    "chat_turns_into_email": {"chat"},
}


ELSEWHERE = {
    "agent_unkind", "bot_contradicts_itself", "bot_loops", "bot_without_exit", "bot_without_links", "chat_asks_again",
    "chat_hands_round", "chat_open_at_night", "chat_sends_to_phone", "chat_slow", "chat_states_other_window",
    "cart_forgotten", "cart_lost_after_decline", "contact_form_swallows", "front_without_encryption", "help_search_slow",
    "needless_pages", "tracking_behind_login",
}  # fmt: skip
"""They show in a talk, in time, or in what a form leads to, which is not compared here: each has a journey that meets it."""


def test_every_defect_that_the_shop_plays_by_name_has_its_expected_change() -> None:
    """Those of `kinds` and `redo` say themselves how they spoil a mail or a page, and no other is handed to them."""
    by_name = {name for name, defect in DEFECTS.items() if not defect.kinds and not defect.redo}
    assert set(CHANGES) | set(SERVICE) | ELSEWHERE == by_name


def test_each_defect_of_the_service_changes_what_it_says_and_nothing_else(open_shop: Callable[..., Any]) -> None:
    async def compare() -> None:
        clean = await service(open_shop, "vi")
        assert await service(open_shop, "vi") == clean
        for name, changes in SERVICE.items():
            broken = await service(open_shop, "vi", name)
            assert {part for part in clean.keys() | broken.keys() if clean.get(part) != broken.get(part)} == changes, name

    asyncio.run(compare())


def test_defects_of_the_service_do_what_they_say(open_shop: Callable[..., Any]) -> None:
    async def look() -> None:
        clean = await service(open_shop, "en")
        assert (clean["help automatic sent"], clean["help sent"]) == ("0:00:00", "2:30:00")
        slow = await service(open_shop, "en", "acknowledgement_slow", "answer_slow")
        assert (slow["help automatic sent"], slow["help sent"]) == ("0:25:00", "4 days, 2:30:00")
        secret = await service(open_shop, "en", "hours_not_shown")
        for name in SERVICE["hours_not_shown"]:
            assert "18:00" not in secret[name] and "18:00" in clean[name], name

    asyncio.run(look())


@pytest.mark.parametrize("language", LANGUAGES)
def test_delivery_terms_speak_the_other_language_between_head_and_foot(open_shop: Callable[..., Any], language: str) -> None:
    async def look() -> None:
        other = {"vi": "en", "en": "vi", "de": "en", "fr": "en"}[language]
        async with open_shop(["delivery_terms_in_other_language"]) as world:
            page = await world.client.get(DELIVERY_PAGE[language])
            assert page.at("h1") == words(other)["policies"]["delivery"]["title"]
            assert (
                words(language)["nav"]["products"] in page.at("header")
                and page.at("footer h2") == words(language)["footer"]["contact"]
            )
            returns = await world.client.get(path("policy", language, "returns"))
            assert returns.at("h1") == words(language)["policies"]["returns"]["title"]

    asyncio.run(look())


def test_each_defect_changes_what_it_says_and_nothing_else(open_shop: Callable[..., Any]) -> None:
    async def compare() -> None:
        clean = await portrait(open_shop, "vi")
        assert await portrait(open_shop, "vi") == clean
        for name, changes in CHANGES.items():
            broken = await portrait(open_shop, "vi", name)
            assert {part for part in clean.keys() | broken.keys() if clean.get(part) != broken.get(part)} == changes, name

    asyncio.run(compare())


def test_defects_do_what_they_say(open_shop: Callable[..., Any]) -> None:
    async def look() -> None:
        clean = await portrait(open_shop, "en")
        assert clean["delivery terms"].startswith("200") and clean["tracking"].startswith("200")
        assert (await portrait(open_shop, "en", "confirmation_late"))["orders sent"] == "0:20:00"
        assert (await portrait(open_shop, "en", "delivery_page_broken"))["delivery terms"].startswith("500")
        apology = (await portrait(open_shop, "en", "tracking_page_error_text"))["tracking"]
        assert apology.startswith("200") and "something went wrong" in apology and "GS-" not in apology
        silent = (await portrait(open_shop, "en", "checkout_without_contact"))["payment"]
        assert not any(way in silent for way in ("1800", "hello@", "Contact", "Imprint"))
        assert "1800 0108" in clean["payment"] and "hello@gomsen.test" in clean["payment"]
        assert "Card declined" in (await portrait(open_shop, "en", "good_card_declined"))["confirmation"]

    asyncio.run(look())


def test_defects_can_be_combined(open_shop: Callable[..., Any]) -> None:
    seen = asyncio.run(portrait(open_shop, "vi", "confirmation_missing", "delivery_page_broken"))
    assert "orders sent" not in seen and seen["delivery terms"].startswith("500") and "ship sent" in seen

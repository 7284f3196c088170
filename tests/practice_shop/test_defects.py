"""Defects by name: known ones, unknown ones, and that each breaks what it says and nothing else."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from shopper.errors import UsageError
from shopper.practice_shop.defects import DEFECTS, chosen

DELIVERY_PAGE = {"vi": "/vi/chinh-sach/giao-hang", "en": "/en/policies/delivery"}


def test_an_unknown_defect_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="Did you mean `confirmation_late`"):
        chosen(["confirmation_lat"])
    with pytest.raises(UsageError, match="no defect `zzz`"):
        chosen(["zzz"])


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
            payment = await client.to_payment(language, {"mug": "1"})
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
        for at, mail in world.mails:
            system = mail["From"].addresses[0].username
            delay = at - world.shop.orders[0].placed
            seen[f"{system} sent"] = str(delay - timedelta(seconds=delay.total_seconds() % 60))
            seen[f"{system} subject"] = mail["Subject"]
            for kind in ("plain", "html"):
                body = mail.get_body((kind,)).get_content()
                order = world.shop.orders[0]
                seen[f"{system} {kind}"] = body.replace(order.tracking, "TRACKING").replace(order.secret, "SECRET")
                seen[f"{system} {kind}"] = seen[f"{system} {kind}"].replace(order.tracking[:-6], "CUT")
        return seen


ORDERS = {"orders sent", "orders subject", "orders plain", "orders html"}
SHIP = {"ship sent", "ship subject", "ship plain", "ship html"}
CHANGES = {
    "confirmation_late": {"orders sent"},
    "confirmation_missing": ORDERS,
    "shipping_notice_missing": SHIP,
    "shipping_mail_in_other_language": SHIP - {"ship sent"},
    "shipping_mail_other_order_number": SHIP - {"ship sent"},
    "confirmation_total_wrong": {"orders plain", "orders html"},
    "tracking_link_broken": {"ship plain", "ship html"},
    "delivery_page_broken": {"delivery terms"},
    "tracking_page_error_text": {"tracking"},
    "checkout_without_contact": {"payment", "declined"},
    "good_card_declined": {"confirmation", "tracking", "carrier"} | ORDERS | SHIP,
}


def test_every_defect_has_its_expected_change() -> None:
    assert set(CHANGES) == set(DEFECTS)


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

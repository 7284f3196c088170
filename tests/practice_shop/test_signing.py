"""DKIM: what arrives can be verified with the keys that the shop publishes, and a changed mail cannot."""

import asyncio
import email
import re
import time
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import dkim
import pytest

from shopper.practice_shop.systems.back_office import SYSTEMS
from shopper.practice_shop.systems.signing import signed
from shopper.practice_shop.tenant import GOM_SEN

OpenShop = Callable[..., Any]


def test_what_arrives_is_signed_by_the_system_that_sent_it(open_shop: OpenShop) -> None:
    async def order() -> None:
        async with open_shop() as world:
            await world.client.order("vi")
            await world.later(days=4)
            published = world.shop.dns

            def txt(name: bytes, timeout: int = 5) -> bytes:
                return published[name.decode().rstrip(".")].encode()

            assert len([name for name in published if "._domainkey." in name]) == len(SYSTEMS)
            selectors = set()
            assert len(world.raw) == 6
            for raw in world.raw:
                assert dkim.verify(raw, dnsfunc=txt)
                assert not dkim.verify(raw.replace(b"GS-41207", b"GS-41208"), dnsfunc=txt)
                signature = email.message_from_bytes(raw)["DKIM-Signature"]
                selectors.add(".".join(re.findall(r"\b[sd]=([\w.-]+)", signature)[::-1]))
            hosts = (f"{name}.gomsen.test" for name in ("platform", "order-management", "shipping", "erp"))
            assert selectors == {*hosts, "carrier.vanchuyen.test"}

    asyncio.run(order())


def test_a_name_that_nobody_published_has_no_key(open_shop: OpenShop) -> None:
    async def ask() -> None:
        async with open_shop() as world:
            with pytest.raises(KeyError):
                world.shop.dns["platform._domainkey.lobau.test"]

    asyncio.run(ask())


def test_a_key_is_made_once_and_signing_is_cheap() -> None:
    message = EmailMessage()
    message["From"], message["Message-ID"] = "orders@gomsen.test", f"<1@{SYSTEMS[0].host(GOM_SEN)}>"
    message.set_content("Xin chào")
    signed(message)
    started = time.process_time()
    for _ in range(20):
        signed(message)
    assert time.process_time() - started < 2  # making twenty keys would take longer

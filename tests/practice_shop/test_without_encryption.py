"""What the shop says to whoever comes by `http://`."""

import asyncio
import http.client
from collections.abc import Callable
from typing import Any

import pytest

HOST = "www.gomsen.test"


def asked(open_shop: Callable[..., Any], *defects: str) -> tuple[int, str, bytes]:
    """Status, where it leads, and the page, of one that was asked for without TLS."""

    def ask(address: str, port: int) -> tuple[int, str, bytes]:
        connection = http.client.HTTPConnection(address, port, timeout=20)
        connection.request("GET", "/de/kontakt?a=1", headers={"Host": HOST})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", ""), answer.read()

    async def look() -> tuple[int, str, bytes]:
        async with open_shop(defects) as world:
            return await asyncio.to_thread(ask, *world.shop.routes[f"{HOST}:80"])

    return asyncio.run(look())


def test_every_page_leads_to_itself_with_tls(open_shop: Callable[..., Any]) -> None:
    assert asked(open_shop)[:2] == (301, f"https://{HOST}/de/kontakt?a=1")


@pytest.mark.parametrize("defect", ["front_without_encryption"])
def test_a_shop_that_forgot_shows_itself(open_shop: Callable[..., Any], defect: str) -> None:
    status, _, page = asked(open_shop, defect)
    assert status == 200
    assert b"<h1>" in page

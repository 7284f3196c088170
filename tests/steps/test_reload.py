"""A page is loaded again by its address alone: no form is sent twice, and no place within the page is only jumped to."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from shopper.registry import steps


@pytest.mark.parametrize("url", ["https://shop.test/cart", "https://shop.test/cart#total"])
def test_the_address_is_asked_for_again(url: str) -> None:
    verb, opened = steps()["reload"], []

    async def goto(url: str) -> None:
        opened.append(url)

    session: Any = SimpleNamespace(page=SimpleNamespace(url=url), goto=goto)
    asyncio.run(verb.run(session, verb.args()))
    assert opened == ["https://shop.test/cart"]
    assert verb.repeatable, "asking for a page again harms nobody"

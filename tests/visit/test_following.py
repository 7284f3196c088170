"""Where an address leads, redirect by redirect, and where nobody goes on."""

from __future__ import annotations

import asyncio

import pytest

from shopper.model import LinkProbe
from shopper.visit.following import MOST_HOPS, Answer, follow, target_of

SHOP = "https://www.gomsen.test"


def followed(redirects: dict[str, str], first: str = "/a", forbidden: str = "/unsubscribe") -> LinkProbe:
    async def ask(url: str) -> Answer:
        target = redirects.get(url.removeprefix(SHOP))
        return Answer(302, SHOP + target) if target else Answer(200)

    return asyncio.run(follow(SHOP + first, ask, lambda href: href != SHOP + forbidden))


def test_a_chain_is_written_down() -> None:
    probe = followed({"/a": "/b", "/b": "/c", "/c": "/d"})
    assert (probe.outcome, probe.status, probe.href, probe.url) == ("opened", 200, f"{SHOP}/a", f"{SHOP}/d")
    assert probe.redirects == (f"{SHOP}/b", f"{SHOP}/c")


def test_a_page_itself_has_no_redirects() -> None:
    assert followed({}).redirects == ()


def test_a_redirect_to_what_acts_is_not_followed() -> None:
    probe = followed({"/a": "/b", "/b": "/unsubscribe"})
    assert (probe.outcome, probe.url, probe.redirects) == ("not_opened", f"{SHOP}/unsubscribe", (f"{SHOP}/b",))


@pytest.mark.parametrize("redirects", [{"/a": "/a"}, {"/a": "/b", "/b": "/a"}])
def test_a_circle_is_told_from_a_page_that_tries_cookies(redirects: dict[str, str]) -> None:
    probe = followed(redirects)
    assert (probe.outcome, probe.reason) == ("unreachable", "it redirects in a circle")


def test_once_back_to_itself_is_no_circle() -> None:
    seen: list[str] = []

    async def ask(url: str) -> Answer:
        seen.append(url)
        return Answer(302, url) if len(seen) == 1 else Answer(200)

    assert asyncio.run(follow(SHOP, ask, lambda href: True)).outcome == "opened"


def test_a_chain_without_end_is_given_up() -> None:
    probe = followed({f"/{n}": f"/{n + 1}" for n in range(100)}, first="/0")
    assert (probe.outcome, len(probe.redirects)) == ("unreachable", MOST_HOPS - 1)


def test_where_an_answer_redirects_to() -> None:
    assert target_of(f"{SHOP}/vi/a", 301, "b?c") == f"{SHOP}/vi/b?c"
    assert target_of(SHOP, 200, "/b") == target_of(SHOP, 304, None) == ""

"""What may be explored, and what is said where nothing can be."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator

import pytest
from wide_shop import WideShop

from shopper.errors import Unreachable, UsageError
from shopper.testing import a_page
from shopper.visit.browser import Browsers
from shopper.workshop.first_look import FirstLook, address_of, first_look, may_speak, named_in


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://www.example.com", "https://www.example.com/"),
        ("www.example.com/vi", "https://www.example.com/vi"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000/"),
        ("localhost:3000/de/", "http://localhost:3000/de/"),
        (" gomsen.test ", "https://gomsen.test/"),
        ("http://nobody.invalid", "http://nobody.invalid/"),
        ("https://gốm.invalid", "https://xn--gm-j9s.invalid/"),
        ("gốm.vn/bát", "https://xn--gm-j9s.vn/bát"),
    ],
)
def test_an_address_may_be_typed_as_people_do(typed: str, url: str) -> None:
    assert address_of(typed) == url


@pytest.mark.parametrize(
    "typed",
    ["", "shop", "shop.yaml", "http://1.2", "ftp://example.com", "https://", "http://[", "mailto:a@example.com", "a b.com"],
)
def test_what_is_no_address_is_said(typed: str) -> None:
    with pytest.raises(UsageError, match="is no web address"):
        address_of(typed)


@pytest.fixture(scope="module")
def shop() -> Iterator[WideShop]:
    with contextlib.closing(WideShop()) as shop:
        yield shop


def look(*urls: str, languages: tuple[str, ...] = ()) -> list[FirstLook | Exception]:
    async def run() -> list[FirstLook | Exception]:
        async with Browsers() as browsers:
            found: list[FirstLook | Exception] = []
            for url in urls:
                try:
                    found.append(await first_look(url, browsers, languages))
                except (Unreachable, UsageError) as error:
                    found.append(error)
            return found

    return asyncio.run(run())


@pytest.mark.browser
def test_a_first_look_finds_name_and_languages_and_says_why_it_finds_none(shop: WideShop) -> None:
    wide, gone, file, away, silent = look(
        f"{shop.url}/", f"{shop.url}/nowhere", f"{shop.url}/robots.txt", f"{shop.url}/away", "http://127.0.0.1:9/"
    )
    assert isinstance(wide, FirstLook)
    assert (wide.shop.name, wide.shop.languages, wide.shop.hosts) == ("Wide", ("en", "vi"), ("127.0.0.1",))
    assert isinstance(gone, Unreachable) and "answers 404" in str(gone)
    assert isinstance(file, UsageError) and "is no web page (text/plain)" in str(file)
    assert isinstance(away, UsageError) and "shopper explore http://elsewhere.test" in str(away)
    assert isinstance(silent, Unreachable) and silent.exit_code == 4


@pytest.mark.browser
def test_a_language_that_the_site_does_not_have_is_not_taken_for_another(shop: WideShop) -> None:
    (spoken,) = look(f"{shop.url}/", languages=("vi", "en"))
    assert isinstance(spoken, FirstLook) and spoken.shop.languages == ("vi", "en")
    (other,) = look(f"{shop.url}/", languages=("en", "pl"))
    assert isinstance(other, UsageError) and "is not offered in pl" in str(other) and "It offers: en, vi." in str(other)


def test_a_page_that_does_not_say_its_language_or_says_a_wrong_onemay_speak_any() -> None:
    german = "Wir versenden Ihre Bestellung innerhalb von drei Tagen, und die Lieferung ist für Sie kostenlos. " * 3
    assert may_speak(a_page("/", lang="en", text=german), "de")
    assert may_speak(a_page("/", lang="", text="Kontakt"), "pl")
    assert not may_speak(a_page("/", lang="de", text=german), "pl")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Gốm Sen – Trang chủ", "Gốm Sen"),
        ("Oscar - ", "Oscar"),
        ("| Shop |", "Shop"),
        ("Cup-and-Saucer", "Cup-and-Saucer"),
        ("", ""),
    ],
)
def test_a_title_s_shortest_part_is_the_name(title: str, name: str) -> None:
    assert named_in(title) == name

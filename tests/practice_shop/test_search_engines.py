import xml.etree.ElementTree as ElementTree
from urllib.parse import urlsplit

import pytest

from shopper.practice_shop.paths import LANGUAGES, path
from shopper.practice_shop.search_engines import routes, sitemap_of
from shopper.practice_shop.tenant import GOM_SEN

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_XHTML = "{http://www.w3.org/1999/xhtml}"


def listed() -> dict[str, set[str]]:
    """Address → the languages that its entry names."""
    entries = ElementTree.fromstring(sitemap_of(GOM_SEN)).findall(f"{_SITEMAP}url")
    return {
        entry.findtext(f"{_SITEMAP}loc", ""): {link.get("hreflang", "") for link in entry.findall(f"{_XHTML}link")}
        for entry in entries
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sitemap_lists_help_and_goods_in_each_language_beside_the_others(language: str) -> None:
    addresses = listed()
    for page, item in (
        ("home", ""),
        ("faq", ""),
        ("contact", ""),
        ("policy", "promise"),
        ("policy", "returns"),
        ("orders", ""),
    ):
        assert addresses[GOM_SEN.url + path(page, language, item)] == set(LANGUAGES)
    assert sum(urlsplit(address).path.startswith(path("products", language) + "/") for address in addresses) == 8


def test_no_page_is_listed_twice_and_none_is_one_customer_s() -> None:
    entries = sitemap_of(GOM_SEN).count("<loc>")
    assert entries == len(listed())
    assert not any("checkout" in address or "thanh-toan" in address for address in listed())


def test_both_are_served() -> None:
    assert {route.path for route in routes(GOM_SEN)} == {"/robots.txt", "/sitemap.xml"}

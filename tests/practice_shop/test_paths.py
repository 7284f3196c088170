"""Addresses, and which language a browser gets."""

import pytest

from shopper.practice_shop.goods import goods
from shopper.practice_shop.paths import LANGUAGES, PATHS, path, policy_at, product_at, spoken


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("vi-VN", "vi"),
        ("en-GB,en;q=0.9", "en"),
        ("de-DE,de;q=0.9,en;q=0.8,vi;q=0.7", "de"),
        ("nl-NL,nl;q=0.9,fr;q=0.8,en;q=0.7", "fr"),
        ("en;q=0.2, vi;q=0.9", "vi"),
        ("en;q=0, nl", "vi"),
        ("nl", "vi"),
        ("", "vi"),
        ("*;q=x,,;q=", "vi"),
    ],
)
def test_the_language_that_the_browser_likes_best(header: str, language: str) -> None:
    assert spoken(header) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_slugs_lead_back_to_what_they_name(language: str) -> None:
    for product in goods().values():
        assert product_at(path("product", language, product).rpartition("/")[2], language) is product
    assert policy_at(path("policy", language, "delivery").rpartition("/")[2], language) == "delivery"
    assert policy_at("nothing", language) is None


def test_no_two_pages_share_an_address() -> None:
    addresses = [address for page in PATHS.values() for address in page.values()]
    assert len(set(addresses)) == len(addresses)

"""The catalogue and its search."""

import pytest

from shopper.practice_shop.goods import CURRENCIES, goods


def found(words: str) -> list[str]:
    return [product.id for product in goods().values() if product.answers(words)]


@pytest.mark.parametrize("words", ["Hồ Tây", "ho tay", "HỒ tây", "celadon mug", "Cốc men ngọc"])
def test_a_product_is_found_in_either_language_with_and_without_accents(words: str) -> None:
    assert found(words) == ["mug"]


def test_accents_that_are_typed_count() -> None:
    assert found("am") == found("ấm") == ["teapot", "bowl"]
    assert found("ám") == []


def test_nothing_is_found_for_nonsense() -> None:
    assert found("zzz") == []


@pytest.mark.parametrize("language", CURRENCIES)
def test_addresses_of_products_are_unique_in_each_language(language: str) -> None:
    slugs = [product.slug[language] for product in goods().values()]
    assert len(set(slugs)) == len(slugs)

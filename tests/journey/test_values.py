from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from shopper.journey.values import Duration, FactName, Locator, Sum, Text, format_duration, parse_duration, parse_money
from shopper.model import Money


@given(st.integers(0, 10**7))
def test_a_duration_is_written_as_it_is_read(seconds: int) -> None:
    assert parse_duration(format_duration(timedelta(seconds=seconds))) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "5", "5 mins", "m", "5m!", "-5m", "5M"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration"):
        parse_duration(text)


def test_money() -> None:
    assert parse_money("389000 VND") == Money(amount=Decimal(389000), currency="VND")
    assert parse_money("19.90 EUR").amount == Decimal("19.90")
    for text in ("50", "€50", "50 euros", "1,000 EUR", "1e3 EUR"):
        with pytest.raises(ValueError, match="is not an amount of money"):
            parse_money(text)


def test_templates_wait_until_they_are_filled_in() -> None:
    for kind in (Duration, Sum):
        adapter: TypeAdapter[object] = TypeAdapter(kind)
        assert adapter.validate_python("${x}", context={"loading": True}) == "${x}"
        with pytest.raises(ValidationError):
            adapter.validate_python("${x}")


def test_numbers_and_money_are_text_where_text_is_wanted() -> None:
    adapter: TypeAdapter[str] = TypeAdapter(Text)
    assert [adapter.validate_python(value) for value in (2, 2.5, Money(amount=Decimal(5), currency="EUR"))] == [
        "2",
        "2.5",
        "5 EUR",
    ]
    with pytest.raises(ValidationError):
        adapter.validate_python(True)


def test_names_of_facts() -> None:
    adapter: TypeAdapter[str] = TypeAdapter(FactName)
    assert adapter.validate_python("order.delivery_date") == "order.delivery_date"
    for name in ("Order", "order number", "order.", ".x", "1st", "order..x", "x\ny"):
        with pytest.raises(ValidationError):
            adapter.validate_python(name)


def test_a_locator_is_found_in_one_way() -> None:
    assert Locator(role="button", name={"vi": "Mua", "en": "Buy"}).describe("en") == "button “Buy”"
    for wrong in ({}, {"name": "Buy"}, {"role": "button", "css": "b"}, {"label": "A", "name": "B"}):
        with pytest.raises(ValidationError):
            Locator.model_validate(wrong)

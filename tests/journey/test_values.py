import time
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from shopper.journey.values import (
    Day,
    Duration,
    FactName,
    Locator,
    MailAddress,
    MailPattern,
    Pattern,
    Sum,
    Text,
    fit,
    format_duration,
    parse_duration,
    parse_money,
)
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


def test_days_are_in_the_calendar() -> None:
    adapter: TypeAdapter[date] = TypeAdapter(Day)
    assert adapter.validate_python("2028-02-29") == date(2028, 2, 29)
    for text in ("2026-02-29", "24.12.2026", "2026-1-5", "20261224", "today"):
        with pytest.raises(ValidationError):
            adapter.validate_python(text)


def test_no_time_at_all_is_no_duration() -> None:
    adapter: TypeAdapter[timedelta] = TypeAdapter(Duration)
    for text in ("0s", "0d", "0.0h"):
        with pytest.raises(ValidationError, match="no time at all"):
            adapter.validate_python(text)


@pytest.mark.parametrize(
    ("pattern", "text", "part"),
    [
        (r"GS-\d{6}", "Đơn hàng GS-100234 của bạn", "GS-100234"),
        (r"No\. (\d+)", "Order No. 77 of today", "77"),
        (r"(?i)gốm|sứ", "GỐM Sen", "GỐM"),
        (r"(a)?b", "xb", "b"),
        (r"^\d+$", "12 34", None),
        ("", "x", ""),
    ],
)
def test_the_part_of_a_text_that_fits(pattern: str, text: str, part: str | None) -> None:
    assert fit(pattern, text) == part


@pytest.mark.parametrize(
    ("pattern", "words"),
    [(r"a(?=b)", "looks around"), (r"(?<!a)b", "looks around"), (r"(a)\1", "refers back"), ("(", "regular expression"),
     ("a{5000}", "regular expression")],
)  # fmt: skip
def test_what_is_no_pattern(pattern: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        TypeAdapter(Pattern).validate_python(pattern)


def test_a_pattern_takes_time_linear_to_the_text() -> None:
    begun = time.process_time()
    assert fit(r"(a+)+$", "a" * 100_000 + "b") is None
    assert time.process_time() - begun < 5, "a backtracking engine would not end in this universe"


def test_mail_addresses_and_patterns_of_them() -> None:
    pattern, address = TypeAdapter[str](MailPattern), TypeAdapter[str](MailAddress)
    for fits in ("orders@example.com", "*@example.com", "*@*.example.com", "a.b+c@x.example"):
        assert pattern.validate_python(fits) == fits
    for wrong in ("example.com", "@example.com", "*@", "*@*", "a b@example.com", "a..b@example.com", "*x@example.com"):
        with pytest.raises(ValidationError):
            pattern.validate_python(wrong)
    assert address.validate_python(" help@example.com ") == "help@example.com"
    for wrong in ("*@example.com", "help@localhost", "Hoa <help@example.com>", "a@example.com, b@example.com", ""):
        with pytest.raises(ValidationError):
            address.validate_python(wrong)

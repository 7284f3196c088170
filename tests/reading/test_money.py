import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopper.model import Money
from shopper.reading.money import find_money, parse_money


@pytest.mark.parametrize(
    ("text", "locale", "amount", "currency"),
    [
        ("389.000 ₫", "vi-VN", "389000", "VND"),
        ("389.000 đ", "vi-VN", "389000", "VND"),
        ("389.000đ", "vi-VN", "389000", "VND"),
        ("1.234.567 đồng", "vi-VN", "1234567", "VND"),
        ("VND 389,000", "vi-VN", "389000", "VND"),
        ("389.000 ₫", "en-GB", "389000", "VND"),  # never 389: no currency of three decimals
        ("€15.90", "en-GB", "15.90", "EUR"),
        ("15,90 €", "de-DE", "15.90", "EUR"),
        ("15,90 €", "en-GB", "15.90", "EUR"),
        ("15,– €", "de-DE", "15", "EUR"),
        ("1 234,50 EUR", "fr-FR", "1234.50", "EUR"),
        ("1\u202f234,50\u00a0€", "fr-FR", "1234.50", "EUR"),
        ("1\u00a0234,50 EUR", "en-GB", "1234.50", "EUR"),
        ("1.234,50 €", "es-ES", "1234.50", "EUR"),
        ("1234,50 €", "es-ES", "1234.50", "EUR"),
        ("CHF 1’234.50", "de-CH", "1234.50", "CHF"),
        ("CHF 1’234.50", "en-GB", "1234.50", "CHF"),
        ("-5,00 €", "de-DE", "-5.00", "EUR"),
        ("−€5.00", "en-GB", "-5.00", "EUR"),
        ("€-5.00", "en-GB", "-5.00", "EUR"),
        ("$5", "en-AU", "5", "AUD"),
        ("$5", "en-US", "5", "USD"),
        ("499 kr", "sv-SE", "499", "SEK"),
        ("1,234,567.89 USD", "en-US", "1234567.89", "USD"),
        ("1.234 KWD", "en-GB", "1.234", "KWD"),  # the dinar has three decimals
        ("Total: €36.80", "en-GB", "36.80", "EUR"),
        ("Tạm tính – 15,90 €", "de-DE", "15.90", "EUR"),  # a dash between words is no minus
    ],
)
def test_amounts_are_read_as_written(text: str, locale: str, amount: str, currency: str) -> None:
    assert parse_money(text, locale) == Money(amount=Decimal(amount), currency=currency)


def test_without_a_currency_the_locale_decides() -> None:
    assert parse_money("1.234", "de-DE") == Money(amount=Decimal("1234"))
    assert parse_money("1.234", "en-GB") == Money(amount=Decimal("1.234"))
    assert parse_money("1,234", "en-GB") == Money(amount=Decimal("1234"))


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("2 đơn hàng", "vi-VN"),  # the letter đ begins a word
        ("GS-1001 EUR", "en-GB"),
        ("12/10/2026 EUR", "en-GB"),
        ("1.5.2026 €", "de-DE"),
        ("10-20 €", "de-DE"),
        ("499 kr", "en-GB"),  # three countries' crown
        ("ABC 123", "en-GB"),
        ("€5.00 or €6.00", "en-GB"),
        ("", "en-GB"),
    ],
)
def test_what_is_no_amount_or_not_one_is_not_read(text: str, locale: str) -> None:
    assert parse_money(text, locale) is None


def test_the_pieces_of_a_table_row_stay_apart() -> None:
    found = find_money("Cốc men ngọc 2 389.000 ₫ 778.000 ₫", "vi-VN")
    assert [quoted.quote for quoted in found] == ["389.000 ₫", "778.000 ₫"]


def test_two_readings_of_a_row_are_none() -> None:
    assert find_money("Mug 2 389 USD", "en-US") == []
    assert [quoted.value.amount for quoted in find_money("Tasse 2 389 EUR", "fr-FR")] == [2389]


def test_an_unknown_locale_is_no_obstacle() -> None:
    assert parse_money("€15.90", "xx-YY") == Money(amount=Decimal("15.90"), currency="EUR")


@given(st.decimals("0", "99999999", places=2), st.sampled_from(["vi-VN", "en-GB", "de-DE", "fr-FR", "es-ES", "de-CH"]))
def test_what_babel_writes_is_read_back(amount: Decimal, locale: str) -> None:
    from babel.numbers import format_currency

    written = format_currency(amount, "EUR", locale=locale.replace("-", "_"))
    assert parse_money(written, locale) == Money(amount=amount, currency="EUR")


@given(st.text(alphabet="0123456789.,' -€₫đEURVND\u00a0\u202f’x\n", max_size=60), st.sampled_from(["vi-VN", "en-GB", "fr-FR"]))
def test_no_text_breaks_it(text: str, locale: str) -> None:
    parse_money(text, locale)


def test_a_number_longer_than_any_bill_is_no_amount_and_breaks_nothing() -> None:
    assert find_money("Total: €" + "9" * 40, "en-GB") == []
    assert str(Money(amount=Decimal("9" * 40), currency="EUR")).endswith(" EUR")


def test_a_firms_number_is_no_amount() -> None:
    assert find_money("Bergvelo AG, UID CHE-123.456.789 MWST, CHF -10.00", "de-CH")[0].value.amount == -10


def test_a_long_row_of_numbers_is_read_in_no_time() -> None:
    began = time.perf_counter()
    assert find_money("000 " * 10_000, "en-GB") == []
    assert time.perf_counter() - began < 1

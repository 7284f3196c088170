from datetime import UTC, datetime

import pytest

from shopper.reading.formats import foreign_formats, own_groups

AT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Tổng cộng 808.000 ₫, giao Thứ Năm, 5 tháng 3, 2026 hoặc 05/03/2026", "vi-VN"),
        ("Total €36.80 or £1,234.50, on Thursday, 5 March 2026, 05/03/2026", "en-GB"),
        ("Total $1,234.50 on March 5, 2026, 03/15/2026", "en-US"),
        ("Gesamt 1.234,50 €, am 5. März 2026, 15.03.2026, 15 €", "de-DE"),
        ("Gesamt CHF 1’234.50", "de-CH"),
        ("Total 1 234,50 €, le 5 mars 2026", "fr-FR"),
        ("Total 1.234,50 €, el 5 de marzo de 2026", "es-ES"),
        ("Total $1,234.50 el 5 de marzo", "es-MX"),
        ("Your order 2026-03-05 at 10:30", "en-GB"),
    ],
)
def test_what_the_locale_writes_is_its_own(text: str, locale: str) -> None:
    assert foreign_formats(text, locale, AT) == []


@pytest.mark.parametrize(
    ("text", "locale", "quote", "why"),
    [
        ("Tổng 36.80 €", "vi-VN", "36.80 €", "“.” marks its decimals"),
        ("giao March 5, 2026", "vi-VN", "March 5, 2026", "its month is English"),
        ("giao 03/15/2026", "vi-VN", "03/15/2026", "the month comes before the day"),
        ("Total 36,80 €", "en-GB", "36,80 €", "“,” marks its decimals"),
        ("on 15/03/2026", "en-US", "15/03/2026", "the day comes before the month"),
        ("Gesamt €36.80", "de-DE", "€36.80", "“.” marks its decimals"),
        ("Gesamt 1,234 €", "de-DE", "1,234 €", "“,” groups its digits"),
        ("le 5. März 2026", "fr-FR", "5. März 2026", "its month is German"),
    ],
)
def test_another_country_s_way_is_told(text: str, locale: str, quote: str, why: str) -> None:
    (found,) = foreign_formats(text, locale, AT)
    assert (found.quote, found.why, found.sure) == (quote, why, True)


def test_where_two_ways_are_at_home_nothing_is_sure() -> None:
    (found,) = foreign_formats("Tổng 808,000 ₫", "vi-VN", AT)
    assert (found.sure, found.currency) == (False, "VND")
    assert own_groups("Tổng 808.000 ₫", "vi-VN") == {"VND"}
    assert own_groups("Tổng 808,000 ₫", "vi-VN") == frozenset()


@pytest.mark.parametrize(("text", "locale"), [("Total 1.234,50 $", "es-MX"), ("Gesamt € 1.234,50", "de-CH")])
def test_where_readers_meet_both_signs_nothing_is_sure(text: str, locale: str) -> None:
    (found,) = foreign_formats(text, locale, AT)
    assert not found.sure


def test_hostile_text_comes_to_an_end() -> None:
    assert len(foreign_formats("1.000,00 € " * 20_000, "en-GB", AT)) <= 20_000

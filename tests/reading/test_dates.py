from datetime import UTC, date, datetime

import pytest

from shopper.reading.dates import find_dates, month_language

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("Ngày giao hàng dự kiến: Thứ Năm, 5 tháng 3, 2026", "vi-VN", date(2026, 3, 5)),
        ("Dự kiến giao Thứ Sáu 27/11/2026", "vi-VN", date(2026, 11, 27)),
        ("giao trước ngày 27 tháng 11 năm 2026", "vi-VN", date(2026, 11, 27)),
        ("by Friday, 27 November", "en-GB", date(2026, 11, 27)),
        ("on March 5th, 2026", "en-US", date(2026, 3, 5)),
        ("Wed, 25 Nov 2026", "en-GB", date(2026, 11, 25)),
        ("am Freitag, den 27.11.", "de-DE", date(2026, 11, 27)),
        ("bis 3. März 2026", "de-DE", date(2026, 3, 3)),
        ("le vendredi 27 novembre 2026", "fr-FR", date(2026, 11, 27)),
        ("avant le 1er décembre", "fr-FR", date(2026, 12, 1)),
        ("el 27 de noviembre de 2026", "es-ES", date(2026, 11, 27)),
        ("2026-11-27", "en-GB", date(2026, 11, 27)),
        ("28/02/26", "fr-FR", date(2026, 2, 28)),
    ],
)
def test_dates_of_five_languages_are_read(text: str, locale: str, day: date) -> None:
    (found,) = find_dates(text, locale, AT)
    assert (found.value, found.sure) == (day, True)


def test_a_date_without_a_year_lies_near_and_rather_ahead() -> None:
    at = datetime(2026, 12, 28, tzinfo=UTC)
    assert [quoted.value for quoted in find_dates("3 January, 20 December", "en-GB", at)] == [
        date(2027, 1, 3),
        date(2026, 12, 20),
    ]


def test_day_and_month_are_read_by_the_locale_and_doubted_in_english() -> None:
    assert [(q.value, q.sure) for q in find_dates("03/04/2026", "vi-VN", AT)] == [(date(2026, 4, 3), True)]
    assert [(q.value, q.sure) for q in find_dates("03/04/2026", "en-GB", AT)] == [(date(2026, 4, 3), False)]
    assert [(q.value, q.sure) for q in find_dates("03/04/2026", "en-US", AT)] == [(date(2026, 3, 4), False)]


def test_a_weekday_settles_which_number_is_the_month() -> None:
    assert [(q.value, q.sure) for q in find_dates("Wednesday 03/04/2026", "en-GB", AT)] == [(date(2026, 3, 4), True)]
    assert [q.sure for q in find_dates("Monday, 27 November 2026", "en-GB", AT)] == [False]


def test_numbers_that_allow_one_order_only_say_which() -> None:
    assert [quoted.order for quoted in find_dates("03/15/2026 and 15/03/2026", "vi-VN", AT)] == ["mdy", "dmy"]


@pytest.mark.parametrize(
    "text",
    [
        "item 3 may arrive",
        "GS-2026-11-27-4",
        "27.11 €",
        "Hotline 1800 0108",
        "số 12 đường 3/2, quận 10",
        "31/02/2026",
        "v2.11.2026.4",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find_dates(text, "vi-VN", AT) == []


def test_a_month_s_name_tells_its_language() -> None:
    (english,) = find_dates("March 5, 2026", "de-DE", AT)
    (shared,) = find_dates("5 April 2026", "de-DE", AT)
    assert (month_language(english, "de-DE"), month_language(shared, "de-DE")) == ("en", "")


@pytest.mark.parametrize("piece", ["1/", "27.", "3 march", "thứ hai ", "12 tháng "])
def test_hostile_text_comes_to_an_end(piece: str) -> None:
    assert len(find_dates(piece * 20_000, "vi-VN", AT)) <= 20_000

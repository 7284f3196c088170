from datetime import UTC, date, datetime

import pytest

from shopper.reading.delivery_dates import delivery_day, speaks_of_delay

AT = datetime(2026, 3, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("vi-VN", "Ngày giao hàng dự kiến\nThứ Sáu, 6 tháng 3, 2026"),
        ("vi-VN", "Dự kiến giao: 06/03"),
        ("en-GB", "Expected delivery date\tFriday 6 March 2026"),
        ("en-US", "Estimated delivery: March 6"),
        ("de-DE", "Voraussichtlicher Liefertag: Freitag, 6. März 2026"),
        ("fr-FR", "Livraison prévue le vendredi 6 mars 2026"),
        ("es-ES", "Fecha estimada de entrega: viernes, 6 de marzo de 2026"),
    ],
)
def test_the_day_under_its_label(locale: str, text: str) -> None:
    day = delivery_day(text, locale, AT)
    assert day
    assert (day.first, day.last) == (date(2026, 3, 6), date(2026, 3, 6))


def test_a_span_has_two_ends() -> None:
    day = delivery_day("Expected delivery: 4 March – 6 March", "en-GB", AT)
    assert day
    assert (day.first, day.last) == (date(2026, 3, 4), date(2026, 3, 6))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Delivery address: 6 March Street",
        "Delivery\t€5.00",
        "Date of order: 6 March 2026",
        "Expected delivery: 6 March\nExpected delivery: 9 March",
    ],
)
def test_what_is_no_day_of_delivery(text: str) -> None:
    assert delivery_day(text, "en-GB", AT) is None


def test_words_of_a_new_date() -> None:
    said = (
        "Sorry, it is delayed.",
        "Đơn hàng giao chậm.",
        "Ihr Paket verspätet sich.",
        "Votre colis a du retard.",
        "Hay un retraso.",
    )
    assert all(map(speaks_of_delay, said))
    assert not speaks_of_delay("Your parcel is on its way.")

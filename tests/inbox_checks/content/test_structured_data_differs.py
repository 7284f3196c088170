from typing import Any

import pytest
from factories import NUMBER, a_mail, a_visit

from shopper import Outcome, Verdict
from shopper.inbox_checks.content.structured_data_differs import structured_data_differs

ORDER = {"@context": "http://schema.org", "@type": "Order", "orderNumber": NUMBER, "price": "808000", "priceCurrency": "VND"}


def judged(order: dict[str, Any], language: str = "vi", **changes: Any) -> list[Verdict]:
    locale = {"vi": "vi-VN", "en": "en-GB"}[language]
    return list(
        structured_data_differs(a_visit(mails=[a_mail(language=language, structured=(order,), **changes)], locale=locale))
    )


def test_another_total_fails_and_both_are_named() -> None:
    number, total = judged({**ORDER, "price": "80800000"})
    assert number.outcome is Outcome.PASS
    assert total.outcome is Outcome.FAIL
    assert total.sentence == (
        "The order confirmation says 808,000 VND in its text, and 80,800,000 VND in what mail programs show."
    )
    assert (total.about, total.owner) == ("order_confirmation: total", "platform")


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("vi", ORDER),
        ("en", {**ORDER, "price": 36.8, "priceCurrency": "EUR"}),
        ("en", {**ORDER, "price": "36.80", "priceCurrency": "eur", "acceptedOffer": {"@type": "Offer", "price": "15.90"}}),
    ],
)
def test_what_agrees_passes(language: str, order: dict[str, Any]) -> None:
    assert {verdict.outcome for verdict in judged(order, language)} == {Outcome.PASS}


def test_a_parcel_of_another_day_or_number_fails() -> None:
    text = "Mã vận đơn: VC0123456789VN\nNgày giao hàng dự kiến: Thứ Sáu, 6 tháng 3, 2026"
    parcel = {"@type": "ParcelDelivery", "trackingNumber": "VC0123456798VN", "expectedArrivalUntil": "2026-03-08"}
    found = judged(parcel, text=text)
    assert [(verdict.outcome, verdict.about) for verdict in found] == [
        (Outcome.FAIL, "order_confirmation: parcel"),
        (Outcome.FAIL, "order_confirmation: day of delivery"),
    ]


def test_what_only_one_of_them_says_is_not_judged() -> None:
    assert judged({"@type": "Organization", "name": "Gốm Sen"}) == []
    assert judged(ORDER, text="Cảm ơn bạn.", subject="Cảm ơn bạn") == []

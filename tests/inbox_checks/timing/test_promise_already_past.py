from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from factories import a_mail, a_visit

from shopper import Outcome
from shopper.inbox_checks.timing.promise_already_past import promise_already_past
from shopper.model import Verdict

WEDNESDAY = datetime(2026, 10, 7, 3, 0, tzinfo=UTC)


def judged(text: str, kind: str = "shipping_notice", locale: str = "en-GB", **changes: Any) -> list[Verdict]:
    mail = a_mail(kind, text=text, arrived=WEDNESDAY, **changes)
    return list(promise_already_past(a_visit(mails=[mail], locale=locale)))


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Dự kiến giao Thứ Hai, 5 tháng 10, 2026", "vi-VN"),
        ("Expected delivery date: Monday, 5 October 2026", "en-GB"),
        ("Voraussichtlicher Liefertermin: Montag, 5. Oktober 2026", "de-DE"),
        ("Livraison prévue le lundi 5 octobre 2026", "fr-FR"),
        ("Fecha de entrega prevista: lunes, 5 de octubre de 2026", "es-ES"),
    ],
)
def test_a_day_that_is_over_fails(text: str, locale: str) -> None:
    (verdict,) = judged(text, locale=locale)
    assert verdict.outcome is Outcome.FAIL


def test_the_sentence_names_both_days() -> None:
    (verdict,) = judged("Expected delivery date: Monday, 5 October 2026")
    assert verdict.sentence == (
        "The shipping notice of 7 Oct promises delivery on 5 Oct (“Expected delivery date: Monday, 5 October 2026”)."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("shipping_notice", "shipping", ("mail:m1",))


@pytest.mark.parametrize("day", ["Wednesday, 7 October 2026", "Thursday, 8 October 2026"])
def test_today_and_later_pass(day: str) -> None:
    (verdict,) = judged(f"Expected delivery date: {day}")
    assert verdict.outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("text", "kind", "locale"),
    [
        ("Your order of 5 October 2026 has been handed to the carrier.", "shipping_notice", "en-GB"),
        ("Ihre Bestellung vom 5. Oktober 2026 wurde versandt.", "shipping_notice", "de-DE"),
        ("Ngày đặt hàng: 05/10/2026", "shipping_notice", "vi-VN"),
        ("Expected delivery date: Monday, 5 October 2026", "delivered", "en-GB"),
        ("Expected delivery date: 05/04/2026", "shipping_notice", "en-GB"),
        ("> Expected delivery date: Monday, 5 October 2026", "answer", "en-GB"),
    ],
)
def test_what_is_past_repeated_doubtful_or_quoted_is_left_alone(text: str, kind: str, locale: str) -> None:
    assert judged(text, kind, locale) == []


def test_after_the_delivery_nothing_is_promised_any_more() -> None:
    delivered = a_mail("delivered", text="Delivered", arrived=WEDNESDAY - timedelta(days=1), id="m2")
    invoice = a_mail("invoice", text="Expected delivery date: Monday, 5 October 2026", arrived=WEDNESDAY)
    assert list(promise_already_past(a_visit(mails=[delivered, invoice], locale="en-GB"))) == []


def test_strangers_are_left_alone() -> None:
    assert judged("Expected delivery date: Monday, 5 October 2026", solicited=False) == []

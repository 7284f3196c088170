from typing import Any

import pytest
from factories import CONFIRMATIONS, a_letter, a_mail, a_visit

from shopper import Outcome
from shopper.inbox_checks.language.subject_language_differs import subject_language_differs
from shopper.model import Verdict

VI, EN = CONFIRMATIONS["vi"][1], CONFIRMATIONS["en"][1]


def judged(subject: str, text: str = VI, locale: str = "vi-VN", **changes: Any) -> list[Verdict]:
    letters = changes.pop("letters", ())
    mail = a_mail("shipping_notice", subject=subject, text=text, **changes)
    return list(subject_language_differs(a_visit(mails=[mail], locale=locale, letters=letters)))


@pytest.mark.parametrize(
    ("subject", "text", "locale"),
    [
        ("Đơn hàng GS-10023 của bạn đang được giao", VI, "vi-VN"),
        ("Kien hang cua ban dang tren duong", VI, "vi-VN"),
        ("Your order GS-10023 is on its way to you", EN, "en-GB"),
        ("Your Order Has Been Shipped Today", EN, "en-GB"),
        ("Ihre Bestellung ist auf dem Weg zu Ihnen", "", "de-DE"),
        ("Votre commande est en route vers chez vous", "", "fr-FR"),
        ("Su pedido ya está en camino a casa", "", "es-ES"),
    ],
)
def test_her_own_language_passes(subject: str, text: str, locale: str) -> None:
    assert [verdict.outcome for verdict in judged(subject, text, locale)] == [Outcome.PASS]


def test_another_language_above_her_own_fails() -> None:
    (verdict,) = judged("Your order is on its way home")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The subject of the shipping notice is in English (“Your order is on its way home”); the customer shops in Vietnamese."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("shipping_notice", "shipping", ("mail:m1",))


@pytest.mark.parametrize("subject", ["Order no. 1001", "GS-10023", "Track and trace", "Re: Hồ Tây mug", "Gốm Sen"])
def test_few_words_and_names_say_nothing(subject: str) -> None:
    assert judged(subject) == []


def test_a_mail_that_is_wholly_in_another_language_is_another_check_s_matter() -> None:
    assert judged("Your order is on its way home", EN) == []


def test_a_subject_that_repeats_hers_is_not_the_shop_s() -> None:
    letter = a_letter(subject="Is this mug safe in the microwave?")
    assert judged("Trả lời: Is this mug safe in the microwave?", letters=(letter,)) == []


def test_strangers_and_unknown_languages_are_left_alone() -> None:
    assert judged("Your order is on its way home", solicited=False) == []
    assert judged("Your order is on its way home", locale="fi-FI") == []

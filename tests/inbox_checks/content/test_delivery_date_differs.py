import pytest
from factories import NUMBER, T0, a_mail, a_page, a_step, a_visit, minutes

from shopper import Mail, Outcome, Verdict
from shopper.inbox_checks.content.delivery_date_differs import delivery_date_differs

FRIDAY, SUNDAY = "Friday 6 March 2026", "Sunday 8 March 2026"


def later(text: str, kind: str = "ready_to_ship", **changes: str) -> Mail:
    return a_mail(kind, text=text, id="m2", arrived=T0 + minutes(1500), **changes)


def judged(text: str, first: str = f"Expected delivery date: {FRIDAY}", locale: str = "en-GB", **changes: str) -> Verdict:
    (verdict,) = delivery_date_differs(a_visit(mails=[a_mail(text=first), later(text, **changes)], locale=locale))
    return verdict


def test_a_later_day_without_a_word_fails_and_both_are_named() -> None:
    verdict = judged(f"Expected delivery date: {SUNDAY}")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The ready to ship names Sunday, 8 March 2026 as the day of delivery; the order confirmation said Friday, 6 March 2026."
    )
    assert verdict.evidence == ("mail:m2", "mail:m1")


@pytest.mark.parametrize(
    ("locale", "first", "second"),
    [
        ("vi-VN", "Ngày giao hàng dự kiến\nThứ Sáu, 6 tháng 3, 2026", "Dự kiến giao: 06/03/2026"),
        ("en-US", "Estimated delivery: March 4 - March 6", "Arriving\nThursday, March 5"),
        ("de-DE", "Voraussichtlicher Liefertermin: 06.03.2026", "Zustellung am Freitag, 6. März"),
        ("fr-FR", "Livraison prévue le 6 mars", "Date de livraison estimée : vendredi 6 mars 2026"),
    ],
)
def test_the_same_day_in_other_words_passes(locale: str, first: str, second: str) -> None:
    assert judged(second, first, locale).outcome is Outcome.PASS


def test_an_earlier_day_and_one_that_is_said_to_be_new_pass() -> None:
    assert judged("Expected delivery date: Thursday 5 March 2026").outcome is Outcome.PASS
    assert judged(f"We are sorry, your parcel is delayed.\nNew delivery date: {SUNDAY}").outcome is Outcome.PASS


def test_what_another_firm_writes_goes_to_a_person() -> None:
    assert judged(f"Delivery date: {SUNDAY}", sender="notice@vanchuyen.test").outcome is Outcome.REVIEW


def test_the_confirmation_must_say_what_the_page_said() -> None:
    page = a_step("2", "click", a_page("/en/placed", text=f"{NUMBER}\nExpected delivery date\n{FRIDAY}"), ended=T0)
    early = a_mail(text="Expected delivery date: Thursday 5 March 2026")
    (verdict,) = delivery_date_differs(a_visit(steps=(page,), mails=[early], locale="en-GB"))
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("mail:m1", "step:2"))


def test_the_notice_of_delivery_and_a_mail_without_a_day_are_not_judged() -> None:
    first = a_mail(text=f"Expected delivery date: {FRIDAY}")
    for mail in (later(f"Delivery date: {SUNDAY}", "delivered"), later("It is on its way.")):
        assert list(delivery_date_differs(a_visit(mails=[first, mail], locale="en-GB"))) == []

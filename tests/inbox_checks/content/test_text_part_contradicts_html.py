import pytest
from factories import CONFIRMATIONS, a_mail, a_visit

from shopper import Outcome, Verdict
from shopper.inbox_checks.content.text_part_contradicts_html import text_part_contradicts_html

LOCALES = {"vi": "vi-VN", "en": "en-GB"}


def judged(plain: str, language: str = "en", text: str = "") -> list[Verdict]:
    mail = a_mail(language=language, text=text or CONFIRMATIONS[language][1], plain=plain, html="<p>…</p>")
    return list(text_part_contradicts_html(a_visit(mails=[mail], locale=LOCALES[language])))


def test_another_total_in_the_text_part_fails_and_both_are_named() -> None:
    (verdict,) = judged(CONFIRMATIONS["en"][1].replace("€36.80", "€31.80"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The order confirmation says 36.80 EUR (order total) in its HTML, and 31.80 EUR in its text part."
    )


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Order number: GS-10023", "Order number: GS-10099"),
        ("Expected delivery date: 6 March 2026", "Expected delivery date: 8 March 2026"),
        ("You have 30 days to return it.", "You have 14 days to return it."),
        ("Tracking number: VC0123456789VN", "Tracking number: VC0123456798VN"),
        ("1 × Mug\t€15.90\nDelivery\t€5.00\nTotal\t€20.90", "1 × Mug: €15.90\nDelivery: €4.00\nTotal: €20.90"),
    ],
)
def test_any_named_thing_that_differs_fails(text: str, plain: str) -> None:
    (verdict,) = judged(plain, text=text)
    assert verdict.outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("language", "plain"),
    [
        ("en", CONFIRMATIONS["en"][1].replace("\t", "  ")),
        ("vi", CONFIRMATIONS["vi"][1]),
        ("en", "Order number: GS-10023. Read this mail in a program that shows HTML."),
        ("vi", "Mã đơn hàng: GS-10023, tổng cộng: 808.000đ"),
    ],
)
def test_the_same_and_less_pass(language: str, plain: str) -> None:
    (verdict,) = judged(plain, language)
    assert verdict.outcome is Outcome.PASS


def test_an_amount_that_the_html_does_not_show_goes_to_a_person() -> None:
    (verdict,) = judged("Order number: GS-10023\nSave €7.00 next time")
    assert (verdict.outcome, verdict.actual) == (Outcome.REVIEW, "7 EUR")


def test_a_mail_with_one_body_is_not_judged() -> None:
    assert judged("Please use a mail program that shows HTML.") == []
    assert list(text_part_contradicts_html(a_visit(mails=[a_mail(plain="Total: €1.00")]))) == []

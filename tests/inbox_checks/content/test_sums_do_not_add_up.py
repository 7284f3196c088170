import pytest
from factories import a_document, a_mail, a_visit

from shopper import Outcome, Verdict
from shopper.inbox_checks.content.sums_do_not_add_up import sums_do_not_add_up

VIETNAMESE = "Cốc men ngọc\t2 × 389.000 ₫\t778.000 ₫\nPhí vận chuyển\t30.000 ₫\nTổng cộng\t808.000 ₫"


def judged(text: str, locale: str = "en-GB") -> list[Verdict]:
    return list(sums_do_not_add_up(a_visit(mails=[a_mail(text=text)], locale=locale)))


def test_a_total_without_the_delivery_fails_and_says_what_it_comes_to() -> None:
    (verdict,) = judged(VIETNAMESE.replace("808.000", "778.000"), "vi-VN")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The order confirmation has a bill that comes to 808,000 VND by its rows, and says 778,000 VND in total."
    )
    assert (verdict.about, verdict.owner, verdict.evidence) == ("order_confirmation", "platform", ("mail:m1",))


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("vi-VN", VIETNAMESE),
        ("en-US", "Celadon mug × 2\nBlue / Large\t$31.80\nSubtotal\t$31.80\nShipping\t$5.00\nTaxes\t$2.62\nTotal\t$39.42 USD"),
        (
            "de-DE",
            "1\tTasse\nArtikelnummer: SW1\t2\t15,90 €\t31,80 €\nVersandkosten: 5,00 €\nNettosumme: 30,92 €\n"
            "zzgl. 19 % MwSt. 5,88 €\nGesamtsumme: 36,80 €",
        ),
        ("fr-FR", "1 × Tasse : 15,90 €\nRemise : -2,00 €\nLivraison : 5,00 €\nTotal TTC : 18,90 €\nDont TVA 20 % : 3,15 €"),
        ("es-ES", "Taza\t2\t31,80€\nSubtotal:\t31,80€\nEnvío:\tGratis\nTotal:\t31,80€ (incluye 5,52€ IVA)"),
    ],
)
def test_ordinary_bills_pass(locale: str, text: str) -> None:
    (verdict,) = judged(text, locale)
    assert verdict.outcome is Outcome.PASS


def test_the_bill_of_an_attached_invoice_is_added_up_too() -> None:
    file = a_document(VIETNAMESE.replace("808.000", "838.000"))
    mail, document = sums_do_not_add_up(a_visit(documents=[file], mails=[a_mail(text=VIETNAMESE)]))
    assert mail.outcome is Outcome.PASS
    assert document.outcome is Outcome.FAIL
    assert document.sentence.startswith(
        "The order confirmation comes with Hoa-don-GS-10023.pdf, whose bill comes to 808,000 VND"
    )
    assert document.about == "order_confirmation: file"


def test_a_row_that_may_just_not_be_listed_goes_to_a_person() -> None:
    (verdict,) = judged("1 × Mug\t€15.90\nTotal\t€20.90")
    assert verdict.outcome is Outcome.REVIEW


def test_what_parts_of_a_set_come_to_goes_to_a_person() -> None:
    (verdict,) = judged("1 × Set\t€40.00\n– 1 × Pot\t€25.00\n– 2 × Cup\t€10.00\nDelivery\t€5.00\nTotal\t€46.00")
    assert verdict.outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    "text",
    [
        "Thank you. Total: €36.80",
        "1 × Mug\t€15.90\nSomething else altogether\n€3.00\nYou could have had it for €7.00\nTotal\t€20.90",
        "1 × Mug\t€15.90\nShipping\tcalculated later\nTotal\t€20.90",
    ],
)
def test_what_was_not_wholly_understood_is_not_judged(text: str) -> None:
    assert judged(text) == []


def test_strangers_are_not_judged() -> None:
    wrong = VIETNAMESE.replace("808.000", "778.000")
    assert list(sums_do_not_add_up(a_visit(mails=[a_mail(text=wrong, solicited=False)]))) == []

import pytest
from factories import T0, a_document, a_mail, a_visit, minutes

from shopper import Outcome, Verdict
from shopper.inbox_checks.content.tax_differs import tax_differs

BILL = "1 × Mug\t€15.90\nDelivery\t€5.00\nTotal\t€20.90\n"


def judged(first: str, second: str, locale: str = "en-GB") -> list[Verdict]:
    later = a_mail("invoice", text=second, id="m2", arrived=T0 + minutes(90))
    return list(tax_differs(a_visit(mails=[a_mail(text=first), later], locale=locale)))


def test_another_rate_fails_and_both_are_named() -> None:
    (verdict,) = judged(f"{BILL}Including 10% VAT\t€1.90", f"{BILL}Including 8% VAT\t€1.55")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The invoice states 8% tax (1.55 EUR); the order confirmation said 10% tax (1.90 EUR)."
    assert verdict.evidence == ("mail:m2", "mail:m1")


def test_another_amount_within_the_same_total_fails() -> None:
    (verdict,) = judged(f"{BILL}Including VAT\t€1.90", f"{BILL}Including VAT\t€3.34")
    assert verdict.outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("locale", "first", "second"),
    [
        ("en-GB", f"{BILL}Including 10% VAT\t€1.90", f"{BILL}VAT (10.0%) included: €1.91"),
        (
            "vi-VN",
            "Cốc\t1\t389.000 ₫\nTổng cộng\t389.000 ₫\nTrong đó thuế GTGT 10%\t35.364 ₫",
            "Cốc\t1\t389.000 ₫\nTổng cộng\t389.000 ₫\nĐã gồm VAT 10%: 35.364 ₫",
        ),
        (
            "de-DE",
            "1 × Tasse\t15,90 €\nGesamtsumme\t15,90 €\ninkl. 19 % MwSt.\t2,54 €",
            "1 × Tasse\t15,90 €\nNettobetrag\t13,36 €\nzzgl. 19% USt.\t2,54 €\nGesamtbetrag\t15,90 €",
        ),
        (
            "fr-FR",
            "1 × Tasse\t15,90 €\nTotal\t15,90 €\nDont TVA 20 %\t2,65 €",
            "1 × Tasse\t8,00 €\nTotal\t8,00 €\nDont TVA 20 %\t1,33 €",
        ),
    ],
)  # fmt: skip
def test_the_same_tax_in_other_words_and_that_of_another_sum_pass(locale: str, first: str, second: str) -> None:
    (verdict,) = judged(first, second, locale)
    assert verdict.outcome is Outcome.PASS


def test_an_invoice_in_a_file_counts() -> None:
    later = a_mail("invoice", text="Attached is your invoice.", id="m2", arrived=T0 + minutes(90))
    file = a_document(f"{BILL}Including 8% VAT\t€1.55", source="mail:m2")
    first = a_mail(text=f"{BILL}Including 10% VAT\t€1.90")
    (verdict,) = tax_differs(a_visit(mails=[first, later], documents=[file], locale="en-GB"))
    assert (verdict.outcome, verdict.about) == (Outcome.FAIL, "invoice: file")
    assert verdict.sentence.startswith("The invoice states 8% tax (1.55 EUR) in its file Hoa-don-GS-10023.pdf;")


def test_several_rates_are_left_alone() -> None:
    two = f"{BILL}Including 7% VAT\t€0.33\nIncluding 19% VAT\t€2.54"
    assert judged(f"{BILL}Including 10% VAT\t€1.90", two) == []

import pytest
from factories import T0, a_mail, a_visit, minutes

from shopper import Outcome, Verdict
from shopper.inbox_checks.content.payment_or_delivery_method_differs import payment_or_delivery_method_differs


def judged(first: str, second: str, kind: str = "invoice") -> list[Verdict]:
    later = a_mail(kind, text=second, id="m2", arrived=T0 + minutes(90))
    return list(payment_or_delivery_method_differs(a_visit(mails=[a_mail(text=first), later])))


def test_cash_on_delivery_for_a_card_fails_and_quotes_both() -> None:
    (verdict,) = judged("Thanh toán\nThẻ có số cuối 4242", "Thanh toán: Thanh toán khi nhận hàng (COD)")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        "The invoice says “Thanh toán khi nhận hàng (COD)”; the order confirmation said “Thẻ có số cuối 4242”."
    )
    assert (verdict.about, verdict.evidence) == ("invoice: payment", ("mail:m2", "mail:m1"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Thanh toán\nThẻ có số cuối 4242", "Phương thức thanh toán: Thẻ Visa 4242"),
        ("Payment: Card ending in 4242", "Payment method: Visa"),
        ("Zahlungsart: Kreditkarte", "Zahlung per Visa-Karte"),
        ("Mode de paiement : PayPal", "Paiement\nPayPal"),
        ("Método de pago: Transferencia bancaria", "Pago: transferencia"),
    ],
)
def test_the_same_way_in_other_words_passes(first: str, second: str) -> None:
    (verdict,) = judged(first, second)
    assert verdict.outcome is Outcome.PASS


def test_another_card_fails_and_a_wallet_goes_to_a_person() -> None:
    assert judged("Payment: Card ending in 4242", "Payment: Card ending in 1881")[0].outcome is Outcome.FAIL
    assert judged("Payment: Card ending in 4242", "Payment: Apple Pay")[0].outcome is Outcome.REVIEW


def test_the_way_of_delivery_is_judged_for_itself() -> None:
    (verdict,) = judged("Delivery method: Express", "Shipping method: Standard", "shipping_notice")
    assert (verdict.outcome, verdict.about) == (Outcome.FAIL, "shipping_notice: delivery")


def test_one_mail_alone_or_a_refund_is_not_judged() -> None:
    assert judged("Payment: Card ending in 4242", "Your parcel is on its way.") == []
    assert judged("Payment: Card ending in 4242", "Payment: Bank transfer", "refund") == []

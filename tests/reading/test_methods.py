import pytest

from shopper.model import Outcome
from shopper.reading.methods import Way, delivery_in, payment_in, same_way


@pytest.mark.parametrize(
    ("text", "family", "digits"),
    [
        ("Thanh toán\nThẻ có số cuối 4242", "card", "4242"),
        ("Phương thức thanh toán: Thanh toán khi nhận hàng (COD)", "cash on delivery", ""),
        ("Hình thức thanh toán\tVí MoMo", "MoMo", ""),
        ("Payment: Card ending in 4242", "card", "4242"),
        ("Payment method:\tVisa •••• 4242", "card", "4242"),
        ("Payment method: Cash on delivery", "cash on delivery", ""),
        ("Paid with PayPal", "PayPal", ""),
        ("Zahlungsart: Kreditkarte (Visa, Endziffern 4242)", "card", "4242"),
        ("Zahlung\nVorkasse per Überweisung", "bank transfer", ""),
        ("Zahlungsart: Kauf auf Rechnung", "invoice", ""),
        ("Mode de paiement : Carte bancaire", "card", ""),
        ("Método de pago: Contra reembolso", "cash on delivery", ""),
        ("Payment: gift card", "gift card", ""),
    ],
)
def test_how_it_is_paid(text: str, family: str, digits: str) -> None:
    way = payment_in(text)
    assert way
    assert (way.family, way.digits) == (family, digits)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Payment",
        "Thanh toán\nXác nhận",
        "Payment method: Card\nPayment method: Cash on delivery",
        "Payment is taken from the card that you gave us once the whole parcel has left our workshop for you.",
    ],
)
def test_what_names_no_way_of_paying(text: str) -> None:
    assert payment_in(text) is None


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Way of delivery: Standard", "standard"),
        ("Phương thức vận chuyển: Giao hàng nhanh", "express"),
        ("Versandart\tDHL Express", "express"),
        ("Mode de livraison : Retrait en magasin", "pickup"),
        ("Método de envío: Envío estándar", "standard"),
    ],
)
def test_how_it_is_sent(text: str, family: str) -> None:
    way = delivery_in(text)
    assert way
    assert way.family == family


def test_another_family_or_card_differs_and_a_wallet_may_draw_on_a_card() -> None:
    card, other = Way("card", "Visa 4242", "visa", "4242"), Way("card", "card ending in 1881", "", "1881")
    assert same_way(card, Way("card", "card")) is Outcome.PASS
    assert same_way(card, other) is Outcome.FAIL
    assert same_way(card, Way("card", "Mastercard", "mastercard")) is Outcome.FAIL
    assert same_way(card, Way("cash on delivery", "COD")) is Outcome.FAIL
    assert same_way(card, Way("Apple Pay", "Apple Pay")) is Outcome.REVIEW

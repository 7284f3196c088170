import pytest
from factories import a_page, an_order

from shopper import Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.transparency.late_fee import late_fee

CART = a_page("/en/cart", text="Celadon mug\n1 × €15.90\nSubtotal\n€15.90\nDelivery\n€1.90\nTotal\n€17.80")
GOODS = "1 × Celadon mug\n€15.90\nSubtotal\n€15.90\nDelivery\n€1.90"
PAYMENT = a_page("/en/checkout/payment", text=f"{GOODS}\nTotal\n€17.80")
WITH_FEE = a_page("/en/checkout/payment", text=f"{GOODS}\nService fee\n€2.90\nTotal\n€20.70")


def judged(*pages: PageView, locale: str = "en-GB") -> list[Verdict]:
    return list(late_fee(an_order(*pages, locale=locale)))


def test_a_fee_that_only_the_payment_page_names_fails() -> None:
    (verdict,) = judged(CART, WITH_FEE)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == ("The last page before the order adds “Service fee” of 2.90 EUR, which no page had named.")
    assert (verdict.about, verdict.owner, verdict.evidence) == ("service fee", "web shop", ("step:2",))


def test_costs_that_the_cart_had_named_pass() -> None:
    (verdict,) = judged(CART, PAYMENT)
    assert (verdict.outcome, verdict.actual) == (Outcome.PASS, "Delivery: 1.90 EUR")


@pytest.mark.parametrize(
    "told",
    [
        a_page("/en/policies/delivery", text="Below €20 we charge a service fee."),
        a_page("/en/costs", text="Small orders\n€2.90"),
        a_page("/en/checkout", text="Packing\n€2.90"),
    ],
)
def test_a_fee_that_some_page_had_named_passes(told: PageView) -> None:
    assert [verdict.outcome for verdict in judged(CART, told, WITH_FEE)] == [Outcome.PASS]


def test_a_fee_of_a_choice_on_the_same_page_may_stand_beside_it() -> None:
    chosen = "Nachnahme (+ 4,90 €)\nZwischensumme\n15,90 €\nNachnahmegebühr\n4,90 €\nVersand\n1,90 €\nSumme\n22,70 €"
    cart = a_page("/warenkorb", text="Zwischensumme\n15,90 €\nVersand\n1,90 €\nSumme\n17,80 €")
    (verdict,) = judged(cart, a_page("/kasse", text=chosen), locale="de-DE")
    assert verdict.outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("locale", "cart", "payment"),
    [
        ("vi-VN", "Phí vận chuyển tính ở bước sau", "Tạm tính\n389.000 ₫\nPhí vận chuyển\n30.000 ₫\nTổng cộng\n419.000 ₫"),
        ("de-DE", "zzgl. Versandkosten", "Zwischensumme\n15,90 €\nVersandkosten\n4,90 €\nGesamtsumme\n20,80 €"),
        ("fr-FR", "Livraison calculée à l’étape suivante", "Sous-total\n15,90 €\nLivraison\n4,90 €\nTotal\n20,80 €"),
        ("en-GB", "Shipping calculated at checkout", "Subtotal\n£15.90\nShipping\n£3.50\nTotal\n£19.40"),
    ],
)
def test_ordinary_shops_announce_delivery_and_reckon_it_later(locale: str, cart: str, payment: str) -> None:
    (verdict,) = judged(a_page("/cart", text=cart), a_page("/checkout", text=payment), locale=locale)
    assert verdict.outcome is Outcome.PASS


def test_ways_of_delivery_that_nobody_chose_are_no_cost() -> None:
    offers = "Express delivery\n€9.99\nCollection fee\n€1.00"
    page = a_page("/en/checkout", text=f"{offers}\nSubtotal\n€15.90\nShipping\n€1.90\nTotal\n€17.80")
    (verdict,) = judged(CART, page)
    assert (verdict.outcome, verdict.actual) == (Outcome.PASS, "Shipping: 1.90 EUR")


def test_without_a_cart_or_an_order_nothing_is_said() -> None:
    assert judged(a_page("/en/products/mug"), WITH_FEE) == []
    assert judged(CART, a_page("/en/account", text="Service fee\n€2.90")) == []

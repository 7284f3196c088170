import pytest
from factories import a_page, an_order

from shopper import Outcome
from shopper.model import Verdict
from shopper.page_checks.transparency.total_missing_before_order import total_missing_before_order

PARTS = "1 × Celadon mug\n€15.90\nSubtotal\n€15.90\nDelivery\n€1.90"


def judged(text: str, locale: str = "en-GB", button: str = "Place order and pay") -> Verdict:
    page = a_page("/en/checkout/payment", text=text)
    (verdict,) = total_missing_before_order(an_order(a_page("/en/cart"), page, button=button, locale=locale))
    return verdict


def test_a_bill_without_a_total_fails() -> None:
    verdict = judged(f"{PARTS}\nIncluding 10% VAT\n€1.62")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "/en/checkout/payment has the button that orders, and states no total."
    assert (verdict.about, verdict.evidence) == ("total before the order", ("step:2",))


def test_a_page_without_any_amount_fails() -> None:
    assert judged("Deliver to\nLinh\nHà Nội").outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-GB", f"{PARTS}\nTotal\n€17.80"),
        ("en-GB", "Items:\n£24.00\nPostage & packing:\n£2.99\nOrder total:\n£26.99"),
        ("de-DE", "Zwischensumme\n15,90 €\nVersandkosten\n4,90 €\nGesamtsumme (inkl. MwSt.)\n20,80 €"),
        ("fr-FR", "Sous-total\n15,90 €\nLivraison\n4,90 €\nTotal TTC\n20,80 €"),
        ("vi-VN", "Tạm tính\n389.000 ₫\nPhí vận chuyển\n30.000 ₫\nTổng cộng\n419.000 ₫"),
        ("es-ES", "Subtotal\n15,90 €\nGastos de envío\n4,90 €\nTotal\n20,80 €"),
    ],
)
def test_ordinary_bills_have_their_total(locale: str, text: str) -> None:
    assert judged(text, locale).outcome is Outcome.PASS


def test_the_button_may_say_it() -> None:
    assert judged("Delivery to Hà Nội, standard", button="Pay €17.80").outcome is Outcome.PASS


def test_a_total_without_a_word_on_delivery_goes_to_a_person() -> None:
    assert judged("1 × Celadon mug\n€15.90\nTotal\n€15.90").outcome is Outcome.REVIEW


def test_an_amount_that_may_be_the_total_goes_to_a_person() -> None:
    assert judged(f"{PARTS}\nShow your summary\n€17.80").outcome is Outcome.REVIEW
    assert judged(f"{PARTS}\nBalance\n€17.80").outcome is Outcome.REVIEW


def test_without_an_order_nothing_is_said() -> None:
    assert list(total_missing_before_order(an_order(a_page("/en/cart"), a_page("/en/orders")))) == []

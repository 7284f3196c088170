import pytest
from factories import a_page, an_order

from shopper import Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.transparency.delivery_date_missing import delivery_date_missing

PAYMENT = a_page("/en/checkout/payment", text="Delivery\n€1.90\nTotal\n€17.80")


def judged(*pages: PageView, locale: str = "en-GB") -> list[Verdict]:
    return list(delivery_date_missing(an_order(*pages, PAYMENT, locale=locale)))


@pytest.mark.parametrize(
    ("locale", "page"),
    [
        ("en-GB", a_page("/en/products/mug", controls=("Add to cart",), text="Delivered by Thursday, 5 March")),
        ("en-GB", a_page("/cart", text="Shipping\nStandard\n2–3 working days")),
        ("de-DE", a_page("/kasse", text="Lieferzeit: 2-4 Werktage")),
        ("de-DE", a_page("/p/becher", controls=("In den Warenkorb",), text="Sofort verfügbar, Lieferzeit 1–3 Tage")),
        ("fr-FR", a_page("/panier", text="Livraison estimée entre le 5 et le 7 mars")),
        ("vi-VN", a_page("/gio-hang", text="Giao thứ Năm, 05/03 – thứ Sáu, 06/03")),
        ("vi-VN", a_page("/vi/thanh-toan", text="Giao hàng tiêu chuẩn: 3–5 ngày")),
    ],
)
def test_ordinary_shops_say_when_it_comes(locale: str, page: PageView) -> None:
    (verdict,) = judged(page, locale=locale)
    assert (verdict.outcome, verdict.evidence) == (Outcome.PASS, ("step:1",))


def test_a_way_to_the_order_without_a_day_fails() -> None:
    product = a_page("/en/products/mug", controls=("Add to cart",), text="Celadon mug\n€15.90\n30 days to return it")
    (verdict,) = judged(product, a_page("/en/cart", text="Delivery\n€1.90"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "From the product to the order button no page said when the order would come."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("delivery date", "web shop", ("step:3",))


def test_terms_that_she_read_on_the_way_are_not_enough() -> None:
    (verdict,) = judged(a_page("/en/policies/delivery", text="Delivery takes 3 days."))
    assert verdict.outcome is Outcome.FAIL


def test_without_an_order_nothing_is_said() -> None:
    assert list(delivery_date_missing(an_order(a_page("/en/cart"), a_page("/en/orders")))) == []

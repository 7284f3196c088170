from decimal import Decimal
from typing import Any

import pytest

from shopper.model import Money, Reading
from shopper.reading.structured import structured_facts

ORDER = {
    "@context": "http://schema.org", "@type": "Order", "orderNumber": "GS-10023", "price": "36.80", "priceCurrency": "EUR",
    "acceptedOffer": [{"@type": "Offer", "itemOffered": {"@type": "Product"}, "price": "15.90", "priceCurrency": "EUR"}],
    "orderDelivery": {"@type": "ParcelDelivery", "trackingNumber": "VC1", "expectedArrivalUntil": "2026-03-06T18:00:00+07:00"},
}  # fmt: skip


def facts(*things: dict[str, Any]) -> dict[str, Any]:
    return {fact.name: fact.value for fact in structured_facts(Reading(structured=things))}


def test_an_order_its_total_and_its_parcel() -> None:
    assert facts(ORDER) == {
        "order.number": "GS-10023",
        "order.total": Money(amount=Decimal("36.80"), currency="EUR"),
        "tracking.number": "VC1",
        "order.delivery_date": "2026-03-06",
    }


def test_an_invoice_says_what_is_due() -> None:
    due = {"@type": "PriceSpecification", "price": 36.8, "priceCurrency": "EUR"}
    assert facts({"@type": "Invoice", "totalPaymentDue": due}) == {"order.total": Money(amount=Decimal("36.8"), currency="EUR")}


def test_microdata_names_its_types_by_their_address() -> None:
    assert facts({"type": "http://schema.org/Order", "properties": {"orderNumber": "GS-1"}}) == {"order.number": "GS-1"}


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "Offer", "price": "15.90", "priceCurrency": "EUR"},
        {"@type": "Order", "price": "36,80", "priceCurrency": "EUR"},
        {"@type": "Order", "price": "NaN", "priceCurrency": "EUR"},
        {"@type": "Order", "price": "36.80"},
        {"@type": "ParcelDelivery", "expectedArrivalUntil": "soon"},
        {"@type": ["Order", 7], "orderNumber": None},
        {},
    ],
)
def test_what_cannot_be_told_is_left_out(thing: dict[str, Any]) -> None:
    assert facts(thing) == {}


def test_things_without_end_are_not_followed() -> None:
    deep: dict[str, Any] = {"@type": "Order", "orderNumber": "GS-1"}
    for _ in range(200):
        deep = {"@type": "Thing", "about": deep}
    assert facts(deep) == {}

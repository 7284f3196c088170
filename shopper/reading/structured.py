"""What a mail's structured data (schema.org, as JSON-LD or microdata) say about the order: mail programs show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from shopper.model import Fact, Money, Reading
from shopper.reading.facts import Stated

_DEEPEST, _MOST = 12, 500


def structured_facts(reading: Reading) -> list[Stated]:
    """`order.number`, `order.total`, `tracking.number` and `order.delivery_date` (YYYY-MM-DD) as a mail's structured data state
    them: schema.org's Order, Invoice and ParcelDelivery. An offer's price is that of a piece, and no total."""
    found: dict[tuple[str, Any], Stated] = {}
    for thing in _things(list(reading.structured), _DEEPEST, [_MOST]):
        for stated in _of(thing):
            found.setdefault((stated.name, stated.value), stated)
    return list(found.values())


def _things(value: Any, depth: int, left: list[int]) -> Iterator[dict[str, Any]]:
    """Every thing with a type, however deep."""
    if not depth or left[0] <= 0:
        return
    left[0] -= 1
    if isinstance(value, dict):
        if _types(value):
            yield value
        for inner in value.values():
            yield from _things(inner, depth - 1, left)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _things(inner, depth - 1, left)


def _types(thing: dict[str, Any]) -> set[str]:
    named = thing.get("@type", thing.get("type", ()))
    return {
        str(one).rpartition("/")[2] for one in ([named] if isinstance(named, str) else named if isinstance(named, list) else ())
    }


def _of(thing: dict[str, Any]) -> Iterator[Stated]:
    types, known = _types(thing), thing.get("properties", thing)
    if not isinstance(known, dict):
        return
    if "Order" in types:
        yield from _text("order.number", known.get("orderNumber"), "orderNumber")
        yield from _money(known, "price", "priceCurrency")
    if "Invoice" in types and isinstance(due := known.get("totalPaymentDue"), dict):
        yield from _money(
            due, "price" if "price" in due else "value", "priceCurrency" if "priceCurrency" in due else "currency"
        )
    if "ParcelDelivery" in types:
        yield from _text("tracking.number", known.get("trackingNumber"), "trackingNumber")
        yield from _day(known.get("expectedArrivalUntil"), "expectedArrivalUntil")


def _text(name: str, value: Any, key: str) -> Iterator[Stated]:
    if isinstance(value, str | int) and str(value).strip():
        yield Stated(name, str(value).strip(), f"{key}: {value}")


def _money(thing: dict[str, Any], amount: str, currency: str) -> Iterator[Stated]:
    """Prices are written with a point and without a currency sign (schema.org/price)."""
    try:
        value = Decimal(str(thing.get(amount)))
    except InvalidOperation:
        return
    code = thing.get(currency)
    if value.is_finite() and value and isinstance(code, str) and len(code) == 3:
        yield Stated("order.total", Money(amount=value, currency=code.upper()), f"{amount}: {thing[amount]} {code}")


def _day(value: Any, key: str) -> Iterator[Stated]:
    try:
        day = datetime.fromisoformat(str(value)).date() if "T" in str(value) else date.fromisoformat(str(value))
    except ValueError:
        return
    yield Stated("order.delivery_date", day.isoformat(), f"{key}: {value}")


def values_of(facts: list[Fact] | list[Stated], name: str) -> list[Any]:
    """The values under a name, each once."""
    return list(dict.fromkeys(fact.value for fact in facts if fact.name == name))

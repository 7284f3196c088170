"""Orders and their arithmetic. Money is `Decimal` in major units, exact to the minor unit; times are aware, UTC."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from shopper.practice_shop.goods import CURRENCIES, Product, goods, rate

PACKING = timedelta(hours=26)
"""From the order to the hand-over to the carrier."""

_MINOR = {"VND": Decimal(1), "EUR": Decimal("0.01")}
_VAT = Decimal("0.10")
_PIECES_FOR_DISCOUNT, _DISCOUNT = 3, Decimal("0.10")


def _rounded(amount: Decimal, currency: str) -> Decimal:
    return amount.quantize(_MINOR[currency], ROUND_HALF_UP)


@dataclass(frozen=True)
class Line:
    """So many pieces of one product, at the price for one."""

    product: Product
    quantity: int
    price: Decimal

    @property
    def total(self) -> Decimal:
        return self.quantity * self.price


@dataclass(frozen=True)
class Bill:
    """What a basket costs: `total` = lines − discount + shipping; the tax is a part of the total."""

    currency: str
    lines: tuple[Line, ...]
    shipping: Decimal

    @classmethod
    def of(cls, basket: Mapping[str, int], *, language: str, country: str = "VN", method: str = "standard") -> Bill:
        """Price a basket (product id → pieces) in the currency of a language, for an ISO 3166 country."""
        currency = CURRENCIES[language]
        lines = tuple(Line(goods()[id], quantity, goods()[id].price[currency]) for id, quantity in basket.items())
        return cls(currency, lines, rate(country, method).price[currency])

    @property
    def subtotal(self) -> Decimal:
        return sum((line.total for line in self.lines), Decimal(0))

    @property
    def discount(self) -> Decimal:
        pieces = sum(line.quantity for line in self.lines)
        return _rounded(self.subtotal * _DISCOUNT, self.currency) if pieces >= _PIECES_FOR_DISCOUNT else Decimal(0)

    @property
    def total(self) -> Decimal:
        return self.subtotal - self.discount + self.shipping

    @property
    def tax(self) -> Decimal:
        """The VAT that the total contains."""
        return _rounded(self.total * _VAT / (1 + _VAT), self.currency)


@dataclass(frozen=True)
class Address:
    """Who gets the parcel. `country` is ISO 3166."""

    name: str
    email: str
    phone: str
    street: str
    city: str
    postcode: str
    country: str


@dataclass(frozen=True)
class Order:
    """A placed order. `secret` opens its pages without a login, `tracking` is the carrier's number."""

    number: str
    secret: str
    tracking: str
    language: str
    placed: datetime
    bill: Bill
    address: Address
    method: str
    card: str = field(repr=False)
    zone: ZoneInfo

    @property
    def total(self) -> Decimal:
        return self.bill.total

    @property
    def currency(self) -> str:
        return self.bill.currency

    @property
    def delivery_date(self) -> date:
        """The day on which the parcel arrives, in the shop's zone."""
        return delivery_date(self.placed, self.address.country, self.method, self.zone)

    @property
    def shipped(self) -> datetime:
        return self.placed + PACKING

    @property
    def stages(self) -> dict[str, datetime]:
        """Stage → when it is reached, in order."""

        def on_the_day(hour: int) -> datetime:
            return datetime.combine(self.delivery_date, time(hour), self.zone).astimezone(UTC)

        return {
            "placed": self.placed,
            "shipped": self.shipped,
            "out_for_delivery": on_the_day(8),
            "delivered": on_the_day(14),
        }

    def stage(self, now: datetime) -> str:
        """The last stage that has been reached."""
        return [stage for stage, reached in self.stages.items() if reached <= now or stage == "placed"][-1]


def delivery_date(placed: datetime, country: str, method: str, zone: ZoneInfo) -> date:
    """The day, in the shop's zone, on which an order placed then arrives."""
    return placed.astimezone(zone).date() + timedelta(days=rate(country, method).days)


class OrderBook:
    """The shop's own count of its orders, which no crash of a visit can blur."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self._serial = itertools.count(41_207, 3)

    def place(
        self,
        basket: Mapping[str, int],
        address: Address,
        *,
        language: str,
        placed: datetime,
        zone: ZoneInfo,
        method: str = "standard",
        card: str = "4242",
    ) -> Order:
        """Write down a new order. `basket`: product id → pieces; `card`: the last four digits."""
        order = Order(
            number=f"GS-{next(self._serial)}",
            secret=secrets.token_urlsafe(16),
            tracking=f"VC{secrets.randbelow(10**10):010}VN",
            language=language,
            placed=placed,
            bill=Bill.of(basket, language=language, country=address.country, method=method),
            address=address,
            method=method,
            card=card,
            zone=zone,
        )
        self.orders.append(order)
        return order

    def by_secret(self, secret: str) -> Order | None:
        return _first(order for order in self.orders if secrets.compare_digest(order.secret.encode(), secret.encode()))

    def by_tracking(self, tracking: str) -> Order | None:
        return _first(order for order in self.orders if order.tracking == tracking.upper())

    def of_customer(self, email: str, postcode: str) -> list[Order]:
        """A guest's orders, the newest first: both must fit, case and spaces aside."""

        def key(email: str, postcode: str) -> tuple[str, str]:
            return email.strip().casefold(), "".join(postcode.split()).casefold()

        wanted = key(email, postcode)
        return [order for order in reversed(self.orders) if key(order.address.email, order.address.postcode) == wanted]


def _first(orders: Iterable[Order]) -> Order | None:
    return next(iter(orders), None)

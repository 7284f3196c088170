"""Orders, returns and their arithmetic. Money is `Decimal` in major units, exact to the minor unit; times are aware, UTC."""

from __future__ import annotations

import itertools
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from shopper.practice_shop.goods import CURRENCIES, Product, goods, rate

PACKED = timedelta(hours=24)
"""From the order to the packed parcel: until then it can be changed or cancelled."""

PACKING = timedelta(hours=26)
"""From the order to the hand-over to the carrier."""

INVOICING = timedelta(hours=26, minutes=10)
"""From the order to its invoice."""

RETURN_WINDOW = timedelta(days=30)
"""From the day of delivery to the last day on which a return can be booked."""

WAY_BACK = timedelta(days=2)
"""From booking a return to its parcel being back at the workshop."""

SURCHARGE = Decimal("0.10")
"""By how much prices rise on the way with the defect `price_rises_in_cart`."""

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
    def of(
        cls,
        basket: Mapping[str, int],
        *,
        language: str,
        country: str = "VN",
        method: str = "standard",
        surcharge: Decimal = Decimal(0),
    ) -> Bill:
        """Price a basket (product id → pieces) in the currency of a language, for an ISO 3166 country. `surcharge` is the
        part of each price that is added to it."""
        currency = CURRENCIES[language]

        def price(id: str) -> Decimal:
            return _rounded(goods()[id].price[currency] * (1 + surcharge), currency)

        lines = tuple(Line(goods()[id], quantity, price(id)) for id, quantity in basket.items())
        return cls(currency, lines, rate(country, method).price[currency])

    def with_pieces(self, pieces: Mapping[str, int]) -> Bill:
        """The same prices for other quantities (product id → pieces); a line without pieces goes."""
        lines = (replace(line, quantity=pieces.get(line.product.id, 0)) for line in self.lines)
        return replace(self, lines=tuple(line for line in lines if line.quantity))

    @property
    def pieces(self) -> dict[str, int]:
        """Product id → pieces."""
        return {line.product.id: line.quantity for line in self.lines}

    @property
    def subtotal(self) -> Decimal:
        return sum((line.total for line in self.lines), Decimal(0))

    @property
    def discount(self) -> Decimal:
        enough = sum(self.pieces.values()) >= _PIECES_FOR_DISCOUNT
        return _rounded(self.subtotal * _DISCOUNT, self.currency) if enough else Decimal(0)

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
    """A placed order. `secret` opens its pages without a login, `tracking` is the carrier's number, `account` is the secret
    of the account that it was placed from, if any. `total_before` is what it cost before it was last changed."""

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
    account: str = ""
    changed: datetime | None = None
    total_before: Decimal | None = None
    cancelled: datetime | None = None

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
    def packed(self) -> datetime:
        return self.placed + PACKED

    @property
    def shipped(self) -> datetime:
        return self.placed + PACKING

    @property
    def invoiced(self) -> datetime:
        return self.placed + INVOICING

    @property
    def delivered(self) -> datetime:
        return self._on_the_day(14)

    @property
    def return_by(self) -> date:
        """The last day, in the shop's zone, on which a return can be booked."""
        return self.delivery_date + RETURN_WINDOW

    @property
    def stages(self) -> dict[str, datetime]:
        """Stage → when it is reached, in order."""
        if self.cancelled:
            return {"placed": self.placed, "cancelled": self.cancelled}
        return {
            "placed": self.placed,
            "packed": self.packed,
            "shipped": self.shipped,
            "out_for_delivery": self._on_the_day(8),
            "delivered": self.delivered,
        }

    def stage(self, now: datetime) -> str:
        """The last stage that has been reached."""
        return _reached(self.stages, now)

    def can_be_changed(self, now: datetime) -> bool:
        """Whether it can still be changed or cancelled."""
        return not self.cancelled and now < self.packed

    def can_be_returned(self, now: datetime) -> bool:
        """Whether a return can be booked, as far as time goes."""
        return not self.cancelled and self.delivered <= now and now.astimezone(self.zone).date() <= self.return_by

    def has_invoice(self, now: datetime) -> bool:
        return not self.cancelled and now >= self.invoiced

    def _on_the_day(self, hour: int) -> datetime:
        return datetime.combine(self.delivery_date, time(hour), self.zone).astimezone(UTC)


@dataclass(frozen=True)
class Return:
    """Pieces that a customer sends back. `order` is the order as it was then, `secret` opens the return's pages, `reason` is a
    key of the texts, `refund` is what goes back to the card, `refunded` is when."""

    number: str
    secret: str
    order: Order
    lines: tuple[Line, ...]
    reason: str
    refund: Decimal
    booked: datetime
    refunded: datetime

    @property
    def currency(self) -> str:
        return self.order.currency

    @property
    def received(self) -> datetime:
        return self.booked + WAY_BACK

    @property
    def stages(self) -> dict[str, datetime]:
        """Stage → when it is reached, in order."""
        return {"booked": self.booked, "received": self.received, "refunded": self.refunded}

    def stage(self, now: datetime) -> str:
        """The last stage that has been reached."""
        return _reached(self.stages, now)


def _reached(stages: Mapping[str, datetime], now: datetime) -> str:
    first = next(iter(stages))
    return [stage for stage, reached in stages.items() if reached <= now or stage == first][-1]


def delivery_date(placed: datetime, country: str, method: str, zone: ZoneInfo) -> date:
    """The day, in the shop's zone, on which an order placed then arrives."""
    return placed.astimezone(zone).date() + timedelta(days=rate(country, method).days)


class OrderBook:
    """The shop's own count of its orders and returns, which no crash of a visit can blur. `prefix` begins the numbers of
    orders and returns, `carrier` those of parcels. Orders are frozen: a changed one takes the place of the one before."""

    def __init__(self, prefix: str = "GS", carrier: str = "VC") -> None:
        self.orders: list[Order] = []
        self.returns: list[Return] = []
        self._prefix, self._carrier = prefix, carrier
        self._serial, self._return_serial = itertools.count(41_207, 3), itertools.count(7_316, 3)

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
        account: str = "",
        surcharge: Decimal = Decimal(0),
    ) -> Order:
        """Write down a new order. `basket`: product id → pieces; `card`: the last four digits."""
        order = Order(
            number=f"{self._prefix}-{next(self._serial)}",
            secret=secrets.token_urlsafe(16),
            tracking=f"{self._carrier}{secrets.randbelow(10**10):010}VN",
            language=language,
            placed=placed,
            bill=Bill.of(basket, language=language, country=address.country, method=method, surcharge=surcharge),
            address=address,
            method=method,
            card=card,
            zone=zone,
            account=account,
        )
        self.orders.append(order)
        return order

    def change(self, order: Order, address: Address, pieces: Mapping[str, int], now: datetime) -> Order:
        """Another address within the same country, other quantities (product id → pieces)."""
        return self._put(
            replace(order, address=address, bill=order.bill.with_pieces(pieces), changed=now, total_before=order.total)
        )

    def cancel(self, order: Order, now: datetime) -> Order:
        return self._put(replace(order, cancelled=now))

    def _put(self, order: Order) -> Order:
        at = next(at for at, known in enumerate(self.orders) if known.secret == order.secret)
        self.orders[at] = order
        return order

    def by_secret(self, secret: str) -> Order | None:
        return _first(order for order in self.orders if secrets.compare_digest(order.secret.encode(), secret.encode()))

    def by_tracking(self, tracking: str) -> Order | None:
        """The parcel's order. One that was cancelled has none."""
        return _first(order for order in self.orders if order.tracking == tracking.upper() and not order.cancelled)

    def of_customer(self, email: str, postcode: str) -> list[Order]:
        """A guest's orders, the newest first: both must fit, case and spaces aside."""

        def key(email: str, postcode: str) -> tuple[str, str]:
            return email.strip().casefold(), "".join(postcode.split()).casefold()

        wanted = key(email, postcode)
        return [order for order in reversed(self.orders) if key(order.address.email, order.address.postcode) == wanted]

    def of_account(self, account: str) -> list[Order]:
        """The orders that were placed from an account (its secret), the newest first."""
        return [order for order in reversed(self.orders) if account and order.account == account]

    # --- returns --------------------------------------------------------------------------------------------------

    def returns_of(self, order: Order) -> list[Return]:
        return [returned for returned in self.returns if returned.order.secret == order.secret]

    def left(self, order: Order) -> dict[str, int]:
        """Product id → pieces that can still be sent back."""
        back = Counter[str]()
        for returned in self.returns_of(order):
            back.update({line.product.id: line.quantity for line in returned.lines})
        return {id: pieces - back[id] for id, pieces in order.bill.pieces.items() if pieces > back[id]}

    def refund(self, order: Order, pieces: Mapping[str, int]) -> Decimal:
        """What is given back for these pieces (product id → pieces): what was paid for them, and with the last piece the
        standard delivery too."""
        kept = {id: left - pieces.get(id, 0) for id, left in self.left(order).items()}
        before = sum((returned.refund for returned in self.returns_of(order)), Decimal(0))
        value = order.bill.subtotal - order.bill.with_pieces(kept).subtotal
        paid = _rounded(value * (1 - order.bill.discount / order.bill.subtotal), order.currency)
        delivery = Decimal(0) if any(kept.values()) else rate(order.address.country, "standard").price[order.currency]
        return paid + delivery - before

    def take_back(
        self, order: Order, pieces: Mapping[str, int], reason: str, *, booked: datetime, refunded: datetime
    ) -> Return:
        """Write down a return of these pieces (product id → pieces), none of which was sent back before."""
        returned = Return(
            number=f"RT-{self._prefix}{next(self._return_serial)}",
            secret=secrets.token_urlsafe(16),
            order=order,
            lines=order.bill.with_pieces(pieces).lines,
            reason=reason,
            refund=self.refund(order, pieces),
            booked=booked,
            refunded=refunded,
        )
        self.returns.append(returned)
        return returned

    def return_by_secret(self, secret: str) -> Return | None:
        fits = (known for known in self.returns if secrets.compare_digest(known.secret.encode(), secret.encode()))
        return next(fits, None)


def _first(orders: Iterable[Order]) -> Order | None:
    return next(iter(orders), None)

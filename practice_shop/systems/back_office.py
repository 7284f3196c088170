"""What happens behind the shop after a customer did something: which system writes what, and when."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from shopper.practice_shop.accounts import Account
from shopper.practice_shop.help_desk import Ticket, TicketBook
from shopper.practice_shop.orders import Order, OrderBook, Return
from shopper.practice_shop.systems.carrier import CARRIER, carrier_notice, delivered
from shopper.practice_shop.systems.erp import ERP, invoice
from shopper.practice_shop.systems.frame import ShopMail
from shopper.practice_shop.systems.help_desk import HelpDesk
from shopper.practice_shop.systems.order_management import ORDER_MANAGEMENT, ready_to_ship
from shopper.practice_shop.systems.platform import (
    PLATFORM,
    confirmation,
    confirmation_again,
    order_cancelled,
    order_changed,
    welcome,
)
from shopper.practice_shop.systems.post import Post
from shopper.practice_shop.systems.returns_desk import RETURNS_DESK, refund, return_label
from shopper.practice_shop.systems.shipping import SHIPPING, shipping_notice
from shopper.practice_shop.tenant import Tenant

SYSTEMS = (PLATFORM, ORDER_MANAGEMENT, SHIPPING, ERP, CARRIER, RETURNS_DESK)
"""One sender of each system; the help desk's other senders sign with its key too."""

LATE = timedelta(minutes=20)
"""How late the confirmation leaves with the defect `confirmation_late`."""

AGAIN = timedelta(minutes=2)
"""When it leaves once more with the defect `confirmation_sent_twice`."""

OVERTAKEN = timedelta(hours=1)
"""How long after the parcel "ready to ship" leaves with the defect `ready_to_ship_after_shipping`."""

OrderMail = Callable[[Order, str, Collection[str], datetime, Tenant], ShopMail]
"""Writes a mail about an order: order, language, defects, the time at which it leaves, and whose mail it is."""

ReturnMail = Callable[[Return, str, Collection[str], datetime, Tenant], ShopMail]
"""Writes a mail about a return, likewise."""


class BackOffice:
    """Hears of what customers do, and has its systems write in their own time.

    A mail that is due later is about the order as it is then; about one that was cancelled in the meantime there is none.
    """

    def __init__(self, post: Post, tenant: Tenant, defects: frozenset[str], book: OrderBook, desk: TicketBook) -> None:
        self._post, self._tenant, self._defects, self._book = post, tenant, defects, book
        self._help_desk = HelpDesk(post, tenant, defects, desk, book)

    def asked(self, ticket: Ticket) -> None:
        """A customer asked something."""
        self._help_desk.asked(ticket)

    def added(self, ticket: Ticket) -> None:
        """A customer wrote about her case again."""
        self._help_desk.added(ticket)

    def registered(self, account: Account) -> None:
        """A customer opened an account."""
        self._post.at(account.registered, lambda now: welcome(account, account.language, now, self._tenant))

    def ordered(self, order: Order) -> None:
        """A new order stands in the book."""
        late = LATE if "confirmation_late" in self._defects else timedelta()
        if "confirmation_missing" not in self._defects:
            self._write(order.placed + late, confirmation, order)
            if "confirmation_sent_twice" in self._defects:
                self._write(order.placed + late + AGAIN, confirmation_again, order)
        overtaken = "ready_to_ship_after_shipping" in self._defects
        self._write(order.shipped + OVERTAKEN if overtaken else order.packed, ready_to_ship, order)
        if "shipping_notice_missing" not in self._defects:
            self._write(order.shipped, shipping_notice, order)
        self._write(order.invoiced, invoice, order)
        self._write(order.stages["out_for_delivery"], carrier_notice, order)
        self._write(order.delivered, delivered, order)

    def changed(self, order: Order) -> None:
        """The customer changed her order."""
        assert order.changed
        self._write(order.changed, order_changed, order)

    def cancelled(self, order: Order) -> None:
        """The customer cancelled her order: the last that is written about it."""
        assert order.cancelled
        self._post.at(order.cancelled, lambda now: order_cancelled(order, order.language, self._defects, now, self._tenant))

    def returned(self, returned: Return) -> None:
        """The customer booked a return."""
        self._write_back(returned.booked, return_label, returned)
        self._write_back(returned.refunded, refund, returned)

    def _write(self, due: datetime, mail: OrderMail, order: Order) -> None:
        def write(now: datetime) -> ShopMail | None:
            current = self._book.by_secret(order.secret)
            if current is None or current.cancelled:
                return None
            return mail(current, current.language, self._defects, now, self._tenant)

        self._post.at(due, write)

    def _write_back(self, due: datetime, mail: ReturnMail, returned: Return) -> None:
        self._post.at(due, lambda now: mail(returned, returned.order.language, self._defects, now, self._tenant))

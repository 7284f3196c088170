"""What happens behind the shop after a customer did something: which system writes what, and when."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from email.message import EmailMessage

from shopper.practice_shop.orders import Order, OrderBook
from shopper.practice_shop.systems.platform import confirmation
from shopper.practice_shop.systems.post import Post
from shopper.practice_shop.systems.shipping import shipping_notice
from shopper.practice_shop.tenant import Tenant

LATE = timedelta(minutes=20)
"""How late the confirmation leaves with the defect `confirmation_late`."""

OrderMail = Callable[[Order, str, Collection[str], datetime, Tenant], EmailMessage]
"""Writes a mail about an order: order, language, defects, the time at which it leaves, and whose mail it is."""


class BackOffice:
    """Hears of what customers do, and has its systems write in their own time."""

    def __init__(self, post: Post, tenant: Tenant, defects: frozenset[str], book: OrderBook) -> None:
        self._post, self._tenant, self._defects, self._book = post, tenant, defects, book

    def ordered(self, order: Order) -> None:
        """A new order stands in the book."""
        late = LATE if "confirmation_late" in self._defects else timedelta()
        if "confirmation_missing" not in self._defects:
            self._write(order.placed + late, confirmation, order)
        if "shipping_notice_missing" not in self._defects:
            self._write(order.shipped, shipping_notice, order)

    def _write(self, due: datetime, mail: OrderMail, order: Order) -> None:
        self._post.at(due, lambda now: mail(order, order.language, self._defects, now, self._tenant))

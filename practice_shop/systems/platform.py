"""The shop platform: it takes orders and confirms them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage

from shopper.practice_shop.orders import Order
from shopper.practice_shop.paths import path
from shopper.practice_shop.systems.frame import System, compose
from shopper.practice_shop.tenant import GOM_SEN, Tenant

PLATFORM = System("platform", "orders", "Gom Sen Storefront 4.2")


def confirmation(
    order: Order, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN
) -> EmailMessage:
    """The order confirmation, as it leaves at `now`."""
    total = order.total - order.bill.shipping if "confirmation_total_wrong" in defects else order.total
    return compose(
        PLATFORM,
        "confirmation",
        language,
        tenant,
        to=Address(order.address.name, addr_spec=order.address.email),
        now=now,
        mark=order.secret,
        subject={"number": order.number},
        order=order,
        number=order.number,
        total=total,
        order_url=tenant.url + path("order", language, order.secret),
        terms_url=tenant.url + path("policy", language, "terms"),
        returns_url=tenant.url + path("policy", language, "returns"),
    )

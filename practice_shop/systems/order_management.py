"""The order management: it has orders packed, and tells customers when theirs is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from email.headerregistry import Address

from shopper.practice_shop.orders import Order
from shopper.practice_shop.paths import path
from shopper.practice_shop.systems.frame import ShopMail, System, compose
from shopper.practice_shop.tenant import GOM_SEN, Tenant

ORDER_MANAGEMENT = System("order_management", "packing", "Benchwork OMS/7.0", "oms.{digest}")

PLACEHOLDER = "{{ customer.first_name }}"


def ready_to_ship(order: Order, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN) -> ShopMail:
    """The notice that the order is packed, as it leaves at `now`."""
    dead_end = "ready_to_ship_dead_end" in defects
    return compose(
        ORDER_MANAGEMENT,
        "ready_to_ship",
        language,
        tenant,
        to=Address(order.address.name, addr_spec=order.address.email),
        now=now,
        mark=order.secret,
        subject={"number": order.number},
        headers={"From": f"{tenant.name} <no-reply@{tenant.apex}>"} if dead_end else {},
        order=order,
        name=PLACEHOLDER if "ready_to_ship_placeholder" in defects else order.address.name,
        dead_end=dead_end,
        order_url=tenant.url + path("order", language, order.secret),
    )

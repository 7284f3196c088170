"""A shop to practise on: *Gốm Sen*, ceramics from Bát Tràng, with its partner carrier, real mails, and defects to switch on.

    async with PracticeShop(clock, smtp=("127.0.0.1", 2525), defects=["tracking_link_broken"]) as shop:
        shop.routes["www.gomsen.test"]     # ("127.0.0.1", 40123), with TLS; Chromium trusts it by shop.spki

Everything is loaded on first use: naming a defect needs no web server.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

_HOME = {
    "PracticeShop": "shop",
    "Defect": "defects",
    "DEFECTS": "defects",
    "Tenant": "tenant",
    "GOM_SEN": "tenant",
    "TENANTS": "tenant",
    "shop_profile": "tenant",
    "Order": "orders",
    "OrderBook": "orders",
}
__all__ = ["DEFECTS", "GOM_SEN", "TENANTS", "Defect", "Order", "OrderBook", "PracticeShop", "Tenant", "shop_profile"]

if TYPE_CHECKING:
    from shopper.practice_shop.defects import DEFECTS, Defect
    from shopper.practice_shop.orders import Order, OrderBook
    from shopper.practice_shop.shop import PracticeShop
    from shopper.practice_shop.tenant import GOM_SEN, TENANTS, Tenant, shop_profile


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

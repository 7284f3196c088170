"""The carrier's own system: it writes under the carrier's name, on the day on which the parcel arrives."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from email.headerregistry import Address

from shopper.practice_shop.orders import Order
from shopper.practice_shop.paths import CARRIER_PATHS, parcel_path
from shopper.practice_shop.rendering import link, telephone, words
from shopper.practice_shop.systems.frame import ShopMail, System, compose
from shopper.practice_shop.tenant import GOM_SEN, Tenant

CARRIER = System("carrier", "notice", "RouteMailer 3", "{digest}.route", partner=True)

LINK_STYLE = "color:#16499c;text-decoration:underline;white-space:nowrap"


def carrier_notice(order: Order, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN) -> ShopMail:
    """The notice in the morning that the parcel comes today."""
    return _about("carrier_notice", order, language, now, tenant)


def delivered(order: Order, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN) -> ShopMail:
    """That the parcel has been delivered."""
    return _about("delivered", order, language, now, tenant)


def _about(kind: str, order: Order, language: str, now: datetime, tenant: Tenant) -> ShopMail:
    carrier = tenant.carrier
    return compose(
        CARRIER,
        kind,
        language,
        tenant,
        to=Address(order.address.name, addr_spec=order.address.email),
        now=now,
        mark=order.secret,
        subject={"number": order.number},
        order=order,
        name=order.address.name,
        carrier_words=words(language)["carrier"],
        carrier_home=carrier.url + CARRIER_PATHS["home"][language],
        carrier_phone=link(telephone(carrier.phone), carrier.phone, LINK_STYLE),
        carrier_email=link(f"mailto:{carrier.email}", carrier.email, LINK_STYLE),
        link_style=LINK_STYLE,
        tracking_url=carrier.url + parcel_path(language, order.tracking),
    )

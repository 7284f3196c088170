"""The dispatch desk: it hands parcels to the carrier and tells the customer how to follow them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from email.headerregistry import Address

from shopper.practice_shop.orders import Order
from shopper.practice_shop.paths import other_language, parcel_path
from shopper.practice_shop.rendering import words
from shopper.practice_shop.systems.frame import ShopMail, System, compose
from shopper.practice_shop.tenant import GOM_SEN, Tenant

SHIPPING = System("shipping", "ship", "Parcelhand Desk 11", "parcelhand-{digest}")


def shipping_notice(order: Order, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN) -> ShopMail:
    """The notice that the parcel is on its way, as it leaves at `now`."""
    spoken = other_language(language) if "shipping_mail_in_other_language" in defects else language
    half = other_language(spoken) if "shipping_mail_half_translated" in defects else spoken
    number = _neighbour(order.number) if "shipping_mail_other_order_number" in defects else order.number
    tracking = order.tracking[:-6] if "tracking_link_broken" in defects else order.tracking
    return compose(
        SHIPPING,
        "shipping",
        spoken,
        tenant,
        to=Address(order.address.name, addr_spec=order.address.email),
        now=now,
        mark=order.secret,
        subject={"number": number},
        order=order,
        number=number,
        total=order.total,
        breakage=words(half)["mails"]["shipping"]["breakage"],
        tracking_url=tenant.carrier.url + parcel_path(language, tracking),
    )


def _neighbour(number: str) -> str:
    head, _, serial = number.rpartition("-")
    return f"{head}-{int(serial) + 1}"

"""The help desk's returns desk: the label when a return is booked, and the money when its parcel is back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from email.headerregistry import Address
from typing import Any

from shopper.practice_shop.orders import Return
from shopper.practice_shop.paths import path
from shopper.practice_shop.rendering import words
from shopper.practice_shop.systems.frame import Attachment, ShopMail, System, compose
from shopper.practice_shop.systems.pdf import label_pdf
from shopper.practice_shop.tenant import GOM_SEN, Tenant

RETURNS_DESK = System("help_desk", "returns", "Tiller Service Desk 7", "tiller.{digest}")


def return_label(
    returned: Return, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN
) -> ShopMail:
    """The label for the parcel as a PDF, in a mail that says how to send it and what is given back."""
    file: str = words(language)["documents"]["label"]["file"].format(number=returned.number)
    label = Attachment(file, "application/pdf", label_pdf(returned, language, tenant))
    return _about("return_label", returned, language, now, tenant, attachments=(label,))


def refund(returned: Return, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN) -> ShopMail:
    """That the money is on its way back: how much, when, to which card."""
    amount = returned.refund
    if "refund_too_small" in defects:
        amount -= returned.order.bill.shipping
    return _about("refund", returned, language, now, tenant, amount=amount)


def _about(
    kind: str,
    returned: Return,
    language: str,
    now: datetime,
    tenant: Tenant,
    *,
    attachments: tuple[Attachment, ...] = (),
    **values: Any,
) -> ShopMail:
    order = returned.order
    return compose(
        RETURNS_DESK,
        kind,
        language,
        tenant,
        to=Address(order.address.name, addr_spec=order.address.email),
        now=now,
        mark=returned.secret,
        subject={"number": order.number},
        attachments=attachments,
        order=order,
        returned=returned,
        name=order.address.name,
        return_url=tenant.url + path("return", language, returned.secret),
        **values,
    )

"""The shop's mails. Each is a pure function of order, language, defects and time: the same in, the same bytes out.

Two systems write them, each with its own templates, headers and voice: the shop's *platform* confirms, *shipping* sends.
"""

from __future__ import annotations

import email.policy
import hashlib
from collections.abc import Callable, Collection
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from shopper.practice_shop.orders import Order
from shopper.practice_shop.paths import LANGUAGES, parcel_path, path
from shopper.practice_shop.rendering import telephone, templates, words
from shopper.practice_shop.tenant import GOM_SEN, Tenant

Writer = Callable[[Order, str, Collection[str], datetime, Tenant], EmailMessage]
"""Writes one kind of mail: order, language, defects, the time at which it leaves, and whose mail it is."""


def confirmation(
    order: Order, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN
) -> EmailMessage:
    """The platform's order confirmation, as it leaves at `now`."""
    total = order.total - order.bill.shipping if "confirmation_total_wrong" in defects else order.total
    message = _message(
        "confirmation",
        language,
        tenant,
        order=order,
        number=order.number,
        total=total,
        order_url=tenant.url + path("order", language, order.secret),
        terms_url=tenant.url + path("policy", language, "terms"),
        returns_url=tenant.url + path("policy", language, "returns"),
    )
    return _addressed(message, order, tenant.platform_sender, now, tenant, "platform", "Gom Sen Storefront 4.2")


def shipping_notice(
    order: Order, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN
) -> EmailMessage:
    """The dispatch desk's notice that the parcel is on its way, as it leaves at `now`."""
    spoken = _other(language) if "shipping_mail_in_other_language" in defects else language
    number = _neighbour(order.number) if "shipping_mail_other_order_number" in defects else order.number
    tracking = order.tracking[:-6] if "tracking_link_broken" in defects else order.tracking
    message = _message(
        "shipping",
        spoken,
        tenant,
        order=order,
        number=number,
        total=order.total,
        tracking_url=tenant.carrier.url + parcel_path(language, tracking),
    )
    return _addressed(message, order, tenant.shipping_sender, now, tenant, "dispatch", "Parcelhand Desk 11")


def _other(language: str) -> str:
    return next(other for other in LANGUAGES if other != language)


def _neighbour(number: str) -> str:
    head, _, serial = number.rpartition("-")
    return f"{head}-{int(serial) + 1}"


def _message(kind: str, language: str, tenant: Tenant, *, order: Order, number: str, **values: object) -> EmailMessage:
    """Subject and both bodies."""
    t = words(language)
    known = {
        "t": t["mails"][kind],
        "common": t["mails"],
        "bill_words": t["bill"],
        "methods": t["methods"],
        "countries": t["countries"],
        "policies": t["policies"],
        "language": language,
        "tenant": tenant,
        "order": order,
        "number": number,
        "home_url": tenant.url + path("home", language),
        "contact_url": tenant.url + path("contact", language),
        "phone_url": telephone(tenant.phone),
        "link_style": f"color:{tenant.colour};text-decoration:underline;white-space:nowrap",
        **values,
    }
    message = EmailMessage(email.policy.SMTP)
    message["Subject"] = t["mails"][kind]["subject"].format(number=number)
    message.set_content(templates().get_template(f"mails/{kind}.txt").render(known), cte="quoted-printable")
    html = templates().get_template(f"mails/{kind}.html").render(known)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    return message


def _addressed(
    message: EmailMessage, order: Order, sender: str, now: datetime, tenant: Tenant, system: str, mailer: str
) -> EmailMessage:
    """Headers. Message-ID and boundary come from the order, so that rendering twice gives the same bytes."""
    mark = hashlib.sha256(f"{system}:{order.secret}".encode()).hexdigest()[:20]
    message["From"] = Address(tenant.name, addr_spec=sender)
    message["To"] = Address(order.address.name, addr_spec=order.address.email)
    message["Date"] = format_datetime(now.astimezone(tenant.timezone))
    message["Message-ID"] = f"<{mark}@{system}.{tenant.apex}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Mailer"] = mailer
    message.set_boundary(f"={mark}=")
    return message

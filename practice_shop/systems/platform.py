"""The shop platform: it keeps accounts and takes orders, and says so at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from email.headerregistry import Address
from typing import Any

from shopper.practice_shop.accounts import Account
from shopper.practice_shop.orders import Order
from shopper.practice_shop.paths import path
from shopper.practice_shop.rendering import money, words
from shopper.practice_shop.systems.frame import Attachment, ShopMail, System, compose
from shopper.practice_shop.systems.pdf import policy_pdf
from shopper.practice_shop.tenant import GOM_SEN, Tenant

PLATFORM = System("platform", "orders", "Kiln Storefront 4.2", "{digest}.storefront")


def welcome(account: Account, language: str, now: datetime, tenant: Tenant = GOM_SEN) -> ShopMail:
    """The welcome to a new account, as it leaves at `now`."""
    return compose(
        PLATFORM,
        "welcome",
        language,
        tenant,
        to=Address(account.name, addr_spec=account.email),
        now=now,
        mark=account.secret,
        subject={"shop": tenant.name},
        account=account,
        name=account.name,
        button_url=tenant.url + path("account", language),
    )


def confirmation(order: Order, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN) -> ShopMail:
    """The order confirmation, as it leaves at `now`."""
    return _about(
        "confirmation",
        order,
        language,
        now,
        tenant,
        total=order.total - order.bill.shipping if "confirmation_total_wrong" in defects else order.total,
        terms_url=tenant.url + path("policy", language, "terms"),
        returns_url=tenant.url + path("policy", language, "returns"),
        attachments=tuple(_enclosed(policy, language, tenant) for policy in ("terms", "returns")),
    )


def _enclosed(policy: str, language: str, tenant: Tenant) -> Attachment:
    """What the customer agreed to, to keep: a link can be changed (Directive 2011/83/EU, article 8(7))."""
    slug = words(language)["policies"][policy]["slug"]
    return Attachment(f"{slug}.pdf", "application/pdf", policy_pdf(policy, language, tenant))


def confirmation_again(
    order: Order, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN
) -> ShopMail:
    """The same confirmation once more, as if it were another mail: the defect `confirmation_sent_twice`."""
    message = confirmation(order, language, defects, now, tenant)
    message.replace_header("Message-ID", message["Message-ID"].replace("<", "<2."))
    return message


def order_changed(order: Order, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN) -> ShopMail:
    """What the order says after the customer changed it, and what that does to her card."""
    return _about(
        "order_changed", order, language, now, tenant, mark=f"{order.changed}", difference=_difference(order, language)
    )


def order_cancelled(order: Order, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN) -> ShopMail:
    """That the order is cancelled, and what is given back."""
    return _about("order_cancelled", order, language, now, tenant)


def _about(kind: str, order: Order, language: str, now: datetime, tenant: Tenant, *, mark: str = "", **values: Any) -> ShopMail:
    known: dict[str, Any] = {"total": order.total, "button_url": tenant.url + path("order", language, order.secret)}
    return compose(
        PLATFORM,
        kind,
        language,
        tenant,
        to=Address(order.address.name, addr_spec=order.address.email),
        now=now,
        mark=order.secret + mark,
        subject={"number": order.number},
        order=order,
        name=order.address.name,
        **known | values,
    )


def _difference(order: Order, language: str) -> str:
    t = words(language)["mails"]["order_changed"]
    more = order.total - (order.total if order.total_before is None else order.total_before)
    told: str = t["more"] if more > 0 else t["less"] if more < 0 else t["same"]
    return told.format(amount=money(abs(more), order.currency, language), card=order.card)

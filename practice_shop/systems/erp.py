"""The ERP: it keeps the books, and sends the invoice as soon as the parcel has left."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from email.headerregistry import Address

from shopper.practice_shop.orders import Order
from shopper.practice_shop.paths import path
from shopper.practice_shop.rendering import words
from shopper.practice_shop.systems.frame import Attachment, ShopMail, System, compose
from shopper.practice_shop.systems.pdf import invoice_number, invoice_pdf
from shopper.practice_shop.tenant import GOM_SEN, Tenant

ERP = System("erp", "invoices", "LedgerSuite Business One (build 2211)", "LS-{digest}-INV")


def invoice(order: Order, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN) -> ShopMail:
    """The invoice as a PDF, in a mail that leaves at `now`."""
    file: str = words(language)["documents"]["invoice"]["file"].format(number=order.number)
    message = compose(
        ERP,
        "invoice",
        language,
        tenant,
        to=Address(order.address.name, addr_spec=order.address.email),
        now=now,
        mark=order.secret,
        subject={"number": order.number},
        attachments=(Attachment(file, "application/pdf", invoice_pdf(order, language, tenant, defects)),),
        order=order,
        name=order.address.name,
        invoice_number=invoice_number(order),
        file=file,
        without_logo="invoice_without_logo" in defects,
        order_url=tenant.url + path("order", language, order.secret),
    )
    if "invoice_mojibake" in defects:
        _garble(message)
    return message


def _garble(message: ShopMail) -> None:
    """Write both bodies as somebody would who takes UTF-8 for Windows-1252."""
    for part in message.walk():
        if part.get_content_maintype() == "text":
            assert isinstance(part, ShopMail)
            read = "".join(_misread(byte) for byte in part.get_content().encode())
            part.set_content(read, subtype=part.get_content_subtype(), cte="quoted-printable")


def _misread(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:  # five bytes have no letter in Windows-1252
        return chr(byte)

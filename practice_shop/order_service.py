"""What customers can do with a placed order by themselves: look at it, change it, cancel it, download its invoice."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.responses import Response

from shopper.practice_shop.checkout import MOST
from shopper.practice_shop.detours import led_astray, mixed_up
from shopper.practice_shop.forms import mistakes, pieces, taken
from shopper.practice_shop.orders import Order
from shopper.practice_shop.paths import parcel_path
from shopper.practice_shop.store import Customer, Handlers

CHANGEABLE = ("name", "phone", "street", "postcode", "city")
"""Fields of the address that can be changed; another country would cost another delivery."""


async def orders(customer: Customer) -> Response:
    """Guests find their orders by mail address and postcode; what they typed is kept out of the address."""
    if "tracking_behind_login" in customer.store.defects and not customer.account:
        return customer.go("log_in")
    if customer.request.method == "POST":
        form = await customer.form()
        customer.session.looked_up = form.get("email", ""), form.get("postcode", "")
        customer.remember()
        return customer.go("orders")
    asked = customer.session.looked_up
    found = customer.store.book.of_customer(*asked) if asked else []
    return customer.show("orders.html", asked=asked, found=found, now=customer.store.clock.now())


async def order(customer: Customer) -> Response:
    if astray := led_astray(customer):
        return astray
    shown = mixed_up(known_order(customer), customer)
    store = customer.store
    if "tracking_page_error_text" in store.defects:
        return customer.show("order_error.html", item=shown.secret)
    return customer.show(
        "order.html",
        item=shown.secret,
        order=shown,
        now=store.clock.now(),
        tracking_url=store.tenant.carrier.url + parcel_path(customer.language, shown.tracking),
        state_url=store.tenant.carrier.url + parcel_path(customer.language, shown.tracking, "state"),
        silence_told="carrier_failure_silent" not in store.defects,
        left=store.book.left(shown),
        returns=store.book.returns_of(shown),
    )


async def change(customer: Customer) -> Response:
    """Another address, other quantities. What is not different is no change, and nobody hears of it."""
    shown, store = known_order(customer), customer.store
    now = store.clock.now()
    if not shown.can_be_changed(now):
        return _too_late(customer, shown)
    form = {name: getattr(shown.address, name) for name in CHANGEABLE}
    wanted = shown.bill.pieces
    errors: dict[str, str] = {}
    if customer.request.method == "POST":
        sent = await customer.form()
        form = taken(sent, CHANGEABLE)
        wanted = {id: min(pieces(sent.get(f"quantity-{id}", "")), MOST) for id in wanted}
        errors = mistakes(form, customer.words["errors"])
        if not any(wanted.values()):
            errors["pieces"] = customer.words["order_change"]["no_pieces"]
        if not errors:
            address = replace(shown.address, **form)
            if (address, wanted) != (shown.address, shown.bill.pieces):
                store.events.changed(store.book.change(shown, address, wanted, now))
            return customer.go("order", shown.secret)
    return customer.show(
        "order_change.html", item=shown.secret, order=shown, form=form, wanted=wanted, errors=errors, most=MOST
    )


async def cancel(customer: Customer) -> Response:
    """Say what is given back, then do it."""
    shown, store = known_order(customer), customer.store
    now = store.clock.now()
    if shown.cancelled:
        return customer.go("order", shown.secret)
    if not shown.can_be_changed(now):
        return _too_late(customer, shown)
    if customer.request.method == "POST":
        store.events.cancelled(store.book.cancel(shown, now))
        return customer.go("order", shown.secret)
    return customer.show("order_cancel.html", item=shown.secret, order=shown)


def _too_late(customer: Customer, order: Order) -> Response:
    return customer.show("order_too_late.html", item=order.secret, order=order)


async def invoice(customer: Customer) -> Response:
    """The same document as in the invoice's mail: in the language of the order, whatever page it is opened from."""
    shown, store = known_order(customer), customer.store
    if not shown.has_invoice(store.clock.now()):
        raise HTTPException(404)
    # here, because drawing PDFs takes long to import and few pages need it
    from shopper.practice_shop.systems.pdf import invoice_pdf

    content = await asyncio.to_thread(invoice_pdf, shown, shown.language, store.tenant, store.defects)
    return pdf(content, customer.words["order"]["invoice_file"].format(number=shown.number))


def known_order(customer: Customer) -> Order:
    """The order that the address names. Raises HTTPException 404 if there is none."""
    book = customer.store.book
    found = book.by_secret(customer.slug)
    if found is None and "order_link_guessable" in customer.store.defects:
        found = next((order for order in book.orders if order.number == customer.slug), None)
    if found is None:
        raise HTTPException(404)
    return found


def pdf(content: bytes, name: str) -> Response:
    """A document to be saved under a name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type="application/pdf", headers=headers)


HANDLERS: Handlers = {
    "orders": (orders, ("GET", "POST")),
    "order": (order, ("GET",)),
    "change_order": (change, ("GET", "POST")),
    "cancel_order": (cancel, ("GET", "POST")),
    "invoice": (invoice, ("GET",)),
}

"""Sending pieces back: which ones, what is given back for them, the label, and how far the return has come."""

from __future__ import annotations

import asyncio
import secrets
from datetime import timedelta

from starlette.exceptions import HTTPException
from starlette.responses import Response

from shopper.practice_shop.forms import pieces
from shopper.practice_shop.order_service import known_order, pdf
from shopper.practice_shop.orders import WAY_BACK, Return
from shopper.practice_shop.service_hours import opening
from shopper.practice_shop.store import Customer, Handlers

REASONS = ("unsaid", "changed_mind", "different", "damaged", "wrong", "late")
"""Why pieces come back. Nobody has to say."""

INSPECTION = timedelta(hours=3)
"""From the parcel's return to the refund, if somebody is at the workshop."""


async def book_return(customer: Customer) -> Response:
    """Choose pieces, see what is given back, confirm. The same confirmation sent twice is the same return."""
    order, store = known_order(customer), customer.store
    form = await customer.form() if customer.request.method == "POST" else {}
    if before := store.return_tickets.get(form.get("ticket", "")):
        return customer.go("return", before.secret)
    now, left = store.clock.now(), store.book.left(order)
    if not left or not order.can_be_returned(now):
        return customer.show("return_refused.html", item=order.secret, order=order, now=now, left=left)
    usual = left if sum(left.values()) == 1 else dict.fromkeys(left, 0)
    chosen = {id: min(pieces(form.get(f"quantity-{id}", "")), most) for id, most in left.items()} if form else usual
    reason = form.get("reason") if form.get("reason") in REASONS else REASONS[0]
    assert reason
    errors = {} if not form or any(chosen.values()) else {"pieces": customer.words["returns"]["no_pieces"]}
    if not form or errors or "again" in form:
        return customer.show(
            "return_book.html",
            item=order.secret,
            order=order,
            left=left,
            chosen=chosen,
            reasons=REASONS,
            reason=reason,
            errors=errors,
        )
    if ticket := form.get("ticket"):
        refunded = opening(now + WAY_BACK + INSPECTION, store.tenant.timezone)
        returned = store.book.take_back(order, chosen, reason, booked=now, refunded=refunded)
        store.return_tickets[ticket] = returned
        store.events.returned(returned)
        return customer.go("return", returned.secret)
    return customer.show(
        "return_confirm.html",
        item=order.secret,
        order=order,
        lines=order.bill.with_pieces(chosen).lines,
        chosen=chosen,
        reason=reason,
        whole=chosen == left,
        refund=store.book.refund(order, chosen),
        ticket=secrets.token_urlsafe(16),
    )


async def one_return(customer: Customer) -> Response:
    shown = _known(customer)
    return customer.show("return.html", item=shown.secret, returned=shown, now=customer.store.clock.now())


async def label(customer: Customer) -> Response:
    """The same label as in the mail: in the language of the order, whatever page it is opened from."""
    shown = _known(customer)
    # here, because drawing PDFs takes long to import and few pages need it
    from shopper.practice_shop.systems.pdf import label_pdf

    content = await asyncio.to_thread(label_pdf, shown, shown.order.language, customer.store.tenant)
    return pdf(content, customer.words["returns"]["label_file"].format(number=shown.number))


def _known(customer: Customer) -> Return:
    found = customer.store.book.return_by_secret(customer.slug)
    if found is None:
        raise HTTPException(404)
    return found


HANDLERS: Handlers = {
    "book_return": (book_return, ("GET", "POST")),
    "return": (one_return, ("GET",)),
    "label": (label, ("GET",)),
}

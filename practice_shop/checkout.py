"""The way from the cart to the placed order, for guests: cart → address → payment → confirmation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.responses import Response

from shopper.practice_shop.goods import COUNTRIES, METHODS, RATES, goods
from shopper.practice_shop.orders import Address, Bill, delivery_date
from shopper.practice_shop.store import Customer, Handlers, Session

GOOD_CARD = "4242424242424242"
"""The bank accepts this one and declines every other, such as 4000 0000 0000 0002."""

MOST = 20
"""Pieces of one product in one cart."""

_ADDRESS: Mapping[str, Callable[[str], object]] = {
    "name": lambda text: text,
    "email": re.compile(r"(?=[\x21-\x7e]{6,100}$)[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII).fullmatch,
    "phone": lambda text: 9 <= sum(letter.isdigit() for letter in text) <= 15,
    "street": lambda text: text,
    "city": lambda text: text,
    "postcode": re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{2,9}").fullmatch,
    "country": COUNTRIES.__contains__,
    "method": METHODS.__contains__,
}


async def cart(customer: Customer) -> Response:
    """Show the cart; a posted form adds a product, or sets the quantities of what lies in it."""
    if customer.request.method == "POST":
        _change(customer.session.basket, await customer.form())
        customer.remember()
        return customer.go("cart")
    basket = customer.session.basket
    return customer.show("cart.html", bill=Bill.of(basket, language=customer.language) if basket else None, most=MOST)


def _change(basket: dict[str, int], form: Mapping[str, str]) -> None:
    added = form.get("add", "")
    for id in goods():
        wanted = basket.get(id, 0)
        if f"quantity-{id}" in form:
            wanted = _pieces(form[f"quantity-{id}"])
        if added == id:
            wanted += _pieces(form.get("quantity", "1"))
        if wanted == 0 or form.get("remove") == id:
            basket.pop(id, None)
        else:
            basket[id] = min(wanted, MOST)


def _pieces(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else 0


async def address(customer: Customer) -> Response:
    """Who gets it, where, and how. What was typed stays when something is missing."""
    session = customer.session
    if not session.basket:
        return customer.go("cart")
    errors: dict[str, str] = {}
    if customer.request.method == "POST":
        form = await customer.form()
        session.address = {name: form.get(name, "")[:120] for name in _ADDRESS}
        errors = {name: customer.words["errors"][name] for name, fits in _ADDRESS.items() if not fits(session.address[name])}
        if not errors:
            return customer.go("payment")
    known = {"country": "VN", "method": "standard"} | session.address
    bill = _bill(customer, session) if _complete(session) else Bill.of(session.basket, language=customer.language)
    return customer.show(
        "address.html", form=known, errors=errors, bill=bill, countries=COUNTRIES, methods=METHODS, rates=RATES
    )


async def payment(customer: Customer) -> Response:
    """Show everything once more, with the total; charge the card and place the order."""
    form = await customer.form() if customer.request.method == "POST" else {}
    if before := customer.store.tickets.get(form.get("ticket", "")):
        return customer.go("placed", before.secret)
    session = customer.session
    if not session.basket:
        return customer.go("cart")
    if not _complete(session):
        return customer.go("checkout")
    now = customer.store.clock.now()
    errors = _card_errors(form, now, customer.words["errors"]) if form else {}
    card = "".join(form.get("card_number", "").split())
    if form and not errors and _charged(customer, card):
        return _place(customer, session, card, now)
    country, method = session.address["country"], session.address["method"]
    return customer.show(
        "payment.html",
        form=form,
        errors=errors,
        declined=bool(form) and not errors,
        address=_address(session),
        method=method,
        bill=_bill(customer, session),
        ticket=session.ticket,
        arrives=delivery_date(now, country, method, customer.store.tenant.timezone),
    )


def _card_errors(form: Mapping[str, str], now: datetime, sentences: Mapping[str, str]) -> dict[str, str]:
    expiry = re.fullmatch(r"(0[1-9]|1[0-2]) ?/ ?(\d\d)", form.get("expiry", ""))
    fits = {
        "card_number": re.fullmatch(r"\d{16}", "".join(form.get("card_number", "").split())),
        "card_name": form.get("card_name"),
        "expiry": expiry and (2000 + int(expiry[2]), int(expiry[1])) >= (now.year, now.month),
        "cvc": re.fullmatch(r"\d{3}", form.get("cvc", "")),
        "terms": form.get("terms"),
    }
    return {name: sentences[name] for name, fit in fits.items() if not fit}


def _charged(customer: Customer, card: str) -> bool:
    return card == GOOD_CARD and "good_card_declined" not in customer.store.defects


def _place(customer: Customer, session: Session, card: str, now: datetime) -> Response:
    store = customer.store
    order = store.book.place(
        session.basket,
        _address(session),
        language=customer.language,
        placed=now,
        zone=store.tenant.timezone,
        method=session.address["method"],
        card=card[-4:],
    )
    store.tickets[session.ticket] = order
    session.basket, session.ticket = {}, Session().ticket
    store.events.ordered(order)
    return customer.go("placed", order.secret)


async def placed(customer: Customer) -> Response:
    order = customer.store.book.by_secret(customer.slug)
    if order is None:
        raise HTTPException(404)
    return customer.show("placed.html", item=order.secret, order=order)


def _complete(session: Session) -> bool:
    return all(fits(session.address.get(name, "")) for name, fits in _ADDRESS.items())


def _address(session: Session) -> Address:
    return Address(**{name: text for name, text in session.address.items() if name != "method"})


def _bill(customer: Customer, session: Session) -> Bill:
    told = session.address
    return Bill.of(session.basket, language=customer.language, country=told["country"], method=told["method"])


HANDLERS: Handlers = {
    "cart": (cart, ("GET", "POST")),
    "checkout": (address, ("GET", "POST")),
    "payment": (payment, ("GET", "POST")),
    "placed": (placed, ("GET",)),
}

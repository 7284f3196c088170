"""The way from the cart to the placed order, with an account or without: cart → address → payment → confirmation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from starlette.exceptions import HTTPException
from starlette.responses import Response

from shopper.practice_shop.forms import FITS, mistakes, pieces, taken
from shopper.practice_shop.gateway import SESSIONS
from shopper.practice_shop.goods import COUNTRIES, METHODS, RATES, goods
from shopper.practice_shop.orders import SURCHARGE, Address, Bill, delivery_date
from shopper.practice_shop.store import Customer, Handlers, Session

GOOD_CARD = "4242424242424242"
"""The bank accepts this one and declines every other, such as 4000 0000 0000 0002."""

GATEWAY_DOWN_CARD = "4000000000000119"
"""With this one the payment service cannot be reached."""

OFFERS = 6
"""Pages between address and payment with the defect `needless_pages`."""

MOST = 20
"""Pieces of one product in one cart."""


async def cart(customer: Customer) -> Response:
    """Show the cart; a posted form adds a product, or sets the quantities of what lies in it."""
    if customer.request.method == "POST":
        _change(customer.session.basket, await customer.form())
        customer.remember()
        return customer.go("cart")
    basket = customer.session.basket
    return customer.show("cart.html", bill=_cart_bill(customer) if basket else None, most=MOST)


def _change(basket: dict[str, int], form: Mapping[str, str]) -> None:
    added = form.get("add", "")
    for id in goods():
        wanted = basket.get(id, 0)
        if f"quantity-{id}" in form:
            wanted = pieces(form[f"quantity-{id}"])
        if added == id:
            wanted += pieces(form.get("quantity", "1"))
        if wanted == 0 or form.get("remove") == id:
            basket.pop(id, None)
        else:
            basket[id] = min(wanted, MOST)


async def address(customer: Customer) -> Response:
    """Who gets it, where, and how. What was typed stays when something is missing."""
    session = customer.session
    if not session.basket:
        return customer.go("cart")
    errors: dict[str, str] = {}
    if customer.request.method == "POST":
        session.address = taken(await customer.form(), FITS)
        errors = mistakes(session.address, customer.words["errors"])
        if not errors:
            return customer.go("payment")
    known = {"country": "VN", "method": "standard"} | _saved(customer) | session.address
    bill = _bill(customer, session) if _complete(session) else _cart_bill(customer)
    return customer.show(
        "address.html", form=known, errors=errors, bill=bill, countries=COUNTRIES, methods=METHODS, rates=RATES
    )


def _saved(customer: Customer) -> dict[str, str]:
    """What a customer with an account need not type again."""
    account = customer.account
    return {"name": account.name, "email": account.email} | dict(account.address) if account else {}


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
    if "needless_pages" in customer.store.defects and session.offers < OFFERS:
        return _offer(customer, taken_up="offer" in form)
    now = customer.store.clock.now()
    errors = _card_errors(form, now, customer.words["errors"]) if form else {}
    card = "".join(form.get("card_number", "").split())
    tried = bool(form) and not errors
    refusal = _refusal(customer, card) if tried else ""
    if tried and not refusal:
        return _place(customer, session, card, now)
    bill = _bill(customer, session)
    if refusal and "cart_lost_after_decline" in customer.store.defects:
        session.basket = {}
    country, method = session.address["country"], session.address["method"]
    return customer.show(
        "payment.html",
        form=form,
        errors=errors,
        refusal=refusal,
        gateway=f"https://{customer.store.tenant.gateway}{SESSIONS}",
        failure_told="gateway_failure_silent" not in customer.store.defects,
        address=_address(session),
        method=method,
        bill=bill,
        ticket=session.ticket,
        arrives=delivery_date(now, country, method, customer.store.tenant.timezone),
    )


def _offer(customer: Customer, *, taken_up: bool) -> Response:
    """One of the pages that come between with the defect `needless_pages`."""
    if taken_up:
        customer.session.offers += 1
        return customer.go("payment")
    return customer.show("offer.html", number=customer.session.offers + 1)


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


def _refusal(customer: Customer, card: str) -> str:
    """Why the card was not charged: `unreachable` (nobody asked the bank) or `declined`; empty if it was."""
    if card == GATEWAY_DOWN_CARD:
        return "unreachable"
    return "" if card == GOOD_CARD and "good_card_declined" not in customer.store.defects else "declined"


def _place(customer: Customer, session: Session, card: str, now: datetime) -> Response:
    store, account = customer.store, customer.account
    order = store.book.place(
        session.basket,
        _address(session),
        language=customer.language,
        placed=now,
        zone=store.tenant.timezone,
        method=session.address["method"],
        card=card[-4:],
        account=session.account,
        surcharge=_surcharge(customer),
    )
    if account:
        store.accounts.remember_address(account, session.address)
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
    return all(fits(session.address.get(name, "")) for name, fits in FITS.items())


def _address(session: Session) -> Address:
    return Address(**{name: text for name, text in session.address.items() if name != "method"})


def _bill(customer: Customer, session: Session) -> Bill:
    told = session.address
    return Bill.of(
        session.basket,
        language=customer.language,
        country=told["country"],
        method=told["method"],
        surcharge=_surcharge(customer),
    )


def _cart_bill(customer: Customer) -> Bill:
    """The bill before anybody knows where the parcel goes."""
    return Bill.of(customer.session.basket, language=customer.language, surcharge=_surcharge(customer))


def _surcharge(customer: Customer) -> Decimal:
    return SURCHARGE if "price_rises_in_cart" in customer.store.defects else Decimal(0)


HANDLERS: Handlers = {
    "cart": (cart, ("GET", "POST")),
    "checkout": (address, ("GET", "POST")),
    "payment": (payment, ("GET", "POST")),
    "placed": (placed, ("GET",)),
}

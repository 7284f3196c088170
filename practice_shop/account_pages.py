"""Accounts for customers who want one: register, log in and out, and see one's orders and address."""

from __future__ import annotations

import asyncio

from starlette.responses import Response

from shopper.practice_shop.accounts import LEAST
from shopper.practice_shop.forms import mistakes, taken
from shopper.practice_shop.store import Customer, Handlers


async def account(customer: Customer) -> Response:
    mine, store = customer.account, customer.store
    if mine is None:
        return customer.go("log_in")
    return customer.show("account.html", found=store.book.of_account(mine.secret), now=store.clock.now())


async def log_in(customer: Customer) -> Response:
    """Whoever came from the checkout goes back there. A wrong password and an unknown address get the same answer."""
    if customer.account:
        return customer.go("account")
    form: dict[str, str] = {}
    if customer.request.method == "POST":
        form = taken(await customer.form(), ("email",))
        password = await _password(customer)
        if mine := await asyncio.to_thread(customer.store.accounts.log_in, form["email"], password):
            customer.log_in(mine)
            return _on(customer)
    return customer.show("log_in.html", form=form, refused=bool(form), onward=_query(customer))


async def register(customer: Customer) -> Response:
    """Open an account and log in to it."""
    if customer.account:
        return customer.go("account")
    form: dict[str, str] = {}
    errors: dict[str, str] = {}
    if customer.request.method == "POST":
        told = customer.words["accounts"]
        form = taken(await customer.form(), ("name", "email"))
        password = await _password(customer)
        errors = mistakes(form, customer.words["errors"] | {"name": told["name_missing"]})
        if len(password) < LEAST:
            errors["password"] = told["password_short"].format(least=LEAST)
        if not errors:
            store = customer.store
            mine = await asyncio.to_thread(
                store.accounts.register,
                form["name"],
                form["email"],
                password,
                language=customer.language,
                now=store.clock.now(),
            )
            if mine:
                customer.log_in(mine)
                store.events.registered(mine)
                return _on(customer)
            errors["email"] = told["taken"]
    return customer.show("register.html", form=form, errors=errors, least=LEAST, onward=_query(customer))


async def log_out(customer: Customer) -> Response:
    customer.log_out()
    return customer.go("log_in")


async def _password(customer: Customer) -> str:
    """As it was typed, blanks and all."""
    return str((await customer.request.form()).get("password", ""))[:200]


def _from_checkout(customer: Customer) -> bool:
    return customer.request.query_params.get("next") == "checkout"


def _query(customer: Customer) -> str:
    """What links between logging in and registering carry along."""
    return "?next=checkout" if _from_checkout(customer) else ""


def _on(customer: Customer) -> Response:
    return customer.go("checkout" if _from_checkout(customer) else "account")


HANDLERS: Handlers = {
    "account": (account, ("GET",)),
    "log_in": (log_in, ("GET", "POST")),
    "register": (register, ("GET", "POST")),
    "log_out": (log_out, ("POST",)),
}

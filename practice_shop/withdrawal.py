"""Withdrawing from a contract on line: a declaration, a second look, a receipt by mail (Directive 2011/83/EU, art. 11a)."""

from __future__ import annotations

from starlette.responses import Response

from shopper.practice_shop.contact_pages import EMAIL
from shopper.practice_shop.help_desk import Note, order_in
from shopper.practice_shop.rendering import inside
from shopper.practice_shop.store import Customer, Handlers

_ASKED = ("name", "email", "order")
"""No more than this may be asked for."""


async def withdraw(customer: Customer) -> Response:
    """Ask for name, mail address and order; show the declaration; open a case once it is confirmed."""
    form = {name: "" for name in _ASKED} | ({} if customer.account is None else _known(customer))
    if customer.request.method != "POST":
        return _show(customer, form)
    sent = await customer.form()
    prefix = customer.store.tenant.prefix
    form = {name: sent.get(name, "")[:100] for name in _ASKED}
    fits = {"name": form["name"], "email": EMAIL.fullmatch(form["email"]), "order": order_in(form["order"], prefix)}
    told = customer.words["withdraw"]["errors"]
    errors = {name: told[name].format(example=f"{prefix}-41207") for name, fit in fits.items() if not fit}
    if errors or "confirmed" not in sent:
        return _show(customer, form, errors, declared=not errors)
    return customer.go("case", _open(customer, form, order_in(form["order"], prefix)))


def _known(customer: Customer) -> dict[str, str]:
    account = customer.account
    return {"name": account.name, "email": account.email} if account else {}


def _show(
    customer: Customer, form: dict[str, str], errors: dict[str, str] | None = None, *, declared: bool = False
) -> Response:
    example = f"{customer.store.tenant.prefix}-41207"
    return customer.show("withdraw.html", form=form, errors=errors or {}, declared=declared, example=example)


def _open(customer: Customer, form: dict[str, str], order: str) -> str:
    """The secret of the case that the declaration opens."""
    store, topic = customer.store, customer.words["topics"]["return"]
    ticket = store.desk.open(
        Note(customer.words["withdraw"]["statement"].format(order=order), store.clock.now()),
        language=customer.language,
        name=form["name"][:80],
        email=form["email"],
        topic="return",
        subject=customer.words["mails"]["answer"]["about"].format(topic=inside(topic, customer.language)),
        order=order,
    )
    store.events.asked(ticket)
    return ticket.secret


HANDLERS: Handlers = {"withdraw": (withdraw, ("GET", "POST"))}

"""What the shop remembers, and one request of one customer. Everything lives in memory, in one object per shop."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from shopper.clock import Clock
from shopper.practice_shop.accounts import Account, AccountBook
from shopper.practice_shop.chat import ChatRoom, Conversation
from shopper.practice_shop.defects import DEFECTS
from shopper.practice_shop.goods import CURRENCIES, Product
from shopper.practice_shop.help_desk import Ticket, TicketBook
from shopper.practice_shop.orders import Order, OrderBook, Return
from shopper.practice_shop.paths import LANGUAGES, PATHS, path
from shopper.practice_shop.rendering import ShopPage, soon, templates, words
from shopper.practice_shop.service_hours import is_open, opening
from shopper.practice_shop.tenant import Tenant

COOKIE = "session"
LASTS = 30 * 24 * 3600
"""Seconds for which a browser keeps it: who comes back within a month finds her cart as it was."""
CHECKOUT = ("checkout", "payment")
SEARCHED = ("products", "faq")


@dataclass
class Session:
    """A browser's basket (product id → pieces), how far its checkout has come, and the account (its secret) it is logged in to.

    `ticket` goes with the order form: the same ticket sent twice is the same order. `offers` counts those that she has passed,
    `searching` tells since when she waits for an answer to her words (both with defects only).
    """

    basket: dict[str, int] = field(default_factory=dict)
    address: dict[str, str] = field(default_factory=dict)
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    looked_up: tuple[str, str] | None = None
    account: str = ""
    chat: Conversation | None = None
    offers: int = 0
    searching: dict[str, datetime] = field(default_factory=dict)


class Events(Protocol):
    """Who must hear of what customers do, as soon as it stands in the books."""

    def registered(self, account: Account) -> None: ...

    def ordered(self, order: Order) -> None: ...

    def changed(self, order: Order) -> None: ...

    def cancelled(self, order: Order) -> None: ...

    def returned(self, returned: Return) -> None: ...

    def asked(self, ticket: Ticket) -> None: ...

    def added(self, ticket: Ticket) -> None: ...


@dataclass
class Store:
    """One shop at work."""

    tenant: Tenant
    clock: Clock
    defects: frozenset[str]
    events: Events
    book: OrderBook
    desk: TicketBook
    chats: ChatRoom
    accounts: AccountBook = field(default_factory=AccountBook)
    sessions: dict[str, Session] = field(default_factory=dict)
    tickets: dict[str, Order] = field(default_factory=dict)
    return_tickets: dict[str, Return] = field(default_factory=dict)


class Customer:
    """One request: who asks, in which language, for which page."""

    def __init__(self, store: Store, request: Request, language: str, page: str) -> None:
        self.store, self.request, self.language, self.page = store, request, language, page
        self.words = words(language)
        self._new_cookie = ""

    @cached_property
    def session(self) -> Session:
        """The browser's session. One that has put nothing aside yet has none, and gets no cookie."""
        return self.store.sessions.get(self.request.cookies.get(COOKIE, ""), Session())

    @property
    def account(self) -> Account | None:
        """The account that the browser is logged in to."""
        return self.store.accounts.by_secret(self.session.account)

    @property
    def slug(self) -> str:
        return str(self.request.path_params.get("slug", ""))

    async def form(self) -> dict[str, str]:
        """The form's text fields, blanks around and inside them tidied."""
        form: FormData = await self.request.form()
        return {name: " ".join(value.split()) for name, value in form.items() if isinstance(value, str)}

    def remember(self) -> None:
        """Keep the session from now on."""
        if self.request.cookies.get(COOKIE) not in self.store.sessions:
            self._new_cookie = secrets.token_urlsafe(16)
            self.store.sessions[self._new_cookie] = self.session

    def log_in(self, account: Account) -> None:
        """Go on as this account, under a new cookie: one that was known before is worth nothing afterwards."""
        self.store.sessions.pop(self.request.cookies.get(COOKIE, ""), None)
        self.session.account = account.secret
        self._new_cookie = secrets.token_urlsafe(16)
        self.store.sessions[self._new_cookie] = self.session

    def log_out(self) -> None:
        """Forget everything that the session knew."""
        self.store.sessions.pop(self.request.cookies.get(COOKIE, ""), None)
        self.session = Session()

    def go(self, page: str, item: Product | str = "") -> Response:
        """Send the customer on, after a form, to a page that can be reloaded."""
        return self._with_cookie(RedirectResponse(path(page, self.language, item), status_code=303))

    def show(self, template: str, *, item: Product | str = "", status: int = 200, **values: object) -> Response:
        """Show a page; `item` is what its address names, so that the same page is found in the other languages."""
        tenant, language, now = self.store.tenant, self.language, self.store.clock.now()
        there = is_open(now, tenant.timezone) or "chat_open_at_night" in self.store.defects
        page = self.page if self.page in PATHS else "home"
        query = f"?{self.request.url.query}" if self.request.url.query and page in SEARCHED else ""
        html = (
            templates()
            .get_template(template)
            .render(
                {
                    "t": self.words,
                    "tenant": tenant,
                    "language": language,
                    "currency": CURRENCIES[language],
                    "page": page,
                    "addresses": {other: path(page, other, item) + query for other in LANGUAGES},
                    "names": {other: words(other)["language_name"] for other in LANGUAGES},
                    "path": lambda page, item="": path(page, language, item),
                    "hours": "" if "hours_not_shown" in self.store.defects else tenant.hours[language],
                    "chat_opens": "" if there else soon(opening(now, tenant.timezone), language, tenant),
                    "chatting": self.session.chat is not None,
                    "pieces": sum(self.session.basket.values()),
                    "account": self.account,
                    "in_checkout": page in CHECKOUT,
                    "reachable": not (page in CHECKOUT and "checkout_without_contact" in self.store.defects),
                    **values,
                }
            )
        )
        headers = {"Cache-Control": "no-cache", "Content-Language": language}
        shown = ShopPage(self.page, item if isinstance(item, str) else item.id, language, html, status, headers)
        for name in sorted(self.store.defects):
            defect = DEFECTS[name]
            if defect.redo and (self.page in defect.pages or "*" in defect.pages):
                defect.redo(shown)
        return self._with_cookie(HTMLResponse(shown.html, shown.status, headers=shown.headers))

    def answer(self, response: Response) -> Response:
        """What is no page: an answer to a script."""
        return self._with_cookie(response)

    def _with_cookie(self, response: Response) -> Response:
        if self._new_cookie:
            lasting = None if "cart_forgotten" in self.store.defects else LASTS
            response.set_cookie(COOKIE, self._new_cookie, max_age=lasting, httponly=True, secure=True, samesite="lax")
        return response


Handler = Callable[[Customer], Awaitable[Response]]
Handlers = Mapping[str, tuple[Handler, tuple[str, ...]]]
"""Name of a page → who answers for it, and the methods that it takes."""

"""The practice shop as a running thing: pages over TLS on one loopback port, mails by SMTP, time from the clock."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import socket
import ssl
from collections.abc import Awaitable, Callable, Collection, Mapping

import anyio
import trustme
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Host, Mount, Route, Router
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from shopper.clock import Clock
from shopper.practice_shop import (
    account_pages,
    chat,
    checkout,
    contact_pages,
    gateway,
    letters,
    order_service,
    pages,
    returns,
    search_engines,
    withdrawal,
)
from shopper.practice_shop.carrier import CarrierSite
from shopper.practice_shop.chat import ChatRoom
from shopper.practice_shop.defects import DEFECTS, chosen
from shopper.practice_shop.help_desk import Ticket, TicketBook
from shopper.practice_shop.logos import STATIC, logo_png, logo_svg, mark_svg
from shopper.practice_shop.orders import Order, OrderBook, Return
from shopper.practice_shop.paths import LANGUAGES, PATHS, path, spoken
from shopper.practice_shop.receiving import POLICY, Records, sender_policy
from shopper.practice_shop.staging import closed
from shopper.practice_shop.store import Customer, Handlers, Store
from shopper.practice_shop.systems.back_office import SYSTEMS, BackOffice
from shopper.practice_shop.systems.post import Post
from shopper.practice_shop.systems.signing import Dns
from shopper.practice_shop.tenant import GOM_SEN, Tenant

_LOGOS = {
    "logo.svg": ("image/svg+xml", logo_svg),
    "logo.png": ("image/png", logo_png),
    "mark.svg": ("image/svg+xml", mark_svg),
}

HANDLERS: Handlers = {
    **pages.HANDLERS,
    **checkout.HANDLERS,
    **order_service.HANDLERS,
    **returns.HANDLERS,
    **withdrawal.HANDLERS,
    **account_pages.HANDLERS,
    **contact_pages.HANDLERS,
    **chat.HANDLERS,
}
"""Who answers for each page of `PATHS`, and to which methods."""

# What StaticFiles opens files with is loaded when it is first looked at: now, for in the middle of an answer pytest's rewriting
# of it can meet another thread's, and the answer breaks off.
_ = anyio.open_file


class PracticeShop:
    """A shop with its carrier, to be entered with `async with` in the loop that it shall live in.

    `smtp` is where its mails go (host, port); `defects` are names out of `DEFECTS` (UsageError for others); `staging` is a
    password without which nobody sees the shop itself (see `staging.py`); `post` carries its mails. `routes` maps each
    host name to the loopback address that answers for it, and `HOST:80` to the one that answers without TLS; `spki` is the
    base64 SHA-256 of the certificate's public key, as Chromium's `--ignore-certificate-errors-spki-list` takes it.
    """

    routes: dict[str, tuple[str, int]]
    spki: str

    def __init__(
        self,
        clock: Clock,
        *,
        smtp: tuple[str, int],
        defects: Collection[str] = (),
        tenant: Tenant = GOM_SEN,
        staging: str = "",
        post: type[Post] = Post,
    ) -> None:
        self._clock, self._tenant, self._staging = clock, tenant, staging
        book, wrong = OrderBook(tenant.prefix, tenant.carrier.prefix), chosen(defects)
        self.post = post(clock, smtp, tenant.apex, [DEFECTS[name] for name in sorted(wrong)])
        desk, chats = TicketBook(), ChatRoom(clock, tenant, wrong, book)
        self.store = Store(tenant, clock, wrong, BackOffice(self.post, tenant, wrong, book, desk), book, desk, chats)

    @property
    def dns(self) -> Mapping[str, str]:
        """The TXT records that its senders publish, by name: a DKIM key (RFC 6376) for each system; SPF and DMARC for each
        domain."""
        hosts = [system.host(self._tenant) for system in SYSTEMS]
        domains = {host.partition(".")[2] for host in hosts}
        policies = {domain: sender_policy("127.0.0.0/8") for domain in domains}
        policies[f"news.{self._tenant.apex}"] = sender_policy("192.0.2.0/24")  # where a mailing service would send newsletters
        return Records({**policies, **{f"_dmarc.{domain}": POLICY for domain in domains}}, Dns(hosts))

    @property
    def tickets(self) -> list[Ticket]:
        """The help desk's cases, in the order of asking."""
        return self.store.desk.tickets

    @property
    def orders(self) -> list[Order]:
        """The shop's own count of its orders, in the order of placing."""
        return self.store.book.orders

    @property
    def returns(self) -> list[Return]:
        """The shop's own count of its returns, in the order of booking."""
        return self.store.book.returns

    async def __aenter__(self) -> PracticeShop:
        certificate = trustme.CA().issue_cert(*self._tenant.hosts)
        self.spki = _spki(certificate)

        def tls(*_: object) -> ssl.SSLContext:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(context)
            return context

        shop = self.application()
        bare = shop if "front_without_encryption" in self.store.defects else _to_tls
        self._servers = [_server(shop, tls), _server(bare)]
        secure, insecure = [await _started(server) for server in self._servers]
        self.routes = dict.fromkeys(self._tenant.hosts, secure) | {f"{host}:80": insecure for host in self._tenant.hosts}
        return self

    async def __aexit__(self, *_: object) -> None:
        for server in self._servers:
            for listening in server.servers:
                listening.close()
        await self.post.close()
        await self.store.chats.close()
        at_work = [task for server in self._servers for task in server.server_state.tasks]
        for task in at_work:
            task.cancel()
        await asyncio.gather(*at_work, return_exceptions=True)
        for connection in [one for server in self._servers for one in server.server_state.connections]:
            connection.shutdown()

    # --- mails from customers -------------------------------------------------------------------------------------

    def receive(self, raw: bytes, recipient: str, sender: str) -> None:
        """A mail for the shop has come, to whichever of its addresses: it opens a case or goes on with one. `sender` is the one
        on the envelope. What machines write is dropped (RFC 3834)."""
        letters.receive(self.store, raw, sender)

    # --- pages ----------------------------------------------------------------------------------------------------

    def application(self) -> ASGIApp:
        """All its pages and its carrier's, told apart by the host that is asked for."""
        tenant, carrier = self._tenant, CarrierSite(self.store)
        static = Mount("/static", StaticFiles(directory=STATIC))

        async def to_www(request: Request) -> Response:
            return RedirectResponse(str(request.url.replace(hostname=tenant.host)), status_code=301)

        def site(routes: list[BaseRoute], problem: Callable[[Request, Exception], Response]) -> Starlette:
            return Starlette(routes=[*routes, static], exception_handlers={HTTPException: problem})

        hosts = Router(
            [
                Host(tenant.host, site(self._shop_routes(), self._problem)),
                Host(tenant.apex, Router([Route("/{rest:path}", to_www)])),
                Host(tenant.gateway, Router(gateway.routes(tenant))),
                Host(tenant.carrier.host, site([*carrier.routes()], carrier.problem)),
            ]
        )
        door = closed(hosts, (tenant.host, tenant.apex), self._staging) if self._staging else hosts
        return self._on_the_clock(door)

    def _shop_routes(self) -> list[BaseRoute]:
        async def front(request: Request) -> Response:
            return RedirectResponse(path("home", spoken(request.headers.get("accept-language", ""))))

        pages = [
            Route(pattern, self._page(name, language), methods=list(HANDLERS[name][1]))
            for name, patterns in PATHS.items()
            for language, pattern in patterns.items()
        ]
        return [Route("/", front), *search_engines.routes(self._tenant), *pages, *self._logo_routes()]

    def _logo_routes(self) -> list[Route]:
        def served(type: str, content: bytes) -> Callable[[Request], Awaitable[Response]]:
            async def logo(request: Request) -> Response:
                return Response(content, media_type=type, headers={"Cache-Control": "max-age=3600"})

            return logo

        return [Route(f"/static/{name}", served(type, draw(self._tenant))) for name, (type, draw) in _LOGOS.items()]

    def _page(self, name: str, language: str) -> Callable[[Request], Awaitable[Response]]:
        handler, _ = HANDLERS[name]

        async def page(request: Request) -> Response:
            return await handler(Customer(self.store, request, language, name))

        return page

    def _problem(self, request: Request, error: Exception) -> Response:
        """A page that is missing or broken, in the language of its address."""
        assert isinstance(error, HTTPException)
        language = next((known for known in LANGUAGES if request.url.path.startswith(f"/{known}/")), LANGUAGES[0])
        kind = 500 if error.status_code >= 500 else 404
        return Customer(self.store, request, language, "").show("problem.html", status=error.status_code, kind=kind)

    def _on_the_clock(self, app: ASGIApp) -> ASGIApp:
        async def working(scope: Scope, receive: Receive, send: Send) -> None:
            with self._clock.working():
                await app(scope, receive, send)

        return working


async def _to_tls(scope: Scope, receive: Receive, send: Send) -> None:
    """Sends whoever comes without encryption to the same page with it."""
    if scope["type"] == "http":
        url = Request(scope).url
        await RedirectResponse(str(url.replace(scheme="https", port=None)), status_code=301)(scope, receive, send)


def _server(app: ASGIApp, tls: Callable[..., ssl.SSLContext] | None = None) -> uvicorn.Server:
    config = uvicorn.Config(app, lifespan="off", log_config=None, access_log=False, ssl_context_factory=tls)
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    return server


async def _started(server: uvicorn.Server) -> tuple[str, int]:
    """The free loopback address that it listens on from now on. Only started, never run: `Server.serve` would take over the
    process's signals and close at leisure."""
    listener = socket.create_server(("127.0.0.1", 0))
    await server.startup(sockets=[listener])
    return "127.0.0.1", listener.getsockname()[1]


def _spki(certificate: trustme.LeafCert) -> str:
    leaf = x509.load_pem_x509_certificate(certificate.cert_chain_pems[0].bytes())
    public = leaf.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(public).digest()).decode()

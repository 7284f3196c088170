"""The practice shop opened for a test: with a mail server that only collects, a plain client, and a browser."""

from __future__ import annotations

import asyncio
import contextlib
import email
import email.policy
import http.client
import socket
import ssl
import urllib.parse
import urllib.request
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError

import pytest
from aiosmtpd.smtp import SMTP
from playwright.async_api import Browser, async_playwright
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from shopper.clock import JumpingClock
from shopper.practice_shop import PracticeShop
from shopper.practice_shop.orders import Order
from shopper.practice_shop.paths import path
from shopper.practice_shop.store import COOKIE
from shopper.practice_shop.tenant import GOM_SEN, Tenant
from shopper.visit.browser import find

SHOP = "https://www.gomsen.test"
START = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)

ADDRESS = {
    "name": "Nguyễn Thùy Linh",
    "email": "linh@mailbox.test",
    "phone": "0168 000 0142",
    "street": "25 ngõ 81 phố Láng Hạ",
    "city": "Hà Nội",
    "postcode": "11500",
    "country": "VN",
    "method": "standard",
}
QUESTION = {
    "vi": "Cốc Hồ Tây có dùng được lò vi sóng không ạ?",
    "en": "Is the Hồ Tây mug safe in the microwave?",
    "de": "Darf der Becher Hồ Tây in die Mikrowelle?",
    "fr": "Le mug Hồ Tây passe-t-il au micro-ondes ?",
}
CARD = {"card_name": "NGUYEN THUY LINH", "expiry": "12/34", "cvc": "123", "terms": "yes"}


@dataclass
class Answer:
    status: int
    url: str
    page: HTMLParser
    cookies: list[str]
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return " ".join(self.page.body.text(separator=" ").split()) if self.page.body else ""

    def at(self, css: str) -> str:
        node = self.page.css_first(css)
        assert node is not None, f"no {css} on {self.url}"
        return node.text(strip=True)


class Client:
    """A customer without a browser: follows redirects, keeps cookies, finds every host where the shop serves it."""

    def __init__(self, routes: dict[str, tuple[str, int]], shop: str = SHOP) -> None:
        class Connection(http.client.HTTPSConnection):
            def connect(self) -> None:
                plain = socket.create_connection(routes[self.host])
                plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.sock = ssl._create_unverified_context().wrap_socket(plain, server_hostname=self.host)

        class Handler(urllib.request.HTTPSHandler):
            def https_open(self, request: urllib.request.Request) -> Any:
                return self.do_open(Connection, request)

        self._shop, self._jar = shop, CookieJar()
        self._opener = urllib.request.build_opener(Handler, urllib.request.HTTPCookieProcessor(self._jar))

    @property
    def cookie(self) -> str:
        """The session cookie, if there is one."""
        return next((cookie.value or "" for cookie in self._jar if cookie.name == COOKIE), "")

    @cookie.setter
    def cookie(self, value: str) -> None:
        for cookie in self._jar:
            if cookie.name == COOKIE:
                cookie.value = value

    async def get(self, url: str, **headers: str) -> Answer:
        return await asyncio.to_thread(
            self._open, urllib.request.Request(urllib.parse.urljoin(self._shop, url), headers=headers)
        )

    async def post(self, url: str, **fields: str) -> Answer:
        data = urllib.parse.urlencode(fields).encode()
        return await asyncio.to_thread(self._open, urllib.request.Request(urllib.parse.urljoin(self._shop, url), data))

    def _open(self, request: urllib.request.Request) -> Answer:
        try:
            response = self._opener.open(request, timeout=10)
        except HTTPError as refused:
            response = refused
        body, cookies = response.read(), [cookie.name for cookie in self._jar]
        return Answer(response.status, response.url, HTMLParser(body), cookies, body, response.headers)

    async def to_payment(self, language: str, basket: dict[str, str], **address: str) -> Answer:
        """Everything up to the payment page."""
        for product, quantity in basket.items():
            await self.post(path("cart", language), add=product, quantity=quantity)
        return await self.post(path("checkout", language), **ADDRESS | address)

    async def pay(self, language: str, page: Answer, card: str = "4242 4242 4242 4242") -> Answer:
        ticket = page.page.css_first("input[name=ticket]").attributes["value"] or ""
        return await self.post(path("payment", language), ticket=ticket, card_number=card, **CARD)

    async def order(self, language: str, basket: dict[str, str] | None = None, **address: str) -> Answer:
        return await self.pay(language, await self.to_payment(language, basket or {"mug": "1"}, **address))

    async def ask(self, language: str, photo: bytes | None = None, **fields: str) -> Answer:
        """Send the contact form, with a photo if there is one."""
        told = {"name": ADDRESS["name"], "email": ADDRESS["email"], "topic": "product", "message": QUESTION[language]} | fields
        files = {} if photo is None else {"photo": photo}
        return await asyncio.to_thread(self._open, self._multipart(path("contact", language), told, files))

    def _multipart(self, url: str, fields: dict[str, str], files: dict[str, bytes]) -> urllib.request.Request:
        parts = [f'name="{name}"\r\n\r\n'.encode() + text.encode() for name, text in fields.items()]
        parts += [f'name="{name}"; filename="{name}.jpg"\r\n\r\n'.encode() + content for name, content in files.items()]
        body = (
            b"".join(b"--frontier\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts) + b"--frontier--\r\n"
        )
        headers = {"Content-Type": "multipart/form-data; boundary=frontier"}
        return urllib.request.Request(urllib.parse.urljoin(self._shop, url), body, headers)

    async def send_back(self, language: str, order: Order, pieces: dict[str, str], reason: str = "unsaid") -> Answer:
        """Book a return of these pieces."""
        address = path("book_return", language, order.secret)
        fields = {f"quantity-{product}": quantity for product, quantity in pieces.items()} | {"reason": reason}
        page = await self.post(address, **fields)
        ticket = page.page.css_first("input[name=ticket]").attributes["value"] or ""
        return await self.post(address, ticket=ticket, **fields)


@dataclass
class World:
    """A shop at work; `mails` are those that arrived, each with the shop's time, `raw` the same as they came,
    `envelopes` their senders on the envelope."""

    shop: PracticeShop
    clock: JumpingClock
    client: Client
    mails: list[tuple[datetime, EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    envelopes: list[str] = field(default_factory=list)

    async def later(self, **duration: float) -> None:
        await self.clock.sleep_until(self.clock.now() + timedelta(**duration))

    def from_system(self, sender: str) -> list[tuple[datetime, EmailMessage]]:
        return [(at, mail) for at, mail in self.mails if sender in mail["From"]]


@contextlib.asynccontextmanager
async def _open_shop(defects: Collection[str] = (), tenant: Tenant = GOM_SEN, staging: str = "") -> AsyncIterator[World]:
    clock = JumpingClock(START)
    arrived: list[tuple[datetime, EmailMessage]] = []
    raw: list[bytes] = []
    envelopes: list[str] = []

    class Collector:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            message = email.message_from_bytes(envelope.content, policy=email.policy.default)
            assert envelope.rcpt_tos == [message["To"].addresses[0].addr_spec]
            arrived.append((clock.now(), message))
            raw.append(envelope.content)
            envelopes.append(envelope.mail_from.strip("<>"))
            return "250 OK"

    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Collector()), "127.0.0.1", 0)
    try:
        smtp = server.sockets[0].getsockname()
        async with PracticeShop(clock, smtp=smtp, defects=defects, tenant=tenant, staging=staging) as shop:
            yield World(shop, clock, Client(shop.routes, tenant.url), arrived, raw, envelopes)
    finally:
        server.close()


@contextlib.asynccontextmanager
async def _open_browser(shop: PracticeShop) -> AsyncIterator[Browser]:
    _, port = shop.routes["www.gomsen.test"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find("chromium", playwright.chromium.executable_path, headless=True),
            args=[
                f"--host-resolver-rules=MAP * 127.0.0.1:{port}",
                f"--ignore-certificate-errors-spki-list={shop.spki}",
            ],
        )
        try:
            yield browser
        finally:
            await browser.close()


@pytest.fixture
def open_shop() -> Callable[..., contextlib.AbstractAsyncContextManager[World]]:
    return _open_shop


@pytest.fixture
def open_browser() -> Callable[[PracticeShop], contextlib.AbstractAsyncContextManager[Browser]]:
    return _open_browser

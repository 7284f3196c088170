"""A shop on loopback that hands files out and takes them in, answers mails, and has a mailbox beside it."""

from __future__ import annotations

import asyncio
import contextlib
import smtplib
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from reportlab.pdfgen.canvas import Canvas

from shopper.audit import AuditRun
from shopper.bundle import Bundle, read_journal
from shopper.clock import RealClock
from shopper.evidence import open_visit
from shopper.inbox.guard import Reader
from shopper.journey.load import load
from shopper.model import Evidence, Mailbox
from shopper.practice_shop.mailserver import MailServer

DESK = "desk@tiny.test"


def a_pdf(*lines: str) -> bytes:
    """A one-page PDF with these lines; ` | ` parts columns."""
    file = BytesIO()
    canvas = Canvas(file, invariant=True)
    for row, line in enumerate(lines):
        for column, text in enumerate(line.split(" | ")):
            canvas.drawString(50 + 200 * column, 780 - 20 * row, text)
    canvas.save()
    return file.getvalue()


INVOICE = a_pdf("Invoice number: | HD-2026-77", "Order number: | GS-10023", "Total amount due | EUR 36.80")

PAGES: Mapping[str, str] = {
    "/": "<h1>Tiny shop</h1><form action=/ask><label>Email <input name=mail></label><button>Ask</button></form>",
    "/account": "<h1>My account</h1><p><a href=/invoice>Invoice</a> <a href=/moved>Moved</a> <a href=/gone>Gone</a>"
                "<a href=/login>Sign in</a> <a href=/empty>Empty</a> <a href=/away>Away</a> <a href=/circle>Circle</a>"
                "<form action=/invoice method=post><button>Save</button></form>"
                "<form action=/shown><button>Show</button></form><form action=/gone><button>Lose</button></form>"
                "<button>Idle</button>",
    "/damage": "<h1>Damage</h1><form method=post enctype=multipart/form-data action=/damage>"
               "<label>Photo <input type=file name=photo></label>"
               "<label for=h>Receipt</label><input id=h type=file name=receipt style='opacity:0;position:absolute;left:-999px'>"
               "<input id=c type=file name=letter hidden><button type=button onclick=c.click()>Choose a letter</button>"
               "<button>Send</button></form>",
    "/login": "<h1>Sign in</h1>",
}  # fmt: skip


@dataclass
class TinyShop:
    """Serves PAGES; its invoice is for those who have the cookie of `/account`. Keeps what was handed in."""

    handed_in: list[bytes] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Path and cookies of each request."""
    post: tuple[str, int] = ("", 0)
    """Where its own mails go: host and port of the mailbox's SMTP."""

    def __post_init__(self) -> None:
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                shop.asked.append((self.path, self.headers.get("Cookie", "")))
                shop.answer(self)

            def do_POST(self) -> None:
                shop.handed_in.append(self.rfile.read(int(self.headers["Content-Length"])))
                shop.answer(self)

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        url = urlsplit(request.path)
        signed_in = "who=Linh" in request.headers.get("Cookie", "")
        moved = {"/moved": "/invoice", "/away": "http://elsewhere.test/x.pdf", "/circle": "/circle"}
        if url.path == "/ask":
            self.write_to(parse_qs(url.query)["mail"][0])
        if url.path in moved:
            self.send(request, 302, b"", Location=moved[url.path])
        elif url.path == "/invoice" and signed_in:
            attached = "attachment; filename*=UTF-8''Ho%C3%A1%20%C4%91%C6%A1n%2077.pdf"
            self.send(request, 200, INVOICE, **{"Content-Type": "application/pdf", "Content-Disposition": attached})
        elif url.path == "/shown":
            self.send(request, 200, INVOICE, **{"Content-Type": "application/pdf"})
        elif url.path == "/empty":
            self.send(request, 200, b"", **{"Content-Type": "application/pdf"})
        elif url.path == "/gone":
            self.send(request, 500, b"<h1>Oops</h1>")
        else:
            page = PAGES.get(url.path, PAGES["/login"] if url.path == "/invoice" else "<h1>Thank you</h1>")
            cookie = {"Set-Cookie": "who=Linh; Path=/"} if url.path == "/account" else {}
            self.send(request, 200, f"<!doctype html><html lang=en><meta charset=utf-8>{page}".encode(), **cookie)

    @staticmethod
    def send(request: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
        request.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    def write_to(self, customer: str) -> None:
        """An acknowledgement at once, and the answer of a person, with an invoice."""
        with smtplib.SMTP(*self.post) as smtp:
            for subject, automatic in (("We have your question", True), ("About your question", False)):
                mail = EmailMessage()
                mail["From"], mail["To"], mail["Subject"] = f"Hoa at Tiny <{DESK}>", customer, subject
                mail["Message-ID"] = f"<{'ack' if automatic else 'answer'}@tiny.test>"
                mail["References"] = "<question@khach.test>"
                if automatic:
                    mail["Auto-Submitted"] = "auto-replied"
                mail.set_content("Yes, it is.\nBring it to us.\n")
                if not automatic:
                    mail.add_attachment(INVOICE, maintype="application", subtype="pdf", filename="invoice.pdf")
                smtp.send_message(mail)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass(frozen=True)
class Played:
    """What came of some journeys: their evidence, the letters that the mail server got, and the folder of the audit."""

    seen: Mapping[str, Evidence]
    letters: list[bytes]
    folder: Path

    def events(self, journey: str, kind: str) -> list[dict[str, Any]]:
        journal = Bundle(self.folder).journal_path(self.seen[journey].visit)
        return [event for event in read_journal(journal) if event["kind"] == kind]

    def reopened(self, journey: str) -> Evidence:
        with Reader() as reader:
            return open_visit(Bundle(self.folder), self.seen[journey].visit, reader)


Play = Callable[..., Played]


class Listening(MailServer):
    """A mail server that remembers what customers sent to the shop."""

    def __init__(self) -> None:
        super().__init__(RealClock())
        self.letters: list[bytes] = []

    async def deliver(self, content: bytes, recipient: str, **options: Any) -> None:
        if recipient.endswith("@tiny.test"):
            self.letters.append(content)
        else:
            await super().deliver(content, recipient, **options)


@pytest.fixture(scope="session")
def tiny_shop() -> Iterator[TinyShop]:
    with contextlib.closing(TinyShop()) as shop:
        yield shop


@pytest.fixture(scope="session")
def play(tiny_shop: TinyShop, tmp_path_factory: pytest.TempPathFactory) -> Play:
    """Plays journeys, given as name → fields, at the tiny shop. `files`: path below journeys/ → content; `smtp`: another
    server for the customers' letters."""

    def play_all(
        journeys: Mapping[str, Mapping[str, Any]], files: Mapping[str, bytes] | None = None, smtp: str = "", **shop: Any
    ) -> Played:
        root = tmp_path_factory.mktemp("project")
        home = root / "journeys"
        profile: dict[str, Any] = {
            "shop": "Tiny", "url": tiny_shop.url, "languages": ["en"], "hosts": ["127.0.0.1", "*.tiny.test"],
            "mailbox": "post", "mails": {
                "acknowledgement": {"system": "desk", "from": DESK, "subject": {"en": "We have your question"}},
                "answer": {"system": "desk", "from": DESK, "subject": {"en": "About your question"}},
            }, **shop,
        }  # fmt: skip
        write(home / "shops/tiny.yaml", {key: value for key, value in profile.items() if value is not None})
        write(home / "personas.yaml", {"linh": {"name": "Nguyễn Thùy Linh"}})
        write(home / "mailboxes.yaml", {"post": {"practice": True}})
        for path, content in (files or {}).items():
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_bytes(content)
        for name, fields in journeys.items():
            write(home / f"{name}.yaml", {"journey": name, "persona": "linh", **fields})
        plans = load([], root=root).plans

        async def run() -> Played:
            async with Listening() as mail:
                tiny_shop.post = mail.smtp
                mailbox = Mailbox(
                    name="post", imap="imap://{}:{}".format(*mail.imap), smtp=smtp or "smtp://{}:{}".format(*mail.smtp),
                    user=mail.user, password=mail.password, address="{visit}@khach.test",
                )  # fmt: skip
                async with AuditRun(root / "audit", {"post": mailbox}, root=root, probe_pages=False) as audit:
                    await audit.open(plans)
                    seen = await asyncio.gather(*(audit.play(plan) for plan in plans))
                return Played({visit.plan.journey: visit for visit in seen}, mail.letters, root / "audit")

        return asyncio.run(run())

    return play_all


def write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")

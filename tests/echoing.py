"""A shop of the worst kind: whatever a customer types comes back in every form, on pages, in files and in mails."""

from __future__ import annotations

import base64
import contextlib
import gzip
import html
import io
import json
import smtplib
import threading
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, quote_plus, urlsplit

import font_roboto
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FILES = ("text", "pdf", "zip", "gz")


def entities(text: str, pattern: str) -> str:
    return "".join(pattern.format(ord(letter)) for letter in text)


@dataclass
class EchoShop:
    """Open on `url` as long as the `with` block of `open_shop` lasts. `heard`: the login of every request."""

    smtp: tuple[str, int]
    user: str = ""
    password: str = ""
    heard: list[str] = field(default_factory=list)
    url: str = ""

    def front(self) -> str:
        return """<!doctype html><html lang="en"><title>Echo</title><h1>Echo</h1>
        <form action="/echo"><label>Key <input name="key"></label><label>Card <input name="card"></label>
        <label>Mail <input name="mail"></label><button>Send</button></form><a href="tel:+4420794600000">Call us</a>"""

    def echo(self, key: str, card: str) -> str:
        """A page that says it in every way a page can."""
        packed = base64.b64encode(f"a:{key}".encode()).decode()
        token = base64.urlsafe_b64encode(json.dumps({"sub": "customer 42", "key": key, "iat": 1}).encode()).decode()
        grouped = " ".join(card[i : i + 4] for i in range(0, len(card), 4))
        said = html.escape(key)
        data = json.dumps({"key": key, "card": card})
        lines = [
            f'<p id="echo" role="status">You typed {said}</p>',
            f"<p>{said.replace(' ', '<br>')}</p><p>{said.replace(' ', ' &nbsp; ')}</p>",
            f"<p>{html.escape(quote(key))} {html.escape(quote_plus(key))} {html.escape(quote(quote(key, safe='')))}</p>",
            f"<p>{html.escape(entities(key, '&#{};'))} {entities(key, '&#x{:x};')}</p>",
            f"<p>{html.escape(data)}</p><p>{html.escape(json.dumps(data))}</p>",
            f"<p>{packed} {base64.b64encode(f'ab:{key}'.encode()).decode()} {token}</p>",
            f"<p>{html.escape(unicodedata.normalize('NFD', key))}</p>",
            f"<p>Card {card}, {grouped}, {grouped.replace(' ', '-')}</p>",
            f'<p role="alert">The key {said} is wrong.</p>',
            f'<a href="/echo/{quote(key, safe="")}?k={quote_plus(key)}#{packed}">{said}</a>',
            f'<img alt="{said}" src="/picture?key={quote_plus(key)}"><button title="{said}">Go {said}</button>',
            *(f'<a href="/{kind}?key={quote_plus(key)}">Get the {kind}</a>' for kind in FILES),
            f"<script>console.error('wrong key', {data}); console.error({json.dumps('x' * 480 + key)});",
            f"fetch('/missing?' + new URLSearchParams({data}));",
            f"fetch('http://elsewhere.invalid/' + {json.dumps(quote(key, safe=''))}).catch(() => 0);",
            f"localStorage.key = {json.dumps(key)}; document.cookie = 'k=' + encodeURIComponent({json.dumps(key)});",
            f"setTimeout(() => {{ throw new Error({json.dumps(key)}) }})</script>",
        ]
        return f'<!doctype html><html lang="en"><title>{said}</title>' + "\n".join(lines)

    def file(self, kind: str, key: str) -> tuple[str, bytes]:
        if kind == "text":
            return "text/plain; charset=utf-16", f"Your key is {key}, keep it.\n".encode("utf-16")
        if kind == "pdf":
            buffer = io.BytesIO()
            pdfmetrics.registerFont(TTFont("Roboto", font_roboto.Roboto))  # its letters have an order of their own
            canvas = Canvas(buffer)
            canvas.setFont("Roboto", 12)
            canvas.drawString(72, 720, f"Your key is {key}")
            canvas.save()
            return "application/pdf", buffer.getvalue()
        if kind == "zip":
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("key.json", json.dumps({"key": key}))
            return "application/zip", buffer.getvalue()
        return "application/gzip", gzip.compress(f"Your key is {key}".encode())

    def write(self, to: str, key: str, card: str) -> None:
        """Mails in every way in which a mail can say it."""
        for number, (cte, charset) in enumerate((("base64", "utf-8"), ("quoted-printable", "utf-8"), ("8bit", "utf-8"))):
            mail = EmailMessage()
            mail["From"], mail["To"], mail["Message-ID"] = "orders@echo.test", to, f"<{number}.{to}>"
            mail["Subject"] = f"Order received, your key is {key}, and here is some more text behind it"
            mail.set_content(f"{'x' * 61} your key is {key} and card {card}.\n", charset=charset, cte=cte)
            mail.add_alternative(f"<p>{'y' * 57} {html.escape(key)}</p>", subtype="html", charset=charset, cte=cte)
            mail.add_attachment(self.file("pdf", key)[1], maintype="application", subtype="pdf", filename=f"{key}.pdf")
            with smtplib.SMTP(*self.smtp) as post:
                post.sendmail("orders@echo.test", [to], mail.as_bytes(policy=SMTP))


@contextlib.contextmanager
def open_shop(shop: EchoShop) -> Iterator[EchoShop]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(url.query).items()}
            key, card = asked.get("key", ""), asked.get("card", "")
            wanted = base64.b64encode(f"{shop.user}:{shop.password}".encode()).decode()
            shop.heard.append(self.headers.get("Authorization", ""))
            if shop.user and shop.heard[-1] != f"Basic {wanted}":
                return self._answer(401, "text/plain", b"Who is there?")
            if url.path == "/echo" and asked.get("mail"):
                threading.Thread(target=shop.write, args=(asked["mail"], key, card)).start()
            page = url.path.strip("/")
            if page == "":
                self._answer(200, "text/html; charset=utf-8", shop.front().encode())
            elif page == "echo":
                self._answer(200, "text/html; charset=utf-8", shop.echo(key, card).encode())
            elif page in FILES:
                self._answer(200, *shop.file(page, key), f'attachment; filename="key.{page}"')
            else:
                said = f"<h1>Not found: {html.escape(self.path)} {html.escape(key)}</h1>"
                self._answer(404, "text/html; charset=utf-8", said.encode())

        def _answer(self, status: int, type: str, body: bytes, disposition: str = "") -> None:
            self.send_response(status)
            for name, value in {"Content-Type": type, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            if status == 401:
                self.send_header("WWW-Authenticate", 'Basic realm="staging"')
            if disposition:
                self.send_header("Content-Disposition", disposition)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    shop.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield shop
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)

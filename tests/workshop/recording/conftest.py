"""A shop on loopback with everything that is hard to record, and a project around it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

PAGES = {
    "/": "<h1>Things</h1><nav><a href=/form>Form</a> <a href=/tab target=_blank>Elsewhere</a>"
         "<a href=/list.txt download>List</a></nav><main><a href=/form>Form</a><p>Just words</p>"
         "<article><h2>Bowl</h2><button type=button>Buy</button></article>"
         "<article><h2>Cup</h2><button type=button>Buy</button></article>"
         "<span style='cursor:pointer' id=x17 onclick=\"this.textContent='Opened'\">Open the chest</span></main>",
    "/form": "<h1>Form</h1><form method=post action=/done>"
             "<label>Colour <select name=c><option>Red<option>Blue</select></label>"
             "<label><input type=checkbox name=n checked> News</label>"
             "<input type=checkbox id=h style='display:none'><label for=h>Wrap it</label>"
             "<label>Photo <input type=file name=p></label>"
             "<label>Password <input type=password name=w></label>"
             "<textarea aria-label=Words></textarea>"
             "<iframe srcdoc='<input id=i>' width=200 height=40></iframe>"
             "<button>Place order</button></form>",
    "/tab": "<h1>Elsewhere</h1><button type=button onclick='window.close()'>Close</button>",
    "/done": "<h1>Thank you</h1><p>Order number: <b id=number>AB-10023</b></p>",
    "/list.txt": "one",
}  # fmt: skip


@dataclass
class Tiny:
    """The shop: its address, its pages (path → HTML), how many orders it got, and what it was asked for."""

    url: str
    pages: dict[str, str] = field(default_factory=lambda: dict(PAGES))
    orders: int = 0
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def tiny() -> Iterator[Tiny]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shop.asked.append(self.path)
            path = urlsplit(self.path).path
            body = shop.pages.get(path, "")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/plain" if path.endswith(".txt") else "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def do_POST(self) -> None:
            shop.orders += 1
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    shop = Tiny(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield shop
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project's folder with a persona, and no shop yet."""
    (tmp_path / "journeys/shops").mkdir(parents=True)
    (tmp_path / "journeys/personas.yaml").write_text("emma: {name: Emma Whitfield, country: GB, postcode: LS8 5QX}\n", "utf-8")
    return tmp_path

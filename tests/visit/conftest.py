"""A shop of a few pages on loopback, and a way to play many small journeys there in one browser."""

from __future__ import annotations

import asyncio
import base64
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from shopper.audit import AuditRun
from shopper.journey.load import load
from shopper.model import Evidence

PAGES: Mapping[str, tuple[int, str]] = {
    "/": (200, "<h1>Tiny shop</h1><a href=/product>Cup</a> <a href=/gone>Gone</a> <a href=/leave>Leave the club</a>"),
    "/product": (200, "<h1>Cup</h1><p role=status>19,90 €</p><a href=/ordered id=buy>Buy</a>"),
    "/ordered": (200, "<h1>Thank you</h1><b id=number>T-1001</b>"),
    "/gone": (500, "<h1>Oops</h1>"),
    "/sorry": (200, "<title>Something went wrong</title><h1>Something went wrong</h1><p>Please try again later.</p>"),
    "/robot": (403, "<title>Just a moment...</title><form id=challenge-form></form><p>Checking your browser</p>"),
    "/form": (200, "<label>Name <input></label><label>Size <select><option>S<option>L</select></label>"
              "<label><input type=checkbox> I agree</label><button onclick=\"document.title='sent'\" disabled>Send</button>"),
    "/banner": (200, "<div id=b><p>Cookies?</p><button onclick=\"b.remove()\">Reject</button></div><h1>Behind</h1>"),
    "/endless": (200, "<h1>Nearly there</h1><img src=/slow.png alt=Slow>"),
    "/meddler": (200, "<script>JSON.stringify=()=>'[]'; Array.prototype.toJSON=()=>1</script><h1>Odd page</h1>"),
    "/halves": (200, "<h1>Halves</h1><script>document.title='a\\ud800'</script>"),
    "/busy": (200, "<h1>Busy</h1><script>setTimeout(()=>{for(;;);}, 300)</script>"),
    "/popup": (200, "<h1>With a pop-up</h1><script>window.open('/gone')</script>"),
    "/tab": (200, "<h1>Shop</h1><a target=_blank href=/product>Cup in a new tab</a>"),
    "/shop": (200, "<h1>Shop</h1><a target=_blank href=/window>Pay</a>"),
    "/window": (200, "<h1>Bank</h1><button onpointerdown=window.close() onkeydown=window.close()>Approve</button>"),
    "/leads_on": (200, "<h1>One moment</h1><script>location.href = '/unsubscribe'</script>"),
    "/leave": (200, "<h1>You have left the club</h1>"),
    "/links": (200, "<h1>Links</h1><a href=/gone>Gone</a> <a href=/product#top>Cup</a> <a href=/nowhere>Nowhere</a>"
               "<a href=/leave>Leave the club</a> <a href=https://www.example.com/>Elsewhere</a>"),
    "/chat": (200, """<h1>Chat</h1><div id=log></div><label>Message <input id=m></label><button onclick="send()">Send</button>
        <script>
        function add(who, text) { log.insertAdjacentHTML('beforeend', `<p data-turn data-who=${who}>${text}</p>`); }
        function send() {
          const asked = m.value; add('customer', asked); m.value = '';
          setTimeout(() => add('bot', 'One moment.'), 100);
          if (asked.includes('person')) setTimeout(() => add('person', 'Mai here: yes, it is.'), 700);
        }
        add('bot', 'Hello!');
        </script>"""),
}  # fmt: skip


REDIRECTS: Mapping[str, str] = {
    "/short": "/shorter", "/shorter": "/product", "/trap": "/unsubscribe?who=1", "/away": "https://www.example.com/",
    "/round": "/round",
}  # fmt: skip


class TinyShop:
    """Serves PAGES; `/me` greets whoever has the cookie that `/login` sets; `/secret` wants user:pass. Counts visits."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.never = threading.Event()
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                shop.seen[path] += 1
                if path == "/slow.png":  # a picture that never comes
                    shop.never.wait(30)
                status, body, headers = shop.answer(path, self.headers)
                data = f"<!doctype html><html lang=en><meta charset=utf-8>{body}".encode()
                self.send_response(status)
                for name, value in {"Content-Type": "text/html", "Content-Length": str(len(data)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def answer(self, path: str, headers: Any) -> tuple[int, str, dict[str, str]]:
        if path in REDIRECTS:
            return 302, "", {"Location": REDIRECTS[path]}
        if path == "/file":
            return 200, "file", {"Content-Disposition": "attachment; filename=x.zip"}
        if path == "/parcel":
            return 200, f"<h1>{'Delivered' if self.seen[path] > 2 else 'On its way'}</h1>", {}
        if path == "/login":
            return 200, "<h1>Welcome</h1>", {"Set-Cookie": "who=Linh; Path=/"}
        if path == "/me":
            return 200, f"<h1>{'Hello Linh' if 'who=Linh' in headers.get('Cookie', '') else 'Who are you?'}</h1>", {}
        if path == "/secret":
            wanted = "Basic " + base64.b64encode(b"shop:hunter2").decode()
            if headers.get("Authorization") != wanted:
                return 401, "<h1>Password?</h1>", {"WWW-Authenticate": "Basic realm=x"}
            return 200, "<h1>Inside</h1>", {}
        status, body = PAGES.get(path, (404, "<h1>No such page</h1>"))
        return status, body, {}

    def close(self) -> None:
        self.never.set()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def tiny_shop() -> Iterator[TinyShop]:
    shop = TinyShop()
    yield shop
    shop.close()


Play = Callable[..., dict[str, Evidence]]


@pytest.fixture(scope="module")
def play(tiny_shop: TinyShop, tmp_path_factory: pytest.TempPathFactory) -> Play:
    """Plays journeys, given as name → fields, at the tiny shop; returns name → evidence."""

    def play_all(journeys: Mapping[str, Mapping[str, Any]], **shop: Any) -> dict[str, Evidence]:
        root = tmp_path_factory.mktemp("project")
        write(root / "journeys/shops/tiny.yaml", {
            "shop": "Tiny", "url": tiny_shop.url, "languages": ["en"], "hosts": ["127.0.0.1"], **shop,
        })  # fmt: skip
        write(root / "journeys/personas.yaml", {"linh": {"name": "Linh"}})
        for name, fields in journeys.items():
            write(root / f"journeys/{name}.yaml", {"journey": name, "persona": "linh", **fields})
        plans = load([], root=root).plans

        async def run() -> list[Evidence]:
            async with AuditRun(root / "audit", {}, root=root, probe_pages=False) as audit:
                await audit.open(plans)
                return list(await asyncio.gather(*(audit.play(plan) for plan in plans)))

        return {seen.plan.journey: seen for seen in asyncio.run(run())}

    return play_all


def write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")

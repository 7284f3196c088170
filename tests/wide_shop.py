"""A shop on loopback with a hundred pages in two languages, traps included; it counts who asks for what, and when."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"contact": "Contact us", "delivery": "Delivery and shipping costs", "returns": "Returns", "imprint": "Imprint",
           "warranty": "Warranty", "faq": "Questions and answers", "privacy": "Privacy policy", "terms": "Terms of use",
           "complaints": "Complaints", "teapots": "Teapots", "bowls": "Bowls", "search": "Search", "cart": "Cart"},
    "vi": {"contact": "Liên hệ", "delivery": "Giao hàng và phí vận chuyển", "returns": "Chính sách đổi trả",
           "imprint": "Thông tin doanh nghiệp", "warranty": "Chính sách bảo hành", "faq": "Câu hỏi thường gặp",
           "privacy": "Chính sách bảo mật", "terms": "Điều khoản sử dụng", "complaints": "Khiếu nại", "teapots": "Ấm trà",
           "bowls": "Bát", "search": "Tìm kiếm", "cart": "Giỏ hàng"},
}  # fmt: skip
HELP = ("contact", "delivery", "returns", "imprint", "warranty", "faq", "privacy", "terms", "complaints")
SHELVES = ("teapots", "bowls")
ON_A_SHELF = 20
TEXT = {
    "en": "We throw every pot by hand, fire it twice and pack it in straw, so that it reaches you whole wherever you are.",
    "vi": "Mỗi chiếc ấm đều được xoay tay, nung hai lần và gói bằng rơm, để đến tay bạn nguyên vẹn dù bạn ở nơi đâu.",
}
ROBOTS = """User-agent: *
Disallow: /en/secret
Disallow: /*?sort=

User-agent: OtherBot
Disallow: /

Sitemap: {url}/sitemap.xml
"""


class WideShop:
    """`delay`: seconds that each answer takes; `shelves`: how many, above the first two they have numbers. `asked` has every
    request as (time, method, path with query)."""

    def __init__(self, delay: float = 0.0, robots: str | None = ROBOTS, shelves: int = 2) -> None:
        self.asked: list[tuple[float, str, str]] = []
        self._robots = robots
        self._shelves = SHELVES + tuple(f"shelf-{number}" for number in range(3, shelves + 1))
        shop = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                shop.asked.append((time.monotonic(), self.command, self.path))
                time.sleep(delay)
                status, type, body, headers = shop.answer(self.path, self.headers)
                data = body.encode()
                self.send_response(status)
                for name, value in {"Content-Type": type, "Content-Length": str(len(data)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(data)

            do_HEAD = do_POST = do_GET

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def got(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(path.partition("?")[0] for _, _, path in self.asked)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, target: str, headers: Any) -> tuple[int, str, str, dict[str, str]]:
        parts = urlsplit(target)
        if parts.path == "/":
            language = "vi" if headers.get("Accept-Language", "").startswith("vi") else "en"
            return 302, "text/html", "", {"Location": f"/{language}/"}
        if parts.path == "/away":
            return 302, "text/html", "", {"Location": "http://elsewhere.test/"}
        if parts.path == "/robots.txt" and self._robots is not None:
            return 200, "text/plain", self._robots.replace("{url}", self.url), {}
        if parts.path == "/sitemap.xml":
            return 200, "application/xml", self._sitemap(), {}
        body = self._page(parts.path.strip("/").split("/"), parse_qs(parts.query))
        return (
            (200, "text/html; charset=utf-8", body, {}) if body else (404, "text/html; charset=utf-8", "<h1>Not found</h1>", {})
        )

    def _sitemap(self) -> str:
        listed = [f"{self.url}/{language}/{page}" for language in WORDS for page in (*HELP, *SHELVES)]
        return "".join(("<urlset>", *(f"<url><loc>{url}</loc></url>" for url in listed), "</urlset>"))

    def _page(self, pieces: list[str], asked: Mapping[str, list[str]]) -> str:
        language, *rest = pieces
        if language not in WORDS:
            return ""
        words = WORDS[language]
        match rest:
            case []:
                return self._dressed(language, "", words["teapots"], "")
            case ["search"]:
                word = asked.get("q", [""])[0]
                return self._dressed(
                    language, "search", words["search"], f"<p>0 × “{word}”</p>" if "xyzzy" in word else "<p>1</p>"
                )
            case ["calendar", year]:
                return self._dressed(
                    language, f"calendar/{year}", year, f"<a href=/{language}/calendar/{int(year) + 1}>next</a>"
                )
            case [shelf] if shelf in self._shelves:
                sorts = "".join(f"<a href='?sort={n}'>{n}</a>" for n in range(3))
                filters = "".join(f"<a href='?colour={n}&size={n}&price={n}'>{n}</a>" for n in range(40))
                pots = "".join(f"<a href=/{language}/{shelf}/{shelf}-no-{n}>{shelf} {n}</a> " for n in range(ON_A_SHELF))
                return self._dressed(language, shelf, words.get(shelf, shelf), pots + sorts + filters)
            case [shelf, pot] if shelf in self._shelves:
                name = words.get(shelf, shelf)
                data = f'<script type="application/ld+json">{{"@type": "Product", "name": "{name}"}}</script>'
                buy = f"<a href=/{language}/cart/add/{pot}>+</a>"
                return self._dressed(language, f"{shelf}/{pot}", f"{name} {pot}", data + buy)
            case ["cart" | "secret"]:
                return self._dressed(language, rest[0], words.get(rest[0], rest[0]), "")
            case [page] if page in HELP:
                return self._dressed(language, page, words[page], "")
        return ""

    def _dressed(self, language: str, page: str, heading: str, body: str) -> str:
        words, other = WORDS[language], "en" if language == "vi" else "vi"
        name = {"en": "English", "vi": "Tiếng Việt"}[other]
        menu = "".join(f"<a href=/{language}/{shelf}>{words.get(shelf, shelf)}</a> " for shelf in self._shelves)
        foot = "".join(f"<a href=/{language}/{one}>{words[one]}</a> " for one in HELP)
        return (
            f"<!doctype html><html lang={language}><meta charset=utf-8><title>{heading} – Wide</title>"
            f"<link rel=alternate hreflang={other} href={self.url}/{other}/{page}>"
            f"<header><nav>{menu}<a href=/{language}/cart>{words['cart']}</a> <a href=/{other}/{page}>{name}</a></nav>"
            f"<form action=/{language}/search role=search><input type=search name=q aria-label='{words['search']}'></form>"
            "</header>"
            f"<main><h1>{heading}</h1><p>{TEXT[language]}</p>{body}</main>"
            f"<footer>{foot}<a href=/{language}/calendar/2026>2026</a> <a href=/{language}/secret>Staff</a>"
            f" <a href=/{language}/logout>Log out</a> <a href=https://elsewhere.example/>Elsewhere</a>"
            f" <a href=/{language}/catalogue.pdf>PDF</a></footer>"
            "<script>navigator.serviceWorker?.register('/worker.js').catch(() => {})</script>"
        )

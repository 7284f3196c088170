"""A shop on loopback whose links, redirects, scripts and forms act as soon as they are asked for; it counts what arrives."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from wide_shop import TEXT, WideShop

LINKS = {
    "In den Warenkorb": "/index.php?cl=basket&fnc=tobasket&aid=5", "Thêm vào giỏ hàng": "/cart?product_id=5",
    "Đăng xuất": "/tai-khoan/thoat", "Cerrar sesión": "/salir", "Supprimer": "/panier/supprimer/5",
    "Kostenpflichtig bestellen": "/bestellen/abschliessen", "Like": "/like?id=5", "Helpful": "/reviews/5/helpful",
    "Zur Kasse": "/kasse", "Add to basket": "/p/5/take", "€": "/?currency=EUR",
}  # fmt: skip
"""Links that act: words → address."""
LEADING = {
    "Special offer": "/go/1", "Delivery news": "/go/2", "Delivery times": "/meta", "Returns": "/script", "Warranty": "/ahead",
    "Privacy": "/form", "Imprint": "/windows", "Catalogue": "/go/file.pdf", "Payment": "/worker", "Complaints": "/frame",
}  # fmt: skip
"""Pages that lead to what acts, or take over: words → address."""
REDIRECTS = {"/go/1": "/cart/add/5", "/go/2": "/go/3", "/go/3": "/account/logout", "/go/file.pdf": "/cart/add/6"}
PAGES = {
    "/meta": "<meta http-equiv=refresh content='0;url=/order/5/cancel'>",
    "/script": "<script>location = '/unsubscribe?id=5'</script>",
    "/ahead": "<link rel=prefetch href=/cart/add/77><link rel=prerender href=/vote/5><script type=speculationrules>"
    '{"prerender": [{"source": "list", "urls": ["/wishlist/add/5"], "eagerness": "immediate"}],'
    ' "prefetch": [{"source": "list", "urls": ["/wishlist/add/6"], "eagerness": "immediate"}]}</script>',
    "/form": "<form method=post action=/order/place><input name=a></form><script>document.forms[1].submit()</script>",
    "/windows": "<script>for (let i = 0; i < 20; i++) window.open('/window/' + i)</script>"
    "<script>const a = document.createElement('a'); a.target = '_blank'; a.href = '/window/more'; document.body.append(a);"
    "a.click(); a.remove()</script>",
    "/worker": "<script>navigator.serviceWorker.register('/worker.js')</script>",
    "/frame": "<iframe src=/cart/add/8></iframe>",
}
WORKER = (
    "onfetch = e => e.respondWith(new Response('<h1>hijacked</h1>', {headers: {'Content-Type': 'text/html'}}));"
    "onactivate = e => clients.claim(); oninstall = () => skipWaiting()"
)
ROBOTS = "User-agent: *\nAllow: /\nSitemap: {url}/sitemap.xml\nSitemap: {url}/cart/add/9\n"
ACTING = (
    *LINKS.values(), "/cart/add", "/account/", "/order/", "/unsubscribe", "/wishlist", "/vote", "/window/", "/worker.js",
)  # fmt: skip


class ActingShop(WideShop):
    def __init__(self) -> None:
        super().__init__(robots=ROBOTS)

    @property
    def acted(self) -> list[str]:
        """What arrived and would have done something."""
        return [f"{how} {path}" for _, how, path in self.asked if how not in ("GET", "HEAD") or path.startswith(ACTING)]

    def answer(self, target: str, headers: Any) -> tuple[int, str, str, dict[str, str]]:
        path = urlsplit(target).path
        if path == "/robots.txt":
            return super().answer(target, headers)
        if path == "/worker.js":
            return 200, "text/javascript", WORKER, {}
        if path in REDIRECTS:
            return 302, "text/html", "", {"Location": REDIRECTS[path]}
        links = "".join(f"<a href='{url}'>{words}</a> " for words, url in {**LINKS, **LEADING}.items()) if path == "/" else ""
        search = "<form role=search action=/account/close><input type=search name=q></form>"
        body = f"<title>{path}</title><header>{search}</header><main><h1>{path}</h1><p>{TEXT['en']}</p>{PAGES.get(path, '')}"
        page = f"<!doctype html><html lang=vi><meta charset=utf-8>{body}{links}</main></html>"
        return 200, "text/html; charset=utf-8", page, {}

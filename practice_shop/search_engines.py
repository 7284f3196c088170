"""What the shop tells search engines: robots.txt (RFC 9309), and a sitemap (sitemaps.org) of all its languages."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shopper.practice_shop.goods import Product, goods
from shopper.practice_shop.paths import LANGUAGES, PATHS, POLICIES, path
from shopper.practice_shop.tenant import Tenant

_LISTED = ("home", "products", "care", "faq", "contact", "imprint", "orders", "withdraw")
_CLOSED = ("checkout", "order", "return")
"""The pages of one order, and of one checkout, are nobody else's matter."""


def routes(tenant: Tenant) -> list[Route]:
    """`/robots.txt` and `/sitemap.xml` of a shop."""

    async def robots(request: Request) -> Response:
        closed = (PATHS[page][language].partition("{")[0] for page in _CLOSED for language in LANGUAGES)
        lines = ["User-agent: *", *(f"Disallow: {start}" for start in closed), "", f"Sitemap: {tenant.url}/sitemap.xml", ""]
        return PlainTextResponse("\n".join(lines))

    async def sitemap(request: Request) -> Response:
        return Response(sitemap_of(tenant), media_type="application/xml")

    return [Route("/robots.txt", robots), Route("/sitemap.xml", sitemap)]


def sitemap_of(tenant: Tenant) -> str:
    """The sitemap: an entry for each page in each language, naming the same page in the others (`hreflang`)."""
    entries = "".join(_entry(tenant, page, item, language) for page, item in _pages() for language in LANGUAGES)
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {spaces}>\n{entries}</urlset>\n'


def _pages() -> Iterator[tuple[str, Product | str]]:
    yield from ((page, "") for page in _LISTED)
    yield from (("product", product) for product in goods().values())
    yield from (("policy", policy) for policy in POLICIES)


def _entry(tenant: Tenant, page: str, item: Product | str, language: str) -> str:
    beside = "".join(
        f'<xhtml:link rel="alternate" hreflang="{other}" href={quoteattr(tenant.url + path(page, other, item))}/>'
        for other in LANGUAGES
    )
    return f"<url><loc>{escape(tenant.url + path(page, language, item))}</loc>{beside}</url>\n"

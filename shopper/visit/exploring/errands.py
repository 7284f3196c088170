"""What an exploration asks for beside pages: robots.txt, sitemaps, and where the plain http:// address leads."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from playwright.async_api import APIRequestContext
from playwright.async_api import Error as PlaywrightError

from shopper.egress import EgressGate
from shopper.model import Link
from shopper.visit.exploring.addresses import would_act
from shopper.visit.exploring.robots import Listed, Robots, read_robots, read_sitemap
from shopper.visit.following import answer_of

TIMEOUT = 10_000
MOST_REDIRECTS = 5
MOST_MAPS = 6
"""Sitemaps of an index that are read."""


@dataclass(frozen=True)
class Answered:
    """`status` is None if nobody answered; `url` is where it came from in the end."""

    status: int | None
    url: str
    content: bytes = b""


class Errands:
    """Plain requests with the customer's own browser context, through the gate, redirects one by one."""

    def __init__(self, request: APIRequestContext, gate: EgressGate) -> None:
        self._request, self._gate = request, gate

    async def robots(self, home: str) -> Robots:
        """The site's robots.txt."""
        answered = await self._get(urljoin(home, "/robots.txt"))
        return read_robots(answered.status, answered.content)

    async def sitemap(self, home: str, named: tuple[str, ...]) -> list[Listed]:
        """What the site's sitemaps list: those that robots.txt names, else the usual one; of an index, the first few."""
        waiting, read, listed = list(named) or [urljoin(home, "/sitemap.xml")], set[str](), list[Listed]()
        while waiting and len(read) < MOST_MAPS:
            if (url := waiting.pop(0)) in read or not self._gate.allows(url):
                continue
            read.add(url)
            answered = await self._get(url)
            if answered.status == 200:
                found = read_sitemap(answered.content)
                waiting += found.maps
                listed += found.pages
        return listed

    async def insecure_front(self, home: str) -> str:
        """Where `http://` of the first page leads in the end; empty if nobody answers there."""
        parts = urlsplit(home)
        if parts.scheme == "http":
            return home
        if parts.port not in (None, 443):
            return ""
        answered = await self._get(urlunsplit(("http", parts.hostname or "", parts.path or "/", "", "")))
        return answered.url if answered.status and answered.status < 400 else ""

    async def _get(self, url: str) -> Answered:
        for _ in range(MOST_REDIRECTS):
            if not self._gate.allows(url) or would_act(Link(text="", href=url)):
                break
            try:
                response = await self._request.get(url, max_redirects=0, timeout=TIMEOUT)
                said, content = answer_of(url, response.status, response.headers), await response.body()
                await response.dispose()
            except PlaywrightError:
                break
            if said.refused or said.failed:  # the gate's own words, not the host's
                break
            if not said.target:
                return Answered(said.status, url, content)
            url = said.target
        return Answered(None, url)

"""What the logos on pages look like: each picture is fetched once, through the gate, to be compared with the shop's later."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from playwright.async_api import APIRequestContext
from playwright.async_api import Error as PlaywrightError

from shopper.egress import EgressGate
from shopper.fingerprints import LARGEST, fingerprint
from shopper.model import MailPicture, PagePicture, PageView, Shop
from shopper.reading.links import host_of
from shopper.reading.pictures import calls_itself_logo

MOST_LOGOS = 4
"""Pictures of one page that are looked at."""
WITHIN = 3.0
"""Seconds that a page's evidence waits for them."""
_TIMEOUT = 5_000  # ms


class PageLogos:
    """Looks at the logos of one shop's pages. `open_context` opens Playwright's request context."""

    def __init__(self, open_context: Callable[[], Awaitable[APIRequestContext]], gate: EgressGate) -> None:
        self._open, self._gate, self._opening = open_context, gate, asyncio.Lock()
        self._request: APIRequestContext | None = None
        self._looked: dict[str, asyncio.Task[str]] = {}

    async def look(self, page: PageView, shop: Shop) -> PageView:
        """The page with the fingerprints of its likely logos, as far as they come in time; as it is, for a shop without any."""
        if not shop.logo_prints:
            return page
        likely = [one.src for one in page.pictures if self._is_likely(one, shop)][:MOST_LOGOS]
        if not likely:
            return page
        for src in likely:
            if src not in self._looked:
                self._looked[src] = asyncio.ensure_future(self._print_of(src))
        done, _ = await asyncio.wait({self._looked[src] for src in likely}, timeout=WITHIN)
        known = {src: self._looked[src].result() for src in likely if self._looked[src] in done}
        pictures = (one.model_copy(update={"fingerprint": known.get(one.src, "")}) for one in page.pictures)
        return page.model_copy(update={"pictures": tuple(pictures)})

    async def close(self) -> None:
        for task in self._looked.values():
            task.cancel()
        await asyncio.gather(*self._looked.values(), return_exceptions=True)
        if self._request:
            with contextlib.suppress(PlaywrightError):
                await self._request.dispose()

    def _is_likely(self, picture: PagePicture, shop: Shop) -> bool:
        """Whether it says that it is the shop's logo, or stands in the header and leads home."""
        if not picture.src.startswith(("http://", "https://")) or not self._gate.allows(picture.src):
            return False
        leads_home = picture.where == "header" and host_of(picture.href) == host_of(shop.url) and _is_front(picture.href)
        return leads_home or calls_itself_logo(MailPicture(src=picture.src, alt=picture.alt), shop)

    async def _print_of(self, src: str) -> str:
        try:
            async with self._opening:
                self._request = self._request or await self._open()
            answer = await self._request.get(src, timeout=_TIMEOUT, max_redirects=3)
            size = answer.headers.get("content-length", "0")
            content = await answer.body() if answer.ok and size.isdecimal() and int(size) <= LARGEST else b""
            await answer.dispose()
        except PlaywrightError:
            return ""
        return await asyncio.to_thread(fingerprint, content)


def _is_front(url: str) -> bool:
    """`/`, or the front page of a language: `/vi/`, `/en-gb`."""
    path = urlsplit(url).path.strip("/")
    return len(path) <= 5 and "/" not in path

"""Links of the pages that a visit saw, asked for after the leg: plain requests through the gate, no browser."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urldefrag

from playwright.async_api import APIRequestContext
from playwright.async_api import Error as PlaywrightError

from shopper.egress import EgressGate
from shopper.model import Link, LinkProbe, PageView, Plan
from shopper.reading.links import acts

MAX_PAGE_LINKS = 200
_TIMEOUT = 10_000


class LinkAsker:
    """Asks for links of pages as a fresh visitor, by plain requests through the gate; each link once for all visits.

    `request` opens Playwright's request context; `agent` is the User-Agent to name.
    """

    def __init__(self, open_context: Callable[[], Awaitable[APIRequestContext]]) -> None:
        self._open, self._context = open_context, asyncio.Lock()
        self._request: APIRequestContext | None = None
        self._asked: dict[str, asyncio.Task[LinkProbe]] = {}
        self._slots = asyncio.Semaphore(4)

    async def ask(self, href: str) -> LinkProbe:
        if href not in self._asked:
            self._asked[href] = asyncio.create_task(self._ask(href))
        return await self._asked[href]

    async def _ask(self, href: str) -> LinkProbe:
        """A bad answer is asked for a second time before it counts."""
        async with self._context:
            self._request = self._request or await self._open()
        probe = LinkProbe(href=href, outcome="unreachable")
        for attempt in (1, 2):
            try:
                async with self._slots:
                    answer = await self._request.get(href, timeout=_TIMEOUT, max_redirects=10)
                probe = LinkProbe(href=href, outcome="opened", attempts=attempt, status=answer.status, url=answer.url)
                await answer.dispose()
                if probe.status is None or probe.status < 400:
                    return probe
            except PlaywrightError as error:
                reason = error.message.splitlines()[0].removeprefix("APIRequestContext.get: ")
                probe = LinkProbe(href=href, outcome="unreachable", attempts=attempt, reason=reason)
        return probe

    async def close(self) -> None:
        for task in self._asked.values():
            task.cancel()
        await asyncio.gather(*self._asked.values(), return_exceptions=True)
        if self._request:
            with contextlib.suppress(PlaywrightError):
                await self._request.dispose()


async def probe_page_links(
    pages: Sequence[tuple[str, PageView]], plan: Plan, asker: LinkAsker, gate: EgressGate
) -> list[LinkProbe]:
    """Ask for the links of pages (step id, what it showed), each once: never ones that act, never other hosts'."""
    found: dict[str, str] = {}
    for step, page in pages:
        if gate.allows(page.url):
            for link in page.links:
                href = urldefrag(link.href).url
                if link.visible and href.startswith(("http://", "https://")) and not refusal(link, plan, gate):
                    found.setdefault(href, step)
    asked = list(found.items())[:MAX_PAGE_LINKS]
    probes = await asyncio.gather(*(asker.ask(href) for href, _ in asked))
    return [probe.model_copy(update={"found_on": f"step:{step}"}) for probe, (_, step) in zip(probes, asked, strict=True)]


def refusal(link: Link, plan: Plan, gate: EgressGate) -> LinkProbe | None:
    """Why a link is not followed: it would act, the shop's file forbids it, or it leads to a foreign host."""
    words = f"{link.text} {link.href}".casefold()
    never = next((pattern for pattern in plan.shop.never_click if pattern.casefold() in words), None)
    if never or acts(link):
        reason = f"never clicked at this shop (`{never}`)" if never else "it would act"
        return LinkProbe(href=link.href, outcome="not_opened", attempts=0, reason=reason)
    if not gate.allows(link.href):
        return LinkProbe(href=link.href, outcome="refused", attempts=0, reason="not one of the shop's hosts")
    return None

"""Links of the pages that a visit saw, asked for meanwhile: plain requests through the gate, no browser."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from urllib.parse import urldefrag

from playwright.async_api import APIRequestContext
from playwright.async_api import Error as PlaywrightError

from shopper.egress import EgressGate
from shopper.model import Link, LinkProbe, PageView, Plan
from shopper.reading.links import acts
from shopper.visit.following import Answer, May, follow, target_of

MAX_PAGE_LINKS = 200
PATIENCE = 30.0
"""Seconds that a leg waits at its end for the answers that are still out; links that nobody answered for are not evidence."""
_TIMEOUT = 10_000


class LinkAsker:
    """Asks for links of pages as a fresh visitor, by plain requests through the gate; each link once for all visits.

    `open_context` opens Playwright's request context; `may` says whether an address may be asked for, at every redirect anew.
    """

    def __init__(self, open_context: Callable[[], Awaitable[APIRequestContext]], may: May) -> None:
        self._open, self._context, self._may = open_context, asyncio.Lock(), may
        self._request: APIRequestContext | None = None
        self._asked: dict[str, asyncio.Task[LinkProbe]] = {}
        self._slots = asyncio.Semaphore(4)

    def begin(self, href: str) -> None:
        """Ask for a link in the background, if nobody has."""
        if href not in self._asked:
            self._asked[href] = asyncio.create_task(self._ask(href))

    async def ask(self, href: str) -> LinkProbe:
        """What came of asking for a link."""
        self.begin(href)
        return await asyncio.shield(self._asked[href])

    async def _ask(self, href: str) -> LinkProbe:
        """Ask for the headers alone, whatever lies behind; a bad answer is asked for again, in full, before it counts."""
        async with self._context:
            self._request = self._request or await self._open()
        probe = LinkProbe(href=href, outcome="unreachable")
        for attempt, method in enumerate(("HEAD", "GET"), 1):
            try:
                async with self._slots:
                    probe = (await self._follow(self._request, href, method)).model_copy(update={"attempts": attempt})
                if probe.outcome == "not_opened" or (probe.outcome == "opened" and (probe.status or 0) < 400):
                    return probe
            except PlaywrightError as error:
                reason = error.message.splitlines()[0].removeprefix("APIRequestContext.fetch: ")
                probe = LinkProbe(href=href, outcome="unreachable", attempts=attempt, reason=reason)
        return probe

    async def _follow(self, request: APIRequestContext, href: str, method: str) -> LinkProbe:
        async def ask(url: str) -> Answer:
            answer = await request.fetch(url, method=method, timeout=_TIMEOUT, max_redirects=0)
            status, location = answer.status, answer.headers.get("location")
            await answer.dispose()
            return Answer(status, target_of(url, status, location))

        return await follow(href, ask, self._may)

    async def close(self) -> None:
        for task in self._asked.values():
            task.cancel()
        await asyncio.gather(*self._asked.values(), return_exceptions=True)
        if self._request:
            with contextlib.suppress(PlaywrightError):
                await self._request.dispose()


def links_of(page: PageView, plan: Plan, gate: EgressGate) -> list[str]:
    """The addresses that a page's visible links lead to and that may be asked for: not where a link acts, not other hosts."""
    if not gate.allows(page.url):
        return []
    wanted = (link for link in page.links if link.visible and link.href.startswith(("http://", "https://")))
    return [urldefrag(link.href).url for link in wanted if not refusal(link, plan, gate)]


class PageLinks:
    """The links that one visit saw, each with the first step that showed it. They are asked for while the visit goes on."""

    def __init__(self, plan: Plan, asker: LinkAsker, gate: EgressGate) -> None:
        self._plan, self._asker, self._gate = plan, asker, gate
        self._found: dict[str, str] = {}
        self._told: set[str] = set()

    def see(self, step: str, page: PageView) -> None:
        """Begin to ask for the links of a page that a step showed."""
        for href in links_of(page, self._plan, self._gate):
            if href not in self._found and len(self._found) < MAX_PAGE_LINKS:
                self._found[href] = step
                self._asker.begin(href)

    async def answers(self) -> list[LinkProbe]:
        """What came of those that were not told yet."""
        new = [(href, step) for href, step in self._found.items() if href not in self._told]
        self._told.update(href for href, _ in new)
        asked = {asyncio.ensure_future(self._asker.ask(href)): step for href, step in new}
        if asked:
            await asyncio.wait(asked, timeout=PATIENCE)
        for late in (one for one in asked if not one.done()):
            late.cancel()
        answered = [(one.result(), step) for one, step in asked.items() if one.done() and not one.cancelled()]
        return [probe.model_copy(update={"found_on": f"step:{step}"}) for probe, step in answered]


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

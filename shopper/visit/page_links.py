"""Links of the pages that a visit saw, asked for meanwhile: plain requests through the gate, no browser."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from urllib.parse import urldefrag

from playwright.async_api import APIRequestContext
from playwright.async_api import Error as PlaywrightError

from shopper.egress import EgressGate
from shopper.model import Link, LinkProbe, PageView, Plan
from shopper.reading.links import acts, host_of
from shopper.visit.challenges import REFUSING, is_challenge_text
from shopper.visit.exploring.addresses import would_act
from shopper.visit.following import Answer, May, answer_of, follow

MAX_PAGE_LINKS = 200
MAX_EXPLORED_LINKS = 400
AT_ONCE, AT_ONE_HOST = 16, 8
"""Links that are asked for at the same time: in all, and of one host."""
PATIENCE = 30.0
"""Seconds that a leg waits at its end for the answers that are still out."""
_TIMEOUT = 10_000


class LinkAsker:
    """Asks for links of pages as a fresh visitor, by plain requests through the gate; each link once for all visits.

    `open_context` opens Playwright's request context; `may` says whether an address may be asked for, at every redirect anew.
    """

    def __init__(self, open_context: Callable[[], Awaitable[APIRequestContext]], may: May) -> None:
        self._open, self._context, self._may = open_context, asyncio.Lock(), may
        self._request: APIRequestContext | None = None
        self._asked: dict[str, asyncio.Task[LinkProbe]] = {}
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._at_host: dict[str, asyncio.Semaphore] = {}

    def begin(self, href: str) -> None:
        """Ask for a link in the background, if nobody has."""
        if href not in self._asked:
            self._asked[href] = asyncio.create_task(self._ask(href))

    async def ask(self, href: str) -> LinkProbe:
        """What came of asking for a link."""
        self.begin(href)
        return await asyncio.shield(self._asked[href])

    async def answers(self, hrefs: Sequence[str], patience: float = PATIENCE) -> list[LinkProbe]:
        """What came of asking for these, in their order. What has no answer within so many seconds has none, and says so."""
        asked = [asyncio.ensure_future(self.ask(href)) for href in hrefs]
        if asked:
            await asyncio.wait(asked, timeout=patience)
        for late in (one for one in asked if not one.done()):
            late.cancel()
        silent = f"no answer within {patience:.0f} seconds"
        return [
            one.result() if one.done() and not one.cancelled() else LinkProbe(href=href, outcome="unreachable", reason=silent)
            for href, one in zip(hrefs, asked, strict=True)
        ]

    async def _ask(self, href: str) -> LinkProbe:
        """Ask for the headers alone, whatever lies behind; a bad answer is asked for again, in full, before it counts."""
        async with self._context:
            self._request = self._request or await self._open()
        host = self._at_host.setdefault(host_of(href), asyncio.Semaphore(AT_ONE_HOST))
        probe = LinkProbe(href=href, outcome="unreachable")
        for attempt, method in enumerate(("HEAD", "GET"), 1):
            try:
                async with host, self._slots:
                    probe = (await self._follow(self._request, href, method)).model_copy(update={"attempts": attempt})
            except PlaywrightError as error:
                reason = error.message.splitlines()[0].removeprefix("APIRequestContext.fetch: ")
                probe = LinkProbe(href=href, outcome="unreachable", attempts=attempt, reason=reason)
            if probe.outcome in ("not_opened", "refused") or (probe.outcome == "opened" and (probe.status or 0) < 400):
                return probe
        return probe

    async def _follow(self, request: APIRequestContext, href: str, method: str) -> LinkProbe:
        challenged = False

        async def ask(url: str) -> Answer:
            nonlocal challenged
            answer = await request.fetch(url, method=method, timeout=_TIMEOUT, max_redirects=0)
            said = answer_of(url, answer.status, answer.headers)
            if answer.status in REFUSING and method == "GET":
                challenged = is_challenge_text(await answer.text(), answer.status, answer.headers)
            await answer.dispose()
            return said

        probe = await follow(href, ask, lambda url: self._may(url) and not would_act(Link(text="", href=url)))
        return probe.model_copy(update={"challenged": challenged})

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
    return [urldefrag(link.href).url for link in wanted if not refusal(link, plan, gate) and not would_act(link)]


class PageLinks:
    """The links that one visit saw, each with the page that showed it first. They are asked for while the visit goes on."""

    def __init__(self, plan: Plan, asker: LinkAsker, gate: EgressGate) -> None:
        self._plan, self._asker, self._gate = plan, asker, gate
        self._found: dict[str, str] = {}
        self._told: set[str] = set()

    def see(self, step: str, page: PageView) -> None:
        """Begin to ask for the links of a page that a step showed."""
        self.ask(f"step:{step}", links_of(page, self._plan, self._gate))

    def ask(self, source: str, hrefs: Iterable[str]) -> None:
        """Begin to ask for these links of a page: `step:ID`, or `page:ID` of one that was explored."""
        most = MAX_EXPLORED_LINKS if source.startswith("page:") else MAX_PAGE_LINKS
        for href in hrefs:
            if href not in self._found and len(self._found) < most:
                self._found[href] = source
                self._asker.begin(href)

    async def answers(self) -> list[LinkProbe]:
        """What came of those that were not told yet."""
        new = [(href, source) for href, source in self._found.items() if href not in self._told]
        self._told.update(href for href, _ in new)
        probes = await self._asker.answers([href for href, _ in new])
        return [probe.model_copy(update={"found_on": source}) for probe, (_, source) in zip(probes, new, strict=True)]


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

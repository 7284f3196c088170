"""What needs a browser or the network to be judged later, taken at visit time: mails rendered, their links opened.

Mails are rendered in a fresh context without scripts, cookies or files; of the network it gets pictures from the shop's own
hosts, nothing else. Links are opened under the egress gate, never ones that act (unsubscribe, cancel, confirm, pay).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urldefrag

from playwright.async_api import APIRequestContext, BrowserContext, Page, Route
from playwright.async_api import Error as PlaywrightError

from shopper.bundle import Bundle
from shopper.egress import EgressGate
from shopper.model import Link, LinkProbe, Mail, PageView, Plan
from shopper.reading.links import acts
from shopper.visit.capture import picture, read_page

Fresh = Callable[..., Awaitable[BrowserContext]]
"""Opens a new browser context; keyword arguments are Playwright's."""
Opened = dict[tuple[str, ...], "asyncio.Future[LinkProbe]"]
"""Links that were opened in this run, by link, browser, locale and device."""
WIDTHS = (375, 600)
MAX_LINKS, MAX_PAGE_LINKS = 30, 200
MAX_HEIGHT = 4000
_TIMEOUT = 10_000


async def probe_mail(mail: Mail, plan: Plan, fresh: Fresh, gate: EgressGate, bundle: Bundle, opened: Opened) -> dict[str, Any]:
    """Returns `pictures` (width in px → blob) and `links` (a LinkProbe each), as JSON. `opened`: what is known already."""
    drawing, opening = _render(mail, fresh, gate, bundle), _open_links(mail, plan, fresh, gate, bundle, opened)
    pictures, probes = await asyncio.gather(drawing, opening)
    return {"pictures": pictures, "links": [probe.model_dump(mode="json") for probe in probes]}


async def _render(mail: Mail, fresh: Fresh, gate: EgressGate, bundle: Bundle) -> dict[str, Any]:
    body = mail.reading.html or f"<pre style='white-space:pre-wrap;font:16px sans-serif'>{_escape(mail.reading.text)}</pre>"
    context = await fresh(java_script_enabled=False, service_workers="block")
    pictures: dict[str, Any] = {}

    async def admit(route: Route) -> None:
        request = route.request
        if request.resource_type == "image" and request.url.startswith("https://") and gate.allows(request.url):
            await route.continue_()
        else:
            await route.abort()

    try:
        await context.route("**/*", admit)
        page = await context.new_page()
        for width in WIDTHS:
            await page.set_viewport_size({"width": width, "height": 800})
            if not pictures:
                await page.set_content(body, wait_until="load", timeout=_TIMEOUT)
            # The box, not scrollHeight: with a mail's doctype left out, Chromium never reports less than the viewport.
            height = await page.locator("body").evaluate("e => Math.ceil(e.getBoundingClientRect().height) + 16")
            await page.set_viewport_size({"width": width, "height": max(120, min(int(height), MAX_HEIGHT))})
            if shot := await picture(page):
                pictures[str(width)] = bundle.store(shot, ".jpg").model_dump()
    except PlaywrightError:
        pass  # a mail that cannot be drawn has no picture; its text and raw bytes are kept
    finally:
        await context.close()
    return pictures


async def _open_links(
    mail: Mail, plan: Plan, fresh: Fresh, gate: EgressGate, bundle: Bundle, opened: Opened
) -> list[LinkProbe]:
    probes: dict[str, LinkProbe] = {}
    context: BrowserContext | None = None
    page: Page | None = None
    try:
        for link in mail.reading.links:
            if not link.href.startswith(("http://", "https://")) or link.href in probes or len(probes) >= MAX_LINKS:
                continue
            if refusal := _refusal(link, plan, gate):
                probes[link.href] = refusal
                continue
            visitor = (link.href, plan.browser, plan.locale, plan.device)
            if known := opened.get(visitor):
                probes[link.href] = await known
                continue
            opened[visitor] = asyncio.get_running_loop().create_future()
            try:
                context = context or await fresh()
                if page is None or page.is_closed():
                    page = await context.new_page()
                probes[link.href] = await _open(link.href, page, bundle)
            finally:
                asked = opened[visitor]
                if link.href in probes and probes[link.href].outcome == "opened":
                    asked.set_result(probes[link.href])
                else:  # the next mail may try for itself
                    asked.set_result(probes.get(link.href) or LinkProbe(href=link.href, outcome="unreachable"))
                    del opened[visitor]
    finally:
        if context:
            await context.close()
    return list(probes.values())


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
                if link.visible and href.startswith(("http://", "https://")) and not _refusal(link, plan, gate):
                    found.setdefault(href, step)
    asked = list(found.items())[:MAX_PAGE_LINKS]
    probes = await asyncio.gather(*(asker.ask(href) for href, _ in asked))
    return [probe.model_copy(update={"found_on": f"step:{step}"}) for probe, (_, step) in zip(probes, asked, strict=True)]


def _refusal(link: Link, plan: Plan, gate: EgressGate) -> LinkProbe | None:
    words = f"{link.text} {link.href}".casefold()
    never = next((pattern for pattern in plan.shop.never_click if pattern.casefold() in words), None)
    if never or acts(link):
        reason = f"never clicked at this shop (`{never}`)" if never else "it would act"
        return LinkProbe(href=link.href, outcome="not_opened", attempts=0, reason=reason)
    if not gate.allows(link.href):
        return LinkProbe(href=link.href, outcome="refused", attempts=0, reason="not one of the shop's hosts")
    return None


async def _open(href: str, page: Page, bundle: Bundle) -> LinkProbe:
    """Open a link as a fresh visitor; a bad answer is asked for a second time before it counts, and gets a picture."""
    probe = LinkProbe(href=href, outcome="unreachable")
    for attempt in (1, 2):
        try:
            await page.context.clear_cookies()
            response = await page.goto(href, wait_until="domcontentloaded", timeout=_TIMEOUT)
            status = response.status if response else None
            view = await read_page(page, status)
            blob = bundle.store_json(view.model_dump(mode="json")) if view else None
            probe = LinkProbe(href=href, outcome="opened", attempts=attempt, status=status, url=page.url, page_blob=blob)
            if status is None or status < 400:
                return probe
            if shot := await picture(page):
                probe = probe.model_copy(update={"picture": bundle.store(shot, ".jpg")})
        except PlaywrightError as error:
            reason = error.message.splitlines()[0].removeprefix("Page.goto: ")
            probe = LinkProbe(href=href, outcome="unreachable", attempts=attempt, reason=reason)
    return probe


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")

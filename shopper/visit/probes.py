"""What needs a browser to be judged later, taken at visit time: mails rendered, their links opened.

Mails are hostile: they are drawn without scripts, cookies or files; of the network they get pictures from the shop's own
hosts, nothing else. Links are opened under the egress gate, never ones that act (unsubscribe, cancel, confirm, pay).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import BrowserContext, Page, Route
from playwright.async_api import Error as PlaywrightError

from shopper.bundle import Bundle
from shopper.egress import EgressGate
from shopper.model import LinkProbe, Mail, Plan
from shopper.visit.browser import open_page
from shopper.visit.capture import picture, read_page
from shopper.visit.page_links import refusal

Fresh = Callable[..., Awaitable[BrowserContext]]
"""Opens a new browser context for a plan; keyword arguments are Playwright's."""
WIDTHS = (375, 600)
MAX_LINKS = 30
MAX_HEIGHT = 4000
_TIMEOUT = 10_000


@dataclass
class _Desk:
    """A page that is used by one mail after the other: opening one for each costs more than what it is used for."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    page: Page | None = None

    async def clear(self) -> None:
        """Throw the page away: the next mail gets a new one."""
        page, self.page = self.page, None
        if page:
            with contextlib.suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(10):
                    await page.context.close()


class MailProber:
    """Draws the mails of one shop's visits and opens their links, each link once for every kind of visitor (browser, locale,
    device): a page that all mails lead to is looked at once."""

    def __init__(self, fresh: Fresh, gate: EgressGate, bundle: Bundle) -> None:
        self._fresh, self._gate, self._bundle = fresh, gate, bundle
        self._desks: dict[tuple[str, ...], _Desk] = {}
        self._opened: dict[tuple[str, ...], asyncio.Future[LinkProbe]] = {}

    async def probe(self, mail: Mail, plan: Plan) -> dict[str, Any]:
        """Returns `pictures` (width in px → blob) and `links` (a LinkProbe each), as JSON."""
        pictures, probes = await asyncio.gather(self._draw(mail, plan), self._open_links(mail, plan))
        return {"pictures": pictures, "links": [probe.model_dump(mode="json") for probe in probes]}

    async def close(self) -> None:
        for desk in self._desks.values():
            await desk.clear()

    @contextlib.asynccontextmanager
    async def _desk(self, *key: str, plan: Plan, **options: Any) -> AsyncIterator[Page]:
        """The page for this purpose, without cookies; thrown away after whatever went wrong with it."""
        desk = self._desks.setdefault(key, _Desk())
        async with desk.lock:
            try:
                if desk.page is None or desk.page.is_closed():
                    desk.page = await open_page(await self._fresh(plan, **options))
                await desk.page.context.clear_cookies()
                yield desk.page
            except BaseException:
                await desk.clear()
                raise

    # --- drawing ---

    async def _draw(self, mail: Mail, plan: Plan) -> dict[str, Any]:
        body = mail.reading.html or f"<pre style='white-space:pre-wrap;font:16px sans-serif'>{_escape(mail.reading.text)}</pre>"
        pictures: dict[str, Any] = {}
        reader = plan.model_copy(update={"device": "desktop"})
        with contextlib.suppress(PlaywrightError):  # a mail that cannot be drawn has no picture; its text and bytes are kept
            async with self._desk(
                "drawing", plan.browser, plan=reader, java_script_enabled=False, service_workers="block"
            ) as page:
                await page.context.route("**/*", self._admit)
                for width in WIDTHS:
                    await page.set_viewport_size({"width": width, "height": 800})
                    if not pictures:
                        await page.set_content(body, wait_until="load", timeout=_TIMEOUT)
                    # The box, not scrollHeight: with the doctype left out, Chromium never reports less than the viewport.
                    height = await page.locator("body").evaluate("e => Math.ceil(e.getBoundingClientRect().height) + 16")
                    await page.set_viewport_size({"width": width, "height": max(120, min(int(height), MAX_HEIGHT))})
                    if shot := await picture(page):
                        pictures[str(width)] = self._bundle.store(shot, ".jpg").model_dump()
                await page.context.unroute("**/*")
        return pictures

    async def _admit(self, route: Route) -> None:
        request = route.request
        if request.resource_type == "image" and request.url.startswith("https://") and self._gate.allows(request.url):
            await route.continue_()
        else:
            await route.abort()

    # --- links ---

    async def _open_links(self, mail: Mail, plan: Plan) -> list[LinkProbe]:
        probes: dict[str, LinkProbe] = {}
        for link in mail.reading.links:
            if not link.href.startswith(("http://", "https://")) or link.href in probes or len(probes) >= MAX_LINKS:
                continue
            probes[link.href] = refusal(link, plan, self._gate) or await self._opened_once(link.href, plan)
        return list(probes.values())

    async def _opened_once(self, href: str, plan: Plan) -> LinkProbe:
        """What opening this link showed; another mail may try a link for itself that could not be opened."""
        key = (href, plan.browser, plan.locale, plan.device)
        if known := self._opened.get(key):
            return await known
        self._opened[key] = asyncio.get_running_loop().create_future()
        probe = LinkProbe(href=href, outcome="unreachable")
        try:
            async with self._desk("links", *key[1:], plan=plan) as page:
                probe = await self._open(href, page)
        finally:
            known = self._opened[key]
            if probe.outcome != "opened":
                del self._opened[key]
            known.set_result(probe)
        return probe

    async def _open(self, href: str, page: Page) -> LinkProbe:
        """Open a link as a fresh visitor; a bad answer is asked for a second time before it counts, and gets a picture."""
        probe = LinkProbe(href=href, outcome="unreachable")
        for attempt in (1, 2):
            try:
                await page.context.clear_cookies()
                response = await page.goto(href, wait_until="domcontentloaded", timeout=_TIMEOUT)
                status = response.status if response else None
                view = await read_page(page, status, response.headers if response else {})
                blob = self._bundle.store_json(view.model_dump(mode="json")) if view else None
                probe = LinkProbe(href=href, outcome="opened", attempts=attempt, status=status, url=page.url, page_blob=blob)
                if status is None or status < 400:
                    return probe
                if shot := await picture(page):
                    probe = probe.model_copy(update={"picture": self._bundle.store(shot, ".jpg")})
            except PlaywrightError as error:
                reason = error.message.splitlines()[0].removeprefix("Page.goto: ")
                probe = LinkProbe(href=href, outcome="unreachable", attempts=attempt, reason=reason)
        return probe


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")

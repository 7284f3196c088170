"""What needs a browser or the network to be judged later, taken at visit time: mails rendered, their links opened.

Mails are rendered in a fresh context without scripts, cookies or files; of the network it gets pictures from the shop's own
hosts, nothing else. Links are opened under the egress gate, never ones that act (unsubscribe, cancel, confirm, pay).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import BrowserContext, Page, Route
from playwright.async_api import Error as PlaywrightError

from shopper.bundle import Bundle
from shopper.egress import EgressGate
from shopper.model import Link, LinkProbe, Mail, Plan
from shopper.reading.links import acts
from shopper.visit.capture import picture, read_page

Fresh = Callable[..., Awaitable[BrowserContext]]
"""Opens a new browser context; keyword arguments are Playwright's."""
WIDTHS = (375, 600)
MAX_LINKS = 30
MAX_HEIGHT = 4000
_TIMEOUT = 10_000


async def probe_mail(mail: Mail, plan: Plan, fresh: Fresh, gate: EgressGate, bundle: Bundle) -> dict[str, Any]:
    """Returns `pictures` (width in px → blob) and `links` (a LinkProbe each), as JSON."""
    drawing, opening = _render(mail, fresh, gate, bundle), _open_links(mail, plan, fresh, gate, bundle)
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


async def _open_links(mail: Mail, plan: Plan, fresh: Fresh, gate: EgressGate, bundle: Bundle) -> list[LinkProbe]:
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
            context = context or await fresh()
            if page is None or page.is_closed():
                page = await context.new_page()
            probes[link.href] = await _open(link.href, page, bundle)
    finally:
        if context:
            await context.close()
    return list(probes.values())


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

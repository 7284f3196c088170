"""What needs a browser to be judged later, taken at visit time: mails drawn, their links opened.

Links are opened as a fresh visitor under the egress gate, never ones that act (unsubscribe, cancel, confirm, pay), and their
redirects are followed under the same rule.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Route

from shopper.bundle import Bundle
from shopper.egress import EgressGate
from shopper.inbox.guard import Reader
from shopper.model import LinkProbe, Mail, Plan
from shopper.visit.capture import picture, read_page
from shopper.visit.desks import Desks, Fresh
from shopper.visit.following import Answer, May, answer_of, follow, may_follow
from shopper.visit.page_links import refusal
from shopper.visit.rendering import Draughtsman

MAX_LINKS = 30
_TIMEOUT = 10_000
_PAGES = ("text/", "application/xhtml", "application/xml", "application/json", "image/")
"""What a browser shows instead of saving it."""


class MailProber:
    """Draws the mails of one shop's visits and opens their links, each link once for every kind of visitor (browser, locale,
    device): a page that all mails lead to is looked at once."""

    def __init__(self, fresh: Fresh, gate: EgressGate, bundle: Bundle, reader: Reader) -> None:
        self._gate, self._bundle, self._reader = gate, bundle, reader
        self._desks = Desks(fresh)
        self._drawing = Draughtsman(self._desks, gate.allows, bundle)
        self._opened: dict[tuple[str, ...], asyncio.Future[LinkProbe]] = {}

    async def probe(self, mail: Mail, plan: Plan, raw: bytes) -> dict[str, Any]:
        """Returns `renderings` (a Rendering each), `pictures` (those on light ground: width in px → blob) and `links` (a
        LinkProbe each), as JSON."""
        drawn, probes = await asyncio.gather(
            self._drawing.draw(mail, plan, lambda number: self._reader.read_part(raw, number)), self._open_links(mail, plan)
        )
        plain = [one for one in drawn if one.scheme == "light" and one.images and one.picture]
        return {
            "renderings": [one.model_dump(mode="json") for one in drawn],
            "pictures": {str(one.width): one.picture.model_dump() for one in plain if one.picture},
            "links": [probe.model_dump(mode="json") for probe in probes],
        }

    async def close(self) -> None:
        await self._desks.close()

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
            async with self._desks.page("links", *key[1:], plan=plan) as page:
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
            await page.context.clear_cookies()
            tab = _Tab(page, may_follow(self._gate))
            await page.route("**/*", tab.admit)
            try:
                probe = (await follow(href, tab.ask, tab.may)).model_copy(update={"attempts": attempt})
                if probe.outcome == "opened":
                    probe = await self._looked_at(probe, page, tab)
                if probe.outcome in ("not_opened", "refused") or (probe.outcome == "opened" and (probe.status or 0) < 400):
                    return probe
            except PlaywrightError as error:
                reason = error.message.splitlines()[0].removeprefix("Page.goto: ").removeprefix("Route.fetch: ")
                probe = LinkProbe(href=href, outcome="unreachable", attempts=attempt, reason=reason)
            finally:
                await page.unroute("**/*", tab.admit)
        return probe

    async def _looked_at(self, probe: LinkProbe, page: Page, tab: _Tab) -> LinkProbe:
        """The probe with what the page shows, if it is one, and a picture of a bad one."""
        if tab.is_file:
            return probe
        view = await read_page(page, probe.status, tab.headers)
        blob = self._bundle.store_json(view.model_dump(mode="json")) if view else None
        shot = await picture(page) if (probe.status or 0) >= 400 else None
        kept = self._bundle.store(shot, ".jpg") if shot else None
        return probe.model_copy(update={"url": page.url, "page_blob": blob, "picture": kept})


class _Tab:
    """A page that opens one address after the other. It stops at every redirect, so that somebody can say whether to go on;
    an address that a page leads to by itself is opened only if it may be."""

    def __init__(self, page: Page, may: May) -> None:
        self._page, self.may = page, may
        self._answer: Answer | None = None
        self._problem: PlaywrightError | None = None
        self._led_away = asyncio.Event()
        self.headers: dict[str, str] = {}
        self.is_file = False

    async def ask(self, url: str) -> Answer:
        """What an address answers; a page stands there afterwards. Raises PlaywrightError if nobody answers."""
        self._answer = self._problem = None
        try:
            await self._page.goto(url, wait_until="commit", timeout=_TIMEOUT)
            await self._loaded()
        except PlaywrightError as error:
            if not (self._answer and (self._answer.target or self.is_file)):
                raise self._problem or error from None
        return self._answer or Answer(None)

    async def _loaded(self) -> None:
        """Wait until the page can be read. One that wanted to lead away is never done by the browser's own account."""
        waiting = [
            asyncio.ensure_future(self._page.wait_for_load_state("domcontentloaded", timeout=_TIMEOUT)),
            asyncio.ensure_future(self._led_away.wait()),
        ]
        done, left = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for one in left:
            one.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await done.pop()

    async def admit(self, route: Route) -> None:
        """What becomes of a request of the page: handed to `page.route`."""
        request = route.request
        with contextlib.suppress(PlaywrightError):  # the page has gone meanwhile
            if request.is_navigation_request() and request.frame == self._page.main_frame:
                await self._lead(route)
            else:
                await route.continue_()

    async def _lead(self, route: Route) -> None:
        if not self._answer:
            await self._fetch(route)
        elif self.may(route.request.url):  # the page leads on by itself
            await route.continue_()
        else:
            await route.fulfill(status=204)
            self._led_away.set()

    async def _fetch(self, route: Route) -> None:
        try:
            said = await route.fetch(max_redirects=0, timeout=_TIMEOUT)
        except PlaywrightError as error:
            self._problem = error
            await route.abort()
            return
        self.headers = said.headers
        self._answer = answer_of(route.request.url, said.status, said.headers)
        self.is_file = not self._answer.target and _is_file(said.headers)
        if self._answer.target or self.is_file:
            await route.fulfill(status=204)  # stay where you are
        else:
            await route.fulfill(response=said)


def _is_file(headers: Mapping[str, str]) -> bool:
    """Whether a browser saves it instead of showing it."""
    shown = headers.get("content-type", "text/html").strip().lower().startswith(_PAGES)
    return not shown or headers.get("content-disposition", "").strip().lower().startswith("attachment")

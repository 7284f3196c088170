"""What keeps the pages of an exploration from acting by themselves: redirects, refreshes, scripts, forms and new windows."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import urljoin
from weakref import WeakKeyDictionary

from playwright.async_api import BrowserContext, CDPSession, Page, Route
from playwright.async_api import Error as PlaywrightError

from shopper.model import Link
from shopper.visit.browser import open_page

_ALL = "**/*"
_DOCUMENTS = {"patterns": [{"resourceType": "Document"}]}
_TAMED = """(() => {
  const ahead = 'speculationrules', types = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, 'type');
  const calm = script => { if (script.type === ahead) script.type = 'text/plain'; };
  Object.defineProperty(HTMLScriptElement.prototype, 'type',
    {...types, set(type) { types.set.call(this, type === ahead ? 'text/plain' : type); }});
  const look = change => change.addedNodes.forEach(node => node.nodeName === 'SCRIPT' && calm(node));
  new MutationObserver(changes => changes.forEach(look)).observe(document, {childList: true, subtree: true});
  const click = HTMLElement.prototype.click, submit = HTMLFormElement.prototype.submit;
  const leads = node => node instanceof HTMLElement && node.matches('a[href], area[href]');
  window.open = () => null;
  HTMLElement.prototype.click = function () { if (!leads(this)) click.call(this); };
  HTMLFormElement.prototype.submit = function () { if (!this.target) submit.call(this); };
  const stay = event => { if (!event.isTrusted && event.composedPath().some(leads)) event.preventDefault(); };
  addEventListener('click', stay, true);
})()"""
"""What no route sees in Chromium: pages that are fetched ahead by rules, and new windows that do not know who opened them. A
rule is disarmed before it counts: the parser lets observers run before it prepares a script (HTML Standard, 13.2.6.4.8)."""
_AHEAD = ("prefetch", "prerender")
_TIMEOUT = 10_000


class Guard:
    """Lets the pages that it watches ask for documents that show something; whatever would act is never asked for.

    Chromium is asked about each redirect before it follows it. Other browsers do not tell: there a document is asked for in
    their place, and the first redirect is looked at.
    """

    def __init__(self, context: BrowserContext, acts: Callable[[Link], bool]) -> None:
        """`acts`: whether asking for an address would do more than show a page."""
        self._context, self._would = context, acts
        self._refused: WeakKeyDictionary[Page, str] = WeakKeyDictionary()
        self._lines: list[CDPSession] = []
        self._tasks: set[asyncio.Task[None]] = set()
        browser = context.browser
        self._tells = browser is not None and browser.browser_type.name == "chromium"

    @contextlib.asynccontextmanager
    async def on(self) -> AsyncIterator[None]:
        """Guard the context while the block lasts."""
        await self._context.route(_ALL, self._admit)
        try:
            yield
        finally:
            with contextlib.suppress(PlaywrightError):  # the browser has gone
                await self._context.unroute(_ALL, self._admit)
            for line in self._lines:
                with contextlib.suppress(PlaywrightError):  # its page was closed
                    await line.detach()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def open(self) -> Page:
        """A new page that is watched, and opens no windows."""
        page = await open_page(self._context)
        await page.add_init_script(_TAMED)
        await self.watch(page)
        return page

    async def watch(self, page: Page) -> None:
        """Let this page open what shows something; a page that nobody watches opens nothing."""
        self._refused[page] = ""
        if self._tells:
            line = await self._context.new_cdp_session(page)
            self._lines.append(line)
            frame = (await line.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
            line.on("Fetch.requestPaused", lambda said: self._begin(line, page if said["frameId"] == frame else None, said))
            await line.send("Fetch.enable", _DOCUMENTS)

    def forget(self, page: Page) -> None:
        """Begin anew: what was refused before is no matter of the address that is opened now."""
        self._refused[page] = ""

    def refused(self, page: Page) -> str:
        """The address that acts and that this page wanted to lead to; empty if there was none."""
        return self._refused.get(page, "")

    def _begin(self, line: CDPSession, page: Page | None, paused: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._answer(line, page, paused))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, line: CDPSession, page: Page | None, paused: dict[str, Any]) -> None:
        """One document that Chromium is about to ask for, by a redirect or not."""
        request, id = paused["request"], {"requestId": paused["requestId"]}
        with contextlib.suppress(PlaywrightError):  # the page has left meanwhile
            if self._acts(request["method"], request["url"]):
                self._refuse(page, request["url"])
                await line.send("Fetch.failRequest", id | {"errorReason": "Aborted"})
            else:
                await line.send("Fetch.continueRequest", id)

    async def _admit(self, route: Route) -> None:
        """One request of whichever page of the context: handed to `context.route`."""
        request = route.request
        with contextlib.suppress(PlaywrightError):
            if any(word in request.headers.get("sec-purpose", request.headers.get("purpose", "")) for word in _AHEAD):
                await route.abort("aborted")
            elif not request.is_navigation_request():
                await route.fallback()
            elif not (page := self._page_of(route)):
                await route.abort("aborted")
            elif self._acts(request.method, request.url):
                self._refuse(page if request.frame == page.main_frame else None, request.url)
                await route.abort("aborted")
            elif self._tells:
                await route.fallback()
            else:
                await self._fetch(route, page)

    def _page_of(self, route: Route) -> Page | None:
        """The page that a document is for, if it is one that we watch: a new window has none yet."""
        with contextlib.suppress(PlaywrightError):
            page = route.request.frame.page
            return page if page in self._refused else None
        return None

    async def _fetch(self, route: Route, page: Page) -> None:
        """Ask for a document in the browser's place, to see where it redirects to."""
        try:
            said = await route.fetch(max_redirects=0, timeout=_TIMEOUT)
        except PlaywrightError:
            await route.abort("failed")
            return
        target = urljoin(route.request.url, said.headers.get("location", "")) if 300 <= said.status < 400 else ""
        if target and self._acts("GET", target):
            self._refuse(page if route.request.frame == page.main_frame else None, target)
            await route.abort("aborted")
        else:
            await route.fulfill(response=said)

    def _acts(self, method: str, url: str) -> bool:
        return method != "GET" or self._would(Link(text="", href=url))

    def _refuse(self, page: Page | None, url: str) -> None:
        """Note what a page wanted to lead to; None: what only a frame in it did."""
        if page:
            self._refused[page] = self._refused.get(page) or url

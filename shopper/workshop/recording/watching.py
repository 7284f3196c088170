"""Watches a person shop: the events of a browser context become acts, in memory and nowhere else.

What a page's own script cannot tell is told by the browser: new tabs, files that come, what was sent, and pages that were
opened by their address. Frames are not followed: what is done in them is said to be missing.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from importlib.resources import files
from typing import Any, get_args

from playwright.async_api import BrowserContext, Download, Page, Request
from playwright.async_api import Error as PlaywrightError

from shopper.journey.values import Role
from shopper.workshop.recording.acts import AnyAct, Fetched, InFrame, Lost, Seen, Sent, TabClosed, TabOpened, WentTo, from_page
from shopper.workshop.recording.console_api import expose_console_api, expose_to_our_script

_SAFE = ("GET", "HEAD", "OPTIONS")  # RFC 9110, 9.2.1
REACTION = 3.0
"""Seconds after an act within which what is sent or opened came of it."""


class Watch:
    """What happens in a browser context from now on. `acts` grows; `left` is set when the last tab was closed."""

    def __init__(self, context: BrowserContext) -> None:
        self.acts: list[AnyAct] = []
        self.left = asyncio.Event()
        self._context = context
        self._tabs: list[Page] = []
        self._asking: set[asyncio.Task[None]] = set()
        self._is_open = False
        self._touched = 0.0

    async def begin(self) -> None:
        """Watch all pages of the context. Raises UsageError where this Playwright cannot do so."""
        context = self._context
        await expose_console_api(context)
        tell = await expose_to_our_script(context, self._told)
        script = files(__package__).joinpath("listen.js").read_text("utf-8")
        script = script.replace("ROLES_OF_JOURNEYS", json.dumps(get_args(Role))).replace("OUR_BINDING", tell)
        await context.add_init_script(script)
        context.on("page", self._on_tab)
        context.on("request", self._on_request)

    async def open(self, url: str) -> Page:
        """The first tab, at this address. Raises Playwright's Error if it cannot be opened."""
        page = await self._context.new_page()
        await page.goto(url, wait_until="domcontentloaded")
        self._is_open = True
        self.acts.insert(0, WentTo(at=url))
        return page

    async def end(self) -> list[AnyAct]:
        """Everything that was seen, with a last look at the pages that are still open."""
        for page in self._tabs:
            with contextlib.suppress(PlaywrightError):  # closed, or on its way to another page
                await page.evaluate("window.shopperSurveys && window.shopperSurveys()")
        await asyncio.gather(*self._asking, return_exceptions=True)
        return self.acts

    def _told(self, source: dict[str, Any], sent: str) -> None:
        page, frame = source["page"], source["frame"]
        if page not in self._tabs:
            return
        tab = self._tabs.index(page)
        try:
            told = json.loads(sent)
            if frame != page.main_frame:
                if isinstance(told, dict) and told.get("kind") != "seen":
                    self.acts.append(InFrame(at=frame.url[:4000], tab=tab))
                return
            act = from_page(told, tab)
        except ValueError:  # pydantic's, too; its words would quote what was typed
            self.acts.append(Lost(tab=tab))
            return
        self._touched = self._touched if isinstance(act, Seen) else time.monotonic()
        self.acts.append(act)

    def _on_tab(self, page: Page) -> None:
        self._tabs.append(page)
        tab = len(self._tabs) - 1
        if tab:
            self.acts.append(TabOpened(tab=tab))
        page.on("close", lambda _: self._on_close(tab))
        page.on("download", lambda download: self._on_download(download, tab))

    def _on_close(self, tab: int) -> None:
        self.acts.append(TabClosed(tab=tab))
        if all(page.is_closed() for page in self._tabs):
            self.left.set()

    def _on_download(self, download: Download, tab: int) -> None:
        self.acts.append(Fetched(tab=tab, file=download.suggested_filename[:300]))

    def _on_request(self, request: Request) -> None:
        with contextlib.suppress(PlaywrightError):  # of a page that is gone already, or of a service worker
            page = request.frame.page
            if page not in self._tabs:
                return
            tab, opens = self._tabs.index(page), request.is_navigation_request() and request.frame == page.main_frame
            if request.method not in _SAFE and request.resource_type != "ping" and self._just_touched():
                self.acts.append(Sent(at=request.url[:4000], tab=tab))
            elif self._is_open and opens and not request.redirected_from:
                self._ask(request, tab)

    def _just_touched(self) -> bool:
        return time.monotonic() - self._touched < REACTION

    def _ask(self, request: Request, tab: int) -> None:
        """Keep a navigation's place among the acts until it is known that something on a page led to it."""
        went = WentTo(at=request.url[:4000], tab=tab)
        self.acts.append(went)
        touched = self._just_touched()

        async def ask() -> None:
            if not await _is_by_hand(request, touched):
                self.acts[:] = [act for act in self.acts if act is not went]

        task = asyncio.create_task(ask())
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)


async def _is_by_hand(request: Request, touched: bool) -> bool:
    """Whether an address was typed or taken from the bookmarks. Browsers say so where the connection is secure (Fetch Metadata,
    W3C); elsewhere it is taken for typed if no page is named as its origin and nothing was touched just before."""
    try:
        headers = await request.all_headers()
    except PlaywrightError:  # its page is gone
        return False
    if site := headers.get("sec-fetch-site"):
        return site == "none"
    return "referer" not in headers and not touched

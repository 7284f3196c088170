"""One window of an exploration: opens an address, and says what came of it."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Literal

from playwright.async_api import ConsoleMessage, Page, Request, Response
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from shopper.egress import EgressGate
from shopper.model import PageView
from shopper.visit.browser import close_page
from shopper.visit.capture import picture, read_page
from shopper.visit.exploring.guard import Guard

PATIENCE = 10.0
"""Seconds (real time) that a page may take to answer."""
SETTLES_WITHIN = 4.0
"""Seconds that its pictures and scripts may take after that."""
SCRIPTS_WITHIN = 1.5
"""Seconds that a page which shows next to nothing is given to be filled by its scripts."""
NEXT_TO_NOTHING = 20
"""Words."""
MOST_NOTICES = 50


@dataclass(frozen=True)
class Sight:
    """What opening an address showed."""

    outcome: Literal["opened", "refused", "unreachable", "not_opened"]
    reason: str = ""
    page: PageView | None = None
    picture: bytes | None = None
    console: tuple[str, ...] = ()
    failed_requests: tuple[str, ...] = ()


class Window:
    """A page of the customer's browser that looks at one address after the other."""

    def __init__(self, page: Page, gate: EgressGate, guard: Guard) -> None:
        self._page, self._gate, self._guard = page, gate, guard
        self._fresh("")
        page.on("request", self._on_request)
        page.on("response", self._on_response)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self._keep(self._console, f"uncaught: {error}"))
        page.on("requestfailed", self._on_failed)
        page.on("popup", lambda popup: asyncio.ensure_future(close_page(popup)))

    def _fresh(self, url: str) -> None:
        self._status: int | None = None
        self._headers: dict[str, str] = {}
        self._asked = url
        self._console: list[str] = []
        self._failed: list[str] = []

    async def look_at(self, url: str) -> Sight:
        """Open an address and read it, unless it leads on to one that acts."""
        self._fresh(url)
        self._guard.forget(self._page)
        sight = await self._open(url)
        if acting := self._guard.refused(self._page):
            return Sight("refused", f"it leads to an address that acts: {acting}")
        return sight

    async def _open(self, url: str) -> Sight:
        try:
            await self._page.goto(url, wait_until="domcontentloaded", timeout=PATIENCE * 1000)
        except PlaywrightTimeout:
            if self._status is None:
                return Sight("unreachable", f"no answer within {PATIENCE:.0f} s")
        except PlaywrightError as error:
            if "Download is starting" in error.message:
                return Sight("not_opened", "a file to download")
            if not self._gate.allows(self._asked):
                return Sight("refused", f"it leads to {self._asked}, which is not one of the shop's hosts")
            if "interrupted by another navigation" not in error.message:
                return Sight("unreachable", error.message.splitlines()[0].removeprefix("Page.goto: "))
        return await self.read()

    async def read(self) -> Sight:
        """What stands there now."""
        await self._settle()
        view = await read_page(self._page, self._status, self._headers)
        if view and len(view.text.split()) < NEXT_TO_NOTHING and (self._status or 200) < 400:
            with contextlib.suppress(PlaywrightError):
                await self._page.wait_for_load_state("networkidle", timeout=SCRIPTS_WITHIN * 1000)
            view = await read_page(self._page, self._status, self._headers)
        return Sight("opened", "", view, await picture(self._page), tuple(self._console), tuple(self._failed))

    async def close(self) -> None:
        await close_page(self._page)

    async def _settle(self) -> None:
        with contextlib.suppress(PlaywrightError):  # a page that never finishes loading is still a page
            await self._page.wait_for_load_state("load", timeout=SETTLES_WITHIN * 1000)

    def _on_request(self, request: Request) -> None:
        with contextlib.suppress(PlaywrightError):
            if request.is_navigation_request() and request.frame == self._page.main_frame:
                self._asked = request.url

    def _on_response(self, response: Response) -> None:
        request = response.request
        with contextlib.suppress(PlaywrightError):
            if request.is_navigation_request() and request.frame == self._page.main_frame:
                if not 300 <= response.status < 400:
                    self._status, self._headers = response.status, response.headers
            elif response.status >= 400:
                self._keep(self._failed, f"{response.status} {request.method} {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._keep(self._console, message.text)

    def _on_failed(self, request: Request) -> None:
        if request.failure not in ("net::ERR_ABORTED", "NS_BINDING_ABORTED"):  # left behind by a navigation
            self._keep(self._failed, f"{request.failure} {request.method} {request.url}")

    @staticmethod
    def _keep(notices: list[str], text: str) -> None:
        if len(notices) < MOST_NOTICES:
            notices.append(text[:500])

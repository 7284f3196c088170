"""Browsers: found on this machine, started once per run, one fresh context per leg.

Order of search for Chromium: what `SHOPPER_CHROMIUM` names; the browser Playwright downloaded; where nobody looks, Debian's
`chromium-headless-shell` (half the work: the whole browser draws its windows even then); the system's Chromium, Chrome or Edge.
Firefox: Playwright's, else the system's stock Firefox by its remote protocol.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.async_api import (
    APIRequestContext,
    Browser,
    BrowserContext,
    HttpCredentials,
    Page,
    Playwright,
    async_playwright,
)
from playwright.async_api import Error as PlaywrightError

from shopper import __version__
from shopper.errors import Unreachable
from shopper.reading.zones import zone_of

if TYPE_CHECKING:
    from shopper.model import Plan

SYSTEM = {
    "chromium": (
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "firefox": ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"),
    "webkit": (),
}  # fmt: skip
HEADLESS = {"chromium": ("chromium-headless-shell",), "firefox": (), "webkit": ()}
REMEDY = {
    "chromium": "Install one: `.venv/bin/playwright install chromium`, or on Debian `apt install chromium`; "
    "or name one: SHOPPER_CHROMIUM=/path/to/chrome.",
    "firefox": "Install one: `apt install firefox-esr`; or name one: SHOPPER_FIREFOX=/path/to/firefox.",
    "webkit": "WebKit comes with Playwright only: `.venv/bin/playwright install webkit`.",
}
_CLOSES_WITHIN = 2.0  # seconds (real time) that a page takes at most to go, told once
NOWHERE = "http://127.0.0.1:9"
VIEWPORTS = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 375, "height": 812}}
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-quic",
    "--disable-sync",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # older names and newer: WebRTC would go past the gate
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--no-first-run",
)  # fmt: skip


def find(kind: str, downloaded: str = "", *, headless: bool = False) -> str:
    """Path of a browser of this kind; `headless`: one that can show no window will do. Raises Unreachable with the remedy if
    there is none."""
    named = os.environ.get(f"SHOPPER_{kind.upper()}")
    if named and not Path(named).is_file():
        raise Unreachable(f"SHOPPER_{kind.upper()} names {named}, which is no file", remedy=REMEDY[kind])
    names = (*HEADLESS[kind], *SYSTEM[kind]) if headless else SYSTEM[kind]
    paths = (named, downloaded, *(shutil.which(name) for name in names))
    for path in paths:
        if path and Path(path).is_file():
            return path
    raise Unreachable(f"no {kind.capitalize()} was found on this machine", remedy=REMEDY[kind])


def locate(kind: str) -> str | None:
    """Path of the browser that would be taken where nobody looks, or None. Starts Playwright's driver, but no browser."""

    async def ask() -> str | None:
        async with async_playwright() as playwright:
            with contextlib.suppress(Unreachable):
                return find(kind, getattr(playwright, kind).executable_path, headless=True)
        return None

    return asyncio.run(ask())


def user_agent(kind: str, device: str, version: str) -> str | None:
    """An ordinary browser's name with ours behind it: the shop can tell who comes. None leaves the browser's own."""
    major = version.partition(".")[0]
    ours = f"MysteryShopper/{__version__}"
    if kind == "chromium":
        system, mobile = ("Linux; Android 14; Pixel 8", " Mobile") if device == "phone" else ("X11; Linux x86_64", "")
        return (
            f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0{mobile} Safari/537.36 {ours}"
        )
    if kind == "firefox":
        system = "Android 14; Mobile" if device == "phone" else "X11; Linux x86_64"
        build = f"{major}.0" if device == "phone" else "20100101"
        return f"Mozilla/5.0 ({system}; rv:{major}.0) Gecko/{build} Firefox/{major}.0 {ours}"
    return None


async def open_page(context: BrowserContext) -> Page:
    """A page of this context. Stock Firefox fails at it now and then while it opens others: it is asked again."""
    for pause in (0.2, 1.0):
        try:
            return await context.new_page()
        except PlaywrightError as error:
            if "browsingContext.create" not in error.message:
                raise
        await asyncio.sleep(pause)
    return await context.new_page()


async def close_page(page: Page) -> None:
    """Close a page; one that has gone, or hangs, is no error. Chromium can lose the order while a navigation commits, and
    Playwright would wait for ever (crbug.com/536385539): the order is given again. A page that stays goes with its context."""
    closing = asyncio.ensure_future(page.close())
    try:
        for _ in range(3):
            await asyncio.wait({closing}, timeout=_CLOSES_WITHIN)
            if closing.done():
                break
            with contextlib.suppress(PlaywrightError, TimeoutError):  # other browsers have no such session, nor the fault
                async with asyncio.timeout(_CLOSES_WITHIN):
                    await (await page.context.new_cdp_session(page)).send("Page.close")
    finally:
        closing.cancel()
        await asyncio.gather(closing, return_exceptions=True)


def _for_origin(shop: str, credentials: str) -> HttpCredentials:
    """Credentials (`user:password`) for the shop's own origin alone, wherever a page leads."""
    user, _, password = credentials.partition(":")
    url = urlsplit(shop)
    return {"username": user, "password": password, "origin": f"{url.scheme}://{url.netloc}"}


class Browsers:
    """Starts each kind of browser when it is first needed, and ends them all."""

    def __init__(self, *, headed: bool = False, slow: float = 0.0) -> None:
        self._headed, self._slow, self._own_tls = headed, slow, False
        self.sandboxed = sys.platform != "linux" or os.geteuid() != 0
        """Whether Chromium runs in its own sandbox: as root it cannot."""
        self._playwright: asyncio.Task[Playwright] | None = None
        self._running: dict[str, asyncio.Task[Browser]] = {}

    def trust_practice_shop(self) -> None:
        """Accept the practice shop's own certificate in contexts opened from now on. Never said where real shops are."""
        self._own_tls = True

    def prepare(self) -> None:
        """Start Playwright's driver in the background."""
        if self._playwright is None:
            self._playwright = asyncio.create_task(async_playwright().start())

    def start(self, kind: str) -> None:
        """Start a browser in the background; `get` says what became of it."""
        self._running.setdefault(kind, asyncio.create_task(self._launch(kind)))

    async def __aenter__(self) -> Browsers:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        running, self._running = self._running, {}
        for task in running.values():
            with contextlib.suppress(Exception, asyncio.CancelledError):  # ending must not fail: it may have died before
                await (await task).close()
        driver, self._playwright = self._playwright, None
        if driver:
            with contextlib.suppress(Exception, asyncio.CancelledError):
                await (await driver).stop()

    async def get(self, kind: str) -> Browser:
        """The running browser of this kind, started (again) if need be."""
        task = self._running.get(kind)
        if task is None or (task.done() and (task.cancelled() or task.exception() or not task.result().is_connected())):
            task = self._running[kind] = asyncio.create_task(self._launch(kind))
        return await asyncio.shield(task)

    async def _launch(self, kind: str) -> Browser:
        self.prepare()
        assert self._playwright
        engine = getattr(await self._playwright, kind)
        path = find(kind, engine.executable_path, headless=not self._headed)
        options: dict[str, Any] = {"headless": not self._headed, "slow_mo": self._slow * 1000, "executable_path": path}
        options |= {"handle_sigint": False, "handle_sigterm": False, "handle_sighup": False}  # we end it ourselves
        if kind == "chromium":
            options["args"] = [*QUIET]
            options["proxy"] = {"server": NOWHERE}  # for what the browser calls on its own; contexts have their gate
            options["chromium_sandbox"] = self.sandboxed
        elif kind == "firefox":
            options["firefox_user_prefs"] = {
                "network.proxy.allow_hijacking_localhost": True,
                "media.peerconnection.enabled": False,  # WebRTC would go past the egress gate
                "network.http.speculative-parallel-limit": 0,  # so would connections opened on suspicion: preconnect, hovering
                "network.dns.disablePrefetch": True,
                "network.prefetch-next": False,
                "network.proxy.failover_direct": False,
                "network.proxy.type": 1,  # for what the browser calls on its own; contexts have their gate
                "network.proxy.http": "127.0.0.1",
                "network.proxy.http_port": 9,
                "network.proxy.ssl": "127.0.0.1",
                "network.proxy.ssl_port": 9,
            }
            if path != engine.executable_path:
                options["channel"] = "moz-firefox"
        try:
            return await engine.launch(**options)  # type: ignore[no-any-return]
        except PlaywrightError as error:
            if options.get("chromium_sandbox") and "sandbox" in error.message.lower():
                self.sandboxed = False  # containers and some systems allow none; the report says so
                return await self._launch(kind)
            first = error.message.strip().splitlines()[0]
            raise Unreachable(f"{path} did not start: {first}", remedy=REMEDY[kind]) from error

    async def requests(self, proxy: str, shop: str, credentials: str = "", **more: Any) -> APIRequestContext:
        """A way to ask for addresses without a browser, through the egress gate, under an ordinary browser's name. The
        credentials (`user:password`) are for the origin of `shop` alone."""
        self.prepare()
        assert self._playwright
        kind = next(iter(self._running), "chromium")
        options: dict[str, Any] = {
            "proxy": {"server": proxy},
            "ignore_https_errors": self._own_tls,
            "user_agent": user_agent(kind, "desktop", (await self.get(kind)).version),
        }
        if credentials:
            options["http_credentials"] = _for_origin(shop, credentials)
        return await (await self._playwright).request.new_context(**options | more)

    async def context(
        self, plan: Plan, proxy: str, *, login: Path | None = None, credentials: str = "", **more: Any
    ) -> BrowserContext:
        """A fresh context for a leg: the customer's locale, zone and device, everything through the egress gate."""
        browser = await self.get(plan.browser)
        options: dict[str, Any] = {
            "locale": plan.locale,
            "timezone_id": zone_of(plan),
            "viewport": VIEWPORTS[plan.device],
            "proxy": {"server": proxy},
            "user_agent": user_agent(plan.browser, plan.device, browser.version),
            "ignore_https_errors": self._own_tls,
        }
        if plan.device == "phone":
            options |= {"has_touch": True} | ({"is_mobile": True} if plan.browser != "firefox" else {})
        if credentials:
            options["http_credentials"] = _for_origin(plan.shop.url, credentials)
        if login and login.is_file():
            options["storage_state"] = str(login)
        return await browser.new_context(**options | more)

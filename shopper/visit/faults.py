"""Faults: what a customer sees while a part of the shop, or her own line, is down.

One fault at a time is on in a browser context. Nothing of it reaches the shop or anybody else: the browser's own requests are
answered, held up or refused before they leave. What a service worker or a WebSocket asks for by itself is not touched.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urljoin, urlsplit

from playwright.async_api import APIResponse, BrowserContext, CDPSession, Page, Request, Route
from playwright.async_api import Error as PlaywrightError

from shopper.egress import host_matches
from shopper.errors import StepFailed
from shopper.journey.mistakes import did_you_mean, one_of, say
from shopper.journey.schema import BUILT_IN_FAULTS
from shopper.model import FaultRule, Plan

OFFLINE, SLOW_3G, NO_THIRD_PARTIES = BUILT_IN_FAULTS
NONE = "none"
SLOW: Mapping[str, bool | int] = {
    "offline": False, "latency": 2000, "downloadThroughput": 50_000, "uploadThroughput": 50_000,
}  # fmt: skip
"""Milliseconds and bytes a second: what the developer tools of Chromium call 3G, and called Slow 3G before."""

_ALL = re.compile("^https?:")

Fits = Callable[[str], bool]
Strikes = Sequence[tuple[Fits, FaultRule]]


class Faults:
    """The fault of one browser context, `on` by name; empty: none."""

    def __init__(self, plan: Plan, context: BrowserContext, switched: Callable[[str], None]) -> None:
        """`switched` is told each change that a step makes."""
        self._plan, self._context, self._switched = plan, context, switched
        self._lines: list[CDPSession] = []
        self._struck = False
        self.on = ""

    async def switch(self, name: str) -> None:
        """From now on this fault, or `none`. Raises StepFailed for one that nobody knows, or that this browser cannot do."""
        await self.put_on("" if name == NONE else name)
        self._switched(self.on)

    async def put_on(self, name: str) -> None:
        """As `switch`, without a word to anybody: for a context that is opened while the fault is on."""
        strikes = strikes_of(name, self._plan)
        if name == SLOW_3G and self._plan.browser != "chromium":
            raise StepFailed(f"`{SLOW_3G}` works in Chromium only", remedy="Leave it out of this browser's visits.")
        await self._lift()
        self.on = name
        if name == OFFLINE:
            await self._context.set_offline(True)
        elif name == SLOW_3G:
            self._context.on("page", self._slow_down)
            await asyncio.gather(*(self._slow_down(page) for page in self._context.pages))
        elif strikes:
            await self._context.route(_ALL, lambda route: self._meet(route, strikes))

    def expect_navigation(self) -> None:
        """The customer is about to open a page: `explains_silence` is about this one."""
        self._struck = False

    def explains_silence(self) -> bool:
        """Whether it is the fault's doing, and not the shop's, that a page gave no answer."""
        return self._struck or self.on in (OFFLINE, SLOW_3G)

    async def _lift(self) -> None:
        if self.on == OFFLINE:
            await self._context.set_offline(False)
        elif self.on == SLOW_3G:
            self._context.remove_listener("page", self._slow_down)
            for line in self._lines:
                with contextlib.suppress(PlaywrightError):  # its page was closed
                    await line.detach()
            self._lines.clear()
        elif self.on:
            await self._context.unroute(_ALL)
        self.on = ""

    async def _slow_down(self, page: Page) -> None:
        with contextlib.suppress(PlaywrightError):  # a page that is gone again
            line = await self._context.new_cdp_session(page)
            self._lines.append(line)
            await line.send("Network.enable")
            await line.send("Network.emulateNetworkConditions", dict(SLOW))

    def _is_known_whole(self, request: Request) -> bool:
        """Whether it can be asked in the browser's place: Firefox does not tell what a form sends, nor Chromium a file."""
        if request.method in ("GET", "HEAD") or request.post_data_buffer:
            return True
        return self._plan.browser == "chromium" and "multipart" not in request.headers.get("content-type", "")

    async def _meet(self, route: Route, strikes: Strikes) -> None:
        """One request of the browser. Where a page redirects to is looked at as well: gateways are often reached that way,
        and the browser does not ask again about the address it is sent to."""
        request, answer = route.request, None
        with contextlib.suppress(PlaywrightError):  # the page has left meanwhile
            rule = _rule_for(request.url, strikes)
            if rule is None and request.is_navigation_request() and self._is_known_whole(request):
                answer = await _asked(route)
                target = answer.headers.get("location") if answer and 300 <= answer.status < 400 else None
                rule = _rule_for(urljoin(request.url, target), strikes) if target else None
            if rule:
                self._struck = self._struck or request.is_navigation_request()
                await _befall(route, rule, answer)
            elif answer:
                await route.fulfill(response=answer)
            else:
                await route.continue_()


def strikes_of(name: str, plan: Plan) -> Strikes:
    """What a fault does at this shop, by address. Raises StepFailed for a fault that nobody knows."""
    own = {**plan.shop.faults, **plan.faults}
    if name == NO_THIRD_PARTIES:
        own_hosts = "*." + (urlsplit(plan.shop.url).hostname or "").removeprefix("www.")
        return [(lambda address: not host_matches(own_hosts, _host(address)), FaultRule(unreachable=True))]
    if name and name not in (*BUILT_IN_FAULTS, *own):
        known = (*own, *BUILT_IN_FAULTS, NONE)
        raise StepFailed(f"there is no fault `{name}`", remedy=say(did_you_mean(name, known), f"Faults: {one_of(known)}"))
    return [(_fits(rule), rule) for rule in own.get(name, ())]


def _fits(rule: FaultRule) -> Fits:
    """Whether a rule is about an address, in time linear to it, whatever the pattern."""
    if not rule.url:
        return lambda address: host_matches(rule.host, _host(address))
    import re2  # only where a fault has a pattern

    parts = re.split(r"(\*+)", rule.url)
    pattern = re2.compile("".join(_WILD.get(part[:2], "") if part[:1] == "*" else re2.escape(part) for part in parts))
    return lambda address: pattern.fullmatch(address) is not None


_WILD = {"*": "[^/]*", "**": ".*"}


def _host(address: str) -> str:
    """The host of an address; empty if it has none."""
    with contextlib.suppress(ValueError):
        return urlsplit(address).hostname or ""
    return ""


def _rule_for(url: str, strikes: Strikes) -> FaultRule | None:
    """The first rule that an address falls under."""
    return next((rule for fits, rule in strikes if fits(url)), None)


async def _asked(route: Route) -> APIResponse | None:
    """What the shop answers, before the browser sees it; None where it gave no answer, and nothing was set going."""
    try:
        return await route.fetch(max_redirects=0)
    except PlaywrightError:
        if route.request.method not in ("GET", "HEAD"):
            await route.abort()  # it may have arrived: it is never sent a second time
            raise
        return None


async def _befall(route: Route, rule: FaultRule, answer: APIResponse | None) -> None:
    await asyncio.sleep(rule.delay.total_seconds())  # in real time: it is the browser that waits
    if rule.unreachable:
        await route.abort("connectionrefused")
    elif rule.answer:
        kind = "application/json" if rule.body.lstrip()[:1] in ("{", "[") else "text/html"
        await route.fulfill(status=rule.answer, body=rule.body, content_type=f"{kind}; charset=utf-8")
    elif answer:
        await route.fulfill(response=answer)
    else:
        await route.continue_()

"""Pages measured: how fast and how heavy they are, and what keeps people out of them.

A page of the shop's own that anybody can open is opened anew, in an empty browser, once for all visits of a run. What belongs
to one customer (her cart, her checkout, her order) is measured where she stands.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit, urlunsplit

from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as PlaywrightError

from shopper.egress import EgressGate
from shopper.errors import StepFailed
from shopper.model import Link, PageProbe, PageView, Plan
from shopper.reading.links import acts, host_of, is_checkout, is_for_her_alone, place_of
from shopper.visit.axe import Accessibility, ask_axe
from shopper.visit.browser import open_page
from shopper.visit.capture import read_page
from shopper.visit.consent import Consent
from shopper.visit.desks import Fresh
from shopper.visit.finding import find, in_language
from shopper.visit.page_logos import PageLogos
from shopper.visit.page_speed import Weight, speed_of

MOST_PAGES = 40
"""Pages that are measured in a run for one locale, device and browser."""
WITHIN = 20.0
"""Seconds that measuring a page may take."""
PATIENCE = 120.0
"""Seconds that a visit waits at its end for measurements that are still out."""
NARROW = {"width": 375, "height": 812}
"""px: a phone's screen."""
_CLOSES_WITHIN = 5.0
_SLOW, _BLOCKED, _SHIFTED = 2500, 200, 0.1
"""Above these (web.dev/articles/vitals) a page is measured once more: this machine may have been busy with something else."""
_NOISE = re.compile(r"utm_\w+|mc_[ce]id|gclid|fbclid|msclkid|srsltid")
_HERS = re.compile(
    r"/(?:cart|basket|bag|account|my-account|orders?|gio-hang|tai-khoan|don-hang|warenkorb|konto|mein-konto"
    r"|bestellung(?:en)?|panier|compte|mon-compte|commandes?|carrito|cesta|cuenta|mi-cuenta|pedidos?)(?:$|[/.])"
)

_Key = tuple[str, ...]


class PageProber:
    """Measures pages of one shop, each once for every kind of visitor (locale, device, browser) of a run.

    `fresh` opens an empty browser context for a plan; `logos` looks at logos; `at_once`: how many pages may be opened at the
    same time.
    """

    def __init__(self, fresh: Fresh, gate: EgressGate, logos: PageLogos, at_once: int = 2) -> None:
        self._fresh, self._gate, self.logos = fresh, gate, logos
        self._slots = asyncio.Semaphore(max(1, min(2, at_once)))
        self._measured: dict[_Key, asyncio.Future[PageProbe]] = {}

    def begin(self, page: PageView, plan: Plan) -> _Key | None:
        """Begin to measure a page anew in the background, if nobody has; None for one that is not opened anew."""
        if not self._is_fit(page, plan) or is_hers(page.url):
            return None
        url = address_of(page.url)
        key = (url, *_kind(plan))
        if key not in self._measured:
            if not self._has_room(key):
                return None
            self._measured[key] = asyncio.ensure_future(self._anew(url, plan))
        return key

    async def measured(self, key: _Key) -> PageProbe:
        """What came of it."""
        return await asyncio.shield(self._measured[key])

    def is_done(self, key: _Key) -> bool:
        return self._measured[key].done()

    async def here(self, tab: Page, page: PageView, plan: Plan) -> _Key | None:
        """Measure a page that belongs to the customer in her own browser, if nobody has measured one of its kind; None for
        one that is opened anew instead."""
        if not self._is_fit(page, plan) or not is_hers(page.url):
            return None
        key = (place_of(page.url), *_kind(plan))
        if key not in self._measured:
            if not self._has_room(key):
                return None
            self._measured[key] = asyncio.get_running_loop().create_future()
            self._measured[key].set_result(await _as_it_stands(tab, page, plan))
        return key

    async def close(self) -> None:
        for task in self._measured.values():
            task.cancel()
        await asyncio.gather(*self._measured.values(), return_exceptions=True)
        await self.logos.close()

    def _is_fit(self, page: PageView, plan: Plan) -> bool:
        """Whether it is a page of the shop's own that worked."""
        own = host_of(page.url) == host_of(plan.shop.url) and self._gate.allows(page.url)
        return own and not page.challenged and page.status is not None and page.status < 400

    def _has_room(self, key: _Key) -> bool:
        return sum(known[1:] == key[1:] for known in self._measured) < MOST_PAGES

    async def _anew(self, url: str, plan: Plan) -> PageProbe:
        async with self._slots:
            first = await self._opened(url, plan)
            return _better(first, await self._opened(url, plan)) if _is_slow(first) else first

    async def _opened(self, url: str, plan: Plan) -> PageProbe:
        context: BrowserContext | None = None
        try:
            async with asyncio.timeout(WITHIN):
                context = await self._fresh(plan, service_workers="block")
                return await _opened_in(context, url, plan)
        except TimeoutError:
            return PageProbe(url=url, device=plan.device, problem=f"it could not be measured within {WITHIN:.0f} s")
        except (PlaywrightError, ValueError) as error:
            return PageProbe(url=url, device=plan.device, problem=f"it could not be measured: {_first_line(error)}")
        finally:
            if context:
                with contextlib.suppress(PlaywrightError, TimeoutError):
                    async with asyncio.timeout(_CLOSES_WITHIN):
                        await context.close()


class PageProbes:
    """The pages that one visit saw, to be measured. Without a prober nothing is."""

    def __init__(self, plan: Plan, prober: PageProber | None = None) -> None:
        self._plan, self._prober = plan, prober
        self._seen: dict[_Key, str] = {}
        self._told: set[_Key] = set()

    def see(self, source: str, page: PageView) -> None:
        """Begin to measure a page that this visit saw; `source`: `step:3` or `page:p12`."""
        if self._prober and (key := self._prober.begin(page, self._plan)):
            self._seen.setdefault(key, source)

    async def with_logos(self, page: PageView) -> PageView:
        """The page with what its logos look like."""
        return await self._prober.logos.look(page, self._plan.shop) if self._prober else page

    async def probe_here(self, tab: Page, source: str, page: PageView) -> None:
        """Measure a page that belongs to this customer where she stands; nothing for any other."""
        if self._prober and (key := await self._prober.here(tab, page, self._plan)):
            self._seen.setdefault(key, source)

    async def answers(self, *, wait: bool) -> list[PageProbe]:
        """What was measured and not told yet; with `wait`, also what is still being measured."""
        if not self._prober:
            return []
        new = {key: source for key, source in self._seen.items() if key not in self._told}
        if wait and new:
            await asyncio.wait([asyncio.ensure_future(self._prober.measured(key)) for key in new], timeout=PATIENCE)
        done = {key: source for key, source in new.items() if self._prober.is_done(key)}
        self._told.update(done)
        return [(await self._prober.measured(key)).model_copy(update={"found_on": source}) for key, source in done.items()]


def address_of(url: str) -> str:
    """The address of a page without its fragment and what campaigns add to it."""
    parts = urlsplit(urldefrag(url).url)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _NOISE.fullmatch(name)]
    return urlunsplit(parts._replace(query=urlencode(query)))


def is_hers(url: str) -> bool:
    """Whether a page shows what belongs to one customer, or would do something when it is opened once more."""
    path = urlsplit(url).path.lower()
    return is_checkout(url) or is_for_her_alone(url) or bool(_HERS.search(path)) or acts(Link(text="", href=url))


def _kind(plan: Plan) -> tuple[str, str, str]:
    return plan.locale, plan.device, plan.browser


async def _opened_in(context: BrowserContext, url: str, plan: Plan) -> PageProbe:
    tab = await open_page(context)
    weight = await Weight.of(tab)
    response = await tab.goto(url, wait_until="load", timeout=WITHIN * 1000)
    status = response.status if response else None
    known: dict[str, Any] = {"url": url, "device": plan.device, "status": status}
    if place_of(tab.url) != place_of(url):
        return PageProbe(**known, problem=f"it leads to {tab.url} when it is opened anew")
    if status is None or status >= 400:
        return PageProbe(**known, problem=f"it answers {status} when it is opened anew")
    speed = await speed_of(tab)
    known |= speed._asdict() | weight.said()
    with contextlib.suppress(StepFailed):  # the shop's file has no words for this language: the banner stays
        say = partial(in_language, plan.language)
        await Consent(plan.shop.consent, lambda wanted: find(tab, wanted, say)).answer(tab)
    known |= await _accessibility(tab)
    if plan.device == "desktop":
        await tab.set_viewport_size(NARROW)  # type: ignore[arg-type]
    narrow = await read_page(tab, status)
    return PageProbe(**known, page_width=narrow.page_width if narrow else 0, widest=narrow.widest if narrow else "")


async def _as_it_stands(tab: Page, page: PageView, plan: Plan) -> PageProbe:
    known: dict[str, Any] = {"url": page.url, "device": plan.device, "anew": False, "status": page.status}
    try:
        async with asyncio.timeout(WITHIN):
            return PageProbe(**known, **(await speed_of(tab))._asdict(), **await _accessibility(tab))
    except TimeoutError:
        return PageProbe(**known, problem=f"it could not be measured within {WITHIN:.0f} s")
    except (PlaywrightError, ValueError) as error:
        return PageProbe(**known, problem=f"it could not be measured: {_first_line(error)}")


async def _accessibility(tab: Page) -> dict[str, Any]:
    """`barriers` and `unsure`; a `problem` where axe cannot run: a page may stand in its way."""
    try:
        found: Accessibility = await ask_axe(tab)
    except (PlaywrightError, ValueError, TypeError, KeyError) as error:
        return {"problem": f"axe could not run: {_first_line(error)}"}
    return found._asdict()


def _is_slow(probe: PageProbe) -> bool:
    return (probe.largest_paint or 0) > _SLOW or (probe.blocked or 0) > _BLOCKED or (probe.shift or 0) > _SHIFTED


def _better(one: PageProbe, other: PageProbe) -> PageProbe:
    """Of two measurements each lower time: what slowed only one of them was not the page."""
    if other.problem:
        return one
    times = ("largest_paint", "blocked", "shift", "answered")
    pairs = {name: [v for v in (getattr(one, name), getattr(other, name)) if v is not None] for name in times}
    return other.model_copy(update={name: min(values) if values else None for name, values in pairs.items()})


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:300] if str(error).strip() else type(error).__name__

"""How fast and how heavy a page is, by the browser's own measures."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from playwright.async_api import CDPSession, Page
from playwright.async_api import Error as PlaywrightError

HEAVIEST = 5
_MEASURE = """() => new Promise(done => {
  const QUIET = 250, AT_MOST = 2000;  // ms without anything new to measure
  const able = new Set(PerformanceObserver.supportedEntryTypes || []), began = performance.now();
  const said = {largest_paint: null, shift: able.has('layout-shift') ? 0 : null, blocked: able.has('longtask') ? 0 : null};
  let last = began, window_shift = 0, window_began = 0, window_last = 0;
  const notes = {
    'largest-contentful-paint': entry => { said.largest_paint = entry.startTime; },
    'layout-shift': entry => {  // the worst window: shifts less than 1 s apart, 5 s in all (web.dev/articles/cls)
      if (entry.hadRecentInput) return;
      const goes_on = entry.startTime - window_last < 1000 && entry.startTime - window_began < 5000;
      if (!goes_on) { window_shift = 0; window_began = entry.startTime; }
      window_shift += entry.value;
      window_last = entry.startTime;
      said.shift = Math.max(said.shift, window_shift);
    },
    longtask: entry => { said.blocked = Math.max(said.blocked, entry.duration); },
  };
  const observers = Object.keys(notes).filter(type => able.has(type)).map(type => {
    const observer = new PerformanceObserver(list => { list.getEntries().forEach(notes[type]); last = performance.now(); });
    observer.observe({type, buffered: true});
    return observer;
  });
  const look = () => {
    const now = performance.now();
    if (now - last < QUIET && now - began < AT_MOST) return setTimeout(look, 50);
    observers.forEach(observer => observer.disconnect());
    const [opened] = performance.getEntriesByType('navigation');
    said.answered = opened && opened.responseStart > 0 ? opened.responseStart - opened.startTime : null;
    done(JSON.stringify(said));
  };
  look();
})"""


class Speed(NamedTuple):
    """Milliseconds, and the shift without unit; None for what this browser cannot measure."""

    largest_paint: float | None
    shift: float | None
    blocked: float | None
    answered: float | None


async def speed_of(page: Page) -> Speed:
    """How fast a page that has loaded was. Waits until nothing new was painted for a quarter of a second, two at most."""
    said: dict[str, Any] = json.loads(await page.evaluate(_MEASURE))
    return Speed(**{name: _number(said.get(name)) for name in Speed._fields})


def _number(said: Any) -> float | None:
    return round(float(said), 3) if isinstance(said, int | float) and not isinstance(said, bool) else None


class Weight:
    """Counts what a page of Chromium fetches, in bytes over the wire with headers. In other browsers nothing is counted."""

    def __init__(self) -> None:
        self._session: CDPSession | None = None
        self._addresses: dict[str, str] = {}
        self._sizes: dict[str, float] = {}

    @classmethod
    async def of(cls, page: Page) -> Weight:
        """Counts from now on. To be called before the page is opened."""
        weight = cls()
        try:
            weight._session = session = await page.context.new_cdp_session(page)
            session.on("Network.requestWillBeSent", weight._asked)
            session.on("Network.loadingFinished", weight._came)
            await session.send("Network.enable")
        except PlaywrightError:  # not Chromium
            weight._session = None
        return weight

    def _asked(self, event: dict[str, Any]) -> None:
        if (led := event.get("redirectResponse")) and not event["request"]["url"].startswith("data:"):
            self._add(event["requestId"], led.get("encodedDataLength", 0))
        self._addresses[event["requestId"]] = event["request"]["url"]

    def _came(self, event: dict[str, Any]) -> None:
        self._add(event["requestId"], event.get("encodedDataLength", 0))

    def _add(self, request: str, size: float) -> None:
        self._sizes[request] = self._sizes.get(request, 0) + size

    def said(self) -> dict[str, Any]:
        """`size`, `requests` and `heaviest`, as a PageProbe has them; nothing where nothing could be counted."""
        if self._session is None:
            return {}
        fetched = {id: url for id, url in self._addresses.items() if not url.startswith(("data:", "blob:"))}
        largest = sorted((id for id in fetched if self._sizes.get(id)), key=lambda id: -self._sizes[id])[:HEAVIEST]
        return {
            "size": round(sum(self._sizes.get(id, 0) for id in fetched)),
            "requests": len(fetched),
            "heaviest": tuple(f"{fetched[id][:300]} ({_in_words(self._sizes[id])})" for id in largest),
        }


def _in_words(size: float) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"

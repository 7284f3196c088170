"""A first visit without a goal: walks through a shop by its links, politely and within bounds, and writes down what it finds.

Only pages are asked for, and only by links that show something: no form is sent but a search, nothing is bought, signed or put
into a cart, and what robots.txt closes stays closed. Each page is written down as soon as it was read.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from urllib.parse import urldefrag, urlsplit

from shopper.egress import EgressGate
from shopper.errors import StepFailed
from shopper.model import Exploration, ExploredPage, Link, PageView, Search
from shopper.reading.topics import is_help, is_unread, topic_of_link
from shopper.visit.capture import picture
from shopper.visit.exploring.addresses import (
    is_at_the_root,
    is_file,
    is_same_site,
    names_an_act,
    page_at,
    template_of,
    would_act,
)
from shopper.visit.exploring.consenting import refuse_cookies
from shopper.visit.exploring.errands import Errands
from shopper.visit.exploring.frontier import Found, Frontier, counted
from shopper.visit.exploring.guard import Guard
from shopper.visit.exploring.logbook import Bounds, Logbook
from shopper.visit.exploring.robots import AGENT, Listed, Robots
from shopper.visit.exploring.searching import NONSENSE, SearchForm, search_form, word_of_a_product
from shopper.visit.exploring.tongues import Tongues, offered, switched_to
from shopper.visit.exploring.window import Sight, Window
from shopper.visit.session import Session

AT_ONCE = 3
"""Pages that are open at a time."""
SEARCHES = 2
"""Pages that are kept back for them."""
LONGEST_PAUSE = 10.0
"""Seconds; a robots.txt that wants more between two pages gets this much."""
MEASURED, MEASURED_OF_A_KIND = 16, 2
"""Pages that are measured for speed and accessibility, and how many of one template: others are built alike."""
MOST_LEFT = 300
MOST_CHALLENGES = 2
TOO_MANY = 429
ANOTHER_SITE, A_FILE = "another site", "a file"


class Explorer:
    """One exploration of the shop that a customer is at, in her language."""

    def __init__(self, session: Session, gate: EgressGate, log: Logbook, bounds: Bounds) -> None:
        self._session, self._gate, self._log, self._bounds = session, gate, log, bounds
        self._plan = session.plan
        self._errands = Errands(session.context.request, gate)
        self._guard = Guard(session.context, self._would_act)
        self._frontier = Frontier(_helps)
        self._pages: list[ExploredPage] = []
        self._searches: list[Search] = []
        self._pause, self._next_at = bounds.pause, 0.0
        self._until = time.monotonic() + bounds.within
        self._stopped, self._challenges = "", 0
        self._measured: Counter[str] = Counter()
        self._robots = Robots()
        self._first_number = log.explored()

    async def explore(self) -> None:
        """Walk, search, and write down what was found. Raises StepFailed if the customer is at no page of the shop."""
        session = self._session
        if not is_same_site(session.page.url, self._plan.shop.url):
            problem = "nothing can be explored from here: no page of the shop is open"
            raise StepFailed(problem, remedy="Go there first: `goto: /`.")
        async with self._guard.on():
            await self._guard.watch(session.page)
            await self._look_around()

    async def _look_around(self) -> None:
        session = self._session
        await refuse_cookies(session.page)
        self._robots = await self._errands.robots(session.page.url)
        self._mind_the_delay()
        view = await self._enter()
        self._tongues = Tongues(self._plan.language, view.url if view else session.page.url)
        if view:
            self._tongues.learn(view, first=True)
        home = session.page.url
        listing = asyncio.ensure_future(self._errands.sitemap(home, self._robots.maps))
        front = asyncio.ensure_future(self._errands.insecure_front(home))
        try:
            if view:
                self._begin(view, await picture(session.page))
                form = await search_form(session.page)
                await self._walk()
                await self._search(form)
            self._write(await listing, await front)
        finally:
            listing.cancel()
            front.cancel()
            await asyncio.gather(listing, front, return_exceptions=True)

    # --- the beginning ---

    async def _enter(self) -> PageView | None:
        """The first page in the customer's language: the one she stands on, or the one that it switches to."""
        session = self._session
        view = await session.read()
        if view and not view.lang.lower().startswith(self._plan.language):
            target = offered(view).get(self._plan.language, "")
            if page_at(target) != page_at(view.url) and self._refusal(Link(text="", href=target)) == "" and target:
                await session.goto(target)
                view = await session.read()
        return view

    def _begin(self, view: PageView, shot: bytes | None) -> None:
        self._keep(view.url, Sight("opened", page=view, picture=shot), Found(Link(text="", href=view.url), "", 0, helps=False))
        if self._robots.shut:
            self._stopped = self._robots.shut
        elif not self._robots.allows(view.url):
            self._stopped = "robots.txt asks visitors who follow links to stay away: only the first page was looked at"

    def _mind_the_delay(self) -> None:
        if self._robots.rules and (delay := self._robots.rules.crawl_delay(AGENT)):
            self._pause = max(self._pause, min(float(delay), LONGEST_PAUSE))

    # --- walking ---

    async def _walk(self) -> None:
        """Look at one page after the other, a few at a time, until nothing is left or a bound is reached."""
        windows = [await self._window() for _ in range(AT_ONCE)]
        idle, running = list(windows), dict[asyncio.Task[Sight], tuple[Window, Found]]()
        try:
            while True:
                while idle and (found := self._next(len(running))):
                    await self._linger()
                    window = idle.pop()
                    running[asyncio.create_task(window.look_at(found.url))] = (window, found)
                if not running:
                    return
                done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    window, found = running.pop(task)
                    idle.append(window)
                    self._keep(found.url, task.result(), found)
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
            await asyncio.gather(*(window.close() for window in windows))

    async def _window(self) -> Window:
        return Window(await self._guard.open(), self._gate, self._guard)

    def _next(self, running: int) -> Found | None:
        if self._stopped or len(self._pages) + running >= max(1, self._bounds.pages - SEARCHES):
            return None
        if time.monotonic() > self._until:
            self._stopped = f"the time was up: {self._bounds.within:.0f} s"
            return None
        return self._frontier.next()

    async def _linger(self) -> None:
        """Pause between two pages, whichever window asks."""
        now = time.monotonic()
        self._next_at = max(now, self._next_at)
        await asyncio.sleep(self._next_at - now)
        self._next_at += self._pause

    def _keep(self, url: str, sight: Sight, found: Found) -> ExploredPage:
        """Write a page down, and take in where it leads."""
        bundle, page = self._log.bundle, sight.page
        if page and not is_same_site(page.url, self._plan.shop.url):
            sight = Sight("refused", f"it leads to {urlsplit(page.url).hostname}, another site")
            page = None
        shot = sight.picture if page else None
        explored = ExploredPage(
            id=f"p{self._first_number + len(self._pages) + 1}",
            url=url,
            depth=found.depth,
            via=found.on,
            link=found.link.text,
            language=self._plan.language,
            outcome=sight.outcome if page or sight.outcome != "opened" else "unreachable",
            reason=sight.reason or ("" if page else "the page could not be read"),
            page_blob=bundle.store_json(page.model_dump(mode="json")) if page else None,
            page=page,
            picture=bundle.store(shot, ".jpg") if shot else None,
            console=sight.console,
            failed_requests=sight.failed_requests,
        )
        self._pages.append(explored)
        self._log.page(explored)
        if page:
            self._take_in(page, explored)
        elif explored.outcome == "unreachable":  # asked for again before it counts
            self._log.ask(found.on, [url])
        return explored

    def _take_in(self, page: PageView, explored: ExploredPage) -> None:
        self._frontier.know(explored.url)
        self._frontier.know(page.url)
        self._challenges += page.challenged
        if self._challenges >= MOST_CHALLENGES or (page.challenged and explored.depth == 0):
            self._stopped = f"a bot challenge stands in the way at {page.url}; it is never circumvented"
        if page.status == TOO_MANY:
            self._stopped = f"{page.url} answers {TOO_MANY}: the shop asks us to slow down"
        if page.challenged or (page.status or 200) >= 400:
            return
        self._tongues.learn(page)
        self._log.ask(explored.id, self._not_walked(page))
        template = template_of(page.url)
        if self._measured.total() < MEASURED and (is_at_the_root(template) or self._measured[template] < MEASURED_OF_A_KIND):
            self._measured[template] += 1
            self._log.measure(explored.id, page)
        if explored.depth == 0 or not self._tongues.is_foreign(page.url):
            self._frontier.add(self._links(page), explored.id, explored.depth)

    def _links(self, page: PageView) -> list[Link]:
        """The links of a page that may be followed: seen, or hidden only until a menu is opened."""
        shown = (link for link in page.links if link.visible or link.where in ("header", "nav"))
        return [link for link in shown if not switched_to(link) and not self._refusal(link)]

    def _not_walked(self, page: PageView) -> list[str]:
        """Addresses that a page links to and that are only asked for: files, and pages of the shop's other hosts."""
        asked = (link for link in page.links if link.visible and self._refusal(link) in (A_FILE, ANOTHER_SITE))
        harmless = (link for link in asked if self._gate.allows(link.href) and not self._would_act(link))
        ours = self._plan.shop.url
        allowed = (link for link in harmless if not is_same_site(link.href, ours) or self._robots.allows(link.href))
        return [urldefrag(link.href).url for link in allowed]

    def _refusal(self, link: Link) -> str:
        """Why a link is not followed; empty if it is."""
        if not is_same_site(link.href, self._plan.shop.url) or not self._gate.allows(link.href):
            return ANOTHER_SITE
        if is_file(link.href):
            return A_FILE
        if self._would_act(link):
            return "it would act"
        return "" if self._robots.allows(link.href) else "closed by robots.txt"

    def _would_act(self, link: Link) -> bool:
        words = f"{link.text} {link.href}".casefold()
        return would_act(link) or any(pattern.casefold() in words for pattern in self._plan.shop.never_click)

    # --- searching ---

    async def _search(self, form: SearchForm | None) -> None:
        """Search for a word that a product's page showed, and for nonsense."""
        if not form or self._stopped or names_an_act(form.action):
            return
        if self._refusal(Link(text="", href=form.address(NONSENSE))):
            return
        word = next((word for one in self._pages if one.page and (word := word_of_a_product(one.page))), "")
        window = await self._window()
        try:
            for words in filter(None, (word, NONSENSE)):
                if len(self._pages) < self._bounds.pages and time.monotonic() < self._until:
                    await self._linger()
                    address = form.address(words)
                    found = Found(Link(text=f"{form.label}: {words}", href=address), self._pages[0].id, 1, helps=False)
                    page = self._keep(address, await window.look_at(address), found)
                    self._searches.append(Search(words=words, field=form.label, page=page.id, nonsense=words == NONSENSE))
        finally:
            await window.close()

    # --- the end ---

    def _has_seen_all_help(self) -> bool:
        """Whether nothing is left that looked like help or terms, and all that was opened of it could be read."""
        lost = any(is_unread(one) and _helps(Link(text=one.link, href=one.url)) for one in self._pages)
        return not self._stopped and bool(self._pages) and not self._frontier.helps_left and not lost

    def _write(self, listed: list[Listed], front: str) -> None:
        language = self._plan.language
        versions = [entry.versions.get(language, entry.url) for entry in listed]
        ways = {one.id: [link for link in one.page.links if not switched_to(link)] for one in self._pages if one.page}
        left = [found for found in self._frontier.left if not self._tongues.is_foreign(found.url)][:MOST_LEFT]
        for found in left:
            self._log.ask(found.on, [found.url])
        self._log.done(
            Exploration(
                step=self._log.step(),
                language=language,
                pages=tuple(counted(self._pages, ways)),
                searches=tuple(self._searches),
                languages=self._tongues.homes,
                left=tuple(found.url for found in left),
                complete=self._has_seen_all_help(),
                sitemap=tuple(dict.fromkeys(url for url in versions if not self._tongues.is_foreign(url))),
                robots=self._robots.closed,
                insecure_front=front,
                stopped=self._stopped,
            )
        )


def _helps(link: Link) -> bool:
    return any(map(is_help, topic_of_link(link)))

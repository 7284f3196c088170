"""What a step may do: one customer in one browser context."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import timedelta
from urllib.parse import urljoin

from playwright.async_api import BrowserContext, ConsoleMessage, Page, Request, Response
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator as Found
from playwright.async_api import TimeoutError as PlaywrightTimeout

from shopper.egress import EgressGate
from shopper.errors import Blocked, StepFailed, Unreachable
from shopper.journey.key_names import key_mistake
from shopper.journey.values import ByLanguage, Locator, fit
from shopper.model import Channel, Effect, Link, Mail, Money, PageView, Plan, Question
from shopper.reading.money import parse_money
from shopper.visit.browser import close_page, open_page
from shopper.visit.capture import read_page
from shopper.visit.chat import Chat, Talk
from shopper.visit.consent import Consent
from shopper.visit.effects import Watching
from shopper.visit.exploring.logbook import Bounds, Logbook
from shopper.visit.faults import Faults
from shopper.visit.files import Files
from shopper.visit.finding import find, find_all, in_language
from shopper.visit.letters import Letters, Post
from shopper.visit.page_prober import PageProbes
from shopper.visit.signing_in import refused_at_the_door

HandOver = Callable[[str, Channel, tuple[Question, ...]], None]
"""Gives a person something to do in the visit's stead: what, where, and what to answer afterwards."""

PATIENCE = 10.0
"""Seconds (real time) a customer waits for a page or a button before she gives up."""
_IS_FIREFOXS_OWN = "() => /^about:(net|cert)error/.test(document.documentURI)"
_HAS_COME = "() => document.readyState === 'complete'"
FAILED = "x-egress-failed"
"""A header of the page that the egress gate shows in place of one that it could not get (over plain HTTP only)."""
LOOK_AGAIN = 0.1
"""Seconds between two looks at a text that does not fit yet."""
NEW_TAB = 3.0
"""Seconds after an act within which a tab that opens came of it."""


class Session:
    """A customer at the shop. Steps get it as their first argument; it lives for one leg."""

    def __init__(
        self,
        plan: Plan,
        context: BrowserContext,
        page: Page,
        gate: EgressGate,
        mails: Sequence[Mail],
        *,
        noted: Callable[[str, Money | str, str], None],
        expected: Callable[[str, timedelta, tuple[str, ...]], None],
        talk: Talk,
        post: Post,
        fault: Callable[[str], None] = lambda name: None,
        hand_over: HandOver = lambda text, channel, questions: None,
        page_probes: PageProbes | None = None,
        logbook: Logbook | None = None,
    ) -> None:
        self.plan, self.context, self.page = plan, context, page
        self.status: int | None = None
        self._headers: Mapping[str, str] = {}
        self.seen: PageView | None = None
        self._opened: Page | None = None
        self._tab_came = asyncio.Event()
        self._acted = 0.0
        self.effect: Effect | None = None
        """What her last click set off; whoever writes it down forgets it."""
        self.console: list[str] = []
        self.failed_requests: list[str] = []
        self.reached = False
        self._consent = Consent(plan.shop.consent, self.find)
        self._gate, self._mails, self._noted, self._expected = gate, mails, noted, expected
        self.page_probes = page_probes or PageProbes(plan)
        self.chat = Chat(self, talk)
        self.hand_over, self._logbook = hand_over, logbook
        self.faults = Faults(plan, context, fault)
        self.files, self.letters = Files(self, post.cabinet), Letters(self, post)
        page.set_default_timeout(PATIENCE * 1000)
        self._listen(page)
        context.on("page", self._on_page)

    # --- what the customer does ---

    def in_language(self, text: ByLanguage) -> str:
        """The text in the customer's language. Raises StepFailed if there is none: the journey's gap, not the shop's."""
        return in_language(self.plan.language, text)

    def find(self, wanted: Locator) -> Found:
        """The thing on the page. The first of several equal ones is taken: a phone's menu often stands there twice."""
        return find(self.page, wanted, self.in_language)

    def all(self, wanted: Locator) -> Found:
        """All things on the page that fit."""
        return find_all(self.page, wanted, self.in_language)

    async def goto(self, url: str) -> None:
        """Open an address of the shop. Raises StepFailed for a foreign host; Unreachable or Blocked without an answer, unless
        a fault is the reason: then she sees what a browser shows; Unreachable for a staging shop that does not let us in."""
        target = urljoin(self.plan.shop.url, url)
        self.refuse_foreign(target)
        first, self.status, self._headers = not self.reached, None, {}
        self.faults.expect_navigation()
        try:
            await self.page.goto(target, wait_until="domcontentloaded")
        except PlaywrightTimeout:
            if self.status is None and not self.faults.explains_silence():
                raise self._no_answer(target, f"did not answer within {PATIENCE:.0f} s") from None
        except PlaywrightError as error:
            if "Download is starting" in error.message:
                raise StepFailed(f"{target} is a file to download, not a page") from None
            if "interrupted by another navigation" not in error.message and not self.faults.explains_silence():
                raise self._refusal(first) or self._no_answer(target, net_error(error.message)) from None
        if FAILED in self._headers and not self.faults.explains_silence():
            raise self._no_answer(target, f"gave no answer ({self._headers[FAILED]})")
        await self.settle()
        await self.answer_consent()
        await self._mind_the_door(first)

    async def come_back(self) -> None:
        """Close the browser and open it again at the same address: cookies of the session are gone, and what only its tabs
        kept; what was to last is still there, and so is the key to a staging shop. Raises as `goto`."""
        address, left, kept = self.page.url, self.context.pages, self.plan.shop.sign_in.get("cookie", {})
        self._acted = 0.0  # the tab that opens is no pop-up
        self._turn_to(await open_page(self.context))
        for page in left:
            await close_page(page)
        for cookie in await self.context.cookies():
            if cookie["expires"] == -1 and cookie["name"] != kept.get("name"):
                await self.context.clear_cookies(name=cookie["name"], domain=cookie["domain"], path=cookie["path"])
        await self.goto(address)

    def refuse_foreign(self, url: str) -> None:
        """Raises StepFailed for an address that is none of the shop's."""
        if not self._gate.allows(url):
            raise StepFailed(
                f"{url} is not on one of the shop's hosts ({', '.join(self.plan.shop.hosts)})",
                remedy=f"If it belongs to the shop, add its host to `hosts` in the file of shop `{self.plan.shop.id}`.",
            )

    async def click(self, wanted: Locator) -> None:
        """Click, and wait until the page it led to has loaded."""
        target = self.find(wanted)
        name = wanted.describe(self.plan.language)
        named = wanted.name or wanted.label or wanted.text
        words = "" if named else " ".join((await target.text_content() or "").split())
        href = (await target.get_attribute("href") or "") if self._shows_forbidden_link() else ""
        self.refuse_forbidden(name, words, href)
        async with self._acting(self.in_language(named) if named else words):
            await target.click()

    def refuse_forbidden(self, name: str, *texts: str) -> None:
        """Raises StepFailed for a thing that is never to be clicked, by its name or another text of it."""
        if pattern := next(filter(None, map(self._forbidden, (name, *texts))), ""):
            raise StepFailed(
                f"{name} is never clicked at this shop (`{pattern}`)",
                remedy=f"Remove it from `never_click` in the file of shop `{self.plan.shop.id}` if it must be.",
            )

    def _forbidden(self, text: str) -> str:
        """The pattern of `never_click` that a name or an address falls under."""
        return next((pattern for pattern in self.plan.shop.never_click if pattern.casefold() in text.casefold()), "")

    def _shows_forbidden_link(self) -> bool:
        """Whether the page has a link that must not be followed: only then is it worth asking where a click would lead."""
        return self.seen is None or any(self._forbidden(link.href) for link in self.seen.links)

    async def fill(self, field: Locator, text: str) -> None:
        """Write into a form field, instead of what stands there."""
        found = self.find(field)
        if self.plan.browser == "firefox":  # the stock one appends to what stands in a field of type email
            with contextlib.suppress(PlaywrightError):  # something that can be written into, but is no form field
                if await found.input_value():
                    await found.press("ControlOrMeta+A")
                    await found.press("Delete")
        await found.fill(text)

    async def press(self, key: str, field: Locator | None) -> None:
        """Press a key or a combination. Raises StepFailed for one that no keyboard has."""
        problem, remedy = key_mistake(key)
        if problem:
            raise StepFailed(problem, remedy=remedy)
        async with self._acting() if key == "Enter" else self._acting(watched=False):
            if field:
                await self.find(field).press(key)
            else:
                await self.page.keyboard.press(key)

    async def see(self, wanted: Locator, *, matches: str | None = None, wait: timedelta | None = None) -> None:
        """Wait until it is visible, and its text fits `matches`. Raises Blocked: what the shop had to show is not there."""
        patience = wait.total_seconds() if wait else PATIENCE
        until = time.monotonic() + patience
        try:
            await self.find(wanted).wait_for(state="visible", timeout=patience * 1000)
        except PlaywrightTimeout:
            said = await self.alert()
            problem = f"the page does not show {wanted.describe(self.plan.language)}"
            raise Blocked(f"{problem}; it says “{said}”" if said else problem) from None
        while matches:
            texts = await self._texts(wanted)
            if any(fit(matches, text) is not None for text in texts):
                return
            if time.monotonic() >= until:
                quotes = ", ".join(f"“{text[:200]}”" for text in texts)
                raise Blocked(
                    f"{wanted.describe(self.plan.language)} says {quotes or 'nothing'}, which does not fit `{matches}`"
                )
            await asyncio.sleep(LOOK_AGAIN)

    async def _texts(self, wanted: Locator) -> list[str]:
        """What the visible things say that fit the locator, or the one of them that it names."""
        found = self.find(wanted) if wanted.nth is not None else self.all(wanted).filter(visible=True)
        return [" ".join(text.split()) for text in await found.all_inner_texts()]

    async def alert(self) -> str:
        """What the page tells her in an alert, such as why a card was declined."""
        with contextlib.suppress(PlaywrightError):
            texts = await self.page.get_by_role("alert").filter(visible=True).all_inner_texts()
            return " ".join(" ".join(texts).split())[:300]
        return ""

    async def note(self, name: str, where: Locator, *, as_money: bool, match: str | None = None) -> None:
        """Note what the shop states there, with its words as the quote; with a pattern to `match`, only what fits it."""
        found = self.find(where)
        quote = " ".join((await found.inner_text() or await found.get_attribute("value") or "").split())
        stated = fit(match, quote) if match else quote
        if stated is None:
            said = f"“{quote}” does not fit `{match}`"
            raise StepFailed(f"`{name}` could not be noted from {where.describe(self.plan.language)}: {said}")
        value: Money | str | None = parse_money(stated, self.plan.locale) if as_money else stated
        if not value:
            problem = f"“{quote}” is no amount of money" if quote else "nothing is written there"
            raise StepFailed(f"`{name}` could not be noted from {where.describe(self.plan.language)}: {problem}")
        self._noted(name, value, quote)

    def expect(self, kind: str, within: timedelta, answers: tuple[str, ...] = ()) -> None:
        """Expect a mail of this kind, due `within` the last submit, with one of the words `answers` in it."""
        self._expected(kind, within, answers)

    def mail(self, kind: str) -> Mail:
        """The latest mail of this kind. Raises StepFailed if none has come."""
        for mail in reversed(self._mails):
            if mail.kind == kind:
                return mail
        raise StepFailed(f"no mail `{kind}` has come yet", remedy=f"Wait for it first: `await_mail: {kind}`.")

    async def open_mail_link(self, kind: str, words: str) -> None:
        """Open the mail's link with these words, as the customer would from her mail program."""
        link = link_in(self.mail(kind), words)
        self.refuse_forbidden(f"the link “{link.text}”", link.text, link.href)
        await self.goto(link.href)

    async def shows(self, wanted: Locator) -> bool:
        """Whether the page shows it now."""
        return bool(await self.find(wanted).count())

    async def explore(self, pages: int, within: timedelta, pause: timedelta) -> None:
        """Look around from here by the shop's links: at most so many pages, so long, with a pause between two of them."""
        from shopper.visit.exploring.explorer import Explorer  # it needs what stands here

        if not self._logbook:
            raise StepFailed(
                "a page is tried here, and a whole shop is explored", remedy="Play it: shopper run, shopper explore."
            )
        bounds = Bounds(pages, within.total_seconds(), pause.total_seconds())
        await Explorer(self, self._gate, self._logbook, bounds).explore()

    async def answer_consent(self) -> None:
        """Answer the shop's consent banner as its file says, if it is there."""
        await self._consent.answer(self.page)

    async def _mind_the_door(self, first: bool) -> None:
        """Raises Unreachable if the first page is a closed door, and no bot challenge."""
        if (refusal := self._refusal(first)) and not ((page := await self.read()) and page.challenged):
            raise refusal

    def _refusal(self, first: bool) -> Unreachable | None:
        return refused_at_the_door(self.status, self.plan.shop) if first and not self.faults.on else None

    # --- what the player asks ---

    async def settle(self) -> None:
        """Let a navigation that an act began come to its end."""
        with contextlib.suppress(PlaywrightTimeout):  # a page that never finishes loading is still a page
            if self.plan.browser != "firefox":
                await self.page.wait_for_load_state("load")
            elif not await self._stands_before_firefox():
                await self.page.wait_for_load_state("load")  # the stock one says so of the page before the one that comes
                await self.page.wait_for_function(_HAS_COME, timeout=PATIENCE * 1000)

    async def _stands_before_firefox(self) -> bool:
        """Whether she stands before Firefox's own words about a line that is cut: that page never finishes loading."""
        with contextlib.suppress(PlaywrightError, TimeoutError):  # the page is leaving, or busy with itself
            async with asyncio.timeout(NEW_TAB):
                return bool(await self.page.evaluate(_IS_FIREFOXS_OWN))
        return False

    async def read(self) -> PageView | None:
        """The page as she sees it now."""
        return await read_page(self.page, self.status, self._headers)

    def take_notices(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Console errors and failed requests since the last time."""
        console, failed = tuple(self.console), tuple(self.failed_requests)
        self.console.clear()
        self.failed_requests.clear()
        return console, failed

    def consent_hint(self, error: PlaywrightError) -> str:
        """What to do about something that lies over the thing she wanted, at a shop whose file knows no consent banner."""
        if self.plan.shop.consent or "intercepts pointer events" not in error.message:
            return ""
        return ". If that is a consent banner, write into the shop's file how it is answered: `consent:`"

    # --- listening ---

    def _listen(self, page: Page) -> None:
        page.on("response", lambda response: self._on_response(page, response))
        page.on("console", lambda message: self._on_console(message))
        page.on("pageerror", lambda error: self._keep(self.console, f"uncaught: {error}"))
        page.on("requestfailed", lambda request: self._on_failed(request))

    @contextlib.asynccontextmanager
    async def _acting(self, name: str = "", *, watched: bool = True) -> AsyncIterator[None]:
        """What she does here may open a tab; when it is done, the page it led to has loaded. `watched`: what it sets off is
        noticed; `name`: what she acts on."""
        before = self.page.url
        self._acted = time.monotonic()
        watching = Watching(self.page) if watched else None
        try:
            if watching:
                await watching.begin()
            yield
        except BaseException as error:
            if not await self._shut_by_it(error):
                if watching:
                    await watching.give_up()
                raise
        self._acted = time.monotonic()
        await self.settle()
        if watching:
            self.effect = await watching.end(name)
            await self.settle()  # Firefox may begin to leave only after it said that the key is pressed
        if self.page.url == before and self.seen and any(link.new_tab for link in self.seen.links):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(NEW_TAB):
                    await self._tab_came.wait()
        await self.look_at_new_tab()

    async def _shut_by_it(self, error: BaseException) -> bool:
        """Whether the act was done and shut its own tab, as a payment's window does: then nobody hears that it was done."""
        done = "performing click action" in str(error) or ".press(" in str(error) or str(error).startswith("Keyboard.press:")
        if not (isinstance(error, PlaywrightError) and "has been closed" in error.message and done):
            return False
        await self._hear_of_the_end()
        return self.page.is_closed() and any(not page.is_closed() for page in self.context.pages)

    async def _hear_of_the_end(self) -> None:
        """A tab that is closing is told as closed before it answers; one that is busy with itself is not waited for."""
        with contextlib.suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(NEW_TAB):
                await self.page.evaluate("0")

    async def look_at_new_tab(self) -> None:
        """Turn to the tab that her last act opened; back to another one where hers was closed."""
        if len(self.context.pages) > 1:
            await self._hear_of_the_end()
        opened, self._opened = self._opened, None
        self._tab_came.clear()
        if opened and not opened.is_closed():
            self._turn_to(opened)
            await self.settle()
        elif self.page.is_closed() and (left := [page for page in self.context.pages if not page.is_closed()]):
            self._turn_to(left[-1])

    def _on_page(self, page: Page) -> None:
        """A tab opened: she looks at it if it came of what she did; pop-ups that come by themselves she ignores."""
        if page is not self.page and time.monotonic() - self._acted < NEW_TAB:
            self._opened = page
            self._tab_came.set()

    def _turn_to(self, page: Page) -> None:
        page.set_default_timeout(PATIENCE * 1000)
        self._listen(page)
        self.page, self.status, self._headers = page, None, {}

    def _on_response(self, page: Page, response: Response) -> None:
        request = response.request
        with contextlib.suppress(PlaywrightError):
            if request.is_navigation_request() and request.frame == page.main_frame:
                if not 300 <= response.status < 400:
                    self.status, self._headers = response.status, response.headers
                    self.reached |= FAILED not in self._headers
            elif response.status >= 400:
                self._keep(self.failed_requests, f"{response.status} {request.method} {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._keep(self.console, message.text)

    def _on_failed(self, request: Request) -> None:
        if request.failure not in ("net::ERR_ABORTED", "NS_BINDING_ABORTED"):  # left behind by a navigation
            self._keep(self.failed_requests, f"{request.failure} {request.method} {request.url}")

    @staticmethod
    def _keep(notices: list[str], text: str) -> None:
        if len(notices) < 50:
            notices.append(text[:500])

    def _no_answer(self, target: str, problem: str) -> Exception:
        if self.reached:
            return Blocked(f"{target} {problem}")
        return Unreachable(
            f"the shop cannot be reached: {target} {problem}",
            place=f"shop `{self.plan.shop.id}`",
            remedy="Check `url` in the shop's file, and the network: shopper doctor.",
        )


def link_in(mail: Mail, words: str) -> Link:
    """The first link that a customer sees in the mail with these words. Raises Blocked if there is none; Unreachable if that
    cannot be told, since the mail could not be read whole."""
    links = [link for link in mail.reading.links if link.visible and link.href.startswith("http")]
    found = next((link for link in links if words.casefold() in link.text.casefold()), None)
    if found:
        return found
    if mail.reading.problem:
        raise Unreachable(f"the link “{words}” of the mail `{mail.kind}` was not found: {mail.reading.problem}")
    have = ", ".join(f"“{link.text}”" for link in links) or "none"
    raise Blocked(f"the mail `{mail.kind}` has no link “{words}” (its links: {have})")


def net_error(message: str) -> str:
    """Chromium's and Firefox' codes in words."""
    for code, words in _NET_ERRORS.items():
        if code in message:
            return words
    return "gave no answer: " + message.splitlines()[0].removeprefix("Page.goto: ")


_NET_ERRORS: Mapping[str, str] = {
    "ERR_CONNECTION_REFUSED": "refuses connections",
    "ERR_NAME_NOT_RESOLVED": "has an unknown name",
    "ERR_TUNNEL_CONNECTION_FAILED": "cannot be connected to",
    "ERR_PROXY_CONNECTION_FAILED": "cannot be connected to",
    "ERR_CONNECTION_RESET": "broke the connection off",
    "ERR_EMPTY_RESPONSE": "answered with nothing",
    "ERR_CERT_": "has a TLS certificate that cannot be trusted",
    "ERR_SSL_": "does not speak proper TLS",
    "SSL_ERROR": "has a TLS certificate that cannot be trusted",
    "ERR_TOO_MANY_REDIRECTS": "redirects in a circle",
    "NS_ERROR_CONNECTION_REFUSED": "refuses connections",
    "NS_ERROR_PROXY": "cannot be connected to",
    "NS_ERROR_UNKNOWN_HOST": "has an unknown name",
}


def playwright_words(error: PlaywrightError, describe: str) -> str:
    """A Playwright error of a step in a sentence: what was looked for and what stood in the way."""
    message = error.message
    if isinstance(error, PlaywrightTimeout):
        for sign, words in (
            ("intercepts pointer events", "something lies over it"),
            ("element is not enabled", "it is there, but cannot be used (disabled)"),
            ("element is not visible", "it is there, but not visible"),
            ("did not find some options", "it has no such option"),
            ("element is not editable", "it cannot be written into"),
        ):
            if sign in message:
                return f"{describe}: {words}, for {PATIENCE:.0f} s"
        return f"{describe}: not found on the page within {PATIENCE:.0f} s"
    return f"{describe}: {message.splitlines()[0]}"

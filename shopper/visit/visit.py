"""One visit being played: it acts on what comes next, and writes everything down before and after."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError
from pydantic import ValidationError

from shopper import registry
from shopper.bundle import Bundle, Journal, read_journal
from shopper.clock import Bell, Clock
from shopper.egress import EgressGate
from shopper.errors import Blocked, ShopperError, StepFailed, Unreachable, Unsure
from shopper.inbox.documents import PDF
from shopper.inbox.guard import Reader
from shopper.inbox.harvest import Arrival, Harvester, Probe
from shopper.inbox.matching import recognise
from shopper.inbox.sending import Draft, Outbox, compose
from shopper.journey.expressions import Values
from shopper.journey.files import find_file, home_of
from shopper.journey.values import Locator, format_duration
from shopper.model import (
    AwaitMail,
    Channel,
    Done,
    ExploredPage,
    Fact,
    Look,
    Mail,
    Money,
    Next,
    PageView,
    Plan,
    PlanStep,
    PlayLeg,
    Question,
    StepRecord,
    Task,
    VisitState,
    WaitUntil,
)
from shopper.reading.errors import error_text
from shopper.reading.zones import zone_of
from shopper.registry import StepType
from shopper.secrets import MASK, Secrets
from shopper.visit.browser import Browsers, open_page
from shopper.visit.capture import picture
from shopper.visit.chat import Talk
from shopper.visit.exploring.logbook import Logbook
from shopper.visit.files import Cabinet, File
from shopper.visit.letters import Post
from shopper.visit.page_links import LinkAsker, PageLinks
from shopper.visit.page_prober import PageProber, PageProbes
from shopper.visit.pausing import Moment, Watch
from shopper.visit.probes import MailProber
from shopper.visit.progress import Progress, guards_hold, next_step, wait_of, whats_next
from shopper.visit.session import Session, playwright_words
from shopper.visit.showing import asked, excerpt, instead, locators, missing, resolved
from shopper.visit.signatures import Signatures
from shopper.visit.tracing import Traces, Tracing

BLIND = "the mailbox could not be reached when a mail was due, so nobody knows whether it came"
CHALLENGED = (
    "it is never circumvented. Let the shop's bot protection admit the browser by its name, which ends with MysteryShopper/…, "
    "or visit its staging shop"
)
OPENS_A_PAGE = frozenset({"goto", "open_mail_link"})
BLANK = "about:blank"


@dataclass
class Surroundings:
    """What a visit needs from the world; shared by all visits of one shop and run."""

    clock: Clock
    browsers: Browsers
    gate: EgressGate
    harvester: Harvester | None
    reader: Reader
    secrets: Secrets
    shop_slots: contextlib.AbstractAsyncContextManager[None]
    slots: asyncio.Semaphore
    """Leave to use a browser: at this shop, which may not be crowded, and on this machine."""
    links: LinkAsker
    """Asks for the links of pages, each once for all visits of a run."""
    mails: MailProber
    """Draws mails and opens their links."""
    signatures: Signatures
    """Tries the signatures of mails."""
    logins: Path
    """Folder for cookies between legs: outside the bundle, mode 0600, deleted when the visit ends."""
    authserv_id: str = ""
    """The name by which the mailbox's server signs Authentication-Results."""
    probe: Callable[[], Awaitable[Probe]] | None = None
    """The mailbox's clock and liveness, asked once for all visits of a run."""
    patience: timedelta | None = None
    """How long the foreground waits for what is still to come; None: as long as it takes."""
    stop_file: Path | None = None
    outbox: Outbox | None = None
    """The way out of the customer's mailbox, for her own letters."""
    root: Path = Path()
    """The project's folder: files that she hands in lie beside its journeys."""
    tell: Callable[[str, str], None] = lambda visit, what: None
    watch: Watch | None = None
    """A person who looks on; None: nobody does."""
    tracing: Tracing | None = None
    pages: PageProber | None = None
    """Measures pages, each once for all visits of a run; None: nothing is measured."""


@dataclass
class _Noticed:
    """What a leg saw last: reused for steps that do not touch the page."""

    page: PageView | None = None
    data: dict[str, Any] = field(default_factory=dict)


class Stopped(Exception):
    """Somebody wants the visit to stop: leave everything as it is; `--resume` goes on."""


class Visit:
    """Plays one plan and keeps its journal. Opening an existing journal goes on where it ended."""

    def __init__(self, id: str, plan: Plan, address: str, bundle: Bundle, around: Surroundings) -> None:
        self.id, self.plan, self.address = id, plan, address
        self._bundle, self._around, self._clock = bundle, around, around.clock
        path = bundle.journal_path(id)
        events = read_journal(path) if path.exists() else []
        self._journal = Journal(path, bundle.redact)
        self._progress = Progress.of(events)
        self._mails: list[Mail] = []
        self._arrivals: list[Arrival] = []
        self._bell = Bell()
        self._known: set[str] = set()
        self._restored: set[tuple[str, int]] = set()
        self._login_count = 0
        self._page_links = PageLinks(plan, around.links, around.gate)
        measures = not events or events[0].get("measures", True)
        self._page_probes = PageProbes(plan, around.pages if measures else None)
        self._turns = 0
        self._tasks: set[str] = set()
        self._talk = Talk(self._clock, self._turn)
        self._post = Post(self._send, Cabinet(self._find_file, self._downloaded, self._uploaded))
        self._explores = any(step.verb == "explore" for step in plan.steps)  # it asks for links, as robots.txt allows
        self._explored = 0
        self._logbook = Logbook(
            bundle, step=lambda: self._current.id, explored=lambda: self._explored, page=self._explored_page,
            ask=lambda page, hrefs: self._page_links.ask(f"page:{page}", hrefs),
            measure=lambda id, page: self._page_probes.see(f"page:{id}", page),
            done=lambda found: self._record("exploration", **found.model_dump(mode="json")),
        )  # fmt: skip
        about = {"id": id, "mail": address, "number": id}
        self._values = Values(plan, facts=self._progress.values, visit=about, secret=around.secrets.get)
        self._shown = Values(plan, facts=self._progress.values, visit=about, secret=lambda name: MASK)
        self._traces = Traces(around.tracing, bundle, around.secrets.redact_file)
        self._paused: set[str] = set()
        self._failed: StepRecord | None = None
        self._cursor = next((event.get("cursor") for event in events if event["kind"] == "visit_started"), None)
        self._begun = bool(events)
        self._restore(events)

    # --- the foreground driver ---

    async def play(self) -> VisitState:
        """Play until done, or until patience ends (`waiting`). Never raises for what a shop or a mailbox does."""
        with self._clock.working():
            try:
                await self._begin()
                if self._progress.ended:
                    return VisitState.FINISHED
                patience = self._around.patience
                give_up = self._clock.now() + patience if patience is not None else None
                while (state := await self._do(self._whats_next(), give_up)) is None:
                    await self._take_in()
                self._keep_traces(well=False)
                return state
            except Stopped as stopped:
                self._keep_traces(well=False)
                self._record("held", reason=str(stopped))
                return VisitState.WAITING
            except (Unreachable, PlaywrightError) as error:  # a browser that died under the visit is the tool's matter
                reason = (
                    str(error) if isinstance(error, Unreachable) else f"the browser failed: {error.message.splitlines()[0]}"
                )
                self._stop(VisitState.TOOL_ERROR, reason)
                return self._end(Done(state=VisitState.TOOL_ERROR, reason=reason))
            except Exception as error:  # whatever it is: it ends this visit, never the others
                reason = f"an unforeseen failure of this tool: {type(error).__name__}: {error}"
                self._stop(VisitState.TOOL_ERROR, reason)
                return self._end(Done(state=VisitState.TOOL_ERROR, reason=reason))
            finally:
                if self._around.harvester:
                    self._around.harvester.unwatch(self.address)
                self._traces.close()
                self._journal.close()

    def _whats_next(self) -> Next:
        try:
            return whats_next(self.plan, self._progress, self._values)
        except StepFailed as error:  # a wait or a condition that cannot be worked out
            step = next_step(self.plan, self._progress)
            assert step
            self._step(step, "failed", self._clock.now(), {"resolved": self._values_of(step)}, _with_remedy(error))
            self._stop(VisitState.BROKEN, f"{_with_remedy(error)} ({step.place})")
            return whats_next(self.plan, self._progress, self._values)

    async def _do(self, wanted: Next, give_up: datetime | None) -> VisitState | None:
        """Act on what comes next; the visit's state once it has ended or is left waiting."""
        match wanted:
            case PlayLeg():
                async with self._turn_at_the_browser():
                    await self._leg()
            case AwaitMail():
                return None if await self._await_mail(wanted, give_up) else VisitState.WAITING
            case WaitUntil():
                return None if await self._wait(wanted, give_up) else VisitState.WAITING
            case Done():
                await self._keep_page_probes(wait=True)
                return self._end(wanted)
        return None

    @contextlib.asynccontextmanager
    async def _turn_at_the_browser(self) -> AsyncIterator[None]:
        """Leave to use a browser, at this shop and on this machine. Who has it may sleep, in a chat: time goes on meanwhile."""
        async with contextlib.AsyncExitStack() as leave:
            with self._clock.waiting():
                await leave.enter_async_context(self._around.shop_slots)
                await leave.enter_async_context(self._around.slots)
            yield

    def _end(self, done: Done) -> VisitState:
        self._keep_traces(well=done.state is VisitState.FINISHED and "failed" not in self._progress.outcomes.values())
        self._record("visit_ended", state=done.state.value, reason=done.reason)
        self._forget_login()
        return done.state

    async def _begin(self) -> None:
        around = self._around
        if self._begun:
            self._record("resumed")
        browser = await around.browsers.get(self.plan.browser)  # told before the first page, so that exit code 4 is honest
        cursor = around.harvester.cursor() if around.harvester else None
        if not self._begun:
            self._cursor = cursor
            self._record(
                "visit_started",
                plan=self.plan.model_dump(mode="json", by_alias=True),
                address=self.address,
                cursor=self._cursor,
                clock="jumping" if self._clock.jumps else "real",
                browser=f"{self.plan.browser} {browser.version}",
                sandbox=self.plan.browser != "chromium" or around.browsers.sandboxed,
                authserv_id=around.authserv_id,
                measures=around.pages is not None,
            )
        if around.harvester:
            around.harvester.watch(self.address, self._arrived, self._cursor)
            probe = await around.probe() if around.probe else None
            if probe and not self._begun:
                self._record(
                    "clock_probe", alive=probe.alive, skew=probe.skew.total_seconds(), error=probe.error.total_seconds()
                )

    # --- legs ---

    async def _leg(self) -> None:
        """Play steps in one browser session until the next one waits, or none is left."""
        around, point = self._around, self._progress.checkpoint
        login = around.logins / point.login if point.login else None
        alone = {"service_workers": "block"} if self._explores else {}  # one could answer for the whole site from then on
        context = await self._context(login=login, **alone)
        try:
            await self._traces.begin(context)
            page = await open_page(context)
            session = Session(
                self.plan, context, page, around.gate, self._mails,
                noted=self._fact, expected=self._expect, talk=self._talk, post=self._post, fault=self._switched,
                hand_over=self._hand_over, page_probes=self._page_probes, logbook=self._logbook,
            )  # fmt: skip
            session.reached = bool(point.url)
            self._record("leg_started", login=bool(login))
            first = next_step(self.plan, self._progress)
            noticed = _Noticed()
            await self._face(session, first)
            if point.url and first and first.verb not in OPENS_A_PAGE:
                with contextlib.suppress(StepFailed):  # the step itself will say what is missing
                    await session.goto(point.url)
            while step := next_step(self.plan, self._progress):
                if around.stop_file and around.stop_file.exists():
                    raise Stopped(f"the stop file {around.stop_file} is there")
                if around.watch and self._is_played(step):
                    await self._pause(step, session.page.url.removeprefix(BLANK))
                verb = registry.steps()[step.verb]
                await self._face(session, step)
                if verb.kind == "wait" and self._is_played(step) and not await self._look(session, step, noticed):
                    await self._remember(session)
                    break
                if step.id in self._progress.outcomes:
                    continue
                await self._play(session, step, verb, noticed)
                if session.page.is_closed():  # by the person who looked at it; another leg goes on
                    break
                if step.once and self._progress.outcomes.get(step.id) in ("passed", "already_done"):
                    await self._remember(session)
            await self._keep_page_links()
            await self._keep_page_probes(wait=False)
            self._record("leg_ended")
        finally:
            await self._traces.end(context)
            self._keep_traces()
            with contextlib.suppress(PlaywrightError, TimeoutError):  # a page that hangs does not hold us up
                async with asyncio.timeout(10):
                    await context.close()

    @property
    def _fault(self) -> str:
        """The fault that is on, by what steps have switched, or else by the journey; empty: none."""
        return self.plan.fault if self._progress.fault is None else self._progress.fault

    async def _face(self, session: Session, step: PlanStep | None) -> None:
        """Let the browser meet the fault that is on. Cleaning up is done without any."""
        wanted = "" if step and step.cleanup else self._fault
        if session.faults.on != wanted:
            await session.faults.put_on(wanted)

    def _switched(self, name: str) -> None:
        self._record("fault", step=self._current.id, name=name)

    async def _look(self, session: Session, step: PlanStep, noticed: _Noticed) -> bool:
        """Look once for what a step waits to see. False: it must sleep, or another look is to follow."""
        started = self._clock.now()
        try:
            wanted = wait_of(step, self.plan, self._values, started)
            self._decide(step)
        except StepFailed:  # whoever acts on what comes next says so
            return False
        if isinstance(wanted, WaitUntil) and wanted.at <= started:
            self._step(step, "passed", started, {})
            return True
        if not isinstance(wanted, Look):
            return False
        self._current = step
        looks = self._progress.looks.get(step.id)
        first = looks.first if looks else started
        problem = ""
        see, unless = Locator.model_validate(wanted.see), wanted.unless and Locator.model_validate(wanted.unless)
        if unless and await session.shows(unless):
            problem = f"the page shows {unless.describe(self.plan.language)}: nothing more is waited for"
        elif not await session.shows(see):
            if started < first + wanted.within:
                self._record("looked_in_vain", step=step.id)
                return False
            waited = format_duration(wanted.within)
            problem = f"the page did not show {see.describe(self.plan.language)} within {waited}"
        await self._notice(session, registry.steps()[step.verb], noticed)
        failed = "optional_failed" if step.optional else "failed"
        self._step(step, failed if problem else "passed", first, noticed.data, problem)
        if problem and not step.optional and not step.cleanup:
            self._stop(VisitState.BLOCKED, problem)
            await self._stay(session)
        return True

    async def _keep_page_links(self) -> None:
        """Write down what came of the links of the pages that this leg saw, as evidence for what is judged later."""
        if probes := await self._page_links.answers():
            self._record("page_links", links=[probe.model_dump(mode="json") for probe in probes])

    async def _keep_page_probes(self, *, wait: bool) -> None:
        """Write down what measuring the pages of this visit has shown so far; with `wait`, also what is still to come."""
        if probes := await self._page_probes.answers(wait=wait):
            self._record("page_probes", probes=[probe.model_dump(mode="json") for probe in probes])

    async def _context(self, **options: Any) -> BrowserContext:
        """A fresh browser context behind the egress gate, signed in at a staging shop."""
        around = self._around
        credentials = self._values.resolve(self.plan.shop.sign_in.get("basic", ""))
        if any(step.verb == "explore" for step in self.plan.steps):  # a page of one that took over would answer for all others
            options["service_workers"] = "block"
        options |= around.gate.trust
        return await around.browsers.context(self.plan, around.gate.url, credentials=credentials, **options)

    async def _play(self, session: Session, step: PlanStep, verb: StepType, noticed: _Noticed) -> None:
        started = self._clock.now()
        self._around.tell(self.id, self._said(step))
        try:
            if not self._decide(step):
                self._step(step, "skipped", started, {})
                return
        except StepFailed as error:
            seen = {key: noticed.data[key] for key in ("url", "picture") if key in noticed.data}
            self._step(step, "failed", started, seen | self._asked(step, error), _with_remedy(error))
            self._stop(VisitState.BROKEN, f"{_with_remedy(error)} ({step.place})")
            await self._stay(session)
            return
        if step.once and step.id in self._progress.armed:
            await self._find_out(session, step, started, noticed)
            return
        outcome, problem, state, misfit = "passed", "", None, False
        self._current = step
        try:
            if step.once:
                if not verb.once:  # such a verb buys nothing
                    self._mind_the_spending(step)
                self._record("armed", step=step.id, sync=True)
            elif not verb.repeatable:
                self._record("acted", step=step.id)
            await self._act(session, step, verb)
        except Unreachable as error:
            outcome, problem, state = "failed", str(error), VisitState.TOOL_ERROR
        except Unsure as error:
            outcome, problem, state = "failed", str(error), VisitState.INDETERMINATE
        except Blocked as error:
            outcome, problem, state = "failed", str(error), VisitState.BLOCKED
        except StepFailed as error:
            outcome, problem, state = "failed", _with_remedy(error), VisitState.BROKEN
        except PlaywrightError as error:
            problem = playwright_words(error, await self._meant(session, step, verb)) + session.consent_hint(error)
            outcome, state = "failed", VisitState.BROKEN
        except ShopperError as error:
            outcome, problem, state = "failed", str(error), VisitState.BROKEN
        except (ValidationError, ArithmeticError, LookupError, TypeError, AttributeError, ValueError) as error:
            words = "; ".join(e["msg"] for e in error.errors()) if isinstance(error, ValidationError) else str(error)
            outcome, problem, state = "failed", f"`{step.verb}` cannot be played: {words}", VisitState.BROKEN
            misfit = True  # the journey's own mistake, whatever the page shows
        await self._notice(session, verb, noticed)
        found: dict[str, Any] = {}
        if state in (VisitState.BROKEN, VisitState.BLOCKED):
            gap = await missing(session, locators(step, verb, self._shown))
            found = {"instead": await instead(session, gap, problem)}
        if not misfit:
            state, problem = self._reconsider(session, noticed.page if verb.page else None, state, problem)
        if state and step.optional and state is not VisitState.TOOL_ERROR:
            outcome, state = "optional_failed", None
        elif state:
            outcome = "failed"
        if session.effect:
            found["effect"], session.effect = session.effect.model_dump(), None
        self._step(step, outcome, started, noticed.data | found, problem)
        if state and not step.cleanup:
            self._stop(state, f"{problem} ({step.place})" if state is VisitState.BROKEN else problem)
            await self._stay(session)

    async def _act(self, session: Session, step: PlanStep, verb: StepType) -> None:
        args = verb.args.model_validate(self._values.resolve(step.args, step.scope))
        await session.look_at_new_tab()
        if verb.page and not verb.looks:
            await session.answer_consent()
        await verb.run(session, args)

    def _decide(self, step: PlanStep) -> bool:
        """Whether the step is to be played; a block's condition is written down when it is first asked."""
        for guard in step.guards:
            if guard.id not in self._progress.branches:
                holds = self._values.holds(guard.expression, guard.scope)
                self._record("branch", guard=guard.id, expression=guard.expression, holds=holds)
        return guards_hold(step, self._progress, self._values)

    def _is_played(self, step: PlanStep) -> bool:
        """As `guards_hold`; a condition that cannot be worked out is left to the step itself, which says so."""
        try:
            return guards_hold(step, self._progress, self._values)
        except StepFailed:
            return False

    async def _find_out(self, session: Session, step: PlanStep, started: datetime, noticed: _Noticed) -> None:
        """An irreversible act was begun and its outcome never written: never act again, look whether it happened."""
        if step.id in self._progress.letters:
            self._step(step, "already_done", started, {})
            return
        problem = "" if step.done_if else "no `done_if` says how to find out"
        for look in step.done_if:
            verb = registry.steps()[look.verb]
            if not self._is_played(look):
                continue
            try:
                await self._act(session, look, verb)
            except (StepFailed, PlaywrightError, ShopperError) as error:
                words = playwright_words(error, look.text) if isinstance(error, PlaywrightError) else str(error)
                problem = f"{words} ({look.place})"
                break
        await self._notice(session, registry.steps()["goto"], noticed)
        if not problem:
            self._step(step, "already_done", started, noticed.data)
            return
        problem = f"“{step.text}” was interrupted and is not repeated; whether it happened could not be found out: {problem}"
        self._step(step, "failed", started, noticed.data, problem)
        self._stop(VisitState.INDETERMINATE, problem)

    def _mind_the_spending(self, step: PlanStep) -> None:
        """Refuse an irreversible act when a noted amount is over what may be spent."""
        if not self.plan.shop.orders_allowed:
            raise StepFailed(
                f"“{step.text}” cannot be undone, and `{self.plan.shop.id}` is a competitor: nothing is ordered there",
                remedy="If it may be, write `orders: allowed` in the shop's file.",
            )
        for limit in filter(None, (self.plan.limits.spend, self.plan.shop.spend)):
            for name, value in self._progress.values.items():
                if isinstance(value, Money) and value.currency == limit.currency and value.amount > limit.amount:
                    raise StepFailed(
                        f"`{name}` is {value}, over the limit of {limit}",
                        remedy="Raise `limits: spend`, or choose a cheaper product.",
                    )

    async def _notice(self, session: Session, verb: StepType, noticed: _Noticed) -> None:
        """Take the evidence of a step: what the page shows, and a picture."""
        console, failed = session.take_notices()
        if not verb.page and (noticed.data or session.page.url == BLANK):  # what was seen last still stands there
            noticed.data = {**noticed.data, "console": console, "failed_requests": failed}
            return
        before = noticed.page
        if verb.looks and before and (page := await self._read(session)) == before:
            noticed.data = {**noticed.data, "console": console, "failed_requests": failed}  # the last picture shows it
            return
        page, shot = await asyncio.gather(self._read(session), picture(session.page))
        noticed.page = session.seen = page
        if page and not session.faults.on:
            if not self._explores:
                self._page_links.see(self._current.id, page)
            self._page_probes.see(f"step:{self._current.id}", page)
            await self._page_probes.probe_here(session.page, f"step:{self._current.id}", page)
        blob = self._bundle.store_json(page.model_dump(mode="json")) if page else None
        image = self._bundle.store(shot, ".jpg") if shot else None
        noticed.data = {
            "url": page.url if page else session.page.url,
            "document": page.document if page else 0,
            "picture": image.model_dump() if image else None,
            "page_blob": blob.model_dump() if blob else None,
            "console": console,
            "failed_requests": failed,
        }

    async def _read(self, session: Session) -> PageView | None:
        page = await session.read()
        return page and await self._page_probes.with_logos(page)

    def _reconsider(
        self, session: Session, page: PageView | None, state: VisitState | None, problem: str
    ) -> tuple[VisitState | None, str]:
        """Whose fault a failed step is: a challenge or an error page in the way is not the journey's."""
        if page and page.challenged:
            return VisitState.INDETERMINATE, f"a bot challenge stands in the way at {page.url}; {CHALLENGED}"
        if session.faults.on and state in (VisitState.BROKEN, VisitState.BLOCKED):
            return state, f"{problem} (the fault `{session.faults.on}` was on)"
        if state is VisitState.BROKEN and page:
            if session.status and session.status >= 400:
                return VisitState.BLOCKED, f"{page.url} answers {session.status}: {problem}"
            if words := error_text(page):
                return VisitState.BLOCKED, f"{page.url} says “{words}”: {problem}"
        return state, problem

    # --- seeing what happens ---

    async def _pause(self, step: PlanStep, url: str = "") -> None:
        """Let the person who looks on see the step before it is played, if she wants to. Raises Stopped if she ends it."""
        watch = self._around.watch
        if watch is None or step.id in self._paused or not watch.pauses(self.id, self.plan, step):
            return
        self._paused.add(step.id)
        redact = self._around.secrets.redact
        facts = {name: redact(str(value)) for name, value in self._progress.values.items()}
        if not await watch.before(
            Moment(self.id, self.plan, step, self._excerpt(step), self._values_of(step), facts, redact(url))
        ):
            raise Stopped(f"stopped before {step.place} by the person who looked on")

    async def _stay(self, session: Session) -> None:
        """Stay at the page where the visit failed, as long as the person who looks on wants to. All is written down."""
        if self._around.watch and self._failed:
            closed = asyncio.Event()
            session.page.once("close", lambda page: closed.set())
            await self._around.watch.stay(self.plan, self._failed, closed)

    async def _meant(self, session: Session, step: PlanStep, verb: StepType) -> str:
        """The thing on the page that a step is about, in words; the first of several that is not there."""
        wanted = locators(step, verb, self._shown)
        thing = await missing(session, wanted) or next(iter(wanted), None)
        return thing.describe(self.plan.language) if thing else self._said(step)

    def _values_of(self, step: PlanStep) -> dict[str, str]:
        """The step's arguments filled in, without secrets."""
        said = resolved(step, registry.steps()[step.verb], self._shown)
        return {name: self._around.secrets.redact(value) for name, value in said.items()}

    def _asked(self, step: PlanStep, error: StepFailed) -> dict[str, Any]:
        """What there is to say about a condition that cannot be worked out."""
        said = {name: self._around.secrets.redact(value) for name, value in asked(step, self._shown).items()}
        guard = next((guard for guard in step.guards if guard.expression in error.problem), None)
        return {"resolved": said, "excerpt": self._excerpt(step, guard.expression if guard else "")}

    def _excerpt(self, step: PlanStep, expression: str = "") -> str:
        return self._around.secrets.redact(excerpt(step, home_of(self._around.root), expression))

    def _keep_traces(self, *, well: bool | None = None) -> None:
        for trace in self._traces.keep(well=well):
            self._record("trace", **trace.model_dump(mode="json"))

    # --- waiting ---

    async def _await_mail(self, wanted: AwaitMail, give_up: datetime | None) -> bool:
        """Sleep until a wanted mail has come or is due. False: patience ended first."""
        step = next((step for step in self.plan.steps if step.id == wanted.step), None)
        began, reached = self._clock.now(), self._progress.last or self._clock.now()
        if step:
            await self._pause(step)
        if step and step.id not in self._progress.waits:
            self._decide(step)
            if not any(kind in wanted.kinds for _, kind in self._progress.expected):
                self._current = step
                self._expect(wanted.kinds[0], wanted.until - reached, since=reached)
            self._record("wait", step=step.id, until=wanted.until.isoformat(), sync=True)  # before sleeping: a crash knows it
        self._around.tell(self.id, f"waiting for {', '.join(wanted.kinds)}")
        if step and self._progress.unawaited(wanted.kinds[0]):
            self._record("awaited", mail=wanted.kinds[0])
            self._step(step, "passed", began, {})
            return True
        harvester = self._around.harvester
        until = min(wanted.until, give_up) if give_up else wanted.until
        if harvester is None:
            self._record("blind", reason="the shop has no mailbox")
        elif self._clock.now() < until:
            await self._clock.sleep_until(until, self._bell)
            return True
        elif await harvester.sweep() is not None:  # once more, before a mail is called missing
            self._record("looked")
        else:
            self._record("blind", reason=BLIND)
            self._stop(VisitState.TOOL_ERROR, BLIND)
        await self._take_in()
        if self._clock.now() < wanted.until:
            return False
        if step and not self._progress.unawaited(wanted.kinds[0]):
            problem = f"the mail `{wanted.kinds[0]}` did not come in time"
            self._step(step, "optional_failed" if step.optional else "failed", began, {}, problem)
            if not step.optional and not self._progress.stopped:
                self._stop(VisitState.BLOCKED, problem)
        return True

    async def _wait(self, wanted: WaitUntil, give_up: datetime | None) -> bool:
        step = next(step for step in self.plan.steps if step.id == wanted.step)
        await self._pause(step)
        if step.id not in self._progress.waits and step.id not in self._progress.looks:
            self._decide(step)
            self._record("wait", step=step.id, until=wanted.at.isoformat(), sync=True)
        began = self._progress.last or self._clock.now()
        self._around.tell(self.id, f"waiting until {wanted.at:%d %b %H:%M} UTC")
        while self._clock.now() < wanted.at:
            if give_up and give_up < wanted.at:
                return False
            await self._clock.sleep_until(wanted.at, self._bell)
            await self._take_in()
        if step.id in self._progress.looks:
            self._record("woke", step=step.id)
        else:
            self._step(step, "passed", began, {})
        return True

    # --- mail ---

    def _arrived(self, arrival: Arrival) -> None:
        """Called by the harvest in the event loop, at once when a mail to this visit's address is there."""
        self._arrivals.append(arrival)
        self._bell.ring()

    async def _take_in(self) -> None:
        """Read what has arrived, tell its kind, and take the probes that need a browser."""
        while self._arrivals:
            arrival = self._arrivals.pop(0)
            content = await asyncio.to_thread(self._around.secrets.redact_mail, arrival.raw)
            raw = await self._bundle.store_aside(content, ".eml")
            key = f"{arrival.uidvalidity}/{arrival.folder}/{arrival.uid}"
            if key in self._known or self._renumbered(raw.sha256, arrival.uidvalidity):
                continue
            self._known.add(key)
            reading = await asyncio.to_thread(self._around.reader.read, content)
            signers = {kind.dkim.lower() for kind in self.plan.shop.mails.values() if kind.dkim}
            signatures = await self._around.signatures.tried(arrival.raw, reading, signers)  # of the bytes as they came
            origin = recognise(reading, self.plan.shop, signatures, self._around.authserv_id)
            mail = Mail(
                id=f"m{len(self._mails) + 1}", arrived=arrival.arrived, noticed=arrival.noticed, folder=arrival.folder,
                junk=arrival.junk, raw=raw, reading=reading, signatures=signatures, **origin._asdict(),
            )  # fmt: skip
            self._mails.append(mail)
            self._record(
                "mail", id=mail.id, key=key, arrived=mail.arrived.isoformat(), noticed=mail.noticed.isoformat(),
                folder=mail.folder, junk=mail.junk, raw=raw.model_dump(), mail_kind=mail.kind, system=mail.system,
                solicited=mail.solicited, doubt=mail.doubt,
                signatures=[signature.model_dump() for signature in signatures],
            )  # fmt: skip
            self._around.tell(self.id, f"mail: {reading.subject}")
            async with self._turn_at_the_browser():
                probed = await self._around.mails.probe(mail, self.plan, content)
            self._record("probes", mail=mail.id, **probed)

    def _renumbered(self, digest: str, uidvalidity: int) -> bool:
        """Whether an earlier process took this very mail in, before the server numbered everything anew."""
        return any(known == digest and validity != uidvalidity for known, validity in self._restored)

    def _restore(self, events: list[dict[str, Any]]) -> None:
        """Mails that an earlier process took in, and what was said in the chat until then."""
        for event in events:
            if event["kind"] == "turn":
                self._turns += 1
                self._talk.remember(event["who"], event.get("conversation", 1))
            if event["kind"] == "task":
                self._tasks.add(event["step"])
            if event["kind"] != "mail":
                continue
            self._known.add(event["key"])
            self._restored.add((event["raw"]["sha256"], int(event["key"].partition("/")[0])))
            known = {name: event[name] for name in Mail.model_fields if name in event}
            raw = (self._bundle.folder / event["raw"]["path"]).read_bytes()
            self._mails.append(Mail(**known, kind=event["mail_kind"], reading=self._around.reader.read(raw)))

    # --- writing down ---

    def _record(self, kind: str, /, *, sync: bool = False, **data: Any) -> None:
        at = self._clock.now()
        self._journal.append(kind, at, sync=sync, **data)
        self._progress.add({"kind": kind, "at": at.isoformat(), **data})

    def _step(self, step: PlanStep, outcome: str, started: datetime, seen: dict[str, Any], problem: str = "") -> None:
        known: dict[str, Any] = {
            "id": step.id, "verb": step.verb, "text": self._said(step), "place": step.place.model_dump(), "outcome": outcome,
            "started": started.isoformat(), "ended": self._clock.now().isoformat(), "problem": problem,
            "cleanup": step.cleanup, "fault": "" if step.cleanup else self._fault,
        }  # fmt: skip
        if problem:
            chain = [place.model_dump() for place in step.chain]
            known |= {"chain": chain, "excerpt": self._excerpt(step), "resolved": self._values_of(step)}
        self._record("step", **known | seen)
        if outcome == "failed":
            self._failed = StepRecord.model_validate(self._bundle.redact(known | seen))

    def _said(self, step: PlanStep) -> str:
        """The step as written, with names filled in as far as they are known; what is typed into forms stays a name."""
        if step.verb == "fill":
            return step.text
        try:
            return str(self._values.resolve(step.text, step.scope))
        except (StepFailed, ShopperError):
            return step.text

    def _fact(self, name: str, value: Money | str, quote: str) -> None:
        source, at = f"step:{self._current.id}", self._clock.now()
        fact = Fact(name=name, value=value, quote=quote, source=source, at=at)
        self._record("fact", **fact.model_dump(mode="json"))

    def _find_file(self, name: str) -> Path:
        """A file that the step hands in: beside its YAML, or beside the YAML that uses its flow."""
        step = self._current
        return find_file(name, [place.file for place in (step.place, *reversed(step.chain))], home_of(self._around.root))

    def _uploaded(self, file: File) -> None:
        blob = self._bundle.store(file.content, ".bin")
        self._record("upload", step=self._current.id, name=file.name, type=file.type, blob=blob.model_dump())

    def _downloaded(self, file: File) -> None:
        blob = self._bundle.store(file.content, ".pdf" if file.type == PDF else ".bin")
        id = f"d{self._current.id}"
        self._record("document", id=id, step=self._current.id, name=file.name, type=file.type, blob=blob.model_dump())

    async def _send(self, draft: Draft) -> None:
        """Send a letter, once, and write it down as soon as it was accepted."""
        step, outbox, limit = self._current, self._around.outbox, self.plan.limits.mails
        if not outbox:
            raise StepFailed(
                f"shop `{self.plan.shop.id}` has no mailbox that a customer could write from",
                remedy="Name one in its file (`mailbox:`), and its `smtp` in journeys/mailboxes.yaml.",
            )
        if limit is not None and len(self._progress.letters) >= limit:
            problem = f"this would be letter {limit + 1} of the visit, and `limits: mails` allows {limit}"
            raise StepFailed(problem, remedy="Raise it, or write less.")
        at = self._clock.now().astimezone(ZoneInfo(zone_of(self.plan)))
        letter = compose(
            draft,
            name=self.plan.persona.name,
            address=self.address,
            seed=f"{self.id}/{step.id}",
            at=at,
            locale=self.plan.locale,
        )
        raw = self._bundle.store(self._around.secrets.redact_mail(letter.raw), ".eml")
        await asyncio.to_thread(outbox.send, letter.raw, sender=self.address, recipient=draft.to)
        self._record(
            "letter", sync=True, id=f"l{len(self._progress.letters) + 1}", step=step.id, to=draft.to, subject=letter.subject,
            text=letter.text, message_id=letter.message_id, answers=draft.answers.id if draft.answers else "",
            raw=raw.model_dump(),
        )  # fmt: skip

    def _explored_page(self, page: ExploredPage) -> None:
        """Written at once: a crash loses no more than the pages that were open then."""
        self._explored += 1
        self._record("explored", step=self._current.id, page=page.model_dump(mode="json"))

    def _turn(self, who: str, text: str, agent: str, conversation: int) -> None:
        self._turns += 1
        self._record(
            "turn", id=f"t{self._turns}", who=who, text=text, step=self._current.id, agent=agent, conversation=conversation
        )

    def _hand_over(self, text: str, channel: Channel, questions: tuple[Question, ...]) -> None:
        """Put a task on the score sheet; one that was handed over before a crash stands there already."""
        step = self._current.id
        if step not in self._tasks:
            self._tasks.add(step)
            task = Task(step=step, text=text, channel=channel, questions=questions, since=self._clock.now())
            self._record("task", **task.model_dump(mode="json", exclude={"answers", "by"}))

    def _expect(self, kind: str, within: timedelta, answers: tuple[str, ...] = (), *, since: datetime | None = None) -> None:
        """`since`: the last submit, by our clock."""
        counted = since or self._progress.last_act or self._clock.now()
        self._record(
            "expected", step=self._current.id, mail=kind, since=counted.isoformat(), within=within.total_seconds(),
            place=self._current.place.model_dump(), answers=answers,
        )  # fmt: skip

    def _stop(self, state: VisitState, reason: str) -> None:
        if self._progress.stopped is None:
            self._record("stopped", state=state.value, reason=reason)

    async def _remember(self, session: Session) -> None:
        """Write a checkpoint: page and cookies from which the next leg, or a run after a crash, goes on."""
        folder = self._around.logins
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        old = self._progress.checkpoint.login
        self._login_count += 1
        name = f"{self.id}-{os.getpid()}-{self._login_count}.json"
        path = folder / name
        path.touch(mode=0o600)
        await session.context.storage_state(path=path)
        self._record("checkpoint", url=session.page.url.removeprefix(BLANK), login=name)
        if old:
            (folder / old).unlink(missing_ok=True)

    def _forget_login(self) -> None:
        for path in self._around.logins.glob(f"{self.id}-*.json"):
            path.unlink(missing_ok=True)


def _with_remedy(error: StepFailed) -> str:
    return f"{error.problem}. {error.remedy}" if error.remedy else error.problem

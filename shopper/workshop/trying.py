"""Trying steps: played once on a page, by the machinery of visits, and told in words. Nothing is recorded or judged."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from playwright.async_api import Error as PlaywrightError
from pydantic import Field, TypeAdapter, ValidationError

from shopper import registry
from shopper.bundle import write_atomically
from shopper.clock import Clock
from shopper.egress import host_matches
from shopper.errors import ShopperError, StepFailed, UsageError
from shopper.hosts import plain_address, read_host
from shopper.inbox.sending import Draft
from shopper.journey.expressions import Values
from shopper.journey.files import find_file, home_of
from shopper.journey.items import Item
from shopper.journey.load import Loaded, load_profiles
from shopper.journey.mistakes import Mistakes, did_you_mean, one_of, say
from shopper.journey.needs import Part, Stage
from shopper.journey.plans import LOCALES, speaks
from shopper.journey.profiles import ShopBook, which_flow
from shopper.journey.schema import Locale
from shopper.journey.script import Reader
from shopper.journey.source import Source, read
from shopper.journey.unfold import Script, Unfolded, flows_used, unfold
from shopper.journey.values import Locator, format_duration
from shopper.model import AwaitMail, Guard, Look, Mailbox, Model, Money, PageView, Persona, Place, Plan, PlanStep, Reached, Shop
from shopper.registry import StepType
from shopper.secrets import Secrets
from shopper.visit.browser import Browsers
from shopper.visit.capture import picture
from shopper.visit.chat import Talk
from shopper.visit.files import Cabinet, File
from shopper.visit.letters import Post
from shopper.visit.session import Session, playwright_words
from shopper.visit.showing import instead, locators, missing
from shopper.wanted import BROWSERS
from shopper.world import gate_to, open_world

DEVICES = ("desktop", "phone")
BUILT_IN = Path(__file__).resolve().parents[1]
"""The project that comes along, with the practice shop's file."""
NAME = "try"
"""The visit's id in addresses: mystery+try@example.com."""


class Tried(Model):
    """What came of one step. `found`: how many things fit each locator; `says`: what it noted, said or would wait for;
    `instead`: what the page has in place of something that was not found."""

    text: str
    outcome: Literal["done", "failed", "skipped", "waits"]
    found: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    problem: str = ""
    instead: str = ""


class Trial(Model):
    """What came of all steps, up to the first that failed, and what the page shows now. `facts`: name → value."""

    steps: tuple[Tried, ...] = ()
    page: PageView | None = None
    facts: dict[str, Money | str] = Field(default={})
    console: tuple[str, ...] = ()
    failed_requests: tuple[str, ...] = ()
    picture: str = ""

    @property
    def problem(self) -> str:
        """Why a step failed; empty if none did."""
        return next((step.problem for step in self.steps if step.problem), "")


@dataclass(frozen=True)
class Attempt:
    """What is to be tried, and where: `plan` has the steps, with flows unfolded; `url` is the page, absolute; `home` the folder
    of the project's journeys."""

    plan: Plan
    url: str
    home: Path
    mailboxes: Mapping[str, Mailbox] = field(default_factory=dict)


def prepare(
    steps: Sequence[str],
    *,
    url: str = "",
    root: Path | None = None,
    shop: str = "",
    persona: str = "",
    locale: str = "",
    device: str = "desktop",
    browser: str = "chromium",
    practice: bool = False,
    really: bool = False,
) -> Attempt:
    """Read steps (each text: YAML of one step, or of a list), and find the shop that the page belongs to.

    `root`: the project, if there is one; its shops lend their hosts, flows and mails. `shop`: the name of one; else the one
    that has the host of `url`, or without `url` the only one; else one that has nothing but this host. `practice`: the
    practice shop. `really`: steps that cannot be undone may be tried. Raises MistakesFound for the YAML, UsageError for
    everything else.
    """
    if root:
        registry.load_project(root)
    loaded = load_profiles(root) if root else Loaded()
    book = _book(loaded, shop, url, practice)
    if practice and not book:
        root, loaded = BUILT_IN, load_profiles(BUILT_IN)
        book = _book(loaded, shop, url, practice)
    profile = book.profile if book else _stranger(url, locale)
    locale = _locale(profile, locale)
    plan = Plan(
        id=NAME,
        journey=NAME,
        title="Trying a step",
        place=Place(file="step"),
        shop=profile,
        persona=_persona(loaded.personas, persona, locale),
        locale=locale,
        device=_known("device", device, DEVICES),
        browser=_known("browser", browser, BROWSERS),
        steps=(),
    )
    home = home_of(root) if root else Path.cwd() / "journeys"
    part = Part(plan.locale, plan.device, plan.voice)
    file = book.source.file if book else f"the shop at {profile.id}"
    unfolded = _read(steps, book, Stage(profile, file, home, persona=plan.persona, parts=(part,)))
    for step in unfolded.steps:
        _may_be_tried(step, profile, really)
    plan = plan.model_copy(update={"steps": unfolded.steps, "scopes": unfolded.scopes})
    return Attempt(plan, urljoin(profile.url, url), home, loaded.mailboxes)


async def try_out(
    attempt: Attempt,
    *,
    headed: bool = False,
    slow: float = 0.0,
    picture_file: Path | None = None,
    tell: Callable[[Tried], None] = lambda tried: None,
    linger: Callable[[], object] | None = None,
) -> Trial:
    """Open the page, play the steps until one fails that is not optional, and look at what the page shows then.

    `tell` hears of each step as it ends; `linger` is called before the browser closes; `picture_file` gets a JPEG. Raises
    Unreachable without a browser or an answer of the shop, UsageError for a page that is none of the shop's, and for a secret
    that is not set.
    """
    secrets = Secrets(attempt.home.parent)
    async with _page(attempt, secrets, Browsers(headed=headed, slow=slow)) as (session, player):
        try:
            await session.goto(attempt.url)
        except StepFailed as error:
            raise UsageError(error.problem, remedy=error.remedy) from None
        steps = []
        for step in attempt.plan.steps:
            steps.append(await player.play(step))
            tell(steps[-1])
            if steps[-1].problem and not step.optional:
                break
        await session.look_at_new_tab()
        seen = await session.read()
        console, failed = session.take_notices()
        shot = await picture(session.page) if picture_file else None
        if picture_file and shot:
            picture_file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(picture_file, shot)
        if linger:
            await asyncio.to_thread(linger)
    return Trial(
        steps=tuple(steps),
        page=PageView.model_validate(secrets.redact_all(seen.model_dump())) if seen else None,
        facts=player.facts,
        console=tuple(map(secrets.redact, console)),
        failed_requests=tuple(map(secrets.redact, failed)),
        picture=str(picture_file) if shot else "",
    )


@contextlib.asynccontextmanager
async def _page(attempt: Attempt, secrets: Secrets, browsers: Browsers) -> AsyncIterator[tuple[Session, _Player]]:
    """A customer before an empty page, behind the shop's egress gate."""
    plan, shop = attempt.plan, attempt.plan.shop
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(browsers)
        browsers.start(plan.browser)
        world = await stack.enter_async_context(open_world([shop], attempt.mailboxes))
        if world.practice:
            browsers.trust_practice_shop()
        gate = await stack.enter_async_context(gate_to(shop, world, secrets.look_up))
        credentials = secrets.look_up(shop.sign_in.get("basic", ""))
        context = await browsers.context(plan, gate.url, credentials=credentials, **gate.trust)
        stack.push_async_callback(_close, context.close)
        stack.enter_context(world.clock.working())
        mailbox = world.mailboxes.get(shop.mailbox)
        player = _Player(attempt, secrets, mailbox.address.replace("{visit}", NAME) if mailbox else "", world.clock)
        session = Session(
            plan, context, await context.new_page(), gate, (),
            noted=player.noted, expected=player.expected, talk=Talk(world.clock, player.said),
            post=Post(player.letter, Cabinet(player.file, player.took, player.took)),
        )  # fmt: skip
        player.session = session
        yield session, player


async def _close(close: Callable[[], Any]) -> None:
    with contextlib.suppress(PlaywrightError, TimeoutError):  # a page that hangs does not hold us up
        async with asyncio.timeout(10):
            await close()


class _Player:
    """Plays steps one by one in a session, and keeps what they note."""

    session: Session

    def __init__(self, attempt: Attempt, secrets: Secrets, address: str, clock: Clock) -> None:
        self.facts: dict[str, Money | str] = {}
        self._attempt, self._secrets, self._clock = attempt, secrets, clock
        about = {"id": NAME, "mail": address, "number": NAME}
        self._values = Values(attempt.plan, facts=self.facts, visit=about, secret=secrets.get)
        self._says: list[str] = []
        self._decided: dict[str, bool] = {}

    async def play(self, step: PlanStep) -> Tried:
        """Play one step. Raises Unreachable and UsageError: what no shop is to blame for."""
        self._says, self._step = [], step
        located: list[Locator] = []
        found: list[str] = []
        outcome: Literal["done", "failed", "skipped", "waits"] = "failed"
        problem = ""
        try:
            if not all(self._holds(guard) for guard in step.guards):
                return self._tried(step, "skipped", says=["its condition does not hold"])
            verb = registry.steps()[step.verb]
            args = verb.args.model_validate(self._values.resolve(step.args, step.scope))
            located = locators(step, verb, self._values)
            found = [words for wanted in located if (words := await self._fitting(wanted))]
            outcome = await self._act(verb, args)
        except StepFailed as error:
            problem = say(error.problem, error.remedy)
        except PlaywrightError as error:
            describe = located[0].describe(self._attempt.plan.language) if located else step.text
            problem = playwright_words(error, describe)
        except ShopperError:
            raise
        except (ValidationError, ArithmeticError, LookupError, TypeError, AttributeError, ValueError) as error:
            problem = "; ".join(e["msg"] for e in error.errors()) if isinstance(error, ValidationError) else str(error)
        hint = await instead(self.session, await missing(self.session, located)) if problem else ""
        return self._tried(step, outcome, found, self._says, problem, hint)

    def _holds(self, guard: Guard) -> bool:
        """Whether a condition lets its block be played; asked once, when the first step of the block is reached."""
        if guard.id not in self._decided:
            self._decided[guard.id] = self._values.holds(guard.expression, guard.scope)
        return self._decided[guard.id] != guard.negate

    async def _act(self, verb: StepType, args: Any) -> Literal["done", "waits"]:
        if verb.kind == "act":
            await self.session.look_at_new_tab()
            await verb.run(self.session, args)
            return "done"
        wanted = verb.run(Reached(at=self._clock.now(), shop=self._attempt.plan.shop), args)
        if isinstance(wanted, AwaitMail):
            self._says.append(
                f"a visit waits here for {one_of(f'`{kind}`' for kind in wanted.kinds)}, until {_day(wanted.until)}"
            )
        elif isinstance(wanted, Look):
            shown = await self.session.shows(Locator.model_validate(wanted.see))
            looks = f"a visit looks again every {format_duration(wanted.every)}, for {format_duration(wanted.within)}"
            self._says.append(
                "the page shows it: nothing is waited for" if shown else f"the page does not show it yet: {looks}"
            )
        else:
            self._says.append(f"a visit waits here until {_day(wanted.at)}")
        return "waits"

    async def _fitting(self, wanted: Locator) -> str:
        """How many things fit, before anything is done; empty where none does (yet)."""
        everything = self.session.all(wanted)
        count, visible = await everything.count(), await everything.filter(visible=True).count()
        if not count:
            return ""
        name = wanted.describe(self._attempt.plan.language)
        if count == 1:
            return f"{name}: found" if visible else f"{name}: there, but not visible"
        taken = f"number {wanted.nth} is taken" if wanted.nth is not None else "the first visible one is taken"
        return f"{name}: {count} fit, {visible} visible; {taken}"

    def _tried(
        self,
        step: PlanStep,
        outcome: Literal["done", "failed", "skipped", "waits"],
        found: Sequence[str] = (),
        says: Sequence[str] = (),
        problem: str = "",
        hint: str = "",
    ) -> Tried:
        redact = self._secrets.redact
        return Tried(
            text=step.text,
            outcome=outcome,
            found=tuple(map(redact, found)),
            says=tuple(map(redact, says)),
            problem=redact(problem),
            instead=redact(hint),
        )

    # --- what the session tells ---

    def noted(self, name: str, value: Money | str, quote: str) -> None:
        self.facts[name] = value if isinstance(value, Money) else self._secrets.redact(value)
        self._says.append(f"noted: {name} = {value} (“{quote}”)")

    def expected(self, kind: str, within: timedelta, answers: tuple[str, ...]) -> None:
        saying = f", saying {' or '.join(f'“{word}”' for word in answers)}" if answers else ""
        self._says.append(f"a visit expects the mail `{kind}` within {format_duration(within)}{saying}")

    def said(self, who: str, text: str, agent: str, conversation: int) -> None:
        self._says.append(f"{agent or who}: “{text}”")

    def file(self, name: str) -> Path:
        return find_file(name, [place.file for place in (self._step.place, *reversed(self._step.chain))], self._attempt.home)

    def took(self, file: File) -> None:
        self._says.append(f"file: {file.name} ({file.type}, {len(file.content):,} bytes)")

    async def letter(self, draft: Draft) -> None:
        raise StepFailed(f"no letter is sent to {draft.to}: only visits write", remedy="Play it in a journey: shopper run.")


def _read(texts: Sequence[str], book: ShopBook | None, stage: Stage) -> Unfolded:
    """The steps, read and unfolded. Raises MistakesFound."""
    mistakes = Mistakes()
    items: list[Item] = []
    for number, text in enumerate(texts, 1):
        source = read("step" if len(texts) == 1 else f"step {number}", text.encode(), mistakes)
        if source and source.data is None:
            mistakes.add(source, source.span(()), "there is no step here", "such as `click: {role: button, name: Buy}`")
        elif source:
            items += Reader(source, mistakes, {}).items(source.data, ())
    flows = book.flows if book else {}
    for use, name in flows_used(items):
        if name not in flows:
            problem = f"there is no flow `{name}` in {stage.file}"
            mistakes.add(
                use.source, use.where(name), problem, which_flow(name, flows) if book else "say whose it is: --shop NAME"
            )
    mistakes.raise_if_any()
    unfolded = unfold(Script(Source("step", [], {}), {}, tuple(items), ()), flows, stage, mistakes)
    mistakes.raise_if_any()
    return unfolded


def _book(loaded: Loaded, shop: str, url: str, practice: bool) -> ShopBook | None:
    """The shop that is meant: by name, as the practice shop, by the host of the page's address, or for being the only one."""
    if shop:
        if shop not in loaded.shops:
            known = f"Shops: {one_of(loaded.shops) or 'none'}."
            raise UsageError(f"there is no shop `{shop}`", remedy=say(did_you_mean(shop, loaded.shops).capitalize(), known))
        return loaded.shops[shop]
    if practice:
        return next((book for book in loaded.shops.values() if book.profile.practice), None)
    if not url:
        return next(iter(loaded.shops.values())) if len(loaded.shops) == 1 else None
    own = urlsplit(plain_address(url))
    for book in loaded.shops.values():
        if own.hostname and any(host_matches(pattern, own.hostname) for pattern in book.profile.hosts):
            at = urlsplit(book.profile.url)
            if own.port == at.port or own.hostname != at.hostname:  # of two shops on one machine the port tells which
                return book
    return None


def _stranger(url: str, locale: str) -> Shop:
    """A shop of which nothing but the address is known."""
    parts = urlsplit(plain_address(url))
    if not url:
        raise UsageError("nobody said where to try it", remedy="Name a page, --url https://…, or a shop, --shop NAME.")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"`{url}` is not a web address", remedy="It begins with https:// or http://; a path goes with --shop.")
    language = (locale or "en").split("-")[0]
    origin = f"{parts.scheme}://{parts.netloc}"
    return Shop(id=parts.hostname, name=read_host(parts.hostname), url=origin, languages=(language,), hosts=(parts.hostname,))


def _persona(personas: Mapping[str, Persona], name: str, locale: str) -> Persona:
    """The one of this name; else one of the locale's country, or the first."""
    if name and name not in personas:
        known = f"Personas: {one_of(personas) or 'none'}."
        raise UsageError(f"there is no persona `{name}`", remedy=say(did_you_mean(name, personas).capitalize(), known))
    here = (persona for persona in personas.values() if persona.country == locale.rpartition("-")[2])
    return personas[name] if name else [*here, *personas.values(), Persona(id="nobody", name="")][0]


def _locale(shop: Shop, locale: str) -> str:
    locale = locale or LOCALES.get(shop.languages[0], shop.languages[0])
    try:
        TypeAdapter(Locale).validate_python(locale)
    except ValidationError as error:
        problem, _, remedy = error.errors()[0]["msg"].partition("; ")
        raise UsageError(problem, remedy=remedy[:1].upper() + remedy[1:]) from None
    if not speaks(shop, locale):
        raise UsageError(f"`{shop.id}` does not speak `{locale}`", remedy=f"Its languages: {one_of(shop.languages)}.")
    return locale


def _known(what: str, word: str, known: Sequence[str]) -> Any:
    if word not in known:
        raise UsageError(
            f"`{word}` is not a {what}", remedy=say(did_you_mean(word, known).capitalize(), f"One of: {one_of(known)}.")
        )
    return word


def _may_be_tried(step: PlanStep, shop: Shop, really: bool) -> None:
    """Raises UsageError for what cannot be undone, unless it is really meant, and for letters in any case."""
    verb = registry.steps()[step.verb]
    if verb.once and not verb.page:
        problem = f"`{step.verb}` writes to the shop; that is no trial"
        raise UsageError(problem, place=step.place, remedy="Play it in a journey: shopper run.")
    if step.once and not shop.orders_allowed:
        problem = f"“{step.text}” cannot be undone, and `{shop.id}` is a competitor: nothing is ordered there"
        raise UsageError(problem, place=step.place, remedy="If it may be, write `orders: allowed` in the shop's file.")
    if step.once and not really:
        raise UsageError(f"“{step.text}” cannot be undone", place=step.place, remedy="If you mean it, add --really.")


def _day(at: Any) -> str:
    return f"{at:%d %b %H:%M} UTC"

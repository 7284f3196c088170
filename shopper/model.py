"""The frozen types that flow one way: Plan → Evidence → Audit. Imports nothing of ours.

Times are aware and UTC; durations are `timedelta` (seconds in JSON); money is `Decimal` with an ISO 4217 currency.
Everything here refuses unknown keys and can be written to and read from JSON.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

SCHEMA = "1.0"


class Model(BaseModel):
    """Frozen and strict about keys: a word that nobody knows is a mistake, not a wish."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_timedelta="float", populate_by_name=True)


Amount = Annotated[Decimal, PlainSerializer(lambda d: format(d, "f"), return_type=str)]


class Money(Model):
    """An amount in major units (19.99) with its ISO 4217 currency; `None` where the text named no currency."""

    amount: Amount
    currency: str | None = None

    def __str__(self) -> str:
        whole = self.amount == self.amount.to_integral_value()
        text = f"{self.amount:,.0f}" if whole else f"{self.amount:,.2f}"
        return f"{text} {self.currency}" if self.currency else text


class Place(Model):
    """Where something was written. Lines and columns count from 1, as editors do."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


# --- who, where: the profiles -------------------------------------------------------------------------------------


class Persona(Model):
    """Who plays: data that a form asks for. `voice` says how she writes; `voices`: voice → name → what she says by that name,
    a text or one by language, so that she can say the same thing in several voices."""

    id: str
    name: str
    given: str = ""
    family: str = ""
    phone: str = ""
    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""
    zone: str = Field(default="", description="her IANA time zone; empty: that of her locale's country")
    voice: str = ""
    voices: dict[str, dict[str, str | dict[str, str]]] = {}


class MailKind(Model):
    """One kind of mail that a shop sends. Expectations name it; a mail is of this kind if sender and subject fit."""

    system: str
    sender: str = Field(alias="from", description="address, or *@domain")
    subject: dict[str, str] = Field(description="language → text that the subject contains (case and accents as written)")
    title: str = ""
    reply: Literal["", "automatic", "human"] = Field(
        default="", description="answers a customer's question: an automatic acknowledgement, or a person's own words"
    )

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Brand(Model):
    """What the shop calls itself and how it looks. Empty: unknown, never judged."""

    name: str = ""
    """What it calls itself."""
    legal: str = ""
    """The company's name."""
    tax: str = ""
    """Its tax number."""
    phone: str = ""
    """Its number for customers."""
    email: str = ""
    """Its address for customers."""
    address: str = ""
    """Where it is."""
    logos: tuple[str, ...] = ()
    """Pictures beside the shop's file; one of them must be seen."""
    colours: tuple[str, ...] = ()
    """As `#0b6b5d`."""
    fonts: tuple[str, ...] = ()
    """Names of fonts."""
    former_names: tuple[str, ...] = ()
    """Names that must not be read any more."""


class FaultRule(Model):
    """What befalls some requests of the browser: those whose address fits `url` (`*`: anything but `/`, `**`: anything), or
    that go to `host` (`*.example.com`: and all names below it). They are held up for `delay`, and then get no answer
    (`unreachable`), this `answer` (a status) with this `body`, or what the host really says."""

    url: str = ""
    host: str = ""
    answer: int | None = None
    body: str = ""
    delay: timedelta = timedelta()
    unreachable: bool = False


class Shop(Model):
    """The audited company's profile, as the evidence keeps it (its flows have become steps of the plan)."""

    id: str
    name: str
    scope: Literal["own", "competitor"] = "own"
    orders_allowed: bool = True
    practice: bool = False
    url: str
    languages: tuple[str, ...]
    hosts: tuple[str, ...]
    zone: str = "UTC"
    hours: dict[str, str] = Field(
        default={}, description="as the shop's file has them: mon-fri → 08:00-18:00, holidays → VN; empty: unknown"
    )
    brand: Brand = Brand()
    mails: dict[str, MailKind] = {}
    standards: dict[str, Any] = {}
    visits_at_once: int = 4
    spend: Money | None = None
    never_click: tuple[str, ...] = ()
    mailbox: str = ""
    consent: dict[str, Any] | tuple[dict[str, Any], ...] | None = Field(
        default=None, description="what answers its consent banner: a locator, or several to be clicked one after the other"
    )
    chat: dict[str, Any] | None = Field(default=None, description="where the shop's chat is written and read: locators")
    sign_in: dict[str, Any] = Field(
        default={},
        description="how to get into a staging shop: basic, header (name → value), cookie (name, value); by reference only",
    )
    faults: dict[str, tuple[FaultRule, ...]] = {}


class Mailbox(Model):
    """Where the mails of visits arrive. `imap` and `smtp` are URLs: `imap://` is upgraded by STARTTLS unless it is loopback,
    `imaps://` is TLS from the start. `address` holds `{visit}`, the part that tells visits apart. `user` and `password` may
    still be `${secret:NAME}`: they are resolved when the connection is opened, never before."""

    name: str
    imap: str = ""
    smtp: str | None = None
    user: str = ""
    password: str = Field(default="", repr=False)
    address: str = ""
    folders: tuple[str, ...] = ("INBOX",)
    authserv_id: str = Field(
        default="", description="the name by which this mailbox's server signs Authentication-Results (RFC 8601)"
    )
    practice: bool = Field(default=False, description="the practice shop's own mail server: it brings its addresses along")


# --- the plan -----------------------------------------------------------------------------------------------------


class Scope(Model):
    """The inputs that the steps of one flow see; each value is a template in the scope of the caller."""

    parent: int | None = None
    inputs: dict[str, Any] = {}
    flow: str = ""


class Guard(Model):
    """A condition on a step. Asked once for its whole block (`id`), when the first step of the block is reached."""

    id: str
    expression: str
    scope: int = 0
    negate: bool = False


class PlanStep(Model):
    """One verb with its arguments, still with `${…}` in them, and where it was written."""

    id: str
    verb: str
    args: dict[str, Any]
    text: str = ""
    place: Place
    chain: tuple[Place, ...] = ()
    scope: int = 0
    guards: tuple[Guard, ...] = ()
    once: bool = False
    done_if: tuple[PlanStep, ...] = ()
    optional: bool = False
    cleanup: bool = False


class Limits(Model):
    spend: Money | None = None
    mails: int | None = None


class Plan(Model):
    """A journey resolved for one shop, locale, device and browser: frozen, and told apart by its `digest`."""

    id: str
    journey: str
    title: str
    why: str = ""
    type: str = ""
    weight: float = 1.0
    tags: tuple[str, ...] = ()
    place: Place
    shop: Shop
    persona: Persona
    locale: str
    device: Literal["desktop", "phone"] = "desktop"
    browser: Literal["chromium", "firefox", "webkit"] = "chromium"
    voice: str = Field(default="", description="which of the persona's `voices` she speaks with; empty: she has none")
    limits: Limits = Limits()
    zone: str = Field(default="", description="the customer's IANA time zone, where the journey says one")
    fault: str = Field(default="", description="the fault that is on from the first page on; empty: none")
    faults: dict[str, tuple[FaultRule, ...]] = Field(default={}, description="the journey's own; the shop's stand there")
    steps: tuple[PlanStep, ...]
    scopes: tuple[Scope, ...] = (Scope(),)
    digest: str = ""

    @property
    def language(self) -> str:
        """The language part of the locale: `vi` of `vi-VN`."""
        return self.locale.split("-")[0]


class VisitState(StrEnum):
    FINISHED = "finished"
    WAITING = "waiting"
    BLOCKED = "blocked"
    BROKEN = "broken"
    INDETERMINATE = "indeterminate"
    TOOL_ERROR = "tool_error"


# --- what comes next ----------------------------------------------------------------------------------------------


class PlayLeg(Model):
    """Open a browser and play on from this step."""

    step: str


class AwaitMail(Model):
    """Sleep without a browser until a mail of each kind is there, or `until`. `step` is None for the wait at the end."""

    kinds: tuple[str, ...]
    until: datetime
    step: str | None = None


class WaitUntil(Model):
    """Sleep without a browser until `at`."""

    at: datetime
    step: str | None = None


class Look(Model):
    """Look at the page now and then, until it shows `see`: `every` so long, `within` the first look. `unless`: what ends it.

    The locators are as a journey writes them.
    """

    see: dict[str, Any]
    unless: dict[str, Any] | None = None
    every: timedelta
    within: timedelta


class Reached(Model):
    """Where a visit stands when it reaches a wait: the time, and the shop that it is at."""

    at: datetime
    shop: Shop


class Done(Model):
    """Nothing is left to do."""

    state: VisitState
    reason: str = ""


Next = PlayLeg | AwaitMail | WaitUntil | Done

# --- evidence -----------------------------------------------------------------------------------------------------


class Link(Model):
    """A link or mail address as the customer sees it; `href` is absolute."""

    text: str
    href: str
    visible: bool = True
    new_tab: bool = False


class Block(Model):
    """A run of visible text with the language its element declares (`""`: none)."""

    text: str
    lang: str = ""


class PageView(Model):
    """What a page showed after a step."""

    url: str
    title: str = ""
    status: int | None = None
    lang: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    controls: tuple[str, ...] = Field(default=(), description="names of visible buttons")
    challenged: bool = False
    document: float = Field(default=0, exclude=True, description="when it began to load, by the browser's own clock")

    @property
    def text(self) -> str:
        """All visible text, a block a line."""
        return "\n".join(block.text for block in self.blocks)


class Blob(Model):
    """A file of the evidence, named by the SHA-256 of its bytes. `path` is relative to the audit's folder."""

    path: str
    sha256: str
    size: int


class Trace(Model):
    """A recording of one leg for Playwright's trace viewer, without secrets; `note` says why there is none."""

    leg: int
    blob: Blob | None = None
    note: str = ""


StepOutcome = Literal["passed", "failed", "skipped", "optional_failed", "already_done"]


class StepRecord(Model):
    """What came of one step. The last four fields are kept of a step that failed, for whoever mends its journey."""

    id: str
    verb: str
    text: str
    place: Place
    outcome: StepOutcome
    started: datetime
    ended: datetime
    problem: str = ""
    url: str = ""
    picture: Blob | None = None
    page_blob: Blob | None = Field(default=None, description="the page's text, links and controls (a PageView as JSON)")
    page: PageView | None = Field(default=None, exclude=True)
    console: tuple[str, ...] = ()
    failed_requests: tuple[str, ...] = ()
    cleanup: bool = False
    fault: str = Field(default="", description="the fault that was on; what a page did meanwhile is not the shop's doing")
    document: float = Field(default=0, description="tells documents of the visit apart, whatever their address; 0: unknown")
    chain: tuple[Place, ...] = Field(default=(), description="the `use`s that led there, outermost first")
    excerpt: str = Field(default="", description="its lines of YAML as they were when it was played, with a caret")
    resolved: dict[str, str] = Field(
        default={}, description="argument (or name, of a condition) → its value, filled in; secrets as •••"
    )
    instead: str = Field(default="", description="what stood on the page in place of what was looked for")


class Fact(Model):
    """A value that the shop stated, with its source and the quote. Same name, different values: a contradiction."""

    name: str
    value: Money | str
    quote: str
    source: str = Field(description="step:ID, mail:ID, document:ID or turn:ID")
    at: datetime


class LinkProbe(Model):
    """Where a link of a mail led when it was opened in a browser under the egress gate.

    `outcome`: `opened` (see `status`), `refused` (the gate: not one of the shop's hosts, or never to be clicked),
    `unreachable` (no answer; the name does not resolve, the connection fails) or `not_opened` (it would act).
    """

    href: str
    outcome: Literal["opened", "refused", "unreachable", "not_opened"]
    found_on: str = Field(default="", description="step:ID of the page that has it; empty for a mail's link")
    attempts: int = 1
    status: int | None = None
    url: str = ""
    reason: str = ""
    page_blob: Blob | None = Field(default=None, description="the page's text, links and controls (a PageView as JSON)")
    page: PageView | None = Field(default=None, exclude=True)
    picture: Blob | None = None


class MailPart(Model):
    """A MIME leaf: its type, file name (never used as a path) and size in bytes. `text` and `pages` are read from PDFs."""

    type: str
    name: str = ""
    size: int
    text: str = Field(default="", exclude=True)
    pages: int | None = None
    problem: str = Field(default="", description="why it could not be read, for a type that is read")


class Reading(Model):
    """What one raw mail says, read once under limits. `problem` is set when it could not be read whole."""

    message_id: str = ""
    sender: str = ""
    sender_name: str = ""
    recipients: tuple[str, ...] = ()
    reply_to: str = ""
    subject: str = ""
    date: datetime | None = None
    in_reply_to: tuple[str, ...] = Field(default=(), description="Message-IDs that it answers or refers to")
    automatic: bool = Field(default=False, description="its headers say that no person wrote it (RFC 3834)")
    text: str = Field(default="", description="what the customer reads: the HTML's visible text, else the text part")
    plain: str = Field(default="", exclude=True, description="the text/plain part")
    html: str = Field(default="", exclude=True, description="the text/html part, as sent")
    lang: str = Field(default="", description="the language that the HTML declares")
    links: tuple[Link, ...] = ()
    parts: tuple[MailPart, ...] = ()
    headers: dict[str, tuple[str, ...]] = Field(
        default={}, exclude=True, description="lower-case name → values, as sent, decoded"
    )
    problem: str = ""


class Mail(Model):
    """A mail that reached this visit's address. `arrived` is the mailbox server's INTERNALDATE (whole seconds)."""

    id: str
    arrived: datetime
    noticed: datetime
    folder: str = "INBOX"
    raw: Blob
    reading: Reading
    kind: str = ""
    system: str = ""
    solicited: bool = True
    probes: tuple[LinkProbe, ...] = ()
    pictures: dict[str, Blob] = Field(default={}, description="rendered at visit time: width in px → JPEG")


class Letter(Model):
    """A mail that the customer wrote. `answers` is the id of the mail that it replies to."""

    id: str
    at: datetime
    to: str
    subject: str
    text: str
    message_id: str
    answers: str = ""
    step: str
    raw: Blob


class Turn(Model):
    """One message of a chat. `shop`: nobody can tell whether a bot or a person wrote it."""

    id: str
    who: Literal["customer", "bot", "person", "shop"]
    text: str
    at: datetime
    step: str


class Document(Model):
    """A file that the shop handed over, attached to a mail or downloaded from a page; of PDFs the text is read.

    `source` is `mail:ID` or `step:ID`. An attachment's bytes lie in its mail: it has no `blob` of its own.
    """

    id: str
    name: str
    type: str
    source: str
    at: datetime
    blob: Blob | None = None
    text: str = Field(default="", exclude=True)
    pages: int | None = None
    problem: str = ""


class Outcome(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    CANT_TELL = "cant_tell"
    PENDING = "pending"
    NOT_APPLICABLE = "not_applicable"


class Verdict(Model):
    """One sentence of a check about one thing. `about` names the thing (a mail's kind, a URL) and stays stable."""

    outcome: Outcome
    sentence: str = ""
    expected: str = ""
    actual: str = ""
    about: str = ""
    owner: str = ""
    evidence: tuple[str, ...] = Field(default=(), description="step:ID, mail:ID, or a blob's path")


class Expectation(Model):
    """A mail that the journey expects: `since` our clock at the submit, due `within` that. Judged when due."""

    kind: str
    since: datetime
    within: timedelta
    place: Place
    mail: Mail | None = None
    looked: datetime | None = Field(default=None, description="when the mailbox was last seen alive and swept")

    @property
    def due(self) -> datetime:
        return self.since + self.within


class Evidence(Model):
    """Everything that one visit recorded, as checks see it. Checks get this and nothing else."""

    visit: str
    plan: Plan
    address: str = ""
    browser: str = ""
    sandbox: bool = True
    clock_jumped: bool = False
    started: datetime
    ended: datetime
    state: VisitState
    reason: str = ""
    clock_error: timedelta = Field(default=timedelta(), description="± between our clock and the mail server's")
    clock_skew: timedelta = Field(default=timedelta(), description="mail server's clock minus ours")
    steps: tuple[StepRecord, ...] = ()
    mails: tuple[Mail, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    letters: tuple[Letter, ...] = ()
    chat: tuple[Turn, ...] = ()
    documents: tuple[Document, ...] = ()
    page_links: tuple[LinkProbe, ...] = Field(default=(), description="links of the pages seen, asked for after the leg")
    facts: tuple[Fact, ...] = ()
    traces: tuple[Trace, ...] = ()

    @property
    def language(self) -> str:
        return self.plan.language

    def fact(self, name: str) -> Fact | None:
        """The first statement of a fact: what the customer was told when it was first named."""
        return next((fact for fact in self.facts if fact.name == name), None)


# --- the audit ----------------------------------------------------------------------------------------------------


class Impact(StrEnum):
    CRITICAL = "critical"
    SERIOUS = "serious"
    MODERATE = "moderate"
    MINOR = "minor"


class ItemState(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    UNREACHED = "unreached"
    PENDING = "pending"
    AWAITING_HUMAN = "awaiting_human"
    UNKNOWN = "unknown"


class Acceptance(Model):
    """Why a finding is known and accepted: since `accepted`, until the end of the day `until`, as baseline.yaml says."""

    reason: str
    accepted: date
    until: date


class Finding(Model):
    """What a check says about a visit, with what it costs and who can mend it. Points are of the audit's score."""

    id: str
    check: str
    title: str
    outcome: Outcome
    impact: Impact
    category: str
    visit: str
    about: str = ""
    sentence: str
    expected: str = ""
    actual: str = ""
    evidence: tuple[str, ...] = ()
    owner: str = ""
    share: float = 0.0
    gain: float = 0.0
    cause: str = ""
    fix: str = ""
    why: str = ""
    requirements: tuple[str, ...] = ()
    must_pass: bool = False
    status: Literal["new", "known"] = "new"
    acceptance: Acceptance | None = Field(
        default=None, description="the baseline's entry; of a finding that is new it has expired, and hides nothing any more"
    )


class Score(Model):
    """0–100. `raw` is None when coverage is below 0.7 (insufficient evidence); `gated` is 0 after a failed must-pass."""

    raw: float | None
    gated: float | None
    coverage: float


class Item(Model):
    """One line of a visit's score card."""

    check: str
    title: str
    category: str
    weight: float
    state: ItemState
    passed: int = 0
    failed: int = 0


class CategoryScore(Model):
    id: str
    title: str
    weight: float
    score: float | None = Field(description="0–1; None when nothing of it could be scored")
    items: tuple[Item, ...] = ()


class VisitResult(Model):
    """One visit in the audit."""

    id: str
    journey: str
    title: str
    why: str = ""
    type: str = ""
    weight: float = 1.0
    place: Place | None = Field(default=None, description="where its journey is written")
    shop: str
    locale: str
    device: str
    browser: str
    voice: str = Field(default="", description="which of the persona's `voices` she spoke with; empty: she has none")
    address: str = ""
    state: VisitState
    reason: str = ""
    started: datetime
    ended: datetime
    clock_jumped: bool = False
    clock_error: timedelta = timedelta()
    clock_skew: timedelta = timedelta()
    score: Score
    categories: tuple[CategoryScore, ...] = ()
    steps: tuple[StepRecord, ...] = ()
    mails: tuple[Mail, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    letters: tuple[Letter, ...] = ()
    chat: tuple[Turn, ...] = ()
    documents: tuple[Document, ...] = ()
    facts: tuple[Fact, ...] = ()
    promises: tuple[Fact, ...] = ()
    traces: tuple[Trace, ...] = ()


class MustPass(Model):
    title: str
    state: ItemState
    visits: tuple[str, ...] = Field(default=(), description="the visits in which it failed")


class Audit(Model):
    """The one source of every report: `audit.json`."""

    schema_version: str = Field(default=SCHEMA, alias="schema")
    audit: str
    shops: tuple[Shop, ...] = ()
    started: datetime
    finished: datetime
    verdict: str = Field(description="one sentence, before any number")
    passed: bool
    target: float | None = None
    score: Score
    visits: tuple[VisitResult, ...]
    findings: tuple[Finding, ...]
    scorecard: tuple[CategoryScore, ...] = ()
    must_pass: tuple[MustPass, ...] = ()
    kpis: dict[str, Any] = {}
    risk: dict[str, Any] = {}
    notes: tuple[str, ...] = Field(default=(), description="what a reader must know: the clock jumped, the sandbox was off")

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_timedelta="float", populate_by_name=True)

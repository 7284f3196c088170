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
    purpose: Literal["", "service", "marketing", "survey"] = Field(
        default="", description="what it is for; empty: service, or unknown where its words say otherwise"
    )
    dkim: str = Field(default="", description="the domain that signs every such mail (RFC 6376); empty: none is known to")

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
    trackers: tuple[str, ...] = Field(default=(), description="hosts that count clicks for the shop, on the way to its pages")
    partners: tuple[str, ...] = Field(default=(), description="mail domains that may write to its customers for it")
    glossary: dict[str, tuple[str, ...]] = Field(
        default={}, description="the shop's word for a thing → other words that must not be used for it, in any language"
    )
    logo_prints: dict[str, str] = Field(
        default={}, description="logo file → what it looks like (see `reading/logos.py`), of those that mails can show"
    )
    mail_clients: tuple[str, ...] = Field(
        default=(), description="mail programs its mails must look right in; empty: the usual"
    )
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


class OAuth(Model):
    """How access tokens for a mailbox are got (RFC 6749, 6). The secrets may still be `${secret:NAME}`, as a password may."""

    endpoint: str = Field(description="the provider's token endpoint")
    client_id: str
    client_secret: str = Field(default="", repr=False, description="empty: a public client has none")
    refresh_token: str = Field(repr=False)
    scope: str = ""


class Mailbox(Model):
    """Where the mails of visits arrive. `imap` and `smtp` are URLs: `imap://` is upgraded by STARTTLS unless it is loopback,
    `imaps://` is TLS from the start. `address` holds `{visit}`, the part that tells visits apart. `user` and `password` may
    still be `${secret:NAME}`: they are resolved when the connection is opened, never before."""

    name: str
    imap: str = ""
    smtp: str | None = None
    user: str = ""
    password: str = Field(default="", repr=False)
    oauth: OAuth | None = Field(default=None, description="signs on with tokens instead of a password (XOAUTH2)")
    address: str = ""
    folders: tuple[str, ...] = Field(
        default=(), description="names, or uses such as `\\Junk`; empty: INBOX and the junk folder, at Gmail All Mail and it"
    )
    authserv_id: str = Field(
        default="", description="the name by which this mailbox's server signs Authentication-Results (RFC 8601)"
    )
    dns: bool = Field(default=False, description="ask public DNS for the keys that its mails are signed with (DKIM)")
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
    urgent: bool = Field(default=False, description="her matter cannot wait: she must not be sent to another channel")
    wants_marketing: bool = Field(default=False, description="she agreed to advertising on the way")
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
    redirects: tuple[str, ...] = Field(default=(), description="the addresses it led through, without the first and the last")
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
    sniffed: str = Field(default="", description="the type that its first bytes say it has; empty: they say nothing")
    sha256: str = ""
    content_id: str = Field(default="", description="what a picture in the HTML names it by (`cid:`)")
    inline: bool = False
    text: str = Field(default="", exclude=True)
    pages: int | None = None
    problem: str = Field(default="", description="why it could not be read, for a type that is read")


class MailPicture(Model):
    """A picture in a mail's HTML. `alt` is None where the attribute is missing; sizes in px as declared, None: not said.

    `href` is the link around it. `visible` is False for what is hidden by style, `tiny` for one of at most 3 × 3 px.
    """

    src: str
    alt: str | None = None
    width: int | None = None
    height: int | None = None
    href: str = ""
    visible: bool = True
    tiny: bool = False
    fingerprint: str = Field(default="", description="what it looks like (see `reading/logos.py`); empty: it was not looked at")


class ColourUse(Model):
    """A colour (`#0b6b5d`) and how many letters (of a background: cells and boxes) are drawn in it."""

    what: Literal["text", "link", "button", "background"]
    colour: str
    weight: int


class Markup(Model):
    """What a mail's HTML is made of, beside its words."""

    size: int = Field(default=0, description="bytes of the HTML as it stands in the mail, without its transfer encoding")
    pictures: tuple[MailPicture, ...] = ()
    layout_tables: int = Field(default=0, description="visible tables without role, caption or header cells")
    layout_tables_marked: int = Field(default=0, description="those with role=presentation or none")
    colours: tuple[ColourUse, ...] = ()
    fonts: dict[str, int] = Field(default={}, description="first font of each family list → letters set in it")
    features: tuple[str, ...] = Field(
        default=(), description="caniemail's slugs of what the HTML and CSS use: css-display-flex"
    )
    active: tuple[str, ...] = Field(default=(), description="what could act: <script>, <form>, onclick=, javascript:, <iframe>")
    empty_links: tuple[str, ...] = Field(default=(), description="words of links that lead nowhere: no href, # or javascript:")
    title: str = ""


class Hop(Model):
    """One `Received` header (RFC 5321, 4.4), in the order of travelling: the first is the sender's own."""

    by: str = ""
    sender: str = Field(default="", description="the host it came from, as it was written down")
    at: datetime | None = None


class Authentication(Model):
    """One method's result out of an `Authentication-Results` header (RFC 8601). `properties`: `header.d` → `shop.test`."""

    server: str = Field(description="the authserv-id of the server that says so")
    topmost: bool = Field(default=False, description="of the first such header: nobody but the last server wrote above it")
    method: str
    result: str
    properties: dict[str, str] = {}


class CalendarEvent(Model):
    """An event of an attached calendar (RFC 5545)."""

    summary: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    location: str = ""
    url: str = ""


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
    preheader: str = Field(default="", description="hidden words before the first visible ones: the inbox shows them")
    blocks: tuple[Block, ...] = Field(default=(), exclude=True, description="the text, a block each, with its own language")
    reply: str = Field(default="", exclude=True, description="the text without the earlier mails that it quotes")
    quoted: str = Field(default="", exclude=True, description="the earlier mails that it quotes")
    links: tuple[Link, ...] = ()
    markup: Markup = Field(default=Markup(), exclude=True)
    structured: tuple[dict[str, Any], ...] = Field(
        default=(), exclude=True, description="its JSON-LD and microdata (schema.org)"
    )
    events: tuple[CalendarEvent, ...] = ()
    hops: tuple[Hop, ...] = Field(default=(), exclude=True)
    authentication: tuple[Authentication, ...] = ()
    envelope_sender: str = Field(default="", description="Return-Path: where bounces go; `<>`: nowhere; empty: not known")
    format_errors: tuple[str, ...] = Field(default=(), description="what breaks RFC 5322 or MIME, a sentence each")
    parts: tuple[MailPart, ...] = ()
    headers: dict[str, tuple[str, ...]] = Field(
        default={}, exclude=True, description="lower-case name → values, as sent, decoded"
    )
    problem: str = ""


class Signature(Model):
    """A DKIM signature of a mail (RFC 6376), tried on its raw bytes at visit time. `unknown`: its key was not at hand, which no
    sender can bring about; `untried`: the mail is such that nobody could try it."""

    domain: str
    selector: str = ""
    outcome: Literal["pass", "fail", "unknown", "untried"]
    reason: str = ""


class Contrast(Model):
    """A text that is hard to read: ratio by WCAG 2.2, 1.4.3, the colours as drawn, its size in px."""

    text: str
    ratio: float
    wanted: float
    foreground: str
    background: str
    px: float


class Rendering(Model):
    """A mail drawn offline without scripts, and what was measured: at 375 or 600 px, light or dark, with or without images."""

    width: int
    scheme: Literal["light", "dark"] = "light"
    images: bool = True
    picture: Blob | None = None
    page_width: int = Field(default=0, description="px; wider than `width`: it scrolls sideways")
    widest: str = Field(default="", description="what makes it too wide, in words")
    letters: int = Field(default=0, description="letters of visible text")
    low_contrast: tuple[Contrast, ...] = ()
    broken: tuple[str, ...] = Field(default=(), description="addresses of pictures that did not load")
    unasked: tuple[str, ...] = Field(default=(), description="addresses of pictures that the gate did not let through")
    logo: Literal["", "seen", "not_seen"] = ""
    fingerprints: dict[str, str] = Field(
        default={}, description="address of a logo → what it looked like when it was loaded (see `fingerprints.py`)"
    )


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
    junk: bool = Field(default=False, description="the server filed it in its folder for unwanted mail")
    solicited: bool = True
    doubt: str = Field(default="", description="why it is not solicited, in words")
    signatures: tuple[Signature, ...] = ()
    probes: tuple[LinkProbe, ...] = ()
    pictures: dict[str, Blob] = Field(default={}, description="rendered at visit time: width in px → JPEG")
    renderings: tuple[Rendering, ...] = ()


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


class SendingSystem(Model):
    """One of the systems that write to the customer, told apart by its mails. `reason` says by what."""

    name: str
    reason: str
    senders: tuple[str, ...] = ()
    mails: tuple[str, ...] = Field(default=(), description="ids of its mails")
    declared: bool = Field(default=True, description="the shop's file names it; else the name is proposed")


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
    answers: tuple[str, ...] = Field(default=(), description="words of which the mail must have one, to answer the question")
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
    authserv_id: str = Field(default="", description="the mailbox's own server: its Authentication-Results can be believed")
    steps: tuple[StepRecord, ...] = ()
    mails: tuple[Mail, ...] = ()
    systems: tuple[SendingSystem, ...] = ()
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
    systems: tuple[SendingSystem, ...] = ()
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

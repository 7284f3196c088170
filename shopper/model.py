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
    budgets: dict[Literal["lcp", "cls", "inp", "weight"], float] = Field(
        default={}, description="what its pages may take at most: lcp and inp in ms, weight in bytes; left out: the usual"
    )
    compliance: tuple[str, ...] = Field(
        default=(), description="packs of legal rules that bind it: eu, vn; empty: none is judged"
    )
    questions: tuple[dict[str, str], ...] = Field(
        default=(), description="what its customers ask most, each language → question: its help must answer them"
    )
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


Region = Literal["", "header", "nav", "main", "aside", "footer", "dialog"]
"""Where on a page something stands, by its landmark (WAI-ARIA); empty: in none."""


class Link(Model):
    """A link or mail address as the customer sees it; `href` is absolute."""

    text: str
    href: str
    visible: bool = True
    new_tab: bool = False
    where: Region = ""
    lang: str = Field(default="", description="the language that it says its target is in (`hreflang`), or is itself marked as")


class Block(Model):
    """A run of text with the language its element declares (`""`: none)."""

    text: str
    lang: str = ""
    where: Region = ""
    folded: bool = Field(default=False, description="out of sight until she opens it: an answer in `<details>`, an accordion")


class FormField(Model):
    """A control that the customer fills in. Of what she typed nothing is kept but that she did."""

    label: str = Field(default="", description="its name as a person is told it: label, aria-label, placeholder at worst")
    name: str = Field(default="", description="what the form calls it")
    kind: str = Field(
        default="text", description="text, email, tel, search, password, checkbox, radio, select, textarea, file …"
    )
    autocomplete: str = Field(default="", description="as the page says (WCAG 2.2, 1.3.5)")
    required: bool = False
    filled: bool = Field(default=False, description="something stands in it; of a box or a choice: it is ticked")
    ticked_first: bool = Field(default=False, description="the page itself ticked it, before anybody touched it")
    invalid: bool = Field(default=False, description="marked as wrong (aria-invalid)")
    message: str = Field(default="", description="what describes it: aria-describedby, aria-errormessage")
    form: int = Field(default=0, description="which form of the page it stands in, from 1; 0: none")
    visible: bool = True
    options: tuple[str, ...] = Field(default=(), description="of a select: the first 60")


class ColourUse(Model):
    """A colour (`#0b6b5d`) and how many letters (of a background: cells and boxes) are drawn in it."""

    what: Literal["text", "link", "button", "background"]
    colour: str
    weight: int


class Overlay(Model):
    """Something that lies over the page: a consent banner, a newsletter's box. `covers`: share of what is in view, 0–1."""

    text: str
    covers: float
    controls: tuple[str, ...] = ()


class PagePicture(Model):
    """A picture on a page; sizes in px as drawn. `fingerprint`: what it looks like (`reading/logos.py`), of likely logos."""

    src: str
    alt: str | None = None
    width: int = 0
    height: int = 0
    href: str = Field(default="", description="the link around it")
    where: Region = ""
    fingerprint: str = ""


class Effect(Model):
    """What a click, or Enter, set off within two seconds."""

    name: str = Field(default="", description="what was clicked, as the page calls it")
    navigated: bool = False
    submitted: bool = Field(default=False, description="a form was sent")
    requested: bool = Field(default=False, description="the page asked its server for something")
    changed: bool = Field(default=False, description="something on the page changed")
    focused: bool = Field(default=False, description="the focus went elsewhere than to what was clicked")
    opened: bool = Field(default=False, description="a dialog, another window or a download came up")

    @property
    def is_none(self) -> bool:
        """Whether nothing at all happened."""
        return not (self.navigated or self.submitted or self.requested or self.changed or self.focused or self.opened)


class PageView(Model):
    """What a page showed after a step."""

    url: str
    title: str = ""
    status: int | None = None
    lang: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    controls: tuple[str, ...] = Field(default=(), description="names of visible buttons")
    headings: tuple[str, ...] = Field(default=(), description="visible headings, in their order")
    fields: tuple[FormField, ...] = ()
    alerts: tuple[str, ...] = Field(default=(), description="visible text of role=alert, role=status and assertive regions")
    structured: tuple[dict[str, Any], ...] = Field(default=(), description="its JSON-LD and microdata (schema.org)")
    robots: str = Field(default="", description="what its meta tag and X-Robots-Tag tell search engines: noindex …")
    alternates: dict[str, str] = Field(default={}, description="language (hreflang) → address of the same page in it")
    canonical: str = ""
    modified: datetime | None = Field(default=None, description="when its server says that it last changed (Last-Modified)")
    insecure: tuple[str, ...] = Field(
        default=(), description="what a page over TLS loads or sends without it: http:// addresses"
    )
    captcha: str = Field(default="", description="who asks whether she is human, within a page that works: recaptcha …")
    overlay: Overlay | None = None
    fonts: dict[str, int] = Field(default={}, description="font that its letters are set in, as first wished for → letters")
    colours: tuple[ColourUse, ...] = ()
    pictures: tuple[PagePicture, ...] = Field(
        default=(), description="in its header, its footer, and those that call themselves logos"
    )
    width: int = Field(default=0, description="of the window, px; 0: not measured")
    page_width: int = Field(default=0, description="px; wider than `width`: it scrolls sideways")
    widest: str = Field(default="", description="what makes it too wide, in words")
    challenged: bool = False
    document: float = Field(default=0, exclude=True, description="when it began to load, by the browser's own clock")

    @property
    def text(self) -> str:
        """All text that can be read here, a block a line, with what is folded."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def in_sight(self) -> PageView:
        """The page without what is folded: what stands before the customer's eyes."""
        if not any(block.folded for block in self.blocks):
            return self
        return self.model_copy(update={"blocks": tuple(block for block in self.blocks if not block.folded)})


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
    effect: Effect | None = Field(default=None, description="what its click set off; None: it clicked nothing")
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


class Promise(Fact):
    """A promise with a time (`promise.delivery`), until when it holds as its value, and what came of it. `unsure`: only a kind
    reading keeps it; `pending`: its time was not over when the visit ended; `unknown`: nothing tells of the thing."""

    state: Literal["kept", "broken", "unsure", "pending", "unknown"] = "unknown"
    came: datetime | None = Field(default=None, description="when the thing came")
    by: tuple[str, ...] = Field(default=(), description="what it came by: mail:ID, turn:ID")


class Statement(Model):
    """What the shop states of `name`, within `scope`, in one place."""

    name: str
    scope: str = ""
    value: str
    quote: str
    source: str = Field(description="step:ID, page:ID, mail:ID, document:ID or turn:ID")


class FoundTopic(Model):
    """What a first visit finds of one topic in one language; `source` empty: nothing."""

    language: str
    topic: str
    source: str = ""
    url: str = ""
    clicks: int | None = Field(default=None, description="from the first page; None: nobody counted")
    sure: bool = Field(default=True, description="False: it was not found, and not everything was looked at")


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
    challenged: bool = Field(default=False, description="it wanted proof of being human instead of answering")
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


class Barrier(Model):
    """What axe-core says keeps people out of a page: a rule of WCAG 2.2 that it breaks, and where first."""

    rule: str
    impact: Literal["minor", "moderate", "serious", "critical"]
    help: str = Field(description="in words")
    wcag: tuple[str, ...] = Field(default=(), description="success criteria: 1.4.3")
    elements: int = Field(description="how many break it")
    first: str = Field(default="", description="the first of them, as a selector")
    html: str = ""


class PageProbe(Model):
    """A page of the shop, opened anew in an empty browser or measured where the customer stood, once for all visits of a run.

    Times in milliseconds, sizes in bytes over the wire. None: could not be measured. Speed is that of a laboratory: this
    machine, nothing in the cache.
    """

    url: str
    found_on: str = Field(default="", description="step:ID or page:ID")
    device: Literal["desktop", "phone"] = "desktop"
    anew: bool = Field(default=True, description="opened anew, nothing in the cache; False: where the customer stood")
    status: int | None = None
    problem: str = Field(default="", description="why it could not be opened or measured")
    barriers: tuple[Barrier, ...] | None = Field(default=None, description="None: axe did not run")
    unsure: int = Field(default=0, description="elements that axe could not decide about")
    largest_paint: float | None = Field(default=None, description="Largest Contentful Paint")
    blocked: float | None = Field(default=None, description="longest task of the main thread: stands in for INP")
    shift: float | None = Field(default=None, description="Cumulative Layout Shift, without unit")
    answered: float | None = Field(default=None, description="time to the first byte")
    size: int | None = None
    requests: int | None = None
    heaviest: tuple[str, ...] = Field(default=(), description="the addresses of the largest parts, with their sizes in words")
    page_width: int = Field(default=0, description="px, in a window 375 px wide: wider, it scrolls sideways; 0: not measured")
    widest: str = Field(default="", description="what makes it too wide there, in words")
    picture: Blob | None = None


class ExploredPage(Model):
    """A page that an exploration looked at. `depth`: clicks from the first page; `via`: the id of the page that led there."""

    id: str
    url: str = Field(description="as it was asked for; where it led stands in `page`")
    depth: int
    via: str = ""
    link: str = Field(default="", description="the words of the link that led there")
    language: str = Field(description="the language that was being looked at")
    outcome: Literal["opened", "refused", "unreachable", "not_opened"] = "opened"
    reason: str = ""
    page_blob: Blob | None = None
    page: PageView | None = Field(default=None, exclude=True)
    picture: Blob | None = None
    console: tuple[str, ...] = ()
    failed_requests: tuple[str, ...] = ()


class Search(Model):
    """A search of the shop's own, tried during an exploration. `page`: the id of the page with what it found."""

    words: str
    field: str
    page: str = ""
    nonsense: bool = Field(default=False, description="nothing can be found by these words")


class Exploration(Model):
    """A first visit without a goal: what can be found in one language of a shop, by links alone."""

    step: str
    language: str
    pages: tuple[ExploredPage, ...] = ()
    searches: tuple[Search, ...] = ()
    languages: dict[str, str] = Field(default={}, description="language that the shop offers → address of its first page")
    left: tuple[str, ...] = Field(default=(), description="addresses that were seen and not opened: the limit came first")
    complete: bool = Field(default=False, description="nothing is left that looked like help or terms")
    sitemap: tuple[str, ...] = Field(default=(), description="addresses of its sitemap.xml in this language")
    robots: tuple[str, ...] = Field(default=(), description="paths that its robots.txt closes to search engines")
    insecure_front: str = Field(default="", description="where http:// of its first page led; empty: it was not asked for")
    stopped: str = Field(default="", description="why it ended early, in words")


class Question(Model):
    """One question on a person's score sheet. `weight` as on the score card."""

    id: str
    text: str
    answers: Literal["yes_no", "scale", "words"] = "yes_no"
    weight: float = 1.0
    category: str = Field(default="communication", description="of the score card")


Channel = Literal["phone", "social", "store", "other"]
"""Where a person does what no browser can."""


class Task(Model):
    """Something that a person does in the visit's stead: call, go to the store, write on a social network."""

    step: str
    text: str
    channel: Channel = "other"
    questions: tuple[Question, ...] = ()
    since: datetime
    answers: dict[str, str | int | bool] = Field(
        default={}, description="question id → what the person answered; empty: nothing yet"
    )
    by: str = Field(default="", description="who answered, as she signs")


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
    agent: str = Field(default="", description="the name that the shop shows beside it")
    conversation: int = Field(default=1, description="which of the visit's conversations it belongs to")


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
    page_probes: tuple[PageProbe, ...] = ()
    explorations: tuple[Exploration, ...] = ()
    tasks: tuple[Task, ...] = ()
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
    points: float | None = Field(default=None, description="0–1, of an answer on a scale; None: what its state scores")


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
    promises: tuple[Promise, ...] = ()
    stated: tuple[Statement, ...] = Field(default=(), description="what the pages of its explorations state, each thing once")
    contradictions: tuple[tuple[Statement, Statement], ...] = ()
    found: tuple[FoundTopic, ...] = Field(default=(), description="what its explorations found, by language and topic")
    page_probes: tuple[PageProbe, ...] = ()
    explorations: tuple[Exploration, ...] = ()
    tasks: tuple[Task, ...] = ()
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
    passed: bool = Field(
        description="the score (of the target, if there is one) was reached and no must-pass is broken; a fault may still stand"
        " beside it"
    )
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

"""The shape of the YAML files, and how they become profiles. Steps are read by `script.py`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from shopper.hosts import plain_address, plain_host
from shopper.journey.values import (
    HOST,
    ByLanguage,
    Duration,
    Locator,
    MailPattern,
    Number,
    Sum,
    Text,
    Whole,
    format_duration,
    written,
)
from shopper.model import Brand, FaultRule, Limits, Mailbox, MailKind, Model, Persona, Shop

_DAY = "(?:mon|tue|wed|thu|fri|sat|sun)"
_DAYS = re.compile(rf"{_DAY}(?:-{_DAY})?")
_TIMES = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-4]):[0-5]\d|closed")
_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MOST_SPOKEN = frozenset(
    {"vi", "en", "de", "fr", "es"}
)  # by shops that this tool reads: CLDR takes a tenth of a second to open
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_REFERENCE = re.compile(r"\$\{secret:[A-Z][A-Z0-9_]*\}")
_SERVER = r"(\[[0-9a-fA-F:.]+\]|[^\s\x00-,/:-@\[-^`{-\x7f]+)(:[1-9][0-9]{0,4})?"
_WEB = re.compile(rf"https?://{_SERVER}([/?#]\S*)?")
_ADDRESSES = re.compile(r"(https?://|\*)\S+")
_BY_REFERENCE_ONLY = "a password never stands in a file; write a reference, such as ${secret:STAGING}"

OTHER_STANDARDS = ("acknowledgement", "mail", "chat", "handoffs", "self_service", "clicks")
"""Standards besides the kinds of mail."""

BUILT_IN_FAULTS = ("offline", "slow_3g", "no_third_parties")
"""Faults that every shop has. `none` lifts whichever is on."""

LONGEST_DELAY = timedelta(minutes=2)
"""What is held up for longer is gone, as far as a customer can tell."""

InputType = Literal["text", "money", "duration", "date", "number", "yes/no"]
Device = Literal["desktop", "phone"]
Browser = Literal["chromium", "firefox", "webkit"]


def _wrong(problem: str, remedy: str = "") -> PydanticCustomError:
    return PydanticCustomError("shape", "{text}", {"text": f"{problem}; {remedy}" if remedy else problem})


def _locale(text: str) -> str:
    if _LOCALE.fullmatch(text):
        _check_country(text)
        return text
    language, _, country = text.replace("_", "-").partition("-")
    guess = "-".join(part for part in (language.lower(), country.upper()) if part)
    hint = f"did you mean `{guess}`?" if _LOCALE.fullmatch(guess) else "write it like vi-VN or en-GB"
    raise _wrong(f"`{text}` is not a locale", hint)


def _check_country(locale: str) -> None:
    """Raises PydanticCustomError for a country or region that neither ISO 3166-1 nor UN M49 has (in the words of CLDR)."""
    language, *_, country = locale.split("-") if "-" in locale else (locale, "")
    if len(country) in (0, 4):  # a language alone, or with its script
        return
    from babel import Locale
    from babel.core import get_global

    if country in Locale("en").territories:
        return
    likely = get_global("likely_subtags").get(language, "").rpartition("_")[2]
    meant = get_global("territory_aliases").get(country, [likely])[0]
    hint = f"did you mean `{locale.removesuffix(country)}{meant}`?" if meant else "write it like vi-VN or en-GB"
    raise PydanticCustomError("country", "{text}", {"text": f"there is no country `{country}`; {hint}"})


def _language(text: str) -> str:
    if _LANGUAGE.fullmatch(text):
        return text
    raise _wrong(f"`{text}` is not a language", "write its code, such as vi or en")


def _spoken(text: str) -> str:
    """Raises PydanticCustomError for a code that no language has (in the words of CLDR): `vn` is a country's."""
    code, *_ = text.split("-")
    if code in _MOST_SPOKEN:
        return text
    from babel import Locale
    from babel.core import get_global

    if code in Locale("en").languages or code in get_global("language_aliases"):
        return text
    there = get_global("likely_subtags").get(f"und_{code.upper()}", "en" if code in ("gb", "us") else "").partition("_")[0]
    hint = f"did you mean `{there}`?" if there else "write its code, such as vi or en"
    raise PydanticCustomError("language", "{text}", {"text": f"`{code}` is no language; {hint}"})


def _name(text: str) -> str:
    if _NAME.fullmatch(text):
        return text
    raise _wrong(f"`{text}` is not a name", "use small letters, digits and `_`")


def _host(text: str) -> str:
    host = text.lower() if text.isascii() else plain_host(text)
    if HOST.fullmatch(host):
        return host
    raise _wrong(f"`{text}` is not a host", "write a name such as www.example.com, or *.example.com")


def _web(text: str) -> str:
    if _WEB.fullmatch(text):
        return text
    raise _wrong(f"`{text}` is not a web address", "it begins with https:// or http://")


def _by_reference(text: str) -> str:
    if _REFERENCE.fullmatch(text):
        return text
    raise _wrong("a password never stands in a file", "write a reference, such as ${secret:STAGING}")


def _unquoted(value: Any) -> Any:
    """What must be a mapping; what stands there instead may be a password, and is not quoted."""
    if isinstance(value, dict | Model):
        return value
    raise _wrong("a mapping must stand here", "such as {basic: ${secret:STAGING}}, {header: {…}} or {cookie: {…}}")


def _token(text: str) -> str:
    """RFC 9110, 5.6.2: what a header and a cookie may be called."""
    if _TOKEN.fullmatch(text):
        return text
    raise _wrong(f"`{text}` is no name of a header or a cookie", "write it like X-Staging-Key")


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ValueError, OSError, KeyError):
        problem = f"`{text}` is not a time zone; write it like Asia/Ho_Chi_Minh or Europe/Berlin"
        raise PydanticCustomError("zone", "{text}", {"text": problem}) from None
    return text


def _fault_name(text: str) -> str:
    if text in (*BUILT_IN_FAULTS, "none"):
        raise _wrong(f"`{text}` is built in", "give yours another name")
    return _name(text)


def _addresses(text: str) -> str:
    if _ADDRESSES.fullmatch(text):
        return text
    raise _wrong(f"`{text}` is no pattern of web addresses", "such as https://pay.example.com/**")


Addresses = Annotated[
    Text,
    AfterValidator(_addresses),
    written(_ADDRESSES.pattern, "such as https://pay.example.com/**", "https://pay.example.com/**"),
]


def _delay(value: timedelta) -> timedelta:
    if value <= LONGEST_DELAY:
        return value
    hint = f"it may be {format_duration(LONGEST_DELAY)}; what takes longer is `unreachable: true` to a customer"
    raise PydanticCustomError("too_long_to_wait", "{text}", {"text": f"`{format_duration(value)}` is too long a delay; {hint}"})


def _true(value: Any) -> Any:
    """Python takes 1 for `true`; nobody who writes it does."""
    if value is True:
        return value
    raise _wrong("`unreachable` can only be `true`", "leave it out where somebody answers")


def _list(value: Any) -> Any:
    """One is a list of one."""
    return value if isinstance(value, list) or value is None else [value]


Language = Annotated[
    Text, AfterValidator(_language), written(_LANGUAGE.pattern, "write its code, such as vi or en", "vi", "en")
]
SpokenLanguage = Annotated[Language, AfterValidator(_spoken)]
"""One that somebody speaks: elsewhere a language is compared with those of the shop."""
Locale = Annotated[Text, AfterValidator(_locale), written(_LOCALE.pattern, "write it like vi-VN or en-GB", "vi-VN", "en-GB")]
Name = Annotated[Text, AfterValidator(_name), written(_NAME.pattern, "use small letters, digits and `_`")]
Host = Annotated[
    str,
    AfterValidator(_host),
    written(
        HOST.pattern.replace("a-z", r"A-Za-z\u00a1-\uffff"),
        "write a name such as www.example.com, or *.example.com",
        "www.example.com",
        "*.example.com",
    ),
]
WebAddress = Annotated[
    Text, AfterValidator(_web), written(_WEB.pattern, "write it like https://www.example.com", "https://www.example.com")
]
Zone = Annotated[Text, AfterValidator(_zone)]
Reference = Annotated[Text, AfterValidator(_by_reference), written(_REFERENCE.pattern, _BY_REFERENCE_ONLY)]
Token = Annotated[Text, AfterValidator(_token), written(_TOKEN.pattern, "write it like X-Staging-Key")]
Steps = Annotated[list[Any], Field(json_schema_extra={"x-steps": True})]
"""Read by `script.py`."""


# --- faults -------------------------------------------------------------------------------------------------------


class FaultShape(Model):
    """What befalls requests to some addresses: `url` (`*`: anything but `/`, `**`: anything) or a whole `host`."""

    url: Addresses | None = None
    """Requests to these addresses: `*` is anything but `/`, `**` anything."""
    host: Host | None = None
    """Requests to this host."""
    answer: Annotated[Whole, Field(ge=200, le=599)] | None = None
    """The status that they are answered with instead, such as 500."""
    body: Text | None = None
    """What the answer says; with `answer`."""
    delay: Annotated[Duration, AfterValidator(_delay)] | None = None
    """How long they are held up, at most 2m."""
    unreachable: Annotated[Literal[True], BeforeValidator(_true)] | None = None
    """Nobody answers at all."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": ["url"]}, {"required": ["host"]}],
            "anyOf": [{"required": [key]} for key in ("answer", "delay", "unreachable")],
            "dependentRequired": {"body": ["answer"]},
            "not": {"required": ["answer", "unreachable"]},
        }
    )

    @model_validator(mode="after")
    def _fits_together(self) -> FaultShape:
        if (self.url is None) is (self.host is None):
            raise _wrong("a fault befalls either a `url` or a `host`", "such as `host: pay.example.com`")
        if self.answer is None and self.delay is None and not self.unreachable:
            raise _wrong("this fault does nothing", "add `answer: 500`, `delay: 10s` or `unreachable: true`")
        if self.unreachable and self.answer is not None:
            raise _wrong("who is unreachable does not answer", "keep `answer` or `unreachable`")
        if self.body is not None and self.answer is None:
            raise _wrong("`body` needs `answer`", "add the status, such as `answer: 402`")
        return self

    def rule(self) -> FaultRule:
        return FaultRule(
            url=self.url or "",
            host=self.host or "",
            answer=self.answer,
            body=self.body or "",
            delay=self.delay or timedelta(),
            unreachable=bool(self.unreachable),
        )


_FAULT_NAME = rf"(?!({'|'.join(BUILT_IN_FAULTS)}|none)$){_NAME.pattern}"
FaultShapes = dict[
    Annotated[Text, AfterValidator(_fault_name), written(_FAULT_NAME, "use small letters, digits and `_`")],
    Annotated[tuple[FaultShape, ...], BeforeValidator(_list), Field(min_length=1)],
]


def fault_rules(shapes: FaultShapes) -> dict[str, tuple[FaultRule, ...]]:
    """Faults as plans and shops keep them."""
    return {name: tuple(shape.rule() for shape in several) for name, several in shapes.items()}


# --- a journey ----------------------------------------------------------------------------------------------------


_SEVERAL = Field(min_length=1, json_schema_extra={"uniqueItems": True})


class Matrix(Model):
    """Every combination is a plan of its own. Left out: the shop's first language, a desktop, Chromium, the first voice."""

    locale: Annotated[tuple[Locale, ...], BeforeValidator(_list), _SEVERAL] | None = None
    """The customer's language and country: `[vi-VN, en-GB]`; left out: the shop's first language."""
    device: Annotated[tuple[Device, ...], BeforeValidator(_list), _SEVERAL] = ("desktop",)
    """`desktop`, `phone`, or both."""
    browser: Annotated[tuple[Browser, ...], BeforeValidator(_list), _SEVERAL] = ("chromium",)
    """`chromium`, `firefox`, or both."""
    voice: Annotated[tuple[Name, ...], BeforeValidator(_list), _SEVERAL] | None = None
    """Which of the persona's `voices` she speaks in."""

    @field_validator("locale", "device", "browser", "voice")
    @classmethod
    def _no_repeats(cls, values: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if twice := next((value for value in values or () if (values or ()).count(value) > 1), ""):
            raise _wrong(f"`{twice}` is here twice", "keep one: each is played")
        return values


class JourneyLimits(Model):
    """What one visit may spend, and how many mails it may write."""

    spend: Sum | None = None
    """An irreversible step is refused when a noted amount is higher: `50 EUR`."""
    mails: Annotated[Whole, Field(ge=0)] | None = None
    """How many mails the customer may write."""


_ONE = {"type": ["string", "number", "boolean"]}
_ONE_OR_BY_LANGUAGE = {"anyOf": [_ONE, {"type": "object", "additionalProperties": _ONE, "minProperties": 1}]}
PLAIN = {"anyOf": [*_ONE_OR_BY_LANGUAGE["anyOf"], {"type": "array", "items": _ONE_OR_BY_LANGUAGE, "minItems": 1}]}
"""What an input may be: a value, one by language, or a list of such."""


class JourneyFile(Model):
    """`journeys/**/*.yaml`: what a customer sets out to do."""

    journey: Annotated[Text, Field(min_length=1)]
    """Its title in the report."""
    why: Text = ""
    """What a reader should know about the customer and her wish."""
    type: Literal["product", "payment", "delivery", "return", "warranty", "change", "complaint"] | None = None
    """What it is about."""
    matrix: Matrix = Matrix()
    """A visit is played for every combination."""
    persona: Text
    """Who plays: one of `personas.yaml`."""
    shop: Annotated[tuple[Text, ...], BeforeValidator(_list), Field(min_length=1)] | None = None
    """Only these shops, by their files' names; left out: all that have its flows and speak one of its languages."""
    inputs: dict[Name, Annotated[Any, Field(json_schema_extra=PLAIN)]] = Field(default={})
    """Values for `${inputs.NAME}`: a text, a number, yes or no, a text by language, or a list of such."""
    limits: JourneyLimits = JourneyLimits()
    """What one visit may do."""
    tags: Annotated[tuple[Text, ...], BeforeValidator(_list)] = ()
    """Words by which journeys are chosen: `shopper run --tag nightly`."""
    weight: Annotated[Number, Field(gt=0, le=1000)] = 1.0
    """How much the journey counts in the audit's score."""
    urgent: bool = False
    """Her matter cannot wait: whoever answers it by mail must not tell her to call instead."""
    marketing: bool = False
    """She agrees to advertising on the way."""
    zone: Zone | None = None
    """The time zone of the customer's browser; left out: her persona's, or her country's."""
    fault: Annotated[Text, Field(min_length=1)] | None = None
    """What fails from the first step on: `offline`, `slow_3g`, `no_third_parties`, or one of `faults`."""
    faults: FaultShapes = Field(default={})
    """Faults of this journey's own, by name."""
    steps: Annotated[Steps, Field(min_length=1)]
    """What the customer does, one verb a step."""
    cleanup: Steps = Field(default=[])
    """Played at the end, also after a step has failed."""

    def profile_limits(self) -> Limits:
        return Limits(spend=self.limits.spend, mails=self.limits.mails)


# --- a shop -------------------------------------------------------------------------------------------------------


class FlowInput(Model):
    """One input of a flow. With a default it may be left out."""

    type: InputType
    """What it must be."""
    default: Any = None
    """What it is if nothing is given; without one, it must be given."""


def _input(value: Any) -> Any:
    """`pay: text` is short for `pay: {type: text}`."""
    return value if isinstance(value, dict | FlowInput) else {"type": value}


class FlowShape(Model):
    """A flow: how a named piece of a journey is done at this shop."""

    inputs: dict[Name, Annotated[FlowInput, BeforeValidator(_input, json_schema_input_type=InputType | FlowInput)]] = Field(
        default={}
    )
    """Name → type; or `{type: …, default: …}` where it may be left out."""
    steps: Annotated[Steps, Field(min_length=1)]
    """How it is done here."""


class ShopLimits(Model):
    visits_at_once: Annotated[Whole, Field(ge=1, le=64)] = 4
    """How many visits are played at the same time."""
    spend: Sum | None = None
    """What one visit may spend here; a journey's own limit may be lower: `100 EUR`."""


class MailShape(Model):
    """One kind of mail: how a customer recognises it."""

    system: Name
    """Which of the shop's sending systems writes it."""
    sender: MailPattern = Field(alias="from")
    """The sender's address: `orders@example.com`, `*@example.com`, or `*@*.example.com` for all hosts below it."""
    subject: dict[Language, Text]
    """Language → a text that the subject contains, case and accents as written."""
    title: Text = ""
    """What the report calls it; left out: its name."""
    reply: Literal["", "automatic", "human"] = ""
    """It answers a customer's question: an `automatic` acknowledgement, or a person's own words (`human`)."""
    purpose: Literal["", "service", "marketing", "survey"] = ""
    """What it is for: `marketing` may come only to those who agreed, and must be easy to cancel."""
    dkim: Host | Literal[""] = ""
    """The domain that signs every such mail (DKIM): one without its signature is not the shop's."""


class StagingCookie(Model):
    """A cookie that opens a staging shop."""

    name: Token
    """What the cookie is called."""
    value: Reference
    """What it holds, by reference: `${secret:STAGING_COOKIE}`."""


class SignIn(Model):
    """How to get into a staging shop: a password (`user:password`), a header, a cookie, or several of them."""

    basic: Reference | None = None
    """User and password of HTTP, as `user:password`, by reference: `${secret:STAGING}`."""
    header: Annotated[dict[Token, Reference], BeforeValidator(_unquoted)] = Field(default={})
    """Header → value, by reference; sent to the shop's own hosts only."""
    cookie: Annotated[StagingCookie, BeforeValidator(_unquoted)] | None = None
    """A cookie that opens the shop."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": ["basic"]},
                {"required": ["header"], "properties": {"header": {"minProperties": 1}}},
                {"required": ["cookie"]},
            ]
        },
    )

    @model_validator(mode="after")
    def _says_something(self) -> SignIn:
        if self.basic is None and not self.header and self.cookie is None:
            raise _wrong("`sign_in` says nothing", "add `basic:`, `header:` or `cookie:`")
        return self


def hours_mistake(day: str, times: str) -> tuple[str, str]:
    """What is wrong with one entry of `hours`, and what to write instead; two empty texts if it is right."""
    if day == "zone":
        try:
            ZoneInfo(times)
        except (ValueError, OSError, KeyError):
            return f"`{times}` is not a time zone", "write it like Asia/Ho_Chi_Minh or Europe/Berlin"
    elif day == "holidays":
        from holidays import list_supported_countries  # 60 ms: only where a shop keeps holidays

        country, _, part = times.partition("-")
        known = list_supported_countries()
        if country not in known or (part and part not in known[country]):
            return f"nobody knows the holidays of `{times}`", "write a country as VN, or a part of it as DE-BY"
        return "", ""
    elif not _DAYS.fullmatch(day):
        return f"`{day}` is not a day", "write mon, mon-fri, sat …, zone or holidays"
    elif not _TIMES.fullmatch(times):
        return f"`{times}` are no opening hours", "write 08:00-18:00 or closed"
    return "", ""


_WEIGHT = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(KB|MB)")
_WEIGHT_HINT = "write a number and its unit, such as 1.5 MB or 800 KB"
_BYTES = {"KB": 1_000, "MB": 1_000_000}


def _weight(text: str) -> str:
    if _WEIGHT.fullmatch(text):
        return text
    raise _wrong(f"`{text}` is no weight of a page", _WEIGHT_HINT)


_MS = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?ms")


def _in_seconds(value: Any) -> Any:
    """`200ms` is `0.2s`: those who build pages count in ms."""
    hit = _MS.fullmatch(value.strip()) if isinstance(value, str) else None
    return f"{float(hit[1]) / 1000:f}s" if hit else value


PageTime = Annotated[
    Duration,
    BeforeValidator(_in_seconds),
    written(
        r"(?=.*[1-9])( *[0-9]+(\.[0-9]+)? ?ms *|( *[0-9]+(\.[0-9]+)? *[smhdw] *)+)",
        "write a number with its unit, such as 2s or 200ms",
        "2s",
        "200ms",
    ),
]


class Budgets(Model):
    """What a page may take at most; what is left out is judged by the usual limits."""

    lcp: PageTime | None = None
    """Until its main part is painted (Largest Contentful Paint): `2s`."""
    cls: Annotated[Number, Field(gt=0)] | None = None
    """How much it may jump while it loads (Cumulative Layout Shift), without unit: `0.1`."""
    inp: PageTime | None = None
    """How long it may keep a customer waiting who taps (longest task, for Interaction to Next Paint): `200ms`."""
    weight: Annotated[Text, AfterValidator(_weight), written(_WEIGHT.pattern, _WEIGHT_HINT, "1.5 MB")] | None = None
    """How much is loaded for it: `1.5 MB`."""

    def measures(self) -> dict[Literal["lcp", "cls", "inp", "weight"], float]:
        """Those that are given: times in ms, weight in bytes."""
        weight = _WEIGHT.fullmatch(self.weight or "")
        given: dict[Literal["lcp", "cls", "inp", "weight"], float | None] = {
            "lcp": self.lcp.total_seconds() * 1000 if self.lcp else None,
            "cls": self.cls,
            "inp": self.inp.total_seconds() * 1000 if self.inp else None,
            "weight": float(weight[1]) * _BYTES[weight[2]] if weight else None,
        }
        return {name: value for name, value in given.items() if value is not None}


Handoffs = dict[Literal["simple", "complex"], Annotated[Whole, Field(ge=0)]]


Clicks = dict[Literal["order", "return", "contact"], Annotated[Whole, Field(ge=1)]]


class ChatShape(Model):
    """How one chats at this shop: where a message is typed and sent, and where its answers stand, each an element of its own.

    `persons`: those of the answers that a person wrote, and `bots` those of a bot; left out, nobody can tell.
    """

    open: Locator | None = None
    """What opens it."""
    message: Locator
    """Where a message is typed."""
    send: Locator | None = None
    """What sends it; left out: Enter does."""
    answers: Locator
    """Each of the shop's messages, in their order."""
    persons: Locator | None = None
    """Those of the answers that a person wrote."""
    bots: Locator | None = None
    """Those of the answers that a bot wrote."""
    agent_name: Locator | None = None
    """The name of who answers: one for each answer, in their order, or one for the whole conversation."""
    end: Locator | Annotated[tuple[Locator, ...], Field(min_length=1)] | None = None
    """What ends the conversation: one thing to be clicked, or several one after the other."""
    ended: Locator | None = None
    """What shows that it has ended."""


MailProgram = Literal[
    "aol", "apple-mail", "fastmail", "free-fr", "gmail", "gmx", "hey", "ionos-1and1", "laposte", "mail-ru", "orange", "outlook",
    "protonmail", "rainloop", "samsung-email", "sfr", "t-online-de", "thunderbird", "web-de", "wp-pl", "yahoo",
]  # fmt: skip


class ShopFile(Model):
    """`journeys/shops/*.yaml`: the audited company's profile, and how flows are done there."""

    shop: Annotated[Text, Field(min_length=1)]
    """What the shop is called."""
    scope: Literal["own", "competitor"] = "own"
    """A shop of one's own, or a competitor's: there nothing irreversible is done."""
    orders: Literal["allowed"] | None = None
    """Order at a competitor all the same."""
    practice: bool = False
    """It is the practice shop that comes along: the audit starts and stops it."""
    url: WebAddress
    """Its first page."""
    languages: Annotated[tuple[SpokenLanguage, ...], BeforeValidator(_list), Field(min_length=1)]
    """The languages it speaks, the usual one first."""
    hosts: Annotated[tuple[Host, ...], BeforeValidator(_list)] = ()
    """All hosts that a browser or a link check may reach; left out: that of `url`."""
    trackers: Annotated[tuple[Host, ...], BeforeValidator(_list)] = ()
    """Hosts that count clicks for it, on the way to its pages: `click.example.com`."""
    partners: Annotated[tuple[Host, ...], BeforeValidator(_list)] = ()
    """Mail domains of firms that may write to its customers, or take its bounces, for it: `parcels.example.com`."""
    sign_in: Annotated[SignIn, BeforeValidator(_unquoted)] | None = None
    """How to get into a shop that is not public yet."""
    consent: Locator | Annotated[tuple[Locator, ...], Field(min_length=1)] | None = None
    """What refuses cookies in its banner: a locator, or several that are clicked one after the other."""
    chat: ChatShape | None = None
    """How one chats here."""
    hours: dict[str, Text] = Field(default={})
    """When people answer: `zone`, `holidays` (of a country: `VN`), days with times (`mon-fri: 08:00-18:00`, `sun: closed`)."""
    brand: Brand = Brand()
    """What it calls itself and how it looks; what is left out is never judged."""
    mails: dict[Name, MailShape] = Field(default={})
    """The kinds of mail that it sends, by name: expectations name them."""
    standards: dict[str, Duration | Handoffs | Clicks] = Field(default={})
    """What it promises: a kind of mail, `acknowledgement`, `mail`, `chat` or `self_service` with a time; `handoffs` and
    `clicks` (to an `order`, a `return`, a `contact`) with how many are fine."""
    budgets: Budgets = Budgets()
    """What its pages may take at most, in a laboratory: `{lcp: 2s, cls: 0.1, inp: 200ms, weight: 1.5 MB}`."""
    compliance: Annotated[tuple[Literal["eu", "vn"], ...], BeforeValidator(_list)] = ()
    """Packs of legal rules to be judged by: `eu` for customers in the European Economic Area, `vn` for those in Vietnam."""
    questions: tuple[dict[Language, Text], ...] = ()
    """What its customers ask most, each in its languages: its frequent questions must answer them."""
    glossary: dict[str, Annotated[tuple[Text, ...], BeforeValidator(_list)]] = Field(default={})
    """Its own word for a thing, and other words for it that its mails must not use: `parcel: [package, shipment]`."""
    limits: ShopLimits = ShopLimits()
    """How to be a polite customer here."""
    mail_clients: Annotated[tuple[MailProgram, ...], BeforeValidator(_list)] = ()
    """The mail programs that its mails must look right in, by their names at caniemail.com; left out: Gmail, Outlook and Apple
    Mail."""
    never_click: Annotated[tuple[Text, ...], BeforeValidator(_list)] = ()
    """Words of links and buttons that nobody clicks, whatever a journey says."""
    mailbox: Text = ""
    """Where the mails of visits arrive: one of `mailboxes.yaml`."""
    faults: FaultShapes = Field(default={})
    """Things that can fail here, by name: `fault: NAME` switches one on."""
    flows: dict[Name, FlowShape] = Field(default={})
    """Pieces of journeys, by name: how they are done here."""

    def profile(self, id: str) -> Shop:
        """The shop as evidence keeps it."""
        url = plain_address(self.url)
        return Shop(
            id=id,
            name=self.shop,
            scope=self.scope,
            orders_allowed=self.scope == "own" or self.orders == "allowed",
            practice=self.practice,
            url=url,
            languages=self.languages,
            hosts=self.hosts or (urlsplit(url).hostname or "",),
            trackers=self.trackers,
            partners=self.partners,
            zone=self.hours.get("zone", "UTC"),
            hours={day: times for day, times in self.hours.items() if day != "zone"},
            brand=self.brand,
            mails={
                kind: MailKind(
                    system=mail.system,
                    sender=mail.sender,
                    subject=dict(mail.subject),
                    title=mail.title,
                    reply=mail.reply,
                    purpose=mail.purpose,
                    dkim=mail.dkim,
                )
                for kind, mail in self.mails.items()
            },
            standards={name: format_duration(v) if isinstance(v, timedelta) else v for name, v in self.standards.items()},
            visits_at_once=self.limits.visits_at_once,
            spend=self.limits.spend,
            budgets=self.budgets.measures(),
            compliance=self.compliance,
            questions=tuple(dict(question) for question in self.questions),
            glossary=self.glossary,
            mail_clients=self.mail_clients,
            never_click=self.never_click,
            mailbox=self.mailbox,
            consent=self._consent(),
            chat=self.chat.model_dump(mode="json", exclude_unset=True) if self.chat else None,
            sign_in=self.sign_in.model_dump(mode="json", exclude_unset=True) if self.sign_in else {},
            faults=fault_rules(self.faults),
        )

    def _consent(self) -> dict[str, Any] | tuple[dict[str, Any], ...] | None:
        """One locator as such, several in the order in which they are clicked."""
        if isinstance(self.consent, tuple):
            return tuple(one.model_dump(mode="json", exclude_unset=True) for one in self.consent)
        return self.consent.model_dump(mode="json", exclude_unset=True) if self.consent else None


# --- personas and mailboxes ---------------------------------------------------------------------------------------


class PersonaShape(Model):
    """Who plays: what a form asks for, and what she says, in each of her voices."""

    name: Annotated[Text, Field(min_length=1)]
    """Her whole name, as she writes it."""
    given: Text = ""
    """Her given name."""
    family: Text = ""
    """Her family name."""
    phone: Text = ""
    """A number that rings nobody."""
    street: Text = ""
    """Street and number."""
    city: Text = ""
    """Town or city."""
    postcode: Text = ""
    """Postcode; quoted, if it begins with 0."""
    country: Text = ""
    """Her country, as ISO 3166 has it: `VN`."""
    zone: Zone = ""
    """The time zone of her browser; left out: her country's."""
    voice: Text = ""
    """How she writes, for people who read the journey."""
    voices: dict[Name, Annotated[dict[Name, ByLanguage], Field(min_length=1)]] = Field(default={})
    """Voice → what she says in it, by name, each a text or one by language: `${persona.says.opening}`."""

    def profile(self, id: str) -> Persona:
        return Persona(id=id, **self.model_dump())


def _mail_url(*schemes: str) -> tuple[AfterValidator, Any]:
    wanted = " or ".join(f"{scheme}://mail.example.com" for scheme in reversed(schemes))
    hint = f"write {wanted}, without user and password"
    pattern = rf"({'|'.join(schemes)})://{_SERVER}/?"

    def checked(text: str) -> str:
        if re.fullmatch(pattern, text):
            return text
        raise _wrong(f"`{text}` is not a mail server", hint)

    return AfterValidator(checked), written(pattern, hint)


_ADDRESS = r"((?!\{visit\})[\s\S])*\{visit\}((?!\{visit\})[\s\S])*@[^@]+"


def _endpoint(text: str) -> str:
    if re.fullmatch(_ENDPOINT, text):
        return text
    raise _wrong(f"`{text}` is no token endpoint", _ENDPOINT_HINT)


_ENDPOINT = rf"https://{_SERVER}(/\S*)?|http://(localhost|127\.0\.0\.1)(:[0-9]+)?(/\S*)?"
_ENDPOINT_HINT = "it begins with https://, such as https://oauth2.googleapis.com/token"


class OAuthShape(Model):
    """How access tokens are got (OAuth 2.0), where a provider lets no password in."""

    endpoint: Annotated[Text, AfterValidator(_endpoint), written(_ENDPOINT, _ENDPOINT_HINT)]
    """The provider's token endpoint: `https://oauth2.googleapis.com/token`."""
    client_id: Text
    """The name under which this program is registered with the provider."""
    client_secret: Reference = ""
    """By reference only; a public client has none."""
    refresh_token: Reference
    """By reference only: what the provider gave when the user signed in, for new access tokens."""
    scope: Text = ""
    """What the tokens are for: `https://mail.google.com/`, `https://outlook.office.com/IMAP.AccessAsUser.All`."""


class MailboxShape(Model):
    """A mailbox that receives the mails of visits."""

    practice: bool = False
    """The practice shop's own mail server: it brings all of the rest along."""
    imap: Annotated[Text, *_mail_url("imap", "imaps")] = ""
    """Where mails are read: `imaps://imap.example.com`, or `imap://` with STARTTLS."""
    smtp: Annotated[Text, *_mail_url("smtp", "smtps")] | None = None
    """Where journeys that write mails send them; user and password are the same."""
    user: Text = ""
    """Who logs in."""
    password: Annotated[Text, written(rf"({_REFERENCE.pattern})?", _BY_REFERENCE_ONLY)] = ""
    """By reference only: `${secret:AUDITS_MAILBOX}`."""
    oauth: OAuthShape | None = None
    """Instead of a password, where the provider wants tokens (XOAUTH2): Microsoft 365, Google."""
    address: Annotated[Text, written(rf"({_ADDRESS})?", "write audits+{visit}@example.com or {visit}@example.com")] = ""
    """The address of a visit: `audits+{visit}@example.com`, or `{visit}@example.com` with a catch-all."""
    folders: Annotated[tuple[Text, ...], BeforeValidator(_list), Field(min_length=1)] = ()
    """The folders that are looked into, by name or by use (`\\Junk`, `\\All`); left out: INBOX and the junk folder, at Gmail
    All Mail and the junk folder."""
    authserv_id: Text = ""
    """The name by which its server signs Authentication-Results (RFC 8601)."""
    dns: bool = False
    """Whether public DNS is asked for the keys that its mails are signed with (DKIM): requests go out that the shop's hosts
    do not cover."""

    @field_validator("password")
    @classmethod
    def _by_reference(cls, text: str) -> str:
        if text and not _REFERENCE.fullmatch(text):
            raise _wrong("a password never stands in a file", "write a reference, such as ${secret:AUDITS_MAILBOX}")
        return text

    @field_validator("address")
    @classmethod
    def _tells_apart(cls, text: str) -> str:
        if text and not re.fullmatch(_ADDRESS, text):
            raise _wrong("each visit needs an address of its own", "write audits+{visit}@example.com or {visit}@example.com")
        return text

    def profile(self, name: str) -> Mailbox:
        return Mailbox(name=name, **self.model_dump())

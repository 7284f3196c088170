"""The shape of the YAML files, and how they become profiles. Steps are read by `script.py`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, field_validator
from pydantic_core import PydanticCustomError

from shopper.journey.values import Duration, Locator, Sum, Text, format_duration
from shopper.model import Brand, Limits, Mailbox, MailKind, Model, Persona, Shop

_DAY = "(?:mon|tue|wed|thu|fri|sat|sun)"
_DAYS = re.compile(rf"{_DAY}(?:-{_DAY})?")
_TIMES = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-4]):[0-5]\d|closed")
_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_HOST = re.compile(r"(\*\.)?([a-z0-9_]([a-z0-9_-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?")

OTHER_STANDARDS = ("acknowledgement", "mail", "chat", "handoffs")
"""Standards besides the kinds of mail."""

InputType = Literal["text", "money", "duration", "number", "yes/no"]
Device = Literal["desktop", "phone"]
Browser = Literal["chromium", "firefox", "webkit"]


def _wrong(problem: str, remedy: str = "") -> PydanticCustomError:
    return PydanticCustomError("shape", "{text}", {"text": f"{problem}; {remedy}" if remedy else problem})


def _locale(text: str) -> str:
    if _LOCALE.fullmatch(text):
        return text
    language, _, country = text.replace("_", "-").partition("-")
    guess = "-".join(part for part in (language.lower(), country.upper()) if part)
    hint = f"did you mean `{guess}`?" if _LOCALE.fullmatch(guess) else "write it like vi-VN or en-GB"
    raise _wrong(f"`{text}` is not a locale", hint)


def _language(text: str) -> str:
    if _LANGUAGE.fullmatch(text):
        return text
    raise _wrong(f"`{text}` is not a language", "write its code, such as vi or en")


def _name(text: str) -> str:
    if _NAME.fullmatch(text):
        return text
    raise _wrong(f"`{text}` is not a name", "use small letters, digits and `_`")


def _host(text: str) -> str:
    if _HOST.fullmatch(text.lower()):
        return text.lower()
    raise _wrong(f"`{text}` is not a host", "write a name such as www.example.com, or *.example.com")


def _web(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme in ("http", "https") and parts.hostname:
        return text
    raise _wrong(f"`{text}` is not a web address", "it begins with https:// or http://")


def _list(value: Any) -> Any:
    """One is a list of one."""
    return value if isinstance(value, list) or value is None else [value]


Language = Annotated[Text, AfterValidator(_language)]
Locale = Annotated[Text, AfterValidator(_locale)]
Name = Annotated[Text, AfterValidator(_name)]
Host = Annotated[Text, AfterValidator(_host)]
WebAddress = Annotated[Text, AfterValidator(_web)]
Steps = list[Any]


# --- a journey ----------------------------------------------------------------------------------------------------


class Matrix(Model):
    """Every combination is a plan of its own. Left out: the shop's first language, a desktop, Chromium."""

    locale: Annotated[tuple[Locale, ...], BeforeValidator(_list), Field(min_length=1)] | None = None
    device: Annotated[tuple[Device, ...], BeforeValidator(_list), Field(min_length=1)] = ("desktop",)
    browser: Annotated[tuple[Browser, ...], BeforeValidator(_list), Field(min_length=1)] = ("chromium",)

    @field_validator("locale", "device", "browser")
    @classmethod
    def _no_repeats(cls, values: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if values and len(set(values)) < len(values):
            raise _wrong("a value is here twice", "each would be played twice")
        return values


class JourneyLimits(Model):
    """What one visit may spend, and how many mails it may write."""

    spend: Sum | None = None
    mails: Annotated[int, Field(ge=0)] | None = None


class JourneyFile(Model):
    """`journeys/**/*.yaml`: what a customer sets out to do."""

    journey: Annotated[Text, Field(min_length=1)]
    why: Text = ""
    type: Literal["product", "payment", "delivery", "return", "warranty", "change", "complaint"] | None = None
    matrix: Matrix = Matrix()
    persona: Text
    shop: Annotated[tuple[Text, ...], BeforeValidator(_list), Field(min_length=1)] | None = None
    inputs: dict[Name, Any] = Field(default={})
    limits: JourneyLimits = JourneyLimits()
    tags: Annotated[tuple[Text, ...], BeforeValidator(_list)] = ()
    weight: Annotated[float, Field(gt=0, le=1000)] = 1.0
    steps: Annotated[Steps, Field(min_length=1)]
    cleanup: Steps = Field(default=[])

    def profile_limits(self) -> Limits:
        return Limits(spend=self.limits.spend, mails=self.limits.mails)


# --- a shop -------------------------------------------------------------------------------------------------------


class FlowInput(Model):
    """One input of a flow. With a default it may be left out."""

    type: InputType
    default: Any = None


def _input(value: Any) -> Any:
    """`pay: text` is short for `pay: {type: text}`."""
    return value if isinstance(value, dict | FlowInput) else {"type": value}


class FlowShape(Model):
    """A flow: how a named piece of a journey is done at this shop."""

    inputs: dict[Name, Annotated[FlowInput, BeforeValidator(_input)]] = Field(default={})
    steps: Annotated[Steps, Field(min_length=1)]


class ShopLimits(Model):
    visits_at_once: Annotated[int, Field(ge=1, le=64)] = 4
    spend: Sum | None = None


class MailShape(Model):
    """One kind of mail: how a customer recognises it."""

    system: Name
    sender: Text = Field(alias="from")
    subject: dict[Language, Text]
    title: Text = ""
    reply: Literal["", "automatic", "human"] = ""

    @field_validator("sender")
    @classmethod
    def _address(cls, text: str) -> str:
        local, at, host = text.rpartition("@")
        if not (local and at and _HOST.fullmatch(host.lower())):
            raise _wrong(f"`{text}` is not a sender", "write an address, or *@example.com")
        return text


class SignIn(Model):
    """How to get into a staging shop."""

    basic: Text

    @field_validator("basic")
    @classmethod
    def _by_reference(cls, text: str) -> str:
        if not re.fullmatch(r"\$\{secret:[A-Z][A-Z0-9_]*\}", text):
            raise _wrong("a password never stands in a file", "write a reference, such as ${secret:STAGING}")
        return text


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


Handoffs = dict[Literal["simple", "complex"], Annotated[int, Field(ge=0)]]


class ChatShape(Model):
    """How one chats at this shop: where a message is typed and sent, and where its answers stand, each an element of its own.

    `persons`: those of the answers that a person wrote, and `bots` those of a bot; left out, nobody can tell.
    """

    message: Locator
    send: Locator | None = None
    answers: Locator
    persons: Locator | None = None
    bots: Locator | None = None


class ShopFile(Model):
    """`journeys/shops/*.yaml`: the audited company's profile, and how flows are done there."""

    shop: Annotated[Text, Field(min_length=1)]
    scope: Literal["own", "competitor"] = "own"
    orders: Literal["allowed"] | None = None
    practice: bool = False
    url: WebAddress
    languages: Annotated[tuple[Language, ...], BeforeValidator(_list), Field(min_length=1)]
    hosts: Annotated[tuple[Host, ...], BeforeValidator(_list)] = ()
    sign_in: SignIn | None = None
    consent: Locator | None = None
    chat: ChatShape | None = None
    hours: dict[str, Text] = Field(default={})
    brand: Brand = Brand()
    mails: dict[Name, MailShape] = Field(default={})
    standards: dict[str, Duration | Handoffs] = Field(default={})
    limits: ShopLimits = ShopLimits()
    never_click: Annotated[tuple[Text, ...], BeforeValidator(_list)] = ()
    mailbox: Text = ""
    flows: dict[Name, FlowShape] = Field(default={})

    def profile(self, id: str) -> Shop:
        """The shop as evidence keeps it."""
        host = urlsplit(self.url).hostname or ""
        return Shop(
            id=id,
            name=self.shop,
            scope=self.scope,
            orders_allowed=self.scope == "own" or self.orders == "allowed",
            practice=self.practice,
            url=self.url,
            languages=self.languages,
            hosts=self.hosts or (host,),
            zone=self.hours.get("zone", "UTC"),
            hours={day: times for day, times in self.hours.items() if day != "zone"},
            brand=self.brand,
            mails={
                kind: MailKind(
                    system=mail.system, sender=mail.sender, subject=dict(mail.subject), title=mail.title, reply=mail.reply
                )
                for kind, mail in self.mails.items()
            },
            standards={name: format_duration(v) if isinstance(v, timedelta) else v for name, v in self.standards.items()},
            visits_at_once=self.limits.visits_at_once,
            spend=self.limits.spend,
            never_click=self.never_click,
            mailbox=self.mailbox,
            consent=self.consent.model_dump(mode="json", exclude_unset=True) if self.consent else None,
            chat=self.chat.model_dump(mode="json", exclude_unset=True) if self.chat else None,
            sign_in={"basic": self.sign_in.basic} if self.sign_in else {},
        )


# --- personas and mailboxes ---------------------------------------------------------------------------------------


class PersonaShape(Model):
    """Who plays: what a form asks for."""

    name: Annotated[Text, Field(min_length=1)]
    given: Text = ""
    family: Text = ""
    phone: Text = ""
    street: Text = ""
    city: Text = ""
    postcode: Text = ""
    country: Text = ""
    voice: Text = ""

    def profile(self, id: str) -> Persona:
        return Persona(id=id, **self.model_dump())


def _mail_url(*schemes: str) -> AfterValidator:
    def checked(text: str) -> str:
        try:
            parts = urlsplit(text)
            fits = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
        except ValueError:
            fits = False
        if fits and not (parts.username or parts.password):
            return text
        wanted = " or ".join(f"{scheme}://mail.example.com" for scheme in reversed(schemes))
        raise _wrong(f"`{text}` is not a mail server", f"write {wanted}, without user and password")

    return AfterValidator(checked)


class MailboxShape(Model):
    """A mailbox that receives the mails of visits."""

    practice: bool = False
    imap: Annotated[Text, _mail_url("imap", "imaps")] = ""
    smtp: Annotated[Text, _mail_url("smtp", "smtps")] | None = None
    user: Text = ""
    password: Text = ""
    address: Text = ""
    folders: Annotated[tuple[Text, ...], BeforeValidator(_list), Field(min_length=1)] = ("INBOX",)
    authserv_id: Text = ""

    @field_validator("password")
    @classmethod
    def _by_reference(cls, text: str) -> str:
        if text and not re.fullmatch(r"\$\{secret:[A-Z][A-Z0-9_]*\}", text):
            raise _wrong("a password never stands in a file", "write a reference, such as ${secret:MAILBOX}")
        return text

    @field_validator("address")
    @classmethod
    def _tells_apart(cls, text: str) -> str:
        local, at, host = text.rpartition("@")
        if text and not (at and host and local.count("{visit}") == 1):
            raise _wrong("each visit needs an address of its own", "write audits+{visit}@example.com or {visit}@example.com")
        return text

    def profile(self, name: str) -> Mailbox:
        return Mailbox(name=name, **self.model_dump())

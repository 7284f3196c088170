"""Templates and their words: the same for pages and mails, so that both write money and dates alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup, escape

from shopper.practice_shop.logos import logo_width
from shopper.practice_shop.tenant import Tenant

_HERE = Path(__file__).parent
_LOCALES = {"vi": "vi_VN", "en": "en_GB", "de": "de_DE", "fr": "fr_FR"}
_MOMENT = {
    "vi": "{time}, {day}",
    "en": "{time}, {day}",
    "de": "{day}, {time}\u00a0Uhr",
    "fr": "{day} à {time}",
}
_SOON = {
    "vi": "H:mm, EEEE d/M",
    "en": "EEEE d MMMM, H:mm",
    "de": "EEEE, d. MMMM, H:mm'\u00a0Uhr'",
    "fr": "EEEE d MMMM 'à' H:mm",
}


@dataclass
class ShopPage:
    """A page as it is about to be sent; defects change it. `name`: as in `PATHS`, empty for a page that is missing; `item`: the
    product's id, the policy's name or the slug that its address names."""

    name: str
    item: str
    language: str
    html: str
    status: int
    headers: dict[str, str]


@cache
def words(language: str) -> dict[str, Any]:
    """All texts of a language, as nested dicts: the files of its folder together. The languages have the same keys."""
    told: dict[str, Any] = {}
    for file in sorted((_HERE / "texts" / language).glob("*.yaml")):
        for key, texts in yaml.load(file.read_text("utf-8"), yaml.CSafeLoader).items():
            if key in told:
                raise ValueError(f"{file}: `{key}` stands in another file of this folder too")
            told[key] = texts
    return told


def money(amount: Decimal, currency: str, language: str) -> str:
    """An amount in major units as the language writes it: 389.000 ₫, €15.90."""
    return str(format_currency(amount, currency, locale=_LOCALES[language]))


def day(value: date, language: str) -> str:
    """A date with its weekday, as the language writes it."""
    return str(format_date(value, "full", _LOCALES[language]))


def moment(value: datetime, language: str, tenant: Tenant) -> str:
    """Time and date in the shop's zone."""
    local = value.astimezone(tenant.timezone)
    time = format_time(local, "HH:mm", locale=_LOCALES[language])
    return _MOMENT[language].format(time=time, day=day(local.date(), language))


def soon(value: datetime, language: str, tenant: Tenant) -> str:
    """Time and day in the shop's zone, in short: a moment within the next days."""
    return str(format_datetime(value.astimezone(tenant.timezone), _SOON[language], locale=_LOCALES[language]))


def label(text: str, language: str) -> str:
    """A text with the colon that leads to its value: in French a blank stands before it."""
    colon: str = words(language)["colon"]
    return text + colon


def inside(noun: str, language: str) -> str:
    """A noun from a list as it is written within a sentence: German keeps its capital."""
    return noun if language == "de" else noun.lower()


def telephone(number: str) -> str:
    """A Vietnamese number as a `tel:` link (RFC 3966)."""
    return "tel:+84" + "".join(number.split()).removeprefix("0")


def link(href: str, text: str, style: str = "") -> Markup:
    """A link as HTML; mails need the style inline."""
    attribute = Markup(' style="{}"').format(style) if style else ""
    return Markup('<a href="{}"{}>{}</a>').format(href, attribute, text)


@pass_context
def _fill(context: Context, text: str, **values: object) -> str:
    """Put values into a text. The shop's name, phone and the like are always at hand, as links where HTML is written."""
    tenant: Tenant = context["tenant"]
    known: dict[str, object] = {
        "shop": tenant.name,
        "legal": tenant.legal,
        "tax": tenant.tax,
        "carrier": tenant.carrier.name,
        "phone": tenant.phone,
        "email": tenant.email,
    }
    if not context.eval_ctx.autoescape:
        return text.format(**known | values)
    style = context.get("link_style", "")
    known["phone"] = link(telephone(tenant.phone), tenant.phone, style)
    known["email"] = link(f"mailto:{tenant.email}", tenant.email, style)
    return escape(text).format(**known | values)


@pass_context
def _label(context: Context, text: str) -> str:
    return label(text, context["language"])


@pass_context
def _money(context: Context, amount: Decimal, currency: str) -> str:
    return money(amount, currency, context["language"])


@pass_context
def _day(context: Context, value: date) -> str:
    return day(value, context["language"])


@pass_context
def _date_of(context: Context, value: datetime) -> date:
    """The day on which it was then at the shop."""
    return value.astimezone(context["tenant"].timezone).date()


@pass_context
def _moment(context: Context, value: datetime) -> str:
    return moment(value, context["language"], context["tenant"])


@cache
def templates() -> Environment:
    """The environment of all templates. A text or value that does not exist is an error, never a blank."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(fill=_fill, label=_label, money=_money, day=_day, date_of=_date_of, moment=_moment)
    environment.filters.update(telephone=telephone, logo_width=logo_width)
    return environment

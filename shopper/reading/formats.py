"""Dates and amounts of money that are written as another country writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from shopper.reading.dates import find_dates, month_language
from shopper.reading.language import LANGUAGES
from shopper.reading.money import find_money, signs_of
from shopper.reading.text import normal


@dataclass(frozen=True)
class Foreign:
    """What is written in a foreign way, why one can tell, and whether that is sure: in Việt Nam both `389.000 ₫` and
    `389,000 ₫` are seen, so that there only a shop that writes both is inconsistent. An amount has its `currency`."""

    what: Literal["date", "amount"]
    quote: str
    why: str
    sure: bool = True
    currency: str | None = None


def foreign_formats(text: str, locale: str, at: datetime) -> list[Foreign]:
    """Every date and amount of a text that the locale (BCP 47) does not write so, in its order.

    Amounts are judged by how CLDR groups digits and marks decimals there; dates by the name of the month, and by numbers that
    cannot be a month. Either is left alone where it can be read in the locale's way.
    """
    text = normal(text[:100_000])
    return [*_dates(text, locale, at), *_amounts(text, locale)]


def _dates(text: str, locale: str, at: datetime) -> list[Foreign]:
    found = []
    for quoted in find_dates(text, locale, at):
        if other := month_language(quoted, locale):
            found.append(Foreign("date", quoted.quote, f"its month is {LANGUAGES[other]}"))
        elif quoted.order == "mdy" and locale != "en-US":
            found.append(Foreign("date", quoted.quote, "the month comes before the day"))
        elif quoted.order == "dmy" and locale == "en-US" and "/" in quoted.quote:
            found.append(Foreign("date", quoted.quote, "the day comes before the month"))
    return found


_NUMBER = re.compile(r"\d[\d.,']*")
_GROUPED = re.compile(r"\d{1,3}(?P<group>[.,'])\d{3}(?:(?P=group)\d{3})*(?:(?P<point>[.,])\d{1,2})?")
_POINTED = re.compile(r"\d+(?P<point>[.,])\d{1,2}")
_BOTH_POINTS = frozenset({"de-CH", "de-LI", "fr-CH", "it-CH", "en-CH", "fr-CA", "en-ZA"})
"""Locales whose readers meet both decimal signs, as with prices in euros in Switzerland."""
_EITHER_WAY = frozenset({("vi", "VND"), ("en", "VND"), ("fr", "EUR")})
"""Language and currency of which the digits are grouped in more than one way where they are at home."""


@lru_cache(maxsize=256)
def _amounts(text: str, locale: str) -> tuple[Foreign, ...]:
    found = []
    for quoted in find_money(text, locale):
        group, point = _signs_in(quoted.quote)
        own, currency = signs_of(locale), quoted.value.currency
        if currency == "CHF":
            continue  # with a point in all of Switzerland's languages
        if point and point != own.decimal:
            sure = not _meets_both(locale)
            found.append(Foreign("amount", quoted.quote, f"“{point}” marks its decimals", sure, currency))
        elif group and group != own.group:
            sure = (locale.split("-")[0], currency) not in _EITHER_WAY and not _meets_both(locale)
            found.append(Foreign("amount", quoted.quote, f"“{group}” groups its digits", sure, currency))
    return tuple(found)


def _meets_both(locale: str) -> bool:
    """In America one Spanish-speaking country writes 1,234.50, the next 1.234,50."""
    return locale in _BOTH_POINTS or (locale.startswith("es-") and locale != "es-ES")


def own_groups(text: str, locale: str) -> frozenset[str | None]:
    """The currencies of which a text groups the digits of some amount in the locale's own way."""
    own = signs_of(locale).group
    found = find_money(normal(text[:100_000]), locale)
    return frozenset(quoted.value.currency for quoted in found if _signs_in(quoted.quote)[0] == own)


def _signs_in(amount: str) -> tuple[str, str]:
    """The signs by which an amount groups its digits and marks its decimals; empty where it shows none."""
    number = _NUMBER.search(amount)
    bare = number[0].rstrip(".,'") if number else ""
    if hit := _GROUPED.fullmatch(bare):
        return hit["group"], hit["point"] or ""
    hit = _POINTED.fullmatch(bare)
    return "", hit["point"] if hit else ""

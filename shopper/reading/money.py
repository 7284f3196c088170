"""Amounts of money as shops write them, read by the locale of the page or mail.

A number is read by the signs that the locale uses (CLDR, through babel). What these cannot mean is read as people would:
no currency but those of the Gulf has three decimals, so `389.000 ₫` on an English page is 389,000 and never 389.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from shopper.model import Money
from shopper.reading.text import normal

T = TypeVar("T")


@dataclass(frozen=True)
class Quoted(Generic[T]):
    """A value with the words it was read from; `start` and `end` are offsets in the normalised text."""

    value: T
    quote: str
    start: int
    end: int


class Signs(NamedTuple):
    """How a locale groups thousands and marks decimals."""

    group: str
    decimal: str


_CUSTOMS = (Signs(".", ","), Signs(",", "."), Signs(" ", ","), Signs(" ", "."), Signs("'", "."))
_SYMBOLS = {
    "₫": "VND", "đ": "VND", "vnđ": "VND", "đồng": "VND", "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "us$": "USD",
    "a$": "AUD", "ca$": "CAD", "c$": "CAD", "nz$": "NZD", "s$": "SGD", "hk$": "HKD", "zł": "PLN", "kč": "CZK", "₩": "KRW",
    "฿": "THB", "₹": "INR", "fr.": "CHF", "sfr.": "CHF",
}  # fmt: skip
_SHARED: dict[str, tuple[set[str], str]] = {
    "$": ({"USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP"}, "USD"),
    "¥": ({"JPY", "CNY"}, "JPY"),
    "kr": ({"SEK", "NOK", "DKK", "ISK"}, ""),
}
"""Signs of several currencies: the one that the locale's territory uses, else the last (empty: cannot be told)."""

_NBSP = "\u00a0"
_NUMBER = r"\d{1,3}(?:[.,'\u00a0 ]\d{3}){1,9}(?:[.,]\d{1,3}(?!\d))?|\d+(?:[.,]\d{1,3}(?!\d))?"
_DASH_CENTS = r"(?:[.,][-–—]{1,2})?"  # `15,– €`
_SIGN = r"[-−–]?"
_NAME = "|".join(re.escape(s) for s in sorted([*_SYMBOLS, *_SHARED], key=len, reverse=True))
_UNIT = rf"(?:(?i:{_NAME})|[A-Z]{{3}})"
_AMOUNT = re.compile(
    rf"(?<![\w.,'/])(?P<sign1>{_SIGN})(?P<before>{_UNIT})[ \u00a0]?(?P<sign2>{_SIGN})(?P<number1>{_NUMBER}){_DASH_CENTS}"
    rf"(?!\d|[.,']\d)"
    rf"|(?<![\w.,'/€£$₫-])(?P<sign3>{_SIGN})(?P<number2>{_NUMBER}){_DASH_CENTS}[ \u00a0]?(?P<after>{_UNIT})(?!\w)"
)
_NUMBERED = re.compile(r"[A-Z]{3}-\d")
"""The number of something else than money: a Swiss firm is CHE-123.456.789, and CHE is a currency's code."""
_BARE = re.compile(rf"(?P<sign>{_SIGN})(?P<number>{_NUMBER}){_DASH_CENTS}")


def parse_money(text: str, locale: str) -> Money | None:
    """The one amount that this text is: `389.000 ₫`, `€15.90`, `Total: 15,90 €`; without a currency too (`1.234,50`).

    `locale` is a BCP 47 tag such as `vi-VN`. None if there is no amount in it, or more than one that differ.
    """
    found = {quoted.value for quoted in find_money(text, locale)}
    if len(found) == 1:
        return found.pop()
    bare = _BARE.fullmatch(_plain(text))
    if found or not bare:
        return None
    amount = _amount(bare["number"], locale, None)
    return None if amount is None else Money(amount=-amount if bare["sign"] else amount)


def find_money(text: str, locale: str) -> list[Quoted[Money]]:
    """Every amount that stands with a currency, in the order of the text."""
    return list(_find(_plain(text), locale))


def _find(text: str, locale: str) -> Iterator[Quoted[Money]]:
    at = 0
    while hit := _AMOUNT.search(text, at):
        at = hit.end()
        currency = _currency(hit["before"] or hit["after"], locale)
        if not currency or _NUMBERED.match(hit[0]):
            at = hit.start() + 1
            continue
        number, start = hit["number1"] or hit["number2"], hit.start()
        negative = hit["sign1"] or hit["sign2"] or hit["sign3"]
        amount = _amount(number, locale, currency)
        if " " in number and amount is None:
            # In a row of a table `2 389.000 ₫` is two pieces at 389.000 ₫.
            number, negative = number.rpartition(" ")[2], ""
            start += hit[0].rindex(number)
            amount = _amount(number, locale, currency)
        elif " " in number and signs_of(locale).group != " " and hit.span() != (0, len(text)):
            continue  # `2 389 ₫` may mean either where a space groups no thousands
        if amount is not None:
            money = Money(amount=-amount if negative else amount, currency=currency)
            yield Quoted(money, text[start:at].replace(_NBSP, " ").strip(), start, at)


def _plain(text: str) -> str:
    """Normal text, in which a space that binds digits (U+00A0, U+202F, U+2009) is still told from one that parts them."""
    bound = re.sub(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3})", "\ue000", text)
    return normal(bound).replace("\ue000", _NBSP).replace("’", "'")


_MOST_DIGITS = 15
"""More than any bill has: such a number is no amount, and arithmetic on it would not be exact."""


def _amount(number: str, locale: str, currency: str | None) -> Decimal | None:
    """Read a number by the locale's signs, else by the first custom under which it can be an amount of this currency."""
    if sum(map(str.isdigit, number)) > _MOST_DIGITS:
        return None
    digits = 2 if currency is None else _decimals(currency)
    own, number = signs_of(locale), number.replace(_NBSP, " ")
    for signs in (own, *_CUSTOMS):
        decimals = 9 if currency is None and signs is own else digits
        group, point = re.escape(signs.group), re.escape(signs.decimal)
        if re.fullmatch(rf"(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{point}\d{{1,{decimals}}})?", number):
            return Decimal(number.replace(signs.group, "").replace(signs.decimal, "."))
    return None


@lru_cache(maxsize=64)
def signs_of(locale: str) -> Signs:
    """How a locale (BCP 47) writes numbers, by CLDR; a space where it groups by one."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    known = _known(locale)
    return Signs(normal(get_group_symbol(known)).replace("’", "'") or " ", get_decimal_symbol(known))


@lru_cache(maxsize=64)
def _known(locale: str) -> str:
    """The locale as babel names it, or the nearest that babel knows."""
    from babel import Locale, UnknownLocaleError

    for tag in (locale.replace("-", "_"), locale.split("-")[0]):
        try:
            return str(Locale.parse(tag))
        except (UnknownLocaleError, ValueError):
            continue
    return "en"


@lru_cache(maxsize=256)
def _decimals(currency: str) -> int:
    from babel.numbers import get_currency_precision

    return max(2, get_currency_precision(currency))


@lru_cache(maxsize=256)
def _currency(sign: str, locale: str) -> str:
    """ISO 4217 code of a sign or code; empty if it is none, or cannot be told in this locale."""
    from babel.numbers import get_territory_currencies, list_currencies

    if sign.isupper() and len(sign) == 3 and sign in list_currencies():
        return sign
    known = sign.casefold()
    if known in _SYMBOLS:
        return _SYMBOLS[known]
    users, otherwise = _SHARED.get(known, (set(), ""))
    territory = _known(locale).rpartition("_")[2]
    own = set(get_territory_currencies(territory)) if len(territory) == 2 and territory.isupper() else set()
    return min(own & users, default=otherwise)

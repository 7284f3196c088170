"""Dates as shops write them, in Vietnamese, English, German, French and Spanish."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from shopper.reading.money import Quoted
from shopper.reading.text import normal, plain_letters


@dataclass(frozen=True)
class QuotedDate(Quoted[date]):
    """A date with the words it was read from. `sure` is False where day and month might be the other way round, or where the
    weekday beside it is another one. `words` is the language of the month's name, empty for numbers alone; `order` is how
    the numbers must be read: `dmy`, `mdy`, `ymd`, or empty where more than one order is possible."""

    sure: bool = True
    words: str = ""
    order: str = ""


def find_dates(text: str, locale: str, at: datetime) -> list[QuotedDate]:
    """Every date in a text, in its order; `03/04` is read by the locale (BCP 47).

    A date without a year is the one nearest to `at`, rather ahead of it than behind. Offsets are those of `normal(text)`.
    """
    return list(_found(text, locale, at.date()))


def month_language(quoted: QuotedDate, locale: str) -> str:
    """The language of a date's month name, if it is not that of the locale; empty if it is, or if numbers stand for it."""
    return "" if quoted.words in ("", locale.split("-")[0]) else quoted.words


_MONTHS = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "de": "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
}
_SHORT = {
    "en": "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec",
    "de": "Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez",
    "fr": "janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc",
    "es": "ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic",
}
_ALSO = {"jänner": ("de", 1), "sept": ("en", 9), "setiembre": ("es", 9)}


def _named_months() -> dict[str, tuple[frozenset[str], int]]:
    """Name without accents → the languages that call a month so, and its number."""
    found: dict[str, tuple[frozenset[str], int]] = {}
    for names in (_MONTHS, _SHORT):
        for language, listed in names.items():
            for number, name in enumerate(listed.split("|"), 1):
                known = found.get(plain_letters(name), (frozenset(), number))[0]
                found[plain_letters(name)] = (known | {language}, number)
    for name, (language, number) in _ALSO.items():
        known = found.get(plain_letters(name), (frozenset(), number))[0]
        found[plain_letters(name)] = (known | {language}, number)
    return found


_NUMBER_OF = _named_months()
_WEEKDAYS: dict[str, int] = {
    plain_letters(name): number
    for listed in (
        "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
        "Mon|Tue|Wed|Thu|Fri|Sat|Sun",
        "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag",
        "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
        "lunes|martes|miércoles|jueves|viernes|sábado|domingo",
        "thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật",
        "thứ 2|thứ 3|thứ 4|thứ 5|thứ 6|thứ 7|cn",
        "t2|t3|t4|t5|t6|t7",
    )
    for number, name in enumerate(listed.split("|"))
} | {"sonnabend": 5}

# Names are looked for in the text itself: without accents, "ngày mai" would hold German "mai".
_NAMES = "|".join(
    sorted({*"|".join((*_MONTHS.values(), *_SHORT.values(), *_ALSO)).split("|"), "fevrier", "aout", "decembre"}, key=len)[::-1]
)
WEEKDAY = (
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn|t[2-7]"
    r"|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo)"
)
"""A day of the week, as a pattern for text with its accents, whatever its case."""

_YEAR = r"(?:20\d\d)"
_LED = rf"(?:(?P<weekday>{WEEKDAY})\.?,? (?:(?:ngày|den|dem|le|the|el) )?)?"
_ISO = rf"(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\d-])"
_NUMERIC = (
    r"(?P<first>0?[1-9]|[12]\d|3[01])(?P<sep>[./-])(?P<second>0?[1-9]|[12]\d|3[01])"
    rf"(?:(?P=sep)(?P<year1>{_YEAR}|\d\d)(?![\d/-]|[.,]\d)|(?P<open>(?:(?<=/\d)|(?<=/\d\d))(?![\d/.,:%-])|\.(?!\d)))"
)
_VIETNAMESE = (
    rf"(?:ngày )?(?P<day2>0?[1-9]|[12]\d|3[01]) tháng (?P<month2>0?[1-9]|1[0-2])(?!\d)(?:,? (?:năm )?(?P<year2>{_YEAR}))?"
)
_DAY_FIRST = (
    rf"(?P<day3>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|\.|º)?(?: of)?(?: de)? ?(?P<month3>{_NAMES})(?!\w)\.?"
    rf"(?:,?(?: de| del)? (?P<year3>{_YEAR}))?"
)
_MONTH_FIRST = (
    rf"(?P<month4>{_NAMES})(?!\w)\.? (?P<day4>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:.]\d|\d)(?:,? (?P<year4>{_YEAR}))?"
)
_DATE = re.compile(
    rf"(?<![\w./-]){_LED}(?:{_ISO}|{_NUMERIC}|{_VIETNAMESE}|{_DAY_FIRST}|{_MONTH_FIRST})(?!\w)",
    re.IGNORECASE,
)
_AHEAD, _BEHIND = timedelta(days=270), timedelta(days=95)


@lru_cache(maxsize=256)
def _found(text: str, locale: str, today: date) -> tuple[QuotedDate, ...]:
    text = normal(text)
    return tuple(quoted for hit in _DATE.finditer(text) if (quoted := _read(hit, locale, today)))


def _read(hit: re.Match[str], locale: str, today: date) -> QuotedDate | None:
    if hit["iso"]:
        return _quoted(hit, _day(*map(int, hit["iso"].split("-"))), order="ymd")
    if hit["first"]:
        return _numeric(hit, locale, today)
    if hit["day2"]:
        return _quoted(hit, _complete(int(hit["day2"]), int(hit["month2"]), hit["year2"], today), words="vi")
    name = plain_letters(hit["month3"] or hit["month4"])
    if name == "may" and not (hit["month3"] or hit["month4"])[0].isupper() and not locale.startswith("es"):
        return None  # "item 3 may arrive"
    languages, month = _NUMBER_OF[name]
    spoken = locale.split("-")[0]
    words = spoken if spoken in languages else next(one for one in ("en", "de", "fr", "es") if one in languages)
    day = _complete(int(hit["day3"] or hit["day4"]), month, hit["year3"] or hit["year4"], today)
    return _quoted(hit, day, words=words)


def _numeric(hit: re.Match[str], locale: str, today: date) -> QuotedDate | None:
    """Digits alone: by the locale's order, unless they allow the other one only, or the weekday beside them tells."""
    if hit["open"] == "." and not hit["weekday"] and hit["sep"] == "." and locale.split("-")[0] != "de":
        return None  # "2.11." outside German is rather the number of a chapter
    if hit["sep"] == "-" and not hit["year1"]:
        return None
    first, second, year = int(hit["first"]), int(hit["second"]), hit["year1"]
    read = {"dmy": _complete(first, second, year, today), "mdy": _complete(second, first, year, today)}
    possible = {order: day for order, day in read.items() if day}
    if not possible:
        return None
    own = "mdy" if locale == "en-US" and hit["sep"] != "." else "dmy"
    order = own if own in possible else next(iter(possible))
    if len(possible) == 1 or first == second:
        return _quoted(hit, possible[order], order=order if len(possible) == 1 else "")
    said = _weekday_of(hit)
    fitting = [order for order, day in possible.items() if said is not None and day.weekday() == said]
    if len(fitting) == 1:
        return _quoted(hit, possible[fitting[0]], order=fitting[0])
    return _quoted(hit, possible[order], sure=not locale.startswith("en"))


def _quoted(hit: re.Match[str], day: date | None, *, sure: bool = True, words: str = "", order: str = "") -> QuotedDate | None:
    if day is None:
        return None
    said = _weekday_of(hit)
    fits = said is None or said == day.weekday()
    return QuotedDate(day, hit[0].strip(), hit.start(), hit.end(), sure=sure and fits, words=words, order=order)


def _weekday_of(hit: re.Match[str]) -> int | None:
    return weekday_number(hit["weekday"]) if hit["weekday"] else None


def weekday_number(name: str) -> int | None:
    """0 for Monday to 6; None for what is no weekday, or short for more than one."""
    return _WEEKDAYS.get(plain_letters(name))


def _complete(day: int, month: int, year: str | None, today: date) -> date | None:
    """The date; without a year the one that lies nearest ahead of today, or not long behind it. None: there is no such day."""
    if year:
        return _day(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    near = (_day(today.year + offset, month, day) for offset in (-1, 0, 1))
    return next((one for one in near if one and today - _BEHIND <= one <= today + _AHEAD), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

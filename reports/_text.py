"""How every report speaks: its words by language, times as people write them, and texts from outside made harmless."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from babel import Locale
from babel.dates import format_date
from babel.units import format_unit

TEMPLATES = Path(__file__).parent / "templates"

# Control characters drive terminals and break XML, direction marks turn `cod.exe` into `exe.doc`, half a surrogate pair is
# no character at all. Tab and line feed stay; joiners stay, emoji and some scripts need them.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TOKEN = re.compile(r"(?<==)[^&#\s]{17,}")
_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


def clean(text: object) -> str:
    """A shop's text as a reader may see it: what would act on the screen is shown by its code point, `⟨U+202E⟩`."""
    return _HARMFUL.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", str(text).replace("\r\n", "\n"))


def without_controls(text: object) -> str:
    """The same without those characters, for readers that take them amiss (XML allows few of them)."""
    return _HARMFUL.sub("", str(text).replace("\r\n", "\n"))


def anchor(kind: str, id: str) -> str:
    """The fragment of a deep link: `finding-late-mail-3`. Stable for an id, and safe in HTML and in a URL."""
    return f"{kind}-{re.sub(r'[^A-Za-z0-9_.-]+', '-', id)}"


def language_tag(tag: str) -> str:
    """A language tag (BCP 47) that may stand in a `lang` attribute, else nothing."""
    return tag if _LANGUAGE.fullmatch(tag) else ""


def short_url(url: str, home: str = "", limit: int = 90) -> str:
    """A URL to be read, not followed; a page of `home` by its path alone. Long values of a query are tokens more often
    than not, and are left out."""
    path = url.removeprefix(home)
    safe = _TOKEN.sub("…", path if path.startswith("/") else url)
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"


def span(length: timedelta, language: str = "en") -> str:
    """A duration in its two largest units: 34 sec, 5 min 20 sec, 26 hr, 3 days. Hours up to two days, as people say it."""
    left = max(0, round(length.total_seconds()))
    parts: list[str] = []
    for unit, seconds in _UNITS:
        if unit == "day" and left < 2 * seconds:
            continue
        count, left = divmod(left, seconds)
        if count or (unit == "second" and not parts):
            parts.append(format_unit(count, f"duration-{unit}", "short", locale=language))
        elif parts:
            break
    return " ".join(parts[:2])


def day(on: date, language: str = "en") -> str:
    """22 Nov 2026, in the order of the language."""
    return format_date(on, "d MMM y", locale=language)


class Words:
    """The report's own words in one language, from `templates/<language>.yaml`; `words("n_visits", n=4)` picks the plural.

    Raises KeyError for a word that the table lacks.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        text = (TEMPLATES / f"{language}.yaml").read_text("utf-8")
        self._table: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - the safe loader, in C
        self._plural = Locale(language).plural_form

    def __call__(self, key: str, n: int = 0, **values: object) -> str:
        word = self._table[key]
        if isinstance(word, dict):
            word = word.get(self._plural(n), word["other"])
        return str(word).format(n=n, **values)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(self._table)


class Calendar:
    """Times as the shop's customers see them. An unknown zone falls back to UTC, and `zone` says so."""

    def __init__(self, zone: str, language: str = "en") -> None:
        self._zone: tzinfo = UTC
        self.zone, self._language = "UTC", language
        with suppress(ZoneInfoNotFoundError, ValueError):
            self._zone, self.zone = ZoneInfo(zone), zone

    def day(self, at: datetime) -> str:
        """Sun, 22 Nov 2026, in the order of the report's language."""
        return format_date(at.astimezone(self._zone), "EEE d MMM y", locale=self._language)

    def time(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%H:%M:%S}"

    def full(self, at: datetime) -> str:
        return f"{self.day(at)}, {self.time(at)}"

    def span(self, length: timedelta) -> str:
        return span(length, self._language)

"""Text made comparable: one form of each letter, one kind of space, no invisible characters."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from functools import lru_cache

_INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")


@lru_cache(maxsize=16384)
def normal(text: str) -> str:
    """NFC, every run of spaces (U+00A0 and U+202F too) one plain space, invisible characters gone. Lines are kept."""
    text = _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return "\n".join(line.strip() for line in text.split("\n"))


def words_of(text: str) -> list[str]:
    """Runs of letters and digits, as written."""
    return re.findall(r"\w+", text)


@lru_cache(maxsize=16384)
def plain_letters(text: str) -> str:
    """Lower case without accents: `Đặt hàng` → `dat hang`."""
    bare = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


_QUOTING = re.compile(
    r"(?:on|at|am|le|el|vào|ngày) .{4,120}(?:wrote|schrieb[^:]{0,60}|a écrit|escribió|đã viết) ?:"
    r"|-{2,} ?(?:original message|forwarded message|thư gốc|ursprüngliche nachricht|message d'origine|mensaje original) ?-{2,}",
    re.IGNORECASE,
)


def without_quotes(text: str) -> str:
    """A mail's text without what it quotes: lines that begin with `>`, and all that follows “… wrote:”."""
    said = []
    for line in text.split("\n"):
        if _QUOTING.fullmatch(line.strip()[:200]):
            break
        if not line.lstrip().startswith(">"):
            said.append(line)
    return "\n".join(said)


def lasting(span: timedelta) -> str:
    """A duration as people say it, in its two largest units: `45 s`, `20 min`, `1 h 5 min`, `2 days 3 h`."""
    seconds = max(0, round(span.total_seconds()))
    if seconds >= 3600:
        seconds = round(seconds / 60) * 60  # seconds mean nothing beside hours
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, seconds = divmod(rest, 60)
    if days:
        hours, minutes, seconds = round(hours + minutes / 60), 0, 0
        days, hours = (days + 1, 0) if hours == 24 else (days, hours)
    named = [
        (days, "day" if days == 1 else "days"),
        (hours, "h"),
        (minutes, "min"),
        (seconds, "s"),
    ]
    said = [f"{count} {unit}" for count, unit in named if count]
    return " ".join(said[:2]) or "0 s"

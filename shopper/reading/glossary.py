"""The shop's own words for things, and the words that it does not want for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from shopper.reading.text import normal


class OtherName(NamedTuple):
    """A thing called by another name than the shop's own, with some of the words around it."""

    own: str
    other: str
    quote: str


def other_names(text: str, glossary: Mapping[str, tuple[str, ...]]) -> list[OtherName]:
    """Each word that the glossary (the shop's word → words not to be used for it) does not want, once, in its order.

    Whole words only, whatever their case, with their accents; where the shop's own word contains the other ("parcel" in "parcel
    shop"), that is no other name.
    """
    return list(_found(normal(text[:100_000]), tuple(sorted((own, tuple(others)) for own, others in glossary.items()))))


@lru_cache(maxsize=256)
def _found(text: str, glossary: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[OtherName, ...]:
    pattern, meant = _pattern(glossary)
    found: dict[str, OtherName] = {}
    for hit in pattern.finditer(text):
        word = normal(hit[0]).casefold()
        if word in meant and word not in found:
            found[word] = OtherName(meant[word], hit[0], _around(text, hit.start(), hit.end()))
    return tuple(found.values())


@lru_cache(maxsize=32)
def _pattern(glossary: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """All words of a glossary, the longest first, and for those that are not wanted the shop's own."""
    own = {normal(word).casefold() for word, _ in glossary}
    meant = {normal(other).casefold(): word for word, others in glossary for other in others}
    meant = {other: word for other, word in meant.items() if other not in own}
    listed = "|".join(re.escape(word) for word in sorted(own | meant.keys(), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)" if listed else r"(?!)", re.IGNORECASE), meant


def _around(text: str, start: int, end: int) -> str:
    """The words around, within the line, at most some 40 characters on each side."""
    first = max(text.rfind("\n", 0, start) + 1, text.rfind(" ", 0, max(start - 40, 0)) + 1)
    line_end = text.find("\n", end)
    cut = text.find(" ", end + 40)
    last = min(one for one in (line_end, cut, len(text)) if one >= 0)
    return text[first:last].strip()

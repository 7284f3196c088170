"""Pictures of one logo told from pictures of another, by their fingerprints (`shopper/fingerprints.py`)."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from shopper.reading.colours import difference, is_grey

_SAME, _OTHER = 48, 76
"""Of 256 bits: so many differ at most in pictures of one logo, and at least in those of two."""
_STRETCHED = 1.25
_COLOUR = 20.0  # ΔE2000


class Likeness(StrEnum):
    """What comparing two fingerprints shows."""

    SAME = "same"
    UNSURE = "unsure"
    OTHER = "other"


class _Print(NamedTuple):
    bits: int
    proportion: float
    colour: str


@lru_cache(maxsize=1024)
def compare(one: str, other: str) -> Likeness:
    """Whether two fingerprints are of one logo. Unsure: nearly, or in another colour. ValueError for what is no fingerprint."""
    a, b = _read(one), _read(other)
    apart = (a.bits ^ b.bits).bit_count()
    inverted = 256 - apart < apart
    distance = min(apart, 256 - apart)
    stretched = max(a.proportion, b.proportion) / max(0.01, min(a.proportion, b.proportion))
    if distance >= _OTHER or stretched > 2 * _STRETCHED:
        return Likeness.OTHER
    if distance > _SAME or stretched > _STRETCHED:
        return Likeness.UNSURE
    # In white on the brand's colour, and in black, a logo has no colour of its own.
    plain = inverted or is_grey(a.colour) or is_grey(b.colour)
    return Likeness.SAME if plain or difference(a.colour, b.colour) <= _COLOUR else Likeness.UNSURE


def nearest(found: str, known: tuple[str, ...]) -> Likeness:
    """How like the most similar of several known ones a fingerprint is."""
    order = tuple(Likeness)
    return min((compare(found, one) for one in known), key=order.index, default=Likeness.OTHER)


def _read(text: str) -> _Print:
    bits, proportion, colour = text.split("-")
    return _Print(int(bits, 16), int(proportion) / 100, colour)


def colour_of(text: str) -> str:
    """The main colour of a fingerprint; empty for one that is all grey."""
    colour = _read(text).colour
    return "" if is_grey(colour) else colour

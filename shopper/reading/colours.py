"""How far two colours are apart for the eye, and which colour a mail is mostly drawn in.

The formula is written out here: it is short and has published values to test it by, and a library of colours takes longer to
import than all checks take to run.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from shopper.model import ColourUse

Lab = tuple[float, float, float]

_GREY = 12.0  # chroma below which nobody would call it a colour
_WHITE = (0.95047, 1.0, 1.08883)  # D65, as sRGB has it


class Dominant(NamedTuple):
    """The colour most used for something, and its share of the letters."""

    colour: str
    share: float


def dominant(uses: Iterable[ColourUse], what: str) -> Dominant | None:
    """The colour that most letters of this use are drawn in; None if there are none."""
    weights: Counter[str] = Counter()
    for use in uses:
        if use.what == what:
            weights[use.colour.lower()] += use.weight
    if not weights.total():
        return None
    colour, weight = max(weights.items(), key=lambda item: (item[1], item[0]))
    return Dominant(colour, weight / weights.total())


def is_grey(colour: str) -> bool:
    """Whether a colour (`#1e2a27`) is black, white or something between."""
    _, a, b = lab(colour)
    return math.hypot(a, b) < _GREY


@lru_cache(maxsize=4096)
def difference(one: str, other: str) -> float:
    """ΔE2000 of two colours written as `#0b6b5d`: 1 is just noticeable, 20 plainly another colour. ValueError for others."""
    return difference_of(lab(one), lab(other))


@lru_cache(maxsize=4096)
def lab(colour: str) -> Lab:
    """CIE L*a*b* (D65) of an sRGB colour written as `#0b6b5d` or `#abc` (IEC 61966-2-1). ValueError for others."""
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    if len(digits) != 6:
        raise ValueError(f"{colour} is no colour: write it as #0b6b5d")
    r, g, b = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    xyz = (
        0.4124564 * r + 0.3575761 * g + 0.1804375 * b,
        0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
        0.0193339 * r + 0.1191920 * g + 0.9503041 * b,
    )
    x, y, z = (_cube_root(value / white) for value, white in zip(xyz, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _cube_root(value: float) -> float:
    return float(value ** (1 / 3)) if value > (6 / 29) ** 3 else value * (29 / 6) ** 2 / 3 + 4 / 29


def difference_of(one: Lab, other: Lab) -> float:
    """CIEDE2000 (ISO/CIE 11664-6), step by step as G. Sharma, W. Wu and E. Dalal wrote it down (2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - math.sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = _hue(a1 * stretch, b1), _hue(a2 * stretch, b2)
    turn = 0.0 if not c1 * c2 else (h2 - h1 + 180) % 360 - 180 if abs(h2 - h1) != 180 else h2 - h1
    dl, dc = l2 - l1, c2 - c1
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = h1 + h2 if not c1 * c2 else _mean_hue(h1, h2)
    weight = 1 - 0.17 * _cos(mean_h - 30) + 0.24 * _cos(2 * mean_h) + 0.32 * _cos(3 * mean_h + 6) - 0.20 * _cos(4 * mean_h - 63)
    sl = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    sc, sh = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * weight
    blue = 60 * math.exp(-(((mean_h - 275) / 25) ** 2))
    rotation = -2 * math.sqrt(mean_c**7 / (mean_c**7 + 25**7)) * math.sin(math.radians(blue))
    return math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rotation * (dc / sc) * (dh / sh))


def _hue(a: float, b: float) -> float:
    return math.degrees(math.atan2(b, a)) % 360


def _mean_hue(h1: float, h2: float) -> float:
    if abs(h1 - h2) <= 180:
        return (h1 + h2) / 2
    return (h1 + h2 + 360) / 2 if h1 + h2 < 360 else (h1 + h2 - 360) / 2


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))

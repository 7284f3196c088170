"""What a picture looks like, in a few letters: pictures of one logo have nearly the same, whatever their size and format.

256 bits of a perceptual hash (the signs of the lowest frequencies, once the margins are cut off), the proportions, and the
main colour. With 64 bits another brand's mark of the same form is equal.
"""

from __future__ import annotations

import colorsys
import io
import math
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
LARGEST = 4 * 1024 * 1024  # bytes
MOST_PIXELS = 16_000_000

_SIDE, _FREQUENCIES = 64, 16
_MARGIN = 0.4  # what differs from the corner by less than this part of the most is margin, or a shadow of JPEG's
_BLANK = 24  # of 255: a picture in which nothing differs by more shows nothing
_GREY = 0.15  # saturation × value below which nobody would call it a colour


@lru_cache(maxsize=16)
def fingerprint(content: bytes) -> str:
    """`<64 hex digits>-<width/height × 100>-#0b6b5d` of a picture; empty for what is no picture of the four `FORMATS`, is
    too large, or shows nothing. The bytes may be a stranger's: call it where they can do no harm."""
    from PIL import Image

    if not 0 < len(content) <= LARGEST:
        return ""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return ""
            drawn = _trimmed(_on_ground(picture.convert("RGBA")))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):  # what Pillow raises for broken files
        return ""
    if drawn is None:
        return ""
    return f"{_bits(drawn):064x}-{round(100 * drawn.width / drawn.height)}-{_main_colour(drawn)}"


def _on_ground(picture: Image.Image) -> Image.Image:
    """What is transparent gets a ground on which the rest is seen: white, or black for a logo that is white itself."""
    from PIL import Image, ImageStat

    def on(colour: str) -> Image.Image:
        ground = Image.new("RGBA", picture.size, colour)
        ground.alpha_composite(picture)
        return ground.convert("RGB")

    white = on("white")
    return white if ImageStat.Stat(white.convert("L")).stddev[0] > 4 else on("black")


def _trimmed(picture: Image.Image) -> Image.Image | None:
    """Without what is of the corner's colour all around; None if that is all."""
    from PIL import Image, ImageChops

    ground = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    differs = ImageChops.difference(picture, ground).convert("L")
    most = max(differs.tobytes())
    box = differs.point(lambda value: 255 * (value > _MARGIN * most)).getbbox() if most > _BLANK else None
    return picture.crop(box) if box else None


def _bits(picture: Image.Image) -> int:
    """The signs of the lowest 16 × 16 frequencies (DCT-II) about their median, the first of all (brightness) left out."""
    from PIL import Image

    small = picture.convert("L").resize((_SIDE, _SIDE), Image.Resampling.LANCZOS).tobytes()
    waves = _waves()
    rows = [small[at : at + _SIDE] for at in range(0, _SIDE * _SIDE, _SIDE)]
    across = [[sum(map(float.__mul__, wave, map(float, row))) for wave in waves] for row in rows]
    columns = list(zip(*across, strict=True))
    values = [sum(map(float.__mul__, wave, column)) for wave in waves for column in columns]
    middle = sorted(values[1:])[len(values) // 2]
    return sum((value > middle) << at for at, value in enumerate(values) if at)


@cache
def _waves() -> tuple[tuple[float, ...], ...]:
    return tuple(
        tuple(math.cos(math.pi * (2 * x + 1) * frequency / (2 * _SIDE)) for x in range(_SIDE))
        for frequency in range(_FREQUENCIES)
    )


def _main_colour(picture: Image.Image) -> str:
    """The colour that most of what is drawn has; grey only if there is no other."""
    small = picture.resize((64, 64)).quantize(8).convert("RGB")
    counts: Counter[str] = Counter()
    pixels = small.tobytes()
    for at in range(0, len(pixels), 3):
        counts[f"#{pixels[at : at + 3].hex()}"] += 1
    coloured = [(count, colour) for colour, count in counts.items() if not _is_grey(colour)]
    enough = [one for one in coloured if one[0] >= 0.02 * 64 * 64]
    return max(enough or [(count, colour) for colour, count in counts.items()])[1]


def _is_grey(colour: str) -> bool:
    _, saturation, value = colorsys.rgb_to_hsv(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    return saturation * value < _GREY

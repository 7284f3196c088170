"""The pictures that a mail's HTML shows."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import unquote

from shopper.model import MailPicture, Shop
from shopper.reading.text import normal, plain_letters

_SAYS_LITTLE = re.compile(
    r"logo|header|head|image|img|picture|mail|email|newsletter|main|brand|top|small|large|big|white|black|dark|light|retina"
    r"|\d*x?\d*|png|jpe?g|gif|webp|svg|company|shop|store|home|the|of|von|de|der|du|cua|"
)
_DRAWN = re.compile(r"<svg\b|<v:(?:image|fill)\b|url\(", re.IGNORECASE)


class Picture(NamedTuple):
    """Where a picture comes from (`https:`, `cid:`, `data:`) and what it says in its place."""

    src: str
    alt: str


def pictures_in(html: str) -> list[Picture]:
    """All `img` elements but those of a pixel's size, which are there to count."""
    from selectolax.lexbor import LexborHTMLParser

    images = [{key: value or "" for key, value in node.attributes.items()} for node in LexborHTMLParser(html).css("img")]
    return [Picture(image.get("src", ""), normal(image.get("alt", ""))) for image in images if not _is_dot(image)]


def draws_otherwise(html: str) -> bool:
    """Whether it shows pictures that are no `img`: drawn in place, or as a background."""
    return bool(_DRAWN.search(html))


def is_logo(picture: Picture, names: tuple[str, ...]) -> bool:
    """Whether a picture calls itself a logo, or has one of these names (of the shop, of its logo files)."""
    file = "" if picture.src.startswith("data:") else unquote(picture.src.partition("?")[0]).rpartition("/")[2]
    said = _bare(f"{file} {picture.alt}")
    return any(name in said for name in ("logo", *map(_bare, names)) if name)


def calls_itself_logo(picture: MailPicture, shop: Shop) -> bool:
    """Whether a picture that the reader sees says that it is the shop's logo and nothing else: by its `alt`, or, where it has
    none, by its file's name. A bank's logo and a piece of the shop's name ("Gốm Sen mug") are none."""
    return picture.visible and not picture.tiny and is_called_logo(picture.src, picture.alt or "", shop)


def is_called_logo(src: str, alt: str, shop: Shop) -> bool:
    """The same of what a picture says in its place, or else of its address."""
    names = (shop.name, shop.brand.name, *(PurePath(file).stem for file in shop.brand.logos))
    said = alt or unquote(src.partition("?")[0]).rpartition("/")[2].rpartition(":")[2].partition("@")[0]
    words = re.split(r"[\W_]+", plain_letters(normal(said)))
    rest = "".join(word for word in words if not _SAYS_LITTLE.fullmatch(word))
    return bool(rest or "logo" in words) and not _without(rest, tuple(map(_bare, names)))


def _without(text: str, names: tuple[str, ...]) -> str:
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "")
    return text


def _is_dot(image: dict[str, str]) -> bool:
    return any(re.fullmatch(r"[01](?:px)?", image.get(side, "").strip()) for side in ("width", "height"))


def _bare(text: str) -> str:
    """`Gốm Sen` and `gom_sen` alike: `gomsen`."""
    return re.sub(r"[\W_]", "", plain_letters(text))

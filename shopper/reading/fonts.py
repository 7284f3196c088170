"""Which fonts are somebody's choice, and which are only there because every machine has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

_STAND_INS = frozenset({
    "arial", "arial black", "arial narrow", "arialmt", "helvetica", "helvetica neue", "liberation sans", "nimbus sans", "arimo",
    "verdana", "tahoma", "geneva", "trebuchet ms", "lucida grande", "lucida sans", "lucida sans unicode", "calibri", "candara",
    "segoe ui", "roboto", "san francisco", "sf pro", "sf pro text", "sf pro display", "noto sans", "dejavu sans", "open sans",
    "ubuntu", "cantarell", "oxygen", "droid sans", "fira sans", "aptos", "microsoft yahei", "ms sans serif", "century gothic",
    "georgia", "times", "times new roman", "garamond", "cambria", "palatino", "palatino linotype", "book antiqua",
    "courier", "courier new", "consolas", "menlo", "monaco", "lucida console", "sfmono-regular",
    "sans-serif", "serif", "monospace", "system-ui", "ui-sans-serif", "ui-serif", "ui-monospace", "-apple-system",
    "blinkmacsystemfont", "inherit", "initial", "unset",
    "apple color emoji", "segoe ui emoji", "segoe ui symbol", "noto color emoji", "symbol", "webdings", "wingdings",
})  # fmt: skip


class Foreign(NamedTuple):
    """The font that is neither the shop's nor a stand-in, with most letters: its name, and the share of all such fonts."""

    font: str
    share: float


def is_stand_in(font: str) -> bool:
    """Whether a font is one that machines bring along: what a mail falls back to, and no other brand's dress."""
    return font_name(font) in _STAND_INS


def foreign(fonts: Mapping[str, int], brand: tuple[str, ...]) -> Foreign | None:
    """What a mail is set in that is neither one of the brand's fonts nor a stand-in. `fonts`: name → letters; None: nothing."""
    ours = {font_name(font) for font in brand}
    others = {font: letters for font, letters in fonts.items() if font_name(font) not in ours and not is_stand_in(font)}
    if not sum(others.values()):
        return None
    return Foreign(max(others, key=lambda font: (others[font], font)), sum(others.values()) / sum(fonts.values()))


@lru_cache(maxsize=512)
def font_name(font: str) -> str:
    """`"Be Vietnam Pro"` and `be vietnam pro` alike."""
    return " ".join(font.strip(" \"'").casefold().split())

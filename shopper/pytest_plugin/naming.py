"""What pytest's users select visits by: names that any terminal can type, and marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from shopper.journey.names import ascii_safe

if TYPE_CHECKING:
    from shopper.model import Plan

MARKS: Mapping[str, str] = {
    "desktop": "visits at a desk",
    "phone": "visits with a phone",
    "chromium": "visits in Chromium",
    "firefox": "visits in Firefox",
    "webkit": "visits in WebKit",
    **{
        kind: f"journeys of the type {kind}"
        for kind in ("product", "payment", "delivery", "return", "warranty", "change", "complaint")
    },
}
"""The marks that every project has. Those of tags, voices, shops, languages and locales are made when they are met."""

_PYTESTS_OWN = frozenset({"skip", "skipif", "xfail", "parametrize", "usefixtures", "filterwarnings", "tryfirst", "trylast"})


def mark(word: str) -> str:
    """The mark of a word: without accents, `_` for what an identifier may not hold, and `tag_` before what begins with a digit
    or means something to pytest itself."""
    name = re.sub(r"\W+", "_", ascii_safe(word), flags=re.ASCII).strip("_")
    return f"tag_{name}" if name in _PYTESTS_OWN or not name.isidentifier() else name


def marks_of(plan: Plan) -> dict[str, str]:
    """Mark → the word it was made of: tags, type, device, browser, voice, shop, language, locale."""
    words = (*plan.tags, plan.type, plan.device, plan.browser, plan.voice, plan.shop.id, plan.language, plan.locale)
    return {mark(word): word for word in words if word}

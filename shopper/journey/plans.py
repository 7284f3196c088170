"""A journey at a shop → its plans: locale × device × browser, each frozen and hashed."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator

from shopper.journey.schema import JourneyFile
from shopper.journey.unfold import Unfolded
from shopper.model import Persona, Place, Plan, Shop

LOCALES = {
    "vi": "vi-VN", "en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "nl": "nl-NL", "ja": "ja-JP",
    "ko": "ko-KR", "zh": "zh-CN",
}  # fmt: skip
"""The locale that a customer has when a journey names none and the shop names only a language."""


def plans(id: str, file: JourneyFile, place: Place, shop: Shop, persona: Persona, unfolded: Unfolded) -> Iterator[Plan]:
    """The plans of a journey at a shop, in the order of its matrix; locales that the shop does not speak are left out."""
    first = shop.languages[0]
    matrix = file.matrix
    locales = [locale for locale in matrix.locale or [LOCALES.get(first, first)] if speaks(shop, locale)]
    for locale, device, browser in itertools.product(locales, matrix.device, matrix.browser):
        in_browser = f"-{browser}" if matrix.browser != ("chromium",) else ""
        plan = Plan(
            id=f"{id}[{shop.id}-{locale}-{device}{in_browser}]",
            journey=id,
            title=file.journey,
            why=file.why,
            type=file.type or "",
            weight=file.weight,
            tags=file.tags,
            place=place,
            shop=shop,
            persona=persona,
            locale=locale,
            device=device,
            browser=browser,
            limits=file.profile_limits(),
            steps=unfolded.steps,
            scopes=unfolded.scopes,
        )
        yield plan.model_copy(update={"digest": digest(plan)})


def digest(plan: Plan) -> str:
    """SHA-256 (hex) of the plan's canonical JSON: sorted keys, no blanks, UTF-8, without the digest itself."""
    data = plan.model_dump(mode="json", exclude={"digest"})
    return hashlib.sha256(json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def speaks(shop: Shop, locale: str) -> bool:
    """Whether a customer with this locale is served in her language."""
    return any(language.split("-")[0] == locale.split("-")[0] for language in shop.languages)

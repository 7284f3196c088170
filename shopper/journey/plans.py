"""A journey at a shop → its plans: locale × device × browser, each frozen and hashed."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from shopper.journey.needs import Part
from shopper.journey.schema import JourneyFile, Matrix, fault_rules
from shopper.journey.unfold import Unfolded
from shopper.model import Persona, Place, Plan, PlanStep, Scope, Shop

LOCALES = {
    "vi": "vi-VN", "en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "nl": "nl-NL", "ja": "ja-JP",
    "ko": "ko-KR", "zh": "zh-CN",
}  # fmt: skip
"""The locale that a customer has when a journey names none and the shop names only a language."""


def plans(id: str, file: JourneyFile, place: Place, shop: Shop, persona: Persona, unfolded: Unfolded) -> Iterator[Plan]:
    """The plans of a journey at a shop, in the order of its matrix; locales that the shop does not speak are left out."""
    matrix = file.matrix
    parts = _digests(unfolded.steps, unfolded.scopes, shop)
    for part, browser in itertools.product(played(matrix, shop, persona), matrix.browser):
        in_browser = f"-{browser}" if matrix.browser != ("chromium",) else ""
        in_voice = f"-{part.voice}" if matrix.voice else ""
        plan = Plan(
            id=f"{id}[{shop.id}-{part.locale}-{part.device}{in_browser}{in_voice}]",
            journey=id,
            title=file.journey,
            why=file.why,
            type=file.type or "",
            weight=file.weight,
            tags=file.tags,
            urgent=file.urgent,
            wants_marketing=file.marketing,
            place=place,
            shop=shop,
            persona=persona,
            locale=part.locale,
            device=part.device,
            browser=browser,
            voice=part.voice,
            limits=file.profile_limits(),
            zone=file.zone or "",
            fault="" if file.fault == "none" else file.fault or "",
            faults=fault_rules(file.faults),
            steps=unfolded.steps,
            scopes=unfolded.scopes,
        )
        yield plan.model_copy(update={"digest": _digest(plan, parts)})


def played(matrix: Matrix, shop: Shop, persona: Persona | None) -> list[Part]:
    """The ways in which a journey is played at a shop, but for the browsers."""
    first = shop.languages[0]
    locales = [locale for locale in matrix.locale or [LOCALES.get(first, first)] if speaks(shop, locale)]
    voices = matrix.voice or [*(persona.voices if persona else ())][:1] or [""]
    return [Part(*way) for way in itertools.product(locales, matrix.device, voices)]


def digest(plan: Plan) -> str:
    """SHA-256 (hex) of the plan as JSON, without its digest, and of the SHA-256 of steps, scopes and shop in their place: plans
    share them."""
    return _digest(plan, _digests(plan.steps, plan.scopes, plan.shop))


def _digest(plan: Plan, parts: Sequence[str]) -> str:
    rest = plan.model_dump_json(exclude={*_SHARED, "digest"})
    return hashlib.sha256("\n".join((rest, *parts)).encode()).hexdigest()


_SHARED: Mapping[str, TypeAdapter[Any]] = {
    "steps": TypeAdapter(tuple[PlanStep, ...]),
    "scopes": TypeAdapter(tuple[Scope, ...]),
    "shop": TypeAdapter(Shop),
}


def _digests(*shared: Any) -> list[str]:
    pairs = zip(_SHARED.values(), shared, strict=True)
    return [hashlib.sha256(adapter.dump_json(value)).hexdigest() for adapter, value in pairs]


def speaks(shop: Shop, locale: str) -> bool:
    """Whether a customer with this locale is served in her language."""
    return any(language.split("-")[0] == locale.split("-")[0] for language in shop.languages)

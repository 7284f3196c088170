"""Every key of every file, with its type, its default and its meaning: read off the models, for the reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from shopper.journey.docstrings import field_docs
from shopper.journey.mistakes import one_of
from shopper.journey.rulebook import EntryShape, ScoreCardFile
from shopper.journey.schema import JourneyFile, MailboxShape, PersonaShape, ShopFile
from shopper.journey.values import Locator
from shopper.journey.wording import arms
from shopper.model import Money

FILES: Mapping[str, tuple[type[BaseModel], str, str]] = {
    "journey": (JourneyFile, "", "`journeys/**/*.yaml`: what a customer sets out to do. Its name is the file's name."),
    "shop": (ShopFile, "", "`journeys/shops/*.yaml`: a shop's profile, and how flows are done there."),
    "mailboxes": (MailboxShape, "NAME", "`journeys/mailboxes.yaml`: where the mails of visits arrive."),
    "personas": (PersonaShape, "NAME", "`journeys/personas.yaml`: who plays."),
    "scorecard": (ScoreCardFile, "", "`journeys/scorecard.yaml`: what counts how much, what must pass, what is aimed at."),
    "baseline": (
        EntryShape,
        "",
        "`baseline.yaml`, beside `journeys/`: a list of findings that are known and accepted for a while.",
    ),
    "locator": (Locator, "", "Something on the page: exactly one of role, label, text, placeholder, test_id and css finds it."),
}
"""Kind of file (and the locators in them) → its model, what stands before its keys (`NAME`: of one's own), and what it is."""

_WORDS: Mapping[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    timedelta: "duration (30s, 5m, 3d)",
    date: "day (2026-12-24)",
    Money: "money (50 EUR)",
    Locator: "locator",
    Any: "anything",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is reached from the top of its file: `matrix.locale`, `mails.NAME.from`. `default`: as YAML has it, or an
    empty text if there is none."""

    path: str
    type: str
    required: bool
    default: str
    about: str


def keys_of(kind: str) -> list[Key]:
    """All keys of a kind of file, one of `FILES`, in the order of its model."""
    model, above, _ = FILES[kind]
    return list(_keys(model, f"{above}." if above else ""))


def _keys(model: type[BaseModel], above: str) -> Iterator[Key]:
    docs = field_docs(model)
    for name, field in model.model_fields.items():
        path = f"{above}{field.alias or name}"
        default = "" if field.is_required() else default_in_words(field.get_default(call_default_factory=True))
        about = field.description or docs.get(name, "")
        yield Key(path, _type(field), field.is_required(), default, about)
        for inner, way in _models(field.annotation, path):
            yield from _keys(inner, f"{way}.")


def _type(field: FieldInfo) -> str:
    extra = field.json_schema_extra
    if isinstance(extra, dict) and "x-steps" in extra:
        return "list of steps"
    return re.sub(r"\{[^}]*\}", "mapping", type_in_words(field.annotation))  # its keys have rows of their own


def _models(annotation: Any, path: str) -> Iterator[tuple[type[BaseModel], str]]:
    """The models within a field, with the way to them; locators have a page of their own."""
    for arm in arms(annotation):
        origin, inner = get_origin(arm), get_args(arm)
        if origin is dict:
            yield from _models(inner[1], f"{path}.NAME")
        elif origin in (list, tuple):
            yield from _models(inner[0], path)
        elif isinstance(arm, type) and issubclass(arm, BaseModel) and arm not in _WORDS:
            yield arm, path


def type_in_words(annotation: Any) -> str:
    """A field's type as a person says it: `text or mapping of text`."""
    words = []
    for arm in arms(annotation):
        origin, inner = get_origin(arm), get_args(arm)
        if arm is type(None):
            continue
        if origin is Literal:
            words.append(", ".join(str(word).lower() if isinstance(word, bool) else str(word) or "(empty)" for word in inner))
        elif origin is dict:
            words.append(f"mapping of {type_in_words(inner[1])}")
        elif origin in (list, tuple):
            words.append(f"list of {type_in_words(inner[0])}")
        elif isinstance(arm, type) and issubclass(arm, BaseModel) and arm not in _WORDS:
            words.append("locator with " + one_of(_own(arm)) if issubclass(arm, Locator) else f"{{{one_of(_own(arm))}}}")
        else:
            words.append(_WORDS.get(arm, str(arm)))
    return " or ".join(dict.fromkeys(words))


def _own(model: type[BaseModel]) -> list[str]:
    """The keys of a model, without those that every locator has."""
    common = Locator.model_fields if issubclass(model, Locator) else {}
    return [field.alias or name for name, field in model.model_fields.items() if name not in common]


def default_in_words(value: Any) -> str:
    """A default as YAML has it; an empty text for one that means nothing."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple) and value:
        return f"[{', '.join(map(str, value))}]"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value) if value and isinstance(value, str | int) else ""

"""What pydantic found wrong, in words for people, at the place where it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from shopper.journey.mistakes import Kind, Mistakes, closest, did_you_mean, one_of, say
from shopper.journey.source import Keys, Source
from shopper.journey.values import Locator

_EXPECTED = {
    "string_type": "text",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "list_type": "a list",
    "tuple_type": "a list",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
}

BEYOND_SHAPE = ("calendar", "compared", "country", "key", "language", "pattern", "too_long_to_wait", "zone")
"""Errors of the models that no schema can tell: a day that no calendar has, a country, language or key that is unknown, an
expression that cannot be compiled, a bound that a number breaks which stands as text (`1.50`)."""

_BOUNDS = {
    "greater_than": "more than",
    "greater_than_equal": "at least",
    "less_than": "less than",
    "less_than_equal": "at most",
}

_UNITS = {
    "s": ("s", "sec", "secs", "second", "seconds", "giây"),
    "m": ("m", "min", "mins", "minute", "minutes", "phút"),
    "h": ("h", "hr", "hrs", "hour", "hours", "giờ"),
    "d": ("d", "day", "days", "ngày"),
    "w": ("w", "week", "weeks", "tuần"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "₫": "VND", "đ": "VND", "euro": "EUR", "euros": "EUR", "dong": "VND"}


def note_errors(
    error: ValidationError,
    model: type[BaseModel],
    source: Source,
    mistakes: Mistakes,
    *,
    what: str,
    base: Keys = (),
    fields: Mapping[str, Keys] | None = None,
) -> None:
    """Turn each error into a mistake. `what` names the thing (`a journey`, `` `fill` ``); `base` is its path in the file;
    `fields`: the paths of those of its keys that stand elsewhere."""
    found = _fitting_best([_Found(details, source, base, fields or {}) for details in error.errors(include_url=False)])
    guessed = set()
    if any(one.type == "missing" for one in found):
        strange = [one for one in found if one.type == "extra_forbidden"]
        guessed = {(one.path[:-1], closest(str(one.loc[-1]), known_keys(model, one.loc[:-1]))) for one in strange}
    above = {one.path[:length] for one in found for length in range(len(one.path))}
    merged: dict[tuple[Keys, str], list[_Found]] = {}
    for one in found:
        if one.type == "missing" and (one.path, str(one.loc[-1])) in guessed:
            continue  # it is there, misspelt: one mistake, not two
        if one.type != "missing" and one.path in above:
            continue  # a union's other arm: what was typed fits the arm that has its own, deeper mistake
        merged.setdefault((one.path, str(one.loc[-1]) if one.type == "missing" else ""), []).append(one)
    for group in merged.values():
        group.sort(key=lambda one: one.type != "too_short")  # of a union's arms the one that it fits but for its length
        group[0].note(group, model, source, mistakes, what)


def models_at(model: type[BaseModel], loc: tuple[str | int, ...] = ()) -> list[type[BaseModel]]:
    """The models that may stand at `loc` within a model."""
    here: list[Any] = [model]
    for part in loc:
        # Parts that lead nowhere are labels of a union's arms.
        here = [arm for thing in here for arm in _into(thing, part)] or here
    return [thing for thing in here if isinstance(thing, type) and issubclass(thing, BaseModel)]


@lru_cache(maxsize=1024)
def known_keys(model: type[BaseModel], loc: tuple[str | int, ...] = ()) -> tuple[str, ...]:
    """The keys that the model, or what lies in it at `loc`, knows, as they are typed."""
    return tuple(field.alias or name for thing in models_at(model, loc) for name, field in thing.model_fields.items())


def typed_as(model: type[BaseModel], name: str | None) -> str:
    """How a field is called in YAML; an empty text for none."""
    return (model.model_fields[name].alias or name) if name else ""


def arms(annotation: Any) -> Iterator[Any]:
    """The types that a field takes: `X | None` → X and NoneType, without what is annotated."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from arms(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for argument in get_args(annotation):
            yield from arms(argument)
    else:
        yield annotation


def duration_hint(text: str) -> str:
    """`5 mins` → did you mean `5m`?  `5` → of what."""
    text = text[:40]
    pieces = re.findall(r"(\d+(?:\.\d+)?)\s*([^\W\d_]+)", text)
    units = [_UNIT_OF.get(word.lower()) for _, word in pieces]
    if pieces and all(units):
        return f"did you mean `{''.join(f'{number}{unit}' for (number, _), unit in zip(pieces, units, strict=True))}`?"
    return f"{text} of what? `{text}s`, `{text}m`, `{text}h`, `{text}d` …" if re.fullmatch(r"\d{1,9}", text) else ""


def money_hint(text: str) -> str:
    """`€50`, `50 euros` → did you mean `50 EUR`?"""
    text = text[:40]
    match = re.search(r"\d+(?:[.,]\d{1,2})?(?![\d.,])", text)
    rest = re.sub(r"[\d.,\s]", "", text)
    currency = _CURRENCIES.get(rest.lower(), rest.upper() if re.fullmatch(r"[A-Za-z]{3}", rest) else "")
    return f"did you mean `{match[0].replace(',', '.')} {currency}`?" if match and currency else ""


def _into(annotation: Any, part: str | int) -> Iterator[Any]:
    for arm in arms(annotation):
        if isinstance(arm, type) and issubclass(arm, BaseModel):
            for name, field in arm.model_fields.items():
                if part in (name, field.alias):
                    yield from arms(field.annotation)
        elif get_origin(arm) is dict:
            yield from arms(get_args(arm)[1])
        elif get_origin(arm) in (list, tuple):
            yield from arms(get_args(arm)[0])


def described(value: Any) -> str:
    """What somebody typed, as we say it back: `` `5` ``, a list, a mapping, nothing."""
    match value:
        case None:
            return "nothing"
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case bool():
            return f"`{str(value).lower()}`"
    text = str(value)
    return f"`{text[:60]}{'…' if len(text) > 60 else ''}`"


def _fitting_best(found: list[_Found]) -> list[_Found]:
    """Of the arms of a union whose keys are misspelt, the arm with the fewest such keys is meant: what the others say about the
    same mapping would be wrong."""
    strange: dict[Keys, dict[str, list[_Found]]] = {}
    for one in found:
        if one.of_key and one.type == "literal_error":
            strange.setdefault(one.path[:-1], {}).setdefault(str(one.loc[:-2]), []).append(one)
    dropped: set[int] = set()
    for arms_there in strange.values():
        ranked = sorted(arms_there.values(), key=lambda errors: (len(errors), -sum(one.is_close() for one in errors)))
        dropped.update(id(one) for errors in ranked[1:] for one in errors)
    return [one for one in found if id(one) not in dropped]


class _Found:
    """One error of pydantic with the path that its `loc` leads to. Labels of unions in a `loc` are passed over."""

    def __init__(self, details: ErrorDetails, source: Source, base: Keys, fields: Mapping[str, Keys]) -> None:
        self.details, self.type, self.loc = details, details["type"], details["loc"]
        self.of_key = "[key]" in self.loc
        path = base
        for depth, part in enumerate(self.loc):
            way = fields[str(part)] if depth == 0 and part in fields else (*path, part)
            if source.holds(way):
                path = way
        self.path = path
        self.base = base

    def is_close(self) -> bool:
        """Whether what was typed is nearly one of the words that may stand there."""
        options = re.findall(r"'([^']+)'", str(self.details.get("ctx", {}).get("expected", "")))
        return bool(closest(str(self.details["input"]), options))

    def note(self, group: list[_Found], model: type[BaseModel], source: Source, mistakes: Mistakes, what: str) -> None:
        value = source.data_at(self.path)
        scalar = not isinstance(value, dict | list) and value is not None
        name = next((part for part in reversed(self.path) if isinstance(part, str)), "")
        inner = self.path != self.base and bool(name)
        problem, hint = self._say(group, model, value, f"`{name}`" if inner else what, what)
        at_key = self.of_key or self.type in ("extra_forbidden", "missing") or not scalar
        beyond = self.type in BEYOND_SHAPE or (self.type in _BOUNDS and isinstance(value, str))
        kind: Kind = "meaning" if beyond else "shape"
        mistakes.add(source, source.span(self.path, key=at_key), problem, hint, kind=kind)

    def _say(self, group: list[_Found], model: type[BaseModel], value: Any, name: str, what: str) -> tuple[str, str]:
        """The problem and the hint. `name` is the nearest key, `what` the whole thing."""
        context: Mapping[str, Any] = self.details.get("ctx", {})
        match self.type:
            case "extra_forbidden":
                known = known_keys(model, self.loc[:-1])
                owner = f"`{self.path[-2]}`" if len(self.path) - len(self.base) > 1 and isinstance(self.path[-2], str) else what
                guess = did_you_mean(str(self.loc[-1]), known)
                return f"`{self.loc[-1]}` is not a key of {owner}", guess or (
                    f"known here: {one_of(known)}" if known else "it takes no keys: leave it out"
                )
            case "missing":
                return f"{name} needs `{self.loc[-1]}`", f"add `{self.loc[-1]}:`"
            case "literal_error":
                options = re.findall(r"'([^']+)'", str(context.get("expected", "")))
                typed = self.details["input"] if self.of_key else value
                problem = f"{described(typed)} is not one of {one_of(options)}"
                return problem, did_you_mean(str(typed), options) or f"for {name}, choose one of them"
            case "string_pattern_mismatch":
                return f"{described(self.details['input'])} is not a name here", _pattern_hint(str(self.details["input"]))
            case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal" as kind:
                bound = next(iter(context.values()))
                return f"{name} must be {_BOUNDS[kind]} {bound:g}, not {described(value)}", ""
            case "too_short" | "string_too_short":
                return f"{name} must not be empty", ""
            case kind if kind in _EXPECTED:
                return self._of_another_type(group, model, value, name)
        problem, separated, remedy = self.details["msg"].removeprefix("Value error, ").rpartition("; ")
        problem, remedy = (problem, remedy) if separated else (remedy, "")
        better = {"duration": duration_hint, "money": money_hint}.get(self.type)
        return problem, (better(str(value)) if better else "") or remedy

    def _of_another_type(self, group: list[_Found], model: type[BaseModel], value: Any, name: str) -> tuple[str, str]:
        expected = list(dict.fromkeys(_EXPECTED[one.type] for one in group if one.type in _EXPECTED))
        hint = ""
        if "a mapping" in expected:
            known = known_keys(model, self.loc)
            hint = f"with {one_of(known)}" if known else ""
            if any(issubclass(thing, Locator) for thing in models_at(model, self.loc)):
                words = f"{{label: {value}}}, or {{role: button, name: {value}}}"
                looks_like_css = str(value).startswith(("#", ".", "["))
                expected, hint = ["a locator"], "such as " + (f'{{css: "{value}"}}' if looks_like_css else words)
        elif expected == ["text"] and isinstance(value, int | float):
            hint = f'put quotes around it: "{str(value).lower()}"'
        elif expected == ["a list"] and isinstance(value, dict):
            hint = "begin each item with `- `"
        if value is None:
            return f"{name} has no value; it must be {' or '.join(expected)}", hint.replace("None", "…")
        return f"{name} must be {' or '.join(expected)}, not {described(value)}", hint


def _pattern_hint(text: str) -> str:
    guess = re.sub(r"[^a-z0-9_.]+", "_", text.lower()).strip("_.")
    rule = "small letters, digits, `_`, and `.` between words"
    return say(f"did you mean `{guess}`?" if re.match(r"[a-z]", guess) and guess != text else "", rule)

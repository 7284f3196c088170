"""Steps as they were written, with the place of everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from shopper.journey import language
from shopper.journey.language import ExpressionError, Use
from shopper.journey.mistakes import Span
from shopper.journey.source import Keys, Source
from shopper.journey.values import StepArgs, Texts
from shopper.journey.wording import arms
from shopper.model import Place
from shopper.registry import StepType


@dataclass(frozen=True, slots=True)
class Condition:
    """The expression of an `if`, and where it stands."""

    expression: str
    path: Keys


_QUESTIONS = ("facts", "mails", "opened", "answered", "addresses", "pages", "files", "faults", "needs")


@lru_cache(maxsize=512)
def _answered(args: type) -> tuple[str, ...]:
    """The questions to which arguments of this type have an answer of their own."""
    return tuple(name for name in _QUESTIONS if getattr(args, name, None) is not getattr(StepArgs, name))


@dataclass(frozen=True)
class Step:
    """One verb. `args` are keyed by the verb's fields as they are typed; `places` says where each of them stands.

    What a step says by itself is read once, however many journeys use its flow.
    """

    source: Source
    path: Keys
    type: StepType
    args: Mapping[str, Any]
    places: Mapping[str, Keys]
    checked: StepArgs | None
    condition: Condition | None = None
    once: bool = False
    optional: bool = False
    done_if: tuple[Item, ...] = ()
    block: tuple[Item, ...] = ()

    @property
    def verb(self) -> str:
        return self.type.name

    @cached_property
    def place(self) -> Place:
        span = self.source.span((*self.path, self.verb), key=True)
        return Place(file=self.source.file, line=span.line, column=span.column)

    @cached_property
    def text(self) -> str:
        """The step as it was typed, on one line."""
        return self.source.typed(self.path)

    @cached_property
    def uses(self) -> tuple[tuple[Keys, tuple[Use, ...]], ...]:
        """For each `${…}` of the arguments that can be read: where it stands, and the names it uses."""
        return tuple(used for name, value in self.args.items() for used in names_used(self.places[name], value))

    @cached_property
    def by_language(self) -> tuple[tuple[Keys, Mapping[str, Any]], ...]:
        """The texts by language of the arguments, at any depth: where each stands, and its languages."""
        model = self.type.args
        named = self.args.get(model.whole or "") if model.block else None
        looped = named_by_language(self.places[model.whole or ""], named) if isinstance(named, dict) else ()
        return (*texts_by_language(model, self.args, self.places), *looped)

    @property
    def writes(self) -> bool:
        """Whether it sends a mail."""
        return bool(self.said("addresses") or self.said("answered"))

    def where(self, word: str) -> Span:
        """Where the arguments say this word, as a key or as a value."""
        for path in self.places.values():
            if self.source.holds((*path, word)):
                return self.source.span((*path, word), key=True)
            if self.source.data_at(path) == word:
                return self.source.span(path)
        return self.source.span((*self.path, self.verb), key=True)

    def said(self, question: str) -> tuple[str, ...]:
        """What the arguments answer to a question about them: `facts`, `mails` … (the methods of StepArgs)."""
        return self._said.get(question, ())

    @cached_property
    def _said(self) -> Mapping[str, tuple[str, ...]]:
        return {question: self._named(question) for question in _answered(self.type.args)}

    def _named(self, method: str) -> tuple[str, ...]:
        try:
            return tuple(word for word in getattr(self.checked, method)() if isinstance(word, str))
        except (AttributeError, TypeError):
            return ()  # arguments that are wrong, and have been noted as such


@dataclass(frozen=True, slots=True)
class Branch:
    """`if … then … else …`"""

    source: Source
    path: Keys
    condition: Condition | None
    """None: it could not be read."""
    then: tuple[Item, ...]
    otherwise: tuple[Item, ...]


Item = Step | Branch


def names_used(path: Keys, value: Any) -> Iterator[tuple[Keys, tuple[Use, ...]]]:
    """For each `${…}` in a value that can be read: where it stands, and the names it uses. What cannot be read has been
    noted when the file was read."""
    for way, text in texts(path, value):
        try:
            for hole in language.holes(text):
                if not hole.secret:
                    yield way, language.names(hole.inner)
        except ExpressionError:
            continue


def named_by_language(base: Keys, named: Mapping[str, Any]) -> Iterator[tuple[Keys, Mapping[str, Any]]]:
    """The texts by language among values that have names of one's own, alone or in lists, with their places."""
    for name, value in named.items():
        if isinstance(value, dict):
            yield (*base, name), value
        elif isinstance(value, list):
            yield from (((*base, name, index), item) for index, item in enumerate(value) if isinstance(item, dict))


def texts_by_language(
    model: type[BaseModel], data: Mapping[str, Any], places: Mapping[str, Keys]
) -> Iterator[tuple[Keys, Mapping[str, Any]]]:
    """The texts by language (`{vi: …, en: …}`) within the data of a model, right or wrong, with their places."""
    for key, value in data.items():
        if isinstance(value, dict | list):
            for arm in _arms_of(model).get(key, ()):
                yield from _by_language(arm, value, places[key])


def _by_language(arm: Any, value: Any, path: Keys) -> Iterator[tuple[Keys, Mapping[str, Any]]]:
    if isinstance(value, list):
        if get_origin(arm) in (list, tuple):
            for index, item in enumerate(value):
                yield from (found for inner in arms(get_args(arm)[0]) for found in _by_language(inner, item, (*path, index)))
    elif not isinstance(value, dict):
        return
    elif arm == _TEXTS:
        yield path, value
    elif get_origin(arm) is dict:
        for key, item in value.items():
            yield from (found for inner in arms(get_args(arm)[1]) for found in _by_language(inner, item, (*path, key)))
    elif isinstance(arm, type) and issubclass(arm, BaseModel):
        yield from texts_by_language(arm, value, {key: (*path, key) for key in value})


_TEXTS = get_args(Texts)[0]


@lru_cache(maxsize=512)
def _arms_of(model: type[BaseModel]) -> Mapping[str, tuple[Any, ...]]:
    """For each key of a model the types that may stand there and hold others."""
    fields = {field.alias or name: tuple(arms(field.annotation)) for name, field in model.model_fields.items()}
    return {key: tuple(arm for arm in found if get_origin(arm) or isinstance(arm, type)) for key, found in fields.items()}


def texts(path: Keys, value: Any) -> Iterator[tuple[Keys, str]]:
    """All texts with `${` in a value, with their paths."""
    if isinstance(value, str):
        if "${" in value:
            yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts((*path, key), item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts((*path, index), item)

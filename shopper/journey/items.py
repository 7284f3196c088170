"""Steps as they were written, with the place of everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shopper.journey import language
from shopper.journey.language import ExpressionError, Hole, Use
from shopper.journey.mistakes import Span
from shopper.journey.source import Keys, Source
from shopper.journey.values import StepArgs
from shopper.model import Place


@dataclass(frozen=True, slots=True)
class Condition:
    """The expression of an `if`, and where it stands."""

    expression: str
    path: Keys


@dataclass(frozen=True, slots=True)
class Step:
    """One verb. `args` are keyed by the verb's fields as they are typed; `places` says where each of them stands."""

    source: Source
    path: Keys
    verb: str
    args: Mapping[str, Any]
    places: Mapping[str, Keys]
    checked: StepArgs | None
    condition: Condition | None = None
    once: bool = False
    optional: bool = False
    done_if: tuple[Item, ...] = ()
    block: tuple[Item, ...] = ()

    @property
    def place(self) -> Place:
        span = self.source.span((*self.path, self.verb), key=True)
        return Place(file=self.source.file, line=span.line, column=span.column)

    def facts(self) -> tuple[str, ...]:
        """Names that the step gives a value to."""
        return self._named("facts")

    def mails(self) -> tuple[str, ...]:
        """Kinds of mail that the step names."""
        return self._named("mails")

    def files(self) -> tuple[str, ...]:
        """Names of files that the step hands in."""
        return self._named("files")

    def where(self, word: str) -> Span:
        """Where the arguments say this word, as a key or as a value."""
        for path in self.places.values():
            if self.source.holds((*path, word)):
                return self.source.span((*path, word), key=True)
            if self.source.data_at(path) == word:
                return self.source.span(path)
        return self.source.span((*self.path, self.verb), key=True)

    def _named(self, method: str) -> tuple[str, ...]:
        try:
            return tuple(word for word in getattr(self.checked, method, tuple)() if isinstance(word, str))
        except (AttributeError, TypeError):
            return ()  # arguments that are wrong, and have been noted as such

    def holes(self) -> Iterator[tuple[Keys, Hole, tuple[Use, ...]]]:
        """Each `${…}` of the arguments that can be read: where, what, and the names it uses."""
        for name, value in self.args.items():
            for path, text in texts(self.places[name], value):
                yield from read_holes(path, text)


@dataclass(frozen=True, slots=True)
class Branch:
    """`if … then … else …`"""

    source: Source
    path: Keys
    condition: Condition
    then: tuple[Item, ...]
    otherwise: tuple[Item, ...]


Item = Step | Branch


def read_holes(path: Keys, text: str) -> Iterator[tuple[Keys, Hole, tuple[Use, ...]]]:
    """Each `${…}` of a text that can be read. What cannot has been noted when the file was read."""
    try:
        for hole in language.holes(text):
            yield path, hole, () if hole.secret else language.names(hole.inner)
    except ExpressionError:
        return


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

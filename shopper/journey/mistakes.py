"""Mistakes in YAML, all of them at once: place, the words as typed, a caret under them, what was probably meant.

journeys/returns/order_and_return.yaml:9:5: `go_to` is not a step
  8 | steps:
  9 |   - go_to: /
    |     ^^^^^ did you mean `goto`?  Steps: shopper explain steps
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, Protocol

from rapidfuzz import fuzz, process

from shopper.errors import JourneyError
from shopper.model import Place

SHOWN = 100
"""More mistakes than this are counted, not printed: nobody reads on."""

Kind = Literal["syntax", "shape", "meaning"]
"""`syntax`: it cannot be read as YAML. `shape`: a key, a type or a form is wrong, as an editor with the schema says too.
`meaning`: it does not fit something else that is said, here or in another file."""

_WIDTH = 140
_SENTENCE = 300
_CANDIDATES = 1000
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file. Lines and columns count characters from 1; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Lines(Protocol):
    """A file's name and its text by lines."""

    @property
    def file(self) -> str: ...
    @property
    def lines(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake. `excerpt` shows two lines of the file, without the caret's line; `caret` says how far in and how wide.
    `end`: line and column where it ends, exclusive."""

    place: Place
    problem: str
    hint: str = ""
    chain: tuple[Place, ...] = ()
    excerpt: tuple[str, ...] = ()
    caret: tuple[int, int] = (0, 1)
    kind: Kind = "meaning"
    end: tuple[int, int] = (0, 0)

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.problem}"]
        if self.excerpt:
            numbers = range(self.place.line - len(self.excerpt) + 1, self.place.line + 1)
            gutter = len(str(self.place.line)) + 2
            lines += [f"{number:>{gutter}} | {text}".rstrip() for number, text in zip(numbers, self.excerpt, strict=True)]
            indent, width = self.caret
            lines.append(f"{'':>{gutter}} | {' ' * indent}{'^' * width} {self.hint}".rstrip())
        elif self.hint:
            lines.append(f"  {self.hint}")
        lines += [f"  used from {place.file}:{place.line}" for place in reversed(self.chain)]
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """For machines: file, line, column (from 1), kind, problem, hint, and the places (`file:line`) it was used from."""
        used_from = [f"{place.file}:{place.line}" for place in reversed(self.chain)]
        place = {"file": self.place.file, "line": self.place.line, "column": self.place.column}
        return {**place, "kind": self.kind, "problem": self.problem, "hint": self.hint, "used_from": used_from}


class MistakesFound(JourneyError):
    """What is wrong with the files of one loading: `mistakes` for machines, the text for people. `partial`: something could not
    be compared for them."""

    def __init__(self, mistakes: Sequence[Mistake], *, partial: bool = False) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(_render(self.mistakes, partial))


class Mistakes:
    """Collects mistakes while files are read. The same mistake in the same place counts once, however often it is met."""

    def __init__(self) -> None:
        self.partial = False
        """A mistake stands where something else would have been compared with it: others may be hidden behind it."""
        self._found: dict[tuple[str, int, int, str], Mistake] = {}
        self._places: set[tuple[str, int, int]] = set()

    def __len__(self) -> int:
        return len(self._found)

    def add(
        self,
        source: Lines,
        span: Span,
        problem: str,
        hint: str = "",
        *,
        chain: tuple[Place, ...] = (),
        kind: Kind = "meaning",
    ) -> None:
        """Note a mistake at `span`; `chain`: the places of the `use`s that led there, outermost first."""
        place = Place(file=source.file, line=span.line, column=span.column)
        excerpt, caret = _excerpt(source.lines, span)
        end = (span.end_line, span.end_column)
        self._keep(Mistake(place, _plain(_short(problem)), _plain(_short(hint)), chain, excerpt, caret, kind, end))

    def add_file(self, file: str, problem: str, hint: str = "") -> None:
        """Note that a file cannot be read at all."""
        self._keep(Mistake(Place(file=file), _plain(_short(problem)), _plain(_short(hint)), kind="syntax"))

    def _keep(self, mistake: Mistake) -> None:
        place = mistake.place
        self._found.setdefault((place.file, place.line, place.column, mistake.problem), mistake)
        self._places.add((place.file, place.line, place.column))

    def within(self, source: Lines, span: Span) -> bool:
        """Whether something is wrong there already, on the line where it begins."""
        return any((source.file, span.line, column) in self._places for column in range(span.column, span.end_column + 1))

    def in_order(self) -> tuple[Mistake, ...]:
        """All mistakes by file and place."""
        return tuple(sorted(self._found.values(), key=lambda m: (m.place.file, m.place.line, m.place.column)))

    def raise_if_any(self) -> None:
        """Raises MistakesFound if anything was noted."""
        if self._found:
            raise MistakesFound(self.in_order(), partial=self.partial)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean `goto`?` for a word close to a known one; else an empty text."""
    guess = closest(word, known)
    return f"did you mean `{guess}`?" if guess else ""


def closest(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str:
    """The known word that was probably meant (case, `-` and `_` don't matter), or an empty text. `likeness`: 0 … 1."""
    by_form = _by_form(tuple(itertools.islice(known, _CANDIDATES)))
    near = process.extractOne(_form(word[:80]), by_form.keys(), scorer=fuzz.ratio, score_cutoff=likeness * 100)
    return by_form[near[0]] if near else ""


@lru_cache(maxsize=256)
def _by_form(known: tuple[str, ...]) -> dict[str, str]:
    return {_form(name): name for name in known}


def one_of(words: Iterable[str]) -> str:
    """`desktop, phone`: what may stand here; cut short where there is too much to read."""
    words = list(words)
    return ", ".join(words[:12]) + (f" … ({len(words)} in all)" if len(words) > 12 else "")


def say(*parts: str) -> str:
    """Hints side by side, those that have something to say."""
    return "  ".join(part for part in parts if part)


def _form(word: str) -> str:
    return word.lower().replace("-", "_").replace(" ", "_")


def _render(mistakes: Sequence[Mistake], partial: bool) -> str:
    texts = [str(mistake) for mistake in mistakes[:SHOWN]]
    if len(mistakes) > 1:
        files = len({mistake.place.file for mistake in mistakes})
        hidden = f"; the first {SHOWN} are shown" if len(mistakes) > SHOWN else ""
        more = "; more may come to light when these are mended" if partial else ""
        texts.append(f"{len(mistakes)} mistakes in {files} file{'s' if files > 1 else ''}{hidden}{more}.")
    return "\n\n".join(texts)


def _excerpt(lines: Sequence[str], span: Span) -> tuple[tuple[str, ...], tuple[int, int]]:
    """The line of the mistake and the one before it, as (texts, (caret's indent, caret's width)) in terminal columns."""
    if not 1 <= span.line <= len(lines):
        return (), (0, 1)
    line = lines[span.line - 1]
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line.rstrip())
    # A very long line is shown from shortly before the mistake on.
    cut = max(0, start - _WIDTH // 2) if len(line) > _WIDTH else 0
    before = lines[span.line - 2][cut : cut + _WIDTH] if span.line > 1 else None
    shown = line[cut : cut + _WIDTH]
    indent, width = _columns(line[cut:start]), _columns(line[start : min(end, cut + _WIDTH)])
    return tuple(_plain(text) for text in (before, shown) if text is not None), (indent, max(1, width))


def _columns(text: str) -> int:
    """How many columns a terminal needs: combining marks none, East Asian wide letters and emoji two (UAX #11)."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in _plain(text))


def _plain(text: str) -> str:
    """Without what would steer a terminal or turn the reading direction: a file may come from anybody."""
    if text.isprintable():
        return text
    return "".join(" " if c == "\t" else "\ufffd" if _steers(c) else c for c in text)


def _short(text: str) -> str:
    """A sentence that quotes a whole file stops being one."""
    return text if len(text) <= _SENTENCE else text[: _SENTENCE - 1] + "…"


def _steers(character: str) -> bool:
    return character in _BIDI or (not character.isprintable() and unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"))

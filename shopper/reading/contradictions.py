"""Two answers that say different things of one matter: nearly the same sentence with another number, or with a "not"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from shopper.reading.tone import plain, sentences

_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_NOT = re.compile(
    r"(?<!\w)(?:not|no|never|cannot|\w+n't|khong|chua|nicht|kein\w*|nie|ne|n'\w+|pas|jamais|aucune?|nunca|ningun\w*"
    r"|tampoco)(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SMALL = frozenset({
    "the", "is", "are", "was", "of", "to", "in", "for", "and", "or", "you", "your", "we", "our", "it", "be", "on",
    "at", "by", "with", "a", "an", "will", "can", "la", "cua", "va", "cho", "ban", "chung", "toi", "duoc", "co",
    "trong", "voi", "den", "tu", "mot", "cac", "nay", "thi", "der", "die", "das", "dem", "ist", "sind", "und", "oder",
    "sie", "ihr", "ihre", "ihnen", "wir", "zu", "fur", "mit", "von", "im", "ein", "eine", "auf", "le", "les", "des",
    "du", "est", "sont", "et", "ou", "vous", "votre", "nous", "un", "une", "de", "dans", "pour", "avec", "par", "au",
    "aux", "que", "el", "los", "las", "es", "son", "su", "sus", "nosotros", "para", "con", "en", "por", "del", "al",
})  # fmt: skip
_MOST = 60  # sentences of an answer
_ALIKE, _LEAST = 0.75, 3


class Contradiction(NamedTuple):
    """The two sentences, each quoted."""

    first: str
    second: str


class _Said(NamedTuple):
    quote: str
    words: frozenset[str]
    numbers: frozenset[str]
    negative: bool


def contradiction(first: str, second: str) -> Contradiction | None:
    """The first pair of sentences of two texts that cannot both be true, as far as words tell; None if there is none.

    Numbers that the other text names as well, wherever, contradict nothing: they may be of another thing.
    """
    ones, others = _statements(first), _statements(second)
    here, there = (frozenset().union(*(said.numbers for said in told)) for told in (ones, others))
    for one in ones:
        for other in others:
            if _alike(one.words, other.words) and _differ(one, other, here, there):
                return Contradiction(one.quote, other.quote)
    return None


def _differ(one: _Said, other: _Said, here: frozenset[str], there: frozenset[str]) -> bool:
    if one.numbers - there and other.numbers - here:
        return len(one.numbers) == len(other.numbers)
    return one.negative != other.negative and one.numbers == other.numbers


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= _LEAST and shared >= _ALIKE * len(one | other)


@lru_cache(maxsize=64)
def _statements(text: str) -> tuple[_Said, ...]:
    """Sentences that state something: questions state nothing."""
    return tuple(_said(sentence) for sentence in sentences(text)[:_MOST] if not sentence.endswith("?"))


def _said(sentence: str) -> _Said:
    bare = plain(sentence)
    words = frozenset(_WORD.findall(_NOT.sub(" ", bare))) - _SMALL
    return _Said(sentence, words, frozenset(_NUMBER.findall(bare)), bool(_NOT.search(bare)))

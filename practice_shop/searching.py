"""Finding texts by words, as people type them: in any case, accents optional."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """Case and accents taken off: "Đà Lạt" → "da lat"."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def fits(query: str, text: str) -> bool:
    """Whether every word of the query stands in the text. Words with accents want theirs, words without want none."""
    return set(words_of(query)) <= _forms(text)


def best(query: str, texts: Mapping[str, tuple[str, str]]) -> list[str]:
    """The keys of the texts (heading, body) that answer a query, the best first; empty if no word of it stands anywhere.

    A word counts the more, the fewer texts have it, and twice where it stands in the heading. Long words may be cut short.
    """
    told = {key: (_forms(heading), _forms(f"{heading} {body}")) for key, (heading, body) in texts.items()}
    fit = dict.fromkeys(texts, 0.0)
    for word in set(words_of(query)):
        having = [key for key, (_, all) in told.items() if _has(all, word)]
        for key in having:
            fit[key] += (1 + _has(told[key][0], word)) / len(having)
    enough = max(fit.values()) / 2
    return sorted((key for key in texts if fit[key] > 0 and fit[key] >= enough), key=lambda key: -fit[key])


def _forms(text: str) -> set[str]:
    told = set(words_of(text))
    return told | {plain(word) for word in told}


def _has(told: set[str], word: str) -> bool:
    return word in told or (len(word) > 3 and any(other.startswith(word) for other in told))

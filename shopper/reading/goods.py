"""Whether the pieces that a mail lists are those that were ordered. Systems name one piece differently; another piece shares
no word with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shopper.model import Outcome
from shopper.reading.bill import Item
from shopper.reading.text import plain_letters

_MUCH, _LITTLE = 0.5, 0.25
"""Shares of the shorter name's words that stand in the other: from `_MUCH` on it is the same piece, up to `_LITTLE` another."""


def same_items(found: Sequence[Item], ordered: Sequence[Item], *, may_be_a_part: bool) -> tuple[Outcome, str]:
    """How what a mail lists agrees with what was ordered, and what is wrong in words that follow "lists". Fewer pieces are no
    fault where it `may_be_a_part` of the order: an order may come in several parcels."""
    left = list(ordered)
    doubts = []
    for item in found:
        best = max(left, key=lambda one: _likeness(item.name, one.name), default=None)
        likeness = _likeness(item.name, best.name) if best else 0.0
        if best is None or (likeness <= _LITTLE and len(_words(item.name)) > 1):
            return Outcome.FAIL, f"{_named(item)}, which was not ordered"
        if likeness < _MUCH:
            doubts.append(f"{_named(item)} where {_named(best)} was ordered")
            continue
        left.remove(best)
        more, fewer = _pieces(item) > _pieces(best), _pieces(item) < _pieces(best)
        if more or (fewer and not may_be_a_part):
            return Outcome.FAIL, f"{_named(item)} instead of {_named(best)}"
        if item.price and best.price and item.price.currency == best.price.currency and item.price != best.price:
            return Outcome.FAIL, f"{item.name} at {item.price} instead of {best.price}"
    if left and not may_be_a_part and not doubts:
        return Outcome.FAIL, f"no {left[0].name}"
    return (Outcome.REVIEW, doubts[0]) if doubts else (Outcome.PASS, "what was ordered")


def _pieces(item: Item) -> int:
    return item.quantity or 1


def _named(item: Item) -> str:
    return f"{_pieces(item)} × {item.name}"


def _likeness(one: str, other: str) -> float:
    """The share of the shorter name's words that stand in the other; 1 for names without words to compare."""
    a, b = _words(one), _words(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 1.0


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"[^\W_]+", plain_letters(name)) if len(word) > 1 and not word.isdigit()}

"""What mail programs can show, by the tables of caniemail.com."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

USUAL = ("gmail", "outlook", "apple-mail")
"""Where most customers read, if a shop does not say otherwise."""
_RETIRED = frozenset({"outlook.windows-mail"})


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Any]:
    """`clients`: id → title; `features`: slug → title and support, a letter for each client."""
    text = importlib.resources.files("shopper.reading").joinpath("data/caniemail.json").read_text("utf-8")
    tables: Mapping[str, Any] = json.loads(text)
    return tables


@lru_cache(maxsize=64)
def families(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Mail programs as people name them (`Gmail`) → the ids of their versions (`gmail.ios`). `names`: the families' own at
    caniemail.com (`gmail`, `apple-mail`); none: the usual ones. One that is not known there is left out."""
    clients: Mapping[str, str] = _tables()["clients"]
    found: dict[str, tuple[str, ...]] = {}
    for name in names or USUAL:
        ids = tuple(id for id in clients if id.partition(".")[0] == name and id not in _RETIRED)
        if ids:
            found[clients[ids[0]].partition(" (")[0]] = ids
    return found


@lru_cache(maxsize=4096)
def hidden_in(feature: str, names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(the programs in which a feature does not work at all, those in which it fails in some version); `names` as above.

    A program does not have it if none of its versions does, and at least half of them say a plain no.
    """
    known = _tables()["features"].get(feature)
    if not known:
        return (), ()
    support = dict(zip(_tables()["clients"], known["support"], strict=True))
    nowhere: list[str] = []
    somewhere: list[str] = []
    for title, ids in families(names).items():
        answers = [support[id] for id in ids if support[id] in "yan"]
        if "n" not in answers:
            continue
        lost = "y" not in answers and 2 * answers.count("n") >= len(answers)
        (nowhere if lost else somewhere).append(title)
    return tuple(nowhere), tuple(somewhere)


def title_of(feature: str) -> str:
    """What caniemail.com calls a feature: `css-display-flex` → `display:flex`."""
    known = _tables()["features"].get(feature)
    return str(known["title"]) if known else feature


def in_words(programs: Iterable[str]) -> str:
    """`Gmail`, `Gmail and Outlook`, `Gmail, Outlook and Apple Mail`."""
    *first, last = programs
    return f"{', '.join(first)} and {last}" if first else last

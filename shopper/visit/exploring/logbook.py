"""How far an exploration goes, and where it is written down."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from shopper.bundle import Bundle
from shopper.model import Exploration, ExploredPage, PageView


@dataclass(frozen=True)
class Bounds:
    """So many `pages`, so many seconds `within` (real time), `pause` seconds between two pages."""

    pages: int
    within: float
    pause: float


@dataclass(frozen=True)
class Logbook:
    """A visit's record of what it explores. `page` is told of each page as soon as it was read, `done` of all in the end; `ask`
    has links of a page asked for that are not walked, `measure` a page measured; `explored`: how many pages the visit has
    explored so far."""

    bundle: Bundle
    step: Callable[[], str]
    explored: Callable[[], int]
    page: Callable[[ExploredPage], None]
    ask: Callable[[str, Collection[str]], None]
    measure: Callable[[str, PageView], None]
    done: Callable[[Exploration], None]

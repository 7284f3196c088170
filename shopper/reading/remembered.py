"""What has been read of a page is kept as long as the page: many checks ask the same of the same pages."""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from typing import TypeVar

from shopper.model import PageView

Read = TypeVar("Read")


def remembered(read: Callable[[PageView], Read]) -> Callable[[PageView], Read]:
    """`read`, done once for each page; pages never change. What it returns is shared: no list that somebody may change."""
    known: dict[int, Read] = {}

    @functools.wraps(read)
    def ask(page: PageView) -> Read:
        if id(page) not in known:
            known[id(page)] = read(page)
            weakref.finalize(page, known.pop, id(page), None).atexit = False
        return known[id(page)]

    return ask

"""A shop's consent banner, answered as its file says, on whichever page and however late it appears."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import Any
from weakref import WeakSet

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator as Found
from playwright.async_api import Page

from shopper.journey.values import Locator

NEXT = 2000.0
"""Milliseconds that the next of several buttons may take to appear."""


class Consent:
    """Clicks what the shop's file names, one after the other, once on each page (by its address)."""

    def __init__(self, wanted: dict[str, Any] | Sequence[dict[str, Any]] | None, find: Callable[[Locator], Found]) -> None:
        several = [wanted] if isinstance(wanted, dict) else wanted or ()
        self._buttons = tuple(Locator.model_validate(one) for one in several)
        self._find = find
        self._watched: WeakSet[Page] = WeakSet()
        self._answered: set[str] = set()

    async def answer(self, page: Page) -> None:
        """Answer the banner if it is there, and from now on also one that appears while the customer is about to act."""
        if not self._buttons:
            return
        if page not in self._watched:
            self._watched.add(page)
            with contextlib.suppress(PlaywrightError):
                await page.add_locator_handler(self._find(self._buttons[0]), lambda: self._click(page), no_wait_after=True)
        with contextlib.suppress(PlaywrightError):
            if await self._find(self._buttons[0]).is_visible():
                await self._click(page)

    async def _click(self, page: Page) -> None:
        if page.url in self._answered:  # it was answered, and stays: never clicked again and again
            return
        self._answered.add(page.url)
        with contextlib.suppress(PlaywrightError):
            for button in self._buttons:
                await self._find(button).click(timeout=NEXT)

"""Pages that are used by one task after the other: opening one for each costs more than what it is used for."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as PlaywrightError

from shopper.model import Plan
from shopper.visit.browser import open_page

Fresh = Callable[..., Awaitable[BrowserContext]]
"""Opens a new browser context for a plan; keyword arguments are Playwright's."""
_CLOSES_WITHIN = 10  # seconds


@dataclass
class _Desk:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    page: Page | None = None

    async def clear(self) -> None:
        """Throw the page away: the next one gets a new one."""
        page, self.page = self.page, None
        if page:
            with contextlib.suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(_CLOSES_WITHIN):
                    await page.context.close()


class Desks:
    """A page for each purpose, lent to one at a time."""

    def __init__(self, fresh: Fresh) -> None:
        self._fresh = fresh
        self._desks: dict[tuple[str, ...], _Desk] = {}

    @contextlib.asynccontextmanager
    async def page(self, *purpose: str, plan: Plan, **options: Any) -> AsyncIterator[Page]:
        """The page for this purpose, without cookies; thrown away after whatever went wrong with it. `options`: those of
        its context, the same every time."""
        desk = self._desks.setdefault(purpose, _Desk())
        async with desk.lock:
            try:
                if desk.page is None or desk.page.is_closed():
                    desk.page = await open_page(await self._fresh(plan, **options))
                await desk.page.context.clear_cookies()
                yield desk.page
            except BaseException:
                await desk.clear()
                raise

    async def close(self) -> None:
        for desk in self._desks.values():
            await desk.clear()

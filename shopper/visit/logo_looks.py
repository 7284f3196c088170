"""What a mail's logo looked like when it was loaded: kept so that it can be compared with the shop's later."""

from __future__ import annotations

import asyncio
import contextlib

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Response

from shopper.fingerprints import fingerprint
from shopper.model import Reading, Shop
from shopper.reading.pictures import calls_itself_logo

_MOST = 4


class LogoLooks:
    """Watches for the pictures of one mail that say they are the shop's logo. Nothing is asked for that the page does not."""

    def __init__(self, reading: Reading, shop: Shop) -> None:
        logos = (one.src for one in reading.markup.pictures if calls_itself_logo(one, shop)) if shop.logo_prints else ()
        self._wanted = frozenset(list(logos)[:_MOST])
        self._loaded: dict[str, Response] = {}

    def note(self, response: Response) -> None:
        """A page's listener for responses."""
        if response.url in self._wanted and response.ok:
            self._loaded.setdefault(response.url, response)

    async def fingerprints(self) -> dict[str, str]:
        """Address → fingerprint of those that were loaded."""
        seen: dict[str, str] = {}
        for url, response in self._loaded.items():
            with contextlib.suppress(PlaywrightError):  # the browser let go of it
                seen[url] = await asyncio.to_thread(fingerprint, await response.body())
        return {url: look for url, look in seen.items() if look}

"""What a page shows, taken as evidence: text by block with its language, links, forms, how it is dressed, and a picture."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.resources import files
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from shopper.model import PageView
from shopper.visit.challenges import PUZZLES, SURE, is_challenge
from shopper.visit.measuring import in_words

PATIENCE = 5.0
"""Seconds that reading a page may take."""
NO_VIEWPORT = "the whole page: it is made for a window of {width} px, and says nothing of phones"

_READ = files(__package__).joinpath("read_page.js").read_text("utf-8")
_READ = _READ.replace("$SURE", json.dumps(SURE)).replace("$PUZZLES", json.dumps(PUZZLES))


async def read_page(page: Page, status: int | None, headers: Mapping[str, str] | None = None) -> PageView | None:
    """The page as the customer sees it; None if it cannot be read: closed, leaving right now (twice), too busy with itself
    for 5 s, or meddling with the language we read it in. `headers`: of its answer, lower-case name → value."""
    for _ in range(2):
        try:
            async with asyncio.timeout(PATIENCE):
                text: str = await page.evaluate(_READ, {"width": page.viewport_size["width"] if page.viewport_size else 0})
        except PlaywrightError:
            await asyncio.sleep(0.05)  # the page was just leaving: look at the one that comes
            continue
        except TimeoutError:
            return None
        try:
            return _view(json.loads(str(text).encode("utf-8", "replace")), status, headers or {})
        except (ValueError, TypeError, KeyError, AttributeError):
            return None
    return None


def _view(seen: dict[str, Any], status: int | None, headers: Mapping[str, str]) -> PageView:
    """What the script read, with what only the answer's headers say."""
    shown = {name: seen[name] for name in seen if name in PageView.model_fields}
    shown |= {
        "structured": _structured(seen),
        "robots": ", ".join(filter(None, (seen["robots"], headers.get("x-robots-tag", "")[:200]))),
        "modified": _time(headers.get("last-modified", "")),
        "widest": NO_VIEWPORT.format(width=seen["page_width"]) if seen["phoneless"] else in_words(seen["widest"]),
    }
    challenged = is_challenge(seen | {"fields": seen["typed"]}, status, headers)
    return PageView(status=status, challenged=challenged, **_without_surrogates(shown))


def _structured(seen: dict[str, Any]) -> list[dict[str, Any]]:
    if not seen["json_ld"] and not seen["microdata"]:
        return []
    from shopper.inbox.structured import MOST_ITEMS, json_ld  # imported when a page has some: its parser is heavy

    return [*(item for text in seen["json_ld"] for item in json_ld(text)), *seen["microdata"]][:MOST_ITEMS]


def _time(header: str) -> datetime | None:
    """A time as HTTP writes it (RFC 9110, 5.6.7)."""
    try:
        return parsedate_to_datetime(header).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _without_surrogates(value: Any) -> Any:
    """Half characters, which JSON can hold and UTF-8 cannot, become question marks."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
    return value


async def picture(page: Page, **more: Any) -> bytes | None:
    """A JPEG of what is in view; `more`: Playwright's options. Screenshots fail now and then: three tries, then None."""
    for attempt in range(3):
        try:
            return await page.screenshot(type="jpeg", quality=70, timeout=5000, **more)
        except PlaywrightError:
            if page.is_closed():
                return None
            await asyncio.sleep(0.05 * (attempt + 1))
    return None

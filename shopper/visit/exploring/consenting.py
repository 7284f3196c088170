"""A consent banner that nobody told us how to answer: refused, where a button says that it does just that."""

from __future__ import annotations

import contextlib
import re

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

_REFUSES = re.compile(
    r"^\s*(?:"
    r"reject(?: all| non-essential)?(?: cookies)?|decline(?: all)?(?: cookies)?|refuse(?: all)?|deny(?: all)?"
    r"|(?:accept |allow |use )?(?:only )?(?:strictly )?(?:necessary|essential|required)(?: cookies)?(?: only)?"
    r"|continue without accepting|no,? thanks"
    r"|(?:alle )?ablehnen|nein,? danke|nur (?:technisch )?(?:notwendige|erforderliche|essenzielle)(?: cookies)?"
    r"(?: (?:akzeptieren|erlauben|zulassen))?"
    r"|(?:alle )?(?:nicht notwendigen )?cookies ablehnen|ohne zustimmung fortfahren"
    r"|(?:tout |tous )?refuser(?: tout)?(?: les cookies)?|continuer sans accepter|non,? merci|refuser et continuer"
    r"|rechazar(?: todo| todas)?(?: las cookies)?|solo (?:las )?necesarias|continuar sin aceptar|no,? gracias"
    r"|từ chối(?: tất cả)?(?: cookie)?|chỉ (?:chấp nhận |dùng )?(?:cookie )?(?:cần thiết|thiết yếu)|không,? cảm ơn|không đồng ý"
    r")\s*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"cookie|consent|einwilligung|datenschutz|confidentialit|privacy|privacidad|quyền riêng tư", re.IGNORECASE)
_BOXES = (
    "[role=dialog], [role=alertdialog], dialog, [aria-modal=true], [id*=cookie i], [class*=cookie i], [id*=consent i],"
    " [class*=consent i]"
)
PATIENCE = 2000
"""Milliseconds."""


async def refuse_cookies(page: Page) -> str:
    """Click what refuses cookies, if the page asks about them and a button says so; returns the button's words."""
    with contextlib.suppress(PlaywrightError):
        asking = page.locator(_BOXES).filter(has_text=_ABOUT).filter(visible=True)
        button = asking.get_by_role("button", name=_REFUSES).filter(visible=True).first
        if await button.count():
            words = " ".join((await button.inner_text(timeout=PATIENCE)).split())
            await button.click(timeout=PATIENCE)
            return words
    return ""

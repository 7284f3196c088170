"""Things on a page, found as a person would find them."""

from __future__ import annotations

from collections.abc import Callable

from playwright.async_api import FrameLocator, Page
from playwright.async_api import Locator as Found

from shopper.errors import StepFailed
from shopper.journey.values import ByLanguage, Locator

Say = Callable[[ByLanguage], str]
"""Gives the text in the customer's language."""


def in_language(language: str, text: ByLanguage) -> str:
    """The text in this language. Raises StepFailed if there is none: the journey's gap, not the shop's."""
    if isinstance(text, str):
        return text
    if language not in text:
        raise StepFailed(f"there is no text for `{language}`, only for {', '.join(text)}", remedy="Add it.")
    return text[language]


def find(page: Page, wanted: Locator, say: Say) -> Found:
    """The thing on the page. The first of several equal ones is taken: a phone's menu often stands there twice."""
    found = find_all(page, wanted, say)
    return found.nth(wanted.nth) if wanted.nth is not None else found.filter(visible=True).first


def find_all(page: Page, wanted: Locator, say: Say) -> Found:
    """All things on the page that fit."""
    frame = page.frame_locator(wanted.frame) if wanted.frame else page
    root: Page | FrameLocator | Found = find(page, wanted.within, say) if wanted.within else frame
    if wanted.role:
        name = say(wanted.name) if wanted.name is not None else None
        return root.get_by_role(wanted.role, name=name, exact=wanted.exact)
    if wanted.label is not None:
        return root.get_by_label(say(wanted.label), exact=wanted.exact)
    if wanted.text is not None:
        return root.get_by_text(say(wanted.text), exact=wanted.exact)
    if wanted.placeholder is not None:
        return root.get_by_placeholder(say(wanted.placeholder), exact=wanted.exact)
    if wanted.test_id is not None:
        return root.get_by_test_id(wanted.test_id)
    return root.locator(wanted.css or "")

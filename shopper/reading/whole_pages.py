"""The language that a page is written in as a whole, where enough of it is its own to tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shopper.model import Evidence
from shopper.reading.language import LANGUAGES, Guess, language_of
from shopper.reading.naming import names_in
from shopper.reading.pages import common_blocks
from shopper.reading.site import SitePage
from shopper.reading.text import normal

A_REAL_PART = 0.3
"""Share of the customer's language from which on a page speaks it too."""
_ENOUGH_WORDS = 30


def languages_of_pages(visit: Evidence, pages: Iterable[SitePage]) -> Iterator[tuple[SitePage, Guess]]:
    """Each page of which at least 30 words can be judged, without what stands on most pages, with its language."""
    common, names = common_blocks(visit), names_in(visit)
    for page in pages:
        text = "\n".join(block.text for block in page.page.blocks if normal(block.text) not in common)
        guess = language_of(text, leave_out=names)
        if page.language in LANGUAGES and guess.words >= _ENOUGH_WORDS:
            yield page, guess


def wholly_foreign(visit: Evidence, pages: Iterable[SitePage]) -> set[str]:
    """The sources of those pages that are judged as a whole, because the customer's language is no real part of them."""
    judged = languages_of_pages(visit, pages)
    return {page.source for page, guess in judged if guess.shares.get(page.language, 0.0) < A_REAL_PART}

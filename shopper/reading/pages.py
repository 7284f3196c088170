"""The pages of a visit among one another: whose they are, what stands on most of them, which of them a mail opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from shopper.model import Evidence, PageView, StepRecord
from shopper.reading.links import host_of, place_of
from shopper.reading.text import normal


def page_owner(url: str, visit: Evidence) -> str:
    """Who mends a page: the web shop, or the firm whose host it is on."""
    return "web shop" if is_own(url, visit) else host_of(url)


def is_own(url: str, visit: Evidence) -> bool:
    """Whether a page is on the shop's own host."""
    return host_of(url) == host_of(visit.plan.shop.url)


def undisturbed(visit: Evidence) -> Evidence:
    """The visit without what its pages showed and reported under a fault that the journey itself had switched on.

    A page that was opened under one is left out as long as the customer stays on it: it is still what the fault made of it,
    whatever address it gives itself.
    """
    steps, spoilt, disturbed = [], "", False
    for step in visit.steps:
        here = _document(step)
        if here or step.fault:
            disturbed = bool(step.fault) or (here == spoilt and (bool(step.document) or step.verb not in OPENS_A_PAGE))
            spoilt = (here or spoilt) if disturbed else ""
        clean = {"page": None, "console": (), "failed_requests": ()} if disturbed else {}
        steps.append(step.model_copy(update=clean))
    return visit.model_copy(update={"steps": tuple(steps)})


def _document(step: StepRecord) -> str:
    """What the customer has before her after a step; empty: nothing was seen, so it is what it was."""
    return f"{step.document}" if step.document else step.url


OPENS_A_PAGE = frozenset({"goto", "open_mail_link"})


def common_blocks(visit: Evidence) -> frozenset[str]:
    """Text that stands on at least three pages, or on all of two: header and footer."""
    places: dict[str, set[str]] = defaultdict(set)
    pages = {place_of(step.page.url): step.page for step in visit.steps if step.page}
    for place, page in pages.items():
        for block in page.blocks:
            places[normal(block.text)].add(place)
    return frozenset(text for text, where in places.items() if len(where) >= min(3, max(2, len(pages))))


def walked(visit: Evidence) -> Iterator[tuple[StepRecord, PageView]]:
    """The pages that the customer came to by herself, step by step: not those that a mail's link opened."""
    landed = ""
    for step in visit.steps:
        if step.page:
            place = place_of(step.page.url)
            landed = place if step.verb == "open_mail_link" or place == landed else ""
            if not landed:
                yield step, step.page

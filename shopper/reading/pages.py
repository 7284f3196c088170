"""The pages of a visit among one another: whose they are, what stands on most of them, which of them a mail opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from shopper.model import Evidence, Link, PageView, StepRecord
from shopper.reading.links import host_of, path_of, place_of
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
    explored = (one.page for exploration in visit.explorations for one in exploration.pages if one.page)
    stepped = (step.page for step in visit.steps if step.page)
    pages = {place_of(page.url): page for page in (*explored, *stepped)}
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


class SeenPage(NamedTuple):
    """A page that a visit saw. `source`: `step:ID` or `page:ID`, as evidence names it. `clicks`: how many it takes from the
    first page to it, as far as an exploration found out; None: nobody counted."""

    source: str
    page: PageView
    clicks: int | None = None


def seen_pages(visit: Evidence) -> list[SeenPage]:
    """Every page that the visit saw by itself, walking or exploring, each place once: as it was seen last by a step, or else as
    an exploration found it. Pages that a mail's link opened are not among them."""
    found: dict[str, SeenPage] = {}
    for exploration in visit.explorations:
        for explored in exploration.pages:
            if explored.page:
                place = place_of(explored.page.url)
                found.setdefault(place, SeenPage(f"page:{explored.id}", explored.page, explored.depth))
    for step, page in walked(visit):
        place = place_of(page.url)
        found[place] = SeenPage(f"step:{step.id}", page, found[place].clicks if place in found else None)
    return list(found.values())


def links_to(visit: Evidence, places: Collection[str]) -> list[tuple[SeenPage, Link]]:
    """The pages with a link in sight to one of these places (`place_of`), each with the first of them; not the places' own."""
    found = []
    for seen in seen_pages(visit):
        led = (link for link in seen.page.links if link.visible and place_of(link.href) in places)
        if place_of(seen.page.url) not in places and (link := next(led, None)):
            found.append((seen, link))
    return found


def linked_from(visit: Evidence, places: Collection[str]) -> str:
    """Where the links to these places stand, in words: `linked as “Sale” from / and 15 more pages`; empty if there are none."""
    if not (links := links_to(visit, places)):
        return ""
    (first, link), more = links[0], len(links) - 1
    words = f" as “{normal(link.text)[:60]}”" if normal(link.text) else ""
    others = f" and {more} more page{'s' * (more > 1)}" if more else ""
    return f"linked{words} from {path_of(first.page.url)}{others}"

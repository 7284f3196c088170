"""A visit as somebody who looks for help: what she saw of the shop in one language, how far away each thing is, and whether
she has seen enough to say that it is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from shopper.model import Evidence, Exploration, Outcome, PageView, Verdict
from shopper.reading.errors import error_text
from shopper.reading.links import path_of, place_of
from shopper.reading.pages import SeenPage, is_own, walked
from shopper.reading.remembered import remembered
from shopper.reading.text import normal, plain_letters
from shopper.reading.topics import Place, Topic, asked_for, places_in, unread

_LANGUAGES = {"vi": "Vietnamese", "en": "English", "de": "German", "fr": "French", "es": "Spanish"}


class Tour(NamedTuple):
    """What was seen of the shop in one language: by an exploration, or by a journey on its way (then nothing can be missing).

    `home`: the first page's source. `named`: the language, for sentences and names, where the visit has more than one tour.
    """

    language: str
    pages: tuple[SeenPage, ...]
    places: Mapping[Topic, tuple[Place, ...]]
    explored: bool
    complete: bool
    home: str
    named: str = ""

    def place(self, *topics: Topic) -> Place | None:
        """The nearest place of any of these topics; pages before mere links, those that come first before others as near."""
        some = [place for topic in topics for place in self.places.get(topic, ())]
        return min(some, key=lambda place: (place.page is None, place.clicks is None, place.clicks or 0), default=None)

    def about(self, topic: str) -> str:
        """A name for what a verdict is about: `returns`, or `returns (German)`."""
        return f"{topic} ({self.named})" if self.named else topic

    def somewhere(self) -> str:
        """`the 34 pages in German`, for a sentence that says that something is missing."""
        pages = "the only page" if len(self.pages) == 1 else f"the {len(self.pages)} pages"
        return pages + (f" in {self.named}" if self.named else "")


def tours(visit: Evidence) -> list[Tour]:
    """One for each exploration, or else one of the pages that a journey came by; broken pages and other firms' left out."""
    followed = asked_for(visit)
    if not visit.explorations:
        seen = {place_of(page.url): SeenPage(f"step:{step.id}", page) for step, page in walked(visit) if _is_seen(page, visit)}
        by_step = list(seen.values())
        places = places_in(by_step, followed)
        home = by_step[0].source if by_step else ""
        return [Tour(visit.language, tuple(by_step), places, explored=False, complete=False, home=home)] if by_step else []
    several = len(visit.explorations) > 1
    return [_tour(exploration, visit, followed, several=several) for exploration in visit.explorations]


def _tour(exploration: Exploration, visit: Evidence, followed: frozenset[str], *, several: bool) -> Tour:
    pages = tuple(
        SeenPage(f"page:{explored.id}", explored.page, explored.depth)
        for explored in exploration.pages
        if explored.page and explored.language == exploration.language and _is_seen(explored.page, visit)
    )
    named = _LANGUAGES.get(exploration.language, exploration.language) if several else ""
    home = next((page.source for page in pages if page.clicks == 0), "")
    places = places_in(pages, followed, unread(visit))
    complete = exploration.complete and bool(home)
    return Tour(exploration.language, pages, places, explored=True, complete=complete, home=home, named=named)


def _is_seen(page: PageView, visit: Evidence) -> bool:
    works = (page.status or 200) < 400 and not page.challenged and bool(page.blocks) and not error_text(page)
    return works and is_own(page.url, visit)


def reached(tour: Tour, place: Place | None, *, topic: str, what: str, most: int | None = None) -> Verdict | None:
    """Whether something (`what`, as a sentence begins: "The FAQ") was found, in at most so many clicks from the first page.

    Missing only where everything was looked at; None where a journey did not happen to come by it.
    """
    expected = f"within {_clicks(most)} of the first page" if most else "a page or section about it"
    if place is None:
        if not tour.explored:
            return None
        return Verdict(
            outcome=Outcome.FAIL if tour.complete else Outcome.CANT_TELL,
            sentence=f"{what} cannot be found: nothing on {tour.somewhere()} leads there."
            if tour.complete
            else f"{what} was not found on {tour.somewhere()} looked at; there are more.",
            expected=expected,
            actual="not found",
            about=tour.about(topic),
            owner="web shop",
            evidence=(tour.home,) if tour.home else (),
        )
    if place.unread:
        return Verdict(
            outcome=Outcome.CANT_TELL,
            sentence=f"{what} is linked, but {path_of(place.href)} could not be read.",
            expected=expected,
            actual="not read",
            about=tour.about(topic),
            owner="web shop",
            evidence=(place.source,),
        )
    far = most is not None and place.clicks is not None and place.clicks > most
    outcome = Outcome.PASS if not far else Outcome.FAIL if tour.complete else Outcome.REVIEW
    distance = "" if place.clicks is None else f", {_clicks(place.clicks)} from the first page"
    return Verdict(
        outcome=outcome,
        sentence=f"{what} is on {path_of(place.href)}{distance}.",
        expected=expected,
        actual=_clicks(place.clicks) if place.clicks is not None else path_of(place.href),
        about=tour.about(topic),
        owner="web shop",
        evidence=(place.source,),
    )


def _clicks(count: int | None) -> str:
    return f"{count} click" if count == 1 else f"{count} clicks"


_AROUND = frozenset({"header", "nav", "footer"})


@remembered
def own_text(page: PageView) -> tuple[str, ...]:
    """What a page itself says, a block a line, without head, menus and foot."""
    return tuple(normal(block.text) for block in page.blocks if block.where not in _AROUND)


@remembered
def plain_lines(page: PageView) -> tuple[str, ...]:
    """The same without case and accents, to look for words in."""
    return tuple(plain_letters(line[:2000]).replace("’", "'") for line in own_text(page))


def line_with(pages: Iterator[SeenPage] | tuple[SeenPage, ...], *words: re.Pattern[str]) -> tuple[SeenPage, str] | None:
    """The first line of these pages' own text in which each of these patterns finds something, as it is written."""
    for seen in pages:
        for line, plain in zip(own_text(seen.page), plain_lines(seen.page), strict=True):
            if all(sought.search(plain) for sought in words):
                return seen, line[:160]
    return None


def beyond(seen: SeenPage, tour: Tour) -> tuple[SeenPage, ...]:
    """The pages of the tour that this one links to."""
    linked = {place_of(link.href) for link in seen.page.links if link.visible}
    return tuple(other for other in tour.pages if place_of(other.page.url) in linked)

"""What a first visit finds, language by language: where help and terms are, which pages it saw, how quick and open they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from shopper import Exploration, ExploredPage, FoundTopic, PageProbe, VisitResult

MOST_PAGES = 60
"""Pages that are shown of a language."""


@dataclass(frozen=True)
class Overview:
    """A first visit in one language, as a reader wants it."""

    visit: VisitResult
    exploration: Exploration
    topics: tuple[FoundTopic, ...]

    @property
    def language(self) -> str:
        return self.exploration.language

    @property
    def missing(self) -> int:
        """How many topics were looked for and found nowhere."""
        return sum(not topic.source and topic.sure for topic in self.topics)

    def topic(self, name: str) -> FoundTopic | None:
        return next((topic for topic in self.topics if topic.topic == name), None)

    @property
    def pages(self) -> tuple[ExploredPage, ...]:
        return self.exploration.pages

    @property
    def broken(self) -> tuple[ExploredPage, ...]:
        """Pages that a link led to and that nobody could open."""
        return tuple(page for page in self.pages if page.outcome == "unreachable")


@dataclass(frozen=True)
class Speed:
    """What was measured of a visit's pages, where it was: the median of the largest paint in ms and of the weight in bytes, and
    how many pages keep people out, gravely or at all."""

    pages: int
    paint: float | None
    size: float | None
    barred: int
    grave: int


def overviews(visits: Sequence[VisitResult]) -> tuple[Overview, ...]:
    """Each language that each visit explored."""
    return tuple(
        Overview(visit, one, tuple(topic for topic in visit.found if topic.language == one.language))
        for visit in visits
        for one in visit.explorations
    )


def speed(visit: VisitResult) -> Speed | None:
    """The measurements of a visit's pages; None if there are none."""
    probes = [probe for probe in visit.page_probes if not probe.problem]
    if not probes:
        return None
    paints = [probe.largest_paint for probe in probes if probe.largest_paint is not None]
    sizes = [probe.size for probe in probes if probe.size is not None]
    return Speed(
        len(probes),
        median(paints) if paints else None,
        median(sizes) if sizes else None,
        sum(bool(probe.barriers) for probe in probes),
        sum(_is_grave(probe) for probe in probes),
    )


def _is_grave(probe: PageProbe) -> bool:
    return any(barrier.impact in ("critical", "serious") for barrier in probe.barriers or ())

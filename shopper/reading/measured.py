"""The shop's pages as they were measured: all probes of a page together, and how far a machine's times can be believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from shopper.model import Evidence, PageProbe
from shopper.reading.domains import is_private_host
from shopper.reading.links import host_of, is_web_page, path_of, place_of
from shopper.reading.pages import is_own

_AN_OUTLIER = 3
_ENOUGH_OTHERS = 3


@dataclass(frozen=True)
class Measured:
    """A page with its probes, on every device on which it was measured."""

    probes: tuple[PageProbe, ...]

    @property
    def name(self) -> str:
        """What a sentence calls it: its path."""
        return path_of(self.probes[0].url)

    @property
    def source(self) -> str:
        """Where it was found, as evidence names it."""
        return self.probes[0].found_on

    def least(self, measure: Callable[[PageProbe], float | None]) -> float | None:
        """The smallest of its measurements: whatever else the machine did made the others larger. None: there is none."""
        return min((value for probe in self.probes if (value := measure(probe)) is not None), default=None)


def measured_pages(visit: Evidence) -> list[Measured]:
    """The shop's own pages that were measured and worked, each place once."""
    found: dict[str, list[PageProbe]] = {}
    for probe in visit.page_probes:
        if is_web_page(probe.url) and is_own(probe.url, visit) and (probe.status or 200) < 400:
            found.setdefault(place_of(probe.url), []).append(probe)
    return [Measured(tuple(probes)) for probes in found.values()]


def is_at_home(visit: Evidence) -> bool:
    """Whether shop and browser share a machine or a network, so that times say as much about those as about the shop."""
    return visit.plan.shop.practice or is_private_host(host_of(visit.plan.shop.url))


def stands_out(value: float, others: list[float]) -> bool:
    """Whether a page takes at least three times as long as half of the others do, of which there are enough to compare with."""
    return len(others) >= _ENOUGH_OTHERS and value >= _AN_OUTLIER * median(others)

"""What to open next: a queue of links that were seen, help before goods, one of each kind before more of the same. Pure."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from shopper.model import ExploredPage, Link
from shopper.visit.exploring.addresses import is_at_the_root, is_endless, page_at, template_of

OF_A_KIND = 5
"""Pages of one template that are opened: the sixth product page shows nothing new."""
AT_THE_ROOT = 40
"""Likewise of the folder in which pages of all sorts stand."""
HELPFUL = 30
"""Pages of one template that look like help: a folder of policies is read whole, an endless forum is not."""
VARIANTS = 3
"""Addresses of one path that differ in their query alone."""


@dataclass(frozen=True)
class Found:
    """A link that may be followed, and the page that it was found on."""

    link: Link
    on: str
    depth: int
    helps: bool

    @property
    def url(self) -> str:
        return self.link.href


class _Kind(NamedTuple):
    helps: bool
    template: str


@dataclass(frozen=True, order=True)
class _Place:
    """A place in the queue of one kind: what is near comes first, equals in the order in which they were seen."""

    depth: int
    number: int
    found: Found = field(compare=False)


class Frontier:
    """Links that are still to be followed. `helps` says whether a link looks like help, terms or contact."""

    def __init__(self, helps: Callable[[Link], bool]) -> None:
        self._helps = helps
        self._known: set[str] = set()
        self._waiting: dict[_Kind, list[_Place]] = {}
        self._templates: Counter[str] = Counter()
        self._paths: Counter[str] = Counter()
        self._passed_over: dict[str, Found] = {}

    def know(self, url: str) -> None:
        """A page that was seen already, by whatever address."""
        self._known.add(page_at(url))

    def add(self, links: Iterable[Link], on: str, depth: int) -> None:
        """Take in the links of a page that is `depth` clicks from the first one."""
        for link in links:
            at = page_at(link.href)
            if at and at not in self._known:
                self._known.add(at)
                found = Found(link.model_copy(update={"href": at}), on, depth + 1, self._helps(link))
                if is_endless(at):
                    self._passed_over[at] = found
                else:
                    kind = _Kind(found.helps, template_of(at))
                    heappush(self._waiting.setdefault(kind, []), _Place(found.depth, len(self._known), found))

    def next(self) -> Found | None:
        """The link to follow now; None if none is left that is worth it."""
        for kind in list(self._waiting):
            self._pass_over(kind)
        if not self._waiting:
            return None
        kind = min(self._waiting, key=self._rank)
        found = heappop(self._waiting[kind]).found
        self._templates[kind.template] += 1
        self._paths[_path(found)] += 1
        return found

    def _pass_over(self, kind: _Kind) -> None:
        """Set aside what is not worth it: all of a kind that was seen often enough, and further variants of one page."""
        waiting = self._waiting[kind]
        most = HELPFUL if kind.helps else AT_THE_ROOT if is_at_the_root(kind.template) else OF_A_KIND
        full = self._templates[kind.template] >= most
        while waiting and (full or self._paths[_path(waiting[0].found)] >= VARIANTS):
            found = waiting.pop().found if full else heappop(waiting).found
            self._passed_over[found.url] = found
        if not waiting:
            del self._waiting[kind]

    def _rank(self, kind: _Kind) -> tuple[bool, bool, int, int, int]:
        """Help first, filters and sorting last, then what is of a new kind, then what is near. Equals keep their order."""
        again = 0 if is_at_the_root(kind.template) else self._templates[kind.template]
        first = self._waiting[kind][0]
        return not kind.helps, "?" in first.found.url, again, first.depth, first.number

    @property
    def left(self) -> list[Found]:
        """What was seen and not opened, help first."""
        waiting = sorted(place for places in self._waiting.values() for place in places)
        return sorted([*(place.found for place in waiting), *self._passed_over.values()], key=lambda found: not found.helps)

    @property
    def helps_left(self) -> bool:
        """Whether anything is left that looked like help or terms."""
        return any(found.helps for found in self.left)


def _path(found: Found) -> str:
    return found.url.partition("?")[0]


def counted(pages: Iterable[ExploredPage], links: Mapping[str, Iterable[Link]]) -> list[ExploredPage]:
    """The pages with the least number of clicks to each and the way there, by way of those that were opened. `links`: page id →
    what can be clicked there. No way leads to the first page; one that no link leads to (a search's) keeps what it has."""
    pages = list(pages)
    at: dict[str, str] = {}
    for page in pages:
        at.setdefault(page_at(page.url), page.id)
        if page.page:
            at.setdefault(page_at(page.page.url), page.id)
    ways: dict[str, tuple[int, str, str]] = {page.id: (0, "", "") for page in pages[:1]}
    queue = deque(ways)
    while queue:
        here = queue.popleft()
        for link in links.get(here, ()):
            there = at.get(page_at(link.href))
            if there and there not in ways:
                ways[there] = (ways[here][0] + 1, here, link.text)
                queue.append(there)
    best = [(page, ways.get(page.id, (page.depth, page.via, page.link))) for page in pages]
    return [page.model_copy(update={"depth": depth, "via": via, "link": text}) for page, (depth, via, text) in best]

"""What a visit saw as a graph: the states that the customer stood in, and the moves that led, or could lead, between them.

A state is a page, named so that it is the same from visit to visit, with what lay open on it: a dialog, what an alert said. A
move is a step of hers, or a link: followed by an exploration, or only there to be followed.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from shopper.model import Evidence, Exploration, Link, PageView, Place, Region, StepRecord
from shopper.reading.acts import link_clicked
from shopper.reading.links import path_of, place_of
from shopper.reading.pages import OPENS_A_PAGE, walked
from shopper.reading.text import normal

FURNITURE: frozenset[Region] = frozenset({"header", "nav", "footer"})
"""Where what stands on every page stands."""

_ACTS = frozenset({"click", "press"})
_BEGINS_ANEW = OPENS_A_PAGE | {"reload", "come_back", "wait", "wait_until", "await_mail", "explore"}
"""Steps after which a return is no going round in circles."""

_OFTEN = 3
"""So many times at the same state, and she went round in circles."""

_PLAYED = ("passed", "failed", "optional_failed")


class State(NamedTuple):
    """A page (`place_of`), and what lay open on it."""

    place: str
    over: str = ""


class Moment(NamedTuple):
    """When the customer stood in a state: `source` is `step:ID` or `page:ID`."""

    state: State
    source: str
    page: PageView


@dataclass(frozen=True)
class Move:
    """From one state to another, in the words of what led there. `source`: where that stands; `taken`: it was really made."""

    start: State
    end: State
    words: str
    source: str
    taken: bool


@dataclass(frozen=True)
class Loop:
    """A way that came back to the same state again and again by clicks alone. `sources`: the steps that stood there; `words`:
    of the clicks between; `stuck`: the visit ended there."""

    state: State
    sources: tuple[str, ...]
    words: tuple[str, ...]
    stuck: bool


@dataclass(frozen=True)
class StateGraph:
    """`moments`: each state as it was seen last, in the order of that. `moves`: between states that were seen, those that were
    made before those that only could have been."""

    moments: Mapping[State, Moment]
    moves: tuple[Move, ...]

    def ways(self, goals: Mapping[State, str]) -> dict[State, tuple[Move, ...]]:
        """The shortest way from every state to one of the goals (state → what is there), without a move where it is one."""
        into: dict[State, list[Move]] = defaultdict(list)
        for move in self.moves:
            into[move.end].append(move)
        found: dict[State, tuple[Move, ...]] = {goal: () for goal in goals}
        open_ends = deque(found)
        while open_ends:
            end = open_ends.popleft()
            for move in into[end]:
                if move.start not in found:
                    found[move.start] = (move, *found[end])
                    open_ends.append(move.start)
        return found


def state_of(page: PageView) -> State:
    """The state in which a customer stands who sees this page. Numbers do not tell states apart."""
    opened = [block.text for block in page.blocks if block.where == "dialog"] or list(page.alerts)
    return State(place_of(page.url), re.sub(r"\d+", "…", " ".join(map(normal, opened)))[:80])


def graph_of(visit: Evidence) -> StateGraph:
    """The graph of all that a visit saw by itself: not of pages that a mail opened."""
    moments: dict[State, Moment] = {}
    for source, page in _seen(visit):
        state = state_of(page)
        moments.pop(state, None)  # what was seen last stands last
        moments[state] = Moment(state, source, page)
    moves = {(move.start, move.end): move for move in (*_offered(moments), *_explored(visit), *_walked(visit))}
    known = [move for move in moves.values() if move.start in moments and move.end in moments]
    return StateGraph(moments, tuple(sorted(known, key=lambda move: not move.taken)))


def _seen(visit: Evidence) -> Iterator[tuple[str, PageView]]:
    for exploration in visit.explorations:
        yield from ((f"page:{one.id}", one.page) for one in exploration.pages if one.page)
    yield from ((f"step:{step.id}", page) for step, page in walked(visit))


def _walked(visit: Evidence) -> Iterator[Move]:
    """The steps by which the customer came from one state to the next."""
    before: State | None = None
    for step, page in walked(visit):
        here = state_of(page)
        if before and before != here and step.verb not in _BEGINS_ANEW:
            yield Move(before, here, step.effect.name if step.effect else step.text, f"step:{step.id}", taken=True)
        before = here


def _explored(visit: Evidence) -> Iterator[Move]:
    for exploration in visit.explorations:
        states = {one.id: state_of(one.page) for one in exploration.pages if one.page}
        for one in exploration.pages:
            if one.id in states and one.via in states:
                yield Move(states[one.via], states[one.id], one.link, f"page:{one.via}", taken=True)


def _offered(moments: Mapping[State, Moment]) -> Iterator[Move]:
    """Visible links between the states: to the page as it opens, or else as it was seen."""
    at: dict[str, State] = {}
    for state in sorted(moments, key=lambda state: bool(state.over)):
        at.setdefault(state.place, state)
    for moment in moments.values():
        for link in moment.page.links:
            end = at.get(place_of(link.href))
            if link.visible and end and end != moment.state:
                yield Move(moment.state, end, normal(link.text), moment.source, taken=False)


def loops(visit: Evidence) -> Iterator[Loop]:
    """Where the customer came to the same state three times by clicks on what the pages themselves offered.

    A return that she meant is none: by an address or a menu, after a wait, or by lines of the journey that are played again.
    """
    last = next((step.id for step in reversed(visit.steps) if step.outcome == "failed" and not step.cleanup), "")
    for stretch in _stretches(visit):
        stood: dict[State, list[int]] = defaultdict(list)
        for number, (_, page) in enumerate(stretch):
            if not number or state_of(page) != state_of(stretch[number - 1][1]):
                stood[state_of(page)].append(number)
        for state, numbers in stood.items():
            if len(numbers) >= _OFTEN:
                round_trip = stretch[numbers[0] + 1 : numbers[-1] + 1]
                yield Loop(
                    state,
                    tuple(f"step:{stretch[number][0].id}" for number in numbers),
                    tuple(step.effect.name if step.effect else step.text for step, _ in round_trip if step.verb in _ACTS),
                    stuck=any(step.id == last for step, _ in stretch[numbers[-1] :]),
                )


def _stretches(visit: Evidence) -> Iterator[list[tuple[StepRecord, PageView]]]:
    """The steps with their pages, cut wherever the customer begins anew."""
    stretch: list[tuple[StepRecord, PageView]] = []
    played: set[Place] = set()
    for step, page in walked(visit):
        if step.cleanup or step.outcome not in _PLAYED:
            continue
        again = step.place in played and bool(step.place.line)
        if step.verb in _BEGINS_ANEW or again or (stretch and _by_menu(step, stretch[-1][1], page)):
            yield stretch
            stretch, played = [], set()
        stretch.append((step, page))
        played.add(step.place)
    yield stretch


def _by_menu(step: StepRecord, before: PageView, after: PageView) -> bool:
    """Whether she clicked a link of the page's head, menu or foot."""
    if step.verb not in _ACTS or place_of(before.url) == place_of(after.url):
        return False
    clicked = link_clicked(before, step.effect) if step.effect else None
    there = [clicked] if clicked else [link for link in before.links if place_of(link.href) == place_of(after.url)]
    return bool(there) and all(link.where in FURNITURE for link in there)


def own_part(page: PageView) -> PageView:
    """The page without its head, menu and foot."""
    links = tuple(link for link in page.links if link.where not in FURNITURE)
    return page.model_copy(update={"blocks": tuple(b for b in page.blocks if b.where not in FURNITURE), "links": links})


def own_links(page: PageView) -> list[Link]:
    """The visible links of a page's own part that lead to other pages."""
    here, shown = place_of(page.url), (link for link in own_part(page).links if link.visible)
    return [link for link in shown if link.href.startswith("http") and place_of(link.href) != here]


class Stop(NamedTuple):
    """A state on the way to another, as a picture names it. `step`, or else the words of a `link`, led there."""

    place: str
    source: str
    step: StepRecord | None = None
    link: str = ""


def path_to(steps: Sequence[StepRecord], explorations: Iterable[Exploration], reference: str) -> list[Stop]:
    """The way from the first page to where a piece of evidence (`step:ID`, `page:ID`) was seen, page by page; empty if it is
    neither. Where a page was opened by its address, a way of its own begins."""
    kind, _, id = reference.partition(":")
    if kind == "page":
        pages = {page.id: page for exploration in explorations for page in exploration.pages}
        way: list[Stop] = []
        while (page := pages.get(id)) and len(way) <= len(pages):
            way.append(Stop(path_of(page.url), f"page:{id}", link=page.link))
            id = page.via
        return way[::-1]
    until = next((at for at, step in enumerate(steps, 1) if step.id == id), 0) if kind == "step" else 0
    stops: list[Stop] = []
    for step in steps[:until]:
        if not step.url.startswith("http") or step.outcome == "skipped":
            continue
        place = path_of(step.url)
        if step.verb in OPENS_A_PAGE:
            stops = []
        if not stops or stops[-1].place != place:
            stops.append(Stop(place, f"step:{step.id}", step))
    return stops

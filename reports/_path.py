"""The way to a dead end as a picture: its pages from first to last, what led from one to the next, and where it stops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shopper import Finding, Outcome, StepRecord, VisitResult
from shopper.reading.state_graph import Stop, path_to
from shopper.reports._text import Words

_SHOWN = frozenset({
    "bot-without-exit", "cart-lost", "chat-turns-into-email", "dead-button", "forced-channel-switch", "form-swallows-input",
    "goal-not-reached", "login-wall", "loop", "no-way-to-a-person", "search-without-result-or-help",
})  # fmt: skip
"""The checks whose findings are dead ends."""

_STOPPED_BY_THIS = frozenset({"dead-button", "form-swallows-input", "goal-not-reached", "chat-turns-into-email"})
"""Those in which the last thing that the customer did is what came to nothing."""

_MOST, _FIRST = 7, 2
"""Pages in one picture, and how many of them before a fold."""

_LONGEST = 40
"""Characters of a line: what fits on a phone."""

_LEFT, _TOP, _PAGE, _WORDS = 10, 16, 24, 22
"""px: the line's distance from the left, the first page's from the top, and how high a page and the words below it are."""


@dataclass(frozen=True)
class Node:
    """A page at the height `y` (px): its `label`, and the words of what led on from it, at `below`. `folded`: several pages."""

    label: str
    y: int
    words: str = ""
    folded: bool = False

    @property
    def below(self) -> int:
        return self.y + _WORDS


@dataclass(frozen=True)
class Way:
    """The picture: its pages from top to bottom, where the line ends (px), its height, and the same in words."""

    nodes: tuple[Node, ...]
    end: int
    height: int
    told: str
    left: int = _LEFT


def way_to(finding: Finding, visit: VisitResult, said: Callable[[StepRecord], str], words: Words) -> Way | None:
    """The way to a finding that is a dead end; None for every other, and where the way has but one page and nothing was done
    there. `said`: a step in words."""
    if finding.check not in _SHOWN or finding.outcome not in (Outcome.FAIL, Outcome.REVIEW):
        return None
    reference = next((one for one in finding.evidence if one.startswith(("step:", "page:"))), "")
    stops = path_to(visit.steps, visit.explorations, reference)
    last = next((step for step in visit.steps if f"step:{step.id}" == reference), None)
    final = said(last) if last and stops and finding.check in _STOPPED_BY_THIS and stops[-1].step is not last else ""
    if len(stops) + bool(final) <= 1:
        return None
    return _drawn(_folded([(stop.place, _led(stop, said)) for stop in stops], words), final, words)


def _led(stop: Stop, said: Callable[[StepRecord], str]) -> str:
    return said(stop.step) if stop.step else f"“{stop.link}”" if stop.link else ""


def _folded(stops: Sequence[tuple[str, str]], words: Words) -> list[tuple[str, str, bool]]:
    """(page, what led there, whether it stands for several), with the middle of a long way folded."""
    if len(stops) <= _MOST:
        return [(*stop, False) for stop in stops]
    first, last = stops[:_FIRST], stops[_FIRST + 1 - _MOST :]
    fold = (words("path_more", n=len(stops) - len(first) - len(last)), "", True)
    return [*((*stop, False) for stop in first), fold, *((*stop, False) for stop in last)]


def _drawn(stops: Sequence[tuple[str, str, bool]], final: str, words: Words) -> Way:
    """Each page with the words of what led on from it below."""
    onward = [led for _, led, _ in stops[1:]] + [final]
    nodes, y = [], _TOP
    for (label, _, folded), led in zip(stops, onward, strict=True):
        nodes.append(Node(_short(label), y, _short(led), folded))
        y += _PAGE + (_WORDS if led else 0)
    told = ", ".join(f"{label}, {led}" if led else label for (label, _, _), led in zip(stops, onward, strict=True))
    end = nodes[-1].y + (_WORDS + _PAGE if final else _PAGE)
    return Way(tuple(nodes), end, end + _TOP, f"{words('path')}: {told}, {words('path_stops')}")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"

"""Where a visit came to a halt, for whoever mends the journey or the shop: the line of YAML, what it came to, what stood
there instead.

    journeys/ordering/guest_order.yaml:17:5: button “Thanh toán” was not found within 10 s
      16 |   - use: find_product
      17 |   - click: {role: button, name: "${inputs.button}"}
         |     ^^^^^
      role: button
      name: Thanh toán
      page: https://www.gomsen.test/vi/gio-hang
      Did you mean “Tiến hành thanh toán”?
      picture: audits/2026-11-22/evidence/blobs/ab/abc.jpg
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from shopper import Evidence, StepRecord, VisitResult, VisitState
from shopper.reports._text import clean

_LONGEST = 300
_ENDED_WELL = (VisitState.FINISHED, VisitState.WAITING)


def failed_steps(seen: Evidence | VisitResult) -> tuple[StepRecord, ...]:
    """The steps at which a visit came to a halt, and the clean-up that failed after it; optional steps hold nobody up."""
    return tuple(step for step in seen.steps if step.outcome == "failed")


def failure_view(seen: Evidence | VisitResult, folder: Path = Path()) -> str:
    """Everything that explains why a visit did not end well, as text; empty if it did. Paths of pictures begin with the
    audit's `folder`, for whoever reads this elsewhere."""
    steps = failed_steps(seen)
    views = [step_view(step, folder) for step in steps]
    if seen.state not in _ENDED_WELL and not any(step.problem in seen.reason for step in steps):
        views.insert(0, _line(seen.reason))
    return "\n\n".join(view for view in views if view)


def failures(visits: Iterable[VisitResult], folder: Path = Path()) -> dict[str, list[VisitResult]]:
    """The view of each halt → the visits that came to it alike, at the same line, be it in another language."""
    first: dict[tuple[object, ...], str] = {}
    found: dict[str, list[VisitResult]] = defaultdict(list)
    for visit in visits:
        if view := failure_view(visit, folder):
            steps = failed_steps(visit)
            halt = (visit.state, *(str(step.place) for step in steps)) if steps else (visit.reason,)
            found[first.setdefault(halt, view)].append(visit)
    return dict(found)


def step_view(step: StepRecord, folder: Path = Path()) -> str:
    """One failed step: its place and problem, its lines with a caret, its values, its page and picture."""
    return "\n".join([f"{clean(step.place)}: {_line(step.problem)}", *_explained(step, folder)])


def _explained(step: StepRecord, folder: Path) -> Iterator[str]:
    if step.excerpt:
        yield clean(step.excerpt)
    for place in reversed(step.chain):
        yield f"  used from {clean(place.file)}:{place.line}"
    for name, value in step.resolved.items():
        yield f"  {clean(name)}: {_line(value)}"
    if step.url:
        yield f"  page: {_line(step.url)}"
    if step.instead:
        yield f"  {_line(step.instead)}"
    if step.picture:
        yield f"  picture: {clean(folder / step.picture.path)}"


def _line(text: str) -> str:
    """A text from outside on one line, cut where nobody reads on."""
    said = " ".join(clean(text).split())
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"

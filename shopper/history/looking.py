"""Whether an audit looked at something again. What it did not look at is not mended, whatever it does not say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from shopper.model import Audit, Finding, ItemState, Model, VisitResult, VisitState

VALID = (VisitState.FINISHED, VisitState.BLOCKED)
"""The states of visits that say all they have to say about the shop."""

_DECIDED = (ItemState.PASS, ItemState.FAIL)


class Where(Model):
    """What makes a visit the same visit in another audit."""

    shop: str
    journey: str
    locale: str
    device: str

    def __str__(self) -> str:
        return f"{self.journey} ({self.shop}, {self.locale}, {self.device})"


def where(visit: VisitResult) -> Where:
    return Where(shop=visit.shop, journey=visit.journey, locale=visit.locale, device=visit.device)


def problem_id(finding: str) -> str:
    """The id of a problem without the number that its second and later occurrences in an audit carry: `3fa94c… -2`."""
    return finding.partition("-")[0]


class Looked:
    """What an audit has looked at."""

    def __init__(self, audit: Audit) -> None:
        self.visits: dict[Where, list[VisitResult]] = defaultdict(list)
        for visit in audit.visits:
            self.visits[where(visit)].append(visit)
        self._by_id = {visit.id: visit for visit in audit.visits}

    def place(self, finding: Finding) -> Where:
        """Where one of this audit's own findings was met."""
        return where(self._by_id[finding.visit])

    def valid(self, place: Where) -> list[VisitResult]:
        return [visit for visit in self.visits.get(place, ()) if visit.state in VALID]

    def why_not(self, check: str, place: Where, times: int = 1) -> str:
        """Why nothing can be said about this check there, in words; empty if it was decided in at least `times` visits."""
        played, valid = self.visits.get(place, []), self.valid(place)
        if not played:
            return "its journey was not played"
        if len(valid) < min(times, len(played)):
            return _state(visit for visit in played if visit not in valid)
        if len(played) < times:
            return "its journey was played less often"
        decided = sum(_state_of(check, visit) in _DECIDED for visit in valid)
        return "" if decided >= times else _undecided([_state_of(check, visit) for visit in valid])


def _state(visits: Iterable[VisitResult]) -> str:
    return f"its visit is {next(iter(visits)).state.value.replace('_', ' ')}"


def _state_of(check: str, visit: VisitResult) -> ItemState | None:
    items = (item for category in visit.categories for item in category.items)
    return next((item.state for item in items if item.check == check), None)


def _undecided(states: list[ItemState | None]) -> str:
    state = next(state for state in states if state not in _DECIDED)
    return {
        None: "its check was not run",
        ItemState.NOT_APPLICABLE: "there was nothing for its check to judge",
        ItemState.UNREACHED: "the customer did not get that far",
        ItemState.PENDING: "it is not due yet",
        ItemState.AWAITING_HUMAN: "a person has to judge it",
    }.get(state, "it could not be told")

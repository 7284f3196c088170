"""One audit against another: what is new, what is mended, what is still there, and what nobody can say."""

from __future__ import annotations

from shopper.history.looking import VALID, Looked, Where
from shopper.model import Audit, Finding, Model, Outcome, Score


class Met(Model):
    """A finding and where it was met. `reason`: why nothing can be said about it, in words."""

    finding: Finding
    where: Where
    reason: str = ""


class NotCompared(Model):
    """A journey that says nothing in one of the audits. `audit`: the name of that one; `reason`: why, in words."""

    where: Where
    audit: str
    reason: str


class Comparison(Model):
    """What changed from the audit `before` to the audit `after`. Findings are those that fail, the gravest first.

    `new`: not there before; `fixed`: looked for again, and not there any more; `still`: there in both; `unknown`: in the
    earlier one, and the later one could not look again. `not_compared`: journeys without a valid visit in one of them.
    """

    before: str
    after: str
    score_before: Score
    score_after: Score
    new: tuple[Met, ...]
    fixed: tuple[Met, ...]
    still: tuple[Met, ...]
    unknown: tuple[Met, ...]
    not_compared: tuple[NotCompared, ...]


def compare(before: Audit, after: Audit) -> Comparison:
    """Match the failing findings of two audits by their ids.

    A finding counts as fixed only where the later audit has as many valid visits of that journey, locale and device as the
    earlier one, and its check came to a decision in them.
    """
    earlier, later = Looked(before), Looked(after)
    was, now = _fails(before, earlier), _fails(after, later)
    gone = [_looked_for(met, earlier, later) for id, met in was.items() if id not in now]
    return Comparison(
        before=before.audit,
        after=after.audit,
        score_before=before.score,
        score_after=after.score,
        new=tuple(met for id, met in now.items() if id not in was),
        fixed=tuple(met for met in gone if not met.reason),
        still=tuple(met for id, met in now.items() if id in was),
        unknown=tuple(met for met in gone if met.reason),
        not_compared=(*_not_compared(earlier, later, after.audit), *_not_compared(later, earlier, before.audit)),
    )


def _fails(audit: Audit, looked: Looked) -> dict[str, Met]:
    fails = (finding for finding in audit.findings if finding.outcome is Outcome.FAIL)
    return {finding.id: Met(finding=finding, where=looked.place(finding)) for finding in fails}


def _looked_for(met: Met, earlier: Looked, later: Looked) -> Met:
    times = len(earlier.valid(met.where)) or 1
    return met.model_copy(update={"reason": later.why_not(met.finding.check, met.where, times)})


def _not_compared(one: Looked, other: Looked, name: str) -> list[NotCompared]:
    """The journeys that say something in `one`, and nothing in the `other` audit, which is called `name`."""
    return [
        NotCompared(where=place, audit=name, reason=_silence(other, place))
        for place in one.visits
        if one.valid(place) and not other.valid(place)
    ]


def _silence(looked: Looked, place: Where) -> str:
    states = [visit.state for visit in looked.visits.get(place, ()) if visit.state not in VALID]
    return f"it is {states[0].value.replace('_', ' ')} there" if states else "it was not played there"

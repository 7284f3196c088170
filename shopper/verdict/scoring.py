"""The arithmetic of the score card. Pure: items in, numbers out.

Category = Σ w·s / Σ w over its scored items. Journey = 100 · Σ W·C / Σ W over the applicable categories. Coverage = applicable
W / Σ W, where a category in which some items are unknown counts only by the weight of those that are known. Below 0.7 there is
no score. Audit = Σ v·(mean of the journey's valid runs) / Σ v: repeats are averaged first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from statistics import fmean

from shopper.model import CategoryScore, Impact, Item, ItemState, Score

ENOUGH_COVERAGE = 0.7
WEIGHTS: Mapping[Impact, float] = {Impact.CRITICAL: 10, Impact.SERIOUS: 5, Impact.MODERATE: 2, Impact.MINOR: 1}
"""What a check weighs in its category, by its impact."""

POINTS: Mapping[ItemState, float] = {ItemState.PASS: 1.0, ItemState.FAIL: 0.0, ItemState.UNREACHED: 0.0}
"""The states that are scored, and what they score."""

WORST_FIRST = (
    ItemState.FAIL,
    ItemState.UNREACHED,
    ItemState.UNKNOWN,
    ItemState.AWAITING_HUMAN,
    ItemState.PENDING,
    ItemState.PASS,
    ItemState.NOT_APPLICABLE,
)


def worst(states: Iterable[ItemState]) -> ItemState:
    """The state that several make together: never better than any of them; not applicable if there are none."""
    return min(states, key=WORST_FIRST.index, default=ItemState.NOT_APPLICABLE)


def from_scale(x: float) -> float:
    """An answer on a scale of 1–10 as 0–1."""
    return (x - 1) / 9


def category_score(items: Iterable[Item]) -> float | None:
    """0–1, or None when nothing of it could be scored."""
    scored = [item for item in items if item.state in POINTS]
    weight = sum(item.weight for item in scored)
    return sum(item.weight * points_of(item) for item in scored) / weight if weight else None


def points_of(item: Item) -> float:
    """What an item scores, 0–1, if its state is one that is scored."""
    return POINTS[item.state] if item.points is None else item.points


def visit_score(categories: Sequence[CategoryScore], *, must_pass_failed: bool = False) -> Score:
    """The score of one visit, 0–100. A failed must-pass makes the gated score 0; the raw one is kept for trends."""
    weight = sum(category.weight for category in categories)
    coverage = sum(category.weight * _known(category) for category in categories) / weight if weight else 0.0
    raw = _raw(categories) if coverage >= ENOUGH_COVERAGE else None
    return Score(raw=raw, gated=0.0 if must_pass_failed else raw, coverage=coverage)


def audit_score(journeys: Iterable[tuple[float, Sequence[Score]]], *, must_pass_failed: bool = False) -> Score:
    """The audit's score from (weight of the journey, scores of its runs); runs without a score do not count in it."""
    journeys = [(weight, scores) for weight, scores in journeys if scores]
    valid = [(weight, [s.raw for s in scores if s.raw is not None]) for weight, scores in journeys]
    raw = _weighted((weight, fmean(runs)) for weight, runs in valid if runs)
    coverage = _weighted((weight, fmean(score.coverage for score in scores)) for weight, scores in journeys)
    return Score(raw=raw, gated=0.0 if must_pass_failed else raw, coverage=coverage or 0.0)


def influence(journeys: Sequence[tuple[float, Sequence[Score]]]) -> list[list[float]]:
    """What part of the audit's score each run makes: their sum is 1, and runs without a score have 0."""
    valid = [sum(score.raw is not None for score in scores) for _, scores in journeys]
    weight = sum(weight for (weight, _), runs in zip(journeys, valid, strict=True) if runs)
    return [
        [weight_of / weight / runs if score.raw is not None and weight else 0.0 for score in scores]
        for (weight_of, scores), runs in zip(journeys, valid, strict=True)
    ]


def lost_points(categories: Sequence[CategoryScore]) -> dict[str, float]:
    """The points (of 100) that each item costs its visit which scores less than it could, by check. Their sum is 100 − raw."""
    applicable = sum(category.weight for category in categories if category.score is not None)
    lost: dict[str, float] = {}
    for category in categories:
        weight = sum(item.weight for item in category.items if item.state in POINTS)
        for item in category.items:
            if item.state in POINTS and points_of(item) < 1:
                lost[item.check] = 100 * category.weight / applicable * item.weight * (1 - points_of(item)) / weight
    return lost


def score_if_fixed(categories: Sequence[CategoryScore], check: str, *, unblocks: bool = False) -> float:
    """The raw score of a visit, counted again as if this item had passed.

    `unblocks`: it was what stopped the customer, so what she could not reach is no longer held against the shop.
    """

    def fixed(item: Item) -> Item:
        if item.check == check:
            return item.model_copy(update={"state": ItemState.PASS, "points": None})
        if unblocks and item.state is ItemState.UNREACHED:
            return item.model_copy(update={"state": ItemState.UNKNOWN})
        return item

    again = [[fixed(item) for item in category.items] for category in categories]
    return _raw(
        [
            category.model_copy(update={"items": tuple(items), "score": category_score(items)})
            for category, items in zip(categories, again, strict=True)
        ]
    )


def mean_categories(runs: Sequence[tuple[float, Sequence[CategoryScore]]]) -> tuple[CategoryScore, ...]:
    """The audit's score card: each category's mean by the influence of its runs, its items with the visits they passed in."""
    cards = zip(*(categories for _, categories in runs), strict=True)
    return tuple(
        same[0].model_copy(
            update={
                "score": _weighted((part, c.score) for (part, _), c in zip(runs, same, strict=True) if c.score is not None),
                "items": _joined_items(chain.from_iterable(category.items for category in same)),
            }
        )
        for same in cards
    )


def _joined_items(items: Iterable[Item]) -> tuple[Item, ...]:
    by_check: dict[str, list[Item]] = {}
    for item in items:
        by_check.setdefault(item.check, []).append(item)
    return tuple(
        same[0].model_copy(
            update={
                "state": worst(item.state for item in same),
                "passed": sum(item.state is ItemState.PASS for item in same),
                "failed": sum(item.state in (ItemState.FAIL, ItemState.UNREACHED) for item in same),
                "points": None,
            }
        )
        for same in by_check.values()
    )


def _raw(categories: Iterable[CategoryScore]) -> float:
    mean = _weighted((category.weight, category.score) for category in categories if category.score is not None)
    return 100 * (mean or 0.0)


def _weighted(values: Iterable[tuple[float, float]]) -> float | None:
    values = list(values)
    weight = sum(weight for weight, _ in values)
    return sum(weight * value for weight, value in values) / weight if weight else None


def _known(category: CategoryScore) -> float:
    """How much of a category is known, 0–1, by the weight of its items."""
    if category.score is None:
        return 0.0
    scored = sum(item.weight for item in category.items if item.state in POINTS)
    unknown = sum(item.weight for item in category.items if item.state is ItemState.UNKNOWN)
    return scored / (scored + unknown) if scored + unknown else 1.0

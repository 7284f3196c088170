import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopper.model import CategoryScore, Item, ItemState, Score
from shopper.registry import CATEGORIES
from shopper.verdict.scoring import (
    audit_score,
    category_score,
    from_scale,
    influence,
    lost_points,
    score_if_fixed,
    visit_score,
    worst,
)

WORKED = {
    "resolution": from_scale(8),
    "speed": 2 / 3,
    "transparency": 0.75,
    "ease": None,
    "consistency": 0.5,
    "communication": from_scale(7),
    "personal": 1.0,
    "process": 1.0,
}


def card(**changes: float | None) -> list[CategoryScore]:
    scores = {**WORKED, **changes}
    return [CategoryScore(id=id, title=title, weight=weight, score=scores[id]) for id, (title, weight) in CATEGORIES.items()]


def an_item(check: str, state: ItemState, weight: float = 1, category: str = "speed") -> Item:
    return Item(check=check, title=check, category=category, weight=weight, state=state)


def a_category(*items: Item, weight: float = 100, id: str = "speed") -> CategoryScore:
    return CategoryScore(id=id, title=id, weight=weight, score=category_score(items), items=items)


def test_a_scale_of_ten_becomes_a_share() -> None:
    assert [round(from_scale(x), 4) for x in (1, 7, 8, 10)] == [0, 0.6667, 0.7778, 1]


def test_the_worked_journey() -> None:
    score = visit_score(card())
    assert score.raw == pytest.approx(71.73, abs=0.005)
    assert score.coverage == pytest.approx(0.85)


def test_the_worked_journey_with_ease_unreached() -> None:
    score = visit_score(card(ease=0.0))
    assert score.raw == pytest.approx(60.97, abs=0.005)
    assert score.coverage == 1


def test_the_worked_audit() -> None:
    def runs(*raw: float) -> list[Score]:
        return [Score(raw=one, gated=one, coverage=1) for one in raw]

    score = audit_score([(0.5, runs(75.866)), (0.3, runs(90)), (0.2, runs(60))])
    assert score.raw == pytest.approx(76.93, abs=0.005)
    often = audit_score([(0.5, runs(*[75.866] * 50)), (0.3, runs(80, 100)), (0.2, runs(60))])
    assert often.raw == pytest.approx(score.raw), "repeats are averaged before journeys are weighed"


def test_too_little_coverage_shows_no_score() -> None:
    score = visit_score(card(resolution=None))
    assert (score.raw, score.gated) == (None, None)
    assert score.coverage == pytest.approx(0.65)
    at_the_limit = visit_score(card(consistency=None))
    assert at_the_limit.raw is not None


def test_a_failed_must_pass_gates_but_keeps_the_raw_score() -> None:
    score = visit_score(card(), must_pass_failed=True)
    assert (score.gated, round(score.raw or 0, 2)) == (0.0, 71.73)


def test_states_are_scored_or_left_out() -> None:
    p, f, u = ItemState.PASS, ItemState.FAIL, ItemState.UNREACHED
    assert category_score([an_item("a", p, 10), an_item("b", f, 5), an_item("c", u, 5)]) == 0.5
    unscored = [ItemState.NOT_APPLICABLE, ItemState.PENDING, ItemState.AWAITING_HUMAN, ItemState.UNKNOWN]
    assert category_score([an_item(state, state) for state in unscored]) is None
    assert category_score([an_item("a", p), *(an_item(state, state) for state in unscored)]) == 1


def test_what_is_unknown_lowers_coverage_and_what_does_not_apply_does_not() -> None:
    known, unknown = an_item("a", ItemState.PASS, 6), an_item("b", ItemState.UNKNOWN, 2)
    assert visit_score([a_category(known, unknown)]).coverage == 0.75
    assert visit_score([a_category(known, an_item("b", ItemState.NOT_APPLICABLE, 2))]).coverage == 1
    assert visit_score([a_category(known, an_item("b", ItemState.UNKNOWN, 4))]).raw is None


def test_several_states_make_the_worst() -> None:
    assert worst([ItemState.PASS, ItemState.UNKNOWN]) is ItemState.UNKNOWN
    assert worst([ItemState.UNKNOWN, ItemState.FAIL]) is ItemState.FAIL
    assert worst([]) is ItemState.NOT_APPLICABLE


def test_an_audit_without_a_valid_run_has_no_score() -> None:
    assert audit_score([]).raw is None
    thin = Score(raw=None, gated=None, coverage=0.4)
    assert audit_score([(1, [thin])]).raw is None
    mixed = audit_score([(1, [thin, Score(raw=80, gated=80, coverage=1)])])
    assert (mixed.raw, mixed.coverage) == (80, 0.7)
    assert influence([(1, [thin, Score(raw=80, gated=80, coverage=1)])]) == [[0, 1]]


def test_fixing_what_stopped_her_stops_counting_what_she_could_not_reach() -> None:
    stopped, unreached = an_item("stopped", ItemState.FAIL, 10), an_item("later", ItemState.UNREACHED, 10)
    fine = an_item("fine", ItemState.PASS, 10)
    categories = [a_category(stopped, fine, unreached)]
    assert score_if_fixed(categories, "stopped") == pytest.approx(200 / 3)
    assert score_if_fixed(categories, "stopped", unblocks=True) == 100


STATES = st.sampled_from(list(ItemState))
CARDS = st.lists(
    st.tuples(st.sampled_from([5, 10, 20]), st.lists(st.tuples(STATES, st.sampled_from([1, 2, 5, 10])), max_size=4))
)


@given(CARDS)
def test_lost_points_make_up_what_is_missing(cards: list[tuple[float, list[tuple[ItemState, float]]]]) -> None:
    categories = [
        a_category(*(an_item(f"{c}.{i}", state, w) for i, (state, w) in enumerate(items)), weight=weight, id=str(c))
        for c, (weight, items) in enumerate(cards)
    ]
    score = visit_score(categories)
    assert 0 <= score.coverage <= 1
    if score.raw is not None:
        assert 0 <= score.raw <= 100
        assert sum(lost_points(categories).values()) == pytest.approx(100 - score.raw)
        for check, points in lost_points(categories).items():
            assert score_if_fixed(categories, check) - score.raw == pytest.approx(points)

"""What changed between two audits, and what nobody may call mended."""

from __future__ import annotations

import pytest
from factories import a_step, a_visit, an_expectation
from judging import a_late_visit, judged, played

from shopper.history.comparison import Comparison, compare
from shopper.model import VisitState


def told(comparison: Comparison) -> dict[str, list[str]]:
    parts = {part: getattr(comparison, part) for part in ("new", "fixed", "still", "unknown")}
    return {part: [met.finding.check for met in found] for part, found in parts.items() if found}


def test_a_fault_that_began_is_new() -> None:
    found = compare(judged(a_visit(), name="a"), judged(a_late_visit(), name="b"))
    assert told(found) == {"new": ["late-mail"]}
    assert (found.before, found.after) == ("a", "b")
    assert str(found.new[0].where) == "guest_order (gom_sen, vi-VN, desktop)"


def test_a_fault_that_was_looked_for_again_and_is_gone_is_fixed() -> None:
    assert told(compare(judged(a_late_visit()), judged(a_visit()))) == {"fixed": ["late-mail"]}


def test_a_fault_in_both_is_still_there() -> None:
    assert told(compare(judged(a_late_visit()), judged(a_late_visit(visit="v2")))) == {"still": ["late-mail"]}


@pytest.mark.parametrize("state", [VisitState.BROKEN, VisitState.WAITING, VisitState.TOOL_ERROR, VisitState.INDETERMINATE])
def test_a_visit_that_says_nothing_mends_nothing(state: VisitState) -> None:
    found = compare(judged(a_late_visit(), name="a"), judged(a_visit(state=state), name="b"))
    assert told(found) == {"unknown": ["late-mail"]}
    assert found.unknown[0].reason == f"its visit is {state.value.replace('_', ' ')}"
    assert [(silent.audit, silent.reason) for silent in found.not_compared] == [
        ("b", f"it is {state.value.replace('_', ' ')} there")
    ]


def test_a_journey_that_was_not_played_mends_nothing() -> None:
    found = compare(judged(a_late_visit(), name="a"), judged(a_visit(plan=played("another")), name="b"))
    assert told(found) == {"unknown": ["late-mail"]}
    assert found.unknown[0].reason == "its journey was not played"
    assert {(silent.where.journey, silent.audit) for silent in found.not_compared} == {("guest_order", "b"), ("another", "a")}


def test_a_check_that_had_nothing_to_judge_mends_nothing() -> None:
    """The mail that was late did not come at all: that is another fault, and not the end of the first."""
    found = compare(judged(a_late_visit()), judged(a_visit(mails=[], expectations=(an_expectation(),))))
    assert told(found) == {"new": ["missing-mail"], "unknown": ["late-mail"]}
    assert found.unknown[0].reason == "there was nothing for its check to judge"


def test_the_same_visit_on_another_device_is_another_visit() -> None:
    before = judged(a_late_visit(), a_late_visit(visit="v2", plan=played(device="phone")))
    found = compare(before, judged(a_visit(), a_late_visit(visit="v2", plan=played(device="phone"))))
    assert told(found) == {"fixed": ["late-mail"], "still": ["late-mail"]}


def test_played_twice_before_and_once_now_leaves_one_unknown() -> None:
    before = judged(a_late_visit(), a_late_visit(visit="v2"))
    found = compare(before, judged(a_late_visit()))
    assert told(found) == {"still": ["late-mail"], "unknown": ["late-mail"]}
    assert found.unknown[0].reason == "its journey was played less often"


def test_one_of_two_occurrences_mended_is_told() -> None:
    before = judged(a_late_visit(), a_late_visit(visit="v2"))
    assert told(compare(before, judged(a_late_visit(), a_visit(visit="v2")))) == {
        "fixed": ["late-mail"],
        "still": ["late-mail"],
    }


def test_scores_stand_beside_one_another() -> None:
    found = compare(judged(a_late_visit(steps=(a_step(),))), judged(a_visit()))
    assert (found.score_before, found.score_after) == (judged(a_late_visit()).score, judged(a_visit()).score)
    assert Comparison.model_validate_json(found.model_dump_json()) == found

from collections.abc import Iterator
from typing import Any

import pytest
from factories import a_plan, a_plan_step, a_step, a_visit

from shopper.model import Evidence, Impact, ItemState, Outcome, Verdict, VisitState
from shopper.registry import CheckType
from shopper.verdict.running import categories_of, must_pass_state, run_checks
from shopper.verdict.scorecard import Required, ScoreCard


def a_check(*outcomes: Outcome, id: str = "some-check", **changes: Any) -> CheckType:
    """A check that yields these outcomes, about thing-0, thing-1 …"""

    def run(visit: Evidence) -> Iterator[Verdict]:
        for n, outcome in enumerate(outcomes):
            yield Verdict(outcome=outcome, sentence=f"{outcome}.", about=f"thing-{n}")

    known = {
        "id": id, "title": "All is well", "failure": "Something is not", "category": "speed", "impact": Impact.SERIOUS,
        "serves": ("0-01",), "run": run, "summary": "It is not well.", "what": "w", "why": "y", "fix": "f", "example": "x",
        "folder": "inbox_checks", "group": "timing", "file": f"shopper/inbox_checks/timing/{id}.py",
    }  # fmt: skip
    return CheckType(**{**known, **changes})


def state_of(check: CheckType, **changes: Any) -> ItemState:
    (ran,) = run_checks(a_visit(**changes), {check.id: check})
    return ran.state


P, F, R, C, W, N = (
    Outcome.PASS, Outcome.FAIL, Outcome.REVIEW, Outcome.CANT_TELL, Outcome.PENDING, Outcome.NOT_APPLICABLE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ((P, P), ItemState.PASS),
        ((P, F), ItemState.FAIL),
        ((F, C, R), ItemState.FAIL),
        ((P, C), ItemState.UNKNOWN),
        ((P, R), ItemState.AWAITING_HUMAN),
        ((P, W), ItemState.PENDING),
        ((P, N), ItemState.PASS),
        ((N,), ItemState.NOT_APPLICABLE),
        ((), ItemState.NOT_APPLICABLE),
    ],
)
def test_verdicts_make_an_item_never_better_than_the_worst(outcomes: tuple[Outcome, ...], state: ItemState) -> None:
    assert state_of(a_check(*outcomes)) is state


def crash(visit: Evidence) -> Iterator[Verdict]:
    yield Verdict(outcome=P, sentence="fine so far")
    raise ZeroDivisionError("with a path and an address in it")


def test_a_crash_is_unknown_and_named_not_flattering() -> None:
    (ran,) = run_checks(a_visit(), {"x": a_check(id="x", run=crash)})
    assert ran.state is ItemState.UNKNOWN
    assert ran.verdicts[-1].outcome is C
    assert ran.verdicts[-1].sentence == "The check x crashed (ZeroDivisionError), so nothing is known about this."


def test_a_crash_makes_a_must_pass_about_one_thing_unknown_too() -> None:
    ran = run_checks(a_visit(), {"x": a_check(id="x", run=crash)})
    assert must_pass_state(Required(title="t", check="x", about="order_confirmation"), ran) is ItemState.UNKNOWN


MAILS_AHEAD = a_plan(steps=(a_plan_step("1", "goto"), a_plan_step("2", "click"), a_plan_step("3", "expect_mail")))
NO_MAILS = a_plan(steps=(a_plan_step("1", "goto"), a_plan_step("2", "click")))
BLOCKED = {"state": VisitState.BLOCKED, "steps": (a_step("1"), a_step("2", "click", outcome="failed"))}


def test_blocked_before_its_mails_a_check_of_mails_was_never_reached() -> None:
    assert state_of(a_check(), plan=MAILS_AHEAD, **BLOCKED) is ItemState.UNREACHED


def test_what_could_be_judged_before_the_block_is_judged() -> None:
    assert state_of(a_check(P), plan=MAILS_AHEAD, **BLOCKED) is ItemState.PASS
    assert state_of(a_check(W), plan=MAILS_AHEAD, **BLOCKED) is ItemState.PENDING


def test_nothing_is_unreached_where_no_mail_was_to_come_or_nothing_blocked() -> None:
    assert state_of(a_check(), plan=NO_MAILS, **BLOCKED) is ItemState.NOT_APPLICABLE
    assert state_of(a_check(), plan=MAILS_AHEAD) is ItemState.NOT_APPLICABLE
    page_check = a_check(folder="page_checks")
    assert state_of(page_check, plan=MAILS_AHEAD, **BLOCKED) is ItemState.NOT_APPLICABLE


def test_mails_expected_before_the_block_are_not_unreached() -> None:
    steps = (a_step("1"), a_step("2", "click"), a_step("3", "expect_mail"), a_step("4", "see", outcome="failed"))
    assert state_of(a_check(), plan=MAILS_AHEAD, state=VisitState.BLOCKED, steps=steps) is ItemState.NOT_APPLICABLE


def test_waiting_in_vain_for_a_mail_reached_it() -> None:
    steps = (a_step("1"), a_step("2", "click"), a_step("3", "await_mail", outcome="failed"))
    plan = a_plan(steps=(a_plan_step("1", "goto"), a_plan_step("2", "click"), a_plan_step("3", "await_mail")))
    assert state_of(a_check(), plan=plan, state=VisitState.BLOCKED, steps=steps) is ItemState.NOT_APPLICABLE


@pytest.mark.parametrize("state", [VisitState.BROKEN, VisitState.INDETERMINATE, VisitState.TOOL_ERROR])
def test_of_an_excluded_visit_only_what_could_not_be_told_is_kept(state: VisitState) -> None:
    (ran,) = run_checks(a_visit(state=state), {"x": a_check(F, P, C)})
    assert [verdict.outcome for verdict in ran.verdicts] == [C]


def test_items_stand_in_their_category_with_the_weight_of_their_impact() -> None:
    checks = {"a": a_check(P, F, F, id="a", impact=Impact.CRITICAL), "b": a_check(P, id="b", impact=Impact.MINOR)}
    categories = {c.id: c for c in categories_of(run_checks(a_visit(), checks), ScoreCard())}
    a, b = categories["speed"].items
    assert (a.weight, a.passed, a.failed, a.state) == (10, 1, 2, ItemState.FAIL)
    assert (b.weight, b.state) == (1, ItemState.PASS)
    assert categories["speed"].score == pytest.approx(1 / 11)
    assert categories["ease"].score is None

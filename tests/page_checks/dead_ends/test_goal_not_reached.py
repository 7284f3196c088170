import pytest
from factories import a_page, a_plan, a_plan_step, a_step, a_visit

from shopper import Outcome, PageView, VisitState
from shopper.page_checks.dead_ends.goal_not_reached import goal_not_reached


def test_a_blocked_visit_fails_with_the_shops_words_and_the_step() -> None:
    steps = (a_step("1"), a_step("2", "see", outcome="failed", text="see: Cảm ơn bạn"))
    visit = a_visit(state=VisitState.BLOCKED, reason="the page says “Thẻ bị từ chối”.", steps=steps, noted=[])
    (verdict,) = goal_not_reached(visit)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "“Order a mug as a guest” was stopped by the shop: the page says “Thẻ bị từ chối”."
    assert verdict.about == "the order: see: Cảm ơn bạn"
    assert (verdict.actual, verdict.owner, verdict.evidence) == ("stopped at “see: Cảm ơn bạn”", "web shop", ("step:2",))


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (VisitState.FINISHED, Outcome.PASS),
        (VisitState.WAITING, Outcome.PENDING),
        (VisitState.BROKEN, Outcome.CANT_TELL),
        (VisitState.INDETERMINATE, Outcome.CANT_TELL),
        (VisitState.TOOL_ERROR, Outcome.CANT_TELL),
    ],
)
def test_only_the_shop_is_blamed_for_what_the_shop_did(state: VisitState, outcome: Outcome) -> None:
    (verdict,) = goal_not_reached(a_visit(state=state, noted=[]))
    assert (verdict.outcome, verdict.owner) == (outcome, "")


def test_a_block_without_a_failed_step_is_still_a_block() -> None:
    (verdict,) = goal_not_reached(a_visit(state=VisitState.BLOCKED, steps=(), noted=[]))
    assert (verdict.outcome, verdict.about, verdict.evidence) == (Outcome.FAIL, "", ())


def test_a_journey_that_orders_nothing_is_stopped_at_its_step() -> None:
    plan = a_plan(steps=(a_plan_step("1", "goto"), a_plan_step("2", "note", args={"values": {"price": {}}})))
    steps = (a_step("1", outcome="failed", text="see: Liên hệ"),)
    (verdict,) = goal_not_reached(a_visit(plan=plan, state=VisitState.BLOCKED, steps=steps, noted=[]))
    assert (verdict.outcome, verdict.about) == (Outcome.FAIL, "see: Liên hệ")


def test_a_block_after_the_order_leaves_the_order_placed() -> None:
    steps = (a_step("1"), a_step("2", "note"), a_step("3", "see", outcome="failed", text="see: Đang vận chuyển"))
    placed, goal = goal_not_reached(a_visit(state=VisitState.BLOCKED, steps=steps))
    assert (placed.outcome, placed.about, placed.sentence) == (Outcome.PASS, "the order", "The order was placed: GS-10023.")
    assert (goal.outcome, goal.about) == (Outcome.FAIL, "see: Đang vận chuyển")


@pytest.mark.parametrize(
    ("page", "blamed"),
    [
        (a_page("/vi/thanh-toan"), False),
        (a_page("/vi/thanh-toan", alerts=("Thẻ bị từ chối",)), True),
        (a_page("/vi/thanh-toan", status=500), True),
        (None, True),
    ],
)
def test_what_a_working_page_does_not_show_may_be_the_journey_s_mistake(page: PageView | None, blamed: bool) -> None:
    reason = "the page does not show text “Cảm ơn bạn”" + ("; it says “Thẻ bị từ chối”" if page and page.alerts else "")
    steps = (a_step("1", "see", page=page, outcome="failed", text="see: Cảm ơn bạn"),)
    (verdict,) = goal_not_reached(a_visit(state=VisitState.BLOCKED, reason=reason, steps=steps, noted=[]))
    assert verdict.outcome is Outcome.FAIL
    assert ("by the shop" in verdict.sentence, "the shop or the journey is wrong" in verdict.sentence) == (blamed, not blamed)

"""What comes next is a pure function of plan and journal: the same answer before a crash and after it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from factories import a_plan, a_shop

from shopper.errors import StepFailed
from shopper.journey.expressions import Values
from shopper.model import AwaitMail, Done, Guard, Next, Place, Plan, PlanStep, PlayLeg, VisitState, WaitUntil
from shopper.visit.progress import Progress, whats_next

NOON = datetime(2026, 10, 9, 12, tzinfo=UTC)
HERE = Place(file="journeys/x.yaml", line=1, column=1)


def step(id: str, verb: str = "goto", args: dict[str, Any] | None = None, **more: Any) -> PlanStep:
    return PlanStep(id=id, verb=verb, args=args or {"url": "/"}, text=verb, place=HERE, **more)


def event(kind: str, minutes: float = 0, **data: Any) -> dict[str, Any]:
    return {"kind": kind, "at": (NOON + timedelta(minutes=minutes)).isoformat(), **data}


def after(plan: Plan, *events: dict[str, Any]) -> Next:
    progress = Progress.of([event("visit_started"), *events])
    values = Values(plan, facts=progress.values, visit={}, secret=lambda name: name)
    return whats_next(plan, progress, values)


def test_it_starts_with_the_first_step_and_ends_finished() -> None:
    plan = a_plan(steps=(step("1"), step("2")))
    assert after(plan) == PlayLeg(step="1")
    assert after(plan, event("step", id="1", outcome="passed")) == PlayLeg(step="2")
    both = [event("step", id=id, outcome="passed") for id in "12"]
    assert after(plan, *both) == Done(state=VisitState.FINISHED)


def test_a_wait_keeps_the_wake_time_that_was_written_before_sleeping() -> None:
    plan = a_plan(steps=(step("1", "wait", {"time": "2d"}),))
    due = NOON + timedelta(days=2)
    assert after(plan) == WaitUntil(at=due, step="1")
    later = event("wait", 1, step="1", until=due.isoformat()), event("resumed", 60 * 24 * 5)
    assert after(plan, *later) == WaitUntil(at=due, step="1")


def test_a_blocked_visit_only_cleans_up() -> None:
    plan = a_plan(steps=(step("1"), step("2"), step("c1", cleanup=True)))
    stopped = event("step", id="1", outcome="failed"), event("stopped", state="blocked", reason="500")
    assert after(plan, *stopped) == PlayLeg(step="c1")
    assert after(plan, *stopped, event("step", id="c1", outcome="passed")) == Done(state=VisitState.BLOCKED, reason="500")


def test_expected_mail_is_awaited_at_the_end_until_the_last_is_due() -> None:
    plan = a_plan(steps=(step("1"),))
    played = event("step", id="1", outcome="passed")
    expected = [
        event("expected", step="1", mail=kind, since=NOON.isoformat(), within=hours * 3600)
        for kind, hours in (("order_confirmation", 1), ("shipping_notice", 72))
    ]
    both = ("order_confirmation", "shipping_notice")
    assert after(plan, *expected, played) == AwaitMail(kinds=both, until=NOON + timedelta(days=3))
    came = event("mail", 5, mail_kind="order_confirmation")
    assert after(plan, *expected, played, came) == AwaitMail(kinds=both[1:], until=NOON + timedelta(days=3))
    assert after(plan, *expected, played, came, event("mail", 6, mail_kind="shipping_notice")) == Done(
        state=VisitState.FINISHED
    )


def test_a_mail_that_never_came_ends_the_wait_once_the_mailbox_was_seen_when_it_was_due() -> None:
    plan = a_plan(steps=(step("1"),))
    expected = event("expected", step="1", mail="order_confirmation", since=NOON.isoformat(), within=300)
    played = event("step", id="1", outcome="passed")
    assert isinstance(after(plan, expected, played, event("looked", 4)), AwaitMail)
    assert after(plan, expected, played, event("looked", 5)) == Done(state=VisitState.FINISHED)


def test_a_broken_visit_waits_for_no_mail() -> None:
    plan = a_plan(steps=(step("1"),))
    expected = event("expected", step="1", mail="order_confirmation", since=NOON.isoformat(), within=300)
    broken = event("step", id="1", outcome="failed"), event("stopped", state="broken", reason="no button")
    assert after(plan, expected, *broken) == Done(state=VisitState.BROKEN, reason="no button")


def test_after_a_crash_a_leg_is_taken_up_at_its_checkpoint() -> None:
    plan = a_plan(steps=(step("1"), step("2", once=True), step("3"), step("4")))
    played = [event("step", id=id, outcome="passed") for id in "12"]
    remembered = event("checkpoint", url="https://www.gomsen.test/thanks", login="x.json")
    crashed = event("step", id="3", outcome="passed"), event("resumed")
    assert after(plan, *played, remembered, *crashed) == PlayLeg(step="3")
    progress = Progress.of([event("visit_started"), *played, remembered, *crashed])
    assert progress.checkpoint.url.endswith("/thanks")
    assert progress.outcomes == {"1": "passed", "2": "passed"}


def test_a_wait_whose_condition_does_not_hold_is_not_waited_for() -> None:
    guard = Guard(id="g1", expression="order.returned")
    plan = a_plan(steps=(step("1", "wait", {"time": "2d"}, guards=(guard,)),))
    assert after(plan) == PlayLeg(step="1")
    returned = event("fact", name="order.returned", value="yes", quote="yes", source="step:0")
    assert isinstance(after(plan, returned), WaitUntil)


def test_a_condition_is_decided_once() -> None:
    guard = Guard(id="g1", expression="order.returned")
    plan = a_plan(steps=(step("1", "wait", {"time": "2d"}, guards=(guard,)),))
    returned = event("fact", name="order.returned", value="yes", quote="yes", source="step:0")
    assert after(plan, event("branch", guard="g1", holds=False), returned) == PlayLeg(step="1")


def test_a_page_is_looked_at_anew_when_its_time_has_come_and_never_after_the_last() -> None:
    plan = a_plan(steps=(step("1", "wait_until", {"see": {"text": "x"}, "every": "6h", "within": "8h"}),))
    assert after(plan) == PlayLeg(step="1")
    vain = event("looked_in_vain", 0, step="1")
    assert after(plan, vain) == WaitUntil(at=NOON + timedelta(hours=6), step="1")
    assert after(plan, vain, event("woke", 360, step="1")) == PlayLeg(step="1")
    again = event("looked_in_vain", 361, step="1")
    assert after(plan, vain, event("woke", 360, step="1"), again) == WaitUntil(at=NOON + timedelta(hours=8), step="1")


def test_waiting_for_service_hours_ends_when_the_shop_opens() -> None:
    shop = a_shop(hours={"mon-fri": "08:00-18:00"})
    plan = a_plan(shop=shop, steps=(step("1", "wait_until", {"hours": "open"}),))
    assert after(plan) == WaitUntil(at=NOON + timedelta(hours=2 * 24 + 13), step="1"), "Friday 19:00 in Hanoi → Monday 8:00"
    unknown = a_plan(steps=(step("1", "wait_until", {"hours": "open"}),))
    with pytest.raises(StepFailed, match="nobody knows when"):
        after(unknown)


def test_a_fault_that_was_switched_after_the_last_checkpoint_is_forgotten_with_its_step() -> None:
    at = {"at": "2026-11-22T10:00:00+00:00"}
    journal = [
        {"kind": "fault", "step": "1", "name": "offline", **at},
        {"kind": "checkpoint", "url": "/", "login": "", **at},
        {"kind": "fault", "step": "2", "name": "", **at},
    ]
    assert Progress.of([]).fault is None
    assert Progress.of(journal).fault == ""
    assert Progress.of([*journal, {"kind": "resumed", **at}]).fault == "offline"

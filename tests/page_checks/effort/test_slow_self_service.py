from factories import T0, a_plan, a_plan_step, a_shop, a_step, a_turn, a_visit, minutes

from shopper import Evidence, Outcome, StepRecord, VisitState
from shopper.model import Place
from shopper.page_checks.effort.slow_self_service import slow_self_service

HERE = Place(file="journeys/self_service/find_an_answer.yaml", line=1, column=1)
LOOK = a_plan_step("3", "wait_until", args={"see": {"text": "Results"}, "within": "10m"})


def visit(*spans: tuple[str, float, float], **changes: object) -> Evidence:
    """A visit whose steps (verb, from, to, in minutes) took so long."""
    plan = a_plan(
        place=changes.pop("place", HERE), shop=a_shop(standards=changes.pop("standards", {})), steps=(LOOK,),
        tags=changes.pop("tags", ()),
    )  # fmt: skip
    steps: list[StepRecord] = [
        a_step(f"{n}", verb, started=T0 + minutes(begins), ended=T0 + minutes(ends))
        for n, (verb, begins, ends) in enumerate(spans, 1)
    ]
    return a_visit(plan=plan, steps=tuple(steps), **changes)


def outcomes(seen: Evidence) -> list[Outcome]:
    return [verdict.outcome for verdict in slow_self_service(seen)]


def test_quick_pages_pass() -> None:
    assert outcomes(visit(("goto", 0, 0.1), ("fill", 0.1, 0.2), ("click", 0.2, 1))) == [Outcome.PASS]


def test_slow_pages_fail() -> None:
    (verdict,) = slow_self_service(visit(("goto", 0, 2), ("click", 2, 3.5)))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "Helping herself took the customer 3 min 30 s; the shop promises 3 min."
    assert outcomes(visit(("goto", 0, 2), ("click", 2, 3.5), standards={"self_service": "5m"})) == [Outcome.PASS]


def test_to_wait_for_what_a_page_is_to_show_is_her_time() -> None:
    assert outcomes(visit(("goto", 0, 0.1), ("click", 0.1, 0.2), ("wait_until", 4.2, 4.2))) == [Outcome.FAIL]


def test_to_wait_for_a_mail_or_another_day_is_not() -> None:
    assert outcomes(visit(("goto", 0, 0.1), ("await_mail", 0.1, 90), ("goto", 90, 91), ("wait", 91, 900))) == [Outcome.PASS]


def test_where_a_person_was_quicker_somebody_looks_at_it() -> None:
    chat = (a_turn("?", "customer"), a_turn("Có ạ", "person", after=0.5))
    assert outcomes(visit(("goto", 0, 2), ("await_reply", 2, 2.5), chat=chat)) == [Outcome.REVIEW]
    late = (a_turn("?", "customer"), a_turn("Có ạ", "person", after=1.5))
    assert outcomes(visit(("goto", 0, 1), ("await_reply", 1, 2.5), chat=late)) == [Outcome.PASS]


def test_other_visits_are_not_judged() -> None:
    elsewhere = Place(file="journeys/ordering/guest_order.yaml", line=1, column=1)
    slow = ("goto", 0.0, 9.0)
    assert outcomes(visit(slow, place=elsewhere)) == []
    assert outcomes(visit(slow, place=elsewhere, tags=("self_service",))) == [Outcome.FAIL]
    assert outcomes(visit(slow, state=VisitState.BLOCKED)) == []

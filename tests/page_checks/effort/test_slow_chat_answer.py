from datetime import UTC, datetime, timedelta

import pytest
from factories import T0, a_plan, a_shop, a_turn, a_visit, minutes

from shopper import Outcome, Turn, VisitState
from shopper.model import Verdict
from shopper.page_checks.effort.slow_chat_answer import slow_chat_answer

HOURS = {"mon-fri": "08:00-18:00"}


def judged(*turns: Turn, hours: dict[str, str] | None = None, **changes: object) -> dict[str, Verdict]:
    standards = changes.pop("standards", {"chat": "2m"})
    shop = a_shop(hours=HOURS if hours is None else hours, standards=standards)
    found = slow_chat_answer(a_visit(plan=a_plan(shop=shop), chat=turns, **changes))
    return {verdict.about: verdict for verdict in found}


def asked(after: float, **changes: object) -> Turn:
    return a_turn("Cốc có bền không?", "customer", after=after, **changes)


def test_answers_in_time_pass() -> None:
    found = judged(
        a_turn("Xin chào"), asked(1), a_turn("Có ạ", "person", after=2), asked(3), a_turn("Vâng", "person", after=4.5)
    )
    assert {about: verdict.outcome for about, verdict in found.items()} == {
        "the first answer": Outcome.PASS,
        "an answer": Outcome.PASS,
    }


def test_an_answer_over_the_limit_fails_in_service_hours() -> None:
    found = judged(asked(0), a_turn("Có ạ", "person", after=4.5))
    assert found["the first answer"].outcome is Outcome.FAIL
    assert found["the first answer"].sentence == "The first answer took 4 min 30 s; the shop promises 2 min."


def test_the_usual_limit_is_two_minutes() -> None:
    assert judged(asked(0), a_turn("Có", "person", after=2.1), standards={})["the first answer"].outcome is Outcome.FAIL
    assert judged(asked(0), a_turn("Có", "person", after=1.9), standards={})["the first answer"].outcome is Outcome.PASS


def test_one_waits_from_the_oldest_message_that_nobody_answered() -> None:
    found = judged(asked(0), asked(1), a_turn("Có ạ", "person", after=2.5))
    assert found["an answer"].outcome is Outcome.FAIL


def test_from_the_request_for_a_person_it_is_the_person_who_counts() -> None:
    wish = a_turn("May I speak to a person please?", "customer")
    found = judged(wish, a_turn("I am passing you on.", after=0.1), a_turn("Hello, this is Hoa.", "person", after=5))
    assert found["the first answer"].outcome is Outcome.PASS
    assert found["the first answer of a person"].outcome is Outcome.FAIL


@pytest.mark.parametrize(("who", "outcome"), [("person", None), ("bot", Outcome.FAIL)])
def test_out_of_hours_only_a_bot_must_be_quick(who: str, outcome: Outcome | None) -> None:
    night = datetime(2026, 3, 2, 15, tzinfo=UTC)
    found = judged(asked(0, at=night), a_turn("Có ạ", who, at=night + timedelta(minutes=30)))
    assert (found["the first answer"].outcome if found else None) is outcome


def test_without_known_hours_a_person_decides() -> None:
    assert judged(asked(0), a_turn("Có", "person", after=9), hours={})["the first answer"].outcome is Outcome.REVIEW


def test_whom_nobody_answers_waits_in_vain() -> None:
    stuck = {"state": VisitState.BLOCKED, "ended": T0 + minutes(2)}
    assert judged(asked(0), **stuck)["an answer"].actual == "> 2 min"
    assert judged(asked(0), **stuck)["an answer"].outcome is Outcome.FAIL
    assert judged(asked(0), **{**stuck, "ended": T0 + minutes(1)})["an answer"].outcome is Outcome.CANT_TELL
    assert judged(asked(0)) == {}, "her last word may want no answer"

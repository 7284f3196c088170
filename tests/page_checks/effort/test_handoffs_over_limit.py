import pytest
from factories import a_plan, a_shop, a_turn, a_visit

from shopper import Outcome, Turn
from shopper.model import Verdict
from shopper.page_checks.effort.handoffs_over_limit import handoffs_over_limit


def judged(*names: str, type: str = "delivery", standards: dict[str, object] | None = None) -> list[Verdict]:
    turns: list[Turn] = [a_turn("Xin chào", agent="Trợ lý tự động")]
    turns += [a_turn("Dạ", "person", after=at, agent=name) for at, name in enumerate(names, 1)]
    plan = a_plan(type=type, shop=a_shop(standards=standards or {}))
    return list(handoffs_over_limit(a_visit(plan=plan, chat=tuple(turns))))


@pytest.mark.parametrize(
    ("names", "type", "outcome"),
    [
        (("Hương",), "delivery", Outcome.PASS),
        (("Hương", "Hương", "HƯƠNG "), "delivery", Outcome.PASS),
        (("Hương", "Minh"), "delivery", Outcome.PASS),
        (("Hương", "Minh", "Hương"), "delivery", Outcome.FAIL),
        (("Hương", "Minh", "Mai", "Anh"), "complaint", Outcome.PASS),
        (("Hương", "Minh", "Mai", "Anh", "Hương"), "warranty", Outcome.FAIL),
    ],
)
def test_changes_of_the_person_are_counted(names: tuple[str, ...], type: str, outcome: Outcome) -> None:
    assert [verdict.outcome for verdict in judged(*names, type=type)] == [outcome]


def test_the_sentence_names_them_in_their_order() -> None:
    (verdict,) = judged("Hương", "Minh", "Hương")
    assert verdict.sentence == "The customer was handed on 2 times, from Hương to Minh to Hương."
    assert (verdict.expected, verdict.actual) == ("at most 1, in a simple matter", "2")


def test_the_shop_may_promise_more_or_less() -> None:
    assert judged("A", "B", standards={"handoffs": {"simple": 0}})[0].outcome is Outcome.FAIL
    assert judged("A", "B", "A", standards={"handoffs": {"simple": 2, "complex": 3}})[0].outcome is Outcome.PASS


def test_another_conversation_begins_with_somebody_else_and_nobody_handed_on() -> None:
    one, other = a_turn("Dạ", "person", agent="A"), a_turn("Dạ", "person", agent="B", conversation=2)
    assert [verdict.actual for verdict in handoffs_over_limit(a_visit(chat=(one, other)))] == ["0"]


def test_without_a_name_nothing_is_said() -> None:
    assert judged() == []
    assert list(handoffs_over_limit(a_visit(chat=(a_turn("Dạ", "person"),)))) == []

import pytest
from factories import a_turn, a_visit

from shopper.reading.chatting import asks_for_person, conversations, exchanges, is_at_a_loss, sent_elsewhere, way_out
from shopper.visit.chat import ASKING


@pytest.mark.parametrize("text", ASKING.values())
def test_the_customers_own_ways_to_ask_for_a_person_are_known(text: str) -> None:
    assert asks_for_person(a_turn(text, "customer"), a_visit())
    assert not asks_for_person(a_turn(text, "bot"), a_visit())


@pytest.mark.parametrize(
    "text",
    [
        "Mình muốn nói chuyện với tư vấn viên",
        "I want to talk to a real human",
        "connect me to an agent",
        "Ich möchte mit einem Mitarbeiter sprechen",
        "Je voudrais parler à un conseiller",
        "Quiero hablar con un agente",
    ],
)
def test_other_ways(text: str) -> None:
    assert asks_for_person(a_turn(text, "customer"), a_visit())


@pytest.mark.parametrize(
    "text", ["Is there a person on this mug?", "Nhân viên đã gọi cho tôi rồi", "Mit Deckel?", "Personne n’a livré"]
)
def test_people_may_be_spoken_of(text: str) -> None:
    assert not asks_for_person(a_turn(text, "customer"), a_visit())


def test_a_conversation_falls_into_messages_with_what_was_said_to_each() -> None:
    first = (a_turn("Xin chào", id="a"), a_turn("?", "customer", id="b"), a_turn("!", id="c"), a_turn("!!", id="d"))
    second = (a_turn("?", "customer", id="e", conversation=2), a_turn("??", "customer", id="f", conversation=2))
    visit = a_visit(chat=(*first, *second))
    assert conversations(visit) == [first, second]
    assert [(talk.asked.id, [turn.id for turn in talk.answers]) for talk in exchanges(first)] == [("b", ["c", "d"])]
    assert [(talk.asked.id, [turn.id for turn in talk.answers]) for talk in exchanges(second)] == [("e", []), ("f", [])]


@pytest.mark.parametrize("text", ["I am happy to help!", "Chúng tôi giao trong 3 ngày.", "Ich helfe gern.", "Quelle couleur ?"])
def test_what_leads_nowhere_is_no_way_out(text: str) -> None:
    assert way_out(text) == ""


@pytest.mark.parametrize(
    "text", ["It is dishwasher safe.", "Không có gì, chúc bạn một ngày vui!", "Gern geschehen.", "De rien !"]
)
def test_an_answer_is_no_loss_and_sends_nobody_away(text: str) -> None:
    assert not is_at_a_loss(text)
    assert sent_elsewhere(text) == ""

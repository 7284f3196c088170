from datetime import UTC, datetime

import pytest
from factories import a_plan, a_plan_step, a_shop, a_turn, a_visit

from shopper import Outcome, Turn
from shopper.model import Verdict
from shopper.page_checks.chat.bot_without_exit import bot_without_exit

HOURS = {"mon-fri": "08:00-18:00"}  # the ready-made visit's Monday, 10:00 in Hà Nội, lies within
AT_NIGHT = {"at": datetime(2026, 3, 2, 15, tzinfo=UTC)}
KEPT = {
    "vi": ("Cho tôi gặp nhân viên với ạ.", "Tôi rất sẵn lòng giúp bạn! Bạn hỏi tôi về giao hàng, đổi trả hoặc bảo quản nhé."),
    "en": ("May I speak to a person please?", "I am happy to help you myself! Ask me about delivery, returns or care."),
    "de": ("Kann ich bitte mit einem Menschen sprechen?", "Ich helfe Ihnen gern selbst! Fragen Sie mich nach Lieferung."),
    "fr": ("Puis-je parler à une personne, s’il vous plaît ?", "Je vous aide volontiers moi-même ! Posez-moi vos questions."),
    "es": ("¿Puedo hablar con una persona, por favor?", "¡Con gusto le ayudo yo misma! Pregúnteme por envíos o devoluciones."),
}


def judged(*turns: Turn, hours: dict[str, str] | None = None) -> list[Verdict]:
    plan = a_plan(shop=a_shop(hours=HOURS if hours is None else hours), steps=(a_plan_step("5", "say"),))
    return list(bot_without_exit(a_visit(plan=plan, chat=turns)))


def outcome(asked: str, *answers: Turn, hours: dict[str, str] | None = None) -> Outcome:
    (verdict,) = judged(a_turn("Xin chào!"), a_turn(asked, "customer", after=1), *answers, hours=hours)
    return verdict.outcome


@pytest.mark.parametrize("language", KEPT)
def test_who_is_kept_by_the_bot_in_service_hours_has_no_exit(language: str) -> None:
    asked, answer = KEPT[language]
    (verdict,) = judged(a_turn(asked, "customer"), a_turn(answer, after=1))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.about == "a person on request"
    assert verdict.evidence == ("step:5", "step:5")
    if language == "en":
        assert verdict.sentence == f"The customer asked “{asked}”, and the bot answered “{answer}”."


@pytest.mark.parametrize(
    "way",
    [
        "Tôi chuyển bạn đến một nhân viên. Trong vòng 2 phút sẽ có người trả lời ngay tại đây.",
        "Anh chị vui lòng gọi hotline 1900 6035 để được hỗ trợ ạ.",
        "I am passing you on to a person.",
        "All our agents are busy. Somebody will answer you within ten minutes.",
        "You can reach us at hello@gomsen.test or on the contact page.",
        "Ich leite Sie an eine Kollegin weiter.",
        "Je vous mets en relation avec un conseiller.",
        "Le paso con un compañero.",
    ],
)
def test_a_way_to_a_person_is_an_exit(way: str) -> None:
    assert outcome(KEPT["en"][0], a_turn(way, after=2)) is Outcome.PASS


def test_a_person_who_comes_is_one() -> None:
    assert (
        outcome(KEPT["vi"][0], a_turn(KEPT["vi"][1], after=2), a_turn("Chào bạn, mình là Hoa.", "person", after=3))
        is Outcome.PASS
    )


def test_a_refusal_is_none() -> None:
    assert outcome(KEPT["en"][0], a_turn("I cannot connect you to an agent.", after=2)) is Outcome.FAIL


def test_where_it_is_not_sure_a_person_decides() -> None:
    kept = a_turn(KEPT["en"][1], after=2)
    assert outcome(KEPT["en"][0], kept, hours={}) is Outcome.REVIEW
    assert outcome(KEPT["en"][0], a_turn("One moment", "shop", after=2)) is Outcome.REVIEW
    at_night = a_turn(KEPT["en"][0], "customer", **AT_NIGHT)
    (verdict,) = judged(at_night, a_turn(KEPT["en"][1], **AT_NIGHT))
    assert verdict.outcome is Outcome.REVIEW


def test_the_step_says_that_a_person_was_asked_for_whatever_its_words() -> None:
    plan = a_plan(shop=a_shop(hours=HOURS), steps=(a_plan_step("5", "ask_for_person"),))
    visit = a_visit(plan=plan, chat=(a_turn("Có ai ở đó không?", "customer"), a_turn(KEPT["vi"][1], after=1)))
    assert [verdict.outcome for verdict in bot_without_exit(visit)] == [Outcome.FAIL]


@pytest.mark.parametrize(
    "text", ["Is the mug safe in a microwave?", "Ai làm chiếc cốc này vậy?", "Puis-je parler de ma commande ?"]
)
def test_who_asks_for_nobody_is_not_judged(text: str) -> None:
    assert judged(a_turn(text, "customer"), a_turn("Yes.", after=1)) == []


def test_without_an_answer_nothing_is_said() -> None:
    assert judged(a_turn(KEPT["en"][0], "customer")) == judged() == []

import pytest
from factories import a_turn, a_visit

from shopper import Outcome, Turn
from shopper.page_checks.chat.bot_loop import bot_loop

LOST = {
    "vi": "Tôi chưa hiểu câu hỏi. Bạn thử viết “giao hàng” nhé.",
    "en": "I did not understand that. Try “delivery” or “returns”.",
    "de": "Das habe ich leider nicht verstanden.",
    "fr": "Je n’ai pas bien compris votre question.",
    "es": "Lo siento, no le he entendido.",
}


def talk(*pairs: tuple[str, str], who: str = "bot", conversation: int = 1) -> tuple[Turn, ...]:
    return tuple(
        turn
        for at, (asked, answer) in enumerate(pairs)
        for turn in (
            a_turn(asked, "customer", after=2 * at, conversation=conversation),
            a_turn(answer, who, after=2 * at + 1, conversation=conversation),
        )
    )


def outcomes(*turns: Turn) -> list[Outcome]:
    return [verdict.outcome for verdict in bot_loop(a_visit(chat=turns))]


@pytest.mark.parametrize("language", LOST)
def test_the_same_non_answer_to_a_question_in_other_words_is_a_loop(language: str) -> None:
    assert outcomes(*talk(("Do you engrave names?", LOST[language]), ("Names on the mug!", LOST[language]))) == [Outcome.FAIL]


def test_three_non_answers_are_a_loop_however_they_are_put() -> None:
    said = [LOST["en"], "Sorry, could you rephrase that?", "I am still learning."]
    assert outcomes(*talk(*zip("abc", said, strict=True))) == [Outcome.FAIL]


@pytest.mark.parametrize(
    "answers",
    [
        [LOST["vi"], "Tôi chuyển bạn đến một nhân viên."],
        [LOST["en"], "We deliver within three days.", "You have 30 days to return it."],
        ["Wir liefern in drei Tagen.", "Wir liefern in drei Tagen."],
    ],
)
def test_a_bot_that_goes_on_passes(answers: list[str]) -> None:
    assert outcomes(*talk(*((f"question {at}", answer) for at, answer in enumerate(answers)))) == [Outcome.PASS]


def test_the_same_real_answer_three_times_goes_to_a_person() -> None:
    assert outcomes(*talk(*((f"question {at}", "We deliver within three days.") for at in range(3)))) == [Outcome.REVIEW]


def test_the_same_question_asked_again_gets_the_same_words() -> None:
    assert outcomes(*talk(("names?", LOST["en"]), ("names?", LOST["en"]))) == [Outcome.PASS]


def test_each_conversation_is_judged_by_itself() -> None:
    first, second = talk(("a", LOST["en"])), talk(("b", LOST["en"]), conversation=2)
    assert outcomes(*first, *second) == []


def test_who_may_be_a_person_is_no_bot() -> None:
    assert outcomes(*talk(("a", LOST["en"]), ("b", LOST["en"]), who="shop")) == []

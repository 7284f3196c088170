import pytest
from factories import a_turn, a_visit

from shopper import Outcome, Turn
from shopper.page_checks.chat.bot_contradicts_itself import bot_contradicts_itself

WINDOWS = {
    "vi": "Bạn có {} ngày kể từ ngày nhận để trả hàng chưa sử dụng, không cần nêu lý do.",
    "en": "You have {} days from receiving the pieces to return them unused, without giving a reason.",
    "de": "Sie haben {} Tage Zeit, um die Stücke unbenutzt zurückzugeben.",
    "fr": "Vous avez {} jours pour renvoyer les pièces non utilisées.",
}


def judged(*talk: tuple[str, str], who: str = "bot") -> list[Outcome]:
    turns: list[Turn] = []
    for at, (asked, answer) in enumerate(talk):
        turns += [a_turn(asked, "customer", after=2 * at), a_turn(answer, who, after=2 * at + 1, conversation=1)]
    return [verdict.outcome for verdict in bot_contradicts_itself(a_visit(chat=tuple(turns)))]


@pytest.mark.parametrize("language", WINDOWS)
def test_another_time_to_return_contradicts_whatever_was_asked(language: str) -> None:
    said = WINDOWS[language]
    assert judged(("How long?", said.format(30)), ("Until when?", said.format(14))) == [Outcome.FAIL]
    assert judged(("How long?", said.format(30)), ("Until when?", said.format(30))) == [Outcome.PASS]


def test_the_same_question_with_another_number_contradicts() -> None:
    costs = "Standard delivery within Vietnam costs {}."
    assert judged(("Cost?", costs.format("30.000 ₫")), ("cost", costs.format("45.000 ₫"))) == [Outcome.FAIL]
    assert judged(("Cost?", costs.format("30.000 ₫")), ("And how much?", costs.format("45.000 ₫"))) == [Outcome.REVIEW]


@pytest.mark.parametrize(
    "answers",
    [
        ("Giao tiêu chuẩn trong Việt Nam mất 3 ngày, phí 30.000 ₫.", "Đến châu Âu mất 9 ngày, phí 350.000 ₫."),
        ("The mug holds 0.3 l.", "You can pay by card."),
        ("Der Versand kostet 4,90 €.", "Sie können mit Karte zahlen."),
    ],
)
def test_answers_about_different_things_agree(answers: tuple[str, str]) -> None:
    assert judged(*((f"question {at}", answer) for at, answer in enumerate(answers))) == [Outcome.PASS]


def test_one_answer_or_that_of_a_person_is_not_judged() -> None:
    assert judged(("How long?", WINDOWS["en"].format(30))) == []
    assert judged(("a", WINDOWS["en"].format(30)), ("b", WINDOWS["en"].format(14)), who="person") == []

"""What a person is asked must be answerable: each question once, on a known scale."""

from typing import Any

import pytest
from pydantic import ValidationError

from shopper.steps.ask_person import AskPerson


def asking(*questions: dict[str, Any]) -> AskPerson:
    return AskPerson.model_validate({"task": "Call.", "questions": questions})


def test_questions_have_the_usual_weight_and_category() -> None:
    (question,) = asking({"id": "picked_up", "text": "Did somebody answer?"}).questions
    assert (question.answers, question.weight, question.category) == ("yes_no", 1, "communication")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"id": "Picked up", "text": "?"}, "id"),
        ({"id": "a", "text": "?", "answers": "stars"}, "answers"),
        ({"id": "a", "text": "?", "weight": 0}, "weight"),
        ({"id": "a", "text": "?", "category": "magic"}, "category"),
    ],
)
def test_a_question_that_nobody_could_score_is_refused(question: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        asking(question)


def test_a_task_asks_something_and_each_thing_once() -> None:
    with pytest.raises(ValidationError, match="at least 1"):
        asking()
    with pytest.raises(ValidationError, match="two questions are called `a`"):
        asking({"id": "a", "text": "?"}, {"id": "a", "text": "!"})

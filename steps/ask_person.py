"""Put something on a person's score sheet: to call, to go to the store, to write on a social network, and to say how it was.

- ask_person:
    task: {vi: Gọi 1800 0108 và hỏi về thời gian giao hàng., en: Call 1800 0108 and ask how long delivery takes.}
    channel: phone
    questions:
      - {id: picked_up, text: Did somebody answer within five rings?, answers: yes_no}
      - {id: polite, text: How polite was the answer?, answers: scale, weight: 2}
      - {id: words, text: What did they say?, answers: words}
"""

from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from shopper import ByLanguage, Model, Question, Session, StepArgs, step

Category = Literal[
    "resolution", "speed", "transparency", "ease", "consistency", "communication", "personal", "process"
]  # fmt: skip


class AskedQuestion(Model):
    """One question that the person answers afterwards."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    """Its name on the sheet: `picked_up`."""
    text: ByLanguage
    """What is asked."""
    answers: Literal["yes_no", "scale", "words"] = "yes_no"
    """How it is answered: yes or no, 1 to 10, or in words (which are shown and not scored)."""
    weight: float = Field(default=1, gt=0, le=10)
    """What the answer weighs on the score card, as checks do: minor 1, moderate 2, serious 5, critical 10."""
    category: Category = "communication"
    """The part of the score card that it belongs to."""


class AskPerson(StepArgs):
    task: ByLanguage
    """What the person does."""
    channel: Literal["phone", "social", "store", "other"] = "other"
    """Where."""
    questions: list[AskedQuestion] = Field(min_length=1)
    """What is answered afterwards."""

    @field_validator("questions")
    @classmethod
    def _each_once(cls, questions: list[AskedQuestion]) -> list[AskedQuestion]:
        ids = [question.id for question in questions]
        if twice := next((id for id in ids if ids.count(id) > 1), ""):
            raise PydanticCustomError("twice", "two questions are called `{id}`; give one another name", {"id": twice})
        return questions


@step(repeatable=True, page=False)
async def ask_person(session: Session, args: AskPerson) -> None:
    questions = (
        Question(**question.model_dump() | {"text": session.in_language(question.text)}) for question in args.questions
    )
    session.hand_over(session.in_language(args.task), args.channel, tuple(questions))

import pytest
from corresponding import a_correspondence, an_acknowledgement, an_answer
from factories import an_expectation, minutes

from shopper import Outcome
from shopper.inbox_checks.service.question_not_answered import question_not_answered
from shopper.model import Evidence, Mail


def asked(*mails: Mail, answers: tuple[str, ...] = ("microwave",)) -> Evidence:
    wanted = an_expectation(kind="answer", within=minutes(600), mail=mails[0] if mails else None, answers=answers)
    return a_correspondence(*mails, expectations=(wanted,))


def test_an_answer_about_something_else_goes_to_a_person() -> None:
    (verdict,) = question_not_answered(asked(an_answer("Delivery takes 3 days.")))
    assert verdict.outcome is Outcome.REVIEW
    assert verdict.sentence == "The answer holds none of the words that would answer the question: “microwave”."
    assert (verdict.about, verdict.evidence) == ("answer", ("mail:a1",))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Yes, the MICROWAVE is fine.", "microwave"),
        ("Dạ dùng được lo vi song ạ.", "lò vi sóng"),
        ("dans le micro-\u00adondes", "micro-ondes"),
    ],
)
def test_case_accents_and_soft_hyphens_do_not_matter(text: str, word: str) -> None:
    (verdict,) = question_not_answered(asked(an_answer(text), answers=("oven", word)))
    assert (verdict.outcome, verdict.actual) == (Outcome.PASS, word)


def test_a_second_answer_may_say_it() -> None:
    visit = asked(an_answer("Let me ask the workshop."), an_answer("The microwave is fine.", after=400, id="a2"))
    (verdict,) = question_not_answered(visit)
    assert verdict.outcome is Outcome.PASS


def test_the_question_that_is_quoted_below_answers_nothing() -> None:
    (verdict,) = question_not_answered(asked(an_answer("Thanks!\n> Is it safe in the microwave?")))
    assert verdict.outcome is Outcome.REVIEW


def test_nothing_is_judged_that_never_came_or_of_which_nothing_was_asked() -> None:
    assert list(question_not_answered(asked())) == []
    assert list(question_not_answered(asked(an_answer("Hello"), answers=()))) == []


def test_an_answer_that_could_not_be_read_tells_nothing() -> None:
    (verdict,) = question_not_answered(asked(an_answer("", problem="it is encrypted")))
    assert verdict.outcome is Outcome.CANT_TELL


def test_an_acknowledgement_is_no_answer() -> None:
    assert list(question_not_answered(a_correspondence(an_acknowledgement("microwave")))) == []

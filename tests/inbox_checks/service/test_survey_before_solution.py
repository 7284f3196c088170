from corresponding import a_correspondence, an_acknowledgement, an_answer
from factories import T0, a_mail, minutes

from shopper import Outcome
from shopper.inbox_checks.service.survey_before_solution import survey_before_solution
from shopper.model import Mail


def a_survey(after: float, system: str = "help_desk") -> Mail:
    return a_mail("survey", id="s1", system=system, subject="How did we do?", text="Rate us.", arrived=T0 + minutes(after))


def test_a_survey_before_any_answer_fails() -> None:
    (verdict,) = survey_before_solution(a_correspondence(an_acknowledgement("Thank you."), a_survey(60), an_answer("Yes.")))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The survey came before anybody had answered the question."
    assert (verdict.about, verdict.evidence) == ("survey", ("mail:s1",))


def test_after_the_answer_it_may_ask() -> None:
    (verdict,) = survey_before_solution(a_correspondence(an_answer("Yes."), a_survey(1500)))
    assert verdict.outcome is Outcome.PASS


def test_the_survey_of_another_system_may_be_about_the_purchase() -> None:
    (verdict,) = survey_before_solution(a_correspondence(an_answer("Yes."), a_survey(60, system="platform")))
    assert verdict.outcome is Outcome.REVIEW


def test_who_asked_nothing_waits_for_no_answer() -> None:
    assert list(survey_before_solution(a_correspondence(a_survey(60), letters=()))) == []

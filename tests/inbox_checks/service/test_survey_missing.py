from datetime import timedelta

from corresponding import a_correspondence, a_desk, an_answer
from factories import T0, a_mail, an_expectation, minutes

from shopper import Outcome
from shopper.inbox_checks.service.survey_missing import survey_missing
from shopper.model import Mail, Verdict

ANSWER = an_answer("Yes.", after=120)


def verdicts(*mails: Mail, days: float = 10, **changes: object) -> list[Verdict]:
    return list(survey_missing(a_correspondence(ANSWER, *mails, ended=T0 + timedelta(days=days), **changes)))


def test_no_survey_within_a_week_of_the_answer_fails() -> None:
    (verdict,) = verdicts()
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "No survey came within 7 days of the answer."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("survey", "help_desk", ("mail:a1",))


def test_a_survey_passes() -> None:
    (verdict,) = verdicts(a_mail("survey", id="s1", system="help_desk", arrived=T0 + timedelta(days=2)))
    assert (verdict.outcome, verdict.evidence) == (Outcome.PASS, ("mail:a1", "mail:s1"))


def test_a_visit_that_ended_sooner_says_nothing() -> None:
    assert verdicts(days=3) == []


def test_the_journeys_own_time_counts() -> None:
    wanted = an_expectation(kind="survey", within=timedelta(days=16))
    assert verdicts(days=10, expectations=(wanted,)) == []
    assert [one.outcome for one in verdicts(days=17, expectations=(wanted,))] == [Outcome.FAIL]


def test_a_shop_without_surveys_is_not_asked_for_one() -> None:
    kinds = {name: kind for name, kind in a_desk().mails.items() if name != "survey"}
    assert verdicts(shop=a_desk(mails=kinds)) == []


def test_nobody_asks_about_an_answer_that_never_came() -> None:
    assert list(survey_missing(a_correspondence(ended=T0 + minutes(60 * 24 * 20)))) == []

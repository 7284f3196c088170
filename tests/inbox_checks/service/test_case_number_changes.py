from corresponding import a_correspondence, an_acknowledgement, an_answer
from factories import a_fact, a_letter

from shopper import Outcome
from shopper.inbox_checks.service.case_number_changes import case_number_changes
from shopper.model import Evidence, Verdict


def verdicts(acknowledged: str, answered: str, **changes: object) -> list[Verdict]:
    mails = an_acknowledgement("Thank you.", subject=acknowledged), an_answer("Yes.", subject=answered)
    return list(case_number_changes(a_correspondence(*mails, **changes)))


def test_another_number_in_the_answer_fails_with_both() -> None:
    (verdict,) = verdicts("Your question [HD-30418]", "Re: Your question [HD-30425]")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The answer names the case HD-30425; the case was HD-30418."
    assert (verdict.expected, verdict.actual, verdict.evidence) == ("HD-30418", "HD-30425", ("mail:a1", "mail:k1"))


def test_the_same_number_passes_with_or_without_its_letters() -> None:
    for answered in ("Re: Your question [HD-30418]", "Re: Your question (#30418)"):
        assert [one.outcome for one in verdicts("Your question [HD-30418]", answered)] == [Outcome.PASS]


def test_the_number_that_the_page_gave_counts_first() -> None:
    noted = [a_fact("case.number", "HD-30411", source="step:3")]
    found = verdicts("Your question [HD-30418]", "Re: Your question [HD-30411]", noted=noted, letters=())
    assert [one.outcome for one in found] == [Outcome.FAIL, Outcome.PASS]
    assert found[0].evidence == ("mail:k1", "step:3")


def test_of_two_questions_a_person_decides() -> None:
    letters = (a_letter(), a_letter(id="l2", message_id="<l2@inbox.test>"))
    (verdict,) = verdicts("[HD-30418]", "Re: [HD-30425]", letters=letters)
    assert verdict.outcome is Outcome.REVIEW


def test_the_orders_number_is_no_case() -> None:
    noted = [a_fact("order.number", "GS-10023")]
    assert verdicts("Your question [HD-30418]", "Re: your order [GS-10023]", noted=noted) == []


def test_an_answer_without_a_number_changes_nothing() -> None:
    visit: Evidence = a_correspondence(an_answer("Yes.", subject="Re: Your question"))
    assert list(case_number_changes(visit)) == []

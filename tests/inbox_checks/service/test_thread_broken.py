import pytest
from corresponding import a_correspondence, an_acknowledgement, an_answer

from shopper import Outcome
from shopper.inbox_checks.service.thread_broken import thread_broken
from shopper.model import Verdict


def judged(**changes: object) -> Verdict:
    mails = an_acknowledgement("Thank you.", message_id="<k1@help.test>"), an_answer("Yes.", **changes)
    (verdict,) = thread_broken(a_correspondence(*mails))
    return verdict


def test_an_answer_without_references_fails() -> None:
    verdict = judged()
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The answer refers to no earlier mail, so it stands apart from the customer's question."
    assert (verdict.about, verdict.evidence) == ("answer", ("mail:a1", "letter:l1"))


@pytest.mark.parametrize("reference", ["l1@inbox.test", "<l1@inbox.test>", "k1@help.test"])
def test_her_mail_or_the_acknowledgement_will_do(reference: str) -> None:
    assert judged(in_reply_to=(reference,)).outcome is Outcome.PASS


def test_a_reference_to_a_mail_that_nobody_knows_goes_to_a_person() -> None:
    assert judged(in_reply_to=("x@relay.test",)).outcome is Outcome.REVIEW


@pytest.mark.parametrize("subject", ["Re: Câu hỏi về cốc", "[Gốm Sen] Re: Câu hỏi về cốc [HD-30418]", "AW: Re: câu hỏi về cốc"])
def test_what_programs_put_around_a_subject_changes_nothing(subject: str) -> None:
    assert judged(in_reply_to=("l1@inbox.test",), subject=subject).outcome is Outcome.PASS


def test_another_subject_goes_to_a_person() -> None:
    verdict = judged(in_reply_to=("l1@inbox.test",), subject="Your ticket 48210")
    assert (verdict.outcome, verdict.actual) == (Outcome.REVIEW, "Your ticket 48210")


def test_who_asked_by_form_has_no_thread() -> None:
    assert list(thread_broken(a_correspondence(an_answer("Yes."), letters=()))) == []

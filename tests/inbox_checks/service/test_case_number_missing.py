from corresponding import a_correspondence, an_acknowledgement
from factories import a_fact

from shopper import Outcome
from shopper.inbox_checks.service.case_number_missing import case_number_missing
from shopper.model import Verdict


def judged(subject: str, text: str, **changes: object) -> Verdict:
    mail = an_acknowledgement(text, subject=subject, **changes)
    (verdict,) = case_number_missing(a_correspondence(mail, noted=[a_fact("order.number", "GS-10023")]))
    return verdict


def test_no_number_anywhere_fails() -> None:
    verdict = judged("We have received your question", "Thank you. We answer within 24 hours.")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The acknowledgement names no case number."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("acknowledgement", "help_desk", ("mail:k1",))


def test_a_number_in_subject_or_text_passes() -> None:
    assert judged("Your question [HD-30418]", "Thank you.").outcome is Outcome.PASS
    assert judged("Your question", "Yêu cầu của bạn có mã HD-30418.").actual == "HD-30418"


def test_the_orders_number_alone_goes_to_a_person() -> None:
    verdict = judged("Your question about GS-10023", "Thank you.")
    assert (verdict.outcome, verdict.actual) == (Outcome.REVIEW, "GS-10023")


def test_a_mail_that_could_not_be_read_whole_tells_nothing() -> None:
    assert judged("Your question", "", problem="it is cut off").outcome is Outcome.CANT_TELL


def test_without_acknowledgement_there_is_nothing_to_judge() -> None:
    assert list(case_number_missing(a_correspondence())) == []

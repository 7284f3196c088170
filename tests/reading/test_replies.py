from corresponding import a_correspondence, an_acknowledgement, an_answer

from shopper import Outcome
from shopper.reading.replies import acknowledgements, answers, judged, replies


def test_machine_and_person_are_told_apart_in_order_of_arrival() -> None:
    visit = a_correspondence(an_answer("Yes."), an_acknowledgement("Thank you."))
    assert [mail.id for mail in replies(visit)] == ["k1", "a1"]
    assert [mail.id for mail in acknowledgements(visit)] == ["k1"]
    assert [mail.id for mail in answers(visit)] == ["a1"]


def test_a_machine_that_writes_under_an_answers_subject_answers_nothing() -> None:
    assert answers(a_correspondence(an_answer("I am out of office.", automatic=True))) == []


def test_a_strangers_mail_is_no_reply() -> None:
    assert replies(a_correspondence(an_answer("Yes.", solicited=False))) == []


def test_what_was_not_read_whole_is_not_blamed() -> None:
    assert judged(False, an_answer("Yes.")) is Outcome.FAIL
    assert judged(False, an_answer("Yes."), Outcome.REVIEW) is Outcome.REVIEW
    assert judged(False, an_answer("", problem="it is cut off")) is Outcome.CANT_TELL
    assert judged(True, an_answer("Yes.", problem="it is cut off")) is Outcome.PASS

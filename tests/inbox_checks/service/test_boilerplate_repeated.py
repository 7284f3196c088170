from corresponding import a_correspondence, an_acknowledgement, an_answer

from shopper import Outcome
from shopper.inbox_checks.service.boilerplate_repeated import boilerplate_repeated
from shopper.model import Verdict

WORDS = "Thank you for writing to Gốm Sen, we have received your message and look into it."
FOOT = "This message is confidential and meant for its recipient only, please delete it if you are not the one."
ACKNOWLEDGED = f"Hello Linh,\n{WORDS}\nKind regards,\nGốm Sen\n{FOOT}"


def judged(text: str) -> Verdict:
    (verdict,) = boilerplate_repeated(a_correspondence(an_acknowledgement(ACKNOWLEDGED), an_answer(text)))
    return verdict


def test_the_acknowledgement_once_more_fails() -> None:
    verdict = judged(ACKNOWLEDGED)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence.startswith(
        "The answer says for the most part what the acknowledgement had said: “Thank you for writing"
    )
    assert verdict.evidence == ("mail:a1", "mail:k1")


def test_the_same_paragraph_twice_fails() -> None:
    said = "The mug is safe in the microwave and in the dishwasher, as its page says too."
    assert judged(f"Hello Linh,\n{said}\n{said}\nKind regards,\nAnna").outcome is Outcome.FAIL


def test_a_short_answer_above_the_usual_footer_passes() -> None:
    assert judged(f"Hello Linh,\nYes, the mug is safe in both.\nKind regards,\nAnna\n{FOOT}").outcome is Outcome.PASS


def test_a_long_standard_paragraph_beside_an_answer_goes_to_a_person() -> None:
    answer = (
        "The mug is safe in the microwave and in the dishwasher. The teapot had better be washed by hand, with little soap."
    )
    assert judged(f"Hello Linh,\n{WORDS}\n{answer}\nKind regards,\nAnna").outcome is Outcome.REVIEW


def test_where_the_footer_begins_nowhere_a_person_decides() -> None:
    assert judged(f"{WORDS}\n{FOOT}").outcome is Outcome.REVIEW


def test_an_empty_answer_repeats_nothing() -> None:
    assert list(boilerplate_repeated(a_correspondence(an_answer("Yes.")))) == []

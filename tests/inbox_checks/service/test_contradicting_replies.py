import pytest
from corresponding import a_correspondence, an_acknowledgement, an_answer

from shopper import Outcome
from shopper.inbox_checks.service.contradicting_replies import contradicting_replies
from shopper.model import Verdict


def judged(first: str, second: str) -> Verdict:
    (verdict,) = contradicting_replies(a_correspondence(an_answer(first), an_answer(second, after=300, id="a2")))
    return verdict


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("You have 30 days to return the mug.", "You have 14 days to return the mug."),
        ("Phí giao hàng tiêu chuẩn là 30.000 ₫.", "Phí giao hàng tiêu chuẩn là 45.000 ₫."),
        ("Der Becher ist für die Mikrowelle geeignet.", "Der Becher ist für die Mikrowelle nicht geeignet."),
        ("Ce mug passe au four à micro-ondes.", "Ce mug ne passe pas au four à micro-ondes."),
    ],
)
def test_another_number_or_a_not_goes_to_a_person(first: str, second: str) -> None:
    verdict = judged(first, second)
    assert verdict.outcome is Outcome.REVIEW
    assert (verdict.expected, verdict.actual, verdict.evidence) == (first, second, ("mail:a2", "mail:a1"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("You have 30 days to return the mug.", "You have 30 days to return the mug."),
        ("Standard delivery takes 3 days, express delivery takes 1 day.", "Express delivery takes 1 day."),
        ("The mug costs 15.90 EUR.", "The plate costs 21.00 EUR and is in stock."),
        ("Leider ist der Becher nicht lieferbar.", "Der neue Becher wird am 12. März verschickt."),
    ],
)
def test_answers_that_agree_or_speak_of_different_things_pass(first: str, second: str) -> None:
    assert judged(first, second).outcome is Outcome.PASS


def test_the_acknowledgement_counts_as_a_word_too() -> None:
    machine = an_acknowledgement("Returns are free within 30 days of delivery.")
    (verdict,) = contradicting_replies(a_correspondence(machine, an_answer("Returns are free within 14 days of delivery.")))
    assert verdict.outcome is Outcome.REVIEW


def test_one_answer_contradicts_nobody() -> None:
    assert list(contradicting_replies(a_correspondence(an_answer("You have 30 days.")))) == []

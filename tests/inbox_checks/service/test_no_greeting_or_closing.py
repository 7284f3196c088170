import pytest
from corresponding import a_correspondence, an_answer

from shopper import Outcome
from shopper.inbox_checks.service.no_greeting_or_closing import no_greeting_or_closing
from shopper.model import Verdict


def judged(text: str, **changes: object) -> Verdict:
    (verdict,) = no_greeting_or_closing(a_correspondence(an_answer(text, **changes)))
    return verdict


def test_neither_fails() -> None:
    verdict = judged("It is safe in both.\nAnna")
    assert (verdict.outcome, verdict.actual) == (Outcome.FAIL, "neither")
    assert verdict.sentence == "The answer has neither salutation nor closing."


@pytest.mark.parametrize("text", ["Hello Linh,\nIt is safe.\nAnna", "It is safe.\nKind regards,\nAnna"])
def test_of_one_alone_a_person_decides(text: str) -> None:
    assert judged(text).outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    ("greeting", "closing"),
    [
        ("Dear Ms Nguyen,", "Yours sincerely,"),
        ("Dạ em chào chị ạ,", "Em cảm ơn chị ạ,"),
        ("Kính gửi Quý khách,", "Trân trọng,"),
        ("Gốm Sen xin chào chị,", "Chúc chị một ngày vui!"),
        ("Guten Tag Frau Nguyễn,", "Freundliche Grüße"),
        ("Grüezi Frau Nguyễn", "Einen schönen Tag noch!"),
        ("Bonjour,", "Je vous souhaite une belle journée,"),
        ("Madame,", "Veuillez agréer, Madame, nos salutations distinguées."),
        ("Estimada Linh:", "Atentamente,"),
        ("Linh,", "Cheers"),
    ],
)
def test_the_forms_of_five_languages_are_known(greeting: str, closing: str) -> None:
    assert judged(f"{greeting}\nIt is safe in both.\n{closing}\nAnna").outcome is Outcome.PASS


def test_what_could_not_be_read_may_greet() -> None:
    assert judged("It is safe", problem="it is cut off").outcome is Outcome.CANT_TELL

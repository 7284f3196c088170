import pytest
from corresponding import a_correspondence, an_acknowledgement, an_answer

from shopper import Outcome
from shopper.inbox_checks.service.please_call_us import please_call_us
from shopper.model import Verdict

CALL = {
    "vi": "Chị vui lòng gọi hotline 1900 6035 để được hỗ trợ.",
    "en": "Please call us on 1800 0108 about this.",
    "de": "Bitte rufen Sie uns unter 1800 0108 an.",
    "fr": "Merci de nous appeler au 1800 0108.",
    "es": "Por favor, llámenos al 1800 0108.",
}


def judged(text: str) -> Verdict:
    (verdict,) = please_call_us(a_correspondence(an_answer(f"Hello Linh,\n{text}\nKind regards,\nAnna"), urgent=True))
    return verdict


@pytest.mark.parametrize("language", CALL)
def test_a_call_instead_of_an_answer_fails(language: str) -> None:
    verdict = judged(CALL[language])
    assert (verdict.outcome, verdict.actual) == (Outcome.FAIL, CALL[language])
    assert verdict.sentence.startswith("The answer sends the customer to the phone: “")


@pytest.mark.parametrize(
    "text",
    [
        "We send a new bowl today. If anything is unclear, call us.",
        "Just reply to this email or call 1800 0108.",
        "Chị cứ trả lời thư này hoặc gọi 1800 0108.",
        "Falls noch etwas offen ist, rufen Sie uns an.",
        "N’hésitez pas à répondre à cet e-mail ou appelez-nous.",
        "Shall we call you back this afternoon?",
    ],
)
def test_a_call_as_one_way_of_several_passes(text: str) -> None:
    assert judged(text).outcome is Outcome.PASS


def test_what_can_wait_may_be_told_on_the_phone() -> None:
    assert list(please_call_us(a_correspondence(an_answer(CALL["en"])))) == []


def test_the_acknowledgement_may_name_the_phone() -> None:
    assert list(please_call_us(a_correspondence(an_acknowledgement(CALL["en"]), urgent=True))) == []

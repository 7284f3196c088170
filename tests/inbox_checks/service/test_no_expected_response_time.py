import pytest
from corresponding import a_correspondence, an_acknowledgement

from shopper import Outcome
from shopper.inbox_checks.service.no_expected_response_time import no_expected_response_time
from shopper.model import Verdict


def judged(text: str, locale: str = "en-GB", **changes: object) -> Verdict:
    (verdict,) = no_expected_response_time(a_correspondence(an_acknowledgement(text, **changes), locale=locale))
    return verdict


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-GB", "We answer as soon as possible."),
        ("vi-VN", "Chúng tôi sẽ trả lời bạn sớm nhất có thể."),
        ("de-DE", "Wir antworten so bald wie möglich."),
        ("fr-FR", "Nous vous répondrons dès que possible."),
        ("es-ES", "Le responderemos lo antes posible."),
    ],
)
def test_as_soon_as_possible_is_no_time(locale: str, text: str) -> None:
    verdict = judged(f"Hello,\n{text}\nGốm Sen", locale)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The acknowledgement does not say when somebody answers."


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-GB", "A person answers within 24 hours on working days."),
        ("en-GB", "Our agents reply within one business day, Monday to Friday, 9am to 5pm."),
        ("vi-VN", "Chúng tôi sẽ phản hồi trong vòng 2 ngày làm việc."),
        ("de-DE", "Sie erhalten spätestens morgen eine Antwort."),
        ("fr-FR", "Un conseiller vous répondra sous 48 heures."),
        ("es-ES", "Le responderemos en 2 días laborables."),
    ],
)
def test_a_time_passes_in_five_languages(locale: str, text: str) -> None:
    assert judged(f"Hello,\n{text}\nGốm Sen", locale).outcome is Outcome.PASS


def test_a_time_that_nobody_can_place_goes_to_a_person() -> None:
    assert judged("Hello,\nTickets: 3 days.").outcome is Outcome.REVIEW


def test_hours_in_the_footer_are_no_promise() -> None:
    assert judged("Hello,\nWe answer soon.\nKind regards,\nGốm Sen\nMon–Fri 8 h – 18 h").outcome is Outcome.FAIL


def test_what_could_not_be_read_may_name_a_time() -> None:
    assert judged("", problem="it is cut off").outcome is Outcome.CANT_TELL

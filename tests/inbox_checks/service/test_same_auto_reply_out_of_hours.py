import pytest
from corresponding import a_correspondence, a_desk, an_acknowledgement
from factories import T0, an_expectation, minutes

from shopper import Outcome
from shopper.inbox_checks.service.same_auto_reply_out_of_hours import same_auto_reply_out_of_hours
from shopper.model import Verdict

EVENING = 10 * 60  # minutes from Monday, 10:00 in Hà Nội


def verdicts(text: str, after: float = EVENING, **changes: object) -> list[Verdict]:
    return list(same_auto_reply_out_of_hours(a_correspondence(an_acknowledgement(text, after=after), **changes)))


def test_the_text_of_the_day_at_night_fails() -> None:
    (verdict,) = verdicts("Hello,\nWe answer within 24 hours.\nKind regards,\nGốm Sen")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The acknowledgement of a question at 20:00 does not say that nobody is there."


@pytest.mark.parametrize(
    "text",
    [
        "We are closed just now and back at 08:00.",
        "We answer on the next working day.",
        "Lúc này xưởng đã nghỉ, sáng mai chúng tôi trả lời bạn.",
        "Wir sind ab Dienstag wieder für Sie da.",
        "L’atelier est fermé, nous vous répondrons demain.",
        "Le responderemos el próximo día laborable.",
    ],
)
def test_a_word_on_hours_passes(text: str) -> None:
    assert [one.outcome for one in verdicts(f"Hello,\n{text}\nKind regards,\nGốm Sen")] == [Outcome.PASS]


def test_hours_in_the_footer_alone_go_to_a_person() -> None:
    (verdict,) = verdicts("Hello,\nWe answer within 24 hours.\nKind regards,\nGốm Sen\nMon–Fri 08:00–18:00")
    assert verdict.outcome is Outcome.REVIEW


def test_within_hours_there_is_nothing_to_say() -> None:
    assert verdicts("We answer within 24 hours.", after=30) == []


def test_the_question_counts_not_the_arrival() -> None:
    mail = an_acknowledgement("We answer within 24 hours.", after=EVENING)
    wanted = an_expectation(kind="acknowledgement", since=T0, within=minutes(5), mail=mail)
    assert list(same_auto_reply_out_of_hours(a_correspondence(mail, expectations=(wanted,)))) == []


def test_a_shop_whose_hours_nobody_knows_is_not_judged() -> None:
    assert verdicts("We answer within 24 hours.", shop=a_desk(hours={})) == []

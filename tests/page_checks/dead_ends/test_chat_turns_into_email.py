from datetime import UTC, datetime

import pytest
from factories import a_plan, a_shop, a_turn, a_visit

from shopper import Outcome, Turn
from shopper.model import Verdict
from shopper.page_checks.dead_ends.chat_turns_into_email import chat_turns_into_email

HOURS = {"mon-fri": "08:00-18:00"}  # the ready-made visit's Monday, 10:00 in Hà Nội, lies within
AT_NIGHT = {"at": datetime(2026, 3, 2, 15, tzinfo=UTC)}
AWAY = {
    "vi": "Về việc này, xin bạn viết thư tới hello@gomsen.test. Chúng tôi sẽ trả lời qua email.",
    "en": "For this, please send an email to hello@gomsen.test. We will answer by email.",
}


def judged(*turns: Turn, hours: dict[str, str] | None = None) -> list[Verdict]:
    shop = a_shop(hours=HOURS if hours is None else hours)
    return list(chat_turns_into_email(a_visit(plan=a_plan(shop=shop), chat=(a_turn("Xin chào", "customer"), *turns))))


def outcome(*turns: Turn, hours: dict[str, str] | None = None) -> Outcome:
    (verdict,) = judged(*turns, hours=hours)
    return verdict.outcome


@pytest.mark.parametrize("language", AWAY)
def test_sent_away_within_service_hours_fails(language: str) -> None:
    (verdict,) = judged(a_turn(AWAY[language]))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == (
        f"The chat said “{AWAY[language]}” in the middle of its service hours, and nobody answered in the chat."
    )
    assert (verdict.about, verdict.evidence) == ("chat", ("step:5",))


@pytest.mark.parametrize(
    "text",
    [
        "Bạn vui lòng gửi email cho shop nhé",
        "Bạn điền vào biểu mẫu giúp mình",
        "Bạn có thể để lại câu hỏi ở trang liên hệ.",
        "Please fill in our contact form.",
        "Just email us and we'll look into it.",
        "You can reach us at hello@gomsen.test",
        "Bitte schreiben Sie uns eine E-Mail.",
        "Nutzen Sie bitte unser Kontaktformular.",
        "Écrivez-nous un e-mail.",
    ],
)
def test_ways_of_sending_away(text: str) -> None:
    assert outcome(a_turn(text)) is Outcome.FAIL


@pytest.mark.parametrize(
    "text",
    [
        "Cốc Hồ Tây dùng được với lò vi sóng.",
        "Chúng tôi sẽ gửi email xác nhận cho bạn trong 5 phút.",
        "We'll send you an email with the label.",
        "Your confirmation went to v1@inbox.test.",
        "Hoá đơn PDF được gửi qua email ngay sau khi hàng rời xưởng.",
        "The invoice is sent by email as soon as the parcel has left.",
        "I am passing you on to a person.",
        "Tôi chuyển bạn đến một nhân viên.",
        "Xin chào! Bạn hỏi tôi về giao hàng, đổi trả, hoặc gửi mã đơn hàng để xem tình trạng.",
    ],
)
def test_answers_in_the_chat_pass(text: str) -> None:
    assert outcome(a_turn(text)) is Outcome.PASS


def test_a_person_who_answers_after_all_passes() -> None:
    assert outcome(a_turn(AWAY["vi"]), a_turn("Chào bạn, tôi là Hoa.", "person", after=1)) is Outcome.PASS


def test_a_person_who_sends_away_is_no_better_than_a_bot() -> None:
    assert outcome(a_turn(AWAY["vi"], "person")) is Outcome.FAIL
    assert outcome(a_turn("The care line also reads hello@gomsen.test", "person")) is Outcome.PASS


def test_an_answer_that_may_be_a_person_s_goes_to_a_person() -> None:
    assert outcome(a_turn(AWAY["vi"]), a_turn("Chào bạn, tôi giúp gì được?", "shop", after=1)) is Outcome.REVIEW


def test_closed_and_said_so_goes_to_a_person() -> None:
    (verdict,) = judged(a_turn("Lúc này xưởng đã nghỉ. Bạn có thể để lại câu hỏi ở trang liên hệ.", **AT_NIGHT))
    assert verdict.outcome is Outcome.REVIEW
    assert "begin again on 2026-03-03 at 08:00" in verdict.sentence
    closed = "We are closed just now, please send us an email."
    assert outcome(a_turn(closed), hours={}) is Outcome.REVIEW
    assert outcome(a_turn(closed)) is Outcome.FAIL
    assert outcome(a_turn(AWAY["vi"], **AT_NIGHT)) is Outcome.FAIL


def test_without_a_chat_or_an_answer_nothing_is_said() -> None:
    assert list(chat_turns_into_email(a_visit())) == judged() == []

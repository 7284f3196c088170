from datetime import UTC, datetime, timedelta

import pytest
from factories import a_page, a_plan, a_plan_step, a_shop, a_step, a_turn, a_visit

from shopper import Outcome, Turn
from shopper.model import Verdict
from shopper.page_checks.chat.chat_open_when_nobody_is_there import chat_open_when_nobody_is_there

OFFICE = {"mon-fri": "08:00-18:00"}
EVENING = datetime(2026, 3, 2, 13, 30, tzinfo=UTC)  # 20:30 in Hanoi, a Monday
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)


def judged(
    *said: str | Turn, person: bool = True, at: datetime = EVENING, minutes: float = 5, page: str = "", hours: object = OFFICE
) -> list[Verdict]:
    """She asked, and for a person if `person`; this was said; she left after so many minutes."""
    asked = a_turn("Is the mug safe in the microwave?", "customer", at=at, step="1")
    wanted = [a_turn("May I speak to a person please?", "customer", at=at, step="2")] if person else []
    answers = [one if isinstance(one, Turn) else a_turn(one, at=at, step="2") for one in said]
    left = at + timedelta(minutes=minutes)
    verb = "ask_for_person" if person else "await_reply"
    steps = (
        a_step("1", "say", a_page(text=page) if page else None, started=at, ended=at),
        a_step("2", verb, started=at, ended=left),
    )
    plan = a_plan(shop=a_shop(hours=hours), steps=(a_plan_step("1", "say"), a_plan_step("2", verb)))
    visit = a_visit(plan=plan, steps=steps, chat=(asked, *wanted, *answers), ended=left + timedelta(minutes=1))
    return list(chat_open_when_nobody_is_there(visit))


@pytest.mark.parametrize(
    "text",
    [
        "I am passing you on to a person. Within 2 minutes somebody will answer you right here.",
        "Tôi chuyển bạn đến một nhân viên. Trong vòng 2 phút sẽ có người trả lời ngay tại đây.",
        "Ich verbinde Sie mit einem Menschen. Innerhalb von 2 Minuten antwortet Ihnen jemand, gleich hier.",
        "Je vous passe une personne. Dans les 2 minutes, quelqu’un vous répond ici même.",
        "Le paso con un compañero, un momento por favor.",
    ],
)
def test_a_promise_that_nobody_keeps_fails(text: str) -> None:
    (verdict,) = judged(text)
    assert (verdict.outcome, verdict.about, verdict.evidence) == (Outcome.FAIL, "chat out of hours", ("step:1",))
    assert verdict.sentence.endswith("and nobody came within 5 min.")


def test_silence_fails() -> None:
    (verdict,) = judged(person=False)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The chat was open outside the shop's hours and nobody came within 5 min."


@pytest.mark.parametrize(
    "text",
    [
        "We are closed just now and back at 8:00 tomorrow.",
        "Our team is currently offline. Leave us a message.",
        "Nobody is here right now; we are back on Monday at 9.",
        "Lúc này xưởng đã nghỉ. Chúng tôi làm việc lại lúc 8:00.",
        "Hiện ngoài giờ làm việc, shop sẽ trả lời vào sáng mai ạ.",
        "Die Werkstatt ist gerade geschlossen. Morgen sind wir wieder da.",
        "Leider ist gerade niemand im Chat.",
        "L’atelier est fermé pour le moment. Nous sommes de retour demain.",
        "Estamos fuera de horario, volvemos mañana.",
    ],
)
def test_who_says_that_nobody_is_there_is_honest(text: str) -> None:
    assert [verdict.outcome for verdict in judged(text)] == [Outcome.PASS]


@pytest.mark.parametrize("page", ["Our chat opens again on Tuesday at 8:00", "Chat geschlossen", "Trò chuyện đang tạm nghỉ"])
def test_the_page_beside_the_chat_may_say_so(page: str) -> None:
    assert [verdict.outcome for verdict in judged("One moment please", page=page)] == [Outcome.PASS]


def test_a_person_who_comes_or_a_bot_that_answers_is_welcome() -> None:
    assert [one.outcome for one in judged(a_turn("Yes, it is.", "person", at=EVENING))] == [Outcome.PASS]
    (verdict,) = judged("Yes, it is safe in the microwave.", person=False)
    assert (verdict.outcome, verdict.sentence) == (Outcome.PASS, "Outside the shop's hours the chat answered by itself.")


def test_who_hardly_waited_or_cannot_tell_persons_from_bots_proves_nothing() -> None:
    assert [one.outcome for one in judged("One moment please", minutes=0.5)] == [Outcome.CANT_TELL]
    assert [one.outcome for one in judged(a_turn("One moment please", "shop", at=EVENING))] == [Outcome.REVIEW]


def test_in_service_hours_or_without_known_ones_nothing_is_said() -> None:
    assert judged("One moment please", at=NOON) == []
    assert judged("One moment please", hours={}) == []

from datetime import UTC, datetime

import pytest
from factories import a_plan, a_shop, a_turn, a_visit

from shopper import Outcome, Turn
from shopper.model import Verdict
from shopper.page_checks.chat.forced_channel_switch import forced_channel_switch

HOURS = {"mon-fri": "08:00-18:00"}


def judged(*turns: Turn, hours: dict[str, str] | None = None) -> list[Verdict]:
    shop = a_shop(hours=HOURS if hours is None else hours)
    return list(forced_channel_switch(a_visit(plan=a_plan(shop=shop), chat=(a_turn("Chào", "customer"), *turns))))


AWAY = [
    "Về việc này, bạn vui lòng gọi 1800 0108 nhé.",
    "Bạn vui lòng nhắn tin cho shop qua Zalo nhé.",
    "Please call us on 1800 0108 about this.",
    "Please message us on WhatsApp.",
    "Bitte rufen Sie uns dazu unter 1800 0108 an.",
    "Bitte schreiben Sie uns auf WhatsApp.",
    "Pour cela, veuillez nous appeler au 1800 0108.",
    "Por favor, escríbanos por WhatsApp.",
]


@pytest.mark.parametrize("text", AWAY)
@pytest.mark.parametrize("who", ["bot", "person"])
def test_sent_to_another_channel_fails(text: str, who: str) -> None:
    (verdict,) = judged(a_turn(text, who))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"The chat sent the customer away: “{text}”."


@pytest.mark.parametrize(
    "text",
    [
        "Bạn có thể gọi 1800 0108 hoặc nhắn ngay tại đây.",
        "Shop có Zalo và Facebook nữa ạ.",
        "Our phone number is 1800 0108.",
        "Please call us if anything is unclear, or simply write here.",
        "We will call you back within ten minutes.",
        "Bitte nennen Sie mir Ihre Bestellnummer.",
        "Veuillez patienter un instant.",
        "Please send an email to hello@gomsen.test.",  # another check's matter
    ],
)
def test_what_leaves_her_here_passes(text: str) -> None:
    assert [verdict.outcome for verdict in judged(a_turn(text))] == [Outcome.PASS]


def test_they_are_counted() -> None:
    (verdict,) = judged(a_turn(AWAY[2]), a_turn(AWAY[3], after=1))
    assert verdict.sentence == f"The chat sent the customer away (2 times): “{AWAY[2]}”."


def test_out_of_hours_a_person_looks_at_it() -> None:
    at_night = a_turn(AWAY[0], at=datetime(2026, 3, 2, 15, tzinfo=UTC))
    assert [verdict.outcome for verdict in judged(at_night)] == [Outcome.REVIEW]
    assert [verdict.outcome for verdict in judged(at_night, hours={})] == [Outcome.FAIL]


def test_without_an_answer_nothing_is_said() -> None:
    assert judged() == []

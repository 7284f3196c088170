from datetime import timedelta

import pytest

from shopper.reading.text import lasting, normal, plain_letters, without_quotes


def test_letters_and_spaces_get_one_form() -> None:
    assert normal("Tie\u0302\u0301ng\u00a0 Vie\u0323\u0302t\u200b\n  x ") == "Tiếng Việt\nx"


def test_accents_can_be_left_out() -> None:
    assert plain_letters("Đặt Hàng") == "dat hang"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (-3, "0 s"),
        (45, "45 s"),
        (300, "5 min"),
        (61, "1 min 1 s"),
        (3900, "1 h 5 min"),
        (3599.6, "1 h"),
        (86400, "1 day"),
        (2 * 86400 + 3 * 3600 + 100, "2 days 3 h"),
        (86400 + 23 * 3600 + 50 * 60, "2 days"),
    ],
)
def test_durations_are_said_as_people_do(seconds: float, said: str) -> None:
    assert lasting(timedelta(seconds=seconds)) == said


def test_quotes_are_taken_out() -> None:
    text = "Chào Linh,\n> Cốc có bền không?\nCó ạ.\nVào lúc 10:00, 02/03/2026, Linh đã viết:\nCốc có bền không?"
    assert without_quotes(text) == "Chào Linh,\nCó ạ."
    assert without_quotes("Yes.\nAt 10:00 on 2 March 2026, Linh wrote:\nIs it?") == "Yes."
    assert without_quotes("She wrote: thank you\nGoodbye") == "She wrote: thank you\nGoodbye"

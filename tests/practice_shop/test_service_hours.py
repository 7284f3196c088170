"""When somebody is at the shop, reckoned in Hanoi: worked examples."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shopper.practice_shop.service_hours import after, is_open, opening

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def at(text: str) -> datetime:
    """A moment in Hanoi, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=HANOI).astimezone(UTC)


@pytest.mark.parametrize(
    ("when", "there", "next_there"),
    [
        ("2026-03-02 10:00", True, "2026-03-02 10:00"),
        ("2026-03-02 08:00", True, "2026-03-02 08:00"),
        ("2026-03-02 07:59", False, "2026-03-02 08:00"),
        ("2026-03-02 18:00", False, "2026-03-03 08:00"),
        ("2026-03-06 18:30", False, "2026-03-09 08:00"),  # a Friday evening
        ("2026-02-13 20:00", False, "2026-02-23 08:00"),  # Tết: 16 to 20 February, weekends on both sides
        ("2026-04-30 10:00", False, "2026-05-04 08:00"),  # two holidays and a weekend
    ],
)
def test_somebody_is_there_on_working_days(when: str, there: bool, next_there: str) -> None:
    assert is_open(at(when), HANOI) is there
    assert opening(at(when), HANOI) == at(next_there)


@pytest.mark.parametrize(
    ("since", "hours", "until"),
    [
        ("2026-03-02 10:00", 2.5, "2026-03-02 12:30"),
        ("2026-03-02 15:30", 2.5, "2026-03-02 18:00"),
        ("2026-03-06 17:00", 2.5, "2026-03-09 09:30"),
        ("2026-03-07 12:00", 2.5, "2026-03-09 10:30"),
        ("2026-02-13 17:00", 2.5, "2026-02-23 09:30"),
        ("2026-03-02 10:00", 42.5, "2026-03-06 12:30"),
    ],
)
def test_service_time_passes_in_service_hours_only(since: str, hours: float, until: str) -> None:
    assert after(at(since), timedelta(hours=hours), HANOI) == at(until)

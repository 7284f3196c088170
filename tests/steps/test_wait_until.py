from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from factories import a_shop

from shopper.errors import StepFailed
from shopper.model import Look, Reached, WaitUntil
from shopper.steps.wait_until import WaitedFor, wait_until

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE = {"mon-fri": "08:00-18:00"}


def hanoi(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of March 2026, whose second day is a Monday."""
    return datetime(2026, 3, day, hour, minute, second, tzinfo=HANOI)


def until(written: str, at: datetime, hours: dict[str, str] | None = None) -> datetime:
    shop = a_shop(hours=OFFICE if hours is None else hours)
    wanted = wait_until(Reached(at=at.astimezone(UTC), shop=shop), WaitedFor.model_validate({"hours": written}))
    assert isinstance(wanted, WaitUntil)
    return wanted.at


@pytest.mark.parametrize(
    ("written", "at", "expected"),
    [
        ("open", hanoi(2, 12), hanoi(2, 12)),
        ("open", hanoi(6, 18), hanoi(9, 8)),
        ("closed", hanoi(2, 12), hanoi(2, 18)),
        ("closed", hanoi(2, 20), hanoi(2, 20)),
        ("closed", hanoi(7, 12), hanoi(7, 12)),
        ("20:30", hanoi(2, 12), hanoi(2, 20, 30)),
        ("20:30", hanoi(2, 21), hanoi(3, 20, 30)),
        ("sat 02:00", hanoi(2, 12), hanoi(7, 2)),
        ("sat 02:00", hanoi(7, 3), hanoi(14, 2)),
        ("mon 11:00", hanoi(2, 12), hanoi(9, 11)),
    ],
)
def test_how_long_she_waits(written: str, at: datetime, expected: datetime) -> None:
    assert until(written, at) == expected


def test_the_minute_that_runs_is_not_waited_for_another_day() -> None:
    assert until("20:30", hanoi(2, 20, 30, 40)) == hanoi(2, 20, 30)


def test_a_time_of_the_day_is_told_by_the_zone_alone() -> None:
    assert until("20:30", hanoi(2, 12), hours={}) == hanoi(2, 20, 30)


@pytest.mark.parametrize(
    ("written", "hours"), [("open", {}), ("closed", {}), ("closed", {"mon-sun": "00:00-24:00"}), ("open", {"mon": "closed"})]
)
def test_what_never_comes_is_said(written: str, hours: dict[str, str]) -> None:
    with pytest.raises(StepFailed, match=f"nobody knows when `gom_sen` is {written}"):
        until(written, hanoi(2, 12), hours)


def test_a_page_is_looked_at_every_hour_if_nothing_else_is_said() -> None:
    args = WaitedFor.model_validate({"see": {"text": "Delivered"}, "within": "7d"})
    wanted = wait_until(Reached(at=hanoi(2, 12), shop=a_shop()), args)
    assert isinstance(wanted, Look)
    assert (wanted.every.total_seconds(), wanted.within.days) == (3600, 7)

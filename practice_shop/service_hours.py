"""When somebody is at the shop: Monday to Friday 8:00 to 18:00 in its own zone, not on Vietnam's public holidays.

The shop's own reckoning, kept apart from the one that audits judge it by.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

OPENS, CLOSES = time(8), time(18)
_SATURDAY = 5


@cache
def _holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("VN", years=year)


def _shifts(since: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """The working days from the one of `since` on, each as its opening and closing time (UTC), without end."""
    day = since.astimezone(zone).date()
    while True:
        if day.weekday() < _SATURDAY and day not in _holidays(day.year):
            opens, closes = (datetime.combine(day, at, zone).astimezone(UTC) for at in (OPENS, CLOSES))
            yield opens, closes
        day += timedelta(days=1)


def is_open(at: datetime, zone: ZoneInfo) -> bool:
    """Whether somebody is there."""
    opens, closes = next(_shifts(at, zone))
    return opens <= at < closes


def opening(at: datetime, zone: ZoneInfo) -> datetime:
    """When somebody is there next: `at` itself within service hours, else the next opening (UTC)."""
    return next(max(at, opens) for opens, closes in _shifts(at, zone) if at < closes)


def after(since: datetime, work: timedelta, zone: ZoneInfo) -> datetime:
    """When so much service time has passed since then (UTC)."""
    for opens, closes in _shifts(since, zone):
        begins = max(since, opens)
        if work <= closes - begins:
            return begins + work
        work -= max(closes - begins, timedelta())
    raise AssertionError("a shop that never opens again")

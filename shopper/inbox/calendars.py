"""Events of an attached calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from shopper.inbox.decoding import line, safely

CALENDAR = "text/calendar"
LARGEST_CALENDAR = 256 * 1024  # bytes
MOST_EVENTS = 20
LONGEST_WORDS = 500  # letters


def is_calendar(type: str, name: str = "") -> bool:
    """Whether a part is meant to be a calendar. Sent as mere bytes, its name tells."""
    return type == CALENDAR or name.lower().endswith(".ics")


def events(raw: bytes) -> list[dict[str, Any]]:
    """Its events in their order. Raises ValueError if it cannot be read. Times are UTC; a day without a time begins at 00:00,
    and a time without a zone is taken for UTC: it is the reader's own, and nobody knows where she is."""
    if len(raw) > LARGEST_CALENDAR:
        raise ValueError(f"The calendar is larger than {LARGEST_CALENDAR >> 10} KB and was not read.")
    return list(_events(raw))


def _events(raw: bytes) -> Iterator[dict[str, Any]]:
    from icalendar import Calendar  # 50 ms, and most mails have no calendar

    try:
        found = [event for calendar in Calendar.from_ical(raw, multiple=True) for event in calendar.walk("VEVENT")]
    except Exception as error:  # whatever a broken calendar provokes
        raise ValueError(f"The calendar is damaged and cannot be read ({type(error).__name__}).") from None
    for event in found[:MOST_EVENTS]:
        yield {
            "summary": _words(event.get("summary")),
            "starts": _time(event, "start"),
            "ends": _time(event, "end"),
            "location": _words(event.get("location")),
            "url": _words(event.get("url")),
        }


def _words(value: Any) -> str:
    return line(str(value or ""))[:LONGEST_WORDS]


def _time(event: Any, which: str) -> str | None:
    try:
        when: date = getattr(event, which)
    except Exception:  # the library's own kinds of errors for what is missing or no time
        return None
    if not isinstance(when, datetime):
        when = datetime(when.year, when.month, when.day)
    return _in_utc(when)


def _in_utc(when: datetime) -> str | None:
    return safely(lambda: (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).isoformat(), None)

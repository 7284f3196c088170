"""Calendars that come with a mail: their events, and calendars that are none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from shopper.inbox.parsing import read_mail
from shopper.model import Reading


def with_calendar(*events: str, head: str = "text/calendar; method=REQUEST; charset=utf-8") -> Reading:
    body = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + "".join(f"BEGIN:VEVENT\n{one}\nEND:VEVENT\n" for one in events)
    return read_mail(f"From: a@b.test\r\nMIME-Version: 1.0\r\nContent-Type: {head}\r\n\r\n{body}END:VCALENDAR\n".encode())


def test_an_appointment_with_the_carrier() -> None:
    (event,) = with_calendar(
        "SUMMARY:Giao hàng\\, Gốm Sen\nDTSTART;TZID=Asia/Ho_Chi_Minh:20260304T090000\nDURATION:PT2H\n"
        "LOCATION:25 ngõ 81 phố Láng Hạ\nURL:https://track.vanchuyen.test/1"
    ).events
    assert (event.summary, event.location) == ("Giao hàng, Gốm Sen", "25 ngõ 81 phố Láng Hạ")
    assert event.starts == datetime(2026, 3, 4, 2, tzinfo=UTC) and event.ends == datetime(2026, 3, 4, 4, tzinfo=UTC)
    assert event.url == "https://track.vanchuyen.test/1"


@pytest.mark.parametrize(
    ("start", "at"),
    [
        ("DTSTART:20260304T090000Z", datetime(2026, 3, 4, 9, tzinfo=UTC)),
        ("DTSTART:20260304T090000", datetime(2026, 3, 4, 9, tzinfo=UTC)),
        ("DTSTART;VALUE=DATE:20260304", datetime(2026, 3, 4, tzinfo=UTC)),
        ("DTSTART:tomorrow", None),
        ("SUMMARY:x", None),
    ],
)
def test_times(start: str, at: datetime | None) -> None:
    (event,) = with_calendar(start).events
    assert event.starts == at


def test_a_calendar_named_as_a_mere_file() -> None:
    said = with_calendar("SUMMARY:x", head='application/octet-stream; name="delivery.ics"')
    assert [event.summary for event in said.events] == ["x"] and said.parts[0].sniffed == "text/calendar"


def test_calendars_that_are_none() -> None:
    head = b"From: a@b.test\r\nContent-Type: text/calendar\r\n\r\n"
    for body in (b"nonsense", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", b"\xff\x00" * 50, b"BEGIN:VCALENDAR\n" * 3000):
        said = read_mail(head + body)
        assert said.events == ()
    large = read_mail(head + b"x" * 300_000)
    assert large.parts[0].problem == "The calendar is larger than 256 KB and was not read."
    assert len(with_calendar(*["SUMMARY:x"] * 100).events) == 20

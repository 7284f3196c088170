"""When a shop can be reached, and how much of a span of time that is: service hours, working days, public holidays.

Times are aware. Days begin and end in the shop's own zone, and spans are measured in real seconds, so that a day on which the
clocks change has its 23 or 25 hours.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shopper.clock import DAYS, MOMENT
from shopper.model import Shop
from shopper.reading.text import normal, plain_letters

_TIMES = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
_DAY = timedelta(days=1)
_FAR = 400  # days: a shop that does not open within them does not open

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class OpeningHours:
    """The hours of each weekday (Monday is 0) as offsets from its midnight, without those days that are holidays."""

    zone: ZoneInfo
    week: Mapping[int, tuple[timedelta, timedelta]]
    holidays: Container[date] = ()

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there at this moment; at the closing time nobody is."""
        return any(opens <= at < closes for opens, closes in self._open(at, at))

    def next_opening(self, at: datetime) -> datetime | None:
        """When the shop opens next, strictly after `at` (UTC); None if it does not within 400 days."""
        return next((opens for opens, _ in self._open(at, at + timedelta(days=_FAR)) if opens > at), None)

    def closing(self, at: datetime) -> datetime | None:
        """When nobody is there: `at` itself outside the hours, else when they end (UTC); None if they do not for 400 days."""
        far = at + timedelta(days=_FAR)
        for opens, closes in self._open(at, far):
            if opens > at:
                break
            at = max(at, closes)
        return at if at < far else None

    def a_week(self, days: Collection[int] = range(7), since: int = 0, until: int = 24) -> timedelta:
        """How much of an ordinary week without holidays it is open: on these weekdays (Monday is 0), between these hours."""
        spans = [(n * _DAY + opens, n * _DAY + closes) for n, (opens, closes) in self.week.items()]
        spans += [(opens - 7 * _DAY, closes - 7 * _DAY) for opens, closes in spans]  # Sunday's night shift reaches into Monday
        wanted = [(n * _DAY + timedelta(hours=since), n * _DAY + timedelta(hours=until)) for n in days]
        parts = (min(end, closes) - max(begin, opens) for begin, end in wanted for opens, closes in spans)
        return sum((part for part in parts if part > timedelta()), timedelta())

    def business_time(self, since: datetime, until: datetime) -> timedelta:
        """How much of this span lies in service hours."""
        return _shared(self._open(since, until), since, until)

    def working_days_time(self, since: datetime, until: datetime) -> timedelta:
        """How much of this span lies on days on which the shop opens, each of them counted from midnight to midnight."""
        return _shared(((self._at(day), self._at(day, timedelta(days=1))) for day in self._days(since, until)), since, until)

    def end_of_working_day(self, since: datetime, count: int) -> datetime | None:
        """The midnight after the `count`-th day on which the shop opens after that of `since`; None beyond 400 days."""
        today = since.astimezone(self.zone).date()
        ahead = (day for day in self._days(since, since + timedelta(days=_FAR)) if day > today)
        day = next(islice(ahead, count - 1, None), None) if count else today
        return self._at(day, timedelta(days=1)) if day else None

    def after_service_time(self, since: datetime, span: timedelta) -> datetime | None:
        """When so much service time has passed since then; None beyond 400 days."""
        return _passed(self._open(since, since + timedelta(days=_FAR)), since, span)

    def after_working_days_time(self, since: datetime, span: timedelta) -> datetime | None:
        """When so much time has passed on days on which the shop opens, from midnight to midnight; None beyond 400 days."""
        days = ((self._at(day), self._at(day, timedelta(days=1))) for day in self._days(since, since + timedelta(days=_FAR)))
        return _passed(days, since, span)

    def _open(self, since: datetime, until: datetime) -> Iterator[Span]:
        for day in self._days(since, until):
            opens, closes = self.week[day.weekday()]
            yield self._at(day, opens), self._at(day, closes)

    def _days(self, since: datetime, until: datetime) -> Iterator[date]:
        """The days on which the shop opens, from the eve of `since`, whose night shift may reach into it."""
        day, last = since.astimezone(self.zone).date() - timedelta(days=1), until.astimezone(self.zone).date()
        while day <= last:
            if day.weekday() in self.week and day not in self.holidays:
                yield day
            day += timedelta(days=1)

    def _at(self, day: date, offset: timedelta = timedelta()) -> datetime:
        """What a clock on the wall shows: the offset counts on the wall, not in real hours."""
        return (datetime.combine(day, time()) + offset).replace(tzinfo=self.zone).astimezone(UTC)


_HOUR = r"(?:[01]?\d|2[0-4])"
_CLOCK = rf"{_HOUR}(?: ?[:.h] ?[0-5]\d| ?(?:am|pm|h|gio|uhr|heures|horas)(?: [0-5]\d)?)(?: ?(?:am|pm|uhr))?"
_TO = r" ?(?:-|–|—|to|until|till|den|toi|bis|a|hasta) ?"
_WEEKDAY = (
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|weekdays|(?:mo|di|mi|do|fr|sa|so)\.?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|thu (?:hai|ba|tu|nam|sau|bay|[2-7])|t[2-7]|chu nhat|cn"
)
_SHOWN = re.compile(
    rf"(?<![\d.,:]){_CLOCK}{_TO}{_CLOCK}(?![\d:])"
    rf"|(?<!\w)(?:{_WEEKDAY})(?:{_TO}(?:{_WEEKDAY}))?[ ,:]*{_HOUR}{_TO}{_HOUR}(?!\w)"
    rf"|(?<![\w.:]){_HOUR}(?: ?(?:am|pm|h|gio)(?: \w{{2,5}})?)?{_TO}{_HOUR} ?(?:uhr|am|pm|gio)(?!\w)"
    rf"|(?<!\w)(?:every ?day|daily|taglich|hang ngay|moi ngay|tous les jours|todos los dias) (?:from |von |tu |de )?"
    rf"{_HOUR}{_TO}{_HOUR}(?=[.,;)]|$)"
    r"|(?<!\d)24h? ?/ ?7(?!\d)|(?<!\w)(?:around the clock|24 hours a day|suot ngay dem|24 gio mot ngay|rund um die uhr)(?!\w)"
)
_PARCEL = re.compile(r"deliver|parcel|collect|giao hang|duoc giao|kien hang|liefer|zustell|livr|colis|entreg|envio")


def hours_in_text(text: str) -> str:
    """The first line, a block a line, that states service hours; empty if none does. Hours of delivery are none."""
    for line in normal(text).split("\n"):
        plain = plain_letters(line[:1000])
        if _SHOWN.search(plain) and not _PARCEL.search(plain):
            return line[:160]
    return ""


def next_moment(moment: str, zone: str, at: datetime) -> datetime:
    """When a clock in this zone shows such a `MOMENT` next (UTC); the minute that runs at `at` counts.

    Raises ValueError for what is no such time, ZoneInfoNotFoundError for a zone that is not known.
    """
    hit = re.fullmatch(MOMENT, moment)
    if not hit:
        raise ValueError(f"`{moment}` is no time of the day")
    day, hour, minute = hit.groups()
    now = at.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0)
    coming = (datetime.combine(now.date() + n * _DAY, time(int(hour), int(minute)), now.tzinfo) for n in range(9))
    return next(one.astimezone(UTC) for one in coming if one >= now and (day is None or one.weekday() == DAYS.index(day)))


def opening_hours(shop: Shop) -> OpeningHours | None:
    """The shop's service hours; None if its file names none, or names them in a way that nobody can read.

    A day that is not named is closed. `holidays` is a country of ISO 3166, with a subdivision if wanted: VN, DE-BY.
    """
    return _read(tuple(shop.hours.items()), shop.zone)


@lru_cache(maxsize=64)
def _read(hours: tuple[tuple[str, str], ...], zone: str) -> OpeningHours | None:
    week: dict[int, tuple[timedelta, timedelta]] = {}
    named = {day: times for day, times in hours if day != "holidays"}
    try:
        for days, times in named.items():
            for day in _weekdays(days):
                week.pop(day, None)
                if times != "closed":
                    week[day] = _times(times)
        holidays = _holidays(dict(hours).get("holidays", ""))
        return OpeningHours(ZoneInfo(zone), week, holidays) if named else None
    except (ValueError, NotImplementedError, ZoneInfoNotFoundError):
        return None


def _weekdays(days: str) -> Iterator[int]:
    """`fri` → 4; `mon-fri` → 0 to 4; `sat-mon` → 5, 6, 0. Raises ValueError."""
    first, _, last = days.partition("-")
    start = DAYS.index(first)
    length = (DAYS.index(last or first) - start) % len(DAYS)
    return ((start + offset) % len(DAYS) for offset in range(length + 1))


def _times(times: str) -> tuple[timedelta, timedelta]:
    """`08:00-18:00`; one that closes no later than it opens closes on the next day. Raises ValueError."""
    hit = _TIMES.fullmatch(times)
    if not hit:
        raise ValueError(f"`{times}` are no opening hours")
    opens, closes = (timedelta(hours=int(hit[n]), minutes=int(hit[n + 1])) for n in (1, 3))
    return opens, closes if closes > opens else closes + timedelta(days=1)


def _holidays(place: str) -> Container[date]:
    """Public holidays, with those that are kept on another day. Raises NotImplementedError for a place that is not known."""
    if not place:
        return ()
    from holidays import country_holidays  # 80 ms: only where a shop keeps holidays

    country, _, subdivision = place.partition("-")
    return country_holidays(country, subdiv=subdivision or None)


def _passed(spans: Iterator[Span], since: datetime, wanted: timedelta) -> datetime | None:
    for begin, end in spans:
        begin = max(begin, since)
        if end - begin >= wanted:
            return begin + wanted
        wanted -= max(end - begin, timedelta())
    return None


def _shared(spans: Iterator[Span], since: datetime, until: datetime) -> timedelta:
    parts = (min(end, until) - max(begin, since) for begin, end in spans)
    return sum((part for part in parts if part > timedelta()), timedelta())

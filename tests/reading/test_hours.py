from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from factories import a_shop

from shopper.reading.hours import OpeningHours, hours_in_text, next_moment, opening_hours

HANOI, BERLIN = ZoneInfo("Asia/Ho_Chi_Minh"), ZoneInfo("Europe/Berlin")
OFFICE = {"mon-fri": "09:00-18:00"}


def hours(zone: str = "Asia/Ho_Chi_Minh", **named: str) -> OpeningHours:
    read = opening_hours(a_shop(zone=zone, hours={day.replace("_", "-"): times for day, times in named.items()}))
    assert read
    return read


def hanoi(day: int, hour: int, minute: int = 0, month: int = 10) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=HANOI).astimezone(UTC)


def in_hours(count: float) -> timedelta:
    return timedelta(hours=count)


def test_over_a_weekend_only_service_hours_count() -> None:
    asked, answered = hanoi(9, 17, 30), hanoi(12, 9, 20)
    assert answered - asked == timedelta(hours=63, minutes=50)
    assert hours(mon_fri="09:00-18:00").business_time(asked, answered) == timedelta(minutes=50)


def test_a_monday_that_is_a_holiday_counts_no_more_than_a_sunday() -> None:
    asked, answered = hanoi(24, 17, 30, month=4), hanoi(28, 9, 20, month=4)  # Monday 27 April: the Hùng Kings, observed
    shop = hours(mon_fri="09:00-18:00", holidays="VN")
    assert answered - asked == timedelta(hours=87, minutes=50)
    assert shop.business_time(asked, answered) == timedelta(minutes=50)
    assert hours(mon_fri="09:00-18:00").business_time(asked, answered) == timedelta(hours=9, minutes=50)
    assert shop.working_days_time(asked, answered) == timedelta(hours=15, minutes=50)


def test_asked_and_answered_while_closed_takes_no_service_hour() -> None:
    shop = hours(mon_fri="09:00-18:00")
    asked, answered = hanoi(10, 8), hanoi(11, 20)
    assert shop.business_time(asked, answered) == shop.working_days_time(asked, answered) == timedelta()


def test_the_night_on_which_the_clocks_change_has_its_own_length() -> None:
    shop = hours("Europe/Berlin", mon_sun="00:00-24:00")
    asked = datetime(2026, 3, 28, 22, tzinfo=BERLIN).astimezone(UTC)
    answered = datetime(2026, 3, 29, 8, tzinfo=BERLIN).astimezone(UTC)
    assert shop.business_time(asked, answered) == shop.working_days_time(asked, answered) == in_hours(9)
    back = datetime(2026, 10, 24, 22, tzinfo=BERLIN).astimezone(UTC), datetime(2026, 10, 25, 8, tzinfo=BERLIN).astimezone(UTC)
    assert shop.business_time(*back) == in_hours(11)


def test_four_service_hours_from_friday_at_four_end_on_monday_at_eleven() -> None:
    shop = hours(mon_fri="08:00-17:00")
    assert shop.business_time(hanoi(9, 16), hanoi(12, 11)) == in_hours(4)
    assert shop.business_time(hanoi(9, 16), hanoi(12, 10, 59)) < in_hours(4)


def test_a_shift_past_midnight_belongs_to_the_day_on_which_it_began() -> None:
    shop = hours(fri="20:00-02:00")
    assert shop.is_open(hanoi(10, 1, 59))
    assert not shop.is_open(hanoi(10, 2))
    assert shop.business_time(hanoi(10, 0), hanoi(10, 12)) == in_hours(2)


def test_open_and_next_open() -> None:
    shop = hours(mon_fri="09:00-18:00", holidays="VN")
    assert shop.is_open(hanoi(9, 9))
    assert not shop.is_open(hanoi(9, 18))
    assert not shop.is_open(hanoi(27, 10, month=4))
    assert shop.next_opening(hanoi(9, 8)) == hanoi(9, 9)
    assert shop.next_opening(hanoi(9, 9)) == hanoi(12, 9)
    assert hours(mon_sun="closed").next_opening(hanoi(9, 9)) is None


def test_days_by_name_by_range_and_across_the_weekend() -> None:
    assert set(hours(sat_mon="10:00-12:00").week) == {5, 6, 0}
    assert set(hours(mon_sun="10:00-12:00", wed="closed").week) == {0, 1, 3, 4, 5, 6}


@pytest.mark.parametrize(
    "named",
    [
        {},
        {"holidays": "VN"},
        {"mon-fri": "nine to five"},
        {"someday": "09:00-18:00"},
        {"mon-fri": "09:00-18:00", "holidays": "Atlantis"},
    ],
)
def test_hours_that_nobody_can_read_are_unknown(named: dict[str, str]) -> None:
    assert opening_hours(a_shop(hours=named)) is None


def test_holidays_of_a_land() -> None:
    fronleichnam = datetime(2026, 6, 4, 10, tzinfo=BERLIN)
    assert not hours("Europe/Berlin", mon_fri="09:00-18:00", holidays="DE-BY").is_open(fronleichnam)
    assert hours("Europe/Berlin", mon_fri="09:00-18:00", holidays="DE-BE").is_open(fronleichnam)


@pytest.mark.parametrize(
    "text",
    [
        "1800 0108 · Mon–Fri, 8:00–18:00 (Hanoi time)",
        "Thứ Hai đến thứ Sáu, từ 8 giờ đến 18 giờ",
        "Từ 8h00 - 17h30 các ngày trong tuần",
        "Mon–Fri 9–5",
        "Weekdays 9am to 5.30pm",
        "Mo–Fr 8.00–18.00 Uhr",
        "T2 - T6: 8h–17h",
        "Wir sind 24/7 für Sie da",
        "Hỗ trợ suốt ngày đêm",
    ],
)
def test_hours_as_shops_write_them(text: str) -> None:
    assert hours_in_text(f"Gốm Sen\n{text}\nLiên hệ") == text


@pytest.mark.parametrize(
    "text",
    [
        "Hàng được giao mỗi ngày từ 8:00 đến 18:00, trừ Tết Nguyên đán.",
        "Your parcel comes between 8:00 and 18:00, delivery 8:00–18:00",
        "Order placed 04:07, Monday, 23 November 2026",
        "€15.90 - €17.80",
        "2–3 days",
        "1800 0108",
        "Answered within 24 hours on working days",
        "Opened in 2015-2016",
    ],
)
def test_other_times_are_no_service_hours(text: str) -> None:
    assert hours_in_text(text) == ""


def test_working_days_end_at_midnight_and_leave_out_weekends() -> None:
    shop = hours(mon_fri="09:00-18:00")
    friday = hanoi(9, 17, 30)
    assert shop.end_of_working_day(friday, 0) == hanoi(10, 0)
    assert shop.end_of_working_day(friday, 1) == hanoi(13, 0)
    assert shop.end_of_working_day(friday, 6) == hanoi(20, 0)


def test_time_passes_in_service_hours_or_on_working_days_only() -> None:
    shop = hours(mon_fri="08:00-17:00")
    assert shop.after_service_time(hanoi(9, 16), timedelta(hours=4)) == hanoi(12, 11)
    assert shop.after_working_days_time(hanoi(9, 16), timedelta(hours=24)) == hanoi(12, 16)


def test_a_shop_that_never_opens_keeps_no_date() -> None:
    closed = OpeningHours(HANOI, {})
    assert closed.end_of_working_day(hanoi(9, 16), 1) is None
    assert closed.after_service_time(hanoi(9, 16), timedelta(hours=1)) is None


def test_the_end_of_the_hours_that_run() -> None:
    shop = hours(mon_fri="09:00-18:00")
    assert shop.closing(hanoi(9, 12)) == hanoi(9, 18)
    assert shop.closing(hanoi(9, 18)) == hanoi(9, 18)
    assert shop.closing(hanoi(10, 12)) == hanoi(10, 12), "a Saturday"


def test_night_shift_after_night_shift_never_ends() -> None:
    assert hours(mon_sun="00:00-24:00").closing(hanoi(9, 12)) is None
    assert hours(mon_sun="22:00-06:00").closing(hanoi(9, 23)) == hanoi(10, 6)


def test_how_much_of_a_week_it_is_open() -> None:
    office, late, always = hours(mon_fri="09:00-18:00"), hours(mon_sat="10:00-21:00"), hours(mon_sun="00:00-24:00")
    assert [shop.a_week() for shop in (office, late, always)] == [in_hours(45), in_hours(66), in_hours(168)]
    assert [shop.a_week(since=18, until=22) for shop in (office, late, always)] == [in_hours(0), in_hours(18), in_hours(28)]
    assert [shop.a_week((5, 6)) for shop in (office, late, always)] == [in_hours(0), in_hours(11), in_hours(48)]
    assert hours(sun="22:00-06:00").a_week((0,)) == in_hours(6), "Sunday's night shift ends on Monday"


def test_a_time_of_the_day_where_the_clocks_change() -> None:
    eve = datetime(2026, 3, 28, 22, tzinfo=BERLIN).astimezone(UTC)
    assert next_moment("08:00", "Europe/Berlin", eve) - eve == in_hours(9)
    with pytest.raises(ValueError, match="no time of the day"):
        next_moment("8 pm", "Europe/Berlin", eve)

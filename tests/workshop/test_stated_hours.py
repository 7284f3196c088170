"""Hours are taken over where a line is sure; else nothing is guessed."""

from __future__ import annotations

import pytest

from shopper.workshop.stated_hours import stated_hours


@pytest.mark.parametrize(
    ("line", "hours"),
    [
        ("Giờ làm việc: Thứ Hai – Thứ Sáu: 8:00 – 17:30", {"mon-fri": "08:00-17:30"}),
        ("8h00 - 18h00 từ thứ 2 đến thứ 7", {"mon-sat": "08:00-18:00"}),
        ("Mo–Fr 9–17 Uhr", {"mon-fri": "09:00-17:00"}),
        ("Mon-Fri 9am-5pm, Sat 10am-2pm", {"mon-fri": "09:00-17:00", "sat": "10:00-14:00"}),
        ("Thu–Sat 10:00–18:00", {"thu-sat": "10:00-18:00"}),
        ("Open every day, 8:00 to 20:00", {"mon-sun": "08:00-20:00"}),
        ("We are here every day from 8 to 5", {}),
        ("24/7", {}),
        ("Call us: 10:00–18:00", {}),
        ("", {}),
    ],
)
def test_hours_as_pages_state_them(line: str, hours: dict[str, str]) -> None:
    assert stated_hours(line) == hours

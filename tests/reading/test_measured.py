"""Measurements of pages, and how far they can be believed."""

from __future__ import annotations

from factories import a_plan, a_shop, a_visit

from shopper.reading.measured import is_at_home, measured_pages, stands_out
from shopper.testing import a_page_probe


def test_a_page_is_measured_once_however_often_it_was_opened_and_its_best_counts() -> None:
    probes = (
        a_page_probe("/vi/", largest_paint=3000.0),
        a_page_probe("/vi/?utm=1", largest_paint=900.0, device="phone"),
        a_page_probe("/vi/x", status=500),
        a_page_probe("https://track.vanchuyen.test/vi/"),
        a_page_probe("/vi/y", largest_paint=None),
    )
    home, blank = measured_pages(a_visit(page_probes=probes))
    assert (home.name, home.source, len(home.probes)) == ("/vi", "step:1", 2)
    assert home.least(lambda probe: probe.largest_paint) == 900.0
    assert blank.least(lambda probe: probe.largest_paint) is None


def test_times_on_one_s_own_machine_only_compare() -> None:
    assert not is_at_home(a_visit())
    for shop in (a_shop(practice=True), a_shop(url="http://127.0.0.1:8000"), a_shop(url="http://localhost")):
        assert is_at_home(a_visit(plan=a_plan(shop=shop)))
    assert stands_out(3000, [900, 1000, 1100])
    assert not stands_out(2900, [900, 1000, 1100])
    assert not stands_out(9000, [900, 1000]), "too few to compare with"

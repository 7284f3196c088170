import re

import pytest
from factories import SHOP_URL, a_page, a_step, a_visit
from ordinary_shops import a_tour

from shopper.model import Link, Outcome
from shopper.reading.tours import beyond, line_with, own_text, reached, tours
from shopper.testing import an_exploration


def test_a_journey_s_pages_are_one_tour_that_can_miss_nothing() -> None:
    pages = (a_page("/vi/"), a_page("/vi/lien-he", text="old"), a_page("/vi/lien-he", text="new"))
    (tour,) = tours(a_visit(steps=tuple(a_step(str(n), page=page) for n, page in enumerate(pages, 1))))
    assert (tour.explored, tour.complete, tour.home) == (False, False, "step:1")
    assert [(seen.source, seen.clicks) for seen in tour.pages] == [("step:1", None), ("step:3", None)]
    assert reached(tour, None, topic="faq", what="The FAQ") is None


def test_each_exploration_is_a_tour_named_by_its_language_where_there_are_several() -> None:
    vi, de = an_exploration(a_page("/vi/")), an_exploration(a_page("/de/"), language="de")
    assert [tour.about("faq") for tour in tours(a_visit(steps=(), explorations=(vi,)))] == ["faq"]
    both = tours(a_visit(steps=(), explorations=(vi, de)))
    assert [tour.about("faq") for tour in both] == ["faq (Vietnamese)", "faq (German)"]


def test_broken_pages_and_other_firms_are_no_part_of_it() -> None:
    pages = (
        a_page("/vi/"),
        a_page("/vi/faq", status=500),
        a_page("/vi/a", challenged=True),
        a_page("https://carrier.test/faq"),
    )
    (tour,) = tours(a_visit(steps=(), explorations=(an_exploration(*pages),)))
    assert [seen.source for seen in tour.pages] == ["page:p1"]


def test_an_exploration_that_never_opened_the_first_page_is_not_complete() -> None:
    (tour,) = tours(a_visit(steps=(), explorations=(an_exploration(a_page("/vi/", status=503)),)))
    assert not tour.complete


@pytest.mark.parametrize(
    ("changes", "outcome", "actual"),
    [
        ({}, Outcome.PASS, "1 click"),
        ({"deeper": "/pages/faq"}, Outcome.FAIL, "4 clicks"),
        ({"deeper": "/pages/faq", "complete": False}, Outcome.REVIEW, "4 clicks"),
        ({"without": "/pages/faq"}, Outcome.FAIL, "not found"),
        ({"without": "/pages/faq", "complete": False}, Outcome.CANT_TELL, "not found"),
    ],
)
def test_what_is_missing_or_far_depends_on_how_much_was_seen(changes: dict[str, object], outcome: Outcome, actual: str) -> None:
    (tour,) = tours(a_tour("en", **changes))
    verdict = reached(tour, tour.place("faq"), topic="faq", what="The FAQ", most=2)
    assert verdict and (verdict.outcome, verdict.actual) == (outcome, actual)


def test_a_link_that_could_not_be_followed_is_no_proof_that_it_is_missing() -> None:
    home = a_page("/vi/", links=(Link(text="Bảo hành", href=f"{SHOP_URL}/vi/bao-hanh"),))
    lost = an_exploration(home, a_page("/vi/bao-hanh", status=503))
    (tour,) = tours(a_visit(steps=(), explorations=(lost,)))
    verdict = reached(tour, tour.place("warranty"), topic="warranty", what="Warranty", most=2)
    assert verdict and verdict.outcome is Outcome.CANT_TELL
    assert verdict.sentence == "Warranty is linked, but /vi/bao-hanh could not be read."


def test_lines_are_a_page_s_own_and_found_without_accents() -> None:
    (tour,) = tours(a_visit(steps=(), explorations=(an_exploration(a_page("/vi/", text="Gốm Sen\nĐổi trả  trong 7 ngày")),)))
    hit = line_with(tour.pages, re.compile("doi tra"), re.compile(r"\d ngay"))
    assert hit and (hit[0].source, hit[1]) == ("page:p1", "Đổi trả trong 7 ngày")
    assert line_with(tour.pages, re.compile("doi tra"), re.compile("gom")) is None
    assert own_text(tour.pages[0].page) == ("Gốm Sen", "Đổi trả trong 7 ngày")


def test_pages_one_click_further_are_those_that_it_links_to() -> None:
    home = a_page(
        "/vi/", links=(Link(text="x", href=f"{SHOP_URL}/vi/a"), Link(text="y", href=f"{SHOP_URL}/vi/b", visible=False))
    )
    (tour,) = tours(a_visit(steps=(), explorations=(an_exploration(home, a_page("/vi/a"), a_page("/vi/b")),)))
    assert [seen.source for seen in beyond(tour.pages[0], tour)] == ["page:p2"]

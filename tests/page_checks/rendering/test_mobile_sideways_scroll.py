from factories import a_page, a_visit

from shopper import Outcome, PageProbe, PageView
from shopper.model import Verdict
from shopper.page_checks.rendering.mobile_sideways_scroll import mobile_sideways_scroll
from shopper.testing import a_page_probe, an_exploration


def judged(*pages: PageView, probes: tuple[PageProbe, ...] = ()) -> list[Verdict]:
    return list(mobile_sideways_scroll(a_visit(steps=(), explorations=(an_exploration(*pages),), page_probes=probes)))


def test_a_page_that_sticks_out_fails_and_says_what_does() -> None:
    (verdict,) = judged(a_page("/vi/phi", width=375, page_width=612, widest="a table of 580 px"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "/vi/phi is 612 px wide on a screen of 375 px; what sticks out is a table of 580 px."
    assert verdict.about == "/vi/phi"


def test_the_same_thing_on_many_pages_is_one_finding() -> None:
    (verdict,) = judged(*(a_page(f"/vi/{n}", width=412, page_width=500, widest="the foot") for n in range(6)))
    assert verdict.sentence.startswith("/vi/0 and 5 more pages are 500 px wide on a screen of 412 px")
    assert verdict.about == "the foot"


def test_a_page_seen_on_a_desktop_is_judged_as_it_was_measured_for_phones() -> None:
    page, probe = a_page("/vi/phi", width=1280, page_width=1280), a_page_probe("/vi/phi", page_width=720, widest="a table")
    (verdict,) = judged(page, probes=(probe,))
    assert (verdict.outcome, verdict.actual) == (Outcome.FAIL, "720 px")


def test_a_little_goes_to_a_person_and_a_hair_is_nothing() -> None:
    assert [one.outcome for one in judged(a_page(width=375, page_width=383))] == [Outcome.REVIEW]
    assert [one.outcome for one in judged(a_page(width=375, page_width=376))] == [Outcome.PASS]


def test_a_page_that_nobody_saw_on_a_phone_is_not_judged() -> None:
    assert judged(a_page(width=1280, page_width=2000), a_page("/vi/x")) == []

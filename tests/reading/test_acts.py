import pytest
from factories import a_page, a_step, a_visit

from shopper import Effect, Link, StepRecord
from shopper.reading.acts import acts, link_clicked

PAGE, NEXT = a_page("/vi/a", text="Một\nHai"), a_page("/vi/b", text="Hai\nBa")
CLICK = Effect(name="Tiếp", navigated=True)


def stopped(*later: StepRecord) -> bool:
    steps = (a_step("1", page=PAGE), a_step("2", "click", NEXT, effect=CLICK), *later)
    return next(acts(a_visit(steps=steps))).stopped


def test_an_act_knows_what_stood_there_before_and_what_is_new() -> None:
    (act,) = acts(a_visit(steps=(a_step("1", page=PAGE), a_step("2", "click", NEXT, effect=CLICK))))
    assert (act.step.id, act.before, act.after, act.said) == ("2", PAGE, NEXT, ["Ba"])


def test_she_is_stopped_by_what_fails_before_she_does_anything_else() -> None:
    fails = a_step("4", "see", NEXT, outcome="failed")
    assert stopped(fails)
    assert stopped(a_step("3", "see", NEXT), fails)
    assert stopped(a_step("3", "click", outcome="skipped"), fails)
    assert not stopped(a_step("3", "goto", PAGE), fails)
    assert not stopped(a_step("3", "see", NEXT, outcome="failed", cleanup=True))
    assert not stopped()


def test_without_a_page_before_it_or_something_known_of_it_a_click_is_no_act() -> None:
    assert list(acts(a_visit(steps=(a_step("1", "click", PAGE, effect=CLICK), a_step("2", "click", NEXT))))) == []


LINKS = (
    Link(text="Contact us today", href="/b", visible=False),
    Link(text="Contact us today", href="/c"),
    Link(text="Contact", href="/d"),
)


@pytest.mark.parametrize(
    ("name", "href"),
    [("Contact", "/d"), ("link “Contact us”", "/c"), ("link “contact”", "/c"), ("link “FAQ”", None), ("", None)],
)
def test_the_link_that_was_clicked_is_known_by_its_name_or_the_journey_s(name: str, href: str | None) -> None:
    link = link_clicked(a_page(links=LINKS), Effect(name=name, navigated=True))
    assert (link.href if link else None) == href

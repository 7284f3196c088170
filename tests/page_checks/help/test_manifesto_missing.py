import pytest
from factories import a_page, a_step, a_visit
from ordinary_shops import SHOPS, a_tour

from shopper import Outcome
from shopper.page_checks.help.manifesto_missing import manifesto_missing


@pytest.mark.parametrize("language", SHOPS)
def test_ordinary_shops_pass(language: str) -> None:
    verdicts = list(manifesto_missing(a_tour(language)))
    assert verdicts and {verdict.outcome for verdict in verdicts} == {Outcome.PASS}


@pytest.mark.parametrize(
    ("language", "path"), [("en", "/pages/our-promise"), ("de", "/serviceversprechen"), ("fr", "/content/nos-engagements")]
)
def test_what_is_missing_fails_where_everything_was_looked_at(language: str, path: str) -> None:
    (verdict,) = [one for one in manifesto_missing(a_tour(language, without=path)) if one.outcome is not Outcome.PASS]
    assert (verdict.outcome, verdict.about, verdict.owner) == (Outcome.FAIL, "promise of service", "web shop")
    assert verdict.evidence == ("page:p1",)


def test_nobody_can_tell_where_not_everything_was_looked_at() -> None:
    language, path = ("en", "/pages/our-promise")
    verdicts = list(manifesto_missing(a_tour(language, without=path, complete=False)))
    assert Outcome.CANT_TELL in {verdict.outcome for verdict in verdicts}
    assert Outcome.FAIL not in {verdict.outcome for verdict in verdicts}


def test_a_journey_that_came_by_none_says_nothing() -> None:
    assert list(manifesto_missing(a_visit(steps=(a_step("1", page=a_page("/vi/")),)))) == []


def test_a_page_about_the_shop_may_promise_something() -> None:
    (verdict,) = manifesto_missing(a_tour("vi", without="/pages/cam-ket"))
    assert (verdict.outcome, verdict.actual) == (Outcome.REVIEW, "/pages/gioi-thieu")

import pytest
from factories import a_page, a_step, a_visit
from ordinary_shops import SHOPS, a_tour

from shopper import FormField, Outcome
from shopper.page_checks.help.complaint_route_missing import complaint_route_missing


@pytest.mark.parametrize("language", SHOPS)
def test_ordinary_shops_pass(language: str) -> None:
    verdicts = list(complaint_route_missing(a_tour(language)))
    assert verdicts and {verdict.outcome for verdict in verdicts} == {Outcome.PASS}


@pytest.mark.parametrize(
    ("language", "path"),
    [("en", "/policies/terms-of-service"), ("de", "/impressum"), ("vi", "/pages/dieu-khoan"), ("fr", "/content/cgv")],
)
def test_what_is_missing_fails_where_everything_was_looked_at(language: str, path: str) -> None:
    (verdict,) = [one for one in complaint_route_missing(a_tour(language, without=path)) if one.outcome is not Outcome.PASS]
    assert (verdict.outcome, verdict.about, verdict.owner) == (Outcome.FAIL, "complaint", "web shop")
    assert verdict.evidence == ("page:p1",)


def test_nobody_can_tell_where_not_everything_was_looked_at() -> None:
    language, path = ("en", "/policies/terms-of-service")
    verdicts = list(complaint_route_missing(a_tour(language, without=path, complete=False)))
    assert Outcome.CANT_TELL in {verdict.outcome for verdict in verdicts}
    assert Outcome.FAIL not in {verdict.outcome for verdict in verdicts}


def test_a_journey_that_came_by_none_says_nothing() -> None:
    assert list(complaint_route_missing(a_visit(steps=(a_step("1", page=a_page("/vi/")),)))) == []


def test_a_topic_of_the_contact_form_will_do() -> None:
    form = a_page("/vi/lien-he", fields=(FormField(kind="select", options=("Giao hàng", "Khiếu nại")),))
    assert [one.outcome for one in complaint_route_missing(a_visit(steps=(a_step("1", page=form),)))] == [Outcome.PASS]

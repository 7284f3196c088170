import pytest
from factories import SHOP_URL, a_page, a_step, a_visit
from ordinary_shops import SHOPS, a_tour

from shopper import Link, Outcome
from shopper.page_checks.help.order_tracking_missing import order_tracking_missing
from shopper.testing import an_exploration


@pytest.mark.parametrize("language", SHOPS)
def test_ordinary_shops_pass(language: str) -> None:
    verdicts = list(order_tracking_missing(a_tour(language)))
    assert verdicts and {verdict.outcome for verdict in verdicts} == {Outcome.PASS}


@pytest.mark.parametrize(
    ("language", "path"),
    [("en", "/apps/track"), ("de", "/sendungsverfolgung"), ("vi", "/pages/tra-cuu"), ("fr", "/suivi-commande")],
)
def test_what_is_missing_fails_where_everything_was_looked_at(language: str, path: str) -> None:
    (verdict,) = [one for one in order_tracking_missing(a_tour(language, without=path)) if one.outcome is not Outcome.PASS]
    assert (verdict.outcome, verdict.about, verdict.owner) == (Outcome.FAIL, "order tracking", "web shop")
    assert verdict.evidence == ("page:p1",)


def test_nobody_can_tell_where_not_everything_was_looked_at() -> None:
    language, path = ("en", "/apps/track")
    verdicts = list(order_tracking_missing(a_tour(language, without=path, complete=False)))
    assert Outcome.CANT_TELL in {verdict.outcome for verdict in verdicts}
    assert Outcome.FAIL not in {verdict.outcome for verdict in verdicts}


def test_a_journey_that_came_by_none_says_nothing() -> None:
    assert list(order_tracking_missing(a_visit(steps=(a_step("1", page=a_page("/vi/")),)))) == []


def test_an_account_is_for_a_person_to_look_into() -> None:
    home = a_page("/vi/", links=(Link(text="Đăng nhập", href=f"{SHOP_URL}/vi/tai-khoan"),))
    (verdict,) = order_tracking_missing(a_visit(steps=(), explorations=(an_exploration(home),)))
    assert (verdict.outcome, verdict.actual) == (Outcome.REVIEW, "an account to log in to")


def test_a_shop_of_downloads_need_not_have_any() -> None:
    shop = an_exploration(a_page("/", links=(), text="Maps of the moors\nInstant download after payment"), language="en")
    assert list(order_tracking_missing(a_visit(steps=(), explorations=(shop,)))) == []

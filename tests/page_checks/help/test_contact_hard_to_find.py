import pytest
from factories import a_page, a_plan, a_shop, a_visit
from ordinary_shops import SHOPS, a_tour

from shopper import FormField, Link, Outcome
from shopper.page_checks.help.contact_hard_to_find import contact_hard_to_find
from shopper.testing import an_exploration


@pytest.mark.parametrize("language", SHOPS)
def test_ordinary_shops_pass(language: str) -> None:
    verdicts = list(contact_hard_to_find(a_tour(language)))
    assert verdicts and {verdict.outcome for verdict in verdicts} == {Outcome.PASS}


@pytest.mark.parametrize(
    ("language", "path"), [("en", "/pages/contact"), ("de", "/kontakt"), ("vi", "/pages/lien-he"), ("fr", "/contactez-nous")]
)
def test_what_is_missing_fails_where_everything_was_looked_at(language: str, path: str) -> None:
    (verdict,) = [one for one in contact_hard_to_find(a_tour(language, without=path)) if one.outcome is not Outcome.PASS]
    assert (verdict.outcome, verdict.about, verdict.owner) == (Outcome.FAIL, "contact", "web shop")
    assert verdict.evidence == ("page:p1",)


def test_nobody_can_tell_where_not_everything_was_looked_at() -> None:
    language, path = ("en", "/pages/contact")
    verdicts = list(contact_hard_to_find(a_tour(language, without=path, complete=False)))
    assert Outcome.CANT_TELL in {verdict.outcome for verdict in verdicts}
    assert Outcome.FAIL not in {verdict.outcome for verdict in verdicts}


def test_far_away_fails() -> None:
    (verdict,) = [one for one in contact_hard_to_find(a_tour("de", deeper="/kontakt")) if one.outcome is not Outcome.PASS]
    assert (verdict.outcome, verdict.actual) == (Outcome.FAIL, "4 clicks")


def test_the_shop_s_own_standard_counts() -> None:
    visit = a_tour("de")
    shop = a_shop(standards={"clicks": {"contact": 3}})
    far = a_tour("de", deeper="/kontakt").explorations
    strict = visit.model_copy(update={"explorations": far, "plan": a_plan(shop=shop, locale="de-DE")})
    assert [one.expected for one in contact_hard_to_find(strict)] == ["within 3 clicks of the first page"]


def test_a_link_alone_reaches_nobody_and_a_help_desk_elsewhere_does() -> None:
    bare = a_page("/vi/lien-he", title="Liên hệ", text="Liên hệ\nRất vui được gặp bạn", links=())
    assert [
        one.outcome for one in contact_hard_to_find(a_visit(explorations=(an_exploration(a_page("/vi/"), bare),), steps=()))
    ] == [Outcome.FAIL]
    desk = Link(text="Liên hệ", href="https://gomsen.zendesk.com/new")
    visit = a_visit(explorations=(an_exploration(a_page("/vi/", links=(desk,))),), steps=())
    assert [(one.outcome, one.actual) for one in contact_hard_to_find(visit)] == [(Outcome.PASS, "1 click")]


def test_a_form_on_the_contact_page_will_do() -> None:
    form = a_page("/vi/lien-he", title="Liên hệ", text="Liên hệ", links=(), fields=(FormField(kind="textarea"),))
    visit = a_visit(explorations=(an_exploration(a_page("/vi/"), form),), steps=())
    assert [one.outcome for one in contact_hard_to_find(visit)] == [Outcome.PASS]

import pytest
from factories import SHOP_URL, a_page, a_step, a_visit
from ordinary_shops import SHOPS, a_tour

from shopper import Link, Outcome
from shopper.page_checks.help.faq_hard_to_find import faq_hard_to_find


@pytest.mark.parametrize("language", SHOPS)
def test_ordinary_shops_pass(language: str) -> None:
    verdicts = list(faq_hard_to_find(a_tour(language)))
    assert verdicts and {verdict.outcome for verdict in verdicts} == {Outcome.PASS}


@pytest.mark.parametrize(
    ("language", "path"),
    [("en", "/pages/faq"), ("de", "/faq"), ("vi", "/pages/cau-hoi-thuong-gap"), ("fr", "/content/questions-frequentes")],
)
def test_what_is_missing_fails_where_everything_was_looked_at(language: str, path: str) -> None:
    (verdict,) = [one for one in faq_hard_to_find(a_tour(language, without=path)) if one.outcome is not Outcome.PASS]
    assert (verdict.outcome, verdict.about, verdict.owner) == (Outcome.FAIL, "faq", "web shop")
    assert verdict.evidence == ("page:p1",)


def test_nobody_can_tell_where_not_everything_was_looked_at() -> None:
    language, path = ("en", "/pages/faq")
    verdicts = list(faq_hard_to_find(a_tour(language, without=path, complete=False)))
    assert Outcome.CANT_TELL in {verdict.outcome for verdict in verdicts}
    assert Outcome.FAIL not in {verdict.outcome for verdict in verdicts}


def test_far_away_fails() -> None:
    (verdict,) = [
        one for one in faq_hard_to_find(a_tour("vi", deeper="/pages/cau-hoi-thuong-gap")) if one.outcome is not Outcome.PASS
    ]
    assert (verdict.outcome, verdict.actual) == (Outcome.FAIL, "4 clicks")


@pytest.mark.parametrize(
    ("links", "outcome"),
    [
        ((("Câu hỏi thường gặp", "/vi/hoi-dap"),), Outcome.PASS),
        ((("Gốm Sen", "/vi/"),), Outcome.PASS),
        ((("Giỏ hàng", "/vi/gio-hang"),), None),
    ],
)
def test_from_the_checkout_it_is_two_clicks_at_most(links: tuple[tuple[str, str], ...], outcome: Outcome | None) -> None:
    faq = Link(text="Hỏi đáp", href=f"{SHOP_URL}/vi/hoi-dap")
    checkout = a_page("/vi/thanh-toan", links=tuple(Link(text=text, href=SHOP_URL + path) for text, path in links))
    visit = a_visit(steps=(a_step("1", page=a_page("/vi/", links=(faq,))), a_step("2", page=checkout)))
    said = [(one.outcome, one.evidence) for one in faq_hard_to_find(visit) if one.about == "faq from /vi/thanh-toan"]
    assert said == ([(outcome, ("step:2",))] if outcome else []), "what lies behind links that nobody followed is not known"

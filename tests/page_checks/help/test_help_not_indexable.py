import pytest
from factories import a_page, a_visit
from ordinary_shops import SHOPS, a_tour

from shopper import Outcome, PageView, Verdict
from shopper.page_checks.help.help_not_indexable import help_not_indexable
from shopper.testing import an_exploration


def judged(page: PageView, **changes: object) -> list[Verdict]:
    return list(help_not_indexable(a_visit(steps=(), explorations=(an_exploration(a_page("/"), page, **changes),))))


@pytest.mark.parametrize("language", SHOPS)
def test_ordinary_shops_pass(language: str) -> None:
    assert {one.outcome for one in help_not_indexable(a_tour(language))} == {Outcome.PASS}


@pytest.mark.parametrize("said", ["noindex", "NOINDEX, nofollow", "none"])
def test_frequent_questions_that_ask_to_be_left_out_fail(said: str) -> None:
    (verdict,) = judged(a_page("/vi/hoi-dap", title="Câu hỏi thường gặp", robots=said))
    assert (verdict.outcome, verdict.about, verdict.actual) == (Outcome.FAIL, "/vi/hoi-dap", "noindex")


def test_a_rule_of_robots_txt_closes_them_too() -> None:
    (verdict,) = judged(a_page("/hilfe/faq", title="Häufige Fragen"), robots=("/suche", "/hilfe/"))
    assert verdict.sentence == "/hilfe/faq is kept from search engines: robots.txt closes /hilfe/."


def test_policies_that_a_platform_closes_are_for_a_person_to_look_at() -> None:
    page = a_page("/policies/shipping-policy", title="Shipping policy")
    assert [one.outcome for one in judged(page, robots=("/policies/",))] == [Outcome.REVIEW]


@pytest.mark.parametrize(
    "page",
    [
        a_page("/impressum", title="Impressum", robots="noindex"),
        a_page("/agb", title="AGB", robots="noindex"),
        a_page("/en/faq?q=invoice", title="FAQ", robots="noindex"),
        a_page("/gio-hang", title="Giỏ hàng", robots="noindex"),
        a_page("/lien-he", title="Liên hệ", status=500, robots="noindex"),
    ],
)
def test_legal_texts_searches_and_other_pages_are_not_looked_at(page: PageView) -> None:
    assert judged(page) == []


@pytest.mark.parametrize(
    ("rule", "outcome"),
    [("/help/$", Outcome.PASS), ("/help", Outcome.FAIL), ("/*/faq$", Outcome.FAIL), ("/help/*", Outcome.FAIL)],
)
def test_the_signs_of_a_rule_are_read_as_the_standard_says(rule: str, outcome: Outcome) -> None:
    assert [one.outcome for one in judged(a_page("/help/faq", title="FAQ"), robots=(rule,))] == [outcome]

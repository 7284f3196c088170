import pytest
from factories import a_page, a_plan, a_shop, a_visit
from ordinary_shops import LOCALES, SHOPS, a_tour

from shopper import Evidence, Outcome, Verdict
from shopper.page_checks.help.faq_topic_missing import faq_topic_missing
from shopper.testing import an_exploration


def without(visit: Evidence, said: str) -> Evidence:
    """The same visit, no page of which has a line with these words."""
    (tour,) = visit.explorations
    pages = []
    for explored in tour.pages:
        assert explored.page
        kept = tuple(block for block in explored.page.blocks if said not in block.text)
        pages.append(explored.model_copy(update={"page": explored.page.model_copy(update={"blocks": kept})}))
    return visit.model_copy(update={"explorations": (tour.model_copy(update={"pages": tuple(pages)}),)})


def asking(language: str, question: str) -> list[Verdict]:
    plan = a_plan(locale=LOCALES[language], shop=a_shop(questions=({language: question}, {"xx": "?"})))
    return [one for one in faq_topic_missing(a_tour(language).model_copy(update={"plan": plan})) if one.about == question]


@pytest.mark.parametrize("language", SHOPS)
def test_ordinary_shops_pass(language: str) -> None:
    verdicts = list(faq_topic_missing(a_tour(language)))
    assert [verdict.outcome for verdict in verdicts] == [Outcome.PASS] * 7


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "add an item"), ("de", "hinzufügen"), ("vi", "thêm sản phẩm"), ("fr", "ajouter un article")],
)
def test_that_nobody_may_add_an_item_is_for_a_person_to_look_at(language: str, said: str) -> None:
    (verdict,) = [one for one in faq_topic_missing(without(a_tour(language), said)) if one.outcome is not Outcome.PASS]
    assert (verdict.outcome, verdict.about) == (Outcome.REVIEW, "adding an item")
    assert verdict.sentence == "The FAQ does not take up adding an item."


def test_what_another_page_answers_is_for_a_person_to_look_at() -> None:
    (verdict,) = [one for one in faq_topic_missing(without(a_tour("en"), "How much does")) if one.outcome is not Outcome.PASS]
    assert (verdict.outcome, verdict.about) == (Outcome.REVIEW, "delivery cost")
    assert "£4" in verdict.sentence


@pytest.mark.parametrize(
    ("language", "question", "outcome"),
    [
        ("en", "How can I pay?", Outcome.PASS),
        ("vi", "Sản phẩm được bảo hành bao lâu?", Outcome.PASS),
        ("de", "Kann ich die Garantie auf fünf Jahre verlängern?", Outcome.REVIEW),
        ("fr", "Réparez-vous les anses ébréchées ?", Outcome.FAIL),
    ],
)
def test_the_owner_s_questions_are_found_by_their_words(language: str, question: str, outcome: Outcome) -> None:
    assert [verdict.outcome for verdict in asking(language, question)] == [outcome]


def test_an_incomplete_exploration_cannot_say_that_something_is_missing() -> None:
    visit = without(a_tour("en", complete=False), "add an item")
    assert {one.outcome for one in faq_topic_missing(visit)} == {Outcome.PASS, Outcome.CANT_TELL}


def test_a_shop_without_an_faq_is_left_to_another_check() -> None:
    assert list(faq_topic_missing(a_visit(steps=(), explorations=(an_exploration(a_page("/vi/")),)))) == []


def test_what_is_missing_is_one_finding_and_so_is_what_stands_elsewhere() -> None:
    visit = without(without(a_tour("en"), "add an item"), "change or cancel")
    for said in ("How long is the warranty", "How much does"):
        visit = without(visit, said)
    elsewhere, missing = sorted(
        (one for one in faq_topic_missing(visit) if one.outcome is not Outcome.PASS),
        key=lambda one: one.outcome is Outcome.FAIL,
    )
    assert (missing.outcome, missing.about) == (Outcome.FAIL, "changing an order, adding an item")
    assert missing.sentence == "The FAQ does not take up changing an order and adding an item."
    assert (elsewhere.outcome, elsewhere.about) == (Outcome.REVIEW, "delivery cost, warranty")
    assert elsewhere.sentence == (
        "Not the FAQ, but other pages take up delivery cost (/policies/shipping-policy) and warranty (/pages/warranty)."
    )

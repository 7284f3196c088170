import pytest
from factories import a_page, a_visit
from ordinary_shops import SHOPS, a_tour

from shopper import Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.help.no_feedback_on_help import no_feedback_on_help
from shopper.testing import an_exploration

FAQ = "Câu hỏi thường gặp\nBao lâu tôi nhận được hàng? Từ 2 đến 4 ngày."


def judged(*pages: PageView, complete: bool = True) -> list[Verdict]:
    return list(no_feedback_on_help(a_visit(steps=(), explorations=(an_exploration(a_page(), *pages, complete=complete),))))


def faq(more: str = "", **changes: object) -> PageView:
    return a_page("/vi/faq", title="FAQ", text=f"{FAQ}\n{more}".strip(), **changes)


@pytest.mark.parametrize("language", SHOPS)
def test_ordinary_shops_do_not_fail(language: str) -> None:
    verdicts = list(no_feedback_on_help(a_tour(language)))
    assert {verdict.outcome for verdict in verdicts} == {Outcome.REVIEW}


@pytest.mark.parametrize(
    "asked",
    [
        "Was this helpful?",
        "Was this article helpful?",
        "Did you find your answer?",
        "Did this answer your question?",
        "12 out of 15 found this helpful",
        "War dieser Artikel hilfreich?",
        "Hat Ihnen diese Antwort geholfen?",
        "Haben Sie Ihre Antwort gefunden?",
        "Cet article vous a-t-il été utile ?",
        "Avez-vous trouvé votre réponse ?",
        "¿Te ha sido útil este artículo?",
        "Bài viết này có hữu ích không?",
        "Câu trả lời này có giúp được bạn không?",
        "Bạn đã tìm được câu trả lời chưa?",
    ],
)
def test_a_question_on_a_help_page_is_enough(asked: str) -> None:
    assert [one.outcome for one in judged(faq(asked))] == [Outcome.PASS]
    assert [one.outcome for one in judged(faq(controls=(asked,)))] == [Outcome.PASS]


@pytest.mark.parametrize(
    "said",
    [
        "How do I rate a product?",
        "A useful guide to celadon",
        "Wie hilfreich ist Seladon?",
        "Conseils utiles pour l’entretien",
        "Consejos útiles",
        "Thông tin hữu ích cho người mới",
        "Is it useful to register?",
    ],
)
def test_other_words_do_not_ask(said: str) -> None:
    (verdict,) = judged(faq(said))
    assert (verdict.outcome, verdict.sentence) == (Outcome.REVIEW, "The help page does not ask whether it helped.")


def test_a_question_elsewhere_is_about_something_else() -> None:
    review = a_page("/vi/san-pham/coc", text="Was this review helpful?")
    assert [one.outcome for one in judged(faq(), review)] == [Outcome.REVIEW]


def test_without_help_pages_or_where_some_were_not_seen_nothing_is_said() -> None:
    assert judged() == []
    assert judged(faq(), complete=False) == []

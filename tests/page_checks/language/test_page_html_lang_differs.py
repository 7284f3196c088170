import pytest
from factories import CONFIRMATIONS, a_page, a_visit

from shopper import Block, Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.language.page_html_lang_differs import page_html_lang_differs
from shopper.testing import an_exploration

VI, EN = CONFIRMATIONS["vi"][1], CONFIRMATIONS["en"][1]


def judged(*pages: PageView, language: str = "vi") -> list[Verdict]:
    visit = a_visit(steps=(), explorations=(an_exploration(*pages, language=language),))
    return list(page_html_lang_differs(visit))


def test_a_frame_in_one_language_around_all_is_one_finding() -> None:
    (verdict,) = judged(*(a_page(f"/vi/{name}", lang="en-US", text=VI) for name in "abcdef"))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "/vi/a and 5 more pages declare English, and are written in Vietnamese."
    assert (verdict.about, verdict.expected, verdict.actual) == ("en for vi", 'lang="vi"', 'lang="en"')


def test_a_language_that_nobody_here_knows_is_named_by_its_code() -> None:
    (verdict,) = judged(a_page("/vi/a", lang="fi", text=VI))
    assert verdict.sentence == "/vi/a declares “fi”, and is written in Vietnamese."


@pytest.mark.parametrize(
    "page",
    [
        a_page("/vi/", lang="vi", text=VI),
        a_page("/vi/", lang="vi-VN", text=VI),
        a_page("/vi/", lang="VI", text=VI),
        a_page("/vi/", lang="vi", blocks=[Block(text=line, lang="vi") for line in VI.split("\n")]
               + [Block(text=line, lang="en") for line in (EN * 3).split("\n")]),
    ],
)  # fmt: skip
def test_ordinary_pages_pass(page: PageView) -> None:
    (verdict,) = judged(page)
    assert verdict.outcome is Outcome.PASS


def test_no_lang_few_words_and_a_page_in_the_wrong_language_are_others_matter() -> None:
    assert judged(a_page("/vi/", lang="", text=VI)) == []
    assert judged(a_page("/vi/", lang="en", text="Xin chào")) == []
    assert judged(a_page("/vi/", lang="vi", text=EN)) == []

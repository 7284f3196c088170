import pytest
from factories import a_page, a_visit

from shopper import Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.language.page_mojibake import page_mojibake
from shopper.testing import an_exploration


def judged(*pages: PageView) -> list[Verdict]:
    return list(page_mojibake(a_visit(steps=(), explorations=(an_exploration(*pages),))))


def garbled(text: str) -> str:
    return text.encode().decode("cp1252", "replace")


@pytest.mark.parametrize("text", [garbled("Đơn hàng của bạn"), "Fa&ccedil;ade &eacute;", "H\ufffdng g\ufffdi"])
def test_broken_letters_fail_and_are_quoted(text: str) -> None:
    (verdict,) = judged(a_page("/vi/bao-hanh", text=text))
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence.startswith("/vi/bao-hanh says “")
    assert verdict.about == "/vi/bao-hanh"


def test_what_was_meant_is_said_and_a_broken_foot_is_one_finding() -> None:
    (verdict,) = judged(*(a_page(f"/vi/{name}", text=f"{name}\nGốm\n{garbled('của')}") for name in "abcdef"))
    assert verdict.expected == "của"
    assert verdict.sentence == f"/vi/a and 5 more pages say “{garbled('của')}”."


def test_a_broken_title_fails() -> None:
    (verdict,) = judged(a_page("/fr/", title=garbled("Céramique"), text="Bonjour"))
    assert verdict.outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "text",
    ["Gốm men ngọc, chỉ có tại Bát Tràng. Âu, ấm & chén", "À la française: Ça va? 50% wool", "Größe: 42 – für Ärzte", "¿Qué?"],
)
def test_ordinary_pages_pass(text: str) -> None:
    (verdict,) = judged(a_page("/x", text=text))
    assert verdict.outcome is Outcome.PASS

import pytest

from shopper.model import Outcome, Verdict
from shopper.page_checks.compliance.vn_return_terms import vn_return_terms
from shopper.testing import a_page, a_visit, an_exploration


def judged(text: str, *, complete: bool = True, path: str = "/vi/thong-tin", title: str = "Gốm Làng") -> list[Verdict]:
    first = an_exploration(a_page("/vi/", text="Chào bạn"), a_page(path, title=title, text=text), complete=complete)
    return list(vn_return_terms(a_visit(steps=(), explorations=(first,))))


@pytest.mark.parametrize(
    "text",
    [
        "Bạn có thể đổi trả hàng trong vòng 7 ngày.",
        "You can return unused pieces within 30 days.",
        "Trả hàng trong 15 ngày kể từ khi mua",
    ],
)
def test_what_is_told_passes_and_is_quoted(text: str) -> None:
    (verdict,) = judged(text)
    assert (verdict.outcome, verdict.actual, verdict.evidence) == (Outcome.PASS, text, ("page:p2",))
    assert [one.outcome for one in judged(text, complete=False)] == [Outcome.PASS]


def test_what_nobody_tells_fails_once_all_was_looked_at() -> None:
    (verdict,) = judged("Chúng tôi trân trọng bạn.")
    assert (verdict.outcome, verdict.sentence) == (
        Outcome.FAIL,
        "No page that could be found says whether goods can be sent back.",
    )
    assert judged("Chúng tôi trân trọng bạn.", complete=False) == []


def test_a_page_about_returns_without_a_time_goes_to_a_person() -> None:
    (verdict,) = judged("Cửa hàng không nhận lại hàng đã mua.", path="/vi/doi-tra", title="Chính sách đổi trả")
    assert verdict.outcome is Outcome.REVIEW
    assert verdict.sentence == "/vi/doi-tra is about returns, but names no time for them."

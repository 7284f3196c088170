import pytest

from shopper.model import Outcome, Verdict
from shopper.page_checks.compliance.vn_delivery_terms import vn_delivery_terms
from shopper.testing import a_page, a_visit, an_exploration


def judged(text: str, *, complete: bool = True, path: str = "/vi/thong-tin", title: str = "Gốm Làng") -> list[Verdict]:
    first = an_exploration(a_page("/vi/", text="Chào bạn"), a_page(path, title=title, text=text), complete=complete)
    return list(vn_delivery_terms(a_visit(steps=(), explorations=(first,))))


@pytest.mark.parametrize(
    "text", ["Giao hàng trong Việt Nam: 30.000 ₫", "Miễn phí vận chuyển toàn quốc", "Phí ship 25.000đ nội thành"]
)
def test_what_is_told_passes_and_is_quoted(text: str) -> None:
    (verdict,) = judged(text)
    assert (verdict.outcome, verdict.actual, verdict.evidence) == (Outcome.PASS, text, ("page:p2",))
    assert [one.outcome for one in judged(text, complete=False)] == [Outcome.PASS]


def test_what_nobody_tells_fails_once_all_was_looked_at() -> None:
    (verdict,) = judged("Chúng tôi giao hàng trong 3 ngày.")
    assert (verdict.outcome, verdict.sentence) == (Outcome.FAIL, "No page that could be found says what delivery costs.")
    assert judged("Chúng tôi giao hàng trong 3 ngày.", complete=False) == []

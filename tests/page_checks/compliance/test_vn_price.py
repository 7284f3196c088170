from shopper import PageView
from shopper.model import Outcome, Verdict
from shopper.page_checks.compliance.vn_price import vn_price
from shopper.testing import a_page, a_visit, an_exploration

CART = ("Thêm vào giỏ hàng",)


def product(text: str, **changes: object) -> PageView:
    return a_page("/vi/san-pham/coc", text=f"Cốc men ngọc\n{text}", controls=CART, **changes)


def judged(*pages: PageView, complete: bool = True) -> list[Verdict]:
    return list(vn_price(a_visit(steps=(), explorations=(an_exploration(*pages, complete=complete),))))


def test_a_price_with_currency_and_tax_passes() -> None:
    for text in ("389.000 ₫ (đã gồm VAT)", "389.000đ\nGiá đã bao gồm thuế GTGT", "389.000 VND, bao gồm 8% VAT"):
        assert [one.outcome for one in judged(product(text))] == [Outcome.PASS], text


def test_a_bare_price_fails() -> None:
    (verdict,) = judged(product("389.000\nĐã gồm VAT"))
    assert (verdict.outcome, verdict.actual) == (Outcome.FAIL, "389.000")
    assert verdict.sentence == "/vi/san-pham/coc shows “389.000” without a currency."


def test_no_word_of_tax_goes_to_a_person_once_all_was_looked_at() -> None:
    assert [one.outcome for one in judged(product("389.000 ₫"))] == [Outcome.REVIEW]
    assert judged(product("389.000 ₫"), complete=False) == []
    marked = product("389.000", structured=({"@type": "Offer", "priceCurrency": "VND"},))
    assert [one.outcome for one in judged(marked)] == [Outcome.REVIEW]


def test_a_shop_that_sells_nothing_there_is_told_nothing() -> None:
    assert judged(a_page("/vi/", text="Sản phẩm nổi bật 389.000")) == []

import pytest
from factories import a_page, a_step, a_visit

from shopper import Outcome, PageView
from shopper.model import Verdict
from shopper.page_checks.help.hours_missing_in_checkout import hours_missing_in_checkout

HOURS = "Thứ Hai đến thứ Sáu, 8:00–18:00"


def judged(*pages: PageView) -> list[Verdict]:
    return list(hours_missing_in_checkout(a_visit(steps=tuple(a_step(str(n), page=page) for n, page in enumerate(pages, 1)))))


@pytest.mark.parametrize(
    "text",
    ["Thanh toán\nHotline 1900 1234, 8h–18h", "Checkout\nMon–Fri 9–5", "Kasse\nMo–Fr 9–17 Uhr", "Commande\nde 9h à 18h"],
)
def test_hours_beside_the_form_pass(text: str) -> None:
    assert [one.outcome for one in judged(a_page("/vi/thanh-toan", text=text))] == [Outcome.PASS]


def test_a_page_of_the_checkout_without_them_fails() -> None:
    home, checkout = a_page("/vi/", text=HOURS), a_page("/vi/thanh-toan", text="Thanh toán\nGiao hàng 8:00–18:00 mỗi ngày")
    (verdict,) = judged(home, checkout)
    assert (verdict.outcome, verdict.about, verdict.evidence) == (Outcome.FAIL, "/vi/thanh-toan", ("step:2",))
    assert verdict.sentence == "/vi/thanh-toan does not say when somebody can be reached."


def test_a_shop_that_shows_none_anywhere_is_left_to_another_check() -> None:
    assert judged(a_page("/vi/"), a_page("/vi/thanh-toan", text="Thanh toán")) == []


def test_other_pages_are_not_judged() -> None:
    assert judged(a_page("/vi/", text=HOURS), a_page("/vi/san-pham")) == []

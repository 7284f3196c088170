from decimal import Decimal

import pytest
from factories import a_fact, a_mail, a_visit

from shopper import Money, Outcome
from shopper.inbox_checks.content.total_differs import total_differs
from shopper.model import Verdict


def judged(text: str, amount: str = "808000", currency: str | None = "VND", kind: str = "order_confirmation") -> list[Verdict]:
    noted = [a_fact("order.total", Money(amount=Decimal(amount), currency=currency))]
    return list(total_differs(a_visit(mails=[a_mail(kind, text=text)], noted=noted)))


def test_a_wrong_total_fails_and_quotes_both() -> None:
    (verdict,) = judged("Phí vận chuyển\t30.000 ₫\nTổng cộng\t778.000 ₫")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The order confirmation says 778,000 VND in total; the shop's page said 808,000 VND."
    assert (verdict.owner, verdict.evidence) == ("platform", ("mail:m1", "step:2"))


def test_one_cent_is_a_difference() -> None:
    (verdict,) = judged("Total: €36.81", "36.80", "EUR")
    assert verdict.outcome is Outcome.FAIL


@pytest.mark.parametrize("text", ["Tổng cộng 808.000 ₫", "Tổng cộng: 808.000đ", "Tổng thanh toán\t808,000 VND"])
def test_the_same_total_passes_in_any_dress(text: str) -> None:
    (verdict,) = judged(text)
    assert verdict.outcome is Outcome.PASS


def test_36_8_and_36_80_are_the_same() -> None:
    (verdict,) = judged("Total: €36.80", "36.8", "EUR")
    assert verdict.outcome is Outcome.PASS


def test_another_currency_cannot_be_compared() -> None:
    (verdict,) = judged("Total: €36.80")
    assert verdict.outcome is Outcome.CANT_TELL
    (verdict,) = judged("Tổng cộng 778.000 ₫", currency=None)
    assert verdict.outcome is Outcome.CANT_TELL
    (verdict,) = judged("Tổng cộng 808.000 ₫", currency=None)
    assert verdict.outcome is Outcome.PASS


@pytest.mark.parametrize(
    "text",
    [
        "Tạm tính 778.000 ₫",
        "Tổng tiền hàng 778.000 ₫",
        "Phí vận chuyển 30.000 ₫",
        "Tổng cộng 778.000 ₫\nTổng cộng 808.000 ₫",
        "Cảm ơn bạn.",
    ],
)
def test_subtotals_and_several_totals_are_left_alone(text: str) -> None:
    assert judged(text) == []


def test_a_refunds_total_is_not_the_orders() -> None:
    assert judged("Tổng cộng 389.000 ₫", kind="refund") == []


def test_without_a_total_on_a_page_or_from_a_stranger_nothing_is_said() -> None:
    assert list(total_differs(a_visit(noted=[]))) == []
    assert list(total_differs(a_visit(mails=[a_mail(text="Tổng cộng 1.000 ₫", solicited=False)]))) == []

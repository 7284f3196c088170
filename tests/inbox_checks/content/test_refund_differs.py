from decimal import Decimal

import pytest
from factories import T0, a_fact, a_mail, a_visit, minutes

from shopper import Fact, Money, Outcome
from shopper.inbox_checks.content.refund_differs import refund_differs
from shopper.model import Verdict


def vnd(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="VND")


PROMISED = a_fact("return.refund", vnd("389000"), source="step:7")
PAID = a_fact("order.total", vnd("808000"))


def judged(text: str, *noted: Fact, **changes: object) -> list[Verdict]:
    mail = a_mail("refund", text=text, system="help_desk", **changes)
    return list(refund_differs(a_visit(mails=[mail], noted=noted)))


@pytest.mark.parametrize("text", ["Số tiền hoàn\n389.000 ₫", "Amount refunded: ₫389,000"])
def test_what_was_promised_passes(text: str) -> None:
    (verdict,) = judged(text, PROMISED, PAID)
    assert verdict.outcome is Outcome.PASS


def test_less_than_promised_fails_and_quotes_both() -> None:
    (verdict,) = judged("Số tiền hoàn: 359.000 ₫", PROMISED, PAID)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The refund pays back 359,000 VND; the page said 389,000 VND."
    assert (verdict.about, verdict.owner, verdict.evidence) == ("refund", "help_desk", ("mail:m1", "step:7"))


def test_what_the_page_promised_for_a_cancelled_order_counts_too() -> None:
    cancelled = a_fact("order.refund", vnd("808000"), source="step:8")
    assert [v.outcome for v in judged("Số tiền hoàn: 808.000 ₫", cancelled)] == [Outcome.PASS]
    assert [v.outcome for v in judged("Số tiền hoàn: 778.000 ₫", cancelled)] == [Outcome.FAIL]


def test_without_a_promise_the_order_s_total_is_compared_and_a_difference_goes_to_a_person() -> None:
    (all_of_it,) = judged("Số tiền hoàn: 808.000 ₫", PAID)
    (a_part,) = judged("Số tiền hoàn: 389.000 ₫", PAID)
    assert (all_of_it.outcome, a_part.outcome) == (Outcome.PASS, Outcome.REVIEW)


def test_another_currency_cannot_be_compared() -> None:
    (verdict,) = judged("Amount refunded: €15.90", PROMISED)
    assert verdict.outcome is Outcome.CANT_TELL


@pytest.mark.parametrize("text", ["Bạn có thể trả hàng trong vòng 30 ngày.", "Tổng cộng 359.000 ₫", ""])
def test_a_mail_that_names_no_refund_is_left_alone(text: str) -> None:
    assert judged(text, PROMISED) == []


def test_without_anything_to_compare_with_or_from_a_stranger_nothing_is_said() -> None:
    assert judged("Số tiền hoàn: 359.000 ₫") == []
    assert judged("Số tiền hoàn: 359.000 ₫", PROMISED, solicited=False) == []


def test_the_price_of_one_piece_may_come_back() -> None:
    ordered = a_mail(id="m1", text="2 × Cốc men ngọc\t778.000 ₫\n1 × Bát\t120.000 ₫\nTổng cộng\t898.000 ₫")
    for paid_back, outcome in (("120.000 ₫", Outcome.PASS), ("100.000 ₫", Outcome.REVIEW)):
        refund = a_mail("refund", id="m2", arrived=T0 + minutes(5), subject="", text=f"Số tiền hoàn: {paid_back}")
        (verdict,) = refund_differs(a_visit(mails=[ordered, refund], noted=[PAID]))
        assert verdict.outcome is outcome

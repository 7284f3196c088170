import pytest
from factories import a_fact, a_mail, a_visit

from shopper import Outcome
from shopper.inbox_checks.content.order_number_differs import order_number_differs
from shopper.model import Verdict


def judged(text: str, shown: str = "GS-10023", subject: str = "Đơn hàng đang giao") -> list[Verdict]:
    mail = a_mail("shipping_notice", subject=subject, text=text)
    return list(order_number_differs(a_visit(mails=[mail], noted=[a_fact(value=shown)])))


def test_another_number_fails_and_quotes_both() -> None:
    (verdict,) = judged("Mã đơn hàng: GS-10024", subject="Đơn hàng GS-10024 đang giao")
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The shipping notice speaks of order GS-10024; the shop's page said GS-10023."
    assert (verdict.expected, verdict.actual, verdict.owner) == ("GS-10023", "GS-10024", "shipping")
    assert verdict.evidence == ("mail:m1", "step:2")


@pytest.mark.parametrize("shown", ["GS-10023", "gs-10023", "Mã đơn hàng: GS-10023", "#GS-10023", "GS 10023"])
def test_the_same_number_passes_however_the_page_dressed_it(shown: str) -> None:
    (verdict,) = judged("Mã đơn hàng: GS-10023" if " 1" not in shown else "Mã đơn hàng: 10023", shown)
    assert verdict.outcome is Outcome.PASS


@pytest.mark.parametrize("text", ["Mã đơn hàng: 10023", "Mã đơn hàng: GS-10023\nThay cho mã đơn hàng: GS-10020"])
def test_another_form_or_a_second_number_goes_to_a_person(text: str) -> None:
    (verdict,) = judged(text)
    assert verdict.outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    "text",
    ["Hàng của bạn đã được gửi đi.", "Mã vận đơn: VC123456789VN", "Đơn hàng ngày 12/10/2026", "Đơn hàng 2 sản phẩm"],
)
def test_a_mail_without_an_order_number_is_left_alone(text: str) -> None:
    assert judged(text) == []


def test_two_orders_of_one_visit_are_both_ours() -> None:
    mail = a_mail("shipping_notice", subject="", text="Mã đơn hàng: GS-10024")
    visit = a_visit(mails=[mail], noted=[a_fact(), a_fact(value="GS-10024", source="step:9")])
    (verdict,) = order_number_differs(visit)
    assert verdict.outcome is Outcome.PASS


def test_without_a_number_on_a_page_or_from_a_stranger_nothing_is_said() -> None:
    assert list(order_number_differs(a_visit(noted=[]))) == []
    assert list(order_number_differs(a_visit(noted=[a_fact(value="đang xử lý")]))) == []
    assert list(order_number_differs(a_visit(mails=[a_mail(text="Mã đơn hàng: GS-1", subject="", solicited=False)]))) == []

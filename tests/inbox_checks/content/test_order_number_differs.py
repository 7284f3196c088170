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


def test_a_carriers_number_for_the_parcel_is_none_of_the_order() -> None:
    announced = a_mail("shipping_notice", subject="", text="Mã vận đơn: GNVN2603118845")
    carriers = a_mail("carrier_notice", id="m2", sender="tin@giaonhanh.test", subject="", text="Mã đơn hàng: GNVN2603118845")
    assert list(order_number_differs(a_visit(mails=[announced, carriers]))) == []
    (verdict,) = order_number_differs(a_visit(mails=[carriers]))
    assert verdict.outcome is Outcome.REVIEW  # nobody had announced it: it may be the carrier's own


def test_a_number_in_groups_is_one_number() -> None:
    for written in ("10503 0077 4412", "1050300774412"):
        (verdict,) = judged(f"Bestellnummer: {written}", "10503 0077 4412", subject="")
        assert verdict.outcome is Outcome.PASS
    (verdict,) = judged("Bestellnummer: 10503 0077 4413", "10503 0077 4412", subject="")
    assert verdict.outcome is Outcome.FAIL

import pytest
from factories import a_page, a_step, a_visit

from shopper import Link, Outcome, PageView, Verdict
from shopper.page_checks.help.order_change_missing import order_change_missing

PLACED = a_page("/vi/da-dat-hang/GS-10023")


def order(status: str, *lines: str, link: str = "") -> PageView:
    links = (Link(text=link, href="https://www.gomsen.test/vi/x"),) if link else ()
    text = "\n".join(("Đơn hàng GS-10023", status, *lines))
    return a_page(
        "/vi/don-hang/1", title="Đơn hàng GS-10023 – Gốm Sen", alerts=(status,) if status else (), text=text, links=links
    )


def judged(*pages: PageView) -> list[Verdict]:
    steps = (a_step("2", "click", PLACED), *(a_step(str(n), page=page) for n, page in enumerate(pages, 3)))
    return list(order_change_missing(a_visit(steps=steps)))


@pytest.mark.parametrize(
    "link", ["Sửa đơn hàng", "Cancel order", "Bestellung stornieren", "Modifier la commande", "Cancelar mi pedido"]
)
def test_a_control_to_change_or_cancel_passes(link: str) -> None:
    assert [one.outcome for one in judged(order("Đã đặt hàng", link=link))] == [Outcome.PASS]


@pytest.mark.parametrize(
    ("status", "line"),
    [
        ("Đã đặt hàng", "Muốn sửa đơn, hãy gọi 1800 0108."),
        ("Order placed", "To change or cancel this order, please call us."),
        ("Bestellung eingegangen", "Zum Stornieren rufen Sie uns bitte an."),
    ],
)
def test_a_sentence_that_says_whom_to_ask_will_do(status: str, line: str) -> None:
    assert [one.outcome for one in judged(order(status, line))] == [Outcome.PASS]


def test_an_order_that_is_not_packed_and_offers_nothing_fails() -> None:
    (verdict,) = judged(order("Đã đặt hàng", "Cảm ơn bạn."))
    assert (verdict.outcome, verdict.about, verdict.evidence) == (Outcome.FAIL, "order change", ("step:3",))


@pytest.mark.parametrize(
    "status", ["Đã đóng gói", "Đang giao hàng", "Shipped", "Versandt", "Expédiée", "Cancelled", "Entregado", ""]
)
def test_an_order_that_is_packed_or_says_nothing_is_not_judged(status: str) -> None:
    assert judged(order(status)) == []


def test_one_page_that_offers_it_is_enough() -> None:
    assert [one.outcome for one in judged(order("Đã đặt hàng"), order("Đã đặt hàng", link="Huỷ đơn hàng"))] == [Outcome.PASS]


def test_a_visit_without_an_order_is_not_judged() -> None:
    assert list(order_change_missing(a_visit(steps=(a_step("1", page=order("Đã đặt hàng")),), noted=[]))) == []

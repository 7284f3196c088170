import pytest
from factories import a_document, a_page, a_step, a_visit

from shopper import Document, Link, Outcome, PageView, Verdict
from shopper.page_checks.help.order_history_or_invoice_missing import order_history_or_invoice_missing

PLACED = a_page("/vi/da-dat-hang/GS-10023")


def account(*lines: str, log_out: str = "Đăng xuất", links: tuple[Link, ...] = ()) -> PageView:
    return a_page("/vi/tai-khoan", title="Tài khoản", text="\n".join(("Tài khoản", *lines)), controls=(log_out,), links=links)


def order(*lines: str, status: str = "Đang giao hàng") -> PageView:
    return a_page("/vi/don-hang/1", title="Đơn hàng GS-10023", alerts=(status,), text="\n".join(("GS-10023", *lines)))


def judged(*pages: PageView, documents: tuple[Document, ...] = ()) -> dict[str, Verdict]:
    steps = (a_step("2", "click", PLACED), *(a_step(str(n), page=page) for n, page in enumerate(pages, 3)))
    return {one.about: one for one in order_history_or_invoice_missing(a_visit(steps=steps, documents=documents))}


@pytest.mark.parametrize(
    ("line", "log_out"),
    [
        ("Đơn hàng của bạn", "Đăng xuất"),
        ("Your orders", "Log out"),
        ("Ihre Bestellungen", "Abmelden"),
        ("Vos commandes", "Se déconnecter"),
        ("Mis pedidos", "Cerrar sesión"),
    ],
)
def test_an_account_that_lists_orders_passes(line: str, log_out: str) -> None:
    assert judged(account(line, log_out=log_out))["order history"].outcome is Outcome.PASS


def test_a_link_to_them_will_do() -> None:
    link = Link(text="Lịch sử mua hàng", href="https://www.gomsen.test/vi/x")
    assert judged(account(links=(link,)))["order history"].outcome is Outcome.PASS


def test_an_account_without_orders_fails() -> None:
    verdict = judged(account("Địa chỉ đã lưu"))["order history"]
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("step:3",))
    assert verdict.sentence == "The account leads to no list of the customer's orders."


def test_an_order_that_was_sent_must_offer_its_invoice() -> None:
    verdict = judged(account("Đơn hàng của bạn"), order())["invoice"]
    assert (verdict.outcome, verdict.evidence) == (Outcome.FAIL, ("step:4",))
    assert judged(account("Đơn hàng của bạn"), order("Tải hoá đơn (PDF)"))["invoice"].outcome is Outcome.PASS


def test_an_invoice_that_she_downloaded_will_do() -> None:
    assert judged(account("Đơn hàng của bạn"), documents=(a_document(source="step:4"),))["invoice"].outcome is Outcome.PASS


def test_an_order_that_was_not_sent_yet_needs_none() -> None:
    seen = judged(account("Đơn hàng của bạn"), order(status="Đã đặt hàng"), documents=(a_document(source="mail:m1"),))
    assert "invoice" not in seen


def test_a_guest_s_visit_is_not_judged() -> None:
    assert judged(order()) == {}

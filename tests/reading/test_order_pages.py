import re

import pytest
from factories import a_page, a_step, a_visit

from shopper.model import Evidence, Link, PageView
from shopper.reading.order_pages import account_pages, order_pages, says

PLACED = a_page("/vi/da-dat-hang/GS-10023", title="GS-10023")


def visiting(*pages: PageView) -> Evidence:
    return a_visit(steps=tuple(a_step(str(n), page=page) for n, page in enumerate((a_page("/vi/"), PLACED, *pages), 1)))


def order(status: str = "Đã đặt hàng", **changes: object) -> PageView:
    return a_page("/vi/don-hang/1", **{"title": "Đơn hàng GS-10023", "alerts": (status,), **changes})


def test_an_order_s_page_is_headed_by_its_number_after_it_was_placed() -> None:
    (page,) = order_pages(visiting(a_page("/vi/don-hang/2", text="GS-10023"), order()))
    assert (page.source, page.status, page.is_done) == ("step:4", "da dat hang", False)
    assert order_pages(a_visit(steps=(a_step("1", page=order()),))) == []


@pytest.mark.parametrize(
    "page",
    [
        order().model_copy(update={"status": 500}),
        order(challenged=True),
        a_page("/vi/thanh-toan", title="GS-10023"),
        a_page("https://track.vanchuyen.test/1", title="GS-10023"),
    ],
)
def test_broken_pages_the_checkout_and_other_firms_are_none(page: PageView) -> None:
    assert order_pages(visiting(page)) == []


@pytest.mark.parametrize(
    ("status", "done"),
    [
        ("Order placed", False),
        ("Bestellung eingegangen", False),
        ("Commande enregistrée", False),
        ("Packed", True),
        ("Zugestellt", True),
        ("En cours de livraison", True),
        ("Đang giao hàng", True),
        ("Đã huỷ", True),
        ("En camino", True),
    ],
)
def test_its_status_says_whether_it_is_too_late(status: str, done: bool) -> None:
    (page,) = order_pages(visiting(order(status)))
    assert page.is_done is done


def test_it_offers_what_its_links_and_buttons_say() -> None:
    hidden = Link(text="Trả hàng", href="https://www.gomsen.test/x", visible=False)
    (page,) = order_pages(visiting(order(links=(hidden,), controls=("Huỷ đơn hàng",))))
    assert (page.offers("order_change"), page.offers("returns")) == ("Huỷ đơn hàng", "")


def test_pages_that_let_her_log_out_are_her_account_s() -> None:
    inside, outside = a_page("/vi/tai-khoan", controls=("Đăng xuất",)), a_page("/vi/tai-khoan", controls=("Đăng nhập",))
    assert [step.id for step, _ in account_pages(visiting(inside, outside))] == ["3"]


def test_what_a_page_says_is_found_without_accents() -> None:
    assert says(a_page("/vi/", text="Xin chào\nTải hoá đơn"), re.compile("hoa don")) == "tai hoa don"
    assert says(a_page("/vi/"), re.compile("hoa don")) == ""

"""The mails against the order they are about. Rendered straight, without a shop."""

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from shopper.practice_shop.orders import Address, Order, OrderBook
from shopper.practice_shop.rendering import day, money
from shopper.practice_shop.systems import platform, shipping
from shopper.practice_shop.systems.back_office import OrderMail
from shopper.practice_shop.tenant import GOM_SEN

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
WRITERS = [platform.confirmation, shipping.shipping_notice]
LINH = Address("Nguyễn Thùy <Linh>", "linh@mailbox.test", "0168 000 0142", "25 ngõ 81 phố Láng Hạ", "Hà Nội", "11500", "VN")


def an_order(language: str = "vi") -> Order:
    return OrderBook().place({"mug": 2, "cups": 1}, LINH, language=language, placed=NOW, zone=GOM_SEN.timezone)


def bodies(message: EmailMessage) -> tuple[str, str]:
    """The text part, and what the HTML shows."""
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain and html
    shown = LexborHTMLParser(html.get_content()).body
    assert shown
    return " ".join(plain.get_content().split()), " ".join(shown.text(separator=" ").split())


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("write", WRITERS)
def test_both_parts_say_what_the_order_says(write: OrderMail, language: str) -> None:
    order = an_order(language)
    message = write(order, language, (), NOW)
    for body in bodies(message):
        told = [
            order.number,
            " ".join(money(order.total, order.currency, language).split()),
            day(order.delivery_date, language),
            order.address.street,
            GOM_SEN.legal,
            GOM_SEN.address,
            GOM_SEN.tax,
            GOM_SEN.phone,
            GOM_SEN.email,
            *(line.product.name[language] for line in order.bill.lines),
        ]
        assert [text for text in told if text not in body] == []
    assert order.number in message["Subject"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("write", WRITERS)
def test_a_mail_survives_the_wire_and_is_well_formed(write: OrderMail, language: str) -> None:
    sent = write(an_order(language), language, (), NOW)
    got = email.message_from_bytes(sent.as_bytes(), policy=email.policy.default)
    assert isinstance(got, EmailMessage)
    assert got.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in got.iter_parts()] == ["text/plain", "text/html"]
    assert bodies(got) == bodies(sent)
    assert got["From"].addresses[0].display_name == "Gốm Sen"
    assert got["To"].addresses[0].addr_spec == LINH.email
    assert parsedate_to_datetime(got["Date"]) == NOW
    assert len(sent.as_bytes()) < 20_000
    assert max(len(line) for line in sent.as_bytes().splitlines()) <= 998


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_order_at_the_same_time_gives_the_same_bytes(write: OrderMail) -> None:
    order = an_order()
    assert write(order, "vi", (), NOW).as_bytes() == write(order, "vi", (), NOW).as_bytes()


def test_two_systems_can_be_told_apart_and_never_share_an_id() -> None:
    orders = [an_order(), an_order()]
    messages = [write(order, "vi", (), NOW) for order in orders for write in WRITERS]
    assert len({message["Message-ID"] for message in messages}) == 4
    for header in ("From", "X-Mailer"):
        assert len({str(message[header]) for message in messages}) == 2
    assert len({message["Message-ID"].rpartition("@")[2] for message in messages}) == 2


@pytest.mark.parametrize("write", WRITERS)
def test_html_is_fit_for_mail_clients(write: OrderMail) -> None:
    html = write(an_order("en"), "en", (), NOW).get_body(("html",))
    assert html
    tree = LexborHTMLParser(html.get_content())
    assert tree.css("script, style, link, form, iframe") == []
    assert all(table.attributes.get("role") == "presentation" for table in tree.css("table"))
    assert [picture.attributes["alt"] for picture in tree.css("img")] == ["Gốm Sen"]
    assert all(picture.attributes["src"].startswith("https://www.gomsen.test/") for picture in tree.css("img"))
    assert "&lt;Linh&gt;" in html.get_content() and "<Linh>" not in html.get_content()


def test_the_order_number_of_a_neighbour_is_no_order_of_the_shop() -> None:
    book = OrderBook()
    orders = [book.place({"mug": 1}, LINH, language="en", placed=NOW, zone=GOM_SEN.timezone) for _ in range(5)]
    for order in orders:
        message = shipping.shipping_notice(order, "en", ["shipping_mail_other_order_number"], NOW)
        assert order.number not in message["Subject"]
        assert not any(other.number in body for other in orders for body in bodies(message))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_wrong_total_leaves_out_the_delivery(language: str) -> None:
    order = an_order(language)
    message = platform.confirmation(order, language, ["confirmation_total_wrong"], NOW)
    wrong, right, shipping = (
        " ".join(money(amount, order.currency, language).split())
        for amount in (order.total - order.bill.shipping, order.total, order.bill.shipping)
    )
    for body in bodies(message):
        assert wrong in body and right not in body and shipping in body


def test_the_other_language_reaches_subject_and_both_parts_but_not_the_link() -> None:
    order = an_order("vi")
    message = shipping.shipping_notice(order, "vi", ["shipping_mail_in_other_language"], NOW)
    assert message["Subject"].startswith("Your order is on its way")
    for body in bodies(message):
        assert "Track your parcel" in body and "Theo dõi" not in body and "₫" in body
    assert f"/vi/kien-hang/{order.tracking}" in bodies(message)[0]

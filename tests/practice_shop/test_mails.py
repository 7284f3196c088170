"""The mails against what they are about. Rendered straight, without a shop, then read as an audit reads them."""

import email
import email.policy
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from shopper.inbox.matching import recognise
from shopper.inbox.parsing import read_mail
from shopper.journey.load import load
from shopper.practice_shop.accounts import AccountBook
from shopper.practice_shop.orders import Address, Order, OrderBook, Return
from shopper.practice_shop.paths import LANGUAGES
from shopper.practice_shop.rendering import day, money, words
from shopper.practice_shop.systems import carrier, erp, order_management, platform, returns_desk, shipping
from shopper.practice_shop.systems.back_office import SYSTEMS, OrderMail
from shopper.practice_shop.tenant import GOM_SEN
from shopper.reading.language import foreign_blocks, language_of

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
LINH = Address("Nguyễn Thùy <Linh>", "linh@mailbox.test", "0168 000 0142", "25 ngõ 81 phố Láng Hạ", "Hà Nội", "11500", "VN")
ABOUT_ORDERS: dict[str, OrderMail] = {
    "order_confirmation": platform.confirmation,
    "order_changed": platform.order_changed,
    "order_cancelled": platform.order_cancelled,
    "ready_to_ship": order_management.ready_to_ship,
    "shipping_notice": shipping.shipping_notice,
    "invoice": erp.invoice,
    "carrier_notice": carrier.carrier_notice,
    "delivered": carrier.delivered,
}
ABOUT_RETURNS = {"return_label": returns_desk.return_label, "refund": returns_desk.refund}
KINDS = ["welcome", *ABOUT_ORDERS, *ABOUT_RETURNS]
TEXTS = {"order_confirmation": "confirmation", "shipping_notice": "shipping"}
WITH_PDF = {"order_confirmation": 2, "invoice": 1, "return_label": 1}
FROM_THE_CARRIER = {"carrier_notice", "delivered"}
each_kind = pytest.mark.parametrize("kind", KINDS)
each_order_kind = pytest.mark.parametrize("kind", ABOUT_ORDERS)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def an_order(language: str = "vi", *, changed: bool = False) -> Order:
    book = OrderBook()
    order = book.place({"mug": 2, "cups": 1}, LINH, language=language, placed=NOW, zone=GOM_SEN.timezone)
    return book.change(order, LINH, {"mug": 1, "cups": 1}, NOW) if changed else order


def a_return(language: str = "vi") -> Return:
    book = OrderBook()
    order = book.place({"mug": 2, "cups": 1}, LINH, language=language, placed=NOW, zone=GOM_SEN.timezone)
    booked = NOW + timedelta(days=5)
    return book.take_back(order, order.bill.pieces, "unsaid", booked=booked, refunded=booked + timedelta(days=2))


def write(kind: str, language: str = "vi", *defects: str, order: Order | None = None) -> EmailMessage:
    """A mail of this kind about an order, a return or an account of its own."""
    if kind == "welcome":
        account = AccountBook().register(LINH.name, LINH.email, "ba mươi sáu phố", language=language, now=NOW)
        assert account
        return platform.welcome(account, language, NOW)
    if kind in ABOUT_RETURNS:
        return ABOUT_RETURNS[kind](a_return(language), language, defects, NOW)
    about = order or an_order(language, changed=kind == "order_changed")
    return ABOUT_ORDERS[kind](about, language, defects, NOW, GOM_SEN)


def bodies(message: EmailMessage) -> tuple[str, str]:
    """The text part, and what the HTML shows."""
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain and html
    shown = LexborHTMLParser(html.get_content()).body
    assert shown
    return " ".join(plain.get_content().split()), " ".join(shown.text(separator=" ").split())


def said(amount: str) -> str:
    """An amount with ordinary blanks."""
    return " ".join(amount.split())


def lines(tree: object) -> Iterator[str]:
    """Every text of a kind without blanks."""
    if isinstance(tree, dict | list):
        for branch in tree.values() if isinstance(tree, dict) else tree:
            yield from lines(branch)
    elif "{" not in str(tree):
        yield str(tree)


@each_language
@each_kind
def test_both_parts_name_the_customer_the_matter_and_the_way_to_a_person(kind: str, language: str) -> None:
    message = write(kind, language)
    for body in bodies(message):
        told = [LINH.name, GOM_SEN.name, GOM_SEN.phone]
        told += [] if kind == "welcome" else ["GS-41207"]
        sender = GOM_SEN.carrier if kind in FROM_THE_CARRIER else GOM_SEN
        told += [sender.legal, sender.address, sender.tax, sender.phone, sender.email]
        assert [text for text in told if text not in body] == []
        assert len(body.split()) >= 60
    assert kind == "welcome" or "GS-41207" in message["Subject"]


@each_language
@each_kind
def test_both_parts_say_the_same(kind: str, language: str) -> None:
    """A link or a sentence of the kind's own texts that stands in one part stands in the other."""
    message = write(kind, language)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain and html
    tree = LexborHTMLParser(html.get_content())
    links = {node.attributes["href"] or "" for node in tree.css("a")}
    missing = {link for link in links if link.startswith("https:") and link not in plain.get_content()}
    assert all(link.endswith(f"/{language}/") for link in missing)  # the logo's, to the home page
    text, shown = bodies(message)
    own = words(language)["mails"][TEXTS.get(kind, kind)]
    for sentence in lines({name: text for name, text in own.items() if name != "preheader"}):
        assert (sentence in text) == (sentence in shown), sentence


@each_language
@pytest.mark.parametrize("kind", ["order_confirmation", "order_changed", "shipping_notice", "invoice"])
def test_the_total_is_the_orders(kind: str, language: str) -> None:
    order = an_order(language, changed=kind == "order_changed")
    for body in bodies(write(kind, language, order=order)):
        assert said(money(order.total, order.currency, language)) in body


@each_language
@pytest.mark.parametrize("kind", ["order_confirmation", "order_changed", "ready_to_ship", "shipping_notice", "carrier_notice"])
def test_the_delivery_date_is_the_orders(kind: str, language: str) -> None:
    for body in bodies(write(kind, language)):
        assert day(an_order(language).delivery_date, language) in body


@each_language
def test_money_goes_back_as_the_books_say(language: str) -> None:
    order, returned = an_order(language, changed=True), a_return(language)
    less = money(order.total_before - order.total, order.currency, language) if order.total_before else ""
    for kind, amount in (
        ("order_changed", less),
        ("order_cancelled", money(an_order(language).total, order.currency, language)),
        ("return_label", money(returned.refund, returned.currency, language)),
        ("refund", money(returned.refund, returned.currency, language)),
    ):
        for body in bodies(write(kind, language)):
            assert said(amount) in body, kind


@each_language
@each_kind
def test_a_mail_survives_the_wire_and_is_well_formed(kind: str, language: str) -> None:
    sent = write(kind, language)
    got = email.message_from_bytes(sent.as_bytes(), policy=email.policy.default)
    assert isinstance(got, EmailMessage)
    alternatives = ["text/plain", "text/html"]
    if kind in WITH_PDF:
        assert got.get_content_type() == "multipart/mixed"
        assert [part.get_content_type() for part in got.iter_attachments()] == ["application/pdf"] * WITH_PDF[kind]
        [got_bodies] = [part for part in got.iter_parts() if part.is_multipart()]
        assert [part.get_content_type() for part in got_bodies.iter_parts()] == alternatives
    else:
        assert got.get_content_type() == "multipart/alternative"
        assert [part.get_content_type() for part in got.iter_parts()] == alternatives
    assert bodies(got) == bodies(sent)
    assert got["From"].addresses[0].display_name == ("Vận Chuyển Én" if kind in FROM_THE_CARRIER else "Gốm Sen")
    assert got["To"].addresses[0].addr_spec == LINH.email
    assert parsedate_to_datetime(got["Date"]) == NOW
    assert len(sent.as_bytes()) < (150_000 if kind in WITH_PDF else 20_000)
    assert max(len(line) for line in sent.as_bytes().splitlines()) <= 998


@each_order_kind
def test_the_same_order_at_the_same_time_gives_the_same_bytes(kind: str) -> None:
    order = an_order(changed=kind == "order_changed")
    assert write(kind, order=order).as_bytes() == write(kind, order=order).as_bytes()


def test_systems_can_be_told_apart_and_mails_never_share_an_id() -> None:
    messages = [write(kind) for kind in KINDS for _ in range(2)]
    assert len({message["Message-ID"] for message in messages}) == len(messages)
    hosts = {message["Message-ID"].rpartition("@")[2].rstrip(">") for message in messages}
    assert hosts == {system.host(GOM_SEN) for system in SYSTEMS}
    assert len({message["X-Mailer"] for message in messages}) == len(SYSTEMS) == 6


@each_language
@each_kind
def test_an_audit_recognises_every_kind(kind: str, language: str) -> None:
    [shop] = {plan.shop.id: plan.shop for plan in load([], root=ROOT, shops=["gom_sen"]).plans}.values()
    reading = read_mail(write(kind, language).as_bytes())
    assert recognise(reading, shop) == (kind, shop.mails[kind].system, True, "")


@each_language
@each_kind
def test_a_mail_speaks_one_language(kind: str, language: str) -> None:
    names = (GOM_SEN.name, GOM_SEN.legal, GOM_SEN.address, GOM_SEN.carrier.name, LINH.name, LINH.street, LINH.city)
    text = read_mail(write(kind, language).as_bytes()).text
    assert language_of(text, leave_out=names).language == language
    assert foreign_blocks(text, language, leave_out=names) == []


@each_kind
def test_html_is_fit_for_mail_clients(kind: str) -> None:
    html = write(kind, "en").get_body(("html",))
    assert html
    tree = LexborHTMLParser(html.get_content())
    assert tree.css("script:not([type='application/ld+json']), style, link, form, iframe") == []
    assert len(tree.css("h1")) == 1
    assert all(table.attributes.get("role") == "presentation" for table in tree.css("table"))
    pictures = {picture.attributes["alt"]: picture.attributes["src"] or "" for picture in tree.css("img")}
    assert pictures.pop("Gốm Sen") == "https://www.gomsen.test/static/logo.png"
    assert set(pictures) == ({"Vận Chuyển Én"} if kind in FROM_THE_CARRIER else set())
    assert "&lt;Linh&gt;" in html.get_content() and "<Linh>" not in html.get_content()


def test_a_change_that_costs_more_or_nothing_says_so() -> None:
    book = OrderBook()
    order = book.place({"mug": 1}, LINH, language="en", placed=NOW, zone=GOM_SEN.timezone)
    dearer = book.change(order, LINH, {"mug": 2}, NOW)
    same = book.change(dearer, LINH, {"mug": 2}, NOW + timedelta(minutes=1))
    more, nothing = (platform.order_changed(changed, "en", (), NOW) for changed in (dearer, same))
    assert "costs €15.90 more" in bodies(more)[0] and "has not changed" in bodies(nothing)[1]
    assert more["Message-ID"] != nothing["Message-ID"]


# --- with defects -------------------------------------------------------------------------------------------------


def test_the_order_number_of_a_neighbour_is_no_order_of_the_shop() -> None:
    book = OrderBook()
    orders = [book.place({"mug": 1}, LINH, language="en", placed=NOW, zone=GOM_SEN.timezone) for _ in range(5)]
    for order in orders:
        message = shipping.shipping_notice(order, "en", ["shipping_mail_other_order_number"], NOW)
        assert order.number not in message["Subject"]
        assert not any(other.number in body for other in orders for body in bodies(message))


@each_language
def test_a_wrong_total_leaves_out_the_delivery(language: str) -> None:
    order = an_order(language)
    message = platform.confirmation(order, language, ["confirmation_total_wrong"], NOW)
    wrong, right, delivery = (
        said(money(amount, order.currency, language))
        for amount in (order.total - order.bill.shipping, order.total, order.bill.shipping)
    )
    for body in bodies(message):
        assert wrong in body and right not in body and delivery in body


def test_the_other_language_reaches_subject_and_both_parts_but_not_the_link() -> None:
    order = an_order("vi")
    message = shipping.shipping_notice(order, "vi", ["shipping_mail_in_other_language"], NOW)
    assert message["Subject"].startswith("Your order is on its way")
    for body in bodies(message):
        assert "Track your parcel" in body and "Theo dõi" not in body and "₫" in body
    assert f"/vi/kien-hang/{order.tracking}" in bodies(message)[0]


@pytest.mark.parametrize(
    ("language", "stranger"),
    [
        ("vi", "Should a piece arrive broken"),
        ("en", "Nếu có món nào bị vỡ"),
        ("de", "Should a piece arrive broken"),
        ("fr", "Should a piece arrive broken"),
    ],
)
def test_half_a_translation_leaves_one_paragraph_behind(language: str, stranger: str) -> None:
    for body in bodies(write("shipping_notice", language, "shipping_mail_half_translated")):
        assert stranger in body
    names = (GOM_SEN.name, GOM_SEN.legal, GOM_SEN.address, LINH.name, LINH.street, LINH.city)
    text = read_mail(write("shipping_notice", language, "shipping_mail_half_translated").as_bytes()).text
    assert len(foreign_blocks(text, language, leave_out=names)) == 1


@each_language
def test_a_dead_end_has_no_link_no_phone_and_wants_no_answer(language: str) -> None:
    message = write("ready_to_ship", language, "ready_to_ship_dead_end")
    html = message.get_body(("html",))
    assert html and "<a " not in html.get_content()
    assert message["From"].addresses[0].addr_spec == "no-reply@gomsen.test"
    for body in bodies(message):
        assert not any(way in body for way in ("1800", "http", "hello@"))
        assert words(language)["mails"]["ready_to_ship"]["no_reply"] in body


def test_a_placeholder_stands_where_the_name_should() -> None:
    for body in bodies(write("ready_to_ship", "en", "ready_to_ship_placeholder")):
        assert "Hello {{ customer.first_name }}," in body


def test_an_invoice_without_logo_shows_no_picture() -> None:
    html = write("invoice", "vi", "invoice_without_logo").get_body(("html",))
    assert html and "<img" not in html.get_content()


def test_broken_letters_are_those_of_utf8_read_as_windows_1252() -> None:
    message = write("invoice", "vi", "invoice_mojibake")
    assert message["Subject"] == write("invoice", "vi")["Subject"]
    for body in bodies(message):
        assert "Gá»‘m Sen" in body and "Gốm Sen" not in body and "GS-41207" in body


def test_a_confirmation_that_comes_again_differs_only_in_its_id() -> None:
    order = an_order()
    once, again = (write(order, "vi", (), NOW) for write in (platform.confirmation, platform.confirmation_again))
    assert once["Message-ID"] != again["Message-ID"]
    assert bodies(once) == bodies(again) and once["Subject"] == again["Subject"]


@each_language
def test_a_refund_that_is_too_small_lacks_the_delivery(language: str) -> None:
    returned = a_return(language)
    message = returns_desk.refund(returned, language, ["refund_too_small"], NOW)
    short, right = (
        said(money(amount, returned.currency, language))
        for amount in (returned.refund - returned.order.bill.shipping, returned.refund)
    )
    for body in bodies(message):
        assert short in body and right not in body

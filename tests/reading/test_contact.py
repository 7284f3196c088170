import pytest
from factories import a_page

from shopper.model import Link, Reading
from shopper.reading.contact import (
    addresses_in,
    contact_in_text,
    is_contact,
    is_contact_control,
    numbers_in,
    refuses_reply,
    ways_to_a_person,
)


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("024 3926 0000", "tel:+842439260000"),
        ("Write to us", "mailto:support@gomsen.test"),
        ("Liên hệ", "https://x.test/a"),
        ("Contact us", "https://x.test/a"),
        ("Kontakt", "https://x.test/a"),
        ("Nous contacter", "https://x.test/a"),
        ("Contacto", "https://x.test/a"),
        ("", "https://x.test/vi/lien-he"),
        ("Zalo", "https://zalo.me/123"),
        ("Live chat", "https://x.test/#"),
    ],
)
def test_ways_to_a_person(text: str, href: str) -> None:
    assert is_contact(Link(text=text, href=href))


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("", "mailto:no-reply@gomsen.test"),
        ("FAQ", "https://x.test/faq"),
        ("Contactless payment", "https://x.test/p"),
        ("Home", "https://x.test/vi/"),
    ],
)
def test_other_links_lead_to_nobody(text: str, href: str) -> None:
    assert not is_contact(Link(text=text, href=href))


def test_a_button_may_open_a_chat() -> None:
    assert is_contact_control("Chat với chúng tôi")
    assert is_contact_control("Jetzt chatten") and is_contact_control("Discuter avec nous")
    assert not is_contact_control("Thêm vào giỏ")


def test_the_customers_own_address_and_phone_lead_to_nobody() -> None:
    own = ("v1@inbox.test", "+84 912 345 678")
    assert contact_in_text("Email: v1@inbox.test\nĐiện thoại: 0912 345 678", own=own) == ""
    assert contact_in_text("Hotline: 1900 1234", own=own) == "1900 1234"
    assert contact_in_text("Rufen Sie 1800 0108 an.") == contact_in_text("Appelez le 1800 0108.") == "1800 0108"
    assert contact_in_text("support@gomsen.test", own=own) == "support@gomsen.test"


def test_a_hidden_link_is_no_way() -> None:
    hidden = a_page(links=(Link(text="Liên hệ", href="https://x.test/", visible=False),))
    assert list(ways_to_a_person(hidden)) == []
    assert list(ways_to_a_person(a_page())) == ["link “Liên hệ”"]


def test_a_jump_within_the_contact_page_is_no_way_but_a_chat_may_open_there() -> None:
    url = "https://www.gomsen.test/vi/lien-he"
    skip, chat = Link(text="Đến nội dung chính", href=f"{url}#main"), Link(text="Live chat", href=f"{url}#")
    assert list(ways_to_a_person(a_page(url, links=(skip, chat)))) == ["link “Live chat”"]


@pytest.mark.parametrize(
    "text",
    [
        "Vui lòng không trả lời email này.",
        "Thư này được gửi tự động, không có ai đọc hộp thư này.",
        "Please do not\nreply to this email.",
        "This mailbox is not monitored.",
        "Bitte antworten Sie nicht auf diese E-Mail.",
        "Merci de ne pas répondre à ce message.",
        "Por favor, no responda a este correo.",
    ],
)
def test_a_mail_may_refuse_answers_in_words(text: str) -> None:
    assert refuses_reply(Reading(sender="orders@gomsen.test", text=text))


def test_a_mail_may_refuse_answers_by_its_address() -> None:
    assert refuses_reply(Reading(sender="no-reply@gomsen.test"))
    assert not refuses_reply(Reading(sender="no-reply@gomsen.test", reply_to="help@gomsen.test"))
    assert not refuses_reply(Reading(sender="orders@gomsen.test", text="Bạn cứ trả lời thư này. Simply reply to this email."))


def test_addresses_that_somebody_reads() -> None:
    text = "linh@inbox.test, no-reply@gomsen.test, hello@gomsen.test."
    assert addresses_in(text, own=("LINH@inbox.test",)) == ["hello@gomsen.test"]


@pytest.mark.parametrize(
    "text",
    [
        "Gọi 1800 0108 hoặc viết thư.",
        "Call us on 1800 0108",
        "Rufen Sie uns unter 1800 0108 an.",
        "Appelez-nous au 1800 0108.",
        "Llámenos al 1800 0108",
        "Hotline: 1800 0108",
    ],
)
def test_numbers_that_are_called_so_in_five_languages(text: str) -> None:
    assert numbers_in(text) == ("1800 0108",)


def test_numbers_of_orders_are_no_phones() -> None:
    assert numbers_in("Mã đơn hàng 10023456\nNuméro de commande : 10023456\nBestellnummer: 10023456") == ()

import pytest
from factories import a_mail

from shopper.model import Link
from shopper.reading.links import (
    acts,
    host_of,
    is_checkout,
    is_for_her_alone,
    is_listed,
    link_name,
    path_of,
    place_of,
    role_of,
    stable_name,
    web_links,
)


@pytest.mark.parametrize(
    ("text", "href", "role", "acting"),
    [
        ("Theo dõi đơn hàng", "https://track.vanchuyen.test/vi/VC1234", "track", False),
        ("Track your parcel", "https://x.test/p", "track", False),
        ("Huỷ đơn hàng", "https://x.test/y", "cancel", True),
        ("Hủy đăng ký", "https://x.test/y", "unsubscribe", True),
        ("Unsubscribe", "https://x.test/u", "unsubscribe", True),
        ("Se désabonner", "https://x.test/u", "unsubscribe", True),
        ("Newsletter abbestellen", "https://x.test/u", "unsubscribe", True),
        ("Darse de baja", "https://x.test/u", "unsubscribe", True),
        ("Xác nhận email", "https://x.test/t", "confirm", True),
        ("Thanh toán ngay", "https://x.test/t", "pay", True),
        ("Pay now", "https://x.test/t", "pay", True),
        ("Your preferences", "https://x.test/unsubscribe/1", "unsubscribe", True),
        ("here", "https://x.test/?action=cancel", "cancel", True),
        ("View your order confirmation", "https://x.test/orders/1", "other", False),
        ("Payment methods", "https://x.test/help/payment", "other", False),
        ("Chính sách thanh toán", "https://x.test/p", "pay", False),
        ("Return policy", "https://x.test/r", "return", False),
        ("Liên hệ", "https://x.test/", "contact", False),
        ("Gốm Sen", "https://x.test/vi/", "other", False),
    ],
)
def test_what_a_link_is_for_and_whether_it_would_act(text: str, href: str, role: str, acting: bool) -> None:
    link = Link(text=text, href=href)
    assert (role_of(link), acts(link)) == (role, acting)


def test_places_hold_from_visit_to_visit() -> None:
    assert place_of("https://www.gomsen.test/vi/don-hang/GS-10023?key=a1") == "www.gomsen.test/vi/don-hang/…"
    assert place_of("https://a.test/order/kJxThgT-asdQWEfghUIOPl/") == "a.test/order/…"
    assert place_of("https://a.test/vi/chinh-sach/giao-hang-va-doi-tra") == "a.test/vi/chinh-sach/giao-hang-va-doi-tra"
    assert place_of("https://a.test") == place_of("https://a.test/#top") == "a.test/"
    assert path_of("https://a.test/vi/%C4%91%C6%A1n/") == "/vi/đơn"
    assert host_of("https://WWW.gomsen.test:8443/") == "gomsen.test"
    assert host_of("https://www.gốm.vn/") == host_of("https://xn--gm-j9s.vn/bát") == "xn--gm-j9s.vn"


@pytest.mark.parametrize("url", ["about:blank", "", "http://[", "mailto:a@b.test", "https://a.test:x/"])
def test_what_is_no_address_of_a_page_breaks_nothing(url: str) -> None:
    assert path_of(url).startswith("/")
    assert host_of(url) in ("", "a.test")
    assert not is_checkout(url)
    assert not acts(Link(text="Home", href=url))


def test_the_checkout_is_known_by_its_path() -> None:
    assert is_checkout("https://www.gomsen.test/vi/thanh-toan/the")
    assert not is_checkout("https://www.gomsen.test/vi/da-dat-hang/GS-10023")


def test_hosts_are_listed_by_name_or_below_a_name() -> None:
    patterns = ("*.Gomsen.test", "track.vanchuyen.test")
    assert all(is_listed(host, patterns) for host in ("gomsen.test", "mail.gomsen.test", "track.vanchuyen.test"))
    assert not any(is_listed(host, patterns) for host in ("notgomsen.test", "vanchuyen.test", ""))


@pytest.mark.parametrize(
    "path",
    ["/don-hang/GS-1/huy-don?key=a1", "/confirm-email/abc", "/activate.php?k=1", "/newsletter/abbestellen", "/optout.php",
     "/bestellung/1/stornieren", "/commande/1/annuler", "/?route=account/order/cancel", "/x?op=delete", "/account/logout",
     "/survey/8?score=5"],
)  # fmt: skip
def test_an_address_that_says_that_it_acts_is_believed_in_any_language(path: str) -> None:
    assert acts(Link(text="×", href=f"https://www.gomsen.test{path}"))


@pytest.mark.parametrize(
    "path", ["/vi/chinh-sach/huong-dan", "/en/products/hue-tea-cups", "/rates", "/en/policies/cancellation"]
)
def test_a_page_that_only_tells_may_be_opened(path: str) -> None:
    assert not acts(Link(text="More", href=f"https://www.gomsen.test{path}"))


@pytest.mark.parametrize(
    ("url", "hers"),
    [
        ("https://x.test/vi/don-hang/CVV8LrNHKZdlOI2GpDPJ6w", True),
        ("https://x.test/parcels/VC123456789VN", True),
        ("https://x.test/track?number=VC123456789VN", True),
        ("https://x.test/o?key=a1b2c3d4", True),
        ("https://x.test/vi/chinh-sach/doi-tra", False),
        ("https://x.test/?utm_source=mail2026&utm_campaign=spring26", False),
        ("https://x.test/products?lang=de-DE", False),
        ("https://x.test/", False),
    ],
)
def test_addresses_for_one_customer_alone(url: str, hers: bool) -> None:
    assert is_for_her_alone(url) is hers


def test_a_mail_s_web_links_once_each_by_their_words() -> None:
    page, picture = Link(text="Xem đơn hàng", href="https://x.test/1"), Link(text="", href="https://x.test/1")
    hidden, phone = Link(text="x", href="https://x.test/2", visible=False), Link(text="1800", href="tel:1800")
    assert web_links(a_mail(links=(picture, page, hidden, phone)).reading) == [page]


def test_what_a_link_is_called() -> None:
    assert link_name(Link(text=" See  your\norder ", href="https://x.test/1")) == "See your order"
    assert link_name(Link(text="", href="https://x.test/orders/10023")) == "x.test/orders/…"
    assert link_name(Link(text="a" * 200, href="https://x.test/")).endswith("a…")
    assert stable_name(Link(text="Đơn hàng GS-10023", href="https://x.test/1")) == "Đơn hàng …"
    assert stable_name(Link(text="", href="https://x.test/orders/10023")) == "x.test/orders/…"

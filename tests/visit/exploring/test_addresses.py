"""Addresses: what is one page, what is one kind of page, what would act."""

import pytest

from shopper.model import Link
from shopper.visit.exploring.addresses import is_endless, is_file, is_same_site, names_an_act, page_at, template_of, would_act


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://Shop.test/a#top", "https://shop.test/a"),
        ("https://shop.test", "https://shop.test:443/"),
        ("https://shop.test/a?utm_source=mail&b=1&a=2", "https://shop.test/a?a=2&b=1"),
        ("https://shop.test/a;jsessionid=4F2", "https://shop.test/a"),
        ("https://shop.test/a?PHPSESSID=abc", "https://shop.test/a"),
        ("https://shop.test/p/cup?variant=41&_pos=3&_sid=x", "https://shop.test/p/cup"),
    ],
)
def test_one_page_has_one_address(one: str, other: str) -> None:
    assert page_at(one) == page_at(other) != ""


@pytest.mark.parametrize("url", ["mailto:a@shop.test", "javascript:void(0)", "http://[", "https:///x", "http://a:99999/"])
def test_what_is_no_address_is_no_page(url: str) -> None:
    assert page_at(url) == ""


def test_pages_built_alike_share_a_template() -> None:
    assert template_of("https://s.test/en/products/red-cup") == template_of("https://s.test/en/products/tea-pot-7")
    assert template_of("https://s.test/blog/2026/11/a") == template_of("https://s.test/blog/2025/3/b")
    assert template_of("https://s.test/tea?page=2") != template_of("https://s.test/tea")
    assert template_of("https://s.test/en/contact") != template_of("https://s.test/en/products/contact")


@pytest.mark.parametrize(
    "url",
    [
        "https://s.test/tea?colour=red&size=2&price=5",
        "https://s.test/a/b/a/b/a/b",
        "https://s.test/" + "/".join("abcdefghij"),
        "https://s.test/?q=" + "x" * 1000,
    ],
)
def test_traps_are_seen(url: str) -> None:
    assert is_endless(url)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("+", "https://s.test/en/cart/add/tea-pot"),
        ("In den Warenkorb", "https://s.test/?add-to-cart=17"),
        ("Wunschliste", "https://s.test/wishlist/add/9"),
        ("€", "https://s.test/?set_currency=EUR"),
        ("Log out", "https://s.test/logout"),
        ("Cancel order", "https://s.test/orders/GS-10/cancel"),
        ("Newsletter abbestellen", "https://s.test/newsletter"),
        ("In den Warenkorb", "https://s.test/index.php?cl=basket&fnc=tobasket&aid=5"),
        ("In den Warenkorb", "https://s.test/p/5"),
        ("Thêm vào giỏ hàng", "https://s.test/p/5"),
        ("×", "https://s.test/cart?product_id=5"),
        ("Đăng xuất", "https://s.test/tai-khoan/ra"),
        ("Cerrar sesión", "https://s.test/salir"),
        ("Supprimer", "https://s.test/panier/supprimer/5"),
        ("Kostenpflichtig bestellen", "https://s.test/bestellen/abschliessen"),
        ("Zur Kasse", "https://s.test/kasse"),
        ("♥", "https://s.test/like?id=5"),
        ("12", "https://s.test/reviews/5/helpful"),
        ("+", "https://s.test/panier?add=1&id_product=5"),
        ("+", "https://s.test/carrito?add=5"),
        ("+", "https://s.test/warenkorb/hinzufuegen/5"),
        ("Again", "https://s.test/order/5/reorder"),
        ("Use it", "https://s.test/redeem/ABC"),
        ("Use it", "https://s.test/cart?coupon=X"),
        ("In store", "https://s.test/reserve/5"),
        ("News", "https://s.test/subscribe?email=x"),
        ("€", "https://s.test/?currency=EUR"),
        ("12", "https://s.test/hc/articles/5/vote"),
    ],
)
def test_what_would_act_is_known(text: str, url: str) -> None:
    assert would_act(Link(text=text, href=url))


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Cancellation policy", "https://s.test/cancellation-policy"),
        ("Widerrufsbelehrung", "https://s.test/widerrufsbelehrung"),
        ("Widerruf", "https://s.test/de/widerruf"),
        ("Chính sách huỷ đơn", "https://s.test/vi/chinh-sach-huy-don"),
        ("Shipping rates", "https://s.test/pages/shipping-rates"),
        ("Sign in", "https://s.test/account/login"),
        ("Address book", "https://s.test/books/addresses"),
        ("Cancel or change my order", "https://s.test/hc/en-us/articles/360001-Cancel-or-change-my-order"),
        ("Can I cancel my order?", "https://s.test/hc/en-us/articles/360001"),
        ("Pay in 3", "https://s.test/pay-in-3"),
        ("Bestellung stornieren", "https://s.test/hilfe/bestellung-stornieren"),
        ("Vertrag widerrufen", "https://s.test/vertrag-widerrufen"),
        ("Huỷ đơn", "https://s.test/hotro/huy-don"),
        ("Annuler ma commande", "https://s.test/aide/annuler-ma-commande"),
        ("Giỏ hàng", "https://s.test/vi/gio-hang"),
        ("Warenkorb", "https://s.test/warenkorb"),
        ("Tea pot €20 Add to cart", "https://s.test/products/tea-pot"),
        ("Bộ ấm trà", "https://s.test/vi/san-pham/bo-am-tra"),
        ("Leather tote", "https://s.test/bags/leather-tote"),
        ("Currency and taxes", "https://s.test/pages/currency"),
    ],
)
def test_what_only_tells_about_it_may_be_read(text: str, url: str) -> None:
    assert not would_act(Link(text=text, href=url))


def test_at_the_foot_a_page_about_paying_is_one_that_tells() -> None:
    link = Link(text="Thanh toán", href="https://s.test/thanh-toan")
    assert would_act(link) and not would_act(link.model_copy(update={"where": "footer"}))


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("https://s.test/account/close", True),
        ("https://s.test/xoa", True),
        ("https://s.test/search", False),
        ("https://s.test/", False),
    ],
)
def test_no_search_is_called_by_what_it_does(url: str, named: bool) -> None:
    assert names_an_act(url) is named


def test_files_and_other_sites_are_told_apart() -> None:
    assert (
        is_file("https://s.test/terms.PDF")
        and not is_file("https://s.test/terms.html")
        and not is_file("https://s.test/v1.2/a")
    )
    assert is_same_site("https://en.shop.com/a", "https://www.shop.com/") and is_same_site(
        "http://127.0.0.1:8/a", "http://127.0.0.1:8/"
    )
    assert not is_same_site("http://127.0.0.1:9/a", "http://127.0.0.1:8/") and not is_same_site(
        "https://shop.net/", "https://shop.com/"
    )

from collections.abc import Mapping
from typing import Any

import pytest
from factories import SHOP_URL, a_page, a_visit

from shopper.model import Block, Exploration, ExploredPage, Link, PageView
from shopper.reading.topics import (
    TOPICS,
    Place,
    Topic,
    found,
    is_help,
    subjects_of_page,
    topic_of_link,
    topics_of_address,
    topics_of_page,
    topics_of_words,
)

SAID: dict[str, tuple[Topic, ...]] = {
    # Shopify, English
    "Refund policy": ("refund",),
    "Shipping policy": ("delivery",),
    "Shipping & Returns": ("delivery", "returns"),
    "Privacy policy": ("privacy",),
    "Terms of service": ("terms",),
    "Contact information": ("contact",),
    "Contact us": ("contact",),
    "FAQs": ("faq",),
    "Track your order": ("order_tracking",),
    "Where is my order?": ("order_tracking",),
    "Our story": ("about",),
    "Sign in": ("log_in",),
    "Cart (2)": ("cart",),
    # Magento, WooCommerce, Amazon, ASOS, Argos
    "Customer Service": ("help", "contact"),
    "Orders and Returns": ("returns",),
    "Terms and Conditions": ("terms",),
    "My account": ("account",),
    "Your Orders": ("order_history",),
    "Delivery charges": ("delivery_cost", "delivery"),
    "Help Centre": ("help",),
    "Store locator": ("store",),
    "Opening hours": ("hours",),
    "Make a complaint": ("complaint",),
    "Loyalty programme": ("loyalty",),
    "Payment methods": ("payment",),
    "Warranty": ("warranty",),
    "How do I return something?": ("returns",),
    "Can I change my order after placing it?": ("order_change",),
    "How do points work?": ("loyalty",),
    "All costs": ("fees",),
    "Our promise to you": ("manifesto",),
    # Shopware, Zalando, OTTO
    "Widerrufsrecht": ("withdrawal",),
    "Widerrufsbelehrung & Muster-Widerrufsformular": ("withdrawal",),
    "AGB": ("terms",),
    "Allgemeine Geschäftsbedingungen": ("terms",),
    "Impressum": ("imprint",),
    "Datenschutzerklärung": ("privacy",),
    "Versand und Zahlungsbedingungen": ("delivery", "payment"),
    "Versandkosten": ("delivery_cost", "delivery"),
    "Lieferung & Versandkosten": ("delivery", "delivery_cost"),
    "Rückgabe & Erstattung": ("returns", "refund"),
    "Retoure": ("returns",),
    "Häufige Fragen": ("faq",),
    "Häufig gestellte Fragen": ("faq",),
    "Hilfe & Kontakt": ("help", "contact"),
    "Sendungsverfolgung": ("order_tracking",),
    "Öffnungszeiten": ("hours",),
    "Gewährleistung": ("warranty",),
    "Über uns": ("about",),
    "Meine Bestellungen": ("order_history",),
    "Warenkorb": ("cart",),
    "Mein Konto": ("account",),
    "Beschwerden": ("complaint",),
    "Unser Serviceversprechen": ("manifesto",),
    "Punkte sammeln": ("loyalty",),
    "Rückgabebedingungen": ("returns",),
    "Verkaufsbedingungen": ("terms",),
    "Wie funktionieren die Punkte?": ("loyalty",),
    "Zahlungsarten": ("payment",),
    # PrestaShop, Fnac, Decathlon
    "Mentions légales": ("imprint",),
    "Conditions générales de vente": ("terms",),
    "CGV": ("terms",),
    "Livraison et retours": ("delivery", "returns"),
    "Frais de port": ("delivery_cost",),
    "Politique de confidentialité": ("privacy",),
    "Nous contacter": ("contact",),
    "Foire aux questions": ("faq",),
    "Questions fréquentes": ("faq",),
    "Droit de rétractation": ("withdrawal",),
    "Suivre ma commande": ("order_tracking",),
    "Suivi de commande": ("order_tracking",),
    "Mes commandes": ("order_history",),
    "Garantie": ("warranty",),
    "Réclamations": ("complaint",),
    "Carte de fidélité": ("loyalty",),
    "Conditions de retour": ("returns",),
    "Tous les coûts": ("fees",),
    "Comment fonctionnent les points ?": ("loyalty",),
    "Nos engagements": ("manifesto",),
    "Moyens de paiement": ("payment",),
    "Horaires d’ouverture": ("hours",),
    "Service client": ("help", "contact"),
    "Panier": ("cart",),
    # El Corte Inglés, PcComponentes
    "Aviso legal": ("imprint",),
    "Envíos y devoluciones": ("delivery", "returns"),
    "Política de privacidad": ("privacy",),
    "Términos y condiciones": ("terms",),
    "Preguntas frecuentes": ("faq",),
    "Gastos de envío": ("delivery_cost", "delivery"),
    "Atención al cliente": ("help", "contact"),
    "Seguimiento de pedidos": ("order_tracking",),
    "Formas de pago": ("payment",),
    "Garantías": ("warranty",),
    "Quejas y reclamaciones": ("complaint",),
    "Mi cuenta": ("account",),
    # Tiki, Thế Giới Di Động, shops on Haravan and Sapo
    "Trung tâm trợ giúp": ("help",),
    "Chính sách đổi trả": ("returns",),
    "Chính sách đổi trả và hoàn tiền": ("returns", "refund"),
    "Chính sách giao hàng": ("delivery",),
    "Chính sách vận chuyển": ("delivery",),
    "Phí vận chuyển": ("delivery_cost", "delivery"),
    "Chính sách bảo hành": ("warranty",),
    "Chính sách bảo mật thông tin cá nhân": ("privacy",),
    "Điều khoản dịch vụ": ("terms",),
    "Quy chế hoạt động": ("terms",),
    "Câu hỏi thường gặp": ("faq",),
    "Liên hệ": ("contact",),
    "Chăm sóc khách hàng": ("help", "contact"),
    "Giờ mở cửa": ("hours",),
    "Tra cứu đơn hàng": ("order_tracking",),
    "Theo dõi đơn hàng": ("order_tracking",),
    "Lịch sử đơn hàng": ("order_history",),
    "Khiếu nại": ("complaint",),
    "Phương thức thanh toán": ("payment",),
    "Khách hàng thân thiết": ("loyalty",),
    "Tích điểm": ("loyalty",),
    "Mọi chi phí": ("fees",),
    "Điểm tích luỹ dùng thế nào?": ("loyalty",),
    "Cam kết của chúng tôi": ("manifesto",),
    "Thông tin doanh nghiệp": ("imprint",),
    "Giới thiệu": ("about",),
    "Hệ thống cửa hàng": ("store",),
    "Giỏ hàng": ("cart",),
    "Đăng nhập": ("log_in",),
    "Huỷ đơn hàng": ("order_change",),
    "Xuất hoá đơn": ("invoice",),
}

NAMES_NOTHING = (
    "Contact lenses",
    "Kontaktlinsen",
    "Lentilles de contact",
    "Contact paper",
    "Retour",
    "Retour à l’accueil",
    "Bags",
    "Handtaschen",
    "Running tracks and tracksuits",
    "Kiểm tra hàng trước khi nhận tiền của bạn bằng ứng dụng mới nhất trên điện thoại của cửa hàng",
    "Cookies & biscuits",
    "Zurück zur Übersicht",
    "Bestseller",
    "Cốc men ngọc",
    "Thay đổi trang phục",
    "Read more",
    "Vòng tay",
    "Condition: new",
    "",
)


@pytest.mark.parametrize("text", SAID)
def test_words_of_well_known_shops_say_what_they_lead_to(text: str) -> None:
    assert set(SAID[text]) <= topics_of_words(text)


@pytest.mark.parametrize("text", NAMES_NOTHING)
def test_other_words_name_nothing(text: str) -> None:
    assert not [topic for topic in topics_of_words(text) if is_help(topic)]


@pytest.mark.parametrize(
    ("text", "unnamed"),
    [
        ("Delivery terms", "terms"),
        ("Bảo hành", "privacy"),
        ("Chính sách bảo mật", "warranty"),
        ("Điều kiện giao hàng", "terms"),
        ("Lieferbedingungen", "terms"),
        ("Conditions de livraison", "terms"),
        ("Points de vente", "loyalty"),
        ("Thanh toán", "payment"),
        ("Best price guarantee", "warranty"),
        ("Service client", "manifesto"),
    ],
)
def test_words_that_look_alike_are_kept_apart(text: str, unnamed: Topic) -> None:
    assert unnamed not in topics_of_words(text)


@pytest.mark.parametrize(
    ("path", "topic"),
    [
        ("/policies/refund-policy", "refund"),
        ("/pages/chinh-sach-doi-tra", "returns"),
        ("/de/haeufige-fragen", "faq"),
        ("/Rueckgabe.html", "returns"),
        ("/en-gb/contact_us.php", "contact"),
        ("/Kundenservice/Oeffnungszeiten", "hours"),
        ("/content/mentions-legales", "imprint"),
        ("/collections/gift-returns", "category"),
        ("/products/the-returns-mug", "product"),
        ("/blogs/news/new-returns-policy", "blog"),
        ("/vi/san-pham", "category"),
    ],
)
def test_addresses_speak_where_words_do_not(path: str, topic: Topic) -> None:
    assert topics_of_address(SHOP_URL + path) == {topic}
    assert topic_of_link(Link(text="", href=SHOP_URL + path)) == {topic}


def test_what_is_sold_is_never_help_whatever_its_name() -> None:
    assert topic_of_link(Link(text="Contact", href=f"{SHOP_URL}/products/contact-sci-fi-novel")) == {"product"}
    assert topic_of_link(Link(text="Returns", href=f"{SHOP_URL}/en/help/1")) == {"returns"}


def test_phone_and_mail_are_contact() -> None:
    assert topic_of_link(Link(text="1800 0108", href="tel:18000108")) == {"contact"}


def test_every_topic_has_words_or_a_shelf() -> None:
    shelves = {"product", "category", "blog"}
    assert all(topic in shelves or any(topic in topics_of_words(text) for text in (*SAID, *MORE)) for topic in TOPICS)


MORE = ("Cookie policy", "All costs", "Site map", "Search", "Checkout")


def page(*blocks: tuple[str, str], headings: tuple[str, ...] = (), title: str = "Gốm Sen", path: str = "/vi/a") -> PageView:
    return a_page(
        path, title=title, headings=headings, blocks=tuple(Block(text=text, where=where) for text, where in blocks), links=()
    )


LONG = "Bạn có thể trả lại hàng chưa sử dụng trong vòng 30 ngày kể từ ngày nhận."


def test_a_page_treats_what_it_is_about_and_what_its_sections_are_about() -> None:
    terms = page(
        ("Điều khoản bán hàng", "main"),
        ("Bên bán là Công ty TNHH Gốm Sen, địa chỉ ở cuối mỗi trang.", "main"),
        ("Đổi trả", "main"),
        (LONG, "main"),
        ("Bảo hành", "main"),
        ("Giờ mở cửa", "footer"),
        ("Thứ Hai đến thứ Sáu từ 8 giờ đến 18 giờ", "footer"),
        headings=("Điều khoản bán hàng", "Đổi trả", "Bảo hành", "Giờ mở cửa"),
    )
    assert subjects_of_page(terms) == {"terms"}
    assert topics_of_page(terms) == {"terms", "returns"}, (
        "no word stands under the warranty's heading, the hours are the foot's"
    )


def test_a_list_of_links_treats_nothing() -> None:
    texts = ("Đổi trả hàng đã mua tại cửa hàng", "Bảo hành cho mọi sản phẩm gốm")
    links = tuple(Link(text=text, href=f"{SHOP_URL}/vi/{n}") for n, text in enumerate(texts))
    listed = page(("Đổi trả", ""), (texts[0], ""), (texts[1], ""), headings=("Đổi trả",))
    assert topics_of_page(listed.model_copy(update={"links": links})) == frozenset()


@pytest.mark.parametrize("changes", [{"status": 404}, {"challenged": True}])
def test_a_page_that_did_not_open_treats_nothing(changes: dict[str, object]) -> None:
    broken = a_page("/vi/doi-tra", title="Đổi trả", text=LONG, **changes)
    assert topics_of_page(broken) == frozenset()


def test_what_was_found_stands_nearest_first_and_links_count_after_pages() -> None:
    home = a_page("/vi/", links=(Link(text="Trung tâm trợ giúp", href="https://help.gomsen.test/"),))
    far = a_page("/vi/dieu-khoan", title="Đổi trả", text=LONG)
    near = a_page("/vi/doi-tra", title="Đổi trả", text=LONG)
    pages = tuple(
        ExploredPage(id=f"p{depth}", url=seen.url, depth=depth, language="vi", page=seen)
        for depth, seen in enumerate((home, near, far))
    )
    places = found(a_visit(steps=(), explorations=(Exploration(step="1", language="vi", pages=pages, complete=True),)))
    assert [(place.source, place.clicks) for place in places["returns"]] == [("page:p1", 1), ("page:p2", 2)]
    (help,) = places["help"]
    assert (help.href, help.clicks, help.page) == ("https://help.gomsen.test/", 1, None)


@pytest.mark.parametrize(
    ("opened", "unread"),
    [
        ({"outcome": "unreachable"}, True),
        ({"outcome": "refused"}, True),
        ({"page": a_page("/vi/bao-hanh", status=503)}, True),
        ({"page": a_page("/vi/bao-hanh", challenged=True)}, True),
        ({"outcome": "not_opened"}, False),
    ],
)
def test_what_stands_behind_a_link_that_could_not_be_read_is_not_known(opened: dict[str, Any], unread: bool) -> None:
    (place,) = behind("/vi/bao-hanh", **opened)["warranty"]
    assert (place.href, place.page, place.unread) == (f"{SHOP_URL}/vi/bao-hanh", None, unread)


def test_a_link_to_nothing_promises_nothing() -> None:
    assert "warranty" not in behind("/vi/bao-hanh", page=a_page("/vi/bao-hanh", status=404))


def behind(path: str, **opened: Any) -> Mapping[Topic, tuple[Place, ...]]:
    home = a_page("/vi/", links=(Link(text="Bảo hành", href=SHOP_URL + path),))
    pages = (
        ExploredPage(id="p1", url=home.url, depth=0, language="vi", page=home),
        ExploredPage(id="p2", url=SHOP_URL + path, depth=1, language="vi", **opened),
    )
    return found(a_visit(steps=(), explorations=(Exploration(step="1", language="vi", pages=pages),)))

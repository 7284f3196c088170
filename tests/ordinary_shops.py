"""Explorations of ordinary, good shops as their makers build them: on Shopify, Shopware, Haravan and PrestaShop."""

from __future__ import annotations

from typing import Any

from factories import SHOP_URL, a_plan, a_visit

from shopper.model import Block, Evidence, Exploration, ExploredPage, Link, PageView

Pages = dict[str, tuple[str, tuple[str, ...]]]
"""Path → title, and what the page says, a heading before each text."""

SHOPS: dict[str, Pages] = {
    "en": {
        "/pages/contact": ("Contact", ("Contact", "Call us on 020 7946 0123, Mon–Fri 9–5, or write to help@gomsen.test.")),
        "/pages/faq": (
            "FAQ",
            (
                "FAQ",
                "Last updated: 3 January 2026",
                "How long does shipping take? Orders arrive within 3 to 5 working days.",
                "How much does shipping cost? Shipping is £4 and free over £50.",
                "Can I change or cancel my order? Write to us within an hour.",
                "Can I add an item to my order? Yes, until it is sent.",
                "How do I return an item? Start a return in our returns portal.",
                "How can I pay? By card or PayPal.",
                "How long is the warranty? Two years.",
            ),
        ),
        "/policies/shipping-policy": (
            "Shipping policy",
            ("Shipping policy", "Shipping costs £4 within the United Kingdom, free over £50."),
        ),
        "/policies/refund-policy": (
            "Refund policy",
            (
                "Refund policy",
                "You have 30 days to return an item. Start it online in our returns portal; we refund your card.",
            ),
        ),
        "/policies/terms-of-service": (
            "Terms of service",
            (
                "Terms of service",
                "These terms are between you and Ordinary Ltd.",
                "Complaints",
                "Please send complaints to the address below.",
            ),
        ),
        "/policies/privacy-policy": (
            "Privacy policy",
            ("Privacy policy", "We keep the data that we need to send you your order."),
        ),
        "/pages/warranty": ("Warranty", ("Warranty", "Everything that we make is covered for two years from delivery.")),
        "/pages/our-promise": (
            "Our promise",
            ("Our promise", "We answer every mail within one working day, or the delivery is free."),
        ),
        "/apps/track": ("Track your order", ("Track your order", "Enter your mail address and the number of your order here.")),
        "/policies/legal-notice": (
            "Legal notice",
            ("Legal notice", "Ordinary Ltd, registered in England and Wales, company number 01234567."),
        ),
    },
    "de": {
        "/kontakt": ("Kontaktformular", ("Kontakt", "Sie erreichen uns unter Telefon 030 1234567, Mo–Fr 9–17 Uhr.")),
        "/faq": (
            "Häufige Fragen",
            (
                "Häufige Fragen",
                "Stand: 3. Januar 2026",
                "Wie lange dauert der Versand? In der Regel 2 bis 4 Werktage.",
                "Was kostet der Versand? 4,90 €, ab 50 € versandkostenfrei.",
                "Kann ich meine Bestellung noch ändern oder stornieren? Ja, solange sie nicht versandt ist.",
                "Kann ich einen Artikel zu meiner Bestellung hinzufügen? Ja, rufen Sie uns an.",
                "Wie kann ich etwas zurücksenden? Mit dem Retourenlabel aus Ihrem Kundenkonto.",
                "Welche Zahlungsarten gibt es? Sie bezahlen mit Karte oder PayPal.",
                "Wie lange gilt die Garantie? Zwei Jahre.",
            ),
        ),
        "/versand-und-zahlung": (
            "Versand und Zahlung",
            ("Versand und Zahlung", "Der Versand innerhalb Deutschlands kostet 4,90 €."),
        ),
        "/widerrufsrecht": (
            "Widerrufsrecht",
            (
                "Widerrufsrecht",
                "Sie können binnen vierzehn Tagen widerrufen. Wir erstatten alle Zahlungen. Retouren melden Sie online an.",
            ),
        ),
        "/agb": (
            "AGB",
            (
                "Allgemeine Geschäftsbedingungen",
                "Diese Bedingungen gelten für alle Verträge über unseren Laden.",
                "Gewährleistung",
                "Es gilt das gesetzliche Mängelhaftungsrecht für alle Waren.",
            ),
        ),
        "/datenschutz": ("Datenschutz", ("Datenschutz", "Wir verarbeiten Ihre Daten nur, um Ihre Bestellung zu liefern.")),
        "/impressum": (
            "Impressum",
            ("Impressum", "Ordentlich GmbH, Handelsregister Berlin HRB 12345. Beschwerden richten Sie bitte an uns."),
        ),
        "/serviceversprechen": (
            "Unser Serviceversprechen",
            ("Unser Serviceversprechen", "Wir antworten Ihnen an jedem Werktag binnen 24 Stunden."),
        ),
        "/sendungsverfolgung": (
            "Sendungsverfolgung",
            ("Sendungsverfolgung", "Geben Sie hier bitte Ihre Sendungsnummer und Postleitzahl ein."),
        ),
    },
    "vi": {
        "/pages/lien-he": (
            "Liên hệ",
            ("Liên hệ", "Hotline: 1900 1234 (8h–18h, thứ hai đến thứ bảy). Email: hotro@gomsen.test"),
        ),
        "/pages/cau-hoi-thuong-gap": (
            "Câu hỏi thường gặp",
            (
                "Câu hỏi thường gặp",
                "Cập nhật lần cuối: 3/1/2026",
                "Bao lâu tôi nhận được hàng? Từ 2 đến 4 ngày.",
                "Phí vận chuyển bao nhiêu? 30.000 ₫, miễn phí cho đơn từ 500.000 ₫.",
                "Tôi muốn thay đổi hoặc huỷ đơn hàng? Gọi hotline trước khi hàng được gửi.",
                "Tôi thêm sản phẩm vào đơn đã đặt được không? Được, trước khi hàng gửi đi.",
                "Làm sao để đổi trả? Điền biểu mẫu đổi trả trên website.",
                "Tôi thanh toán bằng cách nào? Thẻ, ví điện tử hoặc tiền mặt khi nhận hàng.",
                "Sản phẩm được bảo hành bao lâu? 12 tháng.",
            ),
        ),
        "/pages/chinh-sach-giao-hang": (
            "Chính sách giao hàng",
            ("Chính sách giao hàng", "Phí giao hàng là 30.000 ₫ trong cả nước, nhận hàng sau 2 đến 4 ngày."),
        ),
        "/pages/chinh-sach-doi-tra": (
            "Chính sách đổi trả",
            (
                "Chính sách đổi trả",
                "Đổi trả trong 7 ngày, đăng ký trực tuyến trong tài khoản. Chúng tôi hoàn tiền trong 5 ngày.",
            ),
        ),
        "/pages/chinh-sach-bao-hanh": (
            "Chính sách bảo hành",
            ("Chính sách bảo hành", "Mọi sản phẩm được bảo hành 12 tháng kể từ ngày mua hàng."),
        ),
        "/pages/chinh-sach-bao-mat": (
            "Chính sách bảo mật",
            ("Chính sách bảo mật", "Chúng tôi chỉ dùng thông tin của bạn để giao hàng."),
        ),
        "/pages/dieu-khoan": (
            "Điều khoản dịch vụ",
            ("Điều khoản dịch vụ", "Điều khoản này áp dụng cho mọi đơn hàng. Khiếu nại được giải quyết trong 3 ngày."),
        ),
        "/pages/cam-ket": (
            "Cam kết của chúng tôi",
            ("Cam kết của chúng tôi", "Hàng thật, giá niêm yết, trả lời bạn trong vòng một ngày."),
        ),
        "/pages/tra-cuu": ("Tra cứu đơn hàng", ("Tra cứu đơn hàng", "Nhập số điện thoại và mã đơn hàng của bạn vào đây nhé.")),
        "/pages/gioi-thieu": (
            "Giới thiệu",
            ("Giới thiệu", "Công ty TNHH Thường, mã số thuế 0101234567, giấy chứng nhận cấp năm 2015."),
        ),
    },
    "fr": {
        "/contactez-nous": (
            "Contactez-nous",
            ("Contactez-nous", "Téléphone 01 23 45 67 89, du lundi au vendredi de 9h à 18h."),
        ),
        "/content/questions-frequentes": (
            "Questions fréquentes",
            (
                "Questions fréquentes",
                "Dernière mise à jour le 3 janvier 2026",
                "Quels sont les délais de livraison ? De 2 à 4 jours ouvrés.",
                "Combien coûte la livraison ? 4,90 €, offerte dès 50 €.",
                "Puis-je modifier ou annuler ma commande ? Oui, tant qu’elle n’est pas partie.",
                "Puis-je ajouter un article à ma commande ? Oui, appelez-nous.",
                "Comment renvoyer un article ? Depuis votre compte, en ligne.",
                "Comment puis-je payer ? Par carte bancaire.",
                "Combien de temps dure la garantie ? Deux ans.",
            ),
        ),
        "/content/livraison": (
            "Livraison et retours",
            (
                "Livraison et retours",
                "La livraison coûte 4,90 € en France et prend de 2 à 4 jours.",
                "Retours",
                "Demandez l’étiquette de retour en ligne, le remboursement suit sous 14 jours.",
            ),
        ),
        "/content/cgv": (
            "Conditions générales de vente",
            (
                "Conditions générales de vente",
                "Les présentes conditions régissent toutes les ventes de la boutique.",
                "Garantie",
                "Tous nos produits sont garantis deux ans à compter de la livraison.",
                "Réclamations",
                "Toute réclamation reçoit une réponse sous dix jours ouvrés.",
            ),
        ),
        "/content/confidentialite": (
            "Politique de confidentialité",
            ("Politique de confidentialité", "Vos données ne servent qu’à livrer votre commande."),
        ),
        "/content/mentions-legales": (
            "Mentions légales",
            ("Mentions légales", "Ordinaire SARL, RCS Paris 123 456 789, au capital de 10 000 euros."),
        ),
        "/content/nos-engagements": (
            "Nos engagements",
            ("Nos engagements", "Nous répondons à chaque message en un jour ouvré au plus."),
        ),
        "/suivi-commande": (
            "Suivi de commande",
            ("Suivi de commande", "Saisissez votre e-mail et la référence de votre commande ici."),
        ),
    },
}
LOCALES = {"en": "en-GB", "de": "de-DE", "vi": "vi-VN", "fr": "fr-FR"}


def a_tour(language: str, *, without: str = "", complete: bool = True, deeper: str = "", **changes: Any) -> Evidence:
    """A visit that explored such a shop. `without`: a path that is missing, and every link to it; `deeper`: one that stands
    three clicks further away; `changes` are those of the exploration."""
    pages = {path: page for path, page in SHOPS[language].items() if path != without}
    links = tuple(
        Link(text=title, href=SHOP_URL + path, where="footer") for path, (title, _) in pages.items() if path != deeper
    )
    home = PageView(
        url=f"{SHOP_URL}/",
        title="Shop",
        status=200,
        headings=("Shop",),
        blocks=(Block(text="Shop", where="main"),),
        links=links,
    )
    explored = [ExploredPage(id="p1", url=home.url, depth=0, language=language, page=home)]
    for number, (path, (title, texts)) in enumerate(pages.items(), 2):
        depth = 4 if path == deeper else 1
        page = _page(path, title, texts, links)
        explored.append(ExploredPage(id=f"p{number}", url=page.url, depth=depth, via="p1", language=language, page=page))
    exploration = Exploration(**{"step": "1", "language": language, "pages": tuple(explored), "complete": complete, **changes})
    return a_visit(plan=a_plan(locale=LOCALES[language]), steps=(), mails=[], explorations=(exploration,))


def _page(path: str, title: str, texts: tuple[str, ...], links: tuple[Link, ...]) -> PageView:
    headings = tuple(text for text in texts if len(text) < 40 and not any(mark in text for mark in ".?:"))
    return PageView(
        url=SHOP_URL + path,
        title=f"{title} – Shop",
        status=200,
        headings=headings,
        blocks=tuple(Block(text=text, where="main") for text in texts),
        links=links,
    )

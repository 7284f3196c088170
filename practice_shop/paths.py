"""Every page of the shop by name, with its address in each language. Slugs speak the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from shopper.practice_shop.goods import CURRENCIES, Product, goods
from shopper.practice_shop.rendering import words

LANGUAGES = tuple(CURRENCIES)

PATHS: Mapping[str, Mapping[str, str]] = {
    "home": {"vi": "/vi/", "en": "/en/", "de": "/de/", "fr": "/fr/"},
    "products": {"vi": "/vi/san-pham", "en": "/en/products", "de": "/de/produkte", "fr": "/fr/produits"},
    "product": {
        "vi": "/vi/san-pham/{slug}",
        "en": "/en/products/{slug}",
        "de": "/de/produkte/{slug}",
        "fr": "/fr/produits/{slug}",
    },
    "cart": {"vi": "/vi/gio-hang", "en": "/en/cart", "de": "/de/warenkorb", "fr": "/fr/panier"},
    "checkout": {"vi": "/vi/thanh-toan", "en": "/en/checkout", "de": "/de/kasse", "fr": "/fr/commander"},
    "payment": {
        "vi": "/vi/thanh-toan/the",
        "en": "/en/checkout/payment",
        "de": "/de/kasse/zahlung",
        "fr": "/fr/commander/paiement",
    },
    "placed": {
        "vi": "/vi/da-dat-hang/{slug}",
        "en": "/en/order-placed/{slug}",
        "de": "/de/bestellt/{slug}",
        "fr": "/fr/commande-passee/{slug}",
    },
    "orders": {"vi": "/vi/don-hang", "en": "/en/orders", "de": "/de/bestellungen", "fr": "/fr/commandes"},
    "order": {
        "vi": "/vi/don-hang/{slug}",
        "en": "/en/orders/{slug}",
        "de": "/de/bestellungen/{slug}",
        "fr": "/fr/commandes/{slug}",
    },
    "change_order": {
        "vi": "/vi/don-hang/{slug}/sua",
        "en": "/en/orders/{slug}/change",
        "de": "/de/bestellungen/{slug}/aendern",
        "fr": "/fr/commandes/{slug}/modifier",
    },
    "cancel_order": {
        "vi": "/vi/don-hang/{slug}/huy",
        "en": "/en/orders/{slug}/cancel",
        "de": "/de/bestellungen/{slug}/stornieren",
        "fr": "/fr/commandes/{slug}/annuler",
    },
    "invoice": {
        "vi": "/vi/don-hang/{slug}/hoa-don.pdf",
        "en": "/en/orders/{slug}/invoice.pdf",
        "de": "/de/bestellungen/{slug}/rechnung.pdf",
        "fr": "/fr/commandes/{slug}/facture.pdf",
    },
    "book_return": {
        "vi": "/vi/don-hang/{slug}/tra-hang",
        "en": "/en/orders/{slug}/return",
        "de": "/de/bestellungen/{slug}/rueckgabe",
        "fr": "/fr/commandes/{slug}/retour",
    },
    "withdraw": {
        "vi": "/vi/rut-khoi-hop-dong",
        "en": "/en/withdraw",
        "de": "/de/widerruf",
        "fr": "/fr/renoncer",
    },
    "return": {
        "vi": "/vi/tra-hang/{slug}",
        "en": "/en/returns/{slug}",
        "de": "/de/rueckgaben/{slug}",
        "fr": "/fr/retours/{slug}",
    },
    "label": {
        "vi": "/vi/tra-hang/{slug}/nhan.pdf",
        "en": "/en/returns/{slug}/label.pdf",
        "de": "/de/rueckgaben/{slug}/etikett.pdf",
        "fr": "/fr/retours/{slug}/etiquette.pdf",
    },
    "account": {"vi": "/vi/tai-khoan", "en": "/en/account", "de": "/de/konto", "fr": "/fr/compte"},
    "log_in": {
        "vi": "/vi/tai-khoan/dang-nhap",
        "en": "/en/account/log-in",
        "de": "/de/konto/anmelden",
        "fr": "/fr/compte/connexion",
    },
    "register": {
        "vi": "/vi/tai-khoan/dang-ky",
        "en": "/en/account/register",
        "de": "/de/konto/registrieren",
        "fr": "/fr/compte/inscription",
    },
    "log_out": {
        "vi": "/vi/tai-khoan/dang-xuat",
        "en": "/en/account/log-out",
        "de": "/de/konto/abmelden",
        "fr": "/fr/compte/deconnexion",
    },
    "care": {"vi": "/vi/bao-quan-gom", "en": "/en/care", "de": "/de/pflege", "fr": "/fr/entretien"},
    "faq": {"vi": "/vi/cau-hoi-thuong-gap", "en": "/en/faq", "de": "/de/haeufige-fragen", "fr": "/fr/questions-frequentes"},
    "case": {"vi": "/vi/yeu-cau/{slug}", "en": "/en/cases/{slug}", "de": "/de/anfragen/{slug}", "fr": "/fr/demandes/{slug}"},
    "survey": {"vi": "/vi/danh-gia/{slug}", "en": "/en/survey/{slug}", "de": "/de/umfrage/{slug}", "fr": "/fr/enquete/{slug}"},
    "chat": {"vi": "/vi/tro-chuyen", "en": "/en/chat", "de": "/de/chat", "fr": "/fr/discussion"},
    "chat_next": {"vi": "/vi/tro-chuyen/next", "en": "/en/chat/next", "de": "/de/chat/next", "fr": "/fr/discussion/next"},
    "contact": {"vi": "/vi/lien-he", "en": "/en/contact", "de": "/de/kontakt", "fr": "/fr/contact"},
    "imprint": {"vi": "/vi/thong-tin-doanh-nghiep", "en": "/en/imprint", "de": "/de/impressum", "fr": "/fr/mentions-legales"},
    "policy": {
        "vi": "/vi/chinh-sach/{slug}",
        "en": "/en/policies/{slug}",
        "de": "/de/richtlinien/{slug}",
        "fr": "/fr/conditions/{slug}",
    },
}
CARRIER_PATHS: Mapping[str, Mapping[str, str]] = {
    "home": {"vi": "/vi/", "en": "/en/", "de": "/de/", "fr": "/fr/"},
    "parcel": {"vi": "/vi/kien-hang/{slug}", "en": "/en/parcels/{slug}", "de": "/de/pakete/{slug}", "fr": "/fr/colis/{slug}"},
    "state": {
        "vi": "/vi/kien-hang/{slug}/trang-thai",
        "en": "/en/parcels/{slug}/state",
        "de": "/de/pakete/{slug}/status",
        "fr": "/fr/colis/{slug}/etat",
    },
    "contact": {"vi": "/vi/lien-he", "en": "/en/contact", "de": "/de/kontakt", "fr": "/fr/contact"},
    "imprint": {"vi": "/vi/thong-tin-doanh-nghiep", "en": "/en/imprint", "de": "/de/impressum", "fr": "/fr/mentions-legales"},
}
POLICIES = ("delivery", "returns", "warranty", "fees", "complaints", "loyalty", "promise", "privacy", "terms")


def path(page: str, language: str, item: Product | str = "") -> str:
    """The address of a page; `item` is a product, the name of a policy, or what stands in the address as it is."""
    if isinstance(item, Product):
        item = item.slug[language]
    elif page == "policy":
        item = words(language)["policies"][item]["slug"]
    return PATHS[page][language].format(slug=item)


def parcel_path(language: str, tracking: str, page: str = "parcel") -> str:
    """The address of a parcel, or of its `state` alone, on the carrier's host."""
    return CARRIER_PATHS[page][language].format(slug=tracking)


def other_language(language: str) -> str:
    """The one that a text is in which was left in the wrong language: English, and Vietnamese in English."""
    return "vi" if language == "en" else "en"


def product_at(slug: str, language: str) -> Product | None:
    return next((product for product in goods().values() if product.slug[language] == slug), None)


def policy_at(slug: str, language: str) -> str | None:
    return next((name for name in POLICIES if words(language)["policies"][name]["slug"] == slug), None)


def spoken(header: str) -> str:
    """The shop's language that an Accept-Language header likes best (RFC 9110 § 12.5.4); Vietnamese if it likes none."""

    def liking(part: str) -> tuple[float, str]:
        tag, _, weight = part.partition(";q=")
        try:
            return -float(weight or 1), tag
        except ValueError:
            return 0.0, tag

    liked = (
        tag.strip().casefold()[:2] for quality, tag in sorted(map(liking, header.split(",")), key=lambda x: x[0]) if quality
    )
    return next((language for language in liked if language in LANGUAGES), LANGUAGES[0])

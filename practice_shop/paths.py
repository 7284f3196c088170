"""Every page of the shop by name, with its address in each language. Slugs speak the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from shopper.practice_shop.goods import CURRENCIES, Product, goods
from shopper.practice_shop.rendering import words

LANGUAGES = tuple(CURRENCIES)

PATHS: Mapping[str, Mapping[str, str]] = {
    "home": {"vi": "/vi/", "en": "/en/"},
    "products": {"vi": "/vi/san-pham", "en": "/en/products"},
    "product": {"vi": "/vi/san-pham/{slug}", "en": "/en/products/{slug}"},
    "cart": {"vi": "/vi/gio-hang", "en": "/en/cart"},
    "checkout": {"vi": "/vi/thanh-toan", "en": "/en/checkout"},
    "payment": {"vi": "/vi/thanh-toan/the", "en": "/en/checkout/payment"},
    "placed": {"vi": "/vi/da-dat-hang/{slug}", "en": "/en/order-placed/{slug}"},
    "orders": {"vi": "/vi/don-hang", "en": "/en/orders"},
    "order": {"vi": "/vi/don-hang/{slug}", "en": "/en/orders/{slug}"},
    "change_order": {"vi": "/vi/don-hang/{slug}/sua", "en": "/en/orders/{slug}/change"},
    "cancel_order": {"vi": "/vi/don-hang/{slug}/huy", "en": "/en/orders/{slug}/cancel"},
    "invoice": {"vi": "/vi/don-hang/{slug}/hoa-don.pdf", "en": "/en/orders/{slug}/invoice.pdf"},
    "book_return": {"vi": "/vi/don-hang/{slug}/tra-hang", "en": "/en/orders/{slug}/return"},
    "return": {"vi": "/vi/tra-hang/{slug}", "en": "/en/returns/{slug}"},
    "label": {"vi": "/vi/tra-hang/{slug}/nhan.pdf", "en": "/en/returns/{slug}/label.pdf"},
    "account": {"vi": "/vi/tai-khoan", "en": "/en/account"},
    "log_in": {"vi": "/vi/tai-khoan/dang-nhap", "en": "/en/account/log-in"},
    "register": {"vi": "/vi/tai-khoan/dang-ky", "en": "/en/account/register"},
    "log_out": {"vi": "/vi/tai-khoan/dang-xuat", "en": "/en/account/log-out"},
    "care": {"vi": "/vi/bao-quan-gom", "en": "/en/care"},
    "faq": {"vi": "/vi/cau-hoi-thuong-gap", "en": "/en/faq"},
    "case": {"vi": "/vi/yeu-cau/{slug}", "en": "/en/cases/{slug}"},
    "survey": {"vi": "/vi/danh-gia/{slug}", "en": "/en/survey/{slug}"},
    "chat": {"vi": "/vi/tro-chuyen", "en": "/en/chat"},
    "chat_next": {"vi": "/vi/tro-chuyen/next", "en": "/en/chat/next"},
    "contact": {"vi": "/vi/lien-he", "en": "/en/contact"},
    "imprint": {"vi": "/vi/thong-tin-doanh-nghiep", "en": "/en/imprint"},
    "policy": {"vi": "/vi/chinh-sach/{slug}", "en": "/en/policies/{slug}"},
}
CARRIER_PATHS: Mapping[str, Mapping[str, str]] = {
    "home": {"vi": "/vi/", "en": "/en/"},
    "parcel": {"vi": "/vi/kien-hang/{slug}", "en": "/en/parcels/{slug}"},
    "state": {"vi": "/vi/kien-hang/{slug}/trang-thai", "en": "/en/parcels/{slug}/state"},
    "contact": {"vi": "/vi/lien-he", "en": "/en/contact"},
    "imprint": {"vi": "/vi/thong-tin-doanh-nghiep", "en": "/en/imprint"},
}
POLICIES = ("delivery", "returns", "warranty", "fees", "complaints", "loyalty", "privacy", "terms")


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

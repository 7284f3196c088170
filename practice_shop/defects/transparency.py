"""What an order costs, what it holds, and when it comes: said late, said otherwise, or not at all."""

from __future__ import annotations

import re

from shopper.practice_shop.defects.declaring import Defect, rewriting
from shopper.practice_shop.rendering import ShopPage

_FEE = {
    "vi": ("Phí dịch vụ", "20.000\u00a0₫"),
    "en": ("Service fee", "€2.90"),
    "de": ("Servicegebühr", "2,90\u00a0€"),
    "fr": ("Frais de service", "2,90\u00a0€"),
}
_WRAP = {
    "vi": "Gói quà (+ 40.000\u00a0₫)",
    "en": "Gift wrap (+ €2.50)",
    "de": "Geschenkverpackung (+ 2,50\u00a0€)",
    "fr": "Emballage cadeau (+ 2,50\u00a0€)",
}
_GOES_ON = {"vi": "Tiếp tục", "en": "Continue", "de": "Weiter", "fr": "Continuer"}
_GONE = {"vi": "Hết hàng", "en": "Out of stock", "de": "Ausverkauft", "fr": "En rupture de stock"}


def _bill_a_fee(page: ShopPage) -> None:
    name, cost = _FEE[page.language]
    row = f"<div><dt>{name}</dt><dd>{cost}</dd></div>\n"
    page.html = page.html.replace('<div class="total">', f'{row}<div class="total">', 1)


def _tick_gift_wrap(page: ShopPage) -> None:
    box = '<input id="wrap" type="checkbox" name="wrap" value="yes" checked>'
    field = f'<div class="tick">{box}<label for="wrap">{_WRAP[page.language]}</label></div>\n'
    page.html = page.html.replace(
        '<p><button class="button" type="submit">', f'{field}<p><button class="button" type="submit">', 1
    )


def _button_goes_on(page: ShopPage) -> None:
    words = _GOES_ON[page.language]
    page.html = re.sub(r'(<button class="button full" type="submit">)[^<]*', rf"\g<1>{words}", page.html)


def _cart_is_empty_handed(page: ShopPage) -> None:
    words = f'<strong style="display: block">{_GONE[page.language]}</strong>'
    page.html = page.html.replace('<button class="plain"', f'{words}<button class="plain"')


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "service_fee_at_payment",
        "A fee comes up at the payment",
        "The bill on the payment page has a service fee that no page before it had named.",
        finds="late-fee",
        medium="path",
        pages=("payment",),
        redo=_bill_a_fee,
    ),
    Defect(
        "gift_wrap_preticked",
        "Gift wrap is ticked beforehand",
        "The checkout has a box for gift wrapping at a price, and it is ticked.",
        finds="preticked-extra",
        medium="path",
        pages=("checkout",),
        redo=_tick_gift_wrap,
    ),
    Defect(
        "order_button_vague",
        "The order button says “Continue”",
        "Nothing on the button that places the order tells that it does.",
        finds="order-button-unclear",
        follows=("eu-order-button",),
        medium="path",
        pages=("payment",),
        redo=_button_goes_on,
    ),
    Defect(
        "total_missing_at_payment",
        "The payment page has no total",
        "The bill beside the order button names pieces and delivery, and leaves adding up to the customer.",
        finds="total-missing-before-order",
        follows=("eu-total-before-order",),
        medium="path",
        pages=("payment",),
        redo=rewriting(r'<div class="total">.*?</div>', ""),
    ),
    Defect(
        "delivery_day_secret",
        "Nobody says when it comes",
        "Neither product page nor checkout names a day or a number of days for the delivery.",
        finds="delivery-date-missing",
        medium="path",
        pages=("product", "checkout", "payment"),
        redo=rewriting(
            r", (?:nhận vào|arriving on|Ankunft am|arrivée le) [^<]*(?=\. <a)"  # the product's page
            r"|, \d+ (?:ngày|days|Tage|jours)(?=\.)"  # the ways of delivery
            r"|<br>[^<]*<strong>[^<]*</strong>(?=</p>)",  # the payment page
            "",
        ),
    ),
    Defect(
        "countries_fewer_than_promised",
        "The checkout knows fewer countries than the terms",
        "The delivery terms promise six countries, the field in the checkout offers one.",
        finds="delivery-limits-late",
        medium="path",
        pages=("checkout",),
        redo=rewriting(r'<option value="(?:DE|FR|IE|NL|GB)"[^>]*>[^<]*</option>\s*', ""),
    ),
    Defect(
        "cart_out_of_stock",
        "The cart says out of stock",
        "The product's page has the piece in stock, the cart says that it is not.",
        finds="stock-contradiction",
        medium="path",
        pages=("cart",),
        redo=_cart_is_empty_handed,
    ),
)

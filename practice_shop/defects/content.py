"""Mails that contradict the order."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shopper.practice_shop.defects.declaring import Defect, Spoil
from shopper.practice_shop.goods import goods
from shopper.practice_shop.orders import Order
from shopper.practice_shop.rendering import day, money, words

if TYPE_CHECKING:
    from shopper.practice_shop.systems.frame import ShopMail


def _swapping(pair: Callable[[Order, str], tuple[str, str]], *, bodies: tuple[str, ...] = ("html", "text")) -> Spoil:
    """Writes something else than what the order says: `pair` gives both for an order and a language. Addresses of links stay.
    ValueError if a body does not have it: a defect must break something."""

    def spoil(mail: ShopMail) -> None:
        old, new = pair(mail.about["order"], mail.language)
        for body in bodies:
            told, times = re.subn(rf"(?<![\w./]){re.escape(old)}(?!\w)", lambda _: new, getattr(mail, body))
            if not times:
                raise ValueError(f"{mail.kind}: {old} does not stand in its {body}")
            setattr(mail, body, told)

    return spoil


def _both(first: Spoil, second: Spoil) -> Spoil:
    def spoil(mail: ShopMail) -> None:
        first(mail)
        second(mail)

    return spoil


def _amount(of: Callable[[Order], tuple[Decimal, Decimal]]) -> Callable[[Order, str], tuple[str, str]]:
    """Two amounts of an order as a language writes them."""

    def pair(order: Order, language: str) -> tuple[str, str]:
        old, new = (amount.quantize(Decimal(1) if order.currency == "VND" else Decimal("0.01")) for amount in of(order))
        return money(old, order.currency, language), money(new, order.currency, language)

    return pair


def _in_text(kind: str, name: str, change: Callable[[str], str]) -> Callable[[Order, str], tuple[str, str]]:
    """A text of a kind of mail, and what becomes of it."""

    def pair(_: Order, language: str) -> tuple[str, str]:
        told: Any = words(language)
        for key in (*kind.split("."), name):
            told = told[key]
        return told, change(told)

    return pair


def _neighbouring(number: str) -> str:
    """The house across, the parcel after next: the last digits of a number, or the first number of an address, raised."""
    hit = re.search(r"^\d+|\d{2}(?=\D*$)", number)
    assert hit
    return f"{number[: hit.start()]}{(int(hit[0]) + 27) % 100:02}{number[hit.end() :]}"


def _other_card(order: Order, language: str) -> tuple[str, str]:
    told: str = words(language)["mails"]["card"]
    return told.format(card=order.card), told.format(card="1881")


_FIRST_PART = {
    "vi": "Kiện này là một phần đơn hàng của bạn, phần còn lại sẽ đến trong một kiện khác.",
    "en": "This parcel holds the first part of your order, the rest follows in another parcel.",
    "de": "Dieses Paket enthält den ersten Teil Ihrer Bestellung, der Rest folgt in einem weiteren Paket.",
    "fr": "Ce colis contient la première partie de votre commande, le reste suit dans un autre colis.",
}


def _say_that_it_is_a_part(mail: ShopMail) -> None:
    paid = _in_text("mails.shipping", "paid", lambda told: f"{_FIRST_PART[mail.language]} {told}")
    _swapping(paid)(mail)


def _in_cents(mail: ShopMail) -> None:
    """As if the currency had cents twice."""
    price = f'"price": "{mail.about["total"]}"'
    if price not in mail.html:
        raise ValueError(f"{mail.kind}: there is no {price} in its structured data")
    mail.html = mail.html.replace(price, f'"price": "{100 * mail.about["total"]}"')


def _without_terms(mail: ShopMail) -> None:
    """Neither the files nor the paragraph with the links."""
    told = re.escape(mail.about["t"]["terms"])
    mail.html, in_html = re.subn(rf"<p[^>]*>{told}.*?</p>", "", mail.html, flags=re.DOTALL)
    mail.text, in_text = re.subn(rf"{told}\r?\n.*\r?\n.*\r?\n", "", mail.text)
    if not in_html or not in_text:
        raise ValueError(f"{mail.kind}: its terms stand nowhere")
    mail.set_payload([part for part in mail.iter_parts() if part.get_content_disposition() != "attachment"])


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "shipping_mail_other_order_number",
        "The shipping notice names another order",
        "Subject and body of the shipping notice give the number of a neighbouring order.",
        finds="order-number-differs",
    ),
    Defect(
        "confirmation_total_wrong",
        "The confirmation states a wrong total",
        "The total in the confirmation leaves out the delivery cost that stands one line above it.",
        finds="total-differs",
        follows=("sums-do-not-add-up",),
    ),
    Defect(
        "invoice_total_wrong",
        "The invoice names another total",
        "The total in the invoice's PDF is higher than what the customer ordered for; the mail around it is right.",
        finds="invoice-differs",
        follows=("sums-do-not-add-up",),
    ),
    Defect(
        "ready_to_ship_placeholder",
        "“Ready to ship” greets a variable",
        "The order management's mail greets “{{ customer.first_name }}” instead of the customer.",
        finds="placeholder-left",
    ),
    Defect(
        "refund_too_small",
        "The refund is less than what was promised",
        "The refund mail names an amount from which the delivery cost was taken off, against the return page.",
        finds="refund-differs",
        journeys=("order_and_return",),
    ),
    Defect(
        "confirmation_sums_wrong",
        "The confirmation's bill does not add up",
        "The row for delivery in the confirmation shows twice the amount that the total was computed with.",
        finds="sums-do-not-add-up",
        kinds=("confirmation",),
        spoil=_swapping(_amount(lambda order: (order.bill.shipping, 2 * order.bill.shipping))),
    ),
    Defect(
        "ready_to_ship_other_goods",
        "“Ready to ship” lists other goods",
        "The order management's mail says that a set of tea cups is in the box, which nobody ordered.",
        finds="item-differs",
        kinds=("ready_to_ship",),
        spoil=_swapping(
            lambda order, language: (order.bill.lines[0].product.name[language], goods()["cups"].name[language]),
        ),
    ),
    Defect(
        "shipping_mail_other_address",
        "The shipping notice names another house",
        "The house number in the shipping notice is not the one that the customer gave.",
        finds="address-differs",
        kinds=("shipping",),
        spoil=_swapping(lambda order, _: (order.address.street, _neighbouring(order.address.street))),
    ),
    Defect(
        "invoice_mail_other_card",
        "The invoice mail names another card",
        "The ERP's mail says that a card was charged which is not the customer's.",
        finds="payment-or-delivery-method-differs",
        kinds=("invoice",),
        spoil=_swapping(_other_card),
    ),
    Defect(
        "confirmation_tax_wrong",
        "The confirmation states another tax rate",
        "The confirmation speaks of 8% tax, pages and invoice of 10%.",
        finds="tax-differs",
        kinds=("confirmation",),
        spoil=_both(
            _swapping(_in_text("bill", "tax", lambda told: told.replace("10", "8"))),
            _swapping(_amount(lambda order: (order.bill.tax, order.total * 8 / 108))),
        ),
    ),
    Defect(
        "carrier_notice_other_tracking_number",
        "The carrier's notice names another parcel",
        "The tracking number in the text of the carrier's notice is another parcel's; its link is right.",
        finds="tracking-number-differs",
        kinds=("carrier_notice",),
        spoil=_swapping(lambda order, _: (order.tracking, _neighbouring(order.tracking))),
    ),
    Defect(
        "ready_to_ship_other_date",
        "“Ready to ship” names a later day of delivery",
        "The order management's mail has the parcel come two days later than promised, without a word about it.",
        finds="delivery-date-differs",
        kinds=("ready_to_ship",),
        spoil=_swapping(
            lambda order, language: (
                day(order.delivery_date, language),
                day(order.delivery_date + timedelta(days=2), language),
            )
        ),
    ),
    Defect(
        "confirmation_markup_wrong",
        "The confirmation's structured data name another total",
        "What mail programs show above the confirmation is a hundred times the total: somebody counted in cents.",
        finds="structured-data-differs",
        kinds=("confirmation",),
        spoil=_in_cents,
    ),
    Defect(
        "confirmation_return_deadline_wrong",
        "The confirmation gives less time to send goods back",
        "The confirmation says 14 days, policy and other mails say 30.",
        finds="return-deadline-differs",
        kinds=("confirmation",),
        spoil=_swapping(_in_text("mails.confirmation", "terms", lambda told: told.replace("30", "14"))),
    ),
    Defect(
        "confirmation_text_part_outdated",
        "The confirmation's text part states another total",
        "The text part of the confirmation states a total without delivery; the HTML is right.",
        finds="text-part-contradicts-html",
        kinds=("confirmation",),
        spoil=_swapping(_amount(lambda order: (order.total, order.bill.subtotal)), bodies=("text",)),
    ),
    Defect(
        "shipping_mail_of_a_part",
        "A part of the order is shipped with the total of the whole",
        "The shipping notice says that it is about a part of the order, and shows the total of all of it.",
        finds="whole-order-total-on-partial-shipment",
        kinds=("shipping",),
        spoil=_say_that_it_is_a_part,
    ),
    Defect(
        "confirmation_without_terms",
        "The confirmation comes without the terms",
        "Neither the files with terms and returns policy nor the links to them are in the confirmation.",
        finds="terms-not-in-confirmation",
        follows=("eu-terms-on-durable-medium",),
        kinds=("confirmation",),
        spoil=_without_terms,
    ),
)

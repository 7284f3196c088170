"""What consumer law forbids, in Europe and in Vietnam."""

from __future__ import annotations

import re

from shopper.practice_shop.defects.declaring import Defect, rewriting
from shopper.practice_shop.rendering import words
from shopper.practice_shop.systems.frame import ShopMail

_EUROPE, _VIETNAM = ("de", "fr"), ("vi",)
_FIRST_VISIT = ("first_visit",)
_AMOUNT = r"(?<![\d.])\d{1,3}(?:\.\d{3})?\.000(?:\s|&nbsp;)?₫"
_HELP = ("faq-topic-missing", "policy-missing", "policy-contradicts", "faq-outdated")


def _without_terms(mail: ShopMail) -> None:
    """Neither the terms' file nor the paragraph with the links; the returns policy is still enclosed."""
    told = re.escape(mail.about["t"]["terms"])
    mail.html = re.sub(rf"<p[^>]*>{told}.*?</p>", "", mail.html, flags=re.DOTALL)
    mail.text = re.sub(rf"{told}\r?\n.*\r?\n.*\r?\n", "", mail.text)
    file = f"{words(mail.language)['policies']['terms']['slug']}.pdf"
    if file not in (names := [part.get_filename() for part in mail.iter_parts()]):
        raise ValueError(f"{mail.kind}: the terms are not with it, but {names}")
    mail.set_payload([part for part in mail.iter_parts() if part.get_filename() != file])


DEFECTS: tuple[Defect, ...] = (
    Defect(
        "order_button_only_orders",
        "The order button only orders",
        "The button says “Bestellen” or « Commander », and nothing of paying.",
        finds="eu-order-button",
        medium="path",
        languages=_EUROPE,
        pages=("payment",),
        redo=rewriting(r"Zahlungspflichtig bestellen|(Commander) et payer", lambda hit: hit[1] or "Bestellen"),
    ),
    Defect(
        "order_without_bill",
        "The payment page shows no bill",
        "The page on which one orders has neither prices nor the total.",
        finds="eu-total-before-order",
        follows=("total-missing-before-order", "late-fee"),
        medium="path",
        languages=_EUROPE,
        pages=("payment",),
        redo=rewriting(r'<h2 id="bill">.*?(?=<div class="field">)', ""),
    ),
    Defect(
        "withdrawal_time_short",
        "Seven days to withdraw",
        "The returns policy and the page of the function give customers in Europe 7 days to withdraw instead of 14.",
        finds="eu-withdrawal-right",
        follows=("policy-contradicts",),
        medium="path",
        journeys=_FIRST_VISIT,
        languages=_EUROPE,
        pages=("policy", "withdraw"),
        redo=rewriting(r"14 (?=Tagen nach Erhalt der Ware|Tage absenden|jours qui suivent la réception|jours\.)", "7 "),
    ),
    Defect(
        "withdrawal_function_missing",
        "Nowhere to withdraw on line",
        "No page links the form by which one withdraws from the contract.",
        finds="eu-withdrawal-function",
        follows=("unlinked-help",),
        medium="path",
        languages=_EUROPE,
        pages=("*",),
        redo=rewriting(r'<li><a href="/(?:de/widerruf|fr/renoncer)">[^<]*</a></li>', ""),
    ),
    Defect(
        "confirmation_without_terms_file",
        "The terms do not come with the confirmation",
        "The confirmation brings the returns policy along, and neither the terms of sale nor a link to them.",
        finds="eu-terms-on-durable-medium",
        follows=("terms-not-in-confirmation",),
        languages=_EUROPE,
        kinds=("confirmation",),
        spoil=_without_terms,
    ),
    Defect(
        "imprint_without_mail_address",
        "No mail address on any page",
        "Phone, address and register number stand there; the mail address is gone from every page.",
        finds="eu-imprint",
        follows=("contact-hard-to-find", "complaint-route-missing", "no-way-to-a-person"),
        medium="path",
        journeys=_FIRST_VISIT,
        languages=_EUROPE,
        pages=("*",),
        redo=rewriting(r'<a href="mailto:[^"]*"[^>]*>.*?</a>', ""),
    ),
    Defect(
        "owner_without_number",
        "The enterprise number is nowhere",
        "Wherever the enterprise or tax number stood, there is only its label.",
        finds="vn-owner",
        medium="path",
        journeys=_FIRST_VISIT,
        languages=_VIETNAM,
        pages=("*",),
        redo=rewriting(r"0101234567", ""),
    ),
    Defect(
        "prices_without_currency",
        "Prices are bare numbers",
        "The product pages show their price without đồng or any other currency.",
        finds="vn-price",
        follows=("page-foreign-format", "price-changes-on-the-way"),
        medium="path",
        journeys=_FIRST_VISIT,
        languages=_VIETNAM,
        pages=("product",),
        redo=rewriting(r"(\d{1,3}(?:\.\d{3})+)(?:\s|&nbsp;)?₫", r"\1"),
    ),
    Defect(
        "delivery_cost_secret",
        "What delivery costs is a secret",
        "No page outside the checkout names a cost of delivery.",
        finds="vn-delivery-terms",
        follows=(*_HELP, "delivery-limits-late", "late-fee"),
        medium="path",
        journeys=_FIRST_VISIT,
        languages=_VIETNAM,
        pages=("home", "product", "products", "cart", "faq", "policy", "contact", "care"),
        redo=rewriting(
            rf"(?<=\w ){_AMOUNT}|{_AMOUNT}(?=</td>|</dd>)",  # in a sentence, in a table; a price stands by itself
            "theo biểu phí",
        ),
    ),
    Defect(
        "ways_to_pay_secret",
        "How to pay is a secret",
        "No page outside the checkout says how one can pay.",
        finds="vn-payment-terms",
        follows=_HELP,
        medium="path",
        journeys=_FIRST_VISIT,
        languages=_VIETNAM,
        pages=("home", "product", "products", "faq", "policy", "contact", "care"),
        redo=rewriting(r"Visa|Mastercard|JCB|[Tt]hẻ(?=[ ,.<])|tiền mặt|ví điện tử|chuyển khoản", "cách khác"),
    ),
    Defect(
        "return_time_secret",
        "How long goods can be sent back is a secret",
        "The pages about returns name no time any more.",
        finds="vn-return-terms",
        follows=_HELP,
        medium="path",
        journeys=_FIRST_VISIT,
        languages=_VIETNAM,
        says="review",
        pages=("*",),
        redo=rewriting(r"30 ngày", "một thời gian"),
    ),
)

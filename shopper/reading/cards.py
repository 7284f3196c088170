"""Numbers of payment cards in running text, told from the numbers of orders, parcels, accounts and goods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from shopper.reading.text import normal, plain_letters

_CANDIDATE = re.compile(r"(?<![\w*•-])(?<![\d.,/] )\d(?:[ \u00a0-]?\d){12,18}(?![\w*•]|[.,/-]\d)")
_GROUPS = re.compile(r"\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5}")
_SCHEMES = (
    (re.compile(r"4"), {13, 16, 19}),  # Visa
    (re.compile(r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), {16}),  # Mastercard
    (re.compile(r"3[47]"), {15}),  # American Express
    (re.compile(r"3(?:0[0-5]|[689])"), {14}),  # Diners Club
    (re.compile(r"6(?:011|5|4[4-9])|62"), {16, 17, 18, 19}),  # Discover, UnionPay
    (re.compile(r"35(?:2[89]|[3-8])"), {16, 17, 18, 19}),  # JCB
    (re.compile(r"9704"), {16, 19}),  # Napas
)
_CARD = re.compile(
    r"(?<!\w)(?:cards?|card ?(?:number|no)|credit|debit|visa|mastercard|amex|american express|jcb|napas"
    r"|(?:so )?the(?: tin dung)?"
    r"|kreditkarte\w*|karten?(?:nummer)?|carte(?: bancaire| bleue)?|numero de carte|tarjeta)(?!\w)"
)
_ANOTHER = re.compile(
    r"(?<!\w)(?:orders?|order (?:no|number)|track(?:ing)?|parcel|shipment|consignment|waybill|iban|account|ean|gtin|isbn|imei"
    r"|serial"
    r"|barcode|sku|article|item|reference|ref|customer (?:no|number)|gift ?card|voucher|coupon|loyalty|member(?:ship)?|phone"
    r"|tel"
    r"|don hang|van don|ma (?:don|van don|vach|kien|so thue|khach|qua tang|giam gia)|tai khoan|bestell\w*|auftrag\w*|sendung\w*"
    r"|paket\w*|konto\w*|artikel\w*|kunden(?:nummer|nr)|gutschein\w*|geschenkkarte|commande|suivi|colis|compte|article"
    r"|carte cadeau"
    r"|bon d'achat|pedido|seguimiento|envio|cuenta|articulo|tarjeta regalo)(?!\w)"
)


class Card(NamedTuple):
    """A number that may be a card's. `sure`: it is written in a card's groups, or called a card, and called nothing else."""

    digits: str
    written: str
    sure: bool


def cards_in(text: str) -> Iterator[Card]:
    """The numbers that have a card scheme's beginning and length (ISO/IEC 7812) and a right check digit, unmasked."""
    for line in normal(text).split("\n"):
        for hit in _CANDIDATE.finditer(line[:2000]):
            written = hit[0]
            digits = re.sub(r"\D", "", written)
            if _is_a_scheme_s(digits) and has_check_digit(digits):
                before = plain_letters(line[max(0, hit.start() - 60) : hit.start()])
                called = bool(_CARD.search(before)) or bool(_GROUPS.fullmatch(written))
                yield Card(digits, written, called and not _ANOTHER.search(before))


def _is_a_scheme_s(digits: str) -> bool:
    return len(set(digits)) > 1 and any(begin.match(digits) and len(digits) in lengths for begin, lengths in _SCHEMES)


def has_check_digit(digits: str) -> bool:
    """Whether the last digit is right by the Luhn formula (ISO/IEC 7812-1, annex B)."""
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(value - 9 * (value > 9) for value in doubled)) % 10 == 0

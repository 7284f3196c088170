"""How an order is paid and sent, as mails and pages name it: one word for each way, whatever the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from shopper.model import Outcome
from shopper.reading.text import normal, plain_letters


@dataclass(frozen=True)
class Way:
    """A way to pay or send: its `family` (`card`, `cash on delivery`, `express`), the `words` it was named by, and of a card
    the `brand` and last four `digits`, where they are said."""

    family: str
    words: str
    brand: str = ""
    digits: str = ""


_PAYMENT = re.compile(
    r"^(?:(?:your|ihre|votre|su|tu) )?(?:payment(?: (?:method|type|by|via|details))?|paid (?:by|with|via|using)"
    r"|method of payment|pay(?:ing)? (?:by|with)"
    r"|(?:phuong thuc|hinh thuc|cach) thanh toan|thanh toan(?: bang| qua)?|da thanh toan bang"
    r"|zahlungs(?:art|methode|weise|mittel)|zahlung(?: per| mit)?|(?:be)?zahlt (?:per|mit)"
    r"|(?:mode|moyen|methode) de paiement|paiement(?: par)?|paye (?:par|avec)"
    r"|(?:forma|metodo|medio) de pago|pago(?: con)?|pagado con)(?= ?:| ?$| )"
)
_DELIVERY = re.compile(
    r"^(?:(?:your|ihre|votre|su|tu) )?(?:(?:delivery|shipping) (?:method|type|option|service)|(?:way|method"
    r"|mode) of (?:delivery|shipping)|shipping via"
    r"|(?:phuong thuc|hinh thuc|cach) (?:van chuyen|giao hang|giao)|versandart|lieferart|versandmethode|lieferoption"
    r"|(?:mode|methode) (?:de livraison|d.expedition|d.envoi)|(?:metodo|forma|modo) de (?:envio|entrega))(?= ?:| ?$| )"
)
_WALLETS = {
    "PayPal": r"paypal", "Apple Pay": r"apple ?pay", "Google Pay": r"google ?pay|gpay", "Klarna": r"klarna", "MoMo": r"momo",
    "ZaloPay": r"zalo ?pay", "VNPay": r"vn ?pay", "Amazon Pay": r"amazon ?pay", "Bizum": r"bizum", "Twint": r"twint",
    "iDEAL": r"ideal", "Bancontact": r"bancontact",
}  # fmt: skip
_PAYMENTS = {
    "cash on delivery": r"cash on delivery|cod|thu ho|(?:thanh toan )?(?:tien mat )?khi nhan(?: hang)?|nachnahme"
    r"|contre[- ]remboursement|paiement a la livraison|contra ?reembolso",
    **_WALLETS,
    "gift card": r"gift ?card|the qua tang|geschenk(?:karte|gutschein)|carte cadeau|tarjeta regalo",
    "direct debit": r"direct debit|lastschrift|sepa|bankeinzug|prelevement|domiciliacion",
    "bank transfer": r"bank ?transfer|wire transfer|chuyen khoan|uberweisung|vorkasse|virement|transferencia"
    r"|instant transfer|sofort",
    "card": r"card|the(?= (?:tin dung|ghi no|co so cuoi|ngan hang|atm|quoc te|visa|so|\*|x|…|\d))|the$|karte|\w*kreditkarte"
    r"|carte|cb|tarjeta|visa|master ?card|amex|american express|jcb|maestro|napas|atm",
    "invoice": r"(?:by |on |kauf auf |auf )?(?:invoice|rechnung|facture)|pay later",
}
_DELIVERIES = {
    "pickup": r"pick ?-?up|click (?:&|and) collect|collect(?:ion)? (?:in|at|from)|nhan tai cua hang|abholung|selbstabhol\w+"
    r"|retrait|recog\w+ en tienda",
    "express": r"express\w*|next[- ]day|same[- ]day|overnight|hoa toc|giao nhanh|nhanh|expres\w*|urgente|24 ?h",
    "standard": r"standard\w*|tieu chuan|thuong|economy|regular|estandar|normal\w*|tiet kiem",
}
_BRANDS = re.compile(r"visa|master ?card|amex|american express|jcb|maestro|discover|napas")
_DIGITS = re.compile(r"(?<!\d)(\d{4})(?!\d)(?!.*(?<!\d)\d{4}(?!\d))")
_LONGEST = 120  # characters of a value


def payment_in(text: str) -> Way | None:
    """How a text says that it is paid ("Payment: card ending in 4242"); None if it does not, or in several ways."""
    return _way(text, "payment")


def delivery_in(text: str) -> Way | None:
    """How a text says that the parcel is sent ("Delivery method: Express"), likewise."""
    return _way(text, "delivery")


def same_way(found: Way, ours: Way) -> Outcome:
    """Fail for another family, or another card; a wallet may draw on a card, so the two go to a person."""
    if found.family != ours.family:
        wallets = {found.family, ours.family} & set(_WALLETS)
        return Outcome.REVIEW if wallets and "card" in (found.family, ours.family) else Outcome.FAIL
    differs = any(a and b and a != b for a, b in ((found.brand, ours.brand), (found.digits, ours.digits)))
    return Outcome.FAIL if differs else Outcome.PASS


@lru_cache(maxsize=256)
def _way(text: str, what: str) -> Way | None:
    label, families = (_PAYMENT, _FAMILIES["payment"]) if what == "payment" else (_DELIVERY, _FAMILIES["delivery"])
    ways = {way for value in _values(text, label) if (way := _named(value, families))}
    one_way = len({way.family for way in ways}) == 1 and len({way.digits for way in ways if way.digits}) <= 1
    return max(ways, key=lambda way: (way.digits, way.brand, way.words)) if one_way else None


def _values(text: str, label: re.Pattern[str]) -> Iterator[str]:
    lines = text.split("\n")
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        said = normal(line.replace("\t", " "))[: 2 * _LONGEST]
        hit = label.match(plain_letters(said))
        if hit:
            value = said[hit.end() :].strip(" :")
            yield (value or normal(after.replace("\t", " ")))[:_LONGEST]


def _named(value: str, families: dict[str, re.Pattern[str]]) -> Way | None:
    """The one way that a value names. A sentence about paying names none: it is longer than any name."""
    plain = plain_letters(value)
    if len(plain.split()) > 12:
        return None
    family = next((name for name, pattern in families.items() if pattern.search(plain)), "")
    if not family:
        return None
    brand, digits = _BRANDS.search(plain), _DIGITS.search(plain)
    of_card = family == "card"
    return Way(family, value, brand[0].replace(" ", "") if brand and of_card else "", digits[1] if digits and of_card else "")


_FAMILIES = {
    what: {name: re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])") for name, pattern in table.items()}
    for what, table in (("payment", _PAYMENTS), ("delivery", _DELIVERIES))
}

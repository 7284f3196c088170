"""What mails and pages state about an order, read from labelled text. Unsure is silent: a wrong fact makes a false alarm.

| name | what it is |
|-|-|
| `order.number`, `tracking.number`, `invoice.number` | as it stands there |
| `order.total`, `refund.total` | money: what the order costs in all, what is paid back |
| `order.subtotal`, `order.shipping`, `order.discount`, `order.fees`, `order.tax` | parts of a bill that was read wholly |
| `order.items` | what a bill lists: `2 × Celadon mug; 1 × Plate` |
| `order.payment` | how it is paid, in the shop's words |
| `return.window` | how long goods can be sent back: `30 days` |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from shopper.model import Evidence, Fact, Mail, Money, PageView, Reading
from shopper.reading.bill import read_bill
from shopper.reading.methods import payment_in
from shopper.reading.money import Quoted, find_money
from shopper.reading.terms import return_windows
from shopper.reading.text import normal, without_quotes


class Stated(NamedTuple):
    """A fact with the words it was read from."""

    name: str
    value: Money | str
    quote: str


def mail_facts(reading: Reading, locale: str) -> list[Stated]:
    """What a mail states, each value once: the names of this module's table but `invoice.number`.

    `locale` (BCP 47) says how its numbers are read. Several order numbers are all returned; totals that differ are not.
    What is paid back is never the order's total.
    """
    named = text_facts(f"{reading.subject}\n{reading.text}", locale)
    return [*named, *_parts_of_bill(reading.text, locale), *_arrangements(reading.text)]


def document_facts(text: str, locale: str) -> list[Stated]:
    """`order.number`, `order.total` (what an invoice asks for in all, tax included), the parts of its bill and `invoice.number`
    as a document states them, a table row a line. "Amount due: 0.00" on an invoice that is paid already is no total."""
    lines = _lines(text[:_TOO_LONG])
    totals = _totals(lines, locale, (_PAYABLE, _STRONG, _WEAK))
    numbers = (*_numbers("order.number", _ORDER, lines), *_numbers("invoice.number", _INVOICE, lines))
    return [*_each_once([*totals, *numbers]), *_parts_of_bill(text, locale)]


def page_facts(page: PageView, locale: str) -> list[Stated]:
    """`order.number`, `order.total`, `refund.total` and `tracking.number` as a page states them."""
    return text_facts(page.text, locale)


def stated_on_pages(visit: Evidence, name: str) -> list[Fact]:
    """What the shop's pages stated under this name during a visit, in the order in which the customer saw it."""
    return [fact for fact in visit.facts if fact.name == name and fact.source.startswith("step:")]


def stated_in(visit: Evidence, mail: Mail, name: str) -> list[Fact]:
    """What one mail stated under this name."""
    return [fact for fact in visit.facts if fact.name == name and fact.source == f"mail:{mail.id}"]


def text_facts(text: str, locale: str) -> list[Stated]:
    """The same facts in any text, a block or a table row a line."""
    return list(_facts(text[:_TOO_LONG], locale))


def _parts_of_bill(text: str, locale: str) -> Iterator[Stated]:
    """What a bill says beside its total, if all of it was understood."""
    bill = read_bill(text, locale)
    if bill is None or not bill.is_whole:
        return
    if all(item.quantity for item in bill.items) and bill.items:
        listed = "; ".join(f"{item.quantity} × {item.name}" for item in bill.items)
        yield Stated("order.items", listed, listed)
    tax = bill.taxes[0].amount if len(bill.taxes) == 1 else None
    parts = {"subtotal": bill.subtotal, "shipping": bill.shipping, "discount": bill.discount, "fees": bill.fees, "tax": tax}
    yield from (Stated(f"order.{name}", amount, str(amount)) for name, amount in parts.items() if amount)


def _arrangements(text: str) -> Iterator[Stated]:
    """How it is paid, and how long it can be sent back."""
    if way := payment_in(text[:_TOO_LONG]):
        yield Stated("order.payment", way.words, way.words)
    windows = return_windows(without_quotes(text[:_TOO_LONG]))
    if len(windows) == 1:
        yield Stated("return.window", f"{windows[0].days} days", windows[0].quote)


@lru_cache(maxsize=64)
def _facts(text: str, locale: str) -> tuple[Stated, ...]:
    lines = _lines(text)
    refunds = list(_refunds(lines, locale))
    paid_back = {fact.value for fact in refunds}
    totals = [fact for fact in _totals(lines, locale, (_STRONG, _WEAK)) if fact.value not in paid_back]
    numbers = (*_numbers("order.number", _ORDER, lines), *_numbers("tracking.number", _TRACKING, lines))
    return tuple(_each_once([*totals, *refunds, *numbers]))


def _lines(text: str) -> list[str]:
    return [line for raw in text.split("\n") if (line := normal(raw[:_LONG_LINE].replace("\t", " ")))]


def _each_once(stated: list[Stated]) -> list[Stated]:
    return list({(fact.name, fact.value): fact for fact in reversed(stated)}.values())[::-1]


_TOO_LONG, _LONG_LINE = 200_000, 1_000  # characters: an order's facts stand in short lines


def _with_next(lines: list[str]) -> Iterator[tuple[str, str]]:
    return pairwise([*lines, ""])


# --- numbers ------------------------------------------------------------------------------------------------------

_NO = r"(?:number|no|num|id|code|ref(?:erence)?|#|№|n[°º]|nr)"
_ORDER = re.compile(
    rf"(?<!\w)(?P<sure>(?:your )?order ?{_NO}(?!\w)"
    r"|(?:mã|số) (?:số )?đơn(?: đặt)?(?: hàng)?(?!\w)|đơn (?:đặt )?hàng số(?!\w)|đơn (?:đặt )?hàng(?= ?#)"
    r"|(?:bestell|auftrags)(?:ungs)?-? ?(?:nummer|nr)(?!\w)|bestellung (?:nummer|nr)(?!\w)|bestellung(?= ?#)"
    r"|(?:numéro|n[°º]|réf(?:érence)?) de (?:la |votre )?commande(?!\w)|commande (?:numéro|n[°º])(?!\w)"
    r"|(?:número|n\.?[°º]|referencia) de(?:l| su| tu)? pedido(?!\w)|pedido (?:número|n[°º]|n\.[°º])(?!\w)"
    r"|order(?= ?#)|commande(?= ?#)|pedido(?= ?#))"
    r"|(?<!\w)(?P<likely>order(?: confirmation)?|đơn (?:đặt )?hàng|bestell(?:ung|bestätigung)|commande|pedido)(?= )",
    re.IGNORECASE,
)
_TRACKING = re.compile(
    rf"(?<!\w)(?P<sure>(?:tracking|consignment|parcel|waybill) ?{_NO}(?!\w)"
    r"|(?:mã|số) vận đơn(?!\w)|mã (?:theo dõi|bưu gửi)(?!\w)"
    r"|(?:sendungs(?:verfolgungs)?|tracking|paket)-?(?:nummer|nr)(?!\w)"
    r"|(?:numéro|n[°º]|code) de suivi(?!\w)|(?:número|n\.?[°º]|código) de seguimiento(?!\w))(?P<likely>(?!))?",
    re.IGNORECASE,
)
_INVOICE = re.compile(
    rf"(?<!\w)(?P<sure>(?:tax )?invoice ?{_NO}(?!\w)|invoice(?= ?#)|(?:mã|số) h(?:oá|óa) đơn(?!\w)|h(?:oá|óa) đơn số(?!\w)"
    r"|rechnungs-? ?(?:nummer|nr)(?!\w)|rechnung (?:nummer|nr)(?!\w)"
    r"|(?:numéro|n[°º]) de (?:la |votre )?facture(?!\w)|facture (?:numéro|n[°º])(?!\w)"
    r"|(?:número|n\.?[°º]) de(?: la)? factura(?!\w)|factura (?:número|n\.?[°º])(?!\w))"
    r"|(?<!\w)(?P<likely>(?:tax )?invoice|h(?:oá|óa) đơn|rechnung|facture|factura)(?= )",
    re.IGNORECASE,
)
_JOIN = re.compile(r"(?: of your order)?(?: is| là| lautet| est| es)?[ .:#–-]*", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Z0-9]+(?:[-_/][A-Z0-9]+)*(?![\w/]|[.,:]\d|-\w)", re.IGNORECASE)
_GROUPED = re.compile(r"\d{3,6}(?: \d{3,6}){1,4}(?![\w/-]|[.,:]\d)(?! [\w€£$₫])")
_DATE = re.compile(r"(?:19|20)\d\d[-/][01]?\d(?:[-/][0-3]?\d)?|\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?")


def _numbers(name: str, label: re.Pattern[str], lines: list[str]) -> Iterator[Stated]:
    for line, after in _with_next(lines):
        for hit in label.finditer(line):
            join = _JOIN.match(line, hit.end())
            start = join.end() if join else hit.end()
            below = start >= len(line) and hit["sure"]  # the label is all of its line: the value stands on the next one
            if token := _token(after if below else line[start:], sure=bool(hit["sure"]), whole=bool(below)):
                yield Stated(name, token, f"{line[hit.start() :]} {token}" if below else line[hit.start() : start] + token)


def _token(text: str, *, sure: bool, whole: bool) -> str | None:
    """The number at the start of a text. After a mere "order" it must look like one: capitals with several digits."""
    hit = _TOKEN.match(text)
    if not hit or _DATE.fullmatch(hit[0]) or (whole and hit.end() != len(text)):
        return None
    digits = sum(letter.isdigit() for letter in hit[0])
    if digits < (2 if sure else 3) or len(hit[0]) < (3 if sure else 5):
        return None
    if sure and (grouped := _GROUPED.match(text)):
        return grouped[0]
    return hit[0] if sure or (hit[0].isupper() and digits < len(hit[0])) else None


# --- totals -------------------------------------------------------------------------------------------------------

_STRONG = re.compile(
    r"grand total|(?:your )?order total|total (?:amount|to pay|paid|charged|due)|total for your order"
    r"|amount (?:charged|paid|due)"
    r"|tổng (?:cộng )?(?:thanh toán|tiền thanh toán|giá trị đơn hàng|tiền đơn hàng|đơn hàng|cộng đơn hàng)"
    r"|gesamt(?:betrag|summe|preis)|rechnungsbetrag|endbetrag|bestellsumme"
    r"|(?:montant )?total (?:de (?:la|votre) commande|ttc|à payer|payé)|montant total"
    r"|(?:importe )?total (?:del|de su|de tu) pedido|importe total|total a pagar",
    re.IGNORECASE,
)
_WEAK = re.compile(r"total|tổng cộng|tổng (?:số )?tiền(?! hàng)|gesamt|summe", re.IGNORECASE)
_PAYABLE = re.compile(
    r"(?:invoice|total|amount|balance) (?:total|payable|due|to pay)|total amount(?: payable| due)?"
    r"|tổng (?:cộng )?(?:tiền )?thanh toán|zu zahlen(?:der betrag)?|zahlbetrag|rechnungs(?:betrag|summe)"
    r"|net à payer|total facture|total (?:de la )?factura|total a pagar",
    re.IGNORECASE,
)
"""What an invoice asks for."""

_REFUND = re.compile(
    r"(?:total )?refund(?:ed)? (?:amount|total)|(?:total )?amount (?:of (?:your|the) refund|(?:to be )?refunded)"
    r"|total refund(?:ed)?|(?:we have|we've|we’ve) refunded|(?:your|the|full|partial) refund of"
    r"|(?:tổng )?(?:số )?tiền (?:được )?hoàn(?: lại| trả)?(?! hàng)"
    r"|đã hoàn (?:lại |trả )?(?:cho )?(?:bạn |quý khách )?(?:số tiền )?"
    r"|(?:rück)?erstattungs(?:betrag|summe)|erstatteter betrag"
    r"|montant (?:total )?(?:du remboursement|remboursé)|remboursement total"
    r"|importe (?:total )?(?:del reembolso|reembolsado|de la devolución)|reembolso total"
    r"|^(?:refund|hoàn tiền|(?:rück)?erstattung|remboursement|reembolso)(?= ?:| ?$| [€£$\d-])",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?<!\w)(?:refund|hoàn (?:lại|trả|tiền)|tiền hoàn|(?:rück)?erstatt|gutschrift|rembours|reembols|devoluci)", re.IGNORECASE
)
"""Words of a line whose total is what is paid back."""

_LEAD = re.compile(r"(?:your|the|ihr|ihre|der|die|votre|le|su|tu|el)? ?", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:[ :.,–-]|\([^()]{0,60}\)|\b(?:is|was|of|for|this|your|order|amount|in|là|đơn|hàng|của|bạn|này"
    r"|beträgt|ihrer|bestellung|für|est|de|la|votre|commande|ttc|es|del|pedido|su|tu"
    r"|incl(?:uding|usive|\.)? (?:of )?(?:vat|tax(?:es)?)|inc\.? (?:vat|tax(?:es)?)|(?:vat|tax) incl(?:uded|\.)?"
    r"|đã (?:bao )?gồm (?:thuế )?(?:vat|gtgt|thuế)|inkl(?:usive|\.)? mwst\.?|brutto|tva comprise|iva incluido)(?!\w)){0,12}",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"excl|without|before|net\b|chưa|trước|ohne|zzgl|netto|exkl|hors|\bht\b|avant|sin\b|antes|discount|saving", re.IGNORECASE
)


def _totals(lines: list[str], locale: str, labels: tuple[re.Pattern[str], ...]) -> Iterator[Stated]:
    """The order's total, if it is named: never a subtotal, a net sum, what is paid back, or one of several that differ."""
    for label in labels:
        found = [quoted for line, after in _with_next(lines) for quoted in _total(label, line, after, locale)]
        if label is _PAYABLE:
            found = [quoted for quoted in found if quoted.value.amount]
        if found:
            if len({quoted.value for quoted in found}) == 1:
                yield Stated("order.total", found[0].value, found[0].quote)
            return


def _refunds(lines: list[str], locale: str) -> Iterator[Stated]:
    """What is paid back in all, if just one amount is named so."""
    found = [quoted for line, after in _with_next(lines) for quoted in _amount_after(_REFUND, line, after, locale)]
    values = {quoted.value.model_copy(update={"amount": abs(quoted.value.amount)}) for quoted in found}
    if len(values) == 1:
        yield Stated("refund.total", values.pop(), found[0].quote)


def _total(label: re.Pattern[str], line: str, after: str, locale: str) -> Iterator[Quoted[Money]]:
    return iter(()) if _BACK.search(line) else _amount_after(label, line, after, locale)


def _amount_after(label: re.Pattern[str], line: str, after: str, locale: str) -> Iterator[Quoted[Money]]:
    """A label, hardly anything, an amount: in one line, or the label alone and the amount alone on the next."""
    for hit in label.finditer(line):
        lead = line[: hit.start()]
        begins = _LEAD.fullmatch(lead) or re.search(r"(?:[.!?:;|] |[–—] )(?:your |the |su |tu |votre )?$", lead, re.IGNORECASE)
        if not begins and not (label is not _WEAK and lead.endswith(" ")):
            continue
        between = _BETWEEN.match(line, hit.end())
        start = between.end() if between else hit.end()
        if _NOT_ALL.search(line, hit.end(), start) or line[hit.end() : hit.end() + 1].isalpha():
            continue
        if start == len(line):
            amounts = find_money(after, locale)
            if len(amounts) == 1 and len(amounts[0].quote) >= len(after.rstrip(".")):
                yield Quoted(amounts[0].value, f"{line} {amounts[0].quote}", hit.start(), start)
        elif (amounts := find_money(line[start:], locale)) and amounts[0].start == 0:
            yield Quoted(amounts[0].value, line[hit.start() : start] + amounts[0].quote, hit.start(), start + amounts[0].end)

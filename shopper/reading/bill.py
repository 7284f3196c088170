"""The bill of a mail, page or document: what was bought, and how it comes to its total.

Read from rows, a line each, the cells of a table's row parted by tabs. What cannot be told is left out, and the bill says
so (`is_whole`): a sum of guessed parts is worth nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from shopper.model import Money
from shopper.reading.money import find_money
from shopper.reading.text import normal, plain_letters


@dataclass(frozen=True)
class Item:
    """A line of a bill: `quantity` pieces at `price` make `total`; None where it does not say. `reduced`: more than these
    amounts stand in its row, or they do not fit together, as where an old price is struck out. `part`: its row is indented
    or led by a dash below another one, as what a set consists of."""

    name: str
    quantity: int | None = None
    price: Money | None = None
    total: Money | None = None
    reduced: bool = False
    part: bool = False


@dataclass(frozen=True)
class Tax:
    """An amount of tax with its rate in percent. `included`: whether the row says that it is a part of the total (True) or is
    added (False)."""

    amount: Money | None
    rate: Decimal | None = None
    included: bool | None = None


@dataclass(frozen=True)
class Bill:
    """What a bill says. `discount` is what is taken off, in all and positive; `shipping` is zero where it is free, None where
    it is not named. `is_whole`: every row with money was understood, there is one total, and one currency."""

    items: tuple[Item, ...] = ()
    subtotal: Money | None = None
    shipping: Money | None = None
    discount: Money | None = None
    fees: Money | None = None
    taxes: tuple[Tax, ...] = ()
    total: Money | None = None
    is_whole: bool = False


def read_bill(text: str, locale: str) -> Bill | None:
    """The bill in a text, None if there is none: a total, and above it what it is the total of. `locale` (BCP 47) says how
    numbers are read."""
    return _read(text[:_TOO_LONG], locale)


def items_in(text: str, locale: str) -> tuple[Item, ...]:
    """The pieces that a text lists with their quantity, with prices or without: `2 × Celadon mug`."""
    return _listed(text[:_TOO_LONG], locale)


class Part(NamedTuple):
    """A row of a text that names an amount. `kind`: what part of a bill its words name (`subtotal`, `shipping`, `fee`,
    `discount`, `tax`, `total`, `net`, `paid`); empty if none, as of a piece."""

    label: str
    kind: str
    amount: Money


def parts_in(text: str, locale: str) -> tuple[Part, ...]:
    """Every row of a text that names an amount, in its order; of several amounts the last."""
    return tuple(Part(row.label, row.kind, row.amounts[-1]) for row in _rows(text[:_TOO_LONG], locale) if row.amounts)


_TOO_LONG, _MOST_ROWS, _LONGEST = 100_000, 2_000, 400  # characters, rows, characters of a row

# --- rows ---------------------------------------------------------------------------------------------------------


class _Row(NamedTuple):
    """A row: the words before its amounts, how many pieces it names (`counted`: in words, not by a bare number), its amounts,
    its number of cells, all that it says (amounts as `¤`), and the words of the row above."""

    label: str
    quantity: int | None
    counted: bool
    amounts: tuple[Money, ...]
    cells: int
    marked: str
    above: str
    inset: bool  # indented, or led by a dash

    @property
    def kind(self) -> str:
        """What part of a bill its words name; empty if none, or if they rather name a thing."""
        kind = _kind(self.label, strictly=self.quantity is not None or self.cells == 1)
        is_bought = kind == "discount" and self.counted and bool(self.amounts) and self.amounts[0].amount > 0
        return "" if is_bought else kind  # "1 × Gift card": it costs what it is worth


_QUANTITY = re.compile(
    r"^(?:[^\w\s¤]\s?){0,2}(?P<first>\d{1,4}) ?[x×✕](?! ?\d|\w*\d)"  # "2 × Mug", but neither "20 x 30 cm" nor "8XK12345"
    r"|(?<=[\s(])(?P<priced>\d{1,4}) ?[x×✕](?= ?¤)"
    r"|(?<=: )(?P<led>\d{1,4}) ?[x×✕](?= ?[^\W\d])"  # "Mug 2 × ¤", "Packed: 2 × Mug"
    r"|(?<!\d )(?:^|(?<=[\s(¤]))[x×✕] ?(?P<last>\d{1,4})(?![\w.,])"  # "Mug × 2"
    r"|(?<!\w)(?:qty|quantity|sl|số lượng|menge|anzahl|stückzahl|quantité|qté|cantidad"
    r"|cant)\.? ?[:.]? ?(?P<named>\d{1,4})(?!\w)"
    r"|^(?P<counted>\d{1,4}) ?(?:pcs?\.?|pieces?|stück|stk\.?|chiếc|cái|món|pièces?|uds?\.?|unidades)(?!\w)"
    r"(?: (?:à|at|mỗi|je)(?!\w))?",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}")
_ENDS = re.compile(r" (\d{1,4})$")
_ATTRIBUTE = re.compile(
    r"(?:sku|art(?:\.|icle|ikel)|item|product|produkt|ref|réf|mã|size|colou?r|größe|farbe|màu|cỡ|taille|talla)[^:]{0,20}[:#]",
    re.I,
)
_INSET = re.compile(r"[^\S\t]{2}|\s*[–—└↳-] ")
_EDGES = re.compile(r"^[\W_]+|[\s:;,|@–—-]+$")


@lru_cache(maxsize=64)
def _rows(text: str, locale: str) -> tuple[_Row, ...]:
    found: list[_Row] = []
    above = ""
    for line in text.split("\n")[:_MOST_ROWS]:
        row = _row(line[:_LONGEST], above, locale)
        last = found[-1] if found else None
        if last and not last.amounts and last.label and _goes_on(last, row):
            cells = last.cells + row.cells if row.amounts else last.cells
            found[-1] = last._replace(
                quantity=row.quantity or last.quantity, counted=True, amounts=row.amounts, cells=cells, marked=row.marked
            )
        elif row.label or row.amounts:
            found.append(row)
        if row.label and not _ATTRIBUTE.match(row.label):
            above = row.label
    return tuple(found)


def _goes_on(last: _Row, row: _Row) -> bool:
    """Whether a row holds what belongs to the name in the one above: its quantity or amount alone, or a variant's price."""
    return not row.label or bool(last.counted and row.amounts and not row.quantity and not row.kind)


def _row(line: str, above: str, locale: str) -> _Row:
    cells = [cell for cell in line.split("\t") if cell.strip()]
    amounts: list[Money] = []
    counts: list[int] = []
    words: list[str] = []
    marked: list[str] = []
    counted = False
    for raw in cells:
        money = find_money(raw, locale) if any(map(str.isdigit, raw)) else []
        said = normal(raw)
        for quoted in reversed(money):
            said = f"{said[: quoted.start]}¤{said[quoted.end :]}"
        marked.append(said)
        hit = _QUANTITY.search(said)
        bare = _BARE.fullmatch(said)
        if not amounts and not bare:
            word = _name(said, hit)
            words = [word] if word and hit else [*words, word]  # what stands before it is a label
        amounts += [quoted.value for quoted in money]
        if bare:
            counts.append(int(said))
        elif hit:
            counts.append(int(next(filter(None, hit.groups()))))
            counted = True
    label = normal(" ".join(words))
    ends = _ENDS.search(label) if len(amounts) == 2 and not counts else None
    if ends and int(ends[1]) * amounts[0].amount == amounts[1].amount:  # a document's row: nothing parts its cells
        counts, label = [int(ends[1])], label[: ends.start()]
    return _Row(
        label, _fitting(counts, amounts), counted, tuple(amounts), len(cells), " ".join(marked), above, bool(_INSET.match(line))
    )


def _name(said: str, quantity: re.Match[str] | None) -> str:
    """What a cell names, up to its first amount, without its quantity and what leads to that (`In the parcel: 2 ×`)."""
    if quantity:
        start = 0 if not quantity["led"] else quantity.end()
        said = f"{said[start : quantity.start()]} {said[quantity.end() :]}"
    return _EDGES.sub("", normal(said.partition("¤")[0]))


def _fitting(counts: Sequence[int], amounts: Sequence[Money]) -> int | None:
    """The quantity among a row's numbers: that by which price and total fit, else the last, for the first is a position."""
    fits = (count for count in counts if len(amounts) > 1 and count * amounts[0].amount == amounts[-1].amount)
    return next(fits, counts[-1] if counts else None)


# --- what a row is ------------------------------------------------------------------------------------------------

_TAXES = (
    r"(?:vat|v\.a\.t\.|gst|hst|(?:sales )?tax(?:es)?|mwst|ust|umsatzsteuer|mehrwertsteuer|steuern?|tva|iva|thue(?: gtgt"
    r"| vat)?|gtgt|igic)"
)
_INSIDE = (
    r"(?:including|included|includes?|incl|inc|of which|therein|thereof|da gom|da bao gom|bao gom|gom|trong do(?: co)?"
    r"|inkl(?:usive)?|enthalten\w*|enthalt|davon|darin|dont|incluye|incluid[oa]s?|comprise|inclus\w*|ttc)"
)
_ADDED = r"(?:plus|excl(?:uding|usive)?|zzgl|zuzuglich|exkl|hors|sin|chua(?: gom| bao gom)?|en sus|mas)"
_OF_TAX = rf"(?:(?:{_INSIDE}|{_ADDED})\.? ?)*(?:\d{{1,2}}(?:[.,]\d{{1,2}})? ?% ?)?(?:gesetzliche |estimated )?{_TAXES}(?!\w)"
_KINDS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "paid": r"(?:amount |already |total )?(?:paid|charged)|payments?(?! fee)|balance|(?:amount|total) due|you saved?"
        r"|(?:total )?savings?"
        r"|deposit|refund\w*|da thanh toan|(?:so tien )?con lai|dat coc|tiet kiem|ban tiet kiem|hoan (?:tien|lai)"
        r"|(?:bereits )?(?:be|ge)zahlt|restbetrag|anzahlung|erstatt\w+|(?:sie )?(?:sparen|ersparnis)|(?:deja )?paye"
        r"|reste a payer|acompte"
        r"|rembours\w+|(?:vous )?economis\w+|pagado|pendiente|ahorr\w+|reembols\w+|reward\w*|(?:loyalty )?points?|diem thuong",
        "net": rf"(?:grand |order )?(?:total|sum|summe|gesamt\w*|tong(?: cong| tien)?)(?: amount)? ?\(?(?:{_ADDED}|net|netto"
        rf"|before|ht|truoc|ohne|avant|antes)(?!\w)"
        r"|net (?:total|amount|sum|goods|value)|(?:gesamt)?netto\w*|nettosumme|total ht|base imponible",
        "subtotal": r"sub ?-?total|zwischensumme|warenwert|summe (?:der )?artikel|artikelsumme|sous ?-?total|(?:items?|goods"
        r"|merchandise|products?)(?: sub)? ?total"
        r"|(?:tong )?tam tinh|(?:tong )?tien hang|tong (?:gia tri|tien) (?:hang|san pham)|total (?:des )?(?:articles|produits"
        r"|marchandises)|(?:importe|total) de (?:los )?(?:productos|articulos)"
        r"|(?:items?|products|goods|produits|articles|productos|articulos|artikel|san pham)(?= ?$| ?\()"
        r"|(?:goods|merchandise) value|value of goods|valeur des marchandises",
        "discount": r"(?:[\w% -]{0,24} )?(?:discount|voucher|coupon|gutschein\w*|rabatt\w*|nachlass|remise|reduction"
        r"|descuento|cupon|bon d.achat)(?!\w)"
        r"|promo\w*|code promo|gift ?card|(?:ma )?giam(?: gia)?|khuyen mai|chiet khau|uu dai|voucher|aktion\w*"
        r"|(?:save )?\d{1,2} ?% (?:off|rabatt|de remise|de reduction|de descuento|nachlass|giam)",
        "fee": r"[\w -]{0,24}(?:fee|surcharge|charge)s?(?!\w)|phu phi|phi (?:dich vu|goi qua|thu ho|thanh toan|dong goi)"
        r"|gift ?wrap\w*|goi qua"
        r"|(?:[\w-]{1,24} ?)?(?:gebuhr|zuschlag|pauschale|aufschlag)|geschenkverpackung|pfand|frais de (?:dossier|service"
        r"|gestion|traitement)|supplement|emballage cadeau|recargo|eco-?participation|donation|spende",
        "shipping": r"(?:standard |express |free |home |kostenloser? )?(?:verpackung(?: und| &|,) )?"
        r"(?:shipping|delivery|carriage|postage|p&p|postage and packing"
        r"|versand\w*|liefer(?:kosten|ung|gebuhr)|porto|zustellung)(?!\w)"
        r"|(?:phi |cuoc )?(?:van chuyen|giao hang|ship)(?!\w)|frais (?:de )?(?:port|livraison|d.envoi|d.expedition)"
        r"|livraison|expedition|port(?!\w)|(?:gastos|costes?) de envio|envio(?!\w)",
        "tax": rf"(?!total {_INSIDE})(?:estimated |total )?{_OF_TAX}",
        "total": r"(?:grand |order |invoice |your |gross )?total|amount (?:to pay|payable)|tong(?: cong| tien| so tien"
        r"| thanh toan| gia tri| hoa don| don hang)*|thanh tien|gesamt(?:betrag|summe|preis|kosten)?"
        r"|(?:end|rechnungs|brutto|bestell)(?:betrag|summe)|zu zahlen\w*|summe|(?:montant )?total|net a payer"
        r"|importe(?: total)?|bruttosumme",
    }.items()
}  # fmt: skip
_REST = re.compile(
    rf"[\W\d_]*(?:(?:\([^()]*\)|amount|price|cost|costs|fee|gross|for this order|of (?:your|the|this) order|to pay|payable"
    rf"|due|cong|tien|thanh toan|don hang|hoa don|brutto|de (?:la|votre) commande|"
    rf"a payer|del pedido|a pagar|and handling|& handling|und verpackung|kosten|gebuhren|{_OF_TAX}|{_INSIDE}|{_ADDED}|ttc"
    rf"|eur|usd|vnd|gbp|chf)[\W\d_]*)*"
)
"""What may follow such a word without making another thing of it: `Total War` is a game."""

_FREE = re.compile(r"(?<!\w)(?:free|gratis|kostenlos\w*|kostenfrei|mien phi|gratuit\w*|offert\w*|0 ?¤)(?!\w)")
_RATE = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?) ?%")
_IS_INSIDE, _IS_ADDED = re.compile(rf"(?<!\w){_INSIDE}(?!\w)"), re.compile(rf"(?<!\w){_ADDED}(?!\w)")


@lru_cache(maxsize=4096)
def _kind(label: str, *, strictly: bool) -> str:
    plain = plain_letters(label[:80])
    for name, pattern in _KINDS.items():
        hit = pattern.match(plain)
        if hit and not plain[hit.end() : hit.end() + 1].isalpha() and (not strictly or _REST.fullmatch(plain, hit.end())):
            return name
    return ""


# --- the bill -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _read(text: str, locale: str) -> Bill | None:
    rows = _rows(text, locale)
    begins = next((at for at, row in enumerate(rows) if row.amounts and (row.kind == "subtotal" or _is_item(row))), len(rows))
    ends = [at for at, row in enumerate(rows) if at > begins and row.kind == "total" and row.amounts]
    if not ends:
        return None
    totals = {row.amounts[0] for row in rows if row.kind == "total" and row.amounts}
    is_one = len(totals) == 1
    parts, below = rows[begins : ends[0] + 1], _tax_below(rows, (ends[-1] if is_one else ends[0]) + 1)
    named = {kind: [row for row in parts if row.kind == kind] for kind in _KINDS}
    taxes = (*(_tax(row, after=False) for row in named["tax"]), *(_tax(row, after=True) for row in below))
    return Bill(
        items=_items([row for row in parts if row.amounts and _is_item(row)]),
        subtotal=_sum(named["subtotal"][:1]),
        shipping=_delivery([row for row in named["shipping"] if row.amounts or _is_free(row)]),
        discount=_sum([*named["discount"], *filter(_takes_off, parts)]),
        fees=_sum(named["fee"]),
        taxes=taxes,
        total=rows[ends[0]].amounts[0] if is_one else None,
        is_whole=is_one and _is_whole(parts, below),
    )


def _is_whole(parts: Sequence[_Row], below: Sequence[_Row]) -> bool:
    """Whether every row was understood: none with an unknown amount, none that names a cost and not how much."""
    known = all(row.kind or _is_item(row) or _takes_off(row) for row in parts if row.amounts)
    silent = any(row.kind in ("shipping", "fee") and row.cells > 1 and not (row.amounts or _is_free(row)) for row in parts)
    subtotals = {row.amounts[0] for row in parts if row.kind == "subtotal" and row.amounts}
    currencies = {money.currency for row in (*parts, *below) for money in row.amounts}
    return known and not silent and len(subtotals) <= 1 and len(currencies) == 1


def _is_free(row: _Row) -> bool:
    return bool(_FREE.search(plain_letters(row.marked)))


def _tax_below(rows: Sequence[_Row], start: int) -> tuple[_Row, ...]:
    """The rows right below the total that say how much of it is tax."""
    found = []
    for row in rows[start : start + 4]:
        if row.kind not in ("tax", "net", "paid"):
            break
        if row.kind == "tax" and row.amounts:
            found.append(row)
    return tuple(found)


def _is_item(row: _Row) -> bool:
    """A thing with a price: it has a quantity, or cells of its own."""
    return (
        not row.kind
        and bool(re.search(r"[^\W\d_]{2}", row.label))
        and (bool(row.quantity) or row.cells > 1)
        and not _takes_off(row)
    )


def _takes_off(row: _Row) -> bool:
    return not row.kind and len(row.amounts) == 1 and row.amounts[0].amount < 0


def _items(rows: Sequence[_Row]) -> tuple[Item, ...]:
    whole = next((at for at, row in enumerate(rows) if not row.inset), len(rows))
    return tuple(replace(_item(row), part=row.inset and at > whole) for at, row in enumerate(rows))


def _item(row: _Row) -> Item:
    first, last, count = row.amounts[0], row.amounts[-1], row.quantity
    fits = len(row.amounts) == 2 and bool(count) and (count or 0) * first.amount == last.amount
    price = first if len(row.amounts) == 2 and (fits or count != 1) else None
    if price is None and count == 1:
        price = last
    name = row.above if _ATTRIBUTE.match(row.label) and row.above else row.label
    return Item(name, count, price, last, reduced=len(row.amounts) > 2 or (len(row.amounts) == 2 and not fits))


def _tax(row: _Row, *, after: bool) -> Tax:
    plain = plain_letters(row.label)
    rate = _RATE.search(plain)
    included = True if after or _IS_INSIDE.search(plain) else False if _IS_ADDED.search(plain) else None
    return Tax(row.amounts[0] if row.amounts else None, Decimal(rate[1].replace(",", ".")) if rate else None, included)


def _sum(rows: Sequence[_Row]) -> Money | None:
    """What rows come to, signs aside; a row without an amount says that it is free."""
    if not rows:
        return None
    currency = next((row.amounts[0].currency for row in rows if row.amounts), None)
    return Money(amount=sum((abs(row.amounts[-1].amount) for row in rows if row.amounts), Decimal(0)), currency=currency)


def _delivery(rows: Sequence[_Row]) -> Money | None:
    """What delivery comes to; a row that takes it off again counts (`Postage 3.99`, `Free delivery -3.99`)."""
    total = _sum(rows)
    if total and len(rows) > 1:
        return total.model_copy(update={"amount": sum((row.amounts[-1].amount for row in rows if row.amounts), Decimal(0))})
    return total


# --- whether it adds up -------------------------------------------------------------------------------------------


def reckoned(bill: Bill) -> tuple[Decimal, ...]:
    """Every total to which the parts of a bill may come, that of all its parts first: a discount may be in the lines already,
    tax may be in the prices. Empty if the lines and their sum are not known."""
    lines = sum((item.total.amount for item in bill.items if item.total), Decimal(0)) if bill.items else None
    subtotal = bill.subtotal.amount if bill.subtotal else None
    more = sum((part.amount for part in (bill.shipping, bill.fees) if part), Decimal(0))
    off = bill.discount.amount if bill.discount else Decimal(0)
    tax = sum((tax.amount.amount for tax in bill.taxes if tax.amount and not tax.included), Decimal(0))
    is_off_already = any(item.reduced for item in bill.items) or lines is None or subtotal not in (None, lines)
    found = (
        goods + more - less + added
        for goods in (lines, subtotal)
        if goods is not None
        for less in ((off, Decimal(0)) if is_off_already else (off,))
        for added in (Decimal(0), tax)
    )
    return tuple(dict.fromkeys(found))


def minor_unit(currency: str | None) -> Decimal:
    """The smallest amount of a currency: 0.01 EUR, 1 VND."""
    from babel.numbers import get_currency_precision

    return Decimal(1).scaleb(-get_currency_precision(currency)) if currency else Decimal("0.01")


def adds_up(bill: Bill) -> bool:
    """Whether its parts come to its total, give or take a minor unit."""
    total = bill.total
    sums = (sum_ for reading in _readings(bill) for sum_ in reckoned(reading))
    return total is not None and any(abs(sum_ - total.amount) <= minor_unit(total.currency) for sum_ in sums)


def _readings(bill: Bill) -> Iterator[Bill]:
    """The ways to read a bill's lines: one amount beside several pieces is what all cost, or each; parts are in the price of
    their set, or have their own."""
    for items in (bill.items, tuple(item for item in bill.items if not item.part)):
        yield replace(bill, items=items)
        yield replace(bill, items=tuple(map(_by_the_piece, items)))


def _by_the_piece(item: Item) -> Item:
    if not item.total or not item.quantity or item.price or item.reduced:
        return item
    return replace(item, total=item.total.model_copy(update={"amount": item.quantity * item.total.amount}))


@lru_cache(maxsize=64)
def _listed(text: str, locale: str) -> tuple[Item, ...]:
    return tuple(_named(_rows(text, locale)))


def _named(rows: Sequence[_Row]) -> Iterator[Item]:
    for row in rows:
        if (
            row.quantity
            and (row.counted or row.amounts)
            and not row.kind
            and re.search(r"[^\W\d_]{2}", row.label)
            and len(row.label) < 120
        ):
            name = row.above if _ATTRIBUTE.match(row.label) and row.above else row.label
            yield _item(row) if row.amounts else Item(name, row.quantity)

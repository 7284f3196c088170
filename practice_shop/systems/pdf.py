"""The documents that go with mails and are downloaded from pages: invoice, return label, policies, drawn with ReportLab.

The same order gives the same bytes; text can be read out of them again, a label and its value in one line.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache

import font_roboto
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from shopper.practice_shop.logos import HEIGHT, logo_png, logo_width
from shopper.practice_shop.orders import Address, Line, Order, Return
from shopper.practice_shop.rendering import day, label, money, words
from shopper.practice_shop.tenant import Tenant

PLAIN, BOLD = "Roboto", "Roboto-Bold"
_MARGIN = 20 * mm
_INK, _SOFT, _LINE = HexColor("#1e2a27"), HexColor("#56625e"), HexColor("#c9ccc9")


def invoice_number(order: Order) -> str:
    """The number of an order's invoice."""
    return f"INV-{order.number}"


def invoice_pdf(order: Order, language: str, tenant: Tenant, defects: Collection[str] = ()) -> bytes:
    """An order's invoice, one page of A4."""
    t, common = words(language)["documents"]["invoice"], words(language)["mails"]
    bill_words, bill = words(language)["bill"], order.bill
    total = order.total + bill.shipping if "invoice_total_wrong" in defects else order.total
    sheet = _Sheet(A4, f"{t['title']} {invoice_number(order)}", tenant, language)
    sheet.head(t["title"])
    sheet.pair(t["number"], invoice_number(order))
    sheet.pair(common["number"], order.number)
    sheet.pair(t["issued"], sheet.day(order.invoiced))
    sheet.pair(t["ordered"], sheet.day(order.placed))
    sheet.gap()
    sheet.columns(
        (t["seller"], [tenant.legal, *_seller(tenant, language)]),
        (t["buyer"], _postal(order.address, language)),
    )
    sheet.gap()
    sheet.goods((t["piece"], t["quantity"], t["price"], t["amount"]), bill.lines, bill.currency)

    def amount(value: Decimal) -> str:
        return money(value, bill.currency, language)

    sheet.sum(bill_words["subtotal"], amount(bill.subtotal))
    if bill.discount:
        sheet.sum(bill_words["discount"], amount(-bill.discount))
    sheet.sum(bill_words["shipping"], amount(bill.shipping))
    sheet.sum(bill_words["total"], amount(total), strong=True)
    sheet.sum(bill_words["tax"], amount(bill.tax))
    sheet.gap()
    sheet.gap()
    sheet.text(t["paid"].format(card=order.card, day=sheet.day(order.placed)))
    sheet.text(t["valid"])
    return sheet.done(f"{tenant.name} · {tenant.phone} · {tenant.email} · {tenant.host}")


def label_pdf(returned: Return, language: str, tenant: Tenant) -> bytes:
    """The label for a return's parcel, one page of A5, with the return's number as a barcode (Code 128)."""
    t, common = words(language)["documents"]["label"], words(language)["mails"]
    order = returned.order
    sheet = _Sheet(A5, f"{t['title']} {returned.number}", tenant, language)
    sheet.head(t["title"])
    sheet.pair(t["number"], returned.number)
    sheet.pair(common["number"], order.number)
    sheet.pair(t["booked"], sheet.day(returned.booked))
    sheet.pair(t["carrier"], tenant.carrier.name)
    sheet.gap()
    sheet.columns(
        (t["sender"], _postal(order.address, language)),
        (t["receiver"], [tenant.legal, *tenant.address.split(", "), tenant.phone]),
    )
    sheet.gap()
    sheet.barcode(returned.number)
    sheet.text(t["goods"], strong=True)
    times: str = words(language)["bill"]["times"]
    for line in returned.lines:
        sheet.text(f"{times.format(quantity=line.quantity)} {line.product.name[language]}")
    sheet.gap()
    sheet.text(t["how"])
    sheet.text(t["questions"].format(phone=tenant.phone))
    return sheet.done(f"{tenant.name} · {tenant.host}")


@cache
def policy_pdf(policy: str, language: str, tenant: Tenant) -> bytes:
    """A policy (a key of the texts) as it stands on its page, one page of A4: for mails that must bring it along."""
    told = words(language)["policies"]
    sheet = _Sheet(A4, told[policy]["title"], tenant, language)
    sheet.head(told[policy]["title"])
    sheet.text(told["updated"])
    known = {"legal": tenant.legal, "tax": tenant.tax, "phone": tenant.phone, "email": tenant.email}
    for section in told[policy]["sections"]:
        sheet.gap()
        sheet.text(section["heading"], strong=True)
        for line in section["lines"]:
            sheet.text(line.format(**known))
    return sheet.done(f"{tenant.name} · {tenant.phone} · {tenant.email} · {tenant.host}")


def _seller(tenant: Tenant, language: str) -> list[str]:
    common = words(language)["mails"]
    named = ((common["tax"], tenant.tax), (common["phone"], tenant.phone))
    return [tenant.address, *(f"{label(name, language)} {value}" for name, value in named)]


def _postal(address: Address, language: str) -> list[str]:
    place = f"{address.city} {address.postcode}"
    return [address.name, address.street, place, words(language)["countries"][address.country], address.phone]


@cache
def _fonts() -> None:
    """Make the fonts known; they have every Vietnamese letter."""
    pdfmetrics.registerFont(TTFont(PLAIN, font_roboto.Roboto))
    pdfmetrics.registerFont(TTFont(BOLD, font_roboto.RobotoBold))


@dataclass(frozen=True)
class _Piece:
    """A run of text: from `at` on, or up to `right` (points from the left edge)."""

    text: str
    font: str = PLAIN
    size: float = 10
    at: float = _MARGIN
    right: float | None = None
    colour: Color = _INK

    @property
    def width(self) -> float:
        return float(pdfmetrics.stringWidth(self.text, self.font, self.size))


class _Sheet:
    """A page that is written from top to bottom, in points from its lower left corner."""

    def __init__(self, size: tuple[float, float], title: str, tenant: Tenant, language: str) -> None:
        _fonts()
        self._file = io.BytesIO()
        self._canvas = Canvas(self._file, pagesize=size, invariant=1, lang=language)
        self._canvas.setTitle(title)
        self._canvas.setAuthor(tenant.legal)
        self._tenant, self._language = tenant, language
        self._width, self._y = size[0], size[1] - _MARGIN

    def head(self, title: str) -> None:
        """The logo and what this is."""
        height = 12 * mm
        width = height * logo_width(self._tenant) / HEIGHT
        logo = ImageReader(io.BytesIO(logo_png(self._tenant)))
        self._canvas.drawImage(logo, _MARGIN, self._y - height, width, height)
        self._y -= 8 * mm
        self._write(_Piece(title, BOLD, 20, right=self._width - _MARGIN))
        self._y -= height - 4 * mm
        self._rule(HexColor(self._tenant.colour), 1.5)
        self._y -= 7 * mm

    def day(self, at: datetime) -> str:
        return day(at.astimezone(self._tenant.timezone).date(), self._language)

    def pair(self, name: str, value: str) -> None:
        """A name and its value in one line."""
        before = _Piece(f"{label(name, self._language)} ", colour=_SOFT)
        self._write(before, _Piece(value, BOLD, at=_MARGIN + before.width))
        self._y -= 5.5 * mm

    def columns(self, *columns: tuple[str, Sequence[str]]) -> None:
        """Blocks side by side, each with its name above it; long lines are broken."""
        wide = (self._width - 2 * _MARGIN) / len(columns)
        top, lowest = self._y, self._y
        for number, (name, lines) in enumerate(columns):
            self._y = top
            left = _MARGIN + number * wide
            self._write(_Piece(name, at=left, colour=_SOFT))
            for line in lines:
                for part in simpleSplit(line, PLAIN, 10, wide - 6 * mm):
                    self._y -= 5 * mm
                    self._write(_Piece(part, at=left))
            lowest = min(lowest, self._y)
        self._y = lowest - 5 * mm

    def goods(self, names: Sequence[str], lines: Iterable[Line], currency: str) -> None:
        """A table of what was bought."""
        rights = [self._width - _MARGIN - offset * mm for offset in (62, 32, 0)]
        heads = (_Piece(name, right=right, colour=_SOFT) for name, right in zip(names[1:], rights, strict=True))
        self._write(_Piece(names[0], colour=_SOFT), *heads)
        self._y -= 2.5 * mm
        self._rule(_LINE)
        for line in lines:
            self._y -= 5.5 * mm
            values = (f"{line.quantity}", *(money(value, currency, self._language) for value in (line.price, line.total)))
            name, *more = simpleSplit(line.product.name[self._language], PLAIN, 10, rights[0] - _MARGIN - 18 * mm)
            self._write(_Piece(name), *(_Piece(value, right=right) for value, right in zip(values, rights, strict=True)))
            for part in more:
                self._y -= 5 * mm
                self._write(_Piece(part))
            self._y -= 2.5 * mm
            self._rule(_LINE)
        self._y -= 1.5 * mm

    def sum(self, name: str, value: str, *, strong: bool = False) -> None:
        """A line of the reckoning under the table."""
        self._y -= 5.5 * mm
        font, size = (BOLD, 12) if strong else (PLAIN, 10)
        right = self._width - _MARGIN
        before = _Piece(f"{label(name, self._language)} ", font, size, at=right - 90 * mm)
        self._write(before, _Piece(value, font, size, right=right))

    def text(self, text: str, *, strong: bool = False) -> None:
        """A paragraph."""
        font = BOLD if strong else PLAIN
        for part in simpleSplit(text, font, 10, self._width - 2 * _MARGIN):
            self._write(_Piece(part, font))
            self._y -= 5.5 * mm

    def barcode(self, content: str) -> None:
        bars = Code128(content, barHeight=16 * mm, barWidth=0.5 * mm, quiet=0)
        bars.drawOn(self._canvas, _MARGIN, self._y - 16 * mm)
        self._y -= 26 * mm

    def gap(self) -> None:
        self._y -= 6 * mm

    def done(self, foot: str) -> bytes:
        """The finished page, with a line at its foot."""
        self._y = 19 * mm
        self._rule(_LINE)
        self._y -= 5 * mm
        self._write(_Piece(foot, size=8.5, colour=_SOFT))
        self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    def _write(self, *pieces: _Piece) -> None:
        """One line. Its pieces make one text object, so that readers find them side by side."""
        line = self._canvas.beginText()
        for piece in pieces:
            line.setFont(piece.font, piece.size)
            line.setFillColor(piece.colour)
            line.setTextOrigin(piece.at if piece.right is None else piece.right - piece.width, self._y)
            line.textOut(piece.text)
        self._canvas.drawText(line)

    def _rule(self, colour: Color, width: float = 0.5) -> None:
        self._canvas.setStrokeColor(colour)
        self._canvas.setLineWidth(width)
        self._canvas.line(_MARGIN, self._y, self._width - _MARGIN, self._y)

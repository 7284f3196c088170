"""Each tenant's logo: Gốm Sen's was drawn by hand, the others' are a round mark with an initial, and the name beside it."""

from __future__ import annotations

import io
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from shopper.practice_shop.tenant import GOM_SEN, Tenant

if TYPE_CHECKING:
    from PIL import ImageFont

STATIC = Path(__file__).parent / "static"
HEIGHT = 48
"""Of every logo, in px; pictures have twice as many, for sharp screens."""

_DRAWN_WIDTH = 163
_TEXT_AT, _TEXT_SIZE, _BASELINE, _MARGIN = 56, 25, 33, 4
_SCALE = 2


@cache
def logo_width(tenant: Tenant) -> int:
    """How wide the logo is shown, in px."""
    return _DRAWN_WIDTH if tenant is GOM_SEN else _TEXT_AT + _text_width(tenant) + _MARGIN


@cache
def logo_svg(tenant: Tenant) -> bytes:
    """The logo for pages."""
    if tenant is GOM_SEN:
        return (STATIC / "logo.svg").read_bytes()
    name, width = escape(tenant.name), logo_width(tenant)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" role="img" '
        f'aria-label="{name}"><title>{name}</title>{_mark(tenant)}'
        f'<text x="{_TEXT_AT}" y="{_BASELINE}" font-family="Roboto, Segoe UI, Helvetica Neue, Arial, sans-serif" '
        f'font-weight="500" font-size="{_TEXT_SIZE}" textLength="{_text_width(tenant)}" lengthAdjust="spacingAndGlyphs" '
        f'fill="{tenant.colour}">{name}</text></svg>'
    ).encode()


@cache
def mark_svg(tenant: Tenant) -> bytes:
    """The mark alone, for the browser's tab."""
    if tenant is GOM_SEN:
        return (STATIC / "mark.svg").read_bytes()
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {HEIGHT} {HEIGHT}">{_mark(tenant)}</svg>'.encode()


@cache
def logo_png(tenant: Tenant) -> bytes:
    """The logo for mails, in which SVG is not shown."""
    if tenant is GOM_SEN:
        return (STATIC / "logo.png").read_bytes()
    from PIL import Image, ImageDraw

    middle = HEIGHT * _SCALE / 2
    picture = Image.new("RGB", (logo_width(tenant) * _SCALE, HEIGHT * _SCALE), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((8, 8, HEIGHT * _SCALE - 8, HEIGHT * _SCALE - 8), fill=tenant.colour)
    draw.text((middle, middle), tenant.name[0], "white", _font(24 * _SCALE), anchor="mm")
    draw.text((_TEXT_AT * _SCALE, _BASELINE * _SCALE), tenant.name, tenant.colour, _font(_TEXT_SIZE * _SCALE), anchor="ls")
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _mark(tenant: Tenant) -> str:
    return (
        f'<circle cx="24" cy="24" r="20" fill="{tenant.colour}"/><text x="24" y="32.5" text-anchor="middle" '
        f'font-family="Roboto, Segoe UI, Helvetica Neue, Arial, sans-serif" font-weight="500" font-size="24" '
        f'fill="#ffffff">{escape(tenant.name[0])}</text>'
    )


def _text_width(tenant: Tenant) -> int:
    return round(_font(_TEXT_SIZE).getlength(tenant.name))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    from font_roboto import RobotoMedium
    from PIL import ImageFont

    return ImageFont.truetype(RobotoMedium, size)

"""How a mail is dressed: what its template puts around the words, so that all mails of a shop look alike."""

from __future__ import annotations

from shopper.model import Mail, Shop
from shopper.reading.colours import difference
from shopper.reading.fonts import foreign
from shopper.reading.identity_lines import identity_in
from shopper.reading.pictures import calls_itself_logo
from shopper.reading.senders import bare

_NEAR = 20.0  # ΔE2000

LOGO, COLOUR, FONT, COMPANY, PAGE = (
    "a logo",
    "the brand’s colour",
    "a font of its own",
    "the company in the foot",
    "a page of its own",
)


def dress_of(mail: Mail, shop: Shop) -> frozenset[str]:
    """Which pieces of a shop's dress a mail wears, in words; empty for one without HTML.

    `PAGE`: a width or a ground that somebody set. `FONT`: any font that was chosen for it, a stand-in too.
    """
    markup, brand = mail.reading.markup, shop.brand
    if not mail.reading.html:
        return frozenset()
    stated = identity_in(mail.reading.reply or mail.reading.text)
    worn = {
        LOGO: any(calls_itself_logo(picture, shop) for picture in markup.pictures),
        COLOUR: any(difference(use.colour, one) <= _NEAR for use in markup.colours for one in brand.colours),
        FONT: bool(markup.fonts) and not foreign(markup.fonts, brand.fonts),
        COMPANY: bool(stated.taxes) or any(one.name and one.name in bare(brand.legal) for one in stated.companies),
        PAGE: bool(markup.layout_tables or markup.layout_tables_marked) or "max-width" in mail.reading.html,
    }
    return frozenset(piece for piece, is_worn in worn.items() if is_worn)

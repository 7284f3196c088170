"""Whether a page is that of one piece, and what that piece is called."""

from __future__ import annotations

import re

from shopper.model import PageView
from shopper.reading.text import normal, plain_letters

_ADD = re.compile(
    r"(?:add (?:item )?to (?:my |your |the )?(?:cart|basket|bag|trolley)|buy (?:it )?now|buy|pre-?order|notify me.*|sold out"
    r"|out of stock"
    r"|(?:cho|them|bo) (?:san pham )?(?:vao|hang vao) gio(?: hang)?|mua ngay|chon mua|dat hang|dat truoc|het hang|tam het hang"
    r"|in den (?:warenkorb|einkaufswagen|korb)(?: legen)?|(?:jetzt )?kaufen|vorbestellen|ausverkauft|ins korbchen"
    r"|(?:ajouter|mettre) (?:au|dans (?:le|mon)) panier|acheter(?: maintenant)?|precommander|epuise|rupture de stock"
    r"|(?:anadir|agregar) (?:al carrito|a la cesta|a la bolsa)|comprar(?: ahora| ya)?|agotado)[\W\d]*"
)
"""Buttons that put a piece into the cart, or say that it cannot be."""


def is_product(page: PageView) -> bool:
    """Whether the page sells one piece: it has a button that puts it into the cart, once or twice (a bar that follows along),
    where a list has one for each of its pieces."""
    return sum(bool(_ADD.fullmatch(plain_letters(normal(name)))) for name in page.controls) in (1, 2)


def name_of(page: PageView) -> str:
    """What the piece of a product's page is called: the heading that its title begins with, else the first one. Empty if the
    page has none."""
    headings = [name for heading in page.headings if (name := normal(heading))]
    title = normal(page.title).casefold()
    return next((name for name in headings if title.startswith(name.casefold())), next(iter(headings), ""))

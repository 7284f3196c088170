"""The cart as pages tell of it: how many pieces lie in it, and that it is empty."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from shopper.model import PageView
from shopper.reading.links import is_checkout
from shopper.reading.text import normal, plain_letters

_CART = (
    r"(?:shopping )?(?:cart|basket|bag)|gio (?:hang|do)|(?:einkaufs)?warenkorb|panier|(?:carrito|cesta)(?: de (?:la )?compra)?"
)
_NAMED = re.compile(
    rf"(?:(?:my|your|view|open|show|xem|mo|mein|ihr|zum|mon|votre|voir(?: le)?|mi|ver(?: la| el)?) )?(?:{_CART})(?!\w)"
)
_PATH = re.compile(
    r"(?:cart|basket|bag|shopping-(?:cart|bag)|checkout/cart|gio-hang|warenkorb|panier|carrito|cesta)(?:\.(?:php|html?|aspx))?"
)
_NUMBER = re.compile(r"(?<![\d.,$€£¥₫])\d{1,3}(?![\d.,]*\d)(?!\s*(?:%|₫|đ|vnd|€|eur|\$|usd|£|gbp|kr|chf))")
_SHORT = 40
_EMPTY = re.compile(
    rf"(?:your |the )?(?:{_CART}) (?:is|looks|seems) (?:currently |still )?(?:a (?:bit|little) )?empty"
    rf"|(?:there (?:is|are) )?(?:no|nothing)(?: items?| products?| articles?)? in (?:your|the) (?:{_CART})"
    rf"|you have no items in your (?:{_CART})|empty (?:{_CART})$"
    r"|(?:gio hang|gio)(?: hang)?(?: cua (?:ban|quy khach|em|anh|chi))?(?: hien)?(?: dang| dang bi)? (?:trong|rong)(?!\w)"
    r"|(?:chua|khong) co (?:san pham|mat hang|mon)(?: nao| gi)? (?:trong|o) gio"
    r"|warenkorb (?:ist|scheint) (?:derzeit |noch |aktuell )?leer|(?:keine|nichts)(?: artikel| produkte)? im warenkorb"
    r"|panier est (?:actuellement |encore )?vide|(?:aucun|pas d')\s?(?:article|produit)s? dans (?:votre|le) panier"
    r"|(?:carrito|cesta)(?: de (?:la )?compra)? esta (?:vaci[oa]|actualmente vaci[oa])"
    r"|no (?:hay|tiene) (?:ningun )?(?:articulos?|productos?) en (?:el|la|su|tu) (?:carrito|cesta)"
)


def says_empty(page: PageView) -> bool:
    """Whether a page says that the cart is empty: in a line of its own, not in a help text about carts."""
    return any(_EMPTY.search(text) for block in page.in_sight.blocks if len(text := _plain(block.text)) <= 120)


def pieces_shown(page: PageView) -> int | None:
    """How many pieces a page says lie in the cart, by the number at the link that leads there, or at a button of that name; 0
    if it says that the cart is empty; None if it says neither."""
    if says_empty(page):
        return 0
    led = [_plain(link.text) for link in page.links if link.visible and is_cart(link.href)]
    named = [name for name in map(_plain, page.controls) if len(name) <= _SHORT and _NAMED.match(name)]
    counts = [int(hit[0]) for name in (*led, *named) if (hit := _NUMBER.search(name))]
    return counts[0] if counts and len(set(counts)) == 1 else None


def is_cart(url: str) -> bool:
    """Whether an address is that of the cart itself, by its last piece."""
    path = plain_letters(urlsplit(url).path.rstrip("/"))
    return bool(_PATH.fullmatch(path.rpartition("/")[2]))


def is_paying(url: str) -> bool:
    """Whether a page belongs to the checkout beyond the cart."""
    return is_checkout(url) and not is_cart(url)


def _plain(text: str) -> str:
    return plain_letters(normal(text)).replace("’", "'")

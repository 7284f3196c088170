"""A shop's own search: where it is, what its address is for some words, and which words are worth a try."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit, urlunsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from shopper.model import PageView
from shopper.reading.text import normal, plain_letters, words_of
from shopper.reading.topics import subjects_of_page
from shopper.visit.capture import PATIENCE

NONSENSE = "xyzzyq"
"""A word that no shop has anything for."""
SHORTEST = 3
"""Letters of a word that is worth a search."""

_SELLS = re.compile(
    r"add to (?:cart|basket|bag)|in den (?:waren|einkaufs)korb|them vao gio|ajouter au panier|anadir (?:al carrito|a la cesta)"
)
_FORM = """() => {
  const named = new RegExp('^(q|s|query|search|search_?(query|term|text)?|keywords?|term|text|suche|sSearch|recherche|buscar'
    + '|tim-?kiem|tu-?khoa)$', 'i');
  const typed = e => ['search', 'text', ''].includes(e.getAttribute('type') || '');
  const asks = e => e.type === 'search' || e.getAttribute('role') === 'searchbox' || e.closest('[role=search], search')
    || named.test(e.name);
  const harmless = form => form && form.method === 'get' && !form.querySelector('input[type=password], input[type=email]');
  const field = [...document.querySelectorAll('form input')].find(e => e.name && typed(e) && asks(e) && harmless(e.form));
  if (!field) return '';
  const kept = [...field.form.querySelectorAll('input[type=hidden][name]')].map(e => [e.name, e.value]);
  const label = field.getAttribute('aria-label') || (field.labels && field.labels[0] && field.labels[0].textContent)
    || field.placeholder || field.name;
  return JSON.stringify({action: String(field.form.action), name: field.name, kept, label: String(label).trim().slice(0, 100)});
}"""


class SearchForm(NamedTuple):
    """A form that searches by its address alone (GET). `kept`: hidden fields that go along."""

    action: str
    name: str
    label: str
    kept: tuple[tuple[str, str], ...] = ()

    def address(self, words: str) -> str:
        """Where sending the form with these words leads."""
        parts = urlsplit(self.action)
        return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode([*self.kept, (self.name, words)]), ""))


async def search_form(page: Page) -> SearchForm | None:
    """The page's search, if it has one that only asks; None too if the page cannot be asked."""
    try:
        async with asyncio.timeout(PATIENCE):
            said: Any = json.loads(await page.evaluate(_FORM) or "null")
        return SearchForm(said["action"], said["name"], said["label"], tuple((k, v) for k, v in said["kept"])) if said else None
    except (PlaywrightError, TimeoutError, ValueError, TypeError, KeyError):
        return None


def _sells(control: str) -> bool:
    """Whether a button puts something into the cart: a page with one such button sells one thing."""
    return bool(_SELLS.search(plain_letters(normal(control))))


def word_of_a_product(page: PageView) -> str:
    """A word of the name of the product that a page sells; empty if it sells none."""
    names = [str(item.get("name", "")) for item in page.structured if "Product" in str(item.get("@type", ""))]
    if not names and ("product" in subjects_of_page(page) or sum(map(_sells, page.controls)) == 1):
        names = list(page.headings[:1])
    words = [word for name in names[:1] for word in words_of(normal(name)) if not re.search(r"\d", word)]
    longest = max(words, key=len, default="")
    return longest if len(longest) >= SHORTEST else ""

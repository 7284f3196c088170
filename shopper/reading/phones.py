"""Phone numbers as a customer could call them, in one form: E.164 (`+8418000108`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from shopper.model import Evidence, Link, Shop
from shopper.reading.contact import numbers_in
from shopper.reading.text import normal


class Phone(NamedTuple):
    """A number that can be called, and how it was written."""

    number: str
    written: str


def region_of(shop: Shop) -> str:
    """The ISO 3166 code of the country whose numbers the shop writes without a prefix: that of its zone; empty: unknown."""
    from babel.core import get_global

    return str(get_global("zone_territories").get(shop.zone, ""))


@lru_cache(maxsize=4096)
def phone(written: str, region: str) -> str:
    """`1800 0108` in Vietnam → `+8418000108`; empty for what is no number that exists there."""
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_valid_number, parse

    try:
        number = parse(written, region or None)
    except NumberParseException:
        return ""
    return str(format_number(number, PhoneNumberFormat.E164)) if is_valid_number(number) else ""


def phones_in(text: str, links: tuple[Link, ...], region: str) -> list[Phone]:
    """The numbers that a text names as such ("Call …", "Hotline: …") and those behind its `tel:` links, each once."""
    found: dict[str, Phone] = {}
    for one in (*_linked(links, region), *_written(text, region)):
        if one.number:
            found.setdefault(one.number, one)
    return list(found.values())


def _linked(links: tuple[Link, ...], region: str) -> Iterator[Phone]:
    for link in links:
        if link.href.startswith("tel:"):
            written = link.href.removeprefix("tel:").partition(";")[0]
            yield Phone(phone(written, region), normal(link.text) or written)


def _written(text: str, region: str) -> Iterator[Phone]:
    return (Phone(phone(written, region), written) for written in numbers_in(text))


def own_phones(visit: Evidence) -> frozenset[str]:
    """The shop's numbers: the one of its file, and those on its own pages."""
    shop = visit.plan.shop
    region = region_of(shop)
    home = shop.url.rstrip("/")
    pages = [step.page for step in visit.steps if step.page and step.page.url.startswith(home)]
    seen = {one.number for page in pages for one in phones_in(page.text, page.links, region)}
    return frozenset(filter(None, (phone(shop.brand.phone, region), *seen)))

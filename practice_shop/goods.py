"""What the shop sells, and what bringing it costs. Prices are in major units and include VAT."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from shopper.practice_shop.searching import fits

CURRENCIES: Mapping[str, str] = {"vi": "VND", "en": "EUR", "de": "EUR", "fr": "EUR"}
"""Each language of the shop sells in one currency (ISO 4217)."""

COUNTRIES = ("VN", "DE", "FR", "IE", "NL", "GB")
"""Where parcels go (ISO 3166)."""


@dataclass(frozen=True)
class Product:
    """A piece. Names, slugs and texts are by language; `facts` are pairs of label and value for the table of details."""

    id: str
    price: Mapping[str, Decimal]
    slug: Mapping[str, str]
    name: Mapping[str, str]
    picture: Mapping[str, str]
    summary: Mapping[str, str]
    text: Mapping[str, str]
    facts: Mapping[str, Mapping[str, str]]

    @property
    def care(self) -> Mapping[str, str]:
        """How to look after it: the last of its facts, by language."""
        return {language: [*facts.values()][-1] for language, facts in self.facts.items()}

    def answers(self, query: str) -> bool:
        """Whether every word of the query stands in the name or summary, in any language, accents optional."""
        return fits(query, " ".join((*self.name.values(), *self.summary.values())))


@dataclass(frozen=True)
class Rate:
    """A way of delivery: what it costs by currency, and how many days after the order the parcel arrives."""

    price: Mapping[str, Decimal]
    days: int


RATES: Mapping[tuple[str, str], Rate] = {
    ("vietnam", "standard"): Rate({"VND": Decimal(30_000), "EUR": Decimal("1.90")}, days=3),
    ("vietnam", "express"): Rate({"VND": Decimal(60_000), "EUR": Decimal("3.50")}, days=2),
    ("europe", "standard"): Rate({"VND": Decimal(650_000), "EUR": Decimal("24.90")}, days=6),
    ("europe", "express"): Rate({"VND": Decimal(1_150_000), "EUR": Decimal("44.90")}, days=4),
}
METHODS = ("standard", "express")


def rate(country: str, method: str) -> Rate:
    """The rate for an ISO 3166 country and one of `METHODS`."""
    return RATES["vietnam" if country == "VN" else "europe", method]


@cache
def goods() -> Mapping[str, Product]:
    """All products by id, in the order of the shelf."""
    told = yaml.load((Path(__file__).parent / "texts" / "goods.yaml").read_text("utf-8"), yaml.CSafeLoader)

    def by_language(entry: Mapping[str, Mapping[str, str]], key: str) -> dict[str, str]:
        return {language: entry[language][key] for language in CURRENCIES}

    return {
        id: Product(
            id=id,
            price={currency: Decimal(amount) for currency, amount in entry["price"].items()},
            slug=by_language(entry, "slug"),
            name=by_language(entry, "name"),
            picture=by_language(entry, "picture"),
            summary=by_language(entry, "summary"),
            text=by_language(entry, "text"),
            facts={language: entry[language]["facts"] for language in CURRENCIES},
        )
        for id, entry in told.items()
    }

"""What a customer would keep in mind of a page: the order's number, what it costs. Unsure is silent, as everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from shopper.journey.values import Locator
from shopper.reading.facts import Stated, text_facts
from shopper.reading.money import find_money
from shopper.workshop.recording.acts import Seen, Statement

NUMBER, TOTAL, BASKET, PRICE = "order.number", "order.total", "basket.total", "product.price"
_PRICE = re.compile(r"price|giá|preis|prix|precio", re.IGNORECASE)


@dataclass(frozen=True)
class Proposed:
    """A fact that a `note` could take from the page."""

    name: str
    where: Locator
    text: str
    money: bool = False


@dataclass
class Noter:
    """Proposes each fact once, on the first page that states it without doubt. `locale` (BCP 47): how amounts are read."""

    locale: str
    noted: dict[str, str] = field(default_factory=dict)

    def shows_order(self, seen: Seen) -> bool:
        """Whether the page states an order's number that no page before it did."""
        return any(found.name == NUMBER for found in self._on(seen))

    def take(self, seen: Seen) -> list[Proposed]:
        """What is worth noting here and was not noted yet."""
        found = list(self._on(seen))
        self.noted |= {proposed.name: proposed.text for proposed in found}
        return found

    def _on(self, seen: Seen) -> Iterator[Proposed]:
        for name, statements in self._named(seen).items():
            texts = {text for statement in statements for text in self._texts(name, statement)}
            if len(texts) == 1 and name not in self.noted:
                yield Proposed(name, statements[0].where, texts.pop(), statements[0].money)

    def _texts(self, name: str, statement: Statement) -> list[str]:
        """What is kept in mind: of an order's number the number alone, whatever the page writes around it."""
        if name != NUMBER:
            return [statement.text]
        return [str(fact.value) for fact in self._facts(statement) if fact.name == NUMBER]

    def _named(self, seen: Seen) -> dict[str, list[Statement]]:
        numbers = [s for s in seen.stated if not s.money and self._states(NUMBER, s)]
        amounts = [s for s in seen.stated if s.money and len(find_money(s.text, self.locale)) == 1]
        totals = [s for s in amounts if self._states(TOTAL, s)]
        if numbers:
            return {NUMBER: numbers, TOTAL: totals}
        if totals:
            return {} if NUMBER in self.noted else {BASKET: totals}
        prices = [s for s in amounts if _is_the_price(s)]
        return {} if BASKET in self.noted or NUMBER in self.noted else {PRICE: prices}

    def _states(self, name: str, statement: Statement) -> bool:
        return any(fact.name == name for fact in self._facts(statement))

    def _facts(self, statement: Statement) -> list[Stated]:
        return text_facts(f"{statement.label}: {statement.text}", self.locale)


def _is_the_price(statement: Statement) -> bool:
    """The one price of a product's page; a class is given to every card of a list, an id only to one thing."""
    css = statement.where.css or ""
    alone = css.startswith(("#", "[itemprop=")) and " " not in css
    return bool(_PRICE.search(statement.where.test_id or (css if alone else "")))

from decimal import Decimal

import pytest
from factories import a_fact

from shopper.model import Money, Outcome
from shopper.reading.comparing import amounts, numbers, same_amount, same_number


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (["GS-1001"], Outcome.PASS),
        (["Order #gs 1001", "GS1001"], Outcome.REVIEW),
        (["GS-1002"], Outcome.FAIL),
        (["GS-1001", "GS-1002"], Outcome.REVIEW),
        (["1001"], Outcome.REVIEW),
    ],
)
def test_numbers(found: list[str], outcome: Outcome) -> None:
    assert same_number(found, ["GS-1001"]) is outcome


@pytest.mark.parametrize(
    ("amount", "currency", "outcome"),
    [
        ("36.8", "EUR", Outcome.PASS),
        ("36.81", "EUR", Outcome.FAIL),
        ("36.80", "VND", Outcome.CANT_TELL),
        ("36.80", None, Outcome.CANT_TELL),
    ],
)
def test_amounts(amount: str, currency: str | None, outcome: Outcome) -> None:
    ours = [Money(amount=Decimal("36.80"), currency="EUR")]
    assert same_amount(Money(amount=Decimal(amount), currency=currency), ours) is outcome


def test_facts_are_told_apart_by_what_they_hold() -> None:
    total = Money(amount=Decimal("5"), currency="EUR")
    facts = [a_fact(value="GS-1"), a_fact(value="none"), a_fact(value=total), a_fact(value="GS-1")]
    assert (numbers(facts), amounts(facts)) == (["GS-1"], [total])

"""Whether what one place states is what another stated: numbers of orders, amounts of money."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shopper.model import Fact, Money, Outcome

_GROUPED = re.compile(r"(?<![\w-])\d{3,6}(?: \d{3,6})+$")


def same_number(found: Iterable[str], ours: Iterable[str]) -> Outcome:
    """Pass if only our numbers are named, fail if none of them is; a number among others, or in another form (`1001` for
    `GS-1001`), goes to a person."""
    named, known = {bare_number(one) for one in found}, {bare_number(one) for one in ours}
    if named <= known:
        return Outcome.PASS
    in_other_form = any(a != b and (a.endswith(b) or b.endswith(a)) for a in named for b in known)
    return Outcome.REVIEW if named & known or in_other_form else Outcome.FAIL


def same_amount(found: Money, ours: Iterable[Money]) -> Outcome:
    """Pass if it is one of ours to the last minor unit, can't tell if no amount of ours is in its currency."""
    known = list(ours)
    if any(money.amount == found.amount and money.currency in (found.currency, None) for money in known):
        return Outcome.PASS
    comparable = any(money.currency == found.currency for money in known)
    return Outcome.FAIL if comparable else Outcome.CANT_TELL


def amounts(facts: Iterable[Fact]) -> list[Money]:
    """The facts' values that are money, each once."""
    return list(dict.fromkeys(fact.value for fact in facts if isinstance(fact.value, Money)))


def numbers(facts: Iterable[Fact]) -> list[str]:
    """The facts' values that hold a number in words, each once."""
    return [text for text in dict.fromkeys(str(f.value) for f in facts if not isinstance(f.value, Money)) if bare_number(text)]


def bare_number(number: str) -> str:
    """`Order #GS-1001` → `gs1001`: the last word that has digits, without separators; digits in groups are one number."""
    if grouped := _GROUPED.search(number):
        return grouped[0].replace(" ", "")
    numbered = [word for word in number.split() if re.search(r"\d", word)]
    return re.sub(r"\W|_", "", numbered[-1]).casefold() if numbered else ""

"""What forms about people and pieces accept, field by field, and the sentences for what they do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from shopper.practice_shop.goods import COUNTRIES, METHODS

FITS: Mapping[str, Callable[[str], object]] = {
    "name": lambda text: text,
    "email": re.compile(r"(?=[\x21-\x7e]{6,100}$)[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII).fullmatch,
    "phone": lambda text: 9 <= sum(letter.isdigit() for letter in text) <= 15,
    "street": lambda text: text,
    "city": lambda text: text,
    "postcode": re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{2,9}").fullmatch,
    "country": COUNTRIES.__contains__,
    "method": METHODS.__contains__,
}
"""Field of the address form → whether a text will do for it."""

LONGEST = 120
"""Characters of a field that are read."""


def taken(form: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """These fields of a form, cut to a length that anybody needs."""
    return {name: form.get(name, "")[:LONGEST] for name in names}


def mistakes(form: Mapping[str, str], sentences: Mapping[str, str]) -> dict[str, str]:
    """Field → what to do about it, for each field that will not do."""
    return {name: sentences[name] for name, text in form.items() if not FITS[name](text)}


def pieces(text: str) -> int:
    """A number of pieces as it was typed; nonsense is none."""
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else 0

"""The countries to which a shop delivers: as its texts say, and as its checkout's field offers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from shopper.model import FormField
from shopper.reading.text import normal, plain_letters

_LANGUAGES = ("vi", "en", "de", "fr", "es")
_ALSO: Mapping[str, tuple[str, ...]] = {
    "GB": (
        "UK", "Great Britain", "Großbritannien", "Vereinigte Königreich", "Vereinigten Königreich", "Grande-Bretagne",
        "Gran Bretaña", "Anh Quốc",
    ),
    "US": ("USA", "U.S.", "United States of America", "Vereinigten Staaten", "Hoa Kỳ", "Mỹ"),
    "NL": ("Holland", "Niederlanden"),
    "CZ": ("Czech Republic", "Tschechische Republik", "République tchèque"),
    "VN": ("Viet Nam",),
}  # fmt: skip
_NOT_ALONE = frozenset({"Georgia", "Jordan", "Jersey", "Chad", "Turkey", "Man", "Mali", "Togo", "Ý", "Anh", "Nga", "Áo", "Bỉ"})
"""Names that are ordinary words or other things too."""

_DELIVERS = re.compile(
    r"(?<![a-z])(?:(?:deliver(?:y|s|ies|ed)?|ship(?:s|ped|ping)?|dispatch) (?:\w+ ){0,3}?"
    r"(?:to|within|in|throughout|across|only)"
    r"|(?:liefer\w*|versand\w*|versend\w*|verschick\w*) (?:\w+ ){0,4}?(?:nach|in|innerhalb|an|nur)"
    r"|(?:livr\w*|expedi\w*) (?:\w+ ){0,3}?(?:en|au|aux|dans|vers|uniquement|partout)"
    r"|(?:giao|van chuyen|gui|ship)(?: hang)? (?:\S+ ){0,4}?(?:trong|den|toi|tai|sang|di|toan)"
    r"|(?:entreg\w*|envi\w*) (?:\w+ ){0,3}?(?:en|a|dentro|solo))(?![a-z])"
)
_WIDE = re.compile(
    r"(?<![a-z])(?:worldwide|world-?wide|internationally|nationwide|domestic(?:ally)?"
    r"|(?:the )?(?:eu|european union|europe|asia)"
    r"|weltweit|deutschlandweit|osterreichweit|europaweit|europa|inland|bundesweit"
    r"|(?:dans le )?monde entier|france metropolitaine|union europeenne|a l.international"
    r"|toan quoc|ca nuoc|quoc te|noi thanh|noi dia|chau au|63 tinh|todo el mundo|peninsula|union europea)(?![a-z])"
)
_NOT = re.compile(
    r"(?<![a-z])(?:not|no|never|except|excluding|cannot|outside|nicht|kein\w*|ausser|ausgenommen|ausserhalb|ne|pas|sauf|hors"
    r"|excepte|khong|ngoai|tru|chua|excepto|salvo|fuera"
    r"|visit|contact|on request|enquir\w*|anfrage|besuchen|kontakt\w*|sur demande|contacte\w*|lien he|consult\w*)(?![a-z])|n't"
)
_COUNTRY = re.compile(
    r"(?<![a-z])(?:country|country/region|land|lieferland|pays|quoc gia|pais|dat nuoc)(?![a-z])",
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
_LONGEST = 600


class Reach(NamedTuple):
    """A sentence that says where a shop delivers: the countries that it names (ISO 3166), and its words. Both may be a wide
    region, then no country is named."""

    countries: frozenset[str]
    quote: str


def reaches(text: str) -> tuple[Reach, ...]:
    """Every sentence that says where a shop delivers. Those that say where it does not are left out: “not” may stand anywhere
    in them."""
    found = []
    for raw in _SENTENCE.split(text):
        sentence = normal(raw[:_LONGEST])
        plain = plain_letters(sentence)
        if _DELIVERS.search(plain) and not _NOT.search(plain):
            countries = countries_in(sentence)
            if countries or _WIDE.search(plain):
                found.append(Reach(countries, sentence))
    return tuple(found)


def countries_in(sentence: str) -> frozenset[str]:
    """The countries (ISO 3166) that a sentence names, in any of five languages."""
    return frozenset(_codes()[hit[0]] for hit in _pattern().finditer(normal(sentence)))


def offered_in(fields: Iterable[FormField]) -> tuple[FormField, frozenset[str]] | None:
    """The field in which a customer chooses her country, and the countries that it offers; None if there is none, or if not
    every one of its options is the name of a country, apart from a first one that asks for a choice."""
    for field in fields:
        named = field.autocomplete.split()[-1:] in (["country"], ["country-name"]) or _COUNTRY.search(
            plain_letters(field.label)
        )
        if field.kind != "select" or not named or not field.visible:
            continue
        known = [_codes().get(normal(option)) for option in field.options]
        if all(known[1:]) and any(known):
            return field, frozenset(filter(None, known))
    return None


MOST_OPTIONS = 60
"""Options of a field that evidence keeps: a list as long as that is the whole world."""


@cache
def _codes() -> Mapping[str, str]:
    """Name of a country in each language → its code."""
    from babel import Locale

    named = {
        name: code
        for language in _LANGUAGES
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ")
    }
    return named | {name: code for code, names in _ALSO.items() for name in names}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted((name for name in _codes() if name not in _NOT_ALONE), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?=s?(?!\w))")

"""Postal addresses in mails and pages, and whether two of them are the same place.

Nobody writes an address twice in the same way: order, abbreviations, accents, country and name differ. What counts is that
house number and postcode do not contradict each other, and that hardly a word stands in each that the other lacks.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import SequenceMatcher
from functools import cache, lru_cache

from shopper.model import Outcome
from shopper.reading.text import normal, plain_letters

_DELIVERY = (
    r"deliver(?:y|ed|ing)? (?:to|address)|ship(?:ping|ped)? (?:to|address)|(?:địa chỉ )?giao (?:hàng )?(?:đến|tới)"
    r"|địa chỉ (?:giao|nhận)(?: hàng)?"
    r"|giao hàng đến|lieferadresse|versandadresse|lieferanschrift|liefer(?:ung|n) an|versand an|adresse de (?:la )?livraison"
    r"|livr(?:er|é|ée|aison) à"
    r"|dirección de (?:envío|entrega)|envia[rd]o? a|entregar en"
)
_LABEL = re.compile(rf"^(?:(?:your|ihre|votre|su|tu) )?(?:{_DELIVERY})(?: (?:của bạn))? ?(?::|$)", re.IGNORECASE)
_NEXT_LABEL = re.compile(
    r":$|^(?:payment|paid|thanh toán|phương thức|zahlung|bezahl|paiement|pago|billing|invoice|rechnung|factur|địa chỉ|total"
    r"|tổng|summe|gesamt"
    r"|delivery|shipping|versand|livraison|envío|order|đơn hàng|bestell|commande|pedido|tel|phone|điện thoại|e-?mail)\b",
    re.IGNORECASE,
)
_NO_ADDRESS = re.compile(r"://|@|[€£$₫]|[.!?] [^\W\d]+ [^\W\d]+ [^\W\d]+")
_PHONE = re.compile(r"^\+?[\d ()/.-]{8,}$")
_POSTCODE = re.compile(r"^(?:\d{4,6}|[a-z]{1,2}\d[a-z\d]?|\d[a-z]{2})$")
_MOST_ROWS, _MOST_LINES, _LONGEST = 2_000, 7, 160  # rows of a text, lines and characters of an address


def delivery_address(text: str) -> str:
    """The address under "Deliver to" or the like, parts joined by commas; empty if there is none, or two that differ.

    `text` has a block or a table's row a line, cells parted by tabs.
    """
    return _find(text)


@lru_cache(maxsize=128)
def _find(text: str) -> str:
    lines = [line for raw in text.split("\n")[:_MOST_ROWS] if (line := raw.strip())]
    found = {}
    for at, line in enumerate(lines):
        cells = [normal(cell) for cell in line.split("\t")]
        hit = _LABEL.match(cells[0][:_LONGEST])
        if not hit or any(_NEXT_LABEL.search(cell) for cell in cells[1:]):
            continue
        beside = [part for part in (cells[0][hit.end() :].strip(), *cells[1:]) if part]
        parts = beside or _below(lines[at + 1 :])
        address = ", ".join(parts)
        if any(map(str.isdigit, address)) and len(address) <= 2 * _LONGEST:
            found[frozenset(_words(address, frozenset()))] = address
    return found.popitem()[1] if len(found) == 1 else ""


def _below(lines: list[str]) -> list[str]:
    parts: list[str] = []
    for raw in lines[:_MOST_LINES]:
        line = normal(raw)
        if "\t" in raw or len(line) > 80 or _NEXT_LABEL.search(line) or _NO_ADDRESS.search(line):
            break
        if not _PHONE.match(line):
            parts.append(line)
        if _ends_with_a_country(line):
            break
    return parts


def _ends_with_a_country(line: str) -> bool:
    """Whether a line is a country, or ends with its name: that is how addresses end. Codes of two letters may mean a state."""
    plain = plain_letters(line)
    words = re.findall(r"[^\W_]+", plain)
    return plain in _countries() or any(len(last := " ".join(words[-n:])) > 2 and last in _countries() for n in (1, 2, 3))


def same_address(one: str, other: str, *, names: Collection[str] = ()) -> Outcome:
    """Pass where neither contradicts the other, fail where each has a house number or postcode that the other lacks; a word
    that is foreign to the other on both sides goes to a person. `names`: who lives there, which one may leave out."""
    left_out = frozenset(word for name in names for word in _split(name))
    a, b = _words(one, left_out), _words(other, left_out)
    only_a, only_b = _only(a, b), _only(b, a)
    if any(map(_is_number, only_a)) and any(map(_is_number, only_b)):
        return Outcome.FAIL
    return Outcome.REVIEW if only_a and only_b else Outcome.PASS


def _words(address: str, left_out: frozenset[str]) -> list[str]:
    """What an address is made of, without names, countries and words such as street, up to the last part with a postcode."""
    parts = [part for part in re.split(r"[\n,;|]+", address) if plain_letters(normal(part)) not in _countries()]
    split = [[word for word in _split(part) if word not in left_out and word not in _ORDINARY] for part in parts]
    last = max(
        (at for at, words in enumerate(split) if any(map(_POSTCODE.match, words[-2:] + words[:1]))), default=len(split) - 1
    )
    return [word for words in split[: last + 2] for word in words if not (len(word) > 7 and word.isdigit())]


def _split(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", plain_letters(text.replace("ß", "ss")))


def _only(these: list[str], those: list[str]) -> list[str]:
    run = "".join(those)
    return [word for word in dict.fromkeys(these) if not _stands_in(word, those, run)]


def _stands_in(word: str, those: list[str], run: str) -> bool:
    if word in those:
        return True
    if _is_number(word):
        return False
    similar = (len(word) > 3 and SequenceMatcher(None, word, other).ratio() >= 0.8 for other in those)
    shortened = (min(len(word), len(other)) > 1 and (word.startswith(other) or other.startswith(word)) for other in those)
    return (len(word) > 3 and word in run) or any(shortened) or any(similar)


def _is_number(word: str) -> bool:
    return any(map(str.isdigit, word))


_ORDINARY = frozenset({
    "street", "str", "st", "road", "rd", "avenue", "ave", "av", "lane", "ln", "drive", "dr", "square", "sq", "apartment",
    "apt", "flat", "floor", "fl", "no", "nr", "number", "so", "nha", "duong", "pho", "p", "phuong", "xa", "quan", "q",
    "huyen", "thanh", "tp", "tinh", "thi", "tran", "khu", "strasse", "weg", "platz", "allee", "haus", "hinterhaus", "etage",
    "rue", "boulevard", "bd", "bis", "chemin", "place", "appartement", "calle", "c", "avenida", "avda", "plaza", "piso",
    "puerta", "numero", "num", "de", "la", "le", "du", "des", "del", "el", "the", "d", "ngo", "ngach", "hem", "to", "city",
})  # fmt: skip
"""Words that one writes, shortens or leaves out."""


@cache
def _countries() -> frozenset[str]:
    """The names of all countries in the languages that are read, and their codes."""
    from babel import Locale

    named: set[str] = {"uk", "usa", "england", "scotland", "wales", "vietnam", "viet nam"}
    for language in ("vi", "en", "de", "fr", "es"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2:
                named |= {plain_letters(name), code.lower()}
    return frozenset(named)

"""What a mail or page says about sending goods back, and whether a mail brings the terms of the sale along."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from shopper.model import Link, Reading
from shopper.reading.text import normal, plain_letters


class Window(NamedTuple):
    """How long one may send goods back, in days, and the words that say so."""

    days: int
    quote: str


_RETURN = re.compile(
    r"(?<![a-z])(?:returns?|returned|send(?:ing)? (?:it|them|goods|items|pieces) back|tra (?:hang|lai)|doi tra"
    r"|(?:zu)?ruck(?:gabe\w*|sendung\w*|senden|geben|schicken|zusenden|zugeben|zuschicken)"
    r"|retour(?:s|ner|nez)?|renvoyer|renvoyez|devoluci\w+|devolver\w*|devuelv\w+)(?![a-z])"
)
_OTHER = re.compile(
    r"(?<![a-z])(?:refund\w*|money back|repa(?:y|id)\w*|exchange[sd]?|hoan (?:tien|lai)|tien|doi (?!tra)(?:hang|san pham"
    r"|size)|warranty|bao hanh|erstatt\w*|garanti\w*|gewahrleistung|gutschrift|umtausch\w*"
    r"|widerruf\w*|withdraw\w*|cancel\w*|rembours\w*|retract\w*|echang\w*|reembols\w*|desist\w*|cambio\w*|huy|answer|reply"
    r"|working day\w*|before|left|remaining|con lai|truoc)(?![a-z])"
)
_DAYS = re.compile(
    r"(?<![\w.,/–-])(\d{1,3})(?: |-)?(?:calendar )?(ngay|days?|day|tagen?|tage|jours?|dias?|weeks?|tuan|wochen?|semaines?"
    r"|semanas?|months?|thang(?! \d)|monaten?|monate|mois|mes(?:es)?)(?![a-z])"
)
_LENGTH = {"w": 7, "tuan": 7, "sem": 7, "mo": 30, "thang": 30, "mes": 30}
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n|\t")


def return_windows(text: str) -> tuple[Window, ...]:
    """Every period within which goods can be sent back that a text states, each once. Sentences that speak of refunds,
    exchanges, guarantees or the statutory withdrawal too are left out: their days are of something else."""
    return _windows(text)


@lru_cache(maxsize=256)
def _windows(text: str) -> tuple[Window, ...]:
    found: dict[int, Window] = {}
    for raw in _SENTENCE.split(text):
        if not any(map(str.isdigit, raw)) or len(raw) > 400:
            continue
        sentence = normal(raw)
        plain = plain_letters(sentence)
        lengths = {_in_days(hit[1], hit[2]) for hit in _DAYS.finditer(plain)}
        if len(lengths) == 1 and _RETURN.search(plain) and not _OTHER.search(plain):
            days = lengths.pop()
            found.setdefault(days, Window(days, sentence))
    return tuple(found.values())


def _in_days(count: str, unit: str) -> int:
    return int(count) * next((days for start, days in _LENGTH.items() if unit.startswith(start)), 1)


# --- the terms of the sale ----------------------------------------------------------------------------------------

Brought = Literal["enclosed", "linked", "mentioned", ""]
"""In the mail itself or a file with it; behind a link only; in a sentence or two only; not at all."""

_TERMS = (
    r"terms|conditions|dieu (?:khoan|kien)|agb|(?:allgemeine )?geschaftsbedingungen|verkaufsbedingungen|cgv"
    r"|conditions generales|condiciones|terminos"
)
_WITHDRAWAL = (
    r"returns?(?: policy)?|withdraw\w*|cancellation|right to cancel|chinh sach (?:doi )?tra(?: hang)?|(?:doi )?tra hang|doi tra"
    r"|widerruf\w*|ruckgabe\w*|rucksende\w*|retractation|retours?|desistimiento|devoluci\w+"
)
_NAMED = {
    "terms": re.compile(rf"(?<![a-z])(?:{_TERMS})(?![a-z])"),
    "withdrawal": re.compile(rf"(?<![a-z])(?:{_WITHDRAWAL})(?![a-z])"),
}
_LONG = {"terms": 900, "withdrawal": 300}  # letters: shorter, it only mentions them
_SAYS_SOMETHING = 120  # letters: less is no more than a title
_HEADING = 90


def brings(reading: Reading, what: Literal["terms", "withdrawal"]) -> Brought:
    """How a mail brings the terms of the sale, or what one must know to withdraw from it: a file counts by its name or first
    words, a passage by its heading and length."""
    named = _NAMED[what]
    for part in reading.parts:
        if part.inline or not part.name:
            continue
        if named.search(plain_letters(re.sub(r"[_-]", " ", part.name))) or named.search(plain_letters(part.text[:400])):
            return "enclosed"
    if (said := _passage(reading.text, what)) >= _LONG[what]:
        return "enclosed"
    if any(named.search(plain_letters(_words_of(link))) for link in reading.links):
        return "linked"
    return "mentioned" if said >= _SAYS_SOMETHING or _in_a_sentence(reading.text, named) else ""


def _passage(text: str, what: Literal["terms", "withdrawal"]) -> int:
    """How many letters stand under a heading that names them, or after one on the same line."""
    lines = [normal(line) for line in text.split("\n")]
    found = 0
    for at, line in enumerate(lines):
        heading, colon, rest = line.partition(": ")
        is_heading = len(heading) <= _HEADING and (colon or not line.endswith((".", "!", "?")))
        if is_heading and _NAMED[what].search(plain_letters(heading)):
            found = max(found, len(" ".join([rest, *lines[at + 1 : at + 60]])))
    return found


def _in_a_sentence(text: str, named: re.Pattern[str]) -> bool:
    """Whether a paragraph of some length speaks of them."""
    return any(len(line) >= _SAYS_SOMETHING and named.search(plain_letters(line[:2000])) for line in text.split("\n"))


def _words_of(link: Link) -> str:
    return f"{link.text} {re.sub(r'[/_.-]', ' ', link.href.partition('://')[2].partition('/')[2])}" if link.visible else ""


OBLIGED = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""Where a consumer who orders from afar must get the terms on something lasting, a mail for one: Directive 2011/83/EU, art. 8
(7), in the EEA; in the United Kingdom the Consumer Contracts Regulations 2013, reg. 16. A link alone is not lasting (CJEU,
C-49/11 Content Services)."""

"""Who stands behind a text: a company's legal name, address and tax number, as footers and imprints have them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from shopper.reading.senders import bare
from shopper.reading.text import normal, plain_letters

_FORMS = {
    "limited": r"cong ty tnhh(?: mtv| mot thanh vien)?|cong ty trach nhiem huu han|gmbh|ug \(haftungsbeschrankt\)|limited|ltd"
    r"|co\.?,? ltd|llc|s\.?a\.?r\.?l|eurl|s\.?l\.?u?|s\.?r\.?l|b\.?v",
    "by shares": r"cong ty (?:cp|co phan)|joint stock company|jsc|ag|se|plc|inc|corp(?:oration)?|s\.?a\.?s\.?u?|s\.?a|n\.?v",
}
_LANGUAGE_OF = {
    "vi": r"cong ty (?:tnhh|trach nhiem|cp|co phan)", "de": r"gmbh|ag|ug", "fr": r"s\.?a\.?r\.?l|eurl|s\.?a\.?s\.?u?",
    "en": r"limited|ltd|co\.?,? ltd|llc|plc|inc|jsc|joint stock",
}  # fmt: skip
_FORM = {kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)\.?") for kind, words in _FORMS.items()}
_SPEAKS = {language: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for language, words in _LANGUAGE_OF.items()}
_TAX = re.compile(
    r"(?<!\w)(?:ma so thue|mst|msdn|ma so doanh nghiep|tax (?:number|no|id|code)|vat (?:reg(?:istration)? )?(?:number|no|id)"
    r"|ust\.?-?id(?:ent)?(?:ifikations)?\.?-?(?:nr|nummer)?|umsatzsteuer-?id\w*|steuer-?(?:nummer|nr)|mwst\.?-?nr"
    r"|(?:n(?:umero|o|°|º)?\.? (?:de )?)?tva(?: intracommunautaire)?|numero fiscal|siret|siren|n\.?i\.?f|c\.?i\.?f)"
    r"(?!\w)[^\w\n]{0,12}(?P<number>[a-z]{0,2} ?\d[\d ./-]{4,20}\d)"
)
_NUMBER = re.compile(r"\d+")
_PARTS = re.compile(r"\s*(?:[·|•]| – | — )\s*")
_ABBREVIATED = re.compile(r"(?<!\w)(?:ltd|inc|corp|(?:[a-z]\.){1,4}[a-z])\.$")
_NEAR = 3
"""Lines between a company's name and its address in a footer."""


class Company(NamedTuple):
    """A company as a line names it: what it is called without its legal form, that form, and the form's language."""

    written: str
    name: str
    form: str
    language: str


class Identity(NamedTuple):
    """Everything of the kind that a text says. `lines`: those that stand around it, among them the address."""

    companies: tuple[Company, ...]
    taxes: tuple[str, ...]
    lines: tuple[str, ...]


@lru_cache(maxsize=256)
def identity_in(text: str) -> Identity:
    """The companies, tax numbers and lines around them in a text. Tax numbers are bare: `DE123456789`."""
    lines = [piece for line in normal(text[-6000:]).split("\n") for piece in _PARTS.split(line) if piece and len(piece) < 300]
    plain = [plain_letters(line) for line in lines]
    companies = [(at, company) for at, line in enumerate(lines) if (company := company_in(line))]
    taxes = [(at, bare(hit["number"]).upper()) for at, line in enumerate(plain) for hit in _TAX.finditer(line)]
    near = {at + step for at, _ in (*companies, *taxes) for step in range(-_NEAR, _NEAR + 1)}
    around = tuple(line for at, line in enumerate(lines) if at in near)
    return Identity(tuple(one for _, one in companies), tuple(number for _, number in taxes), around)


@lru_cache(maxsize=1024)
def company_in(line: str) -> Company | None:
    """The company that a short line names; None for sentences, and for names without a legal form."""
    written = line.partition(",")[0] if len(line.split()) > 8 else line
    plain = plain_letters(written)
    ends = written.rstrip().endswith((".", "!", "?", ":"))
    if len(written.split()) > 9 or (ends and not _ABBREVIATED.search(plain)):
        return None
    for form, pattern in _FORM.items():
        if hit := pattern.search(plain):
            rest = bare(plain[: hit.start()] + " " + plain[hit.end() :])
            language = next((one for one, speaks in _SPEAKS.items() if speaks.search(plain)), "")
            return Company(written.strip(), rest, form, language) if rest else None
    return None


def same_shape(one: str, other: str) -> bool:
    """Whether two tax numbers are of one kind: as long, with or without letters before. A tax office's number and a VAT
    number are two things of which both may be right."""
    return len(one) == len(other) and one[:2].isalpha() == other[:2].isalpha()


def other_address(lines: tuple[str, ...], address: str) -> str:
    """The line that gives the company's street or town with another number; empty if none does.

    Words are compared without accents and order, so that a translated address is the same as long as its numbers are.
    """
    words, numbers = _words(address), set(_NUMBER.findall(address))
    for line in lines:
        theirs, others = _words(line), set(_NUMBER.findall(line))
        shared = len(words & theirs)
        if others and shared >= 3 and shared >= 0.6 * len(theirs) and not others <= numbers:
            return line
    return ""


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", plain_letters(text)) if len(word) > 1}

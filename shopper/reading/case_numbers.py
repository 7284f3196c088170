"""The numbers that a help desk gives its cases: "your case number is HD-30418", "[#48210]", "Vorgang 2026-114"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from shopper.reading.comparing import bare_number
from shopper.reading.text import normal

_NO = r"(?:-?(?:number|nummer|nr|no|num|id|code|ref(?:erence)?)\.?|#|№)"
_LABEL = re.compile(
    rf"(?<!\w)(?:(?:support |service )?(?:case|ticket|enquiry|inquiry|query|request|incident|conversation) ?{_NO}?"
    rf"|(?:our |your )?ref(?:erence)?(?: ?{_NO})?"
    rf"|(?:vorgangs?|ticket|fall|anfrage|anliegen|(?:fall)?bearbeitungs|aktenzeichen) ?{_NO}?"
    r"|(?:mã|số) (?:số )?(?:yêu cầu|phiếu(?: hỗ trợ)?|hỗ trợ|ticket|khiếu nại|hồ sơ|phản ánh|case)"
    r"|(?:phiếu|yêu cầu)(?: hỗ trợ)?(?: ?(?:số|mã|#))?"
    r"|(?:numéro|n[°º]|réf(?:érence)?|code) (?:de |du |d['’])?(?:la |votre |notre |l['’])?"
    r"(?:dossier|demande|ticket|réclamation|requête)"
    r"|(?:dossier|demande|ticket|réclamation) ?(?:n[°º]|numéro|#)?"
    r"|(?:número|n\.?[°º]|referencia|código) de(?:l| su| tu| la)? ?(?:caso|ticket|consulta|solicitud|incidencia|reclamación)"
    r"|(?:caso|ticket|incidencia|solicitud) ?(?:n\.?[°º]|número|#)?)(?!\w)"
    r"(?: của (?:bạn|quý khách|anh|chị))?(?: (?:có mã|với mã|là|is|lautet|ist|est|es|số|mã)(?: số)?(?!\w))?[ :.#–\[(-]*",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"\[(?:[^\[\]\d]{0,24}[ :#])?#?(?P<tag>[A-Z]{0,6}[-_]?\d[\w-]{2,24})\]|(?<!\w)##(?P<marks>\d{3,20})##", re.IGNORECASE
)
_BARE_TAG = re.compile(r"\(?#(?P<number>\d{3,20})\)?(?!\w)")
_TOKEN = re.compile(r"[A-Z]{0,8}[-_/]?\d[A-Z0-9]*(?:[-_/.]?[A-Z0-9]+){0,4}(?!\w)", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|(?:19|20)\d\d-\d\d-\d\d")
_LONG_LINE = 600


@lru_cache(maxsize=128)
def case_numbers(subject: str, text: str) -> tuple[str, ...]:
    """The case numbers of a mail, as written, each once: labelled ones, and those that stand in its subject as tags."""
    title = normal(subject)
    tags = [hit["tag"] or hit["marks"] for hit in _TAG.finditer(title)] + [hit["number"] for hit in _BARE_TAG.finditer(title)]
    labelled = [number for line in (title, *normal(text[:20_000]).split("\n")) for number in _labelled(line[:_LONG_LINE])]
    return tuple({bare_number(number): number for number in reversed([*tags, *labelled])}.values())[::-1]


def same_case(number: str, known: Iterable[str]) -> bool:
    """Whether a number is one of those known, with or without the letters before it."""
    digits = _digits(number)
    return any(bare_number(number) == bare_number(one) or digits == _digits(one) for one in known)


def _labelled(line: str) -> Iterable[str]:
    for hit in _LABEL.finditer(line):
        token = _TOKEN.match(line, hit.end())
        if token and sum(map(str.isdigit, token[0])) >= 3 and not _DATE.fullmatch(token[0]):
            yield token[0]


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)

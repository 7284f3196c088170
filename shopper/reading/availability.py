"""What a page says about having a piece, and about when an order comes. In vi, en, de, fr and es."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Literal, NamedTuple

from shopper.reading.dates import find_dates
from shopper.reading.text import normal, plain_letters

Stock = Literal["in stock", "out of stock"]


class Availability(NamedTuple):
    """Whether a piece can be had, and the words that say so."""

    stock: Stock
    quote: str


_GONE = re.compile(
    r"(?<![a-z])(?:out of stock|sold out|currently unavailable"
    r"|(?:is |currently |temporarily )?not available(?! (?:in|for|on|at|to|as))"
    r"|no longer available|unavailable|not in stock|back ?-?order(?:ed)?"
    r"|(?:da |tam )?het hang|chay hang|tam het|khong con hang|ngung (?:ban|kinh doanh)"
    r"|ausverkauft|vergriffen|nicht (?:mehr )?(?:verfugbar|lieferbar|vorratig|auf lager)"
    r"|(?:en )?rupture(?: de stock)?|epuisee?s?|(?:n.est |actuellement )?(?:plus|pas) disponible|indisponible"
    r"|agotad[oa]s?|sin (?:existencias|stock)|no disponible)(?![a-z])"
)
_THERE = re.compile(
    r"(?<![a-z])(?:in stock|available now|available immediately|ready to ship|only \d{1,3} (?:left|in stock)|\d{1,3} in stock"
    r"|(?:con|san|co san) hang|con \d{1,3} (?:san pham|chiec|cai)|chi con \d{1,3}|hang co san"
    r"|auf lager|vorratig|sofort (?:lieferbar|verfugbar)|lieferbar|verfugbar"
    r"|en stock|disponible|plus que \d{1,3}|en existencia|en stock|quedan \d{1,3}|solo quedan)(?![a-z])"
)
_UNSURE = re.compile(
    r"\?|(?<![a-z])(?:if|when|once|notify|should|whether|almost|nearly|neu|khi|wenn|falls|sobald|ob|fast|si|lorsque"
    r"|quand|cuando"
    r"|casi|bientot|gan|sap|other (?:sizes|colours)|store|stores|shop|cua hang|filiale\w*|magasins?|tienda)(?![a-z])"
)
_LONGEST, _FAR = 120, 14
"""Characters of a line that states it; lines below a piece's name in which it may stand."""


def stock_in(line: str) -> Availability | None:
    """What one line says: “In stock at the workshop”, “Hết hàng”. Long lines, questions and conditions say nothing sure."""
    said = normal(line)
    plain = plain_letters(said)
    if len(said) > _LONGEST or _UNSURE.search(plain):
        return None
    if _GONE.search(plain):
        return Availability("out of stock", said)
    return Availability("in stock", said) if _THERE.search(plain) else None


def stock_of(name: str, lines: Sequence[str], headings: Sequence[str]) -> Availability | None:
    """What a page says about the piece of this name: the first line that says anything on it, from the name down to the next
    heading and not further than a piece's own lines go. None if it says nothing, or if the name is not on it."""
    wanted, others = _bare(name), {_bare(heading) for heading in headings} - {_bare(name)}
    for at, line in enumerate(lines):
        if not wanted or wanted not in _bare(line[:400]) or _names_another(wanted, line[:400]):
            continue
        for below in lines[at : at + _FAR]:
            if _bare(below[:400]) in others:
                break
            if said := stock_in(below):
                return said
    return None


def _names_another(wanted: str, line: str) -> bool:
    """Whether a short line has the name within a longer one: “Cedar Candle Large” is not “Cedar Candle”."""
    before, _, after = _bare(line).partition(wanted)
    more = [*_WORD_BEFORE.findall(before), *_WORD_AFTER.findall(after)]
    return bool(more) and len(f"{before}{after}".split()) <= _MORE_WORDS and stock_in(line) is None


_MORE_WORDS = 4
_WORD_BEFORE = re.compile(r"(?!\d+ ?x?\s*$)(?<!\w)\w+\s*$")
_WORD_AFTER = re.compile(r"^\s*(?!x ?\d)\w+")


def _bare(text: str) -> str:
    return plain_letters(normal(text))


# --- when it comes ------------------------------------------------------------------------------------------------

_COMES = re.compile(
    r"(?<![a-z])(?:deliver\w*|arriv\w*|ship(?:s|ped|ping|ment)?|dispatch\w*|despatch\w*|get it|receive (?:it|your)"
    r"|with you|courier"
    r"|liefer\w*|versand\w*|verschick\w*|zustell\w*|ankunft|bei (?:ihnen|dir)|erhalten sie|\w*zustellung"
    r"|livr\w*|expedi\w*|recev\w*|chez vous|recu|giao|nhan (?:hang|duoc|vao)|van chuyen|gui hang|ship"
    r"|entreg\w*|envi[oa]\w*|llega\w*|recib\w*)(?![a-z])"
)
_SPAN = re.compile(
    r"(?<![\w.,€$£])(?:\d{1,3}|one|two|three|ein(?:e[mnr]?)?|zwei|drei|une?|deux|trois|mot|hai|ba|dos|tres)"
    r"(?: ?(?:-|–|—|to|bis|and|or|oder|und|a|den|toi|hasta|y|ou|et) ?\d{1,3})?[ -]?"
    r"(?:(?:working|business|full|calendar|week) )?"
    r"(?:days?|hours?|hrs?|h|weeks?|(?:werk|arbeits)?tage?n?|stunden?|std|wochen?|jours?|heures?|semaines?|ngay|gio|tuan|dias?"
    r"|horas?|semanas?)(?![a-z])"
)
_NAMED = re.compile(
    r"(?<![a-z])(?:today|tonight|tomorrow|(?:next|same)[ -]day|overnight|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?"
    r"|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|heute|morgen|ubermorgen|\w*(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|aujourd.hui|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|hom nay|ngay mai|trong ngay|hoa toc|thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat"
    r"|hoy|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|in stock now)(?![a-z])"
)
_OTHER = re.compile(
    r"(?<![a-z])(?:return\w*|refund\w*|warrant\w*|guarantee\w*|withdraw\w*|ruckgabe\w*|widerruf\w*"
    r"|garantie|erstatt\w*|umtausch\w*"
    r"|retours?|retourner|rembours\w*|doi tra|tra hang|hoan tien|bao hanh|devol\w*|garantia|reembols\w*"
    r"|e-?mails?|newsletter|hotline|open\w*|offnungszeiten|horaires|gio lam viec|call|rufen)(?![a-z])"
)
_DOWNLOADS = r"(?:downloads?|downloadable|e-?mailed|herunterlad\w*|telecharg\w*|descarg\w*|tai (?:xuong|ve))"
_INSTANTLY = (
    r"(?:instant(?:ly)?|immediate(?:ly)?|at once|(?:right|straight) away|sofort\w*|immediat(?:e|ement)?|inmediat\w+|al instante"
    r"|ngay(?: lap tuc)?)"
)
_AT_ONCE = re.compile(
    rf"(?<![a-z])(?:{_INSTANTLY}(?:\W+\w+){{0,3}}?\W+{_DOWNLOADS}|{_DOWNLOADS}(?:\W+\w+){{0,4}}?\W+{_INSTANTLY})(?![a-z])"
)
"""What is downloaded is there at once."""

_NEAR, _SHORT = 3, 60
"""Sentences above, in which the word for delivery may stand that a day or span belongs to: a heading, the name of a choice.
And the length of a sentence, in characters, that may be meant so."""

_END = re.compile(r"(?<=[^\W\d][.!?])\s+(?=[^\W\da-zà-ỹ])|\n")


def says_when_it_comes(text: str, locale: str, at: datetime) -> str:
    """The sentence that says when an order comes, with a day or a span of time; empty if none does. What is said of returns,
    mails and hours does not count."""
    return _when(text[:_TOO_LONG], locale, at.replace(minute=0, second=0, microsecond=0))


_TOO_LONG = 60_000


@lru_cache(maxsize=128)
def _when(text: str, locale: str, at: datetime) -> str:
    sentences = [said for raw in _END.split(text) if (said := normal(raw)[:400])]
    plains = [plain_letters(sentence) for sentence in sentences]
    for number, (sentence, plain) in enumerate(zip(sentences, plains, strict=True)):
        if _AT_ONCE.search(plain):
            return sentence
        first = number - _NEAR if len(sentence) <= _SHORT else number
        names_it = any(_COMES.search(near) for near in plains[max(0, first) : number + 1])
        if names_it and not _OTHER.search(plain) and _is_timed(sentence, plain, locale, at):
            return sentence
    return ""


def _is_timed(line: str, plain: str, locale: str, at: datetime) -> bool:
    return bool(_SPAN.search(plain) or _NAMED.search(plain) or find_dates(line, locale, at))

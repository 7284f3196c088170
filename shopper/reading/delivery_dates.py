"""The day on which a parcel comes, as mails and pages state it under a label ("Expected delivery date")."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from shopper.reading.dates import find_dates
from shopper.reading.text import normal

_LABEL = re.compile(
    r"(?:(?:your |the )?(?:estimated |expected |planned |new )*delivery(?: date| day| on| by)?(?: \(?(?:estimated"
    r"|expected)\)?)?|(?:estimated|expected) (?:arrival|delivery)|arriv(?:es|ing)|arrival(?: date)?"
    r"|(?:ngày|thời gian) (?:giao|nhận)(?: hàng)?(?: mới)?(?: dự kiến)?|dự kiến (?:giao|nhận)(?: hàng)?(?: ngày| vào)?"
    r"|giao hàng dự kiến"
    r"|(?:voraussichtliche[sr]? |neuer? )*(?:liefer(?:datum|termin|tag|ung)|zustell(?:ung|datum|termin)|zustelltag"
    r"|ankunft)(?: am)?"
    r"|(?:nouvelle )?date (?:estimée |prévue )?de (?:la )?livraison(?: estimée| prévue)?|livraison (?:estimée"
    r"|prévue)(?: le)?|arrivée prévue"
    r"|(?:nueva )?fecha (?:estimada |prevista )?de (?:la )?entrega(?: estimada| prevista)?|entrega (?:estimada"
    r"|prevista)(?: el)?|llegada prevista)",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"(?<!\w)(?:new delivery|now expected|delay\w*|later than|postpone\w*|reschedul\w*|sorry|ngày giao hàng mới|chậm|trễ"
    r"|muộn|hoãn|dời|xin lỗi|neue[rs]? liefer|neuer termin"
    r"|verspät\w*|verzöger\w*|verschob\w*|entschuldig\w*|nouvelle date|retard\w*|report[ée]e?|désolés?|nueva fecha|retras\w*"
    r"|aplaz\w*|lo sentimos)",
    re.IGNORECASE,
)
_NO_DATE_OF_IT = re.compile(r"address|adress|địa chỉ|anschrift|dirección|note|zeit|method|art(?!\w)", re.IGNORECASE)
_LONGEST = 160  # characters of a line


class Day(NamedTuple):
    """The last day that is named (of `3–5 March` the 5th), the first, and the words."""

    last: date
    first: date
    quote: str


def delivery_day(text: str, locale: str, at: datetime) -> Day | None:
    """The day of delivery that a text states under a label, None if there is none, or several that differ. `at` is when it was
    said: a date without a year is the nearest to it."""
    return _days(text, locale, at.replace(hour=12, minute=0, second=0, microsecond=0))


def speaks_of_delay(text: str) -> bool:
    """Whether a text says that a date is new."""
    return bool(_NEW.search(text))


@lru_cache(maxsize=128)
def _days(text: str, locale: str, at: datetime) -> Day | None:
    found: dict[tuple[date, date], Day] = {}
    lines = [normal(line.replace("\t", " "))[:_LONGEST] for line in text.split("\n")]
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        hit = _LABEL.match(line)
        if not hit:
            continue
        value = line[hit.end() :].strip(" :") or after
        if _NO_DATE_OF_IT.match(value):
            continue
        days = [quoted.value for quoted in find_dates(value, locale, at)]
        if days:
            found[min(days), max(days)] = Day(max(days), min(days), f"{line[: hit.end()]}: {value}")
    return next(iter(found.values())) if len(found) == 1 else None

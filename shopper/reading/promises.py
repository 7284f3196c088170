"""What a shop promises, and by when: "within 2 working days", "bis Freitag, den 27.11.", "trong vòng 24 giờ".

Read in Vietnamese, English, German, French and Spanish, sentence by sentence. Whatever depends on something else ("if you
cancel", "once it is back"), is hedged ("usually"), or is the customer's own deadline, is kept as not sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shopper.model import Shop
from shopper.reading.dates import WEEKDAY, find_dates, weekday_number
from shopper.reading.hours import OpeningHours, hours_in_text, opening_hours
from shopper.reading.text import normal

What = Literal["reply", "delivery", "shipping", "refund", "return", "other"]


@dataclass(frozen=True)
class Promised:
    """What is promised, until when (UTC), and the sentence that says so.

    `due` is the last moment at which the words are kept: of a day its end in the shop's zone. `at_latest` is the same read as
    kindly as one can: days and hours are counted as working days. A `return` is the customer's own deadline. `sure` is False
    where the sentence leaves open whether, or since when, it holds. `day`: it names a date, and no span of time.
    """

    what: What
    due: datetime
    at_latest: datetime
    quote: str
    sure: bool
    day: date | None = None


def find_promises(text: str, locale: str, at: datetime, shop: Shop) -> list[Promised]:
    """Every promise of a text, a block or a table row a line, that was said at `at`, in its order, each once.

    Spans of working time are counted by the shop's hours and holidays; where its file names none, Monday to Friday are working
    days, and nothing is sure.
    """
    calendar = _Calendar(at, shop)
    found = (_promised(said, calendar) for said in _said(text[:_TOO_LONG], locale, at.astimezone(calendar.zone).date()))
    return list(dict.fromkeys(found))


_TOO_LONG, _LONG_LINE = 100_000, 600  # characters: nobody promises anything in longer lines


class _Said(NamedTuple):
    """A promise as its words have it, without the time at which they were said."""

    what: What
    quote: str
    sure: bool
    day: date | None = None
    number: int = 0
    unit: str = ""
    working: Literal["", "days", "hours"] = ""


# --- sentences ----------------------------------------------------------------------------------------------------

_END = re.compile(r"(?<=[^\W\d][.!?…])\s+(?=[\"“(¿¡]?[^\W\da-zà-ỹ])|\s(?=[•·|]\s)")
_TIMED = re.compile(
    r"\d|\b(?:ein(?:e[mrns]?)?|an?|une?|one|two|three|five|seven|ten|một|hai|ba|năm|bảy|zwei|drei|fünf|sieben|deux|trois"
    r"|cinq|sept"
    r"|dos|tres|cinco|siete|today|tonight|tomorrow|nay|mai|heute|morgen|aujourd|demain|hoy|mañana)\b"
    rf"|(?<!\w){WEEKDAY}(?!\w)",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def _said(text: str, locale: str, today: date) -> tuple[_Said, ...]:
    return tuple(said for sentence in _sentences(text) for said in _in_sentence(sentence, locale, today))


def _sentences(text: str) -> Iterator[str]:
    """Sentences that name a time; a value that has its line for itself goes with the label on the line above."""
    label = ""
    for raw in text.split("\n"):
        line = normal(raw[:_LONG_LINE]).replace("\t", " ")
        if not line:
            continue
        if not _TIMED.search(line):
            label = line if len(line.split()) <= _LABEL else ""
            continue
        if hours_in_text(line):
            label = ""
            continue
        pieces = _END.split(f"{label.rstrip(':')}: {line}" if label and len(line.split()) <= _LABEL else line)
        yield from (piece for piece in pieces if _TIMED.search(piece))
        label = ""


_LABEL = 6  # words

# --- what is promised ---------------------------------------------------------------------------------------------

_WHAT: dict[What, str] = {
    "reply": r"repl(?:y|ies)\b|answers?\b|respon(?:d|se)|get(?:ting)? back to you|be in touch|hear from us|contact you"
    r"|trả lời|phản hồi|hồi âm|liên hệ (?:lại )?(?:với )?(?:bạn|quý khách|anh|chị)|gọi lại|antwort|rückmeldung"
    r"|meld(?:en uns|e mich|et sich)|répon[ds]|reven(?:on|ir)s? vers vous|recontact|respuesta|respond|contest|contactar",
    "delivery": r"deliver|arriv|(?:be|is) with you|receive (?:your|the) (?:order|parcel|package)"
    r"|\bgiao(?! (?:dịch|diện|tiếp|cho (?:đơn vị|bên|hãng)))|(?:dự kiến|sẽ) đến|đến (?:nơi|tay|vào|trong)"
    r"|nhận (?:được )?hàng|liefer|zustell"
    r"|zugestellt|eintreff|ankunft|trifft|kommt|livr|recevrez|entreg|lleg|recibir",
    "shipping": r"\bship(?:s|ped)?\b|dispatch|sent out|leaves? (?:our|the)\b|hand(?:ed)? (?:it )?over to the"
    r" (?:carrier|courier)"
    r"|gửi (?:hàng|đi)|(?<!đã )rời (?:kho|xưởng)|bàn giao|giao cho (?:đơn vị|bên|hãng)|xuất kho|versand|versend"
    r"|versch?ick|verlässt"
    r"|expédi|(?:quitte|part) (?:notre|nos)\b|envoyons (?:votre|le colis|la commande)|expedi|saldrá"
    r"|envi(?:amos|aremos|ará) (?:su|tu|el) (?:pedido|paquete)",
    "refund": r"refund|money back|credited|reimburs|hoàn (?:lại )?tiền|hoàn (?:trả|lại)|tiền (?:được )?hoàn|hoàn số tiền"
    r"|trả lại tiền|erstatt|gutgeschrieben|gutschrift|geld zurück|rembours|recrédit|reembols|abonar(?:emos)?\b",
    "return": r"return|send (?:it|them) back|trả (?:hàng|lại(?! tiền))|đổi trả|zurück(?:send|schick|geb)|rückgabe|rücksend"
    r"|widerruf|rendre|rétract|retour|devol|desist",
}
_KINDS = {what: re.compile(words, re.IGNORECASE) for what, words in _WHAT.items()}


def _what(sentence: str, start: int, end: int) -> What:
    """What stands nearest to the time; of two as near the longer."""
    near = [
        (max(start - hit.end(), hit.start() - end, 0), hit.start() - hit.end(), what)
        for what, words in _KINDS.items()
        for hit in words.finditer(sentence)
    ]
    return min(near)[2] if near else "other"


# --- how sure it is -----------------------------------------------------------------------------------------------

_OPEN = re.compile(
    r"\b(?:if|should (?:you|a|an|the|one|any)|when|once|after|unless|from then|from receipt|otherwise|in case"
    r"|nếu|khi|sau đó|kể từ|tính từ|sau khi|trường hợp|từ lúc|wenn|falls|sobald|nach|ab (?:dann|erhalt|eingang)|sollten?"
    r"|von da an"
    r"|si|lorsque|quand|dès|après|à compter|à partir|qui suivent|cuando|en cuanto|tras|después|a partir|siguientes"
    r"|please|simply|just|you (?:can|have|may|need|must)|vui lòng|hãy|bạn (?:có|cần|chỉ|cứ)|quý khách (?:có|cần)|bitte"
    r"|(?:sie|du) (?:haben|können|hast|kannst)|(?:haben|können) sie|veuillez|vous (?:avez|pouvez|disposez|devez)|pouvez-vous"
    r"|(?:puede|tiene|dispone|debe)s?"
    r"|order (?:now|today|by|within|before|in the next)|buy|sale|offer|save|voucher|coupon|code|valid|expires?"
    r"|đặt (?:ngay|trước)|mua|ưu đãi|giảm giá|hiệu lực|hết hạn|gutschein|rabatt|gültig|angebot|kaufen|bestellen sie"
    r"|commandez|achetez|offre|valable|expire|compr[ae]|pid[ea]|oferta|válid[oa]|caduca"
    r"|banks?|ngân hàng|banken?|banques?|bancos?)\b|[?]",
    re.IGNORECASE,
)
"""It depends on something, it advertises, somebody else does it, or it is the customer who has so long."""

_HEDGED = re.compile(
    r"\b(?:usually|normally|typically|about|around|approximately|approx|on average|often|most|may|might|could|hope|try|aim"
    r"|thường|thông thường|khoảng|trung bình|có thể|cố gắng|in der regel|meist(?:ens)?|normalerweise|üblicherweise|etwa"
    r"|circa|ca"
    r"|ungefähr|bemühen|généralement|environ|en général|habituellement|normalmente|habitualmente|aproximadamente|alrededor"
    r"|unos)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:more than|over|longer than|at least|after|every|each|hơn|ít nhất|mỗi|länger als|mehr als|mindestens|alle"
    r"|jede[rs]?|plus de"
    r"|au moins|chaque|más de|al menos|cada|(?<!không )quá) ?$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|has been|have been|had|placed|ordered|issued|dated|since|đã|vừa|từ ngày|hôm qua|wurden?|worden|war|seit|vom"
    r"|été|depuis|datée?|fue|sido|desde)\b|©|copyright|\b(?:order|invoice) date|ngày (?:đặt|lập|mua)|(?:bestell|rechnungs)datum"
    r"|date de (?:commande|facture|la facture)|fecha (?:del pedido|de (?:factura|compra))",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:expected|estimated|will|should|by|until|till|before|no later|arriv(?:es|ing)|delivery (?:date|day|on|by)|comes?"
    r"|dự kiến|sẽ|trước|chậm nhất|muộn nhất|ngày giao|giao (?:hàng )?(?:vào|ngày|trước)|hẹn"
    r"|voraussichtlich\w*|wird|werden|soll|bis|spätestens|liefer(?:termin|datum|tag)|zustell(?:termin|ung am)|kommt|trifft"
    r"|prévue?|sera|serez|arrivera|avant|d['’]ici|au plus tard|date de livraison|livraison (?:le|pour)"
    r"|previst[ao]|estimad[ao]|será|llegará|entregará|antes del|a más tardar|fecha de entrega|entrega (?:el|para))\b",
    re.IGNORECASE,
)
"""A date is a promise only where something is still to come."""

# --- times --------------------------------------------------------------------------------------------------------

_NUMBERS = {
    word: number
    for number, words in {
        1: "a|an|one|một|ein|eine|einem|einer|eines|einen|un|une|uno|una",
        2: "two|hai|zwei|deux|dos",
        3: "three|ba|drei|trois|tres",
        4: "four|bốn|vier|quatre|cuatro",
        5: "five|năm|fünf|cinq|cinco",
        6: "six|sáu|sechs|seis",
        7: "seven|bảy|bẩy|sieben|sept|siete",
        8: "eight|tám|acht|huit|ocho",
        10: "ten|mười|zehn|dix|diez",
        14: "fourteen|mười bốn|vierzehn|quatorze|catorce",
        15: "fifteen|mười lăm|fünfzehn|quinze|quince",
        30: "thirty|ba mươi|dreißig|trente|treinta",
    }.items()
    for word in words.split("|")
}
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNITS: dict[str, str] = {
    "minute": r"minutes?|mins?|phút|minuten|minutos?",
    "hour": r"hours?|hrs?|giờ|tiếng|stunden?|std\.?|heures?|horas?|h",
    "day": r"days?|weekdays|ngày|(?:werk|arbeits|geschäfts|kalender)?tag(?:en?|es)?|jours?|d[ií]as?",
    "week": r"weeks?|tuần|wochen?|semaines?|semanas?",
    "month": r"months?|tháng|monat(?:en?|s)?|mois|mes(?:es)?",
}
_LEAD = (
    r"within|inside|in under|under|in|up to|at most|takes?|no later than|the next|trong (?:vòng)?|sau|mất|không quá"
    r"|tối đa|chậm nhất"
    r"|innerhalb(?: von)?|binnen|bis zu|dauert|spätestens(?: in| nach)?|sous|dans (?:les|un délai de)?|d['’]ici|en|prend"
    r"|dentro de(?: los)?|en un plazo de|tarda|máximo"
)
_SPAN = re.compile(
    rf"(?:(?P<lead>(?<!\w)(?:{_LEAD})|:) ?)?(?<![\w.,/-])(?P<low>{_COUNT})"
    rf"(?: ?(?:-|–|—|to|or|bis|oder|à|a|ou|o|y|đến|tới|hoặc) ?(?P<high>{_COUNT}))? ?"
    r"(?P<work1>working |business |full working |ganzen? )?"
    rf"(?:{'|'.join(f'(?P<{name}>{unit})' for name, unit in _UNITS.items())})(?!\w)"
    r"(?P<work2> (?:làm việc|ouvr(?:é|able)s?|hábil(?:es)?|laborables?))?",
    re.IGNORECASE,
)
_WORKING_DAYS = re.compile(
    r"on (?:working|business) days|on weekdays|(?:monday|mon) (?:to|-|–) fri|(?:vào|các) ngày làm việc|giờ hành chính"
    r"|an (?:werk|arbeits)tagen|werktags|(?:les )?jours (?:ouvrés|ouvrables)|(?:en )?días (?:hábiles|laborables)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    rf"(?<!\w)(?:(?P<by>by|until|before|no later than|trước|chậm nhất|bis|spätestens(?: am)?|d['’]ici(?: à)?|avant|antes del)"
    rf"|on|vào|am|le|el) (?P<day>{WEEKDAY})(?!\w| ?(?:-|–|to|đến|bis|à|a) )",
    re.IGNORECASE,
)
_SOON = re.compile(
    r"(?<!\w)(?:(?P<today>today|tonight|hôm nay|trong ngày|heute|aujourd['’]hui|hoy)"
    r"|(?P<tomorrow>tomorrow|ngày mai|(?<!guten )(?<!am )(?<!heute )morgen|demain|(?<!la )mañana))(?!\w)",
    re.IGNORECASE,
)
_LONGEST = 62
"""Days: whatever a shop gives itself more time for is no promise of service."""


def _in_sentence(sentence: str, locale: str, today: date) -> Iterator[_Said]:
    quote = sentence if len(sentence) <= 160 else sentence[:157].rstrip() + "…"
    sure = not _OPEN.search(sentence)
    dates = find_dates(sentence, locale, datetime.combine(today, time()))
    bare = sentence
    for quoted in dates:
        bare = bare[: quoted.start] + "…" * (quoted.end - quoted.start) + bare[quoted.end :]
    spans = list(_spans(bare, quote, sure and not dates))
    if spans:
        yield from spans
    elif dates:
        last = max(dates, key=lambda quoted: quoted.value)
        what = _what(sentence, last.start, last.end)
        if what != "other" and _COMING.search(sentence):
            yield _Said(what, quote, sure and last.sure and not _is_over(sentence), day=last.value)
    else:
        yield from _named_days(sentence, quote, today, sure and not _PAST.search(sentence))


def _is_over(sentence: str) -> bool:
    """Something is past in it, and what comes is not said in so many words: "will", "dự kiến", "voraussichtlich"."""
    return bool(_PAST.search(sentence)) and not _STILL.search(sentence)


_STILL = re.compile(
    r"\b(?:will|expected|estimated|should|dự kiến|sẽ|wird|voraussichtlich\w*|soll|sera|prévue?|arrivera|será|llegará"
    r"|previst[ao]"
    r"|estimad[ao])\b",
    re.IGNORECASE,
)


def _spans(sentence: str, quote: str, sure: bool) -> Iterator[_Said]:
    for hit in _SPAN.finditer(sentence):
        unit = next(name for name in _UNITS if hit[name])
        count = _number(hit["high"] or hit["low"])
        if _MORE.search(sentence[: hit.start("low")]) or (unit == "hour" and hit[unit] == "h" and not hit["lead"]):
            continue
        if timedelta(days=_LONGEST) < _LENGTHS[unit] * count or (hit["low"] in ("năm", "ba") and not hit["lead"]):
            continue
        named = hit["work1"] or hit["work2"] or re.match(r"werk|arbeits|geschäfts|weekdays", hit[unit], re.IGNORECASE)
        working: Literal["", "days", "hours"] = ""
        if named:
            working = "hours" if unit in ("hour", "minute") else "days"
        elif _WORKING_DAYS.search(sentence):
            working = "days"
        certain = sure and bool(hit["lead"]) and not _HEDGED.search(sentence) and not _PAST.search(sentence)
        what = _what(sentence, hit.start(), hit.end())
        yield _Said(what, quote, certain and what != "other", number=count, unit=unit, working=working)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _named_days(sentence: str, quote: str, today: date, sure: bool) -> Iterator[_Said]:
    """ "By Friday", "tomorrow": the next such day after today."""
    if hit := _WEEKDAY.search(sentence):
        number = weekday_number(hit["day"])
        what = _what(sentence, hit.start(), hit.end())
        if number is not None and what != "other":
            ahead = (number - today.weekday() - 1) % 7 + 1
            yield _Said(what, quote, sure and bool(hit["by"]), day=today + timedelta(days=ahead))
    elif hit := _SOON.search(sentence):
        what = _what(sentence, hit.start(), hit.end())
        if what != "other":
            yield _Said(what, quote, sure and not _HEDGED.search(sentence), day=today + timedelta(days=bool(hit["tomorrow"])))


# --- until when ---------------------------------------------------------------------------------------------------

_LENGTHS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=31),
}


class _Calendar:
    """Counts from one moment on, by a shop's zone and hours."""

    def __init__(self, at: datetime, shop: Shop) -> None:
        try:
            self.zone = ZoneInfo(shop.zone)
        except (ZoneInfoNotFoundError, ValueError):
            self.zone = ZoneInfo("UTC")
        known = opening_hours(shop)
        self.is_known = known is not None
        whole_day = (timedelta(), timedelta(days=1))
        self._at, self._hours = at, known or OpeningHours(self.zone, dict.fromkeys(range(5), whole_day))

    def end_of(self, day: date) -> datetime:
        return datetime.combine(day + timedelta(days=1), time(), self.zone).astimezone(self._at.tzinfo)

    def due(self, count: int, unit: str, working: str) -> datetime:
        """When so much time is over: days end with the day."""
        length = _LENGTHS[unit] * count
        if not working:
            if unit in ("minute", "hour"):
                return self._at + length
            return self.end_of((self._at + length).astimezone(self.zone).date())
        if working == "hours":
            due = self._hours.after_service_time(self._at, length)
        elif unit in ("minute", "hour"):
            due = self._hours.after_working_days_time(self._at, length)
        else:
            due = self._hours.end_of_working_day(self._at, count * (5 if unit == "week" else 22 if unit == "month" else 1))
        return due or self._at + length


def _promised(said: _Said, calendar: _Calendar) -> Promised:
    if said.day:
        end = calendar.end_of(said.day)
        return Promised(said.what, end, end, said.quote, said.sure, said.day)
    due = calendar.due(said.number, said.unit, said.working)
    kindly = max(due, calendar.due(said.number, said.unit, said.working or "days"))
    sure = said.sure and (calendar.is_known or not said.working)
    return Promised(said.what, due, kindly, said.quote, sure)

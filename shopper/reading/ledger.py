"""One ledger of what a shop states: in pages, mails, documents, chat and structured data, each with its words and its place.

| name | scope | value |
|-|-|-|
| `return.window` | | `30 days` |
| `withdrawal.period` | | `14 days` |
| `refund.time` | `withdrawal`, `cancellation`, or empty; `working days` where these are meant | `14 days` |
| `warranty.length` | | `24 months` |
| `delivery.cost`, `delivery.time` | place, way, and what else the line says: `germany, standard, bis 5 kg` | `5 EUR` |
| `hours` | the line without its times: the phone's and the showroom's are two things | `08:00 18:00` |
| `phone` | the number | the number |

Facts that a journey noted, and those of mails and documents, stand there under their own names. Only the same name in the
same scope can contradict itself; what cannot be told apart for sure is left out. Shops have one term for shoes and another for
batteries, so that a contradiction is certain only where both say it in the same words; hours of branches are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from shopper.model import Evidence, Fact, Money, PageView, Statement
from shopper.reading.hours import hours_in_text
from shopper.reading.legal import withdrawal_rights, works
from shopper.reading.links import path_of
from shopper.reading.money import find_money
from shopper.reading.pages import is_own, seen_pages
from shopper.reading.phones import phones_in, region_of
from shopper.reading.promised import own_text
from shopper.reading.terms import return_windows
from shopper.reading.text import normal, plain_letters
from shopper.reading.tone import plain as plain_of
from shopper.reading.tone import sentences
from shopper.reading.topics import Topic, subjects_of_page


class Entry(NamedTuple):
    """One statement. `source` as evidence names it (`step:3`, `page:p7`, `mail:m1`, `document:d1`, `turn:t2`); `at` is None for
    what stands on a page that was only explored. `marked`: it stands in the page's structured data, where no customer reads.
    `subject`: the name of the page, where it is about one thing; empty for questions and answers, terms, mails and chat."""

    name: str
    scope: str
    value: str
    quote: str
    source: str
    at: datetime | None = None
    marked: bool = False
    subject: str = ""


class Contradiction(NamedTuple):
    """Two statements of which one must be wrong."""

    first: Entry
    second: Entry


POLICIES = frozenset({
    "return.window", "withdrawal.period", "refund.time", "warranty.length", "delivery.cost", "delivery.time", "hours",
})  # fmt: skip
"""What is the same for every order, so that all places must agree on it."""


def ledger(visit: Evidence) -> tuple[Entry, ...]:
    """Everything that was stated in a visit: first what was noted and read in mails and documents, then pages and chat."""
    facts = tuple(_of_fact(fact) for fact in visit.facts)
    return tuple(dict.fromkeys((*facts, *_of_pages(visit), *_of_mails(visit), *_of_chat(visit))))


def contradictions(entries: tuple[Entry, ...]) -> list[Contradiction]:
    """For each policy and scope that has more than one value: two statements that certainly contradict each other, or else the
    first against the first that differs from it."""
    stated: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry.name in POLICIES:
            stated.setdefault((entry.name, entry.scope), []).append(entry)
    return [pair for same in stated.values() if (pair := _contradiction(same))]


def _contradiction(same: list[Entry]) -> Contradiction | None:
    pairs = (Contradiction(*pair) for pair in combinations(same, 2) if pair[0].value != pair[1].value)
    first = next(pairs, None)
    return first and next((pair for pair in (first, *pairs) if is_certain(pair)), first)


def is_certain(clash: Contradiction) -> bool:
    """Whether both say the same of the same thing, but for the number: in the same words, on pages of the same name or on one
    that is about everything. Structured data and what somebody says in the chat are never certain."""
    written = not any(one.marked or one.source.startswith("turn:") for one in clash)
    words, others = (_but_for_numbers(one.quote) for one in clash)
    named = {one.subject for one in clash if one.subject}
    return written and words == others and len(words) > _ENOUGH_WORDS and len(named) <= 1


@lru_cache(maxsize=2048)
def _but_for_numbers(quote: str) -> tuple[str, ...]:
    """The words of a statement, its spans, times and amounts as `#`."""
    plain = plain_of(quote)
    for number in (_SPAN, _CLOCK, _AMOUNT):
        plain = number.sub(" # ", plain)
    return tuple(_WORD.findall(plain))


_ENOUGH_WORDS = 3  # besides the number: "24 months" may be of anything
_AMOUNT, _WORD = re.compile(r"\d+(?:[.,]\d+)*"), re.compile(r"\w+|#")


def stated_contradictions(visit: Evidence) -> tuple[tuple[Statement, Statement], ...]:
    """The contradictions of a visit, as the audit keeps them."""
    pairs = contradictions(ledger(visit))
    return tuple((_statement(first), _statement(second)) for first, second in pairs)


def explored_statements(visit: Evidence) -> tuple[Statement, ...]:
    """What the pages that a visit explored state, each thing once: where it was first met."""
    said: dict[tuple[str, str, str], Statement] = {}
    for entry in ledger(visit) if visit.explorations else ():
        if entry.source.startswith("page:"):
            said.setdefault(entry[:3], _statement(entry))
    return tuple(said.values())


def _statement(entry: Entry) -> Statement:
    return Statement(name=entry.name, scope=entry.scope, value=entry.value, quote=entry.quote, source=entry.source)


def _of_fact(fact: Fact) -> Entry:
    return Entry(fact.name, "", str(fact.value), fact.quote, fact.source, fact.at)


def _of_pages(visit: Evidence) -> Iterator[Entry]:
    times = {f"step:{step.id}": step.ended for step in visit.steps}
    for seen in seen_pages(visit):
        if is_own(seen.page.url, visit) and works(seen.page):
            for name, scope, value, quote, marked in page_policies(seen.page, visit.plan.locale, region_of(visit.plan.shop)):
                yield Entry(name, scope, value, quote, seen.source, times.get(seen.source), marked, _subject(seen.page))


def _subject(page: PageView) -> str:
    """Title and first heading, without the numbers in them: warranties are told on the page of batteries too."""
    if not subjects_of_page(page).isdisjoint(_ABOUT_EVERYTHING):
        return ""
    return " ".join(_but_for_numbers(f"{page.title} {next(iter(page.headings), '')}"))


_ABOUT_EVERYTHING: frozenset[Topic] = frozenset({"faq", "help", "terms", "contact"})


def _of_mails(visit: Evidence) -> Iterator[Entry]:
    for mail in visit.mails:
        if mail.solicited:
            for name, scope, value, quote in text_policies(own_text(mail)):
                yield Entry(name, scope, value, quote, f"mail:{mail.id}", mail.arrived)


def _of_chat(visit: Evidence) -> Iterator[Entry]:
    for turn in visit.chat:
        if turn.who != "customer":
            for name, scope, value, quote in text_policies(turn.text):
                yield Entry(name, scope, value, quote, f"turn:{turn.id}", turn.at)


# --- what a text states -------------------------------------------------------------------------------------------

Policy = tuple[str, str, str, str]
"""Name, scope, value, quote."""


def page_policies(page: PageView, locale: str, region: str) -> Iterator[tuple[str, str, str, str, bool]]:
    """What a page states, and what its structured data do (True)."""
    subjects = subjects_of_page(page)
    goods = not subjects.isdisjoint({"product", "category", "blog"})
    for name, scope, value, quote in text_policies(page.text, warranty="warranty" in subjects):
        if not (goods and name == "warranty.length"):  # a product may have a warranty of its own
            yield name, scope, value, quote, False
    if len(rights := withdrawal_rights(page)) == 1:
        yield "withdrawal.period", "", f"{rights[0].days} days", rights[0].quote, False
    for name, scope, value, quote in _delivery(page, locale):
        yield name, scope, value, quote, False
    branch = "store" in subjects or _BRANCH.search(plain_letters(path_of(page.url)))
    if not branch and (line := hours_in_text(page.text)):
        yield "hours", _CLOCK.sub(" ", plain_letters(line)).strip(), " ".join(_CLOCK.findall(plain_letters(line))), line, False
    for phone in phones_in(page.text, page.links, region):
        yield "phone", phone.number, phone.number, phone.written, False
    for days in dict.fromkeys(_marked_return_days(page)):
        yield "return.window", "", f"{days} days", f"merchantReturnDays: {days}", True


def text_policies(text: str, *, warranty: bool = False) -> list[Policy]:
    """The return window, the refund time and the length of the warranty that a text names; of each only where it names one.
    `warranty`: all of it is about the warranty."""
    return list(_policies(text[:_TOO_LONG], warranty))


_TOO_LONG = 100_000  # characters
_BRANCH = re.compile(
    r"(?<![a-z])(?:stores?|showrooms?|branch(?:es)?|locations?|filial\w*|standort\w*|laden|magasins?|boutiques?|tiendas?|sucursal\w*"
    r"|(?:he-thong-)?cua-hang|chi-nhanh)(?![a-z])"
)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}(?:[:.h]\d{2})?(?!\d)")
_SPAN = re.compile(
    r"(?<![\w.,/–-])(?P<number>\d{1,3})(?:[ -]|&nbsp;)?(?P<working>working |business |werk|arbeits|lam viec )?"
    r"(?P<unit>days?|tag(?:en?|es)?|jours?|dias?|ngay|weeks?|wochen?|semaines?|semanas?|tuan|months?|monat(?:en?|s)?|mois|mes(?:es)?"
    r"|thang(?! ?\d)|years?|jahr(?:en?|es)?|ans?|annees?|anos?|nam(?! ?\d))(?![a-z])"
    r"(?P<after> ouvr\w+| habil\w+| laborabl\w+| lam viec)?"
)
_UNITS = {
    "days": ("day", "tag", "jour", "dia", "ngay"), "weeks": ("week", "woch", "semain", "seman", "tuan"),
    "months": ("month", "monat", "mois", "mes", "thang"),
}  # fmt: skip
_REFUND = re.compile(
    r"(?<![a-z])(?:refund\w*|money back|(?:ruck)?erstatt\w*|rembours\w*|reembols\w*|hoan (?:lai )?(?:tien|toan bo)"
    r"|hoan (?:lai|tra)|tien ve the)"
)
_NO_REFUND = re.compile(
    r"(?<![a-z])(?:banks?|ngan hang|banken?|banques?|bancos?|warranty|garanti\w*|gewahrleistung|bao hanh|before|points?|punkte?"
    r"|puntos?|diem|usually|about|normally|meist|etwa|environ|generalement|thuong|khoang"
    r"|photos?|fotos?|(?:gui|tam) anh|send (?:us|it|a)|schicken sie|senden sie|envoyez|broken|defekt\w*|zerbroch\w*)(?![a-z])"
)
_WITHDRAW = re.compile(r"(?<![a-z])(?:withdraw\w*|widerr?uf\w*|retract\w*|desist\w*|rut khoi hop dong)")
_CANCEL = re.compile(r"(?<![a-z])(?:cancel\w*|stornier\w*|storno\w*|annul\w*|anul\w*|huy)(?![a-z])")
_WARRANTY = re.compile(r"(?<![a-z])(?:warrant\w*|guarantee\w*|\w*garanti\w*|gewahrleistung\w*|bao hanh)")


def _policies(text: str, warranty: bool) -> Iterator[Policy]:
    windows = return_windows(text)
    if len(windows) == 1:
        yield "return.window", "", f"{windows[0].days} days", windows[0].quote
    found: dict[tuple[str, str], dict[str, str]] = {}
    about = ""
    for sentence in sentences(text):
        plain = plain_of(sentence)
        spans = [*_SPAN.finditer(plain)]
        heading = len(plain) < _HEADING and not spans
        about = plain if heading else about
        if len(plain) > _LONG:
            continue
        lengths = {_length(span) for span in spans}
        months = {value for value, _ in lengths if value.endswith("months")}
        if len(lengths) == 1 and not warranty and _REFUND.search(plain) and not _NO_REFUND.search(plain):
            ((value, working),) = lengths
            scope = "withdrawal" if _WITHDRAW.search(plain) else "cancellation" if _CANCEL.search(plain) else ""
            key = "refund.time", ", ".join(filter(None, [scope, working]))
            found.setdefault(key, {}).setdefault(value, sentence)
        elif len(months) == 1 and (warranty or _WARRANTY.search(plain) or _WARRANTY.search(about)):
            found.setdefault(("warranty.length", ""), {}).setdefault(months.pop(), sentence)
    for (name, scope), values in found.items():
        if len(values) == 1:
            ((value, sentence),) = values.items()
            yield name, scope, value, sentence[:240]


_HEADING, _LONG = 90, 400  # letters


def _length(span: re.Match[str]) -> tuple[str, str]:
    """`24 months`, and whether working days are meant. Years are months, weeks are days."""
    number, unit = int(span["number"]), span["unit"]
    named = next((name for name, starts in _UNITS.items() if unit.startswith(starts)), "years")
    working = "working days" if span["working"] or span["after"] else ""
    if named == "weeks":
        return f"{7 * number} days", working
    return (f"{12 * number} months", working) if named == "years" else (f"{number} {named}", working)


# --- delivery -----------------------------------------------------------------------------------------------------

_PLACES = {
    "vietnam": r"viet ?nam|vietnams|toan quoc|noi dia", "europe": r"europe|europa\w*|chau au|eu",
    "germany": r"germany|deutschland\w*|allemagne|alemania|duc", "france": r"france|frankreich\w*|phap",
    "uk": r"united kingdom|uk|great britain|vereinigtes konigreich|royaume-uni", "austria": r"austria|osterreich|autriche",
    "switzerland": r"switzerland|schweiz|suisse", "hanoi": r"ha noi|hanoi", "saigon": r"ho chi minh|hcm|sai gon|tphcm",
}  # fmt: skip
_WAYS = {"express": r"express\w*|hoa toc|nhanh|overnight|next day", "standard": r"standard\w*|tieu chuan|economy|thuong"}
_PLACE = {place: re.compile(rf"(?<![a-z])(?:{words})(?![a-z])") for place, words in _PLACES.items()}
_WAY = {way: re.compile(rf"(?<![a-z])(?:{words})(?![a-z])") for way, words in _WAYS.items()}
_FROM = re.compile(
    r"(?<![a-z])(?:from|over|above|orders? of|free|ab|uber|ab einem|des|a partir|tu|tren|mien phi|desde|more than)(?![a-z])"
)


def _delivery(page: PageView, locale: str) -> Iterator[Policy]:
    """The rows of a page about delivery that name one place, one way of delivery and one price or time: `vietnam, express`."""
    if subjects_of_page(page).isdisjoint({"delivery", "delivery_cost", "fees", "faq", "help"}):
        return
    for block in page.blocks:
        line = normal(block.text.replace("\t", " "))
        plain = plain_letters(line)
        places = [place for place, pattern in _PLACE.items() if pattern.search(plain)]
        ways = [way for way, pattern in _WAY.items() if pattern.search(plain)]
        if len(places) != 1 or len(ways) != 1 or _FROM.search(plain) or len(plain) > _HEADING:
            continue
        amounts, spans = find_money(line, locale), [*_SPAN.finditer(plain)]
        scope = ", ".join(filter(None, [places[0], ways[0], _rest(plain, places[0], ways[0], [one.quote for one in amounts])]))
        if len(amounts) == 1:
            yield "delivery.cost", scope, _plainly(amounts[0].value), line
        if len(spans) == 1 and not re.search(r"\d ?[-–—] ?\d", plain):
            yield "delivery.time", scope, _length(spans[0])[0], line


def _rest(line: str, place: str, way: str, amounts: list[str]) -> str:
    """What a line says besides place, way, time and price: up to which weight, by which carrier."""
    for amount in amounts:
        line = line.replace(plain_letters(amount), " ")
    for pattern in (_SPAN, _PLACE[place], _WAY[way]):
        line = pattern.sub(" ", line)
    return " ".join(re.findall(r"\w+", line))


def _plainly(money: Money) -> str:
    return f"{money.amount.normalize():f} {money.currency or ''}".strip()


def _marked_return_days(page: PageView) -> Iterator[int]:
    """`merchantReturnDays` of a MerchantReturnPolicy (schema.org), wherever it stands."""
    waiting: list[object] = list(page.structured)
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if (days := str(one.get("merchantReturnDays", ""))).isdigit():
                yield int(days)
            waiting += one.values()
        elif isinstance(one, list | tuple):
            waiting += one

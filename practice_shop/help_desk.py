"""The help desk's cases: what customers ask, by form or by mail, what it is about, and when a person answers."""

from __future__ import annotations

import itertools
import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from shopper.practice_shop.goods import Product, goods
from shopper.practice_shop.orders import Order, OrderBook
from shopper.practice_shop.rendering import label
from shopper.practice_shop.searching import plain, words_of
from shopper.practice_shop.service_hours import after

READING, SLOW = timedelta(hours=2, minutes=30), timedelta(hours=40)
"""Service time until a person answers, and what the defect `answer_slow` adds to it: four working days."""

MOST_NOTES = 6
"""What a customer adds to a case after that is kept out: two machines must not answer each other for ever."""

MOST_CASES = 20
"""Cases of one mail address within a day; more are a machine's."""

AGENTS = ("Phạm Thu Hương", "Đỗ Quang Minh", "Lê Thanh Mai")

_TOPICS_BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "complaint": r"khieu nai|phan nan|that vong|khong hai long",
        "warranty": r"bao hanh|bi (?:vo|nut|me)|vo (?:roi|mat)|vet nut",
        "return": r"(?:doi|tra) (?:hang|lai|tra)|hoan tien",
        "change": r"(?:sua|huy|thay doi|doi) (?:don|dia chi|so luong)",
        "payment": r"thanh toan|tra tien|the (?:visa|ngan hang|tin dung)|hoa don",
        "delivery": r"giao|van chuyen|phi ship|(?:bao gio|khi nao) nhan|kien hang",
        "product": r"lo vi song|may rua bat|dung tich|kich thuoc|chat lieu|bao quan",
    },
    "en": {
        "complaint": r"complain\w*|disappoint\w*|unacceptable",
        "warranty": r"warranty|guarantee\w*|crack\w*|broken?|chipped|damaged",
        "return": r"return(?:s|ing)?|send (?:it |them )?back|refund\w*|money back",
        "change": r"cancel\w*|chang(?:e|ing) (?:\w+ ){0,4}(?:order|address)",
        "payment": r"pay(?:ing|ment)?|card|visa|invoice",
        "delivery": r"shipping|deliver\w*|parcel|arrives?|track\w*",
        "product": r"microwave|dishwasher|capacity|size|material",
    },
    "de": {
        "complaint": r"beschwer\w*|enttausch\w*|unzufrieden|inakzeptabel",
        "warranty": r"garantie\w*|gewahrleistung\w*|(?:zer|ge)broch\w*|risse?|gerissen|(?:ge)?sprung\w*|kaputt|beschadigt",
        "return": r"zuruck(?:geben|schick\w*|send\w*)|ruck(?:gabe|send)\w*|retour\w*|erstatt\w*|umtausch\w*|geld zuruck",
        "change": r"stornier\w*|(?:bestellung|adresse|menge)n? (?:\w+ ){0,4}(?:andern|geandert)|anderung",
        "payment": r"(?:be)?zahl(?:e|en|t|ung\w*)|karten?|kreditkarte\w*|rechnung\w*",
        "delivery": r"liefer\w*|versand\w*|pakete?s?|sendung\w*|zustell\w*|ankomm\w*|kommt an",
        "product": r"mikrowelle\w*|spulmaschine\w*|fassungsvermogen|masse|grosse|material",
    },
    "fr": {
        "complaint": r"reclam\w*|decue?s?|decevant\w*|mecontente?s?|inadmissible",
        "warranty": r"garanti\w*|fele\w*|felure\w*|fissur\w*|cassee?s?|brisee?s?|ebreche\w*|abime\w*",
        "return": r"renvo(?:i|yer|ie)\w*|retours?|retourner|rembours\w*|echang\w*",
        "change": r"annul\w*|(?:modifi\w*|chang\w*) (?:\w+ ){0,4}(?:l.)?(?:commande|adresse|quantites?)",
        "payment": r"pa(?:yer|ie|iement)s?|cartes?|factur\w*",
        "delivery": r"livr(?:aison|er|ee?|ez)s?|expedi\w*|colis|suivi|transporteur",
        "product": r"micro ?-?ondes|lave-vaisselle|contenance|dimensions|taille|matiere|entretien",
    },
}
"""Language → topic → words that speak for it, without accents. A text is about the topic with the most of them."""

TOPICS = tuple(_TOPICS_BY_LANGUAGE["en"])
"""What a case can be about."""

_TOPIC = {topic: re.compile(rf"\b(?:{'|'.join(of[topic] for of in _TOPICS_BY_LANGUAGE.values())})\b") for topic in TOPICS}
_THANKS = re.compile(r"\b(?:cam on|thanks?|thank you|cheers|danke\w*|(?:vielen|besten|herzlichen) dank|merci)\b")
_DIRECTOR = re.compile(r"\b(?:gui giam doc|to the director|an die geschaftsfuhrung|a la direction)\b")
_NUMBER = re.compile(r"\bHD-\d{4,8}\b")
_ACCENTED = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửựỳỵỷỹ]")
_SMALL = {
    "en": "the is are was it i you and to of in for my does do how what when can have please hello not",
    "de": "der die das den dem ist sind war es ich sie und zu von im für mein meine ein eine wie was wann kann habe bitte mit",
    "fr": "le la les des du est sont je j vous et de pour mon ma un une comment combien quand puis ai merci bonjour pas au où",
}
"""Words that hardly a sentence of a language does without."""


@dataclass(frozen=True)
class Note:
    """One thing that a customer wrote. `message_id` and `references` are its mail's, to answer in its thread."""

    text: str
    written: datetime
    message_id: str = ""
    references: str = ""
    photo: bool = False


@dataclass(frozen=True)
class Ticket:
    """A case. `secret` opens its page without a login, `order` is the order number that the customer gave, if any; `notes`
    are what she wrote, the question first."""

    number: str
    secret: str
    language: str
    name: str
    email: str
    topic: str
    subject: str
    order: str
    notes: tuple[Note, ...]
    agent: str

    @property
    def asked(self) -> datetime:
        return self.notes[0].written

    def answered(self, zone: ZoneInfo, defects: Collection[str], nth: int = 0) -> datetime:
        """When a person answers the `nth` note."""
        return after(self.notes[nth].written, READING + (SLOW if "answer_slow" in defects else timedelta()), zone)


class TicketBook:
    """The cases of one shop. Tickets are frozen: one with a new note takes the place of the one before."""

    def __init__(self) -> None:
        self._tickets: dict[str, Ticket] = {}
        self._threads: dict[str, str] = {}
        self._serial = itertools.count(30_418, 7)

    @property
    def tickets(self) -> list[Ticket]:
        """In the order of asking."""
        return list(self._tickets.values())

    def open(self, note: Note, *, language: str, name: str, email: str, topic: str, subject: str, order: str = "") -> Ticket:
        """Write down a new case."""
        serial = next(self._serial)
        ticket = Ticket(
            number=f"HD-{serial}",
            secret=secrets.token_urlsafe(16),
            language=language,
            name=name,
            email=email,
            topic=topic,
            subject=subject,
            order=order,
            notes=(note,),
            agent=AGENTS[serial % len(AGENTS)],
        )
        self._tickets[ticket.number] = ticket
        return ticket

    def add(self, ticket: Ticket, note: Note) -> Ticket:
        """Write down what a customer adds to her case."""
        self._tickets[ticket.number] = longer = replace(self._tickets[ticket.number], notes=(*ticket.notes, note))
        return longer

    def by_number(self, number: str) -> Ticket | None:
        return self._tickets.get(number)

    def by_secret(self, secret: str) -> Ticket | None:
        wanted = secret.encode()
        return next((one for one in self._tickets.values() if secrets.compare_digest(one.secret.encode(), wanted)), None)

    def wrote(self, ticket: Ticket, message_id: str) -> None:
        """A mail about the case has left: an answer to it belongs to the case."""
        self._threads[message_id] = ticket.number

    def continued(self, email: str, subject: str, references: str) -> Ticket | None:
        """The case that a mail goes on with, by the mails it refers to or the number in its subject, if it is hers."""
        numbers = [self._threads[id] for id in references.split() if id in self._threads] + _NUMBER.findall(subject)
        found = (self._tickets.get(number) for number in numbers)
        return next((ticket for ticket in found if ticket and ticket.email.casefold() == email.casefold()), None)

    def lately(self, email: str, now: datetime) -> int:
        """How many cases this mail address opened within the last day."""
        own = (ticket for ticket in self._tickets.values() if ticket.email.casefold() == email.casefold())
        return sum(now - ticket.asked < timedelta(days=1) for ticket in own)


def topic_of(text: str) -> str:
    """What a customer's words are about; empty where nobody could tell."""
    told = plain(text)
    score = {topic: len(words.findall(told)) for topic, words in _TOPIC.items()}
    score["product"] += bool(pieces_in(text))
    best = max(score, key=lambda topic: score[topic])
    return best if score[best] else ""


def language_of(text: str) -> str:
    """The shop's language that a customer writes: the one with the most of its small words, or Vietnamese if there are more
    letters that only Vietnamese has than a piece's name brings along."""
    told = words_of(text)
    small = {language: sum(word in words.split() for word in told) for language, words in _SMALL.items()}
    best = max(small, key=lambda language: small[language])
    return "vi" if len(_ACCENTED.findall(text.casefold())) > max(len(told) / 4, small[best]) else best


def pieces_in(text: str) -> list[Product]:
    """The pieces that a text names by their places: "Hồ Tây", "sa pa"."""
    told = f" {' '.join(words_of(plain(text)))} "
    return [product for product in goods().values() if f" {_place(product)} " in told]


def about(piece: Product, language: str) -> str:
    """What a piece is like, in a few words."""
    facts = " ".join(f"{label(name, language)} {fact}." for name, fact in piece.facts[language].items())
    return f"{piece.name[language]}. {facts}"


def is_thanks(text: str) -> bool:
    """Whether a customer only says thank you."""
    return bool(_THANKS.search(plain(text))) and "?" not in text and not topic_of(text)


def wants_director(text: str) -> bool:
    """Whether a customer takes a complaint to its next step."""
    return bool(_DIRECTOR.search(plain(text)))


def order_in(text: str, prefix: str) -> str:
    """The first order number of a shop whose numbers begin with `prefix`; empty if there is none."""
    found = re.search(rf"\b{re.escape(prefix)}-?(\d{{4,8}})\b", text, re.IGNORECASE)
    return f"{prefix}-{found[1]}" if found else ""


def order_of(ticket: Ticket, book: OrderBook) -> Order | None:
    """The order that a case is about, if it is the customer's own."""
    own = (order for order in book.orders if order.address.email.casefold() == ticket.email.casefold())
    return next((order for order in own if order.number == ticket.order), None)


def _place(product: Product) -> str:
    """The words that a product's names share in all languages."""
    shared = set.intersection(*(set(words_of(name)) for name in product.name.values()))
    return plain(" ".join(word for word in words_of(product.name["vi"]) if word in shared))

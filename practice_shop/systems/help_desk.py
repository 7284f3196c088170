"""The help desk: it acknowledges what customers ask, answers as a person, and asks afterwards whether that helped."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta
from email.headerregistry import Address

from shopper.practice_shop.help_desk import (
    Note,
    Ticket,
    TicketBook,
    about,
    is_thanks,
    order_of,
    pieces_in,
    topic_of,
    wants_director,
)
from shopper.practice_shop.orders import Order, OrderBook
from shopper.practice_shop.paths import path
from shopper.practice_shop.rendering import day, moment, words
from shopper.practice_shop.service_hours import is_open, opening
from shopper.practice_shop.systems.frame import ShopMail, System, compose
from shopper.practice_shop.systems.post import Post
from shopper.practice_shop.tenant import GOM_SEN, Tenant
from shopper.practice_shop.terms import terms

HELP_DESK = System("help_desk", "help", "Kindline Desk 2026.2", "{digest}-kindline")
SURVEYS = System("help_desk", "survey", "Kindline Desk 2026.2", "{digest}-kindline")
STRANGER = "feedback@askwell-panel.test"
"""Who sends the survey with the defect `survey_from_unknown_sender`."""

LATE = timedelta(minutes=25)
"""How late the acknowledgement leaves with the defect `acknowledgement_slow`."""

THINKING = timedelta(hours=24)
"""From the answer to the survey, at least: it leaves when it is day for the customer, too."""

HASTE = timedelta(minutes=30)
"""From the question to the survey with the defect `survey_before_answer`."""

SURVEY_TIME = time(16, 30)
"""At the workshop: the afternoon in Việt Nam, the morning in Europe."""

AT_NIGHT = {"vi": time(2, 30)}
"""When it leaves with the defect `survey_at_night`, by language; where it is not named, at 9:30, which is night in Europe."""


class HelpDesk:
    """Writes about cases, in its own time."""

    def __init__(self, post: Post, tenant: Tenant, defects: frozenset[str], book: TicketBook, orders: OrderBook) -> None:
        self._post, self._tenant, self._defects, self._book, self._orders = post, tenant, defects, book, orders

    def asked(self, ticket: Ticket) -> None:
        """A new case stands in the book."""
        late = LATE if "acknowledgement_slow" in self._defects else timedelta()

        def write(now: datetime) -> ShopMail:
            return self._noted(ticket, acknowledgement(ticket, ticket.language, self._defects, now, self._tenant))

        self._post.at(ticket.asked + late, write, envelope="")
        self._answer(ticket, 0)

    def added(self, ticket: Ticket) -> None:
        """The customer has written about her case again: the last of its notes."""
        self._answer(ticket, len(ticket.notes) - 1)

    def _answer(self, ticket: Ticket, nth: int) -> None:
        due = ticket.answered(self._tenant.timezone, self._defects, nth)

        def write(now: datetime) -> ShopMail:
            order = order_of(ticket, self._orders)
            message = answer(ticket, ticket.language, self._defects, now, self._tenant, nth=nth, order=order)
            return self._noted(ticket, message)

        def follow_up(now: datetime) -> ShopMail | None:
            current = self._book.by_number(ticket.number)
            if current and len(current.notes) > nth + 1:
                return None  # she has written again since: asked once her last word is answered
            if "survey_never_sent" in self._defects:
                return None
            return survey(ticket, ticket.language, self._defects, now, self._tenant)

        self._post.at(due, write)
        early = "survey_before_answer" in self._defects
        self._post.at(ticket.asked + HASTE if early else self._survey_time(due + THINKING, ticket.language), follow_up)

    def _survey_time(self, earliest: datetime, language: str) -> datetime:
        """The first moment from then on at which surveys leave."""
        at_night = "survey_at_night" in self._defects
        at = AT_NIGHT.get(language, time(9, 30)) if at_night else SURVEY_TIME
        local = earliest.astimezone(self._tenant.timezone)
        same_day = datetime.combine(local.date(), at, self._tenant.timezone)
        return same_day if same_day >= local else datetime.combine(local.date() + timedelta(days=1), at, self._tenant.timezone)

    def _noted(self, ticket: Ticket, message: ShopMail) -> ShopMail:
        self._book.wrote(ticket, message["Message-ID"])
        return message


def acknowledgement(
    ticket: Ticket, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN
) -> ShopMail:
    """The automatic word that a question has come, as it leaves at `now` (RFC 3834: it answers a mail, so no machine
    answers it)."""
    t = words(language)
    kind, complaint = t["mails"]["acknowledgement"], ticket.topic == "complaint"
    when = "complaint" if complaint else "in_hours" if is_open(ticket.asked, tenant.timezone) else "out_of_hours"
    return compose(
        HELP_DESK,
        "acknowledgement",
        language,
        tenant,
        to=_customer(ticket),
        now=now,
        mark=ticket.secret,
        subject={"matter": kind["a_complaint" if complaint else "a_question"], "number": ticket.number},
        headers={"Auto-Submitted": "auto-replied", **_thread(ticket.notes[0])},
        ticket=ticket,
        greeting=_greeting(ticket, language),
        expected=kind[when],
        opens=moment(opening(ticket.asked, tenant.timezone), language, tenant),
        case_url=tenant.url + path("case", language, ticket.secret),
        faq_url=tenant.url + path("faq", language),
        faq_title=t["faq"]["title"],
    )


def answer(
    ticket: Ticket,
    language: str,
    defects: Collection[str],
    now: datetime,
    tenant: Tenant = GOM_SEN,
    *,
    nth: int = 0,
    order: Order | None = None,
) -> ShopMail:
    """What a person writes about the `nth` note, as it leaves at `now`. `order`: the one that the case is about."""
    kind, note = words(language)["mails"]["answer"], ticket.notes[nth]
    director = wants_director(note.text)
    agent = tenant.owner if director else ticket.agent
    opening = "opening_again" if nth else "opening_complaint" if ticket.topic == "complaint" else "opening"
    first = acknowledgement(ticket, language, defects, ticket.asked, tenant)["Message-ID"]
    return compose(
        HELP_DESK,
        "answer",
        language,
        tenant,
        to=_customer(ticket),
        now=now,
        mark=f"{ticket.secret}.{nth}",
        subject={"subject": ticket.subject, "number": ticket.number},
        headers={
            "From": str(Address(f"{agent} ({tenant.name})", addr_spec=HELP_DESK.address(tenant))),
            "Auto-Submitted": "",
            **(_thread(note) or {"In-Reply-To": first, "References": first}),
        },
        ticket=ticket,
        note=note,
        greeting=_greeting(ticket, language),
        opening=kind[opening],
        agent=agent,
        role=kind["role_director" if director else "role"],
        paragraphs=_paragraphs(ticket, nth, language, order, now),
        terms=terms(language),
        written=moment(note.written, language, tenant),
    )


def survey(ticket: Ticket, language: str, defects: Collection[str], now: datetime, tenant: Tenant = GOM_SEN) -> ShopMail:
    """The question whether the answer helped, as it leaves at `now`."""
    strange = {
        "From": f"Askwell Panel <{STRANGER}>",
        "Message-ID": f"<{ticket.number}.{ticket.secret[:8]}@mx.askwell-panel.test>",
    }
    return compose(
        SURVEYS,
        "survey",
        language,
        tenant,
        to=_customer(ticket),
        now=now,
        mark=ticket.secret,
        subject={"number": ticket.number},
        headers=strange if "survey_from_unknown_sender" in defects else None,
        ticket=ticket,
        greeting=_greeting(ticket, language),
        survey_url=tenant.url + path("survey", language, ticket.secret),
    )


def _paragraphs(ticket: Ticket, nth: int, language: str, order: Order | None, now: datetime) -> list[str]:
    """What the answer says, as texts with blanks for the shop's terms."""
    told, note = words(language)["answers"], ticket.notes[nth]
    if nth and is_thanks(note.text):
        return [told["thanks"]]
    topic = topic_of(note.text) if nth else ticket.topic
    if not topic:
        return [told["photo"] if note.photo else told["addition"] if nth else told["unclear"]]
    pieces = [about(piece, language) for piece in pieces_in(note.text)]
    says = pieces if topic == "product" and pieces else [told[topic]["short"]]
    if order and topic in {"delivery", "change", "complaint"}:
        says.append(told["order"][order.stage(now)].format(number=order.number, day=day(order.delivery_date, language)))
    if topic == "warranty":
        says.append(told["photo"] if note.photo else told["no_photo"])
    return [*says, *told[topic]["more"]]


def _greeting(ticket: Ticket, language: str) -> str:
    told = words(language)["mails"]["acknowledgement"]
    return str(told["greeting"].format(name=ticket.name) if ticket.name else told["greeting_nameless"])


def _customer(ticket: Ticket) -> Address:
    return Address(ticket.name, addr_spec=ticket.email)


def _thread(note: Note) -> dict[str, str]:
    """The headers that put a mail into the thread of the one that it answers (RFC 5322 § 3.6.4)."""
    if not note.message_id:
        return {}
    return {"In-Reply-To": note.message_id, "References": f"{note.references} {note.message_id}".strip()}

"""What a first visit finds of what customers look for before they buy: where, and how many clicks from the first page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from shopper.model import Evidence, FoundTopic, PageView
from shopper.reading.contact import contact_in_text
from shopper.reading.hours import hours_in_text
from shopper.reading.legal import told_delivery_cost, told_register
from shopper.reading.text import normal, plain_letters
from shopper.reading.topics import Place, Topic
from shopper.reading.tours import Tour, line_with, tours

SOUGHT: tuple[Topic, ...] = ("contact", "hours", "faq", "delivery_cost", "returns", "warranty", "imprint", "complaint")
"""What is looked for, in the order in which it is told."""

_OR: Mapping[Topic, tuple[Topic, ...]] = {"faq": ("help",), "returns": ("withdrawal", "refund")}
"""What else will do: in Germany goods go back by the page on withdrawal."""

_TO_SOMEBODY = re.compile(r"(?:tel|mailto|sms):.", re.IGNORECASE)
_COMPLAINING = re.compile(
    r"(?<!\w)(?:complain(?:s|t|ts|ing)?|beschwer(?:de|den|en)|reklamation\w*|reklamieren|reclam(?:ation|ations|er|acion"
    r"|aciones|ar)"
    r"|quejas?|khieu nai|streitbeilegung\w*|dispute resolution|ombuds\w+|mediateur|mediation de la consommation)(?!\w)"
)


def found_topics(visit: Evidence) -> tuple[FoundTopic, ...]:
    """For each language that was explored, what was found of each topic, by the shortest way."""
    return tuple(_of(topic, tour, visit) for tour in tours(visit) if tour.explored for topic in SOUGHT)


def _of(topic: Topic, tour: Tour, visit: Evidence) -> FoundTopic:
    place = found_or_told(topic, tour, visit)
    if place is None or place.unread:
        return FoundTopic(language=tour.language, topic=topic, sure=tour.complete and place is None)
    return FoundTopic(language=tour.language, topic=topic, source=place.source, url=place.href, clicks=place.clicks)


def found_or_told(topic: Topic, tour: Tour, visit: Evidence) -> Place | None:
    """The nearest place about a topic, or else the nearest page that says it in passing; None if there is neither."""
    named = [place for one in (topic, *_OR.get(topic, ())) if (place := tour.place(one))]
    return next((place for place in named if not place.unread), None) or _told(topic, tour, visit) or next(iter(named), None)


def _told(topic: Topic, tour: Tour, visit: Evidence) -> Place | None:
    """What mostly has no heading of its own: hours and costs in a sentence, a phone number by itself, the firm in the foot."""
    own = (visit.address, visit.plan.persona.phone)
    says: Mapping[Topic, Callable[[PageView], object]] = {
        "contact": lambda page: (
            any(_TO_SOMEBODY.match(link.href) for link in page.links if link.visible) or contact_in_text(page.text, own=own)
        ),
        "hours": lambda page: hours_in_text(page.text),
        "delivery_cost": lambda page: told_delivery_cost(page, visit.plan.locale),
        "imprint": told_register,
    }
    if topic == "complaint":
        return complaints_named(tour)
    told = [seen for seen in tour.pages if topic in says and says[topic](seen.page)]
    near = min(told, key=lambda seen: (seen.clicks is None, seen.clicks or 0), default=None)
    return Place(near.source, near.page.url, near.clicks, near.page) if near else None


def complaints_named(tour: Tour) -> Place | None:
    """A page with a topic of its form, or else a sentence, that names complaints."""
    offered = next((seen for seen in tour.pages if _takes_complaints(seen.page)), None)
    told = line_with(tour.pages, _COMPLAINING)
    seen = offered or (told[0] if told else None)
    return Place(seen.source, seen.page.url, seen.clicks, seen.page) if seen else None


def _takes_complaints(page: PageView) -> bool:
    options = (option for field in page.fields if field.visible for option in field.options)
    return any(_COMPLAINING.search(plain_letters(normal(option))) for option in options)

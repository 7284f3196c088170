"""It takes too many clicks to find out how to reach the shop.

## What it checks
How many clicks from the first page it takes until a phone number, a mail address, a chat or a message form is in view; a link
that merely says "Contact" is not yet a way to anybody. More than two fail, or more than the shop's own standard
(`standards: {clicks: {contact: 1}}`). Nothing anywhere fails too, once an exploration has looked at everything that seemed to
be help; otherwise nobody can tell. Journeys that came by a way to a person pass.

## Why it matters
Most customers who give up do it before anybody at the shop hears of them. Every click between a question and an answer
loses some of them, and those who arrive are angrier.

## How to fix
Put phone, mail or chat into the head or foot of every page, and link the contact page under that very name. Do not make
customers read a help centre before they may ask.

## Example
“A way to reach the shop is on /en/help/still-stuck, 4 clicks from the first page.” The contact form stood behind three
screens of suggested articles.
"""

import re

from shopper import Evidence, Findings, PageView, check
from shopper.reading.contact import contact_in_text, is_contact_control
from shopper.reading.pages import SeenPage
from shopper.reading.topics import Place, subjects_of_page
from shopper.reading.tours import Tour, reached, tours

_MOST = 2
_TO_A_PERSON = re.compile(r"(?:tel|mailto|sms):|https?://(?:[\w-]+\.)*(?:wa\.me|m\.me|zalo\.me|t\.me)/", re.IGNORECASE)
_LONG = frozenset({"textarea", "email"})


@check(
    title="Contact is easy to find",
    failure="Contact is hard to find",
    category="ease",
    impact="serious",
    serves=["1-14", "0-20", "2-09"],
)
def contact_hard_to_find(visit: Evidence) -> Findings:
    most = int(visit.plan.shop.standards.get("clicks", {}).get("contact", _MOST))
    for tour in tours(visit):
        place = _nearest(tour, own=(visit.address, visit.plan.persona.phone))
        if verdict := reached(tour, place, topic="contact", what="A way to reach the shop", most=most):
            yield verdict


def _nearest(tour: Tour, *, own: tuple[str, ...]) -> Place | None:
    shown = [Place(seen.source, seen.page.url, seen.clicks, seen.page) for seen in tour.pages if _reaches(seen, own)]
    elsewhere = [place for place in tour.places.get("contact", ()) if place.page is None]
    return min(shown + elsewhere, key=lambda place: (place.clicks is None, place.clicks or 0), default=None)


def _reaches(seen: SeenPage, own: tuple[str, ...]) -> bool:
    page = seen.page.in_sight  # a number in a folded answer is hard to find
    linked = any(link.visible and _TO_A_PERSON.match(link.href) for link in page.links)
    return linked or bool(contact_in_text(page.text, own=own)) or any(map(is_contact_control, page.controls)) or _asks(page)


def _asks(page: PageView) -> bool:
    """Whether this is a contact page with a form to write in."""
    return "contact" in subjects_of_page(page) and any(field.visible and field.kind in _LONG for field in page.fields)

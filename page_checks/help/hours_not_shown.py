"""Nobody says when the shop can be reached.

## What it checks
Whether any of the shop's pages that the customer saw shows service hours ("8:00–18:00", "từ 8 giờ đến 18 giờ", "Mon–Fri 9–5",
"24/7"), once she has seen a contact page or a page with a message form. Delivery times are no service hours. Without a
contact page among the pages seen nothing is said. An exploration looks closer: hours must stand on the contact page or on one
that it links to; hours that stand elsewhere only are for a person to look at.

## Why it matters
A customer who does not know the hours calls into silence, and takes it for the shop's usual answer. One who knows them
waits until the morning.

## How to fix
Write the hours, with time zone and holidays, beside each phone number and chat, in the footer, and on the contact page.
Let them come from one place, so that Christmas is changed once.

## Example
“/en/contact invites questions, but no page that was seen says when somebody is there.” The hours stood in the old footer,
which the new design left out.
"""

import re

from shopper import Evidence, Findings, Outcome, PageView, Verdict, check
from shopper.reading.hours import hours_in_text
from shopper.reading.links import path_of
from shopper.reading.pages import SeenPage
from shopper.reading.text import normal, plain_letters
from shopper.reading.tours import Tour, beyond, tours

_CONTACT_PATH = re.compile(r"(?:^|/)(?:contact(?:-us)?|lien-he|kontakt|contacto|nous-contacter|support)(?:[/.]|$)")
_CONTACT = re.compile(r"(?:contact(?:(?: us)?|o|ez[ -]nous)?|lien he(?: voi chung toi)?|kontakt|nous contacter)(?!\w)")
_SEND = re.compile(
    r"send (?:a |your |us a )?(?:message|question|request)|gui (?:tin nhan|cau hoi|yeu cau|loi nhan|lien he)"
    r"|nachricht (?:ab)?senden|anfrage (?:ab)?senden|envoyer (?:le |votre |un )?message|enviar (?:el |su |un )?mensaje"
)


@check(
    title="Service hours are shown where the customer looks for help",
    failure="Service hours are not shown",
    category="ease",
    impact="moderate",
    serves=["0-01"],
)
def hours_not_shown(visit: Evidence) -> Findings:
    for tour in tours(visit):
        contact = next((seen for seen in tour.pages if _invites(seen.page)), None)
        if contact:
            yield _judge(tour, contact)


def _judge(tour: Tour, contact: SeenPage) -> Verdict:
    anywhere = _shown(tour.pages)
    near = _shown((contact, *beyond(contact, tour))) if tour.explored else anywhere
    name = path_of(contact.page.url)
    missing = Outcome.FAIL if tour.complete or not tour.explored else Outcome.CANT_TELL
    seen, hours = near or anywhere or (contact, "")
    outcome = Outcome.PASS if near else Outcome.REVIEW if anywhere else missing
    said = {
        Outcome.PASS: f"The shop shows its hours: “{hours}”.",
        Outcome.REVIEW: f"The hours are on {path_of(seen.page.url)}, to which {name} does not lead: “{hours}”.",
        Outcome.FAIL: f"{name} invites questions, but no page that was seen says when somebody is there.",
        Outcome.CANT_TELL: f"{name} does not say when somebody is there; not every page was looked at.",
    }
    return Verdict(
        outcome=outcome,
        sentence=said[outcome],
        expected="service hours",
        actual=hours or "none",
        about=tour.about("service hours"),
        owner="web shop",
        evidence=(seen.source,),
    )


def _shown(pages: tuple[SeenPage, ...]) -> tuple[SeenPage, str] | None:
    return next(((seen, hours) for seen in pages if (hours := hours_in_text(seen.page.text))), None)


def _invites(page: PageView) -> bool:
    """A contact page by its address or title, or a page with a button that sends a message."""
    title = plain_letters(normal(page.title))
    named = any(_CONTACT.match(part) for part in re.split(r"\s[|–—·•-]\s", title))
    sends = any(_SEND.search(plain_letters(normal(control))) for control in page.controls)
    return bool(_CONTACT_PATH.search(path_of(page.url))) or named or sends

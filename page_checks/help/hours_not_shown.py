"""Nobody says when the shop can be reached.

## What it checks
Whether any of the shop's pages that the customer saw shows service hours ("8:00–18:00", "từ 8 giờ đến 18 giờ", "Mon–Fri 9–5",
"24/7"), once she has seen a contact page or a page with a message form. Delivery times are no service hours. Without a
contact page among the pages seen nothing is said.

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
from shopper.reading.pages import is_own, walked
from shopper.reading.text import normal, plain_letters

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
    pages = [(step, page) for step, page in walked(visit) if is_own(page.url, visit) and _is_whole(page)]
    contact = next(((step, page) for step, page in pages if _invites(page)), None)
    if contact is None:
        return
    shown = next(((step, hours) for step, page in pages if (hours := hours_in_text(page.text))), None)
    step, page = contact
    yield Verdict(
        outcome=Outcome.PASS if shown else Outcome.FAIL,
        sentence=f"The shop shows its hours: “{shown[1]}”."
        if shown
        else f"{path_of(page.url)} invites questions, but no page that was seen says when somebody is there.",
        expected="service hours",
        actual=shown[1] if shown else "none",
        about="service hours",
        owner="web shop",
        evidence=(f"step:{shown[0].id if shown else step.id}",),
    )


def _is_whole(page: PageView) -> bool:
    return (page.status or 200) < 400 and not page.challenged


def _invites(page: PageView) -> bool:
    """A contact page by its address or title, or a page with a button that sends a message."""
    title = plain_letters(normal(page.title))
    named = any(_CONTACT.match(part) for part in re.split(r"\s[|–—·•-]\s", title))
    sends = any(_SEND.search(plain_letters(normal(control))) for control in page.controls)
    return bool(_CONTACT_PATH.search(path_of(page.url))) or named or sends

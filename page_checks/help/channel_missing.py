"""There are hardly any ways to reach the shop, or one of them is dead.

## What it checks
Which ways to reach somebody a first visit finds: mail, phone, chat, a form to write in, a social network or messenger. Fewer
than two are for a person to look at, once everything that seemed to be help was looked at. It fails where a way is named that
is none: a mail link without an address, a phone link without a number, a link to a social network that names no page of the
shop's there. Whether the pages behind other links open is broken-page-link's matter, and whether mails are answered that of
the journeys.

## Why it matters
Some customers do not phone, others do not write. With one channel alone the rest of them stay silent and go elsewhere, and a
button that calls nobody says that nobody tries it.

## How to fix
Offer at least one way to write and one way to talk, on the contact page and in the foot of every page. Look for the dead
link's address in the theme's settings: it is often the maker's own, or was left empty.

## Example
“The link “Facebook” on /en/ leads to facebook.com itself and not to the shop.” The theme had come with it.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from shopper import Evidence, Findings, Link, Outcome, Verdict, check
from shopper.reading.contact import addresses_in, is_contact_control, numbers_in
from shopper.reading.links import path_of
from shopper.reading.pages import SeenPage
from shopper.reading.text import normal, plain_letters
from shopper.reading.topics import subjects_of_page
from shopper.reading.tours import Tour, tours

_ENOUGH = 2
_MESSENGERS = r"wa\.me|whatsapp\.com|m\.me|zalo\.me|t\.me|telegram\.me"
_SOCIAL = re.compile(
    rf"(?:[\w-]+\.)*(?P<network>{_MESSENGERS}|facebook\.com|instagram\.com|tiktok\.com|youtube\.com|linkedin\.com|pinterest\.\w+"
    r"|twitter\.com|x\.com|threads\.net)"
)
_NAMED = re.compile(r"(?<!\w)(?:facebook|instagram|tiktok|youtube|linkedin|pinterest|twitter|zalo|whatsapp|messenger)(?!\w)")
_CHAT = re.compile(r"(?<!\w)(?:live ?)?(?:chat\w*|tro chuyen|nhan tin|discuter|discussion)(?!\w)")


@check(
    title="There are several ways to reach the shop, and all are alive",
    failure="A way to reach the shop is missing or dead",
    category="ease",
    impact="moderate",
    serves=["0-20"],
)
def channel_missing(visit: Evidence) -> Findings:
    own = (visit.address, visit.plan.persona.phone)
    for tour in tours(visit):
        ways = sorted({way for seen in tour.pages for way in _ways(seen, own)})
        if len(ways) >= _ENOUGH or tour.complete:
            yield _inventory(tour, ways)
        yield from _dead(tour)


def _inventory(tour: Tour, ways: list[str]) -> Verdict:
    found = " and ".join(", ".join(ways).rsplit(", ", 1))
    enough = len(ways) >= _ENOUGH
    return Verdict(
        outcome=Outcome.PASS if enough else Outcome.REVIEW,
        sentence=f"Customers reach the shop by {found}{'' if enough else ' alone'}."
        if ways
        else "There is no way to reach the shop.",
        expected=f"at least {_ENOUGH} ways to reach it",
        actual=found or "none",
        about=tour.about("channels"),
        owner="web shop",
        evidence=(tour.home,) if tour.home else (),
    )


def _ways(seen: SeenPage, own: tuple[str, ...]) -> Iterator[str]:
    page = seen.page
    for link in page.links:
        if link.visible and not _what_is_dead(link):
            yield from _way_of(link)
    if addresses_in(page.text, own=own):
        yield "mail"
    if {*numbers_in(page.text)} - {*own}:
        yield "phone"
    if any(is_contact_control(name) and _CHAT.search(plain_letters(normal(name))) for name in page.controls):
        yield "chat"
    if "contact" in subjects_of_page(page) and any(field.visible and field.kind == "textarea" for field in page.fields):
        yield "form"


def _way_of(link: Link) -> Iterator[str]:
    scheme = link.href.partition(":")[0].casefold()
    if scheme in ("mailto", "tel", "sms"):
        yield "mail" if scheme == "mailto" else "phone"
    elif _SOCIAL.fullmatch(urlsplit(link.href).hostname or ""):
        yield "social network"


def _dead(tour: Tour) -> Iterator[Verdict]:
    """Each dead way once, on the first page that has it."""
    found = {why: (link, seen) for seen in reversed(tour.pages) for link in seen.page.links if (why := _what_is_dead(link))}
    for why, (link, seen) in found.items():
        yield Verdict(
            outcome=Outcome.FAIL,
            sentence=f"The link “{normal(link.text) or link.href}” on {path_of(seen.page.url)} {why}.",
            expected="a way to somebody",
            actual=link.href,
            about=tour.about(why),
            owner="web shop",
            evidence=(seen.source,),
        )


def _what_is_dead(link: Link) -> str:
    """Why this link is no way to anybody though it says so; empty: it is one, or does not say so."""
    scheme, _, rest = link.href.partition(":")
    if not link.visible:
        return ""
    if scheme.casefold() == "mailto" and not rest.strip():  # with ?subject= alone it is for telling a friend
        return "opens a mail to nobody"
    if scheme.casefold() == "tel" and not re.search(r"\d\D*\d\D*\d", rest):
        return "calls no number"
    there = urlsplit(link.href)
    social = _SOCIAL.fullmatch(there.hostname or "")
    if social and not there.path.strip("/") and not there.query and _NAMED.search(plain_letters(normal(link.text))):
        return f"leads to {social['network']} itself and not to the shop"
    return ""

"""A return cannot be booked online.

## What it checks
The shop's page on returns, as an exploration found it: whether it says how to book a return online (on the order's page, in
the account, by a form, a portal, a label to print). If it tells customers to write, call or send a letter for it instead,
that fails; if it says neither, a person should look. And in a journey the page of an order that has been delivered: a link
or button to return it passes.

## Why it matters
A return is the moment in which a customer decides whether she buys again. If she must ask for it and wait for an answer,
she has time to decide against.

## How to fix
Let customers book returns on the order's page at any hour, with the label and the return number at once, and say so on the
returns page.

## Example
“/en/policies/returns asks customers to write or call for a return: “To return something, please call 1800 0108”.” The form
had been switched off during the move to another carrier.
"""

import re
from collections.abc import Iterator

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.links import path_of
from shopper.reading.order_pages import order_pages
from shopper.reading.pages import SeenPage
from shopper.reading.topics import Topic, subjects_of_page
from shopper.reading.tours import Tour, line_with, tours

_ABOUT: tuple[Topic, ...] = ("returns", "refund", "withdrawal")
_ONLINE = re.compile(
    r"(?<!\w)(?:online|(?:return|retouren|rucksende)?-?portal|label|(?:your|the|my) account|order(?:'s)? page"
    r"|track an order|my orders"
    r"|(?:return|online) form|etikett\w*|\w*label|kundenkonto|mein konto|ihr(?:em)? konto|bestellseite|bestellung (?:offnen"
    r"|verfolgen)"
    r"|(?:retouren|rucksende|rucksendungs|online-?)formular|en ligne|etiquette|votre compte|mon compte|espace client"
    r"|formulaire (?:de retour|en ligne)|suivre une commande|portail|en linea"
    r"|etiqueta|mi cuenta|su cuenta|tu cuenta|formulario (?:de devolucion|en linea)|truc tuyen|nhan tra hang|tai khoan"
    r"|muc theo doi"
    r"|trang (?:cua )?don hang|bieu mau (?:doi tra|tra hang)"
    r"|tren (?:website|ung dung|app|web))(?!\w)"
)
_BY_HAND = re.compile(
    r"(?<!\w)(?:call|phone|e-?mail|write|contact|letter|anrufen|rufen sie|schreiben sie|kontaktieren|melden sie sich|per post"
    r"|appele[rz]|ecri(?:re|vez)|contacte[rz]|courrier|llame|llamar|escrib\w+|contact\w+|goi|lien he|gui (?:thu|email|mail"
    r"|tin))(?!\w)"
)
_RETURNING = re.compile(
    r"(?<!\w)(?:returns?|returning|send (?:it )?back|exchange|zuruck\w*|ruck\w+|retour\w*|renvo\w+|echang\w+|devol\w+|devuel\w+"
    r"|doi tra|doi hang|tra (?:lai )?hang|tra lai|withdraw\w*|widerruf\w*)(?!\w)"
)


@check(
    title="Returns can be booked online",
    failure="Returns cannot be booked online",
    category="ease",
    impact="moderate",
    serves=["0-16", "2-01"],
)
def return_not_online(visit: Evidence) -> Findings:
    for tour in tours(visit):
        by_topic = (tuple(seen for seen in tour.pages if topic in subjects_of_page(seen.page)) for topic in _ABOUT)
        about_returns = next((pages for pages in by_topic if pages), ())
        if tour.explored and about_returns:
            yield _as_told(tour, about_returns)
    yield from _as_offered(visit)


def _as_told(tour: Tour, pages: tuple[SeenPage, ...]) -> Verdict:
    online, by_hand = line_with(pages, _ONLINE), line_with(pages, _RETURNING, _BY_HAND)
    seen, line = online or by_hand or (pages[0], "")
    name = path_of(seen.page.url)
    outcome = Outcome.PASS if online else Outcome.FAIL if by_hand else Outcome.REVIEW
    said = {
        Outcome.PASS: f"{name} says how to book a return online: “{line}”.",
        Outcome.FAIL: f"{name} asks customers to write or call for a return: “{line}”.",
        Outcome.REVIEW: f"{name} does not say how a return is booked.",
    }
    return Verdict(
        outcome=outcome,
        sentence=said[outcome],
        expected="a return booked online",
        actual=line or "not said",
        about=tour.about("returns"),
        owner="web shop",
        evidence=(seen.source,),
    )


def _as_offered(visit: Evidence) -> Iterator[Verdict]:
    offered = next((page for page in order_pages(visit) if page.offers("returns")), None)
    if offered:
        yield Verdict(
            outcome=Outcome.PASS,
            sentence=f"The page of an order offers to return it: “{offered.offers('returns')}”.",
            expected="a return booked online",
            actual=offered.offers("returns"),
            about="returns on the order's page",
            owner="web shop",
            evidence=(offered.source,),
        )

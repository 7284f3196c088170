"""Points or rewards are advertised, but their terms cannot be found.

## What it checks
Whether the pages name a loyalty or referral programme, in a heading, a link or a question, in any of five languages. Then
there must be a page about it that says what it is worth or how long it lasts (validity, expiry, what a point buys, what a
tier costs and gives), or a
link that leads to one. Shops without a programme are not judged.

## Why it matters
Points are a promise of money. A customer who learns at the checkout that they have lapsed feels cheated of a present.

## How to fix
Publish how points are earned, what they buy, when they lapse and what happens on returns, on one page, and link it wherever
the programme is named.

## Example
“The shop offers “Collect points with every order”, but its terms cannot be found.” The banner had gone live a month before
the terms.
"""

import re

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.links import path_of
from shopper.reading.pages import SeenPage
from shopper.reading.questions import faq_pages
from shopper.reading.topics import topic_of_link, topics_of_page, topics_of_words
from shopper.reading.tours import Tour, line_with, own_text, tours

_VALUE = re.compile(
    r"(?<!\w)(?:valid|expir\w*|lapse\w*|vouchers?|worth|redeem\w*|terms|gultig\w*|verfall\w*|gelten|einlos\w*|gutschein\w*|wert"
    r"|valables?|valent|expire\w*|bons? d'achat|utilis\w*|valid[oa]s?|caduc\w*|canje\w*|vale|hieu luc|het han|thoi han"
    r"|doi duoc|quy doi"
    r"|phieu|dieu kien|dieu khoan|\d+ ?%|\d[\d.,]* ?(?:points?|punkte|puntos|diem|trieu|nghin|ngan|d|vnd|eur|usd|gbp))(?!\w)"
    r"|[€£$] ?\d|\d ?[€₫]"
)


@check(
    title="The loyalty programme has its terms beside it",
    failure="A loyalty programme has no terms",
    category="transparency",
    impact="minor",
    serves=["1-22", "1-26"],
)
def loyalty_terms_missing(visit: Evidence) -> Findings:
    for tour in tours(visit):
        named = next((hit for seen in tour.pages if (hit := _named(seen))), None)
        if named is None:
            continue
        terms = _terms(tour)
        if terms is None and not tour.explored:
            continue
        seen, words = named
        sure = tour.complete and not any(place.unread for place in tour.places.get("loyalty", ()))
        outcome = Outcome.PASS if terms else Outcome.FAIL if sure else Outcome.CANT_TELL
        yield Verdict(
            outcome=outcome,
            sentence=f"The shop offers “{words}”, and its terms are on {terms[1]}."
            if terms
            else f"The shop offers “{words}”, but its terms cannot be found."
            if sure
            else f"The shop offers “{words}”; its terms were not among the pages looked at.",
            expected="terms of the programme",
            actual=terms[1] if terms else "none",
            about=tour.about("loyalty programme"),
            owner="web shop",
            evidence=(terms[0] if terms else seen.source,),
        )


def _named(seen: SeenPage) -> tuple[SeenPage, str] | None:
    linked = (link.text for link in seen.page.links if link.visible and "loyalty" in topic_of_link(link))
    headed = (line for line in (*seen.page.headings, *own_text(seen.page)) if "loyalty" in topics_of_words(line))
    words = next(linked, "") or next(headed, "")
    return (seen, words) if words else None


def _terms(tour: Tour) -> tuple[str, str] | None:
    """The source and path of a page on the programme that says what it is worth, or of a link to one that was not opened."""
    asked = {seen.source for seen in faq_pages(tour)}
    pages = tuple(seen for seen in tour.pages if "loyalty" in topics_of_page(seen.page) and seen.source not in asked)
    if hit := line_with(pages, _VALUE):
        return hit[0].source, path_of(hit[0].page.url)
    linked = (place for place in tour.places.get("loyalty", ()) if place.page is None and not place.unread)
    return next(((place.source, path_of(place.href)) for place in linked), None)

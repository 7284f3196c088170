"""Terms that a customer must be able to read before she buys cannot be found.

## What it checks
For each of warranty, returns, refunds, fees, delivery, privacy, terms of sale and imprint: whether an exploration found a
page or section about it (a section needs text under its heading), at most two clicks from the first page, in whatever of
five languages and under whatever usual name. A page on returns that says how the money comes back covers refunds; a
page with the cost of delivery covers fees; the number under which the firm is registered or taxed, in the foot say, covers
the imprint; a line of the terms covers warranty, returns and refunds. What only the FAQ mentions is for a person to look at,
and so is a shop without a word on fees: it may take none. Who runs the shop fails only where the law wants it told (European
Economic Area, United Kingdom, Vietnam); a shop of downloads needs no word on delivery, fees and warranty. Nothing is missing
unless everything was looked at; what is missing is told together, the imprint first. What the law demands is left to the
compliance packs.

## Why it matters
Returns and delivery cost are what customers look for before they pay. What they cannot find they take to be bad news, and
what was never published cannot be pointed to in a dispute.

## How to fix
Give each topic a page or a clear section of its own, with figures and dates, and link it by its name in the foot of every
page.

## Example
“Privacy cannot be found: nothing on the 34 pages leads there.” The link had been lost with the old footer; the page itself
was still online.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.downloads import sells_only_downloads
from shopper.reading.legal import told_delivery_cost, told_register
from shopper.reading.pages import SeenPage
from shopper.reading.questions import answering, faq_pages, said_on
from shopper.reading.terms import OBLIGED
from shopper.reading.topics import Place, Topic, topics_of_page, topics_of_words
from shopper.reading.tours import Tour, line_with, own_text, plain_lines, reached, tours

_MOST = 2
_NAMES: Mapping[Topic, str] = {
    "imprint": "Who runs the shop",
    "warranty": "Warranty",
    "returns": "How to return something",
    "refund": "How refunds work",
    "fees": "What has to be paid",
    "delivery": "How delivery works",
    "privacy": "Privacy",
    "terms": "The terms of sale",
}
_COVERED_BY: Mapping[Topic, tuple[Topic, ...]] = {
    "returns": ("returns", "withdrawal", "refund"),
    "refund": ("refund",),
    "fees": ("fees", "delivery_cost"),
    "delivery": ("delivery", "delivery_cost"),
}
_REFUNDS = re.compile(
    r"refund|money back|reimburs|erstatt|geld zuruck|rembours|reembols|devolver\w* el (?:dinero|importe)|hoan (?:tien|tra|lai)"
)

_AT_CHECKOUT = re.compile(
    r"(?:calculated|shown|added|worked out) (?:at|in|during) (?:the )?checkout|(?:an|in) der kasse (?:berechnet|angezeigt)"
    r"|calcule\w* (?:lors|au moment) (?:du|de la)|se calcula\w* (?:al|en el)|tinh (?:khi|luc|o buoc) thanh toan"
)
_OF_PARCELS: frozenset[Topic] = frozenset({"delivery", "fees", "warranty"})
_NAMED_BY_LAW = OBLIGED | {"VN"}
"""Countries whose shops must say who runs them."""


@check(
    title="All terms are published and easy to find",
    failure="Terms are missing or hard to find",
    category="transparency",
    impact="serious",
    serves=["1-08", "0-16", "2-09"],
)
def policy_missing(visit: Evidence) -> Findings:
    for tour in tours(visit):
        missing: list[Topic] = []
        downloads = sells_only_downloads(seen.page for seen in tour.pages)
        for topic, name in _NAMES.items():
            place = _own(tour, topic) or _covered(tour, topic, visit.plan.locale)
            mentioned = None if place else _mentioned(tour, topic)
            if mentioned and tour.explored:
                yield _to_look_at(tour, topic, name, mentioned)
            elif place is None and topic in _OF_PARCELS and downloads:
                continue
            elif place is None and tour.complete:
                missing.append(topic)
            elif verdict := reached(tour, place, topic=topic, what=name, most=_MOST):
                yield verdict
        yield from _missing(tour, missing, named=visit.plan.locale.rpartition("-")[2] in _NAMED_BY_LAW)


def _missing(tour: Tour, topics: Sequence[Topic], *, named: bool) -> Iterator[Verdict]:
    nothing = f"nothing on {tour.somewhere()} leads there"
    if len(topics) == len(_NAMES):
        nothing = f"nothing on {tour.somewhere()} leads to any"
        yield _not_found(tour, topics, Outcome.FAIL, f"The shop publishes no terms at all: {nothing}.")
        return
    if "fees" in topics:
        said = f"{_NAMES['fees']} besides the goods is not told: {nothing}. A shop that takes nothing should say so."
        yield _not_found(tour, ("fees",), Outcome.REVIEW, said)
    if "imprint" in topics and not named:
        yield _not_found(tour, ("imprint",), Outcome.REVIEW, f"{_NAMES['imprint']} cannot be found: {nothing}.")
    if graver := [topic for topic in topics if topic != "fees" and (named or topic != "imprint")]:
        first, *others = (_NAMES[topic] for topic in graver)
        *before, last = first, *(name[0].lower() + name[1:] for name in others)
        names = f"{', '.join(before)} and {last}" if before else last
        yield _not_found(tour, graver, Outcome.FAIL, f"{names} cannot be found: {nothing}.")


def _not_found(tour: Tour, topics: Sequence[Topic], outcome: Outcome, sentence: str) -> Verdict:
    return Verdict(
        outcome=outcome,
        sentence=sentence,
        expected=f"within {_MOST} clicks of the first page",
        actual="not found",
        about=tour.about(", ".join(topics)),
        owner="web shop",
        evidence=(tour.home,),
    )


def _own(tour: Tour, topic: Topic) -> Place | None:
    """A page or section of its own, not one among the frequent questions."""
    asked = {seen.source for seen in faq_pages(tour)}
    some = [place for one in _COVERED_BY.get(topic, (topic,)) for place in tour.places.get(one, ())]
    return min(
        (place for place in some if place.page is None or place.source not in asked),
        key=lambda place: (place.page is None, place.clicks is None, place.clicks or 0),
        default=None,
    )


def _covered(tour: Tour, topic: Topic, locale: str) -> Place | None:
    """What another page says of it."""
    if topic == "refund":
        of_returns = {"returns", "withdrawal", "terms"}
        hit = line_with(tuple(seen for seen in tour.pages if of_returns & topics_of_page(seen.page)), _REFUNDS)
        seen = hit[0] if hit else None
    elif topic in ("warranty", "returns"):
        terms = (seen for seen in tour.pages if "terms" in topics_of_page(seen.page))
        seen = next((seen for seen in terms if answering(topic, own_text(seen.page))), None)
    elif topic == "imprint":
        seen = next((seen for seen in tour.pages if told_register(seen.page)), None)
    elif topic == "fees":
        asked = {seen.source for seen in faq_pages(tour)}
        others = (seen for seen in tour.pages if seen.source not in asked)
        seen = next((seen for seen in others if _tells_fees(seen, locale)), None)
    else:
        seen = None
    return Place(seen.source, seen.page.url, seen.clicks, seen.page) if seen else None


def _tells_fees(seen: SeenPage, locale: str) -> bool:
    return bool(told_delivery_cost(seen.page, locale)) or any(map(_AT_CHECKOUT.search, plain_lines(seen.page)))


def _mentioned(tour: Tour, topic: Topic) -> tuple[SeenPage, str] | None:
    """A question about it in the FAQ."""
    wanted = set(_COVERED_BY.get(topic, (topic,)))
    lines = ((seen, line) for seen in faq_pages(tour) for line in said_on([seen]))
    return next(((seen, line) for seen, line in lines if wanted & topics_of_words(line)), None)


def _to_look_at(tour: Tour, topic: Topic, name: str, mentioned: tuple[SeenPage, str]) -> Verdict:
    seen, line = mentioned
    return Verdict(
        outcome=Outcome.REVIEW,
        sentence=f"{name} has no page or section of its own; only the FAQ mentions it: “{line[:120]}”.",
        expected="a page or section of its own",
        actual=line[:160],
        about=tour.about(topic),
        owner="web shop",
        evidence=(seen.source,),
    )

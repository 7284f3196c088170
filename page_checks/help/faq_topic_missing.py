"""The frequent questions leave out what customers ask most.

## What it checks
Whether the FAQ or help centre takes up delivery time, delivery cost, changing an order, adding an item to one, returns,
payment and warranty, in any of five languages, by words that must stand together in one line; a link there to the page about
it will do. What only other help pages answer is for a person to look at; what no page answers fails, all of it together. Then
the questions that the shop's file lists under `questions`: found if most of their words stand in one passage, for a person to
look at if some do, missing otherwise. If only adding an item is missing, which few shops offer, that is for a person to look
at, too. A shop of downloads need not answer what is asked of parcels. Judged on complete explorations; a shop without an FAQ
is left to faq-hard-to-find.

## Why it matters
Each of these is asked every day. What the FAQ does not answer is asked by mail, and answered a day later.

## How to fix
Add the question in the customers' own words, with the figures (days, amounts), and a link to the page that says more. Look
through the last two weeks' mails for what else is missing.

## Example
“The FAQ does not take up changing an order.” Whoever had mistyped the street called, four times a day.
"""

from collections.abc import Iterator, Mapping, Sequence

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.downloads import sells_only_downloads
from shopper.reading.links import path_of
from shopper.reading.pages import SeenPage
from shopper.reading.questions import FAQ_TOPICS, answering, coverage, faq_pages, said_on
from shopper.reading.topics import is_help, topic_of_link, topics_of_page
from shopper.reading.tours import Tour, tours

_FOUND, _PARTLY = 0.6, 0.3
_LINKS = {
    "delivery time": {"delivery"},
    "delivery cost": {"delivery_cost"},
    "changing an order": {"order_change"},
    "returns": {"returns", "withdrawal", "refund"},
    "payment": {"payment"},
    "warranty": {"warranty"},
}

_OF_PARCELS = frozenset({"delivery time", "delivery cost", "changing an order", "adding an item", "returns", "warranty"})
_RARE = "adding an item"
"""Few shops offer it, and few of them say so: alone it is for a person to look at."""


@check(
    title="The frequent questions answer what customers ask most",
    failure="A frequent question has no answer",
    category="ease",
    impact="moderate",
    serves=["0-10", "0-11", "0-12", "0-13", "2-02"],
)
def faq_topic_missing(visit: Evidence) -> Findings:
    for tour in tours(visit):
        pages = faq_pages(tour)
        if not pages or not tour.explored:
            continue
        lines = said_on(pages)
        yield from _usual(tour, pages, lines)
        yield from _asked_most(tour, visit, pages, lines)


def _usual(tour: Tour, pages: Sequence[SeenPage], lines: Sequence[str]) -> Iterator[Verdict]:
    downloads = sells_only_downloads(seen.page for seen in tour.pages)
    elsewhere: dict[str, tuple[SeenPage, str]] = {}
    missing = []
    others = [seen for seen in tour.pages if any(map(is_help, topics_of_page(seen.page)))]
    for topic in FAQ_TOPICS:
        if said := answering(topic, lines) or next((link for seen in pages for link in _links(seen, topic)), ""):
            yield _verdict(tour, topic, pages[0], Outcome.PASS, f"The FAQ takes up {topic}: “{said}”.", said)
        elif other := next((seen for seen in others if answering(topic, said_on([seen]))), None):
            elsewhere[topic] = other, answering(topic, said_on([other]))
        elif topic not in _OF_PARCELS or not downloads:
            missing.append(topic)
    if elsewhere:
        yield _answered_elsewhere(tour, elsewhere)
    if missing:
        outcome = Outcome.CANT_TELL if not tour.complete else Outcome.REVIEW if missing == [_RARE] else Outcome.FAIL
        lacks = f"The FAQ does not take up {_and(missing)}."
        unsure = f"Nothing was found about {_and(missing)}; not every page was looked at."
        yield _verdict(tour, ", ".join(missing), pages[0], outcome, lacks if tour.complete else unsure)


def _answered_elsewhere(tour: Tour, told: Mapping[str, tuple[SeenPage, str]]) -> Verdict:
    """One verdict, be it on several topics: the answers are there, though not where they are looked for."""
    topic, (seen, line) = next(iter(told.items()))
    where = _and([f"{one} ({path_of(other.page.url)})" for one, (other, _) in told.items()])
    said = f"other pages take up {where}" if len(told) > 1 else f"another page takes up {topic}: “{line}”"
    return _verdict(tour, ", ".join(told), seen, Outcome.REVIEW, f"Not the FAQ, but {said}.", line)


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _links(seen: SeenPage, topic: str) -> Iterator[str]:
    """Links in the page's own text to the page about it."""
    for link in seen.page.links:
        if (
            link.visible
            and link.where not in ("header", "nav", "footer", "")
            and _LINKS.get(topic, set()) & topic_of_link(link)
        ):
            yield link.text


def _asked_most(tour: Tour, visit: Evidence, pages: Sequence[SeenPage], lines: Sequence[str]) -> Iterator[Verdict]:
    for question in (said[tour.language] for said in visit.plan.shop.questions if tour.language in said):
        share, passage = coverage(question, lines)
        if share >= _FOUND:
            yield _verdict(tour, question, pages[0], Outcome.PASS, f"The FAQ answers “{question}”: “{passage}”.", passage)
        elif share >= _PARTLY:
            sentence = f"Whether the FAQ answers “{question}” is for a person to say; the nearest is “{passage}”."
            yield _verdict(tour, question, pages[0], Outcome.REVIEW, sentence, passage)
        else:
            outcome = Outcome.FAIL if tour.complete else Outcome.CANT_TELL
            yield _verdict(tour, question, pages[0], outcome, f"The FAQ does not answer “{question}”.")


def _verdict(tour: Tour, topic: str, seen: SeenPage, outcome: Outcome, sentence: str, actual: str = "") -> Verdict:
    return Verdict(
        outcome=outcome,
        sentence=sentence,
        expected="an answer among the frequent questions",
        actual=actual or "none",
        about=tour.about(topic),
        owner="web shop",
        evidence=(seen.source,),
    )

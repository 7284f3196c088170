"""The customer was sent round in circles.

## What it checks
Two things. First, a path of the customer's that came to the same state three times by clicks on what the pages themselves
offered: it fails if the visit then came to an end there, and a person looks at it if she got on at last. Going back by an
address or a menu, after a wait, or because the journey plays the same lines again is no circle. Second, help that passes
the customer on: a page to which a link promised contact, that has no form, number, address or chat of its own, and sends
her to a page that sends her back.

## Why it matters
Nobody tells her that there is no answer; she finds out by walking. It is the surest way to turn a small question into a
grudge, and the help desk hears of it only when she calls in a rage.

## How to fix
Walk the path of the picture. Give one of its pages what all of them point at: the form, the number, the answer. Let
“Contact” never lead to a page that only tells how to avoid it.

## Example
“/en/contact and /en/faq send the customer to each other, and neither has a form, number or address of its own.” To take
load off the help desk the form had been replaced by a link to the FAQ, which ends with “Still stuck? Contact us”.
"""

from collections.abc import Collection, Iterator, Mapping

from shopper import Evidence, Findings, Outcome, PageView, Verdict, check
from shopper.reading.contact import is_contact, ways_to_a_person
from shopper.reading.errors import error_text
from shopper.reading.links import is_web_page, path_of, place_of
from shopper.reading.pages import is_own
from shopper.reading.state_graph import Moment, graph_of, loops, own_links, own_part
from shopper.reading.topics import topic_of_link

_WRITTEN = frozenset({"textarea", "email", "tel", "text"})


@check(
    title="No path leads in circles",
    failure="A path leads in circles",
    category="ease",
    impact="serious",
    serves=["2-07", "2-10", "1-14"],
)
def loop(visit: Evidence) -> Findings:
    circles = [*_walked(visit), *_passed_on(visit)]
    yield from circles
    if not circles and any(is_own(step.url, visit) for step in visit.steps):
        yield Verdict(outcome=Outcome.PASS, sentence="No path of the visit led in circles.")


def _walked(visit: Evidence) -> Iterator[Verdict]:
    for circle in loops(visit):
        name = circle.state.place[circle.state.place.index("/") :]
        ways = ", ".join(f"“{words}”" for words in circle.words)
        yield Verdict(
            outcome=Outcome.FAIL if circle.stuck else Outcome.REVIEW,
            sentence=f"Clicking {ways} led to {name} {len(circle.sources)} times"
            + (", and no further." if circle.stuck else "."),
            expected="a step closer to the goal",
            actual="back where she had been",
            about=name,
            owner="web shop",
            evidence=(circle.sources[-1],),
        )


def _passed_on(visit: Evidence) -> Iterator[Verdict]:
    """Pages that promised contact, and pass the customer on to a page that passes her back."""
    pages = {moment.state.place: moment for moment in graph_of(visit).moments.values() if _is_judged(moment.page, visit)}
    named = [frozenset(moment.page.controls) for moment in pages.values()]
    everywhere = named[0].intersection(*named[1:]) if len(named) > 1 else frozenset[str]()
    own = (visit.address, visit.plan.persona.phone)
    helpless = {place: moment for place, moment in pages.items() if not _helps(moment.page, own, everywhere)}
    for place, moment in helpless.items():
        if other := _sent_back(place, moment, helpless):
            names = path_of(moment.page.url), path_of(other.page.url)
            yield Verdict(
                outcome=Outcome.FAIL,
                sentence=f"{names[0]} and {names[1]} send the customer to each other, "
                "and neither has a form, number or address of its own.",
                expected="a form, a phone number, a mail address or a chat",
                actual="links to each other",
                about=names[0],
                owner="web shop",
                evidence=(moment.source, other.source),
            )


def _sent_back(place: str, moment: Moment, helpless: Mapping[str, Moment]) -> Moment | None:
    """The helpless page to which this one sends the customer, and which promises her contact here; None if this one leads to a
    page that could help, or that nobody saw."""
    onward = {place_of(link.href) for link in own_links(moment.page)}
    if not onward <= helpless.keys():
        return None
    others = (helpless[target] for target in sorted(onward))
    return next((other for other in others if _promises_contact(other.page, place)), None)


def _promises_contact(page: PageView, place: str) -> bool:
    return any(place_of(link.href) == place and "contact" in topic_of_link(link) for link in own_links(page))


def _helps(page: PageView, own: Collection[str], everywhere: Collection[str]) -> bool:
    """Whether the page itself has a form to write into, or a way to a person that is neither a link to another page nor one of
    the buttons that stand everywhere."""
    part = own_part(page)
    there = part.model_copy(
        update={
            "links": tuple(link for link in part.links if is_contact(link) and not is_web_page(link.href)),
            "controls": tuple(control for control in part.controls if control not in everywhere),
        }
    )
    writes = any(field.kind in _WRITTEN and field.visible for field in page.fields)
    return writes or bool(next(ways_to_a_person(there, own=own), ""))


def _is_judged(page: PageView, visit: Evidence) -> bool:
    return is_own(page.url, visit) and (page.status or 200) < 400 and not page.challenged and not error_text(page)

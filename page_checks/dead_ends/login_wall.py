"""Help, an order or the checkout is only for those who log in.

## What it checks
For customers without an account: whether a link to help, contact, the state of an order, returns or the checkout led to a
page that asks for a password, and offers no other way in, such as the order's number or going on as a guest. It fails if the
visit came to an end there, or if it is help or contact that stands behind the wall and the page names nobody to ask; else a
person looks at it. Links that say that they lead to an account are left alone.

## Why it matters
Who ordered as a guest has no password, and who has a question before buying has no reason for one. At this wall she buys
elsewhere, or calls and asks what the page behind it would have told her.

## How to fix
Let guests find their order by its number and their mail address, and let them order without an account. Never put help,
contact, delivery or returns behind a log-in; offer it there as a comfort.

## Example
““Track an order” asks for a log-in, and offers no other way.” Guest orders were allowed in spring; the tracking page was
forgotten.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from shopper import Evidence, Findings, Link, Outcome, PageView, Verdict, check
from shopper.reading.acts import link_clicked
from shopper.reading.contact import ways_to_a_person
from shopper.reading.links import is_checkout, place_of
from shopper.reading.logging_in import has_account, is_login_page, lets_guests_in
from shopper.reading.pages import is_own, walked
from shopper.reading.state_graph import own_part
from shopper.reading.text import normal
from shopper.reading.topics import Topic, topic_of_link

_ASK = frozenset[Topic]({"contact", "help", "faq", "complaint", "hours"})
_OPEN_TO_ALL = _ASK | {
    "order_tracking",
    "returns",
    "refund",
    "warranty",
    "delivery",
    "delivery_cost",
    "checkout",
    "order_change",
}
_OWN = frozenset[Topic]({"account", "log_in", "order_history"})


class _Door(NamedTuple):
    """A link that was followed, and where it led. `ended`: the visit came no further."""

    link: Link
    page: PageView
    source: str
    ended: bool = False


@check(
    title="Help, orders and checkout are open to guests",
    failure="A log-in stands in the way",
    category="ease",
    impact="serious",
    serves=["0-14", "1-14", "2-01", "2-07"],
)
def login_wall(visit: Evidence) -> Findings:
    if has_account(visit):
        return
    for name, door in {_name(door.link): door for door in (*_explored(visit), *_walked(visit))}.items():
        walled = is_login_page(door.page) and not lets_guests_in(door.page)
        yield Verdict(
            outcome=_judge(door, visit) if walled else Outcome.PASS,
            sentence=f"“{name}” asks for a log-in, and offers no other way." if walled else f"“{name}” is open to guests.",
            expected="a page for everybody, or a way in for guests",
            actual="a log-in" if walled else "open",
            about=name,
            owner="web shop",
            evidence=(door.source,),
        )


def _judge(door: _Door, visit: Evidence) -> Outcome:
    asks = bool(topic_of_link(door.link) & _ASK)
    nobody = not any(ways_to_a_person(own_part(door.page), own=(visit.address, visit.plan.persona.phone)))
    return Outcome.FAIL if door.ended or (asks and nobody) else Outcome.REVIEW


def _walked(visit: Evidence) -> Iterator[_Door]:
    last = next((step.id for step in reversed(visit.steps) if step.outcome == "failed" and not step.cleanup), "")
    pages = [(step, page) for step, page in walked(visit) if is_own(page.url, visit)]
    for number, ((_, before), (step, page)) in enumerate(pairwise(pages), 1):
        link = link_clicked(before, step.effect) if step.effect else None
        if link and _is_for_all(link):
            stayed = (later.id for later, there in pages[number:] if place_of(there.url) == place_of(page.url))
            yield _Door(link, page, f"step:{step.id}", ended=bool(last) and last in (*stayed, step.id))


def _explored(visit: Evidence) -> Iterator[_Door]:
    for exploration in visit.explorations:
        for one in exploration.pages:
            link = Link(text=one.link, href=one.url)
            if one.page and one.link and is_own(one.page.url, visit) and _is_for_all(link):
                yield _Door(link, one.page, f"page:{one.id}")


def _is_for_all(link: Link) -> bool:
    topics = topic_of_link(link)
    return bool(topics & _OPEN_TO_ALL or is_checkout(link.href)) and not topics & _OWN


def _name(link: Link) -> str:
    return normal(link.text)[:80]

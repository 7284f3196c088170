"""The frequent questions are too far away.

## What it checks
How many clicks it takes from the first page to a page of frequent questions or a help centre, in any of the languages looked
for: more than two fail, and so does none at all after a complete exploration. Of journeys: whether a page of the checkout
links them, or links a page that does; if not, a person should look.

## Why it matters
Whoever finds the answer herself does not have to ask, and does not have to wait. An FAQ that nobody finds costs its
upkeep and saves no call.

## How to fix
Link the FAQ by that name in the foot of every page, the checkout's too, and in every mail. Where it is part of a help
centre, link the help centre.

## Example
“The FAQ is on /en/company/service/questions, 4 clicks from the first page.” It had been filed under the company's portrait.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Link, Outcome, Verdict, check
from shopper.reading.links import is_checkout, path_of
from shopper.reading.pages import SeenPage
from shopper.reading.topics import topic_of_link
from shopper.reading.tours import Tour, beyond, reached, tours

_MOST = 2


@check(
    title="The frequent questions are easy to find",
    failure="The frequent questions are hard to find",
    category="ease",
    impact="moderate",
    serves=["0-09", "2-02", "2-09"],
)
def faq_hard_to_find(visit: Evidence) -> Findings:
    for tour in tours(visit):
        if verdict := reached(tour, tour.place("faq", "help"), topic="faq", what="The FAQ", most=_MOST):
            yield verdict
        yield from _from_the_checkout(tour)


def _from_the_checkout(tour: Tour) -> Iterator[Verdict]:
    for seen in tour.pages:
        if not is_checkout(seen.page.url):
            continue
        clicks = 1 if _links_it(seen) else 2 if any(map(_links_it, beyond(seen, tour))) else None
        if not clicks and not tour.explored:
            continue  # what lies behind the checkout's links was not looked at
        name = path_of(seen.page.url)
        yield Verdict(
            outcome=Outcome.PASS if clicks else Outcome.REVIEW,
            sentence=f"From {name} the FAQ is {clicks} click{'s' * (clicks > 1)} away."
            if clicks
            else f"From {name} no page that was seen leads to the FAQ in two clicks.",
            expected=f"within {_MOST} clicks of the checkout",
            actual=f"{clicks}" if clicks else "not found",
            about=f"faq from {name}",
            owner="web shop",
            evidence=(seen.source,),
        )


def _links_it(seen: SeenPage) -> bool:
    return any(link.visible and _is_faq(link) for link in seen.page.links)


def _is_faq(link: Link) -> bool:
    return bool({"faq", "help"} & topic_of_link(link))

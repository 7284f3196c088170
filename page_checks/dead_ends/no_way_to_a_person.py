"""On a page of the shop there was no way to reach a person.

## What it checks
Every page of the shop that was seen: a phone number, a mail address, a chat, a link to the contact page, or a
link to another page that the customer saw and that has one of these. In the checkout it must stand on the
page itself, because whoever leaves the checkout leaves the order. Pages that broke, pages of other firms and
pages that a mail opened are not judged.

## Why it matters
Questions come up where the customer is, most of all at the payment. If she finds nobody to ask, she leaves
without a word: most dissatisfied customers never complain.

## How to fix
Put phone, mail or chat with their hours into the footer of every template, the slimmed-down one of the
checkout too.

## Example
“On /en/checkout/payment there is no way to reach a person.” The slim head and foot of the checkout had lost the phone
number together with the navigation.
"""

from collections.abc import Mapping

from shopper import Evidence, Findings, Outcome, PageView, Verdict, check
from shopper.reading.contact import ways_to_a_person
from shopper.reading.errors import error_text
from shopper.reading.links import is_checkout, path_of, place_of
from shopper.reading.pages import is_own
from shopper.reading.text import normal


@check(
    title="A person can be reached from every page",
    failure="A page has no way to a person",
    category="ease",
    impact="serious",
    serves=["0-02", "1-14", "2-07", "4-04"],
)
def no_way_to_a_person(visit: Evidence) -> Findings:
    pages = _pages(visit)
    own = (visit.address, visit.plan.persona.phone)
    ways = {place: next(ways_to_a_person(page, own=own), "") for place, (_, page) in pages.items()}
    for place, (step, page) in pages.items():
        way = ways[place] or ("" if is_checkout(page.url) else _one_link_away(page, ways))
        name = path_of(page.url)
        yield Verdict(
            outcome=Outcome.PASS if way else Outcome.FAIL,
            sentence=f"On {name} a person can be reached." if way else f"On {name} there is no way to reach a person.",
            expected="a phone number, mail address, chat or link to the contact page",
            actual=way or "none",
            about=name,
            owner="web shop",
            evidence=(f"step:{step}",),
        )


def _one_link_away(page: PageView, ways: Mapping[str, str]) -> str:
    for link in page.links:
        if link.visible and ways.get(place_of(link.href)):
            return f"link “{normal(link.text)}” to a page with {ways[place_of(link.href)]}"
    return ""


def _pages(visit: Evidence) -> dict[str, tuple[str, PageView]]:
    """The shop's own working pages by their place, as last seen, with the step that saw them."""
    landings = {place_of(step.page.url) for step in visit.steps if step.page and step.verb == "open_mail_link"}
    return {
        place_of(step.page.url): (step.id, step.page)
        for step in visit.steps
        if step.page and _is_judged(step.page, visit) and place_of(step.page.url) not in landings
    }


def _is_judged(page: PageView, visit: Evidence) -> bool:
    return (
        is_own(page.url, visit)
        and bool(page.blocks)
        and (page.status or 200) < 400
        and not page.challenged
        and not error_text(page)
    )

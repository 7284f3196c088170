"""A page that the customer opened did not work.

## What it checks
Every page of the shop that was seen, by the customer or by an exploration: it fails for 404, 410 and other answers of the
400s that leave the customer without a page, for server errors (500s), and for a page that answers 200 but says little
more than "Something went wrong". A form that comes back with its errors is no broken page. Refusals (401, 403, 429) and
bot challenges prove nothing. The sentence says which pages link there. A broken page reached from a mail's link is left to
broken-mail-link.

## Why it matters
An error page ends the visit: most customers try once more, then buy elsewhere. What stood on that page
(delivery times, the order's state) becomes a question to the help desk.

## How to fix
Open the address from the evidence and search the server's log at that time. For 404s mend the link or set a
redirect; for server errors mend the cause and let the page answer with the right status. A page that cannot
be shown should say what to do instead.

## Example
“The page /en/orders/… answered 200, but says: “Something went wrong on our side”.” Behind it was a call to the order
management that had run into its time limit.
"""

from collections import defaultdict
from collections.abc import Iterator

from shopper import Evidence, Findings, Outcome, PageView, StepRecord, Verdict, check
from shopper.reading.errors import error_text
from shopper.reading.links import is_web_page, path_of, place_of
from shopper.reading.pages import common_blocks, linked_from, page_owner

_MAY_BE_MEANT_FOR_US = (401, 403, 407, 429, 451)
_ANSWERS_TO_A_FORM = (400, 402, 409, 422)
_ORDER = (Outcome.FAIL, Outcome.CANT_TELL, Outcome.PASS)


@check(
    title="Every page works",
    failure="A page is broken",
    category="ease",
    impact="critical",
    serves=["0-14", "1-08", "2-07"],
)
def broken_page(visit: Evidence) -> Findings:
    common = common_blocks(visit)
    by_place: dict[str, list[tuple[str, PageView, Outcome, str]]] = defaultdict(list)
    for source, page in (*_walked(visit), *_explored(visit)):
        if is_web_page(page.url):
            by_place[place_of(page.url)].append((source, page, *_judge(page, common)))
    asked = {f"page:{one.id}": one.url for exploration in visit.explorations for one in exploration.pages}
    for place, seen in by_place.items():
        source, page, outcome, actual = min(seen, key=lambda one: _ORDER.index(one[2]))
        whence = linked_from(visit, {place, place_of(asked.get(source, page.url))}) if outcome is Outcome.FAIL else ""
        yield Verdict(
            outcome=outcome,
            sentence=f"The page {path_of(page.url)} {actual}" + (f"; it is {whence}." if whence else "."),
            expected="a page that works",
            actual=actual,
            about=path_of(page.url),
            owner=page_owner(page.url, visit),
            evidence=(source,),
        )


def _walked(visit: Evidence) -> Iterator[tuple[str, PageView]]:
    landings = {step.id for step in _landings(visit)}
    return ((f"step:{step.id}", step.page) for step in visit.steps if step.page and step.id not in landings)


def _explored(visit: Evidence) -> Iterator[tuple[str, PageView]]:
    """The pages that an exploration opened."""
    return ((f"page:{one.id}", one.page) for exploration in visit.explorations for one in exploration.pages if one.page)


def _judge(page: PageView, common: frozenset[str]) -> tuple[Outcome, str]:
    status = page.status or 200
    said = error_text(page, common=common)
    if page.challenged:
        return Outcome.CANT_TELL, "asked for proof of being human"
    if status in _MAY_BE_MEANT_FOR_US:
        return Outcome.CANT_TELL, f"answered {status}, which may be meant for us and not for customers"
    if status >= 400 and not (status in _ANSWERS_TO_A_FORM and not said):
        return Outcome.FAIL, f"answered {status}" + (f": “{said[:120]}”" if said else "")
    if said:
        return Outcome.FAIL, f"opened and said “{said[:120]}”"
    return Outcome.PASS, "works"


def _landings(visit: Evidence) -> Iterator[StepRecord]:
    """Steps on a page that a mail's link opened and that was probed when the mail came: broken-mail-link's matter."""
    probed = {place_of(url) for mail in visit.mails for probe in mail.probes for url in (probe.href, probe.url) if url}
    landed = ""
    for step in visit.steps:
        if step.page:
            place = place_of(step.page.url)
            landed = place if place in probed and (step.verb == "open_mail_link" or place == landed) else ""
            if landed:
                yield step

"""A link on a page leads nowhere.

## What it checks
The links of the pages that the customer or an exploration saw, asked for afterwards, without any that would act. It fails
for 404 and 410, and for server errors and hosts that did not answer when tried twice. Refusals such as 403 and 429 prove
nothing; hosts that the shop's file does not list are not asked. A page that the visit itself opened and found broken is
broken-page's matter.

## Why it matters
A link is a promise. Whoever clicks on "Warranty" or "Size guide" and gets an error has lost her thread, and her trust
that the rest is better kept.

## How to fix
Search the template or the content that the link stands in for its address. Mend it, or redirect the old address to where
the page went. Let the shop's own link check run after every change of addresses.

## Example
“/en/products/ho-tay-mug links to “How to care for celadon”, which answered 404, twice.” The page had been renamed in spring,
the product template had not.
"""

from shopper import Evidence, Findings, LinkProbe, Outcome, Verdict, check
from shopper.reading.links import path_of, place_of
from shopper.reading.pages import links_to, page_owner
from shopper.reading.probed import result_of
from shopper.reading.text import normal

_ORDER = (Outcome.FAIL, Outcome.REVIEW, Outcome.CANT_TELL, Outcome.PASS)


@check(
    title="Every link on a page leads somewhere",
    failure="A link on a page is broken",
    category="ease",
    impact="moderate",
    serves=["0-09", "2-07", "2-09"],
)
def broken_page_link(visit: Evidence) -> Findings:
    seen = {f"step:{step.id}": step.page for step in visit.steps if step.page}
    seen |= {f"page:{one.id}": one.page for exploration in visit.explorations for one in exploration.pages if one.page}
    broken = {place_of(page.url) for page in seen.values() if (page.status or 200) >= 400}
    for place, (probe, outcome, actual) in _results(visit).items():
        if outcome is Outcome.FAIL and place in broken:
            continue
        page = seen.get(probe.found_on)
        name = next((normal(one.text) for one in page.links if one.href == probe.href), "") if page else ""
        more = sum(other.page is not page for other, _ in links_to(visit, {place})) if page else 0
        others = f" and {more} more page{'s' * (more > 1)}" if more else ""
        where = f"The page {path_of(page.url)}{others}" if page else "A page"
        yield Verdict(
            outcome=outcome,
            sentence=f"{where} {'link' if more else 'links'} to “{name or place}”, which {actual}.",
            expected="a page that opens",
            actual=f"{probe.href} {actual}",
            about=place,
            owner=page_owner(page.url, visit) if page else "web shop",
            evidence=(probe.found_on,) if probe.found_on else (),
        )


def _results(visit: Evidence) -> dict[str, tuple[LinkProbe, Outcome, str]]:
    """By target: its worst probe, however many pages link to it."""
    worst: dict[str, tuple[LinkProbe, Outcome, str]] = {}
    for probe in visit.page_links:
        place = place_of(probe.href)
        if (what := result_of(probe)) and (place not in worst or _ORDER.index(what[0]) < _ORDER.index(worst[place][1])):
            worst[place] = (probe, *what)
    return worst

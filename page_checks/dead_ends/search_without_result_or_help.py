"""A search found nothing, and the shop left it at that.

## What it checks
Results of the shop's own searches that say that there are none, from journeys that search and from an exploration, which also
asks for a word that nobody sells. It fails if the page's own part, without its head, menu and foot, offers no way on: no hint
how to search better, no way to a person, no other goods or answers. Where head and foot cannot be told from the rest of the
page, their links count too. A search for goods over which a menu of categories still stands is for a person to look at.

## Why it matters
A customer who searches wants something. “0 results” tells her that the shop does not have it, while often it goes by another
name there; and she does not ask twice.

## How to fix
Let the page say how to search better, show the nearest or the most wanted things, and end with a phone number or a link to
the form. Read once a month what was searched in vain: it is the list of words that customers use and the shop does not.

## Example
“The search for “xyzzy” on /en/faq found nothing, and the page offers no way on.” The new template shows the list of hits, and
where there is none, nothing.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Link, Outcome, PageView, Verdict, check
from shopper.reading.links import path_of, place_of
from shopper.reading.pages import is_own, walked
from shopper.reading.searches import found_nothing, is_results, way_on, words_sought
from shopper.reading.topics import is_help, subjects_of_page, topics_of_address

_SEVERAL = 2
"""Categories; one link to all goods is no menu of them."""


@check(
    title="A search in vain leads on",
    failure="A search finds nothing and offers no help",
    category="ease",
    impact="moderate",
    serves=["2-02", "2-07", "4-24"],
)
def search_without_result_or_help(visit: Evidence) -> Findings:
    own = (visit.address, visit.plan.persona.phone)
    searched = {(path_of(page.url), words): (source, page) for source, page, words in _sought(visit)}
    for (path, words), (source, page) in searched.items():
        nothing = found_nothing(page)
        way = way_on(page, own=own) if nothing else "it found something"
        menu = not way and _has_shelves(page)
        ending = "the page leads on" if way else "only the menu leads on" if menu else "the page offers no way on"
        yield Verdict(
            outcome=Outcome.PASS if way else Outcome.REVIEW if menu else Outcome.FAIL,
            sentence=f"The search for “{words}” on {path} found {f'nothing, and {ending}' if nothing else 'something'}.",
            expected="a hint how to search, a way to a person, or other goods",
            actual=way or f"only “{nothing}”",
            about=f"{path}: {words}",
            owner="web shop",
            evidence=(source,),
        )


def _has_shelves(page: PageView) -> bool:
    """Whether a menu of categories stands over a search for goods; such menus are often folded until one points at them."""
    menu = {place_of(link.href) for link in page.links if link.where in ("header", "nav") and _is_shelf(link)}
    return len(menu) >= _SEVERAL and not any(map(is_help, subjects_of_page(page)))


def _is_shelf(link: Link) -> bool:
    return "category" in topics_of_address(link.href)


def _sought(visit: Evidence) -> Iterator[tuple[str, PageView, str]]:
    """Pages of search results, with the words that were searched."""
    for exploration in visit.explorations:
        pages = {one.id: one.page for one in exploration.pages}
        for search in exploration.searches:
            if (page := pages.get(search.page)) and _is_judged(page, visit):
                yield f"page:{search.page}", page, search.words
    for step, page in walked(visit):
        if is_results(page.url) and _is_judged(page, visit):
            yield f"step:{step.id}", page, words_sought(page.url)


def _is_judged(page: PageView, visit: Evidence) -> bool:
    return is_own(page.url, visit) and (page.status or 200) < 400 and not page.challenged

"""A page that helps is there, and no link leads to it.

## What it checks
Help, contact and terms that the shop's sitemap names, or that its mails link to: whether any page that was seen links to
them. Only an exploration that saw all that looked like help can say that none does; after another, nothing can be told of
those that no seen page links to.

## Why it matters
Somebody wrote the answer, and customers cannot find it. They ask the help desk, which sends them the address.

## How to fix
Link the page from the foot, the help centre, and the place where its question comes up. If it is out of date, take it out of
the sitemap and the mails instead, and redirect it.

## Example
“No page links to /en/complaints, which the sitemap names.” The link was in the old footer.
"""

from collections.abc import Iterator

from shopper import Evidence, Exploration, Findings, Link, Outcome, Verdict, check
from shopper.reading.links import is_for_her_alone, path_of, place_of, web_links
from shopper.reading.pages import is_own, seen_pages
from shopper.reading.topics import Topic, topic_of_link

_HELP = frozenset[Topic]({
    "contact", "help", "faq", "delivery", "delivery_cost", "returns", "refund", "withdrawal", "warranty", "fees", "terms",
    "privacy", "imprint", "complaint", "payment", "loyalty", "manifesto",
})  # fmt: skip


@check(
    title="Every page that helps can be found",
    failure="A page that helps has no link to it",
    category="ease",
    impact="moderate",
    serves=["0-09", "2-09", "4-24"],
)
def unlinked_help(visit: Evidence) -> Findings:
    if not visit.explorations:
        return
    complete = all(exploration.complete for exploration in visit.explorations)
    linked = {place_of(link.href).casefold() for seen in seen_pages(visit) for link in seen.page.links}
    for place, (link, named) in _help(visit).items():
        found = place.casefold() in linked
        path = path_of(link.href)
        yield Verdict(
            outcome=Outcome.PASS if found else Outcome.FAIL if complete else Outcome.CANT_TELL,
            sentence=f"A link leads to {path}."
            if found
            else f"No page {'' if complete else 'that was seen '}links to {path}, which {named}.",
            expected="a link from a page that customers see",
            actual="a link" if found else "none",
            about=path,
            owner="web shop",
        )


def _help(visit: Evidence) -> dict[str, tuple[Link, str]]:
    """The shop's pages that help, by their place, and who names them."""
    named = [*_in_mails(visit), *(pair for exploration in visit.explorations for pair in _in_sitemap(exploration))]
    wanted = [(link, who) for link, who in named if is_own(link.href, visit) and topic_of_link(link) & _HELP]
    return {place_of(link.href): (link, who) for link, who in wanted}


def _in_sitemap(exploration: Exploration) -> Iterator[tuple[Link, str]]:
    return ((Link(text="", href=href), "the sitemap names") for href in exploration.sitemap)


def _in_mails(visit: Evidence) -> Iterator[tuple[Link, str]]:
    for mail in visit.mails:
        for link in web_links(mail.reading) if mail.solicited else ():
            if not is_for_her_alone(link.href):
                yield Link(text="", href=link.href), "a mail links to"

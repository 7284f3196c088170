"""Search engines are kept away from the help pages.

## What it checks
Pages of frequent questions, help, contact, delivery, returns and warranty: whether their robots meta tag or X-Robots-Tag
says noindex, or the shop's robots.txt closes their path. It fails for the FAQ and the help centre; for the others a person
should look, because some shops keep their terms out of search engines on purpose. Privacy, imprint and terms of sale are
not looked at, nor are the results of a search.

## Why it matters
Many customers type their question into a search engine, with the shop's name. If the answer is kept from it, they find a
forum, or nothing, and write to the help desk.

## How to fix
Take noindex and the robots.txt rule off the help pages, and put them into the sitemap.

## Example
“/en/faq is kept from search engines: noindex.” A tag from the test server had been taken along when the new help centre
went live.
"""

import re
from urllib.parse import urlsplit

from shopper import Evidence, Findings, Outcome, PageView, Verdict, check
from shopper.reading.links import is_checkout, is_for_her_alone, path_of
from shopper.reading.topics import Topic, subjects_of_page
from shopper.reading.tours import tours

_SURE: frozenset[Topic] = frozenset({"faq", "help"})
_HELP: frozenset[Topic] = _SURE | {"contact", "hours", "delivery", "delivery_cost", "returns", "warranty"}


@check(
    title="Search engines find the help pages",
    failure="Help is kept from search engines",
    category="ease",
    impact="minor",
    serves=["4-24"],
)
def help_not_indexable(visit: Evidence) -> Findings:
    closed = tuple(path for exploration in visit.explorations for path in exploration.robots)
    for tour in tours(visit):
        for seen in tour.pages:
            subjects = subjects_of_page(seen.page) & _HELP
            if not subjects or urlsplit(seen.page.url).query or _is_private(seen.page.url):
                continue
            kept, name = _kept_away(seen.page, closed), path_of(seen.page.url)
            grave = Outcome.FAIL if subjects & _SURE else Outcome.REVIEW
            yield Verdict(
                outcome=grave if kept else Outcome.PASS,
                sentence=f"{name} is kept from search engines: {kept}." if kept else f"Search engines may show {name}.",
                expected="a page that search engines may show",
                actual=kept or "open to them",
                about=name,
                owner="web shop",
                evidence=(seen.source,),
            )


def _is_private(url: str) -> bool:
    """Pages that are rightly kept away: the checkout, and what belongs to one customer."""
    return is_checkout(url) or is_for_her_alone(url)


def _kept_away(page: PageView, closed: tuple[str, ...]) -> str:
    said = page.robots.lower()
    if "noindex" in said or said.strip() == "none":
        return "noindex"
    path = urlsplit(page.url).path
    rule = next((rule for rule in closed if rule.rstrip("*$") and _closes(rule, path)), "")
    return f"robots.txt closes {rule}" if rule else ""


def _closes(rule: str, path: str) -> bool:
    """Whether a rule of robots.txt holds for a path: a beginning, with `*` for anything and `$` for the end (RFC 9309)."""
    pattern = ".*".join(map(re.escape, rule.removesuffix("$").split("*")))
    return bool(re.match(pattern + ("$" if rule.endswith("$") else ""), path))

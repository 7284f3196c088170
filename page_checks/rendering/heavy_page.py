"""A page is heavy: much has to be loaded before it is there.

## What it checks
How many bytes were loaded for each page of the shop, opened with nothing in the cache, pictures and scripts of others
included. Over 2 MB a person should look, over 5 MB it fails; where the shop's file sets a budget (`budgets: {weight:
…}`), what is over it fails. The heaviest parts are named, and pages with the same heaviest part are one finding.

## Why it matters
Not everybody has fibre: on a train, in the country or abroad five megabytes take half a minute and cost money. A phone
also has to unpack them. Whoever waits before she has seen the shop's goods has no reason to stay.

## How to fix
Begin with the parts that are named: serve pictures in the size in which they are shown and in a modern format (WebP, AVIF),
load what lies below the fold when it is needed, and throw out scripts whose use nobody remembers.

## Example
“/en/ loads 7.4 MB; the heaviest parts are /media/hero.png (5.2 MB) and /static/app.js (1.1 MB).” The picture had been
uploaded as the photographer had sent it.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.measured import Measured, measured_pages
from shopper.reading.pages import page_owner

_MEGABYTE = 1_000_000
_MUCH, _TOO_MUCH = 2 * _MEGABYTE, 5 * _MEGABYTE
_SHOWN = 5


@check(
    title="Pages are light",
    failure="A page is heavy",
    category="speed",
    impact="minor",
    serves=["4-10", "2-15"],
)
def heavy_page(visit: Evidence) -> Findings:
    groups: dict[tuple[Outcome, str], list[tuple[Measured, float]]] = {}
    for page in measured_pages(visit):
        size = page.least(lambda probe: probe.size)
        if size is not None:
            outcome = _outcome(size, visit.plan.shop.budgets.get("weight"))
            part = next(iter(_heaviest(page)), "") if outcome is not Outcome.PASS else ""
            groups.setdefault((outcome, part or page.name), []).append((page, size))
    for (outcome, _), found in groups.items():
        yield _verdict(outcome, sorted(found, key=lambda one: -one[1]), visit)


def _outcome(size: float, budget: float | None) -> Outcome:
    if budget is not None:
        return Outcome.FAIL if size > budget else Outcome.PASS
    return Outcome.FAIL if size > _TOO_MUCH else Outcome.REVIEW if size > _MUCH else Outcome.PASS


def _heaviest(page: Measured) -> tuple[str, ...]:
    return next((probe.heaviest for probe in page.probes if probe.heaviest), ())


def _verdict(outcome: Outcome, found: list[tuple[Measured, float]], visit: Evidence) -> Verdict:
    page, size = found[0]
    more, parts = len(found) - 1, " and ".join(_heaviest(page)[:2])
    where = page.name + (f" and {more} more page{'s' * (more > 1)}" if more else "")
    named = f"; the heaviest parts are {parts}" if parts and outcome is not Outcome.PASS else ""
    budget = visit.plan.shop.budgets.get("weight", _MUCH)
    return Verdict(
        outcome=outcome,
        sentence=f"{where} load{'s' * (not more)} {_in_words(size)}{named}.",
        expected=f"{_in_words(budget)} at most",
        actual=_in_words(size),
        about=page.name,
        owner=page_owner(page.probes[0].url, visit),
        evidence=tuple(one.source for one, _ in found[:_SHOWN] if one.source),
    )


def _in_words(size: float) -> str:
    return f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE else f"{size / 1000:.0f} KB"

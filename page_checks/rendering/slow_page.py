"""A page is slow: it shows its main part late, jumps while it loads, or does not answer a tap.

## What it checks
The shop's pages, opened with nothing in the cache: when the main part was painted (Largest Contentful Paint, over 2.5 s a
person should look, over 4 s it fails), how much the page jumped (Cumulative Layout Shift, over 0.1 and 0.25), and the
longest time for which it could not have answered a tap (the longest task, which stands in for Interaction to Next Paint:
over 0.5 s a person should look). The limits are Google's for Core Web Vitals; the shop's file may set its own
(`budgets`), and what is over one of those fails. This is a laboratory's speed: one machine, one place, the best of its
measurements. Of a shop on the same machine only a page that is three times as slow as its others fails, and neither a
server that was slow to begin nor a machine that was busy is held against it.

## Why it matters
Of people on phones every second one leaves a page that takes longer than three seconds. One that jumps lets her tap the
wrong thing, and one that does not answer gets tapped twice: two orders.

## How to fix
For the paint: serve the largest picture small and first, load scripts after it, and let the server answer from a cache.
For the jumps: give pictures, banners and fonts their place from the beginning. For the tap: split long scripts and drop
those of others. Then measure at real customers' (CrUX, web-vitals).

## Example
“/en/products/celadon-mug and 5 more pages show their main part after 6.1 s (laboratory).” A photograph of 4 MB was scaled
down by the browser.
"""

from collections.abc import Callable
from dataclasses import dataclass

from shopper import Evidence, Findings, Outcome, PageProbe, Verdict, check
from shopper.reading.measured import Measured, is_at_home, measured_pages, stands_out
from shopper.reading.pages import page_owner

_SHOWN = 5


@dataclass(frozen=True)
class _Vital:
    """One thing that is measured: `poor` None: it never fails by itself."""

    about: str
    budget: str
    measure: Callable[[PageProbe], float | None]
    good: float
    poor: float | None
    said: Callable[[float, bool], str]
    unit: Callable[[float], str]
    a_time: bool = True


_VITALS = (
    _Vital(
        "loading",
        "lcp",
        lambda probe: probe.largest_paint,
        2500,
        4000,
        lambda value, many: f"show{'s' * (not many)} {'their' if many else 'its'} main part after {value / 1000:.1f} s",
        lambda value: f"{value / 1000:.1f} s",
    ),
    _Vital(
        "jumping",
        "cls",
        lambda probe: probe.shift,
        0.1,
        0.25,
        lambda value, many: f"jump{'s' * (not many)} while {'they load' if many else 'it loads'}: by {value:.2f}",
        lambda value: f"{value:.2f}",
        a_time=False,
    ),
    _Vital(
        "answering",
        "inp",
        lambda probe: probe.blocked,
        500,
        None,
        lambda value, many: f"could not have answered a tap for {value / 1000:.1f} s",
        lambda value: f"{value / 1000:.1f} s",
    ),
)


@check(
    title="Pages are fast",
    failure="A page is slow",
    category="speed",
    impact="moderate",
    serves=["4-10", "2-15"],
)
def slow_page(visit: Evidence) -> Findings:
    pages = measured_pages(visit)
    for vital in _VITALS:
        yield from _judge(vital, pages, visit)


def _judge(vital: _Vital, pages: list[Measured], visit: Evidence) -> Findings:
    values = {page: value for page in pages if (value := page.least(vital.measure)) is not None}
    by_outcome: dict[Outcome, dict[Measured, float]] = {}
    for page, value in values.items():
        others = [other for one, other in values.items() if one is not page]
        by_outcome.setdefault(_outcome(vital, page, value, others, visit), {})[page] = value
    for outcome, found in by_outcome.items():
        yield _verdict(vital, outcome, found, visit)


def _outcome(vital: _Vital, page: Measured, value: float, others: list[float], visit: Evidence) -> Outcome:
    budget = visit.plan.shop.budgets.get(vital.budget)  # type: ignore[call-overload]
    poor = vital.poor if budget is None else budget
    if vital.a_time and is_at_home(visit):
        own = value - (page.least(lambda probe: probe.answered) or 0)
        return Outcome.FAIL if poor and own > poor and stands_out(own, others) else Outcome.PASS
    if poor is not None and value > poor:
        return Outcome.FAIL
    return Outcome.REVIEW if budget is None and value > vital.good else Outcome.PASS


def _verdict(vital: _Vital, outcome: Outcome, found: dict[Measured, float], visit: Evidence) -> Verdict:
    ranked = sorted(found, key=lambda page: (-found[page], page.name))
    worst, more = ranked[0], len(ranked) - 1
    value = found[worst]
    where = worst.name + (f" and {more} more page{'s' * (more > 1)}" if more else "")
    budget = visit.plan.shop.budgets.get(vital.budget, vital.good)  # type: ignore[call-overload]
    most = " at most" if outcome is Outcome.PASS and more else ""
    began = worst.least(lambda probe: probe.answered) or 0
    server = f"; the server took {began / 1000:.1f} s of it to answer" if vital.budget == "lcp" and began > value / 3 else ""
    return Verdict(
        outcome=outcome,
        sentence=f"{where} {vital.said(value, bool(more))}{most} (laboratory){server}.",
        expected=f"{vital.unit(budget)} at most",
        actual=vital.unit(value),
        about=vital.about,
        owner=page_owner(worst.probes[0].url, visit),
        evidence=tuple(page.source for page in ranked[:_SHOWN] if page.source),
    )

"""On a page of the shop there was no way to reach a person.

## What it checks
Every page of the shop that was seen, by the customer or by an exploration: a phone number, a mail address, a chat, a link to
the contact page, or a way by links over pages that were seen to one that has any of these. In the checkout it must stand on
the page itself, because whoever leaves the checkout leaves the order. All other pages without a way that an exploration found
are one finding: it is the site that lacks it. Nobody can tell of a page that was still loading when it was read. Pages that
broke, pages of other firms and pages that a mail opened are not
judged.

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

import re
from collections.abc import Iterable, Mapping, Sequence

from shopper import Evidence, Findings, Outcome, PageView, Verdict, check
from shopper.reading.contact import ways_to_a_person
from shopper.reading.errors import error_text
from shopper.reading.links import is_checkout, path_of, place_of
from shopper.reading.pages import is_own
from shopper.reading.state_graph import Moment, Move, State, graph_of
from shopper.reading.text import normal, plain_letters

_SHOWN = 5
_FEW, _NEXT_TO_NOTHING = 20, 3
"""Words of a page that was still loading when it was read: where it says so, and where it says nothing else."""
_LOADING = re.compile(
    r"(?<!\w)(?:loading|please wait|one moment|dang (?:tai|xu ly)|vui long (?:cho|doi)|wird geladen|bitte warten"
    r"|chargement|veuillez patienter|cargando|espere)(?!\w)"
)
_NO_WAY = "there is no way to reach a person"
_A_WAY = "a phone number, mail address, chat or link to the contact page"


@check(
    title="A person can be reached from every page",
    failure="A page has no way to a person",
    category="ease",
    impact="serious",
    serves=["0-02", "1-14", "2-07", "4-04"],
)
def no_way_to_a_person(visit: Evidence) -> Findings:
    graph = graph_of(visit)
    own = (visit.address, visit.plan.persona.phone)
    there = {state: next(ways_to_a_person(moment.page, own=own), "") for state, moment in graph.moments.items()}
    ways = graph.ways({state: way for state, way in there.items() if way})
    lost: list[Moment] = []
    for moment in _judged(visit, graph.moments.values()):
        way = there[moment.state] or ("" if is_checkout(moment.page.url) else _led(ways.get(moment.state, ()), there))
        name = path_of(moment.page.url)
        loading = not way and _is_loading(moment.page)
        if not way and not loading and moment.source.startswith("page:") and not is_checkout(moment.page.url):
            lost.append(moment)
            continue
        yield Verdict(
            outcome=Outcome.PASS if way else Outcome.CANT_TELL if loading else Outcome.FAIL,
            sentence=f"On {name} a person can be reached."
            if way
            else f"{name} showed next to nothing when it was read: it may have been loading."
            if loading
            else f"On {name} {_NO_WAY}.",
            expected=_A_WAY,
            actual=way or "none",
            about=name,
            owner="web shop",
            evidence=(moment.source,),
        )
    if lost:
        yield _of_site(lost)


def _is_loading(page: PageView) -> bool:
    """Whether a page without a link shows next to nothing, so that it was read before it was there."""
    words = len(page.text.split())
    waits = words < _FEW and bool(_LOADING.search(plain_letters(normal(page.text))))
    return not page.links and (waits or words <= _NEXT_TO_NOTHING)


def _of_site(lost: Sequence[Moment]) -> Verdict:
    """One verdict on all pages of an exploration from which nobody can be reached."""
    name, more = path_of(lost[0].page.url), len(lost) - 1
    others = f" and {more} more page{'s' * (more > 1)}" if more else ""
    return Verdict(
        outcome=Outcome.FAIL,
        sentence=f"On {name}{others} {_NO_WAY}.",
        expected=_A_WAY,
        actual="none",
        about="many pages" if more else name,
        owner="web shop",
        evidence=tuple(moment.source for moment in lost[:_SHOWN]),
    )


def _led(way: Sequence[Move], there: Mapping[State, str]) -> str:
    """A way over other pages, in words; empty if there is none."""
    if not way:
        return ""
    further = f", {len(way)} clicks away" if len(way) > 1 else ""
    return f"link “{way[0].words}” to a page with {there[way[-1].end]}{further}"


def _judged(visit: Evidence, moments: Iterable[Moment]) -> Iterable[Moment]:
    """The shop's own working pages, each place as it was seen last."""
    landings = {place_of(step.page.url) for step in visit.steps if step.page and step.verb == "open_mail_link"}
    last = {moment.state.place: moment for moment in moments if moment.state.place not in landings}
    return (moment for moment in last.values() if _is_judged(moment.page, visit))


def _is_judged(page: PageView, visit: Evidence) -> bool:
    return (
        is_own(page.url, visit)
        and bool(page.blocks)
        and (page.status or 200) < 400
        and not page.challenged
        and not error_text(page)
    )

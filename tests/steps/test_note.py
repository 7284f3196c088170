"""What fits a pattern is noted, seen or missed; a text by language is typed in the customer's own."""

from __future__ import annotations

from typing import Any

import pytest

from shopper.model import VisitState

pytestmark = pytest.mark.browser

HEADING = {"role": "heading"}
JOURNEYS: dict[str, dict[str, Any]] = {
    "fits": {
        "steps": [
            {"goto": "/"},
            {"see": {**HEADING, "matches": "^Tiny"}},
            {"note": {"sign.kind": {**HEADING, "match": r"Tiny (\w+)"}, "sign.size": {**HEADING, "match": "T[a-z]+"}}},
            {"fill": {"into": {"label": "Email"}, "text": {"en": "${sign.size}-${sign.kind}"}}},
        ]
    },
    "note_misses": {"steps": [{"goto": "/"}, {"note": {"order.number": {**HEADING, "match": r"GS-\d+"}}}]},
    "see_misses": {"steps": [{"goto": "/"}, {"see": {**HEADING, "matches": r"GS-\d+", "wait": "1s"}}]},
}


@pytest.fixture(scope="module")
def played(play: Any) -> Any:
    return play(JOURNEYS)


def test_only_what_fits_is_noted_with_all_words_as_the_quote(played: Any) -> None:
    visit = played.seen["fits"]
    assert (visit.reason, visit.state) == ("", VisitState.FINISHED)
    facts = {fact.name: (fact.value, fact.quote) for fact in visit.facts if fact.name.startswith("sign.")}
    assert facts == {"sign.kind": ("shop", "Tiny shop"), "sign.size": ("Tiny", "Tiny shop")}


def test_where_nothing_fits_the_journey_is_broken(played: Any) -> None:
    visit = played.seen["note_misses"]
    assert visit.state is VisitState.BROKEN
    assert r"“Tiny shop” does not fit `GS-\d+`" in visit.reason


def test_what_the_shop_must_show_and_does_not_blocks_the_customer(played: Any) -> None:
    visit = played.seen["see_misses"]
    assert visit.state is VisitState.BLOCKED
    assert r"says “Tiny shop”, which does not fit `GS-\d+`" in visit.reason

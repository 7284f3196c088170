"""What the shop hands out is kept as it is, read, and compared; what it does not hand out blocks the customer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from shopper.model import Evidence, Money, VisitState

pytestmark = pytest.mark.browser

GOOD = {
    "linked": {"link": "Invoice", "as": "invoice"},
    "moved": {"link": "Moved"},
    "saved": {"button": "Save", "as": "invoice"},
    "shown": {"button": "Show", "as": "invoice"},
}
BAD = {
    "gone": ({"link": "Gone", "as": "invoice"}, "the shop's invoice cannot be downloaded: {url}/gone answers 500"),
    "a_page": ({"link": "Sign in"}, "the shop's link “Sign in” cannot be downloaded: {url}/login is a page, not a file"),
    "empty": ({"link": "Empty"}, "{url}/empty is empty"),
    "circle": ({"link": "Circle"}, "redirects in a circle"),
}


def journey(**what: str) -> dict[str, Any]:
    role, name = next((role, what.pop(role)) for role in ("link", "button") if role in what)
    return {"steps": [{"goto": "/account"}, {"download": {"role": role, "name": name, **what}}]}


@pytest.fixture(scope="module")
def played(play: Any) -> Any:
    bad = {name: journey(**what) for name, (what, _) in BAD.items()}
    return play({**{name: journey(**what) for name, what in GOOD.items()}, **bad, "away": journey(link="Away")})


@pytest.mark.parametrize("name", GOOD)
def test_links_redirects_and_buttons_give_the_same_file(played: Any, name: str) -> None:
    visit: Evidence = played.seen[name]
    assert (visit.reason, visit.state) == ("", VisitState.FINISHED)
    (document,) = visit.documents
    assert document.name == ("Hoá đơn 77.pdf" if name == "moved" else "invoice")
    assert (document.type, document.pages, document.problem) == ("application/pdf", 1, "")
    assert document.source == "step:2" and document.blob
    assert (played.folder / document.blob.path).read_bytes().startswith(b"%PDF-")


def test_what_a_document_says_are_facts_and_they_are_read_again(played: Any) -> None:
    visit: Evidence = played.seen["linked"]
    said = {fact.name: fact for fact in visit.facts}
    assert said["order.number"].value == "GS-10023" and said["order.number"].source == f"document:{visit.documents[0].id}"
    assert said["order.total"].value == Money(amount=Decimal("36.80"), currency="EUR")
    assert played.reopened("linked") == visit
    assert "HD-2026-77" not in str(played.events("linked", "document")), "the text stays out of the journal"


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_handed_over_blocks_her(played: Any, tiny_shop: Any, name: str) -> None:
    visit: Evidence = played.seen[name]
    assert visit.state is VisitState.BLOCKED
    assert BAD[name][1].format(url=tiny_shop.url) in visit.reason
    assert visit.documents == ()


def test_a_redirect_to_a_stranger_is_not_followed(played: Any) -> None:
    visit: Evidence = played.seen["away"]
    assert visit.state is VisitState.BROKEN
    assert "http://elsewhere.test/x.pdf is not on one of the shop's hosts" in visit.reason


def test_in_firefox_too(play: Any) -> None:
    names = ("linked", "saved", "shown")
    seen = play({name: {**journey(**GOOD[name]), "matrix": {"browser": "firefox"}} for name in names}).seen
    assert {name: (seen[name].state, seen[name].reason) for name in names} == dict.fromkeys(names, (VisitState.FINISHED, ""))
    assert [len(seen[name].documents) for name in names] == [1, 1, 1]


def test_a_button_that_gives_nothing(play: Any, monkeypatch: pytest.MonkeyPatch, tiny_shop: Any) -> None:
    monkeypatch.setattr("shopper.visit.files.PATIENCE", 1.0)
    seen = play({"idle": journey(button="Idle"), "lost": journey(button="Lose"), "missing": journey(button="Sell")}).seen
    assert {name: visit.state for name, visit in seen.items()} == {
        "idle": VisitState.BLOCKED, "lost": VisitState.BLOCKED, "missing": VisitState.BROKEN,
    }  # fmt: skip
    assert seen["idle"].reason == "the shop's button “Idle” cannot be downloaded: no file came within 1 s"
    assert seen["lost"].reason == f"the shop's button “Lose” cannot be downloaded: {tiny_shop.url}/gone? answers 500"

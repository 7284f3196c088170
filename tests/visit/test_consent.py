"""A consent banner is answered wherever and whenever it appears; one that nobody described is named as a suspect."""

from __future__ import annotations

from typing import Any

import pytest

from shopper.model import Evidence, VisitState

pytestmark = pytest.mark.browser

WALL = "position:fixed;inset:0;background:white"
LATE = f"""<h1>Shop</h1><button onclick="this.textContent='Bought'">Buy</button><script>
setTimeout(() => document.body.insertAdjacentHTML('beforeend',
  `<div id=b style="{WALL}"><button onclick="b.remove()">Reject</button></div>`), DELAY);
</script>"""
SETTINGS = f"""<h1>Shop</h1><div id=b style="{WALL}"><button onclick="more.hidden=false">Settings</button>
<div id=more hidden><button onclick="b.remove()">Reject</button></div></div>"""
STUBBORN = f"""<h1>Shop</h1><div style="{WALL};height:50px"><button onclick="clicks.textContent += '!'">Reject</button></div>
<p style="margin-top:80px" id=clicks></p><button>Buy</button>"""
PAGES = {"/late": LATE.replace("DELAY", "700"), "/at_once": LATE.replace("DELAY", "0"), "/settings": SETTINGS,
         "/stubborn": STUBBORN}  # fmt: skip
REJECT = {"role": "button", "name": "Reject"}
BUY = {"click": {"role": "button", "name": "Buy"}}


@pytest.fixture(scope="module", autouse=True)
def pages(tiny_shop: Any) -> None:
    answer = tiny_shop.answer
    tiny_shop.answer = lambda path, headers: (200, PAGES[path], {}) if path in PAGES else answer(path, headers)


@pytest.fixture(scope="module")
def seen(play: Any) -> dict[str, Evidence]:
    journeys = {
        "late": {"steps": [{"goto": "/late"}, BUY, {"see": "Bought"}]},
        "late_in_firefox": {"matrix": {"browser": "firefox"}, "steps": [{"goto": "/late"}, BUY, {"see": "Bought"}]},
        "on_a_later_page": {"steps": [{"goto": "/"}, {"goto": "/at_once"}, BUY, {"see": "Bought"}]},
        "stubborn": {"steps": [{"goto": "/stubborn"}, BUY, BUY, {"note": {"clicks": {"css": "#clicks"}}}]},
    }
    played: dict[str, Evidence] = play(journeys, consent=REJECT)
    return played


@pytest.mark.parametrize("name", ["late", "late_in_firefox", "on_a_later_page", "stubborn"])
def test_a_banner_is_answered(seen: dict[str, Evidence], name: str) -> None:
    assert (seen[name].reason, seen[name].state) == ("", VisitState.FINISHED)


def test_a_banner_that_stays_is_answered_once(seen: dict[str, Evidence]) -> None:
    fact = seen["stubborn"].fact("clicks")
    assert fact and fact.value == "!"


def test_several_buttons_one_after_the_other(play: Any) -> None:
    consent = [{"role": "button", "name": "Settings"}, REJECT]
    visit = play({"settings": {"steps": [{"goto": "/settings"}, {"see": "Shop"}]}}, consent=consent)["settings"]
    assert (visit.reason, visit.state) == ("", VisitState.FINISHED)
    assert visit.steps[0].page and "Reject" not in visit.steps[0].page.controls


def test_what_lies_over_a_button_may_be_a_banner(play: Any) -> None:
    visit = play({"covered": {"steps": [{"goto": "/settings"}, {"click": {"role": "heading", "name": "Shop"}}]}})["covered"]
    assert "something lies over it" in visit.reason
    assert "write into the shop's file how it is answered: `consent:`" in visit.reason

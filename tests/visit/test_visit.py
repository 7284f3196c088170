"""How visits end: whose fault a failed step is, what is kept, and what is never done twice."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from shopper.model import Evidence, Money, VisitState

pytestmark = pytest.mark.browser

LINK = {"click": {"role": "link", "name": "Cup"}}
JOURNEYS: dict[str, dict[str, Any]] = {
    "goes_well": {
        "steps": [
            {"goto": "/"}, LINK,
            {"note": {"price": {"role": "status", "as": "money"}}},
            {"click": {"role": "link", "name": "Buy"}, "once": True, "done_if": {"see": "T-1001"}},
            {"see": {"role": "heading", "name": "Thank you"}},
            {"note": {"order.number": {"css": "#number"}}},
        ]
    },
    "error_page": {"steps": [{"goto": "/"}, {"click": {"role": "link", "name": "Gone"}}, LINK]},
    "error_text": {"steps": [{"goto": "/sorry"}, LINK]},
    "not_shown": {"steps": [{"goto": "/"}, {"see": "Free delivery", "wait": "1s"}, LINK]},
    "no_such_link": {
        "steps": [{"goto": "/"}, {"click": {"role": "link", "name": "Teapot"}}, LINK],
        "cleanup": [{"goto": "/product"}],
    },
    "optional": {"steps": [{"goto": "/"}, {"see": "Free delivery", "wait": "1s", "optional": True}, LINK]},
    "looks_again": {
        "steps": [
            {"goto": "/parcel"},
            {"wait_until": {"see": {"text": "Delivered"}, "every": "1s", "within": "3m"}},
            {"see": "Delivered"},
        ]
    },
    "looks_in_vain": {
        "steps": [{"goto": "/product"}, {"wait_until": {"see": {"text": "Sold"}, "every": "1s", "within": "1s"}}, LINK]
    },
    "looks_no_more": {
        "steps": [
            {"goto": "/product"},
            {"wait_until": {"see": {"text": "Sold"}, "unless": {"text": "19,90"}, "every": "1h", "within": "2d"}},
        ]
    },
    "chat": {"steps": [
        {"goto": "/chat"}, {"say": "Is it safe in a microwave?"}, {"await_reply": "bot", "within": "5s"},
        {"say": "A person please"}, {"await_reply": "person", "within": "5s"},
    ]},
    "chat_alone": {"steps": [{"goto": "/chat"}, {"say": "Hello?"}, {"await_reply": "person", "within": "1s"}]},
    "links": {"steps": [{"goto": "/links"}]},
    "robot": {"steps": [{"goto": "/robot"}, {"see": "Tiny"}]},
    "endless": {"steps": [{"goto": "/endless"}, {"see": "Nearly there"}]},
    "file": {"steps": [{"goto": "/"}, {"goto": "/file"}]},
    "meddler": {"steps": [{"goto": "/meddler"}, {"see": "Odd page"}]},
    "halves": {"steps": [{"goto": "/halves"}, {"see": "Halves"}]},
    "busy": {"steps": [{"goto": "/busy"}, LINK]},
    "popup": {"steps": [{"goto": "/popup"}, {"see": "With a pop-up"}]},
    "tab": {"steps": [{"goto": "/tab"}, {"click": {"role": "link", "name": "new tab"}}, {"see": "19,90"}]},
    "window_shuts_itself": {
        "steps": [
            {"goto": "/shop"},
            {"click": {"role": "link", "name": "Pay"}}, {"click": {"role": "button", "name": "Approve"}}, {"see": "Shop"},
            {"click": {"role": "link", "name": "Pay"}},
            {"press": {"key": "Enter", "in": {"role": "button", "name": "Approve"}}},
            {"see": "Shop"},
        ]
    },
    "odd_condition": {
        "steps": [{"goto": "/"}, {"note": {"a.title": {"role": "heading"}}}, {"goto": "/product", "if": "a.title > 100"}]
    },
    "foreign": {"inputs": {"where": "https://www.example.com/"}, "steps": [{"goto": "${inputs.where}"}]},
    "form": {
        "steps": [
            {"goto": "/form"},
            {"fill": {"into": {"label": "Name"}, "text": "Nguyễn Thùy Linh"}},
            {"choose": {"in": {"label": "Size"}, "option": "L"}},
            {"tick": {"label": "I agree"}},
            {"click": {"role": "button", "name": "Send"}},
        ]
    },
    "two_legs": {"steps": [{"goto": "/login"}, {"wait": "1s"}, {"goto": "/me"}, {"see": "Hello Linh"}]},
    "branches": {
        "steps": [
            {"goto": "/product"},
            {"note": {"price": {"role": "status", "as": "money"}}},
            {
                "if": "price.amount > 100",
                "then": [{"note": {"order.number": {"css": "#number"}}}],
                "else": [{"goto": "/ordered"}],
            },
            {"goto": "/gone", "if": "order.number"},
            {"note": {"order.number": {"css": "#number"}}},
        ]
    },
    "too_dear": {
        "limits": {"spend": "10 EUR"},
        "steps": [
            {"goto": "/product"},
            {"note": {"price": {"role": "status", "as": "money"}}},
            {"click": {"role": "link", "name": "Buy"}, "once": True, "done_if": {"see": "T-1001"}},
        ],
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def seen(play: Any) -> dict[str, Evidence]:
    chat = {"message": {"label": "Message"}, "send": {"role": "button", "name": "Send"}}
    told = {who: {"css": f"[data-who={css}]"} for who, css in (("persons", "person"), ("bots", "bot"))}
    answers = {"css": "[data-turn]:not([data-who=customer])"}
    found: dict[str, Evidence] = play(JOURNEYS, chat={**chat, **told, "answers": answers}, never_click=["leave"])
    return found


def outcomes(visit: Evidence) -> list[str]:
    return [step.outcome for step in visit.steps]


def test_a_visit_that_goes_well(seen: dict[str, Evidence]) -> None:
    visit = seen["goes_well"]
    assert (visit.state, visit.reason) == (VisitState.FINISHED, "")
    assert outcomes(visit) == ["passed"] * 6
    price, number = visit.fact("price"), visit.fact("order.number")
    assert price and price.value == Money(amount="19.90", currency="EUR") and price.quote == "19,90 €"
    assert number and number.value == "T-1001" and number.source == "step:6"
    assert all(step.page and step.picture for step in visit.steps)
    assert visit.steps[1].page and visit.steps[1].page.status == 200
    assert visit.steps[0].page and [link.text for link in visit.steps[0].page.links] == ["Cup", "Gone", "Leave the club"]


def test_a_window_that_shuts_itself_when_it_is_clicked_was_clicked(seen: dict[str, Evidence]) -> None:
    visit = seen["window_shuts_itself"]
    assert (visit.state, outcomes(visit)) == (VisitState.FINISHED, ["passed"] * 7), visit.reason


def test_an_error_page_blocks_the_customer(seen: dict[str, Evidence]) -> None:
    visit = seen["error_page"]
    assert visit.state is VisitState.BLOCKED
    assert "/gone answers 500" in visit.reason
    assert visit.steps[1].page and visit.steps[1].page.status == 500


def test_an_error_text_on_a_200_blocks_her_too(seen: dict[str, Evidence]) -> None:
    visit = seen["error_text"]
    assert visit.state is VisitState.BLOCKED
    assert "Something went wrong" in visit.reason


def test_what_the_shop_had_to_show_and_did_not_blocks_her(seen: dict[str, Evidence]) -> None:
    visit = seen["not_shown"]
    assert visit.state is VisitState.BLOCKED
    assert visit.reason == "the page does not show text “Free delivery”"
    assert outcomes(visit) == ["passed", "failed"], "after the block nothing is played"


def test_a_journey_that_does_not_fit_is_broken_and_points_at_its_line(seen: dict[str, Evidence]) -> None:
    visit = seen["no_such_link"]
    assert visit.state is VisitState.BROKEN
    assert "Teapot" in visit.reason and "not found on the page" in visit.reason
    assert "journeys/no_such_link.yaml:" in visit.reason
    assert [(step.text, step.cleanup) for step in visit.steps][-1] == ("goto: /product", True), "cleanup is played all the same"


def test_a_page_is_looked_at_again_until_it_shows_what_is_waited_for(seen: dict[str, Evidence], tiny_shop: Any) -> None:
    visit = seen["looks_again"]
    assert (visit.state, outcomes(visit)) == (VisitState.FINISHED, ["passed"] * 3)
    assert tiny_shop.seen["/parcel"] > 2, "it was opened again and again"
    assert visit.steps[1].page and "Delivered" in visit.steps[1].page.text


def test_looking_again_ends_when_its_time_is_over_or_its_hope_is_gone(seen: dict[str, Evidence]) -> None:
    visit = seen["looks_in_vain"]
    assert visit.state is VisitState.BLOCKED
    assert visit.reason == "the page did not show text “Sold” within 1s"
    visit = seen["looks_no_more"]
    assert visit.state is VisitState.BLOCKED
    assert visit.reason == "the page shows text “19,90”: nothing more is waited for"


def test_a_chat_is_kept_turn_by_turn_with_who_spoke(seen: dict[str, Evidence]) -> None:
    visit = seen["chat"]
    assert (visit.state, visit.reason) == (VisitState.FINISHED, "")
    assert [(turn.who, turn.text) for turn in visit.chat] == [
        ("bot", "Hello!"),
        ("customer", "Is it safe in a microwave?"),
        ("bot", "One moment."),
        ("customer", "A person please"),
        ("bot", "One moment."),
        ("person", "Mai here: yes, it is."),
    ]
    assert [turn.at for turn in visit.chat] == sorted(turn.at for turn in visit.chat)


def test_whom_nobody_answers_in_the_chat_is_stuck(seen: dict[str, Evidence]) -> None:
    visit = seen["chat_alone"]
    assert visit.state is VisitState.BLOCKED
    assert visit.reason == "no person answered in the chat within 1s"
    assert [turn.who for turn in visit.chat] == ["bot", "customer", "bot"]


def test_links_of_pages_are_asked_for_except_foreign_and_forbidden_ones(seen: dict[str, Evidence], tiny_shop: Any) -> None:
    probes = {urlsplit(probe.href).path: probe for probe in seen["links"].page_links}
    assert {path: (probe.status, probe.attempts) for path, probe in probes.items()} == {
        "/gone": (500, 2), "/product": (200, 2), "/nowhere": (404, 2),
    }  # fmt: skip
    assert {probe.found_on for probe in probes.values()} == {"step:1"}
    assert "/leave" not in tiny_shop.seen


def test_an_optional_step_stays_visible(seen: dict[str, Evidence]) -> None:
    assert seen["optional"].state is VisitState.FINISHED
    assert outcomes(seen["optional"]) == ["passed", "optional_failed", "passed"]


def test_a_bot_challenge_is_never_circumvented(seen: dict[str, Evidence]) -> None:
    visit = seen["robot"]
    assert visit.state is VisitState.INDETERMINATE
    assert "bot challenge" in visit.reason
    assert len(visit.steps) == 1


def test_a_foreign_host_is_refused_before_anything_goes_out(seen: dict[str, Evidence]) -> None:
    visit = seen["foreign"]
    assert visit.state is VisitState.BROKEN
    assert "not on one of the shop's hosts" in visit.reason and "`hosts`" in visit.reason


def test_a_page_that_never_finishes_loading_is_still_a_page(seen: dict[str, Evidence]) -> None:
    assert (seen["endless"].state, seen["endless"].reason) == (VisitState.FINISHED, "")


def test_a_download_is_no_page(seen: dict[str, Evidence]) -> None:
    assert "/file is a file to download" in seen["file"].reason


@pytest.mark.parametrize("name", ["meddler", "halves", "popup", "tab"])
def test_odd_pages_are_visited_like_others(seen: dict[str, Evidence], name: str) -> None:
    assert (seen[name].state, seen[name].reason) == (VisitState.FINISHED, "")


def test_a_page_that_hangs_ends_its_own_visit_in_time(seen: dict[str, Evidence]) -> None:
    visit = seen["busy"]
    assert visit.state in (VisitState.BROKEN, VisitState.TOOL_ERROR)
    assert (visit.ended - visit.started).total_seconds() < 90


def test_a_condition_that_cannot_be_worked_out_breaks_the_visit(seen: dict[str, Evidence]) -> None:
    visit = seen["odd_condition"]
    assert visit.state is VisitState.BROKEN
    assert "a.title > 100" in visit.reason and "journeys/odd_condition.yaml:" in visit.reason


def test_forms_and_a_button_that_stays_disabled(seen: dict[str, Evidence]) -> None:
    visit = seen["form"]
    assert outcomes(visit)[:4] == ["passed"] * 4
    assert "cannot be used (disabled)" in visit.steps[4].problem


def test_cookies_live_on_in_the_next_leg(seen: dict[str, Evidence]) -> None:
    assert (seen["two_legs"].state, seen["two_legs"].reason) == (VisitState.FINISHED, "")


def test_conditions(seen: dict[str, Evidence]) -> None:
    visit = seen["branches"]
    assert (visit.state, visit.reason) == (VisitState.FINISHED, "")
    assert outcomes(visit) == ["passed", "passed", "skipped", "passed", "skipped", "passed"]


def test_more_than_may_be_spent_is_never_spent(seen: dict[str, Evidence]) -> None:
    visit = seen["too_dear"]
    assert visit.state is VisitState.BROKEN
    assert "over the limit of 10 EUR" in visit.reason


def test_a_competitor_gets_no_order_and_what_is_never_clicked_is_not_clicked(play: Any, tiny_shop: Any) -> None:
    before = tiny_shop.seen["/ordered"]
    buy = {"click": {"role": "link", "name": "Buy"}, "once": True, "done_if": {"see": "T-1001"}}
    leave = {"click": {"role": "link", "name": "Leave the club"}}
    journeys = {"order": {"steps": [{"goto": "/product"}, buy]}, "leave": {"steps": [{"goto": "/"}, leave]}}
    journeys["by_css"] = {"steps": [{"goto": "/"}, {"click": {"css": "a[href='/leave']"}}]}
    seen = play(journeys, scope="competitor", never_click=["leave"])
    assert "competitor" in seen["order"].reason
    assert "never clicked" in seen["leave"].reason and "never clicked" in seen["by_css"].reason
    assert tiny_shop.seen["/ordered"] == before
    assert tiny_shop.seen["/leave"] == 0


def test_a_staging_password_and_a_consent_banner(play: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGING", "shop:hunter2")
    journeys = {
        "staging": {"steps": [{"goto": "/secret"}, {"see": "Inside"}]},
        "banner": {"steps": [{"goto": "/banner"}, {"see": "Behind"}]},
    }
    seen = play(journeys, sign_in={"basic": "${secret:STAGING}"}, consent={"role": "button", "name": "Reject"})
    assert seen["staging"].state is VisitState.FINISHED
    assert seen["banner"].steps[0].page and "Cookies?" not in seen["banner"].steps[0].page.text

"""A fault is met by the browser that it is for, from its step on, and is never held against the shop; what is not told is."""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from factories import a_plan, a_shop

from shopper.errors import StepFailed
from shopper.model import Evidence, FaultRule, Outcome, VisitState
from shopper.visit.faults import strikes_of

CALL = """<h1>Pay</h1><p id=s>Asking</p><script>
fetch('/gateway/session', {method: 'POST'}).then(a => a.text().then(t => { s.textContent = a.status + ' ' + t; }))
  .catch(() => { s.textContent = 'Nobody answers'; });
</script>"""
PAGES = {
    "/": "<h1>Shop</h1><a href=/pay>Pay</a><form method=post action=/redirect><button>Order</button></form>",
    "/pay": CALL,
    "/silent": "<h1>Pay</h1><script>fetch('/gateway/session', {method: 'POST'}).then(a => a.json())</script>",
    "/gateway/page": "<h1>Enter your card</h1>",
}


class Shop:
    """Calls a gateway from its pages, and sends customers to it. Counts what reached it."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                shop.seen.append(self.path)
                self.answer(200 if self.path in PAGES else 404, PAGES.get(self.path, "<h1>Nothing</h1>"))

            def do_HEAD(self) -> None:
                self.answer(200, "")

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                shop.seen.append(self.path)
                if self.path == "/redirect":
                    self.answer(303, "", Location="/gateway/page")
                else:
                    self.answer(201, "ready")

            def answer(self, status: int, text: str, **headers: str) -> None:
                data = text.encode()
                self.send_response(status)
                for name, value in {"Content-Type": "text/html", "Content-Length": str(len(data)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


FAULTS = {
    "gateway_down": {"url": "**/gateway/**", "answer": 503, "body": "out of order"},
    "gateway_gone": {"url": "**/gateway/**", "unreachable": True},
    "gateway_slow": [{"url": "**/gateway/*", "delay": "1s"}],
    "all_gone": {"host": "127.0.0.1", "unreachable": True},
}
JOURNEYS: dict[str, dict[str, Any]] = {
    "answered": {"steps": [{"goto": "/"}, {"fault": "gateway_down"}, {"goto": "/pay"}, {"see": "503 out of order"}]},
    "gone": {"steps": [{"fault": "gateway_gone"}, {"goto": "/pay"}, {"see": "Nobody answers"}]},
    "slow": {"fault": "gateway_slow", "steps": [{"goto": "/pay"}, {"see": "Asking"}, {"see": "201 ready"}]},
    "lifted": {"fault": "gateway_gone", "steps": [
        {"goto": "/pay"}, {"see": "Nobody answers"}, {"fault": "none"}, {"see": "Nobody answers"}, {"goto": "/pay"},
        {"see": "201 ready"},
    ]},
    "redirected": {"steps": [
        {"goto": "/"}, {"fault": "gateway_down"}, {"click": {"role": "button", "name": "Order"}}, {"see": "out of order"},
    ]},
    "silent": {"fault": "gateway_down", "steps": [{"goto": "/silent"}, {"see": {"role": "alert"}}]},
    "offline": {"steps": [
        {"goto": "/"}, {"fault": "offline"}, {"goto": "/pay"}, {"fault": "none"}, {"goto": "/pay"}, {"see": "201 ready"},
    ]},
    "waits_offline": {"steps": [{"goto": "/"}, {"fault": "offline"}, *[{"goto": "/pay"}] * 4]},
    "never_there": {"fault": "all_gone", "steps": [{"goto": "/"}, {"see": "Shop"}]},
    "unclickable": {"fault": "all_gone", "steps": [{"goto": "/"}, {"tick": {"label": "I agree"}, "optional": True}]},
    "by_input": {"inputs": {"name": "gatewai_down"}, "steps": [{"goto": "/"}, {"fault": "${inputs.name}"}]},
    "over_night": {"steps": [
        {"goto": "/"}, {"fault": "gateway_gone"}, {"wait": "1s"}, {"goto": "/pay"}, {"see": "Nobody answers"},
    ]},
    "cleaned_up": {"fault": "gateway_gone", "steps": [{"goto": "/"}], "cleanup": [{"goto": "/pay"}, {"see": "201 ready"}]},
}  # fmt: skip


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    with contextlib.closing(Shop()) as opened:
        yield opened


@pytest.fixture(scope="module")
def seen(play: Any, shop: Shop) -> dict[str, Evidence]:
    played: dict[str, Evidence] = play(JOURNEYS, url=shop.url, faults=FAULTS)
    return played


@pytest.mark.browser
@pytest.mark.parametrize(
    "name", ["answered", "gone", "slow", "lifted", "redirected", "offline", "waits_offline", "over_night", "cleaned_up"]
)
def test_what_the_customer_is_told_can_be_seen(seen: dict[str, Evidence], name: str) -> None:
    assert (seen[name].reason, seen[name].state) == ("", VisitState.FINISHED)
    assert {step.outcome for step in seen[name].steps} == {"passed"}


@pytest.mark.browser
def test_the_evidence_says_which_fault_was_on(seen: dict[str, Evidence]) -> None:
    assert [step.fault for step in seen["answered"].steps] == ["", "gateway_down", "gateway_down", "gateway_down"]
    assert [step.fault for step in seen["lifted"].steps] == ["gateway_gone"] * 2 + [""] * 4
    assert [step.fault for step in seen["over_night"].steps] == [""] + ["gateway_gone"] * 4, "a night does not mend anything"
    assert [step.fault for step in seen["cleaned_up"].steps] == ["gateway_gone", "", ""], "it must not hinder cleaning up"


@pytest.mark.browser
def test_what_the_shop_keeps_to_itself_blocks_the_customer(seen: dict[str, Evidence]) -> None:
    visit = seen["silent"]
    assert visit.state is VisitState.BLOCKED
    assert visit.reason == "the page does not show alert (the fault `gateway_down` was on)"


@pytest.mark.browser
def test_a_page_that_the_fault_took_away_is_no_tool_error(seen: dict[str, Evidence]) -> None:
    assert seen["never_there"].state is VisitState.BLOCKED
    assert "(the fault `all_gone` was on)" in seen["never_there"].reason
    assert seen["unclickable"].state is VisitState.FINISHED


@pytest.mark.browser
def test_an_order_that_leads_to_the_gateway_is_sent_once(seen: dict[str, Evidence], shop: Shop) -> None:
    assert seen["redirected"].steps
    assert shop.seen.count("/redirect") == 1


@pytest.mark.browser
def test_a_name_that_is_known_only_when_played(seen: dict[str, Evidence]) -> None:
    assert seen["by_input"].state is VisitState.BROKEN
    assert re.search(r"there is no fault `gatewai_down`. did you mean `gateway_down`\?", seen["by_input"].reason)


@pytest.mark.browser
@pytest.mark.parametrize("name", ["answered", "gone", "lifted", "redirected", "offline"])
def test_nothing_is_held_against_the_shop(seen: dict[str, Evidence], name: str) -> None:
    from shopper.registry import checks
    from shopper.verdict.running import run_checks

    wanted = {id: checks()[id] for id in ("broken-page", "page-error", "broken-page-link")}
    said = [verdict for ran in run_checks(seen[name], wanted) for verdict in ran.verdicts]
    assert {verdict.outcome for verdict in said} <= {Outcome.PASS}
    assert not [link for link in seen[name].page_links if "/gateway/" in link.href]


@pytest.mark.browser
def test_in_firefox_too(play: Any, shop: Shop) -> None:
    wanted = {name: {**JOURNEYS[name], "matrix": {"browser": "firefox"}} for name in ("answered", "gone", "waits_offline")}
    for visit in play(wanted, url=shop.url, faults=FAULTS).values():
        assert (visit.reason, visit.state) == ("", VisitState.FINISHED)


@pytest.mark.browser
def test_a_slow_line_takes_its_time(play: Any, shop: Shop) -> None:
    visit = play({"slow": {"fault": "slow_3g", "steps": [{"goto": "/"}, {"see": "Shop"}]}}, url=shop.url)["slow"]
    assert (visit.reason, visit.state) == ("", VisitState.FINISHED)
    assert (visit.steps[0].ended - visit.steps[0].started).total_seconds() >= 1.5


# --- whom a fault strikes, without a browser ----------------------------------------------------------------------


def struck(name: str, *addresses: str, url: str = "https://www.gomsen.test", **faults: FaultRule) -> list[bool]:
    plan = a_plan(shop=a_shop(url=url, faults={id: (rule,) for id, rule in faults.items()}))
    strikes = strikes_of(name, plan)
    return [any(fits(address) for fits, _ in strikes) for address in addresses]


def test_third_parties_are_all_but_the_shops_own_host_and_what_is_below_it() -> None:
    own = ("https://www.gomsen.test/a", "https://gomsen.test", "https://cdn.gomsen.test:8443/x?y#z")
    others = ("https://track.vanchuyen.test/", "https://evilgomsen.test/", "https://gomsen.test.evil.test/",
              "https://evil.test/?https://www.gomsen.test/", "https://www.gomsen.test@evil.test/")  # fmt: skip
    assert struck("no_third_parties", *own) == [False] * 3
    assert struck("no_third_parties", *others) == [True] * 5


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://www.gốm.test", "https://img.xn--gm-j9s.test/a"),
        ("https://gomsen.test./", "https://gomsen.test./a"),
        ("https://gomsen.test./", "https://www.gomsen.test/a"),
        ("http://[::1]:8000/", "http://[::1]:8000/a"),
        ("https://GomSen.test:443/", "https://gomsen.test/a"),
    ],
)
def test_a_shop_is_no_third_party_however_its_host_is_written(url: str, own: str) -> None:
    assert struck("no_third_parties", own, "https://track.test/", url=url) == [False, True]


def test_a_pattern_takes_no_longer_than_the_address_is_long() -> None:
    rule = FaultRule(url="https://a/" + "**b" * 6 + "**c", answer=500)
    started = time.monotonic()
    assert struck("mine", "https://a/" + "b" * 400, "https://a/" + "b" * 400 + "c", mine=rule) == [False, True]
    assert time.monotonic() - started < 1.0  # by backtracking it would be hours


def test_one_star_stays_within_a_part_of_the_address() -> None:
    rule = FaultRule(url="https://*.pay.test/v1/*/charge**", answer=500)
    fits = ("https://eu.pay.test/v1/7/charge", "https://eu.pay.test/v1/7/charge/now?x=1")
    does_not = ("https://eu.pay.test/v1/7/8/charge", "http://eu.pay.test/v1/7/charge", "https://eu.pay.test/v1/7/Xcharge")
    assert struck("mine", *fits, mine=rule) == [True, True]
    assert struck("mine", *does_not, mine=rule) == [False] * 3


def test_a_host_with_and_without_what_is_below_it() -> None:
    addresses = ("https://pay.test/x", "http://PAY.test:81", "https://eu.pay.test/", "https://xpay.test/")
    assert struck("mine", *addresses, mine=FaultRule(host="pay.test", answer=500)) == [True, True, False, False]
    assert struck("mine", *addresses, mine=FaultRule(host="*.pay.test", answer=500)) == [True, True, True, False]


def test_the_journeys_own_fault_comes_before_the_shops() -> None:
    plan = a_plan(shop=a_shop(faults={"down": (FaultRule(host="a.test", answer=500),)}))
    plan = plan.model_copy(update={"faults": {"down": (FaultRule(host="b.test", answer=402),)}})
    assert [rule.answer for _, rule in strikes_of("down", plan)] == [402]


def test_an_unknown_fault() -> None:
    with pytest.raises(StepFailed, match="there is no fault `ofline`") as caught:
        strikes_of("ofline", a_plan())
    assert "did you mean `offline`?" in caught.value.remedy

"""Links of pages are asked for once, a few at a time, and whatever came of it is said."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

import pytest

from shopper.egress import EgressGate
from shopper.model import LinkProbe
from shopper.visit.browser import Browsers
from shopper.visit.following import may_follow
from shopper.visit.page_links import AT_ONE_HOST, LinkAsker

pytestmark = pytest.mark.browser
CHALLENGE = "<title>Just a moment...</title><h1>shop.test</h1><p>Checking your browser"
SORRY = "<title>Maintenance</title><h1>We will be back soon</h1>"


class Shop(BaseHTTPRequestHandler):
    """Answers by the first word of the path: a status, `challenge`, `slow` (never, until `over`), `no_head`."""

    asked: Counter[str]
    over: Event
    busy, most, lock = 0, 0, Lock()

    def do_GET(self) -> None:
        self.answer()

    def do_HEAD(self) -> None:
        self.answer()

    def answer(self) -> None:
        kind = self.path.split("/")[1]
        with Shop.lock:
            Shop.asked[f"{self.command} {self.path}"] += 1
            Shop.busy += 1
            Shop.most = max(Shop.most, Shop.busy)
        try:
            if kind == "slow":
                Shop.over.wait(20)
            status = 503 if kind == "challenge" else int(kind) if kind.isdigit() else 200
            if kind == "no_head" and self.command == "HEAD":
                status = 405
            body = CHALLENGE if kind == "challenge" else SORRY
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body.encode())
        finally:
            with Shop.lock:
                Shop.busy -= 1

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def shop() -> Iterator[str]:
    Shop.asked, Shop.over, Shop.most = Counter(), Event(), 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    Shop.over.set()
    server.shutdown()
    server.server_close()


def ask(shop: str, *paths: str, patience: float = 30) -> list[LinkProbe]:
    async def run() -> list[LinkProbe]:
        async with Browsers() as browsers, EgressGate(("127.0.0.1",), shop=shop, private=("127.0.0.1",)) as gate:
            asker = LinkAsker(lambda: browsers.requests(gate.url, shop), may_follow(gate))
            try:
                return await asker.answers([shop + path for path in paths], patience)
            finally:
                await asker.close()

    return asyncio.run(run())


def test_each_is_asked_for_once_and_a_bad_answer_in_full_before_it_counts(shop: str) -> None:
    good, again, bad, no_head = ask(shop, "/200/a", "/200/a", "/500/b", "/no_head/c")
    assert (good.status, good.attempts) == (again.status, again.attempts) == (200, 1)
    assert (bad.status, bad.attempts) == (500, 2)
    assert (no_head.status, no_head.attempts) == (200, 2)
    assert Shop.asked == {
        "HEAD /200/a": 1, "HEAD /500/b": 1, "GET /500/b": 1, "HEAD /no_head/c": 1, "GET /no_head/c": 1,
    }  # fmt: skip


def test_a_bot_challenge_is_told_from_a_server_that_fails(shop: str) -> None:
    challenge, sorry = ask(shop, "/challenge/a", "/503/b")
    assert (challenge.status, challenge.challenged) == (503, True)
    assert (sorry.status, sorry.challenged) == (503, False)


def test_a_host_is_not_asked_for_everything_at_once(shop: str) -> None:
    ask(shop, *(f"/200/{number}" for number in range(60)))
    assert Shop.most <= AT_ONE_HOST


def test_what_has_no_answer_in_time_is_not_left_out(shop: str) -> None:
    good, slow = ask(shop, "/200/a", "/slow/b", patience=2)
    assert good.outcome == "opened"
    assert (slow.outcome, slow.attempts, slow.reason) == ("unreachable", 1, "no answer within 2 seconds")


def test_what_the_gate_does_not_let_through_is_refused_and_not_broken(shop: str) -> None:
    (probe,) = ask("http://127.0.0.1:9", f"@127.0.0.1:{shop.rpartition(':')[2]}/200/a")
    assert probe.outcome == "refused"
    assert not Shop.asked

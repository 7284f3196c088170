"""Links of mails, opened in a browser: what is followed, what is not, and what is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from factories import a_mail, a_plan

from shopper.bundle import Bundle
from shopper.egress import EgressGate
from shopper.inbox.guard import Reader
from shopper.model import Link, LinkProbe
from shopper.visit.browser import Browsers
from shopper.visit.probes import MailProber

pytestmark = pytest.mark.browser
PATHS = ("/product", "/short", "/trap", "/away", "/round", "/file", "/gone", "/nowhere", "/leads_on", "/unsubscribe")


@pytest.fixture(scope="module")
def probes(tiny_shop: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, LinkProbe]]:
    links = tuple(Link(text=path.strip("/"), href=tiny_shop.url + path) for path in PATHS)
    mail = a_mail(html="<p>Hello</p>", links=links)

    async def run() -> dict[str, Any]:
        async with Browsers() as browsers, EgressGate(("127.0.0.1",), shop=tiny_shop.url, private=("127.0.0.1",)) as gate:
            bundle = Bundle(tmp_path_factory.mktemp("audit"))
            with Reader() as reader:
                prober = MailProber(lambda plan, **options: browsers.context(plan, gate.url, **options), gate, bundle, reader)
                said = await prober.probe(mail, a_plan(locale="en-GB"), b"")
                await prober.close()
                return said

    tiny_shop.seen.clear()
    found = [LinkProbe.model_validate(one) for one in asyncio.run(run())["links"]]
    yield {probe.href.removeprefix(tiny_shop.url): probe for probe in found}


def test_a_page_is_opened_and_kept(probes: dict[str, LinkProbe]) -> None:
    probe = probes["/product"]
    assert (probe.outcome, probe.status, probe.redirects, probe.attempts) == ("opened", 200, (), 1)
    assert probe.page_blob and not probe.picture


def test_redirects_are_followed_and_written_down(probes: dict[str, LinkProbe], tiny_shop: Any) -> None:
    probe = probes["/short"]
    assert (probe.outcome, probe.status, probe.url) == ("opened", 200, f"{tiny_shop.url}/product")
    assert probe.redirects == (f"{tiny_shop.url}/shorter",)
    assert probe.page_blob


def test_a_redirect_to_what_acts_is_not_followed(probes: dict[str, LinkProbe], tiny_shop: Any) -> None:
    assert probes["/trap"].outcome == probes["/unsubscribe"].outcome == "not_opened"
    assert probes["/trap"].url == f"{tiny_shop.url}/unsubscribe?who=1"
    assert probes["/leads_on"].status == 200, "the page itself opens; where its script leads acts, and is left alone"
    assert tiny_shop.seen["/unsubscribe"] == 0


def test_a_redirect_to_a_foreign_host_is_not_followed(probes: dict[str, LinkProbe]) -> None:
    assert (probes["/away"].outcome, probes["/away"].url) == ("not_opened", "https://www.example.com/")


def test_a_circle_is_unreachable_when_met_twice(probes: dict[str, LinkProbe]) -> None:
    probe = probes["/round"]
    assert (probe.outcome, probe.reason, probe.attempts) == ("unreachable", "it redirects in a circle", 2)


def test_a_file_opens_without_a_page(probes: dict[str, LinkProbe]) -> None:
    probe = probes["/file"]
    assert (probe.outcome, probe.status, probe.page_blob) == ("opened", 200, None)


@pytest.mark.parametrize(("path", "status"), [("/gone", 500), ("/nowhere", 404)])
def test_a_bad_answer_is_asked_for_twice_and_gets_a_picture(path: str, status: int, probes: dict[str, LinkProbe]) -> None:
    probe = probes[path]
    assert (probe.status, probe.attempts, bool(probe.picture)) == (status, 2, True)

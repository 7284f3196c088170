"""A first visit: what it finds, in which order, and what it leaves alone."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from acting_shop import LEADING, ActingShop
from wide_shop import HELP, SHELVES, WideShop

from shopper.audit import AuditRun
from shopper.bundle import Bundle, read_journal
from shopper.evidence import open_visit
from shopper.inbox.guard import Reader
from shopper.journey.load import load
from shopper.model import Evidence, Exploration, VisitState
from shopper.visit.exploring.explorer import AT_ONCE

pytestmark = pytest.mark.browser
CLOSED = "User-agent: *\nDisallow: /\n"


@pytest.fixture(scope="module")
def shop() -> Iterator[WideShop]:
    with contextlib.closing(WideShop()) as shop:
        yield shop


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("audit")


@pytest.fixture(scope="module")
def visit(shop: WideShop, folder: Path) -> Evidence:
    return play(shop, folder, pages=40)


def play(shop: WideShop, folder: Path, **bounds: object) -> Evidence:
    home = folder / "journeys"
    write(home / "shops/wide.yaml", {"shop": "Wide", "url": shop.url, "languages": ["vi", "en"]})
    write(home / "personas.yaml", {"linh": {"name": "Linh"}})
    steps = [{"goto": "/"}, {"explore": {"pause": "0.01s", **bounds}}]
    write(home / "look.yaml", {"journey": "Look", "persona": "linh", "matrix": {"locale": ["vi-VN"]}, "steps": steps})
    (plan,) = load([], root=folder).plans

    async def run() -> Evidence:
        async with AuditRun(folder / "audit", {}, root=folder, probe_pages=False) as audit:
            await audit.open([plan])
            return await audit.play(plan)

    return asyncio.run(run())


def write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


@pytest.fixture(scope="module")
def found(visit: Evidence) -> Exploration:
    assert (visit.reason, visit.state) == ("", VisitState.FINISHED)
    (exploration,) = visit.explorations
    return exploration


def paths(found: Exploration) -> list[str]:
    return [urlsplit(page.url).path for page in found.pages]


def test_all_that_the_sitemap_lists_in_her_language_is_found_and_nothing_of_help_is_left(found: Exploration) -> None:
    listed = {urlsplit(url).path for url in found.sitemap}
    assert listed == {f"/vi/{page}" for page in (*HELP, *SHELVES)} and listed <= set(paths(found))
    assert found.complete and found.stopped == "" and found.languages["en"].endswith("/en/")


def test_help_comes_first_and_is_one_click_away(found: Exploration) -> None:
    first = paths(found)[1 : len(HELP) + AT_ONCE]  # beside the last of them, other windows look at the next pages already
    assert {f"/vi/{page}" for page in HELP} <= set(first)
    assert {page.depth for page in found.pages if urlsplit(page.url).path.removeprefix("/vi/") in HELP} == {1}
    contact = next(page for page in found.pages if page.url.endswith("/vi/contact"))
    assert (contact.via, contact.link) == ("p1", "Liên hệ") and contact.page and contact.page.status == 200 and contact.picture


def test_of_equal_pages_a_few_suffice_and_traps_have_an_end(found: Exploration) -> None:
    pots = [path for path in paths(found) if "-no-" in path]
    assert 2 <= len(pots) <= 12 and 1 <= sum("calendar" in path for path in paths(found)) <= 6
    assert not any("colour=" in page.url for page in found.pages) and any("-no-" in url for url in found.left)


def test_what_acts_or_is_closed_or_foreign_is_left_alone(shop: WideShop, found: Exploration) -> None:
    assert found.robots == ("/en/secret", "/*?sort=")
    assert not any("/cart/add" in path or "logout" in path or path.startswith("/en/") for path in paths(found))
    asked = [path for _, _, path in shop.asked]
    assert not any("/cart/add" in path or "logout" in path or "sort=" in path for path in asked)
    assert {method for _, method, _ in shop.asked} == {"GET", "HEAD"}


def test_links_that_were_not_walked_were_asked_for(visit: Evidence, found: Exploration) -> None:
    probes = {urlsplit(probe.href).path: probe for probe in visit.page_links}
    assert probes["/vi/catalogue.pdf"].status == 404 and probes["/vi/catalogue.pdf"].found_on == "page:p1"
    assert not {page.page.url for page in found.pages if page.page} & {
        p.href for p in visit.page_links if p.found_on != "step:1"
    }


def test_it_searches_for_what_is_sold_and_for_nonsense(found: Exploration) -> None:
    real, nonsense = found.searches
    by_id = {page.id: page for page in found.pages}
    assert real.words in ("trà", "Bát") and not real.nonsense and by_id[real.page].page
    assert nonsense.nonsense and "q=xyzzyq" in by_id[nonsense.page].url


def test_evidence_is_read_again_as_it_was_and_an_exploration_that_was_killed_keeps_its_pages(
    visit: Evidence, folder: Path
) -> None:
    bundle = Bundle(folder / "audit")
    with Reader() as reader:
        assert open_visit(bundle, visit.visit, reader) == visit
        journal = bundle.journal_path(visit.visit)
        lines = journal.read_text("utf-8").splitlines(keepends=True)
        kinds = [event["kind"] for event in read_journal(journal)]
        killed = bundle.journal_path("killed")
        killed.parent.mkdir()
        killed.write_text("".join(lines[: kinds.index("explored") + 5]), "utf-8")
        (begun,) = open_visit(bundle, "killed", reader).explorations
    assert [page.id for page in begun.pages] == ["p1", "p2", "p3", "p4", "p5"] and all(page.page for page in begun.pages)
    assert begun.stopped == "the visit was interrupted" and not begun.complete


@pytest.mark.parametrize(
    ("robots", "bounds", "pages", "reason"),
    [
        (CLOSED, {}, 1, "only the first page was looked at"),
        ("", {"pages": 4}, 4, ""),
        ("User-agent: *\nCrawl-delay: 3\n", {"within": "2s"}, 4, "the time was up: 2 s"),
    ],
    ids=["closed", "pages", "time"],
)
def test_a_bound_is_kept_and_said(robots: str, bounds: dict[str, object], pages: int, reason: str, tmp_path: Path) -> None:
    with contextlib.closing(WideShop(robots=robots)) as shop:
        (found,) = play(shop, tmp_path, **bounds).explorations
        assert len(found.pages) <= pages and found.stopped.endswith(reason) and not found.complete
        walked = {urlsplit(page.url).path for page in found.pages}
        assert robots != CLOSED or {path for path in shop.got if path.startswith("/vi/")} == walked == {"/vi/"}


def test_no_service_worker_is_let_in(shop: WideShop, found: Exploration) -> None:
    assert found.pages and shop.got["/worker.js"] == 0


def test_who_wanted_no_pages_measured_gets_none_when_it_goes_on(tmp_path: Path) -> None:
    with contextlib.closing(WideShop()) as shop:
        begun = play(shop, tmp_path, pages=1)
        journal = Bundle(tmp_path / "audit").journal_path(begun.visit)
        lines = journal.read_text("utf-8").splitlines(keepends=True)
        kinds = [event["kind"] for event in read_journal(journal)]
        journal.write_text("".join(lines[: kinds.index("explored")]), "utf-8")

        async def resume() -> Evidence:
            async with AuditRun(tmp_path / "audit", {}, root=tmp_path) as audit:
                await audit.open([begun.plan])
                return await audit.resume(begun.visit, begun.plan)

        visit = asyncio.run(resume())
    assert visit.state is VisitState.FINISHED and visit.explorations and visit.page_probes == ()


def test_nothing_arrives_that_acts_whatever_a_page_does_by_itself(tmp_path: Path) -> None:
    with contextlib.closing(ActingShop()) as shop:
        visit = play(shop, tmp_path, pages=30)
        (found,) = visit.explorations
        assert shop.acted == []
        assert set(LEADING.values()) - {"/go/file.pdf"} <= set(shop.got), "each of them was looked at"
    seen = {urlsplit(page.url).path: page for page in found.pages}
    for path, leads_to in {
        "/go/1": "/cart/add/5",
        "/go/2": "/account/logout",
        "/meta": "/order/5/cancel",
        "/form": "/order/place",
    }.items():
        assert (seen[path].outcome, seen[path].reason) == ("refused", f"it leads to an address that acts: {shop.url}{leads_to}")
    assert all(seen[path].outcome == "opened" for path in ("/ahead", "/windows", "/worker", "/frame"))
    assert not any("hijacked" in page.page.text for page in found.pages if page.page) and found.searches == ()

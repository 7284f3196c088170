"""A first visit to the practice shop finds all that its sitemap lists; on the command line it needs no project."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from running import ROOT, shopper

from shopper.audit import AuditRun, judge_evidence
from shopper.bundle import Bundle, Journal
from shopper.journey.load import load
from shopper.model import Audit, Evidence, Outcome
from shopper.testing import T0, a_plan, a_shop
from shopper.verdict.running import CRASHED
from shopper.workshop.first_look import plan_of

LOCALES = ("vi-VN", "en-GB", "de-DE", "fr-FR")


@pytest.fixture(scope="module")
def explored(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Evidence], Audit]:
    folder = tmp_path_factory.mktemp("audit")
    plan = load([ROOT / "journeys/self_service/first_visit.yaml"], root=ROOT).plans[0]

    async def run() -> tuple[list[Evidence], Audit]:
        async with AuditRun(folder, {}, probe_pages=False) as audit:
            plans = [plan.model_copy(update={"locale": locale}) for locale in LOCALES]
            await audit.open(plans)
            seen = list(await asyncio.gather(*(audit.play(plan) for plan in plans)))
            return seen, judge_evidence(seen, folder, ROOT)

    return asyncio.run(run())


@pytest.mark.browser
@pytest.mark.parametrize("number", range(len(LOCALES)), ids=LOCALES)
def test_all_that_the_sitemap_lists_is_found_in_each_language(explored: tuple[list[Evidence], Audit], number: int) -> None:
    (found,) = explored[0][number].explorations
    opened = {page.url for page in found.pages} | {page.page.url for page in found.pages if page.page}
    assert found.sitemap and {*found.sitemap} <= opened | {*found.left}
    assert found.complete and found.stopped == "" and {*found.languages} == {"vi", "en", "de", "fr"}
    assert not any(url for url in found.left if "/san-pham/" not in url and "/pro" not in url), "only more goods are left aside"
    assert all(page.page and page.page.status == 200 for page in found.pages)


@pytest.mark.browser
def test_the_clean_shop_gives_no_fail(explored: tuple[list[Evidence], Audit]) -> None:
    audit = explored[1]
    assert [one.sentence for one in audit.findings if one.outcome is Outcome.FAIL or one.actual == CRASHED] == []


@pytest.mark.parametrize("typed", ["shop", "ftp://example.com"])
def test_what_is_no_address_is_wrong_usage(typed: str, tmp_path: Path) -> None:
    done = shopper("explore", typed, cwd=tmp_path)
    assert (done.returncode, f"`{typed}` is no web address" in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == [], "no empty audit is left behind"


@pytest.mark.browser
def test_a_shop_that_is_not_there_is_said_with_exit_code_4(tmp_path: Path) -> None:
    done = shopper("explore", "http://127.0.0.1:9", cwd=tmp_path)
    assert done.returncode == 4 and "127.0.0.1:9" in done.stderr and "shopper doctor" in done.stderr


@pytest.mark.browser
def test_the_command_explores_without_a_project_and_drafts_a_file(tmp_path: Path) -> None:
    draft = tmp_path / "gs.yaml"
    words = ("explore", "www.gomsen.test", "--language", "vi", "--pages", 6, "--no-probes", "--draft", draft, "--json")
    done = shopper(*words, cwd=tmp_path, timeout=240)
    said = json.loads(done.stdout)
    assert said["shop"]["name"] == "Gốm Sen" and said["draft"][0] == str(draft) and "shop: Gốm Sen" in draft.read_text("utf-8")
    assert "contact in 1 click" in said["found"]["vi-VN"][0] and (tmp_path / said["audit"] / "index.html").is_file()


def test_what_was_killed_goes_on_without_a_project_and_a_journey_does_not(tmp_path: Path) -> None:
    explored = plan_of(a_shop(mailbox=""), "en")
    for name, plan in (("explored", explored), ("played", explored.model_copy(update={"place": a_plan().place}))):
        journal = Journal(Bundle(tmp_path / name).journal_path("k3m9x2ab"))
        journal.append("visit_started", T0, plan=plan.model_dump(mode="json", by_alias=True))
    listed = shopper("run", "--resume", tmp_path / "explored", "--list", cwd=tmp_path)
    assert listed.returncode == 0 and "first_visit[" in listed.stdout, listed.stderr
    refused = shopper("run", "--resume", tmp_path / "played", "--list", cwd=tmp_path)
    assert refused.returncode == 2 and "there is no folder journeys/ here or above" in refused.stderr

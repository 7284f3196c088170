"""The same journeys in the stock Firefox, without a finding: as few as it takes to do all that journeys do."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from running import ROOT

from shopper.audit import AuditRun, judge_evidence
from shopper.journey.load import load
from shopper.model import Audit, Outcome, Plan, VisitState
from shopper.wanted import Wanted


def covering(plans: list[Plan]) -> list[Plan]:
    """The fewest plans, or nearly, in which every verb is used that any of them uses, in turns vi-VN and en-GB."""
    left, chosen = {step.verb for plan in plans for step in plan.steps}, list[Plan]()
    while left:
        spoken = [plan for plan in plans if plan.locale == ("vi-VN", "en-GB")[len(chosen) % 2]]
        chosen.append(max(spoken, key=lambda plan: len(left & {step.verb for step in plan.steps})))
        left -= {step.verb for step in chosen[-1].steps}
    return chosen


@pytest.mark.browser
def test_all_that_journeys_do_works_in_firefox_and_the_clean_shop_gives_no_fail(tmp_path: Path) -> None:
    plans = covering(Wanted(browser="firefox", practice_only=True).select(load([ROOT / "journeys"], root=ROOT).plans))
    folder = tmp_path / "audit"

    async def play() -> Audit:
        async with AuditRun(folder, {}, root=ROOT, probe_pages=False) as run:
            await run.open(plans)
            evidence = await asyncio.gather(*(run.play(plan) for plan in plans))
            return judge_evidence(evidence, folder, ROOT)

    audit = asyncio.run(play())
    assert {visit.locale for visit in audit.visits} == {"vi-VN", "en-GB"}
    assert all(visit.browser.startswith("firefox") for visit in audit.visits)
    assert [(visit.title, visit.reason) for visit in audit.visits if visit.state is not VisitState.FINISHED] == []
    assert [finding.sentence for finding in audit.findings if finding.outcome is Outcome.FAIL] == []

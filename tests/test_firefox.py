"""The same journeys in the stock Firefox: every one of them, each in one language, without a finding."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from running import ROOT

from shopper.audit import AuditRun, judge_evidence
from shopper.journey.load import load
from shopper.model import Audit, Outcome, VisitState
from shopper.wanted import Wanted


@pytest.mark.browser
def test_every_journey_plays_clean_in_firefox(tmp_path: Path) -> None:
    every = Wanted(browser="firefox", practice_only=True).select(load([ROOT / "journeys"], root=ROOT).plans)
    journeys = {plan.journey: plan for plan in every if plan.locale == ("vi-VN", "en-GB")[len(plan.journey) % 2]}
    folder = tmp_path / "audit"

    async def play() -> Audit:
        async with AuditRun(folder, {}, root=ROOT) as run:
            await run.open([*journeys.values()])
            evidence = await asyncio.gather(*(run.play(plan) for plan in journeys.values()))
            return judge_evidence(evidence, folder, ROOT)

    audit = asyncio.run(play())
    assert {visit.locale for visit in audit.visits} == {"vi-VN", "en-GB"}
    assert all(visit.browser.startswith("firefox") for visit in audit.visits)
    assert [(visit.title, visit.reason) for visit in audit.visits if visit.state is not VisitState.FINISHED] == []
    assert [finding.sentence for finding in audit.findings if finding.outcome is Outcome.FAIL] == []

"""The Code Quality report as GitLab reads it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shopper.model import Audit, Outcome, Place
from shopper.reports.gitlab import gitlab

Make = Callable[..., Any]


def issues(audit: Audit) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = json.loads(gitlab(audit, Path()))
    return said


def test_an_issue_has_all_that_gitlab_asks_for(visit: Make, finding: Make, audit: Make) -> None:
    met = visit(None)
    (issue,) = issues(audit([met], [finding(met)]))
    assert issue.pop("fingerprint").isalnum()
    assert issue == {
        "description": "The order confirmation came after 42 min; the shop promises 5 min.",
        "check_name": "late-mail",
        "severity": "major",
        "location": {"path": "journeys/ordering/guest_order.yaml", "lines": {"begin": 17}},
    }


def test_fingerprints_are_unique_and_stay_when_lines_move_and_sentences_change(visit: Make, finding: Make, audit: Make) -> None:
    before = visit(None)
    moved = visit(
        None,
        expectations=tuple(
            wanted.model_copy(update={"place": Place(file=wanted.place.file, line=31)}) for wanted in before.expectations
        ),
    )
    others = [finding(before, "total-differs"), finding(before, about="shipping_notice")]
    first, *more = [issue["fingerprint"] for issue in issues(audit([before], [finding(before), *others]))]
    (again,) = issues(audit([moved], [finding(moved, sentence="It came after 50 min.")]))
    assert again["fingerprint"] == first and again["location"]["lines"]["begin"] == 31
    assert len({first, *more}) == 3


def test_what_is_accepted_is_left_out_and_what_a_person_must_judge_is_for_information(
    visit: Make, finding: Make, audit: Make, clean: Audit
) -> None:
    met = visit(None)
    known, unsure = finding(met, status="known"), finding(met, "total-differs", outcome=Outcome.REVIEW)
    assert [issue["severity"] for issue in issues(audit([met], [known, unsure]))] == ["info"]
    assert issues(clean) == []

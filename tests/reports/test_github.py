"""Workflow commands as GitHub Actions reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shopper.model import Audit, Impact, Outcome, VisitState
from shopper.reports._annotations import Annotation, Rule, as_github
from shopper.reports.github import github

Make = Callable[..., Any]


def test_a_finding_stands_at_the_line_that_expected_the_mail(visit: Make, finding: Make, audit: Make, tmp_path: Path) -> None:
    met = visit(None)
    (line,) = github(audit([met], [finding(met)]), tmp_path).splitlines()
    command, _, message = line.removeprefix("::").partition("::")
    assert command == "error file=journeys/ordering/guest_order.yaml,line=17,title=A mail came late (late-mail)"
    assert message.startswith("The order confirmation came after 42 min; the shop promises 5 min.%0AExpected within 5 min")


def test_what_would_end_a_command_is_escaped() -> None:
    rule = Rule("late-mail", "50 %: late, or lost")
    (line,) = as_github([Annotation(rule, "100 %\r\nof it::error::", "a,b:c.yaml", 3, 5, (3, 9))]).splitlines()
    assert line == (
        "::error file=a%2Cb%3Ac.yaml,line=3,endLine=3,col=5,endColumn=9,title=50 %25%3A late%2C or lost (late-mail)"
        "::100 %25%0D%0Aof it::error::"
    )


def test_columns_are_left_out_of_a_stretch_of_several_lines() -> None:
    assert ",endColumn" not in as_github([Annotation(Rule("shape", "No"), "No.", "a.yaml", 3, 5, (4, 9))])


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, "::error "),
        ({"impact": Impact.MINOR}, "::warning "),
        ({"outcome": Outcome.REVIEW}, "::warning "),
        ({"status": "known"}, ""),
        ({"outcome": Outcome.CANT_TELL}, ""),
        ({"outcome": Outcome.PASS}, ""),
    ],
)
def test_errors_are_what_makes_a_job_fail(
    changes: dict[str, Any], level: str, visit: Make, finding: Make, audit: Make, tmp_path: Path
) -> None:
    met = visit(None)
    said = github(audit([met], [finding(met, **changes)]), tmp_path)
    assert said.startswith(level) and bool(said) == bool(level)


def test_the_same_problem_of_many_visits_is_said_once_and_the_worst_comes_first(
    visit: Make, finding: Make, audit: Make, tmp_path: Path
) -> None:
    visits = [visit(None, number=number) for number in range(7)]
    small = finding(visits[0], "broken-mail-link", impact=Impact.MINOR)
    lines = github(audit(visits, [small, *(finding(met) for met in visits)]), tmp_path).splitlines()
    assert [line[:8] for line in lines] == ["::error ", "::warnin"]
    assert lines[0].endswith(" and 2 more") and lines[0].count("guest_order (gom_sen, vi-VN, desktop)") == 5


def test_a_broken_journey_is_an_error_at_the_step_that_failed(visit: Make, audit: Make, tmp_path: Path) -> None:
    whole = visit(None)
    steps = (*whole.steps[:4], whole.steps[4].model_copy(update={"outcome": "failed", "problem": "no button"}))
    broken = visit(None, state=VisitState.BROKEN, reason="no button “Checkout”", steps=steps)
    (line,) = github(audit([broken]), tmp_path).splitlines()
    assert f"line={steps[4].place.line},col=5" in line and "broken-journey" in line and "no button “Checkout”" in line


def test_files_are_named_from_the_top_of_the_repository_on(
    visit: Make, finding: Make, audit: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    project = tmp_path / "quality"
    (project / "journeys/ordering").mkdir(parents=True)
    (project / "journeys/ordering/guest_order.yaml").touch()
    monkeypatch.chdir(project / "journeys")
    from shopper.reports._annotations import in_repository

    in_repository.cache_clear()
    met = visit(None)
    said = github(audit([met], [finding(met)]), tmp_path)
    in_repository.cache_clear()
    assert "file=quality/journeys/ordering/guest_order.yaml," in said


def test_a_clean_audit_says_nothing(clean: Audit, tmp_path: Path) -> None:
    assert github(clean, tmp_path) == ""

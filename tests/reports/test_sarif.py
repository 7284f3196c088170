"""The SARIF log against the standard's own shape (pydantic-sarif is generated from the schema of OASIS)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif
from running import shopper

from shopper.model import Acceptance, Audit, Outcome
from shopper.reports.sarif import sarif

Make = Callable[..., Any]


def run_of(text: str) -> dict[str, Any]:
    Sarif.model_validate_json(text)
    (run,) = json.loads(text)["runs"]
    return dict(run)


def test_a_result_names_its_rule_and_its_line(visit: Make, finding: Make, audit: Make, tmp_path: Path) -> None:
    met = visit(None)
    run = run_of(sarif(audit([met], [finding(met)]), tmp_path))
    (result,) = run["results"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], result["ruleId"], result["ruleIndex"], result["level"]) == ("late-mail", "late-mail", 0, "error")
    assert "How to fix: Send the confirmation from the order itself" in rule["help"]["markdown"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "journeys/ordering/guest_order.yaml" and place["region"] == {"startLine": 17}


def test_what_is_accepted_is_suppressed_and_what_is_unsure_is_for_review(
    visit: Make, finding: Make, audit: Make, tmp_path: Path
) -> None:
    met = visit(None)
    reason = Acceptance(reason="The server moves.", accepted=date(2026, 11, 1), until=date(2026, 12, 1))
    known = finding(met, status="known", acceptance=reason)
    unsure = finding(met, "total-differs", outcome=Outcome.REVIEW)
    first, second = run_of(sarif(audit([met], [known, unsure]), tmp_path))["results"]
    assert first["suppressions"] == [{"kind": "external", "justification": "The server moves."}]
    assert (second["kind"], second["level"]) == ("review", "none")


def test_troubled_and_clean_audits_keep_to_the_standard(troubled: Audit, clean: Audit, tmp_path: Path) -> None:
    assert run_of(sarif(troubled, tmp_path))["results"]
    assert run_of(sarif(clean, tmp_path))["results"] == []


def test_mistakes_in_yaml_are_results_too(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys/a b.yaml").write_text("journey: Look\nsteps:\n  - go_to: /\n", "utf-8")
    done = shopper("check", "--format", "sarif", cwd=tmp_path)
    run = run_of(done.stdout)
    result = next(result for result in run["results"] if "`go_to` is not a step" in result["message"]["text"])
    place = result["locations"][0]["physicalLocation"]
    assert done.returncode == 2 and result["ruleId"] == "shape"
    assert place["artifactLocation"]["uri"] == "journeys/a%20b.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 10}
    assert "`go_to` is not a step" in done.stderr, "people read the same on the other stream"

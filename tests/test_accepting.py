"""`shopper compare` and `shopper accept`, and who obeys the baseline: exit codes, JUnit, pytest."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from factories import a_visit
from judging import a_late_visit, judged
from running import ROOT, shopper
from test_pytest_plugin import run_pytest

from shopper.audit import write_reports
from shopper.model import Audit

DEFECT = "confirmation_total_wrong"
FOUND = ["total-differs", "sums-do-not-add-up"]
"""What its checks say: another total than the page's, and one that the rows of its bill do not come to."""
REASON = ("--reason", "The ERP is replaced in January.")


def read(folder: Path) -> Audit:
    return Audit.model_validate_json((folder / "audit.json").read_bytes())


def failures(folder: Path) -> list[str]:
    root = ET.fromstring((folder / "junit.xml").read_bytes())
    return [str(failure.get("type")).partition(".")[0] for failure in root.iter("failure")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two audits that were judged before: `clean`, and `late` after it."""
    (tmp_path / "journeys").mkdir()
    for name, visit in (("clean", a_visit()), ("late", a_late_visit())):
        folder = tmp_path / "audits" / name
        folder.mkdir(parents=True)
        write_reports(judged(visit, name=name), folder)
    return tmp_path


def test_compare_tells_and_fails_only_if_asked_to(project: Path) -> None:
    told = shopper("compare", "clean", cwd=project)
    assert told.returncode == 0, told.stderr
    assert "clean → late" in told.stdout and "1 new" in told.stdout and "0 fixed" in told.stdout
    assert "late-mail" in told.stdout and "guest_order (gom_sen, vi-VN, desktop)" in told.stdout
    assert shopper("compare", "clean", "late", "--fail-on-new", cwd=project).returncode == 1
    back = shopper("compare", "late", "audits/clean", "--fail-on-new", "--json", cwd=project)
    assert back.returncode == 0
    assert [met["finding"]["check"] for met in json.loads(back.stdout)["fixed"]] == ["late-mail"]


def test_what_is_accepted_is_no_new_finding_to_compare(project: Path) -> None:
    assert shopper("accept", "late-mail", *REASON, cwd=project).returncode == 0
    done = shopper("compare", "clean", "late", "--fail-on-new", cwd=project)
    assert done.returncode == 0 and "1 new" in done.stdout and "Known and accepted" in done.stdout


def test_accepting_writes_the_baseline_and_the_reports_again(project: Path) -> None:
    done = shopper("accept", "late", "late-mail", *REASON, "--until", "2099-12-31", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "1 finding accepted until 2099-12-31." in done.stdout
    assert "until: 2099-12-31" in (project / "baseline.yaml").read_text("utf-8")
    finding = read(project / "audits/late").findings[0]
    assert finding.status == "known" and finding.acceptance and finding.acceptance.reason == REASON[1]
    assert failures(project / "audits/late") == []
    assert shopper("verify", "late", cwd=project).returncode == 0


@pytest.mark.parametrize(("answer", "accepted"), [("y\n", True), ("n\n", False)])
def test_without_names_somebody_is_asked(answer: str, accepted: bool, project: Path) -> None:
    done = shopper("accept", *REASON, cwd=project, stdin=answer)
    assert done.returncode == 0
    assert "Accept all 1 until" in done.stdout and "came" in done.stdout
    assert (project / "baseline.yaml").exists() is accepted


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("accept", "late-mail"), ("--reason", "a reason is missing")),
        (("accept", *REASON), ("nobody answered", "--all")),
        (("accept", "no-such-check", *REASON), ("no finding that fails is called `no-such-check`",)),
        (("accept", "--all", *REASON, "--for", "soon"), ("--for", "`soon` is not a duration")),
        (("accept", "clean", "--all", *REASON), ("no finding of this audit is new",)),
        (("compare", "clean", "nowhere"), ("nowhere", "there is no such audit")),
    ],
)
def test_what_is_refused_says_why(words: tuple[str, ...], said: tuple[str, ...], project: Path) -> None:
    done = shopper(*words, cwd=project, stdin="")
    assert done.returncode == 2
    for piece in said:
        assert piece in done.stderr
    assert not (project / "baseline.yaml").exists()


def test_a_baseline_with_a_mistake_is_refused_before_anything_is_played(project: Path) -> None:
    (project / "baseline.yaml").write_text("- id: 3fa94c1be07d\n  chek: late-mail\n")
    for words in (("check",), ("run",), ("report", "late"), ("accept", "--all", *REASON)):
        done = shopper(*words, cwd=project)
        assert done.returncode == 2, words
        assert "baseline.yaml:2:3: `chek` is not a key of an entry" in done.stderr and "did you mean `check`?" in done.stderr


def test_what_is_met_no_more_is_named_and_can_be_taken_out(project: Path) -> None:
    assert shopper("accept", "--all", *REASON, cwd=project).returncode == 0
    assert shopper("report", "clean", cwd=project).returncode == 0
    assert any("--prune" in note for note in read(project / "audits/clean").notes)
    kept = shopper("accept", "late", "--prune", cwd=project)
    assert kept.returncode == 0 and "Nothing is left over." in kept.stdout
    done = shopper("accept", "clean", "--prune", cwd=project)
    assert done.returncode == 0 and "Taken out: " in done.stdout
    assert "late-mail" not in (project / "baseline.yaml").read_text("utf-8")
    assert not any("--prune" in note for note in read(project / "audits/clean").notes)


def play(project: Path, *more: str) -> Any:
    return shopper("run", "journeys/ordering/guest_order.yaml", "--locale", "en-GB", "--device", "desktop", *more, cwd=project)


@pytest.mark.browser
def test_a_defect_between_two_audits_is_named_accepted_and_back_when_that_expires(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "journeys", tmp_path / "journeys")
    assert play(tmp_path, "--out", "audits/before").returncode == 0
    broken = play(tmp_path, "--defect", DEFECT)
    latest = tmp_path / "audits/latest"
    assert broken.returncode == 1 and failures(latest) == FOUND

    told = json.loads(shopper("compare", "audits/before/latest", "latest", "--json", cwd=tmp_path).stdout)
    found = {part: [met["finding"]["check"] for met in told[part]] for part in ("new", "fixed", "still", "unknown")}
    assert found == {"new": FOUND, "fixed": [], "still": [], "unknown": []}

    for check in FOUND:
        assert shopper("accept", check, *REASON, cwd=tmp_path).returncode == 0
    assert shopper("judge", cwd=tmp_path).returncode == 0 and failures(latest) == []
    words = ("journeys/ordering/guest_order.yaml", "-k", "en-GB-desktop", "--audit-defect", DEFECT)
    passed = run_pytest(*words, cwd=tmp_path)
    assert passed.returncode == 0 and "1 passed, " in passed.stdout and "KnownFinding: total-differs" in passed.stdout

    baseline = tmp_path / "baseline.yaml"
    text = re.sub(r"(accepted|until): \S+", r"\1: 2026-01-31", baseline.read_text("utf-8"))
    baseline.write_text(text, "utf-8")
    expired = shopper("judge", cwd=tmp_path)
    assert expired.returncode == 1 and failures(latest) == FOUND
    assert "accepted until 31 Jan 2026, expired" in " ".join(expired.stdout.split())

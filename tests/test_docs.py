"""What the documentation shows works, and what it says is what the code does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT, shopper

from shopper import registry
from tools.write_docs import pages

BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def test_reference_pages_are_those_of_the_code() -> None:
    for path, text in pages().items():
        assert path.read_text("utf-8") == text, f"{path.name} has drifted: run `make docs`"


def test_the_examples_of_extending_work_in_a_project_of_ones_own(tmp_path: Path) -> None:
    blocks = [code for language, code in BLOCK.findall((ROOT / "docs/extending.md").read_text("utf-8")) if language == "python"]
    names = ("steps/hover.py", "inbox_checks/content/no_subject.py", "reports/visits_csv.py")
    for name, code in zip(names, blocks, strict=True):
        assert name in code, "the block says where it belongs"
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(code, "utf-8")
    (tmp_path / "journeys").mkdir()
    for name, says in (("hover", "as a mouse does"), ("no-subject", "looks like spam")):
        done = shopper("explain", name, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert says in done.stdout
    listed = "from pathlib import Path; from shopper import registry; registry.load_project(Path()); print(*registry.reports())"
    done = subprocess.run([sys.executable, "-c", listed], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "visits_csv" in done.stdout.split()


def test_a_clash_names_both_files(tmp_path: Path) -> None:
    (tmp_path / "steps").mkdir()
    (tmp_path / "journeys").mkdir()
    (tmp_path / "steps/click.py").write_text((ROOT / "steps/click.py").read_text("utf-8"), "utf-8")
    done = shopper("explain", "click", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("steps/click.py") == 2


@pytest.mark.browser
def test_the_readme_s_first_journey_plays_as_it_is_printed(tmp_path: Path) -> None:
    code = next(code for language, code in BLOCK.findall((ROOT / "README.md").read_text("utf-8")) if language == "yaml")
    for path in (ROOT / "journeys").rglob("*.yaml"):
        if path.parent.name in {"journeys", "shops"}:
            copy = tmp_path / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    (tmp_path / "journeys/ordering").mkdir()
    (tmp_path / "journeys/ordering/first.yaml").write_text(code, "utf-8")
    done = shopper("run", "--locale", "en-GB", "--device", "desktop", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 of 1 visits reached their goal" in done.stdout


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert target.startswith("http") or (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("id", registry.checks())
def test_coverage_names_every_row_that_a_check_serves_and_its_test(id: str) -> None:
    rows = {
        cells[1].strip(): line
        for line in (ROOT / "docs/coverage.md").read_text("utf-8").splitlines()
        if (cells := line.split("|"))[1:2]
    }
    for row in registry.checks()[id].serves:
        assert row in rows, f"docs/coverage.md lacks row {row}, which {id} serves"
        assert f"`{id}`" in rows[row], f"docs/coverage.md, row {row}: name `{id}`"


def test_the_tests_that_coverage_names_exist() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`", (ROOT / "docs/coverage.md").read_text("utf-8"))
    assert named
    for path in named:
        assert (ROOT / path).is_file(), f"docs/coverage.md names {path}, which is not there"

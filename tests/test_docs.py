"""What the documentation shows works, and what it says is what the code does."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import documented
import pytest
from documented import Block
from jsonschema import Draft202012Validator
from running import ROOT, shopper

from shopper import registry
from shopper.history.baseline import parse as parse_baseline
from shopper.history.baseline import read_baseline
from shopper.journey.json_schema import schema
from shopper.journey.keys import keys_of
from shopper.journey.load import load
from shopper.verdict.kpis import kpis
from shopper.verdict.scorecard import load_card
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


def _rows() -> dict[str, list[str]]:
    """Row → its cells: demand, evidence, mode, served by, how far, proven by."""
    lines = (ROOT / "docs/coverage.md").read_text("utf-8").splitlines()
    cells = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if re.match(r"\| \d-\d\d ", line))
    return {row: rest for row, *rest in cells}


ON_PAGES_OR_IN_CHAT = [row for row, cells in _rows().items() if cells[2] == "A" and re.search(r"\b[PC]\b", cells[1])]


@pytest.mark.parametrize("row", ON_PAGES_OR_IN_CHAT)
def test_every_demand_on_pages_and_chats_that_a_machine_can_judge_is_served(row: str) -> None:
    served = re.findall(r"`([^`]+)`", _rows()[row][3])
    named = registry.checks().keys() | registry.steps().keys() | {path.stem for path in (ROOT / "journeys").rglob("*.yaml")}
    assert named & {*served}, f"docs/coverage.md, row {row}: no check, step or journey serves it"


def test_coverage_has_all_demands_that_a_machine_can_judge() -> None:
    assert len(_rows()) == 142
    assert len(ON_PAGES_OR_IN_CHAT) == 43


@pytest.mark.parametrize("row", [row for row, cells in _rows().items() if cells[3] != "–"])
def test_what_coverage_names_exists(row: str) -> None:
    known = (
        registry.checks().keys()
        | registry.steps().keys()
        | {path.stem for path in (ROOT / "journeys").rglob("*.yaml")}
        | {path.name for path in (ROOT / "journeys").rglob("*")}
        | kpis([], []).keys()
    )
    for name in re.findall(r"`([^`]+)`", _rows()[row][3]):
        there = name in known or (ROOT / name).exists() or name.startswith("shopper ")
        assert there, f"docs/coverage.md, row {row}: there is no `{name}`"


def test_the_tests_that_coverage_names_exist() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`", (ROOT / "docs/coverage.md").read_text("utf-8"))
    assert named
    for path in named:
        assert (ROOT / path).is_file(), f"docs/coverage.md names {path}, which is not there"


# --- examples -----------------------------------------------------------------------------------------------------

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCKS = [block for page in PAGES for block in documented.blocks(page)]
ELSEWHERE = ("docs/tutorial.md", "docs/keys.md")
"""Pages whose examples make a project of their own; they are tried out whole."""
OURS = [block for block in BLOCKS if block.page not in ELSEWHERE]


def whole(block: Block) -> tuple[str, Any]:
    """The kind of file that a block is a part of, and such a file."""
    match block.kind:
        case "steps":
            return "journey", documented.a_journey({"steps": block.data})
        case "parts":
            return "journey", documented.a_journey(block.data)
        case "shop" if "shop" not in block.data:
            return "shop", {"shop": "A", "url": "https://a.example.com", "languages": ["vi", "en"], **block.data}
        case kind:
            return kind, block.data


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_every_block_of_yaml_has_the_right_shape(block: Block) -> None:
    kind, data = whole(block)
    assert not [f"{e.json_path}: {e.message[:200]}" for e in Draft202012Validator(schema(kind)).iter_errors(data)]


@pytest.mark.parametrize("block", OURS, ids=str)
def test_every_block_of_yaml_is_loaded_without_mistakes(block: Block, tmp_path: Path) -> None:
    page = [other for other in OURS if other.page == block.page]
    shop = {key: value for other in page if other.kind == "shop" for key, value in other.data.items()}
    files = {f"{other.kind}.yaml": other.data for other in page if other.kind in ("personas", "mailboxes")}
    kind, data = whole(block)
    if kind == "baseline":
        assert len(parse_baseline(block.text.encode(), "baseline.yaml").entries) == len(data)
    elif kind == "journey":
        persona = {"linh": files["personas.yaml"]["linh"]} if "voice" in data.get("matrix", {}) else {}
        files = {"ordering/example.yaml": data, "personas.yaml": persona}
        assert load([], root=documented.a_project(tmp_path, shop, files)).plans
    else:
        assert load([], root=documented.a_project(tmp_path, shop, files)).shops


def test_the_examples_of_all_keys_are_one_project_without_mistakes(tmp_path: Path) -> None:
    examples = {path.stem: path.read_text("utf-8") for path in (ROOT / "docs/examples").glob("*.yaml")}
    for text in examples.values():
        path = tmp_path / text.partition("\n")[0].removeprefix("# ")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert len(load([], root=tmp_path).plans) == 4
    assert load_card(tmp_path / "journeys/scorecard.yaml").target == 85
    assert len(read_baseline(tmp_path).entries) == 1
    for kind, text in examples.items():
        shown = set(_ways(documented.read_data(text)))
        for key in keys_of(kind):
            pattern = re.escape(key.path).replace("NAME", r"[\w-]+")
            assert any(re.fullmatch(pattern, way) for way in shown), f"docs/examples/{kind}.yaml does not show `{key.path}`"


def _ways(data: Any, above: str = "") -> Iterator[str]:
    for item in data if isinstance(data, list) else [data]:
        for key, value in item.items() if isinstance(item, dict) else ():
            yield f"{above}{key}"
            yield from _ways(value, f"{above}{key}.")

"""A stranger installs the wheel and works in a project of her own, on every Python from 3.11 to 3.13 that is here: with her own
step, check and report, and with those of a published extension."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from running import ROOT

from shopper.model import Audit

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
VERSIONS = ("3.11", "3.12", "3.13")
PARTS = ("shopper", "steps", "inbox_checks", "page_checks", "reports", "practice_shop", "journeys")
ALSO = {HERE: ["pytest-playwright"], "3.12": ["pytest==8.2.*", "pytest-xdist"]}
"""Neighbours: a plugin with options of its own, and the oldest pytest that is promised."""

JOURNEY = """\
journey: Look around
persona: linh
tags: [nightly]
matrix: {locale: [en-GB]}
steps:
  - goto: /
  - hover: {role: link, name: Products}
  - linger: {for: a moment}
"""
EXTENSION = {
    "pyproject.toml": """\
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "acme-shopper"
version = "1.4"
[project.entry-points."mystery_shopper.steps"]
acme = "acme_shopper.verbs"
[project.entry-points."mystery_shopper.checks"]
acme = "acme_shopper.rules.plain_title"
[project.entry-points."mystery_shopper.reports"]
acme = "acme_shopper.titles_txt"
[tool.setuptools]
packages = ["acme_shopper", "acme_shopper.verbs", "acme_shopper.rules"]
""",
    "acme_shopper/__init__.py": "",
    "acme_shopper/verbs/__init__.py": "import os\nif os.environ.get('ACME_BREAKS'):\n    import acme_missing\n",
    "acme_shopper/verbs/linger.py": '''\
"""Stay for a moment.

    - linger: {for: a moment}
"""
from pydantic import Field
from shopper import Session, StepArgs, step

class Linger(StepArgs):
    how_long: str = Field(alias="for")

@step(repeatable=True, looks=True)
async def linger(session: Session, args: Linger) -> None:
    assert args.how_long
''',
    "acme_shopper/rules/__init__.py": "",
    "acme_shopper/rules/plain_title.py": '''\
"""A page has no title.

## What it checks
Every page has one.

## Why it matters
Tabs are found by it.

## How to fix
Give it one.
"""
from shopper import Evidence, Findings, Outcome, Verdict, check

@check(title="Pages have titles", failure="A page has none", category="ease", impact="minor", serves=["0-01"],
       group="page_checks/help")
def plain_title(visit: Evidence) -> Findings:
    for step in visit.steps:
        if step.page:
            yield Verdict(outcome=Outcome.PASS if step.page.title else Outcome.FAIL, sentence="A page has no title.")
''',
    "acme_shopper/titles_txt.py": '''\
"""Titles of the visits."""
from pathlib import Path
from shopper import Audit, report

@report(file="titles.txt")
def titles_txt(audit: Audit, folder: Path) -> str:
    return "".join(f"{visit.title}\\n" for visit in audit.visits)
''',
}  # fmt: skip


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def run(*words: object, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "COV_", "VIRTUAL"))}
    command = [str(word) for word in words]
    return subprocess.run(command, cwd=cwd, env={**clean, **env}, capture_output=True, text=True, timeout=300)


def done(*words: object, cwd: Path) -> str:
    process = run(*words, cwd=cwd)
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


UV = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))


@cache
def python(version: str) -> str | None:
    """A Python of this version that starts: this one, one on the path, pyenv's, uv's."""
    if version == HERE:
        return sys.executable
    candidates = [shutil.which(f"python{version}"), *map(str, Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))]
    if UV:
        found = run(UV, "python", "find", "--no-python-downloads", version, cwd=ROOT)
        candidates.append(found.stdout.strip() if found.returncode == 0 else None)
    asking = "import sys, venv; print('%d.%d' % sys.version_info[:2])"
    return next((one for one in candidates if one and run(one, "-c", asking, cwd=ROOT).stdout.strip() == version), None)


def build(source: Path, out: Path) -> Path:
    if UV:
        done(UV, "build", "--quiet", "--wheel", "--out-dir", out, source, cwd=source)
    else:
        done(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", out, source, cwd=source)
    (wheel,) = out.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy: what an earlier build left in the checkout takes no part."""
    copy = tmp_path_factory.mktemp("source")
    for name in PARTS:
        shutil.copytree(ROOT / name, copy / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    return build(copy, tmp_path_factory.mktemp("wheel"))


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel and the extension, and a stranger's project to work in."""

    bin: Path
    project: Path

    def __call__(self, program: str, *words: object, **env: str) -> subprocess.CompletedProcess[str]:
        return run(self.bin / program, *words, cwd=self.project, **env)


@pytest.fixture(scope="module")
def install(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Installed]:
    extension = build(write(tmp_path_factory.mktemp("extension"), EXTENSION), tmp_path_factory.mktemp("extension_wheel"))

    @cache
    def installed(version: str) -> Installed:
        base = python(version)
        if base is None:
            pytest.skip(f"there is no Python {version} here")
        home = tmp_path_factory.mktemp("environment")
        wanted = [f"mystery-shopper[practice] @ {wheel.as_uri()}", extension, *ALSO.get(version, [])]
        if UV:
            done(UV, "venv", "--quiet", "--python", base, home / "venv", cwd=home)
            done(UV, "pip", "install", "--quiet", "--python", home / "venv/bin/python", *wanted, cwd=home)
        else:
            done(base, "-m", "venv", home / "venv", cwd=home)
            done(home / "venv/bin/python", "-m", "pip", "install", "--quiet", *wanted, cwd=home)
        return Installed(home / "venv/bin", a_project(home / "project"))

    return installed


def a_project(root: Path) -> Path:
    """The step, the check and the report that docs/extending.md shows, and a journey to the practice shop."""
    shown = re.findall(r"```python\n(.*?)```", (ROOT / "docs/extending.md").read_text("utf-8"), re.DOTALL)
    names = ("steps/hover.py", "inbox_checks/content/no_subject.py", "reports/visits_csv.py")
    write(root, {**{name: next(code for code in shown if name in code) for name in names}, "journeys/look.yaml": JOURNEY})
    for path in (ROOT / "journeys").rglob("*"):
        if path.is_file() and path.parent.name in ("journeys", "shops"):
            copy = root / path.relative_to(ROOT)
            copy.parent.mkdir(exist_ok=True)
            shutil.copy(path, copy)
    return root


@pytest.fixture(scope="module")
def played(install: Callable[[str], Installed]) -> Path:
    """The audit of a visit that was played where these tests run."""
    here = install(HERE)
    done = here("shopper", "run", "--format", "sarif")
    assert done.returncode == 0, done.stdout + done.stderr
    return (here.project / "audits/latest").resolve()


def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    inside = {name for name in names if name.startswith("shopper/")}
    assert {name.split("/")[0].partition("-")[0] for name in names - inside} == {"mystery_shopper"}
    found = os.walk(ROOT / "shopper", followlinks=True)
    files = {(Path(folder) / name).relative_to(ROOT).as_posix() for folder, _, names in found for name in names}
    assert inside == {name for name in files if "__pycache__" not in name}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_project_of_her_own_is_checked_and_explained(install: Callable[[str], Installed], version: str) -> None:
    shopper = install(version)
    checked = shopper("shopper", "check")
    assert checked.returncode == 0 and "No mistakes: 1 journey" in checked.stdout, checked.stdout + checked.stderr
    for name, says in (("no-subject", "spam"), ("linger", "Stay")):
        assert says in shopper("shopper", "explain", name).stdout, f"{name} is not there"
    listed = shopper("pytest", "journeys/", "--collect-only", "-q", "-m", "nightly and desktop")
    assert "journeys/look.yaml::look[gom_sen-en-GB-desktop]" in listed.stdout, listed.stdout + listed.stderr


@pytest.mark.browser
@pytest.mark.parametrize("version", VERSIONS)
def test_an_audit_is_judged_to_the_same_bytes_everywhere(
    install: Callable[[str], Installed], played: Path, version: str, tmp_path: Path
) -> None:
    shopper = install(version)
    copy = shutil.copytree(played, tmp_path / played.name)
    judged = shopper("shopper", "judge", copy)
    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert (copy / "audit.json").read_bytes() == (played / "audit.json").read_bytes()


@pytest.mark.browser
def test_a_visit_has_what_she_and_the_extension_brought(played: Path) -> None:
    audit = Audit.model_validate_json((played / "audit.json").read_bytes())
    (visit,) = audit.visits
    assert [step.verb for step in visit.steps] == ["goto", "hover", "linger"]
    looked = {item.check for category in visit.categories for item in category.items}
    assert {"no-subject", "plain-title", "late-mail"} <= looked
    assert (played / "visits.csv").read_text() == f"{visit.id},finished\n"
    assert (played / "titles.txt").read_text() == "Look around\n"
    assert json.loads((played / "findings.sarif").read_text("utf-8"))["version"] == "2.1.0"


@pytest.mark.browser
def test_pytest_plays_it_beside_other_plugins(install: Callable[[str], Installed]) -> None:
    played = install(HERE)("pytest", "journeys/", "--audit-out", "by_pytest", "--browser", "firefox", "-rA")
    assert played.returncode == 0 and "1 passed" in played.stdout, played.stdout + played.stderr
    assert "playwright" in played.stdout.partition("plugins:")[2].partition("\n")[0]


@pytest.mark.parametrize("name", ["click", "linger"])
def test_a_clash_names_both_files_and_who_brought_them(install: Callable[[str], Installed], name: str) -> None:
    here = install(HERE)
    mine = here.project / f"steps/{name}.py"
    mine.write_text((here.project / "steps/hover.py").read_text("utf-8"), "utf-8")
    try:
        refused = here("shopper", "check")
    finally:
        mine.unlink()
    assert refused.returncode == 2 and refused.stderr.count(f"{name}.py") == 2, refused.stderr
    assert ("of acme-shopper 1.4" in refused.stderr) is (name == "linger")
    assert "Traceback" not in refused.stderr


def test_an_extension_that_cannot_be_loaded_is_named(install: Callable[[str], Installed]) -> None:
    refused = install(HERE)("shopper", "check", ACME_BREAKS="yes")
    assert refused.returncode == 2 and "acme-shopper 1.4 cannot be loaded: ModuleNotFoundError" in refused.stderr
    assert "pip uninstall acme-shopper" in refused.stderr and "Traceback" not in refused.stderr

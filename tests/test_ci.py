"""The recipes for CI servers: their YAML is what those servers read, and their commands are those of the command line."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
import yaml
from running import ROOT, shopper

from shopper.cli import app
from shopper.workshop import scaffold

RECIPES = ROOT / "shopper/workshop/templates/ci"
FILES = (*sorted(RECIPES.iterdir()), ROOT / "docs/ci.md", ROOT / "docs/pytest.md")
COMMAND = re.compile(r"^[\s\-#*]*(?:run:|sh ')?\s*(shopper .*|pytest .*)$", re.MULTILINE)
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def commands(path: Path) -> Iterator[list[str]]:
    """Every call of `shopper` or pytest, as words, without what a shell does with it."""
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        text = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL))
    if path.name == "Dockerfile":
        text = text.replace("audit run", "\nshopper run")
    for found in COMMAND.findall(text):
        words = shlex.split(found.removesuffix("'"), comments=True)
        yield words[: words.index(">")] if ">" in words else words


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_command_is_one_that_exists(path: Path, tmp_path: Path) -> None:
    (tmp_path / "journeys").symlink_to(ROOT / "journeys")
    found = list(commands(path))
    assert found, f"{path.name}: no command was found; this test looks in the wrong place"
    for program, *words in found:
        if program == "pytest":
            command = [sys.executable, "-m", "pytest", *words, "--collect-only"]
            done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
            assert done.returncode in (0, pytest.ExitCode.NO_TESTS_COLLECTED), done.stdout + done.stderr
        else:
            COMMANDS[words[0]].make_context(words[0], words[1:])


@pytest.mark.parametrize(("name", "schema"), [("github.yml", "github-workflows"), ("gitlab.yml", "gitlab-ci")])
def test_the_servers_own_schemas_hold(name: str, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(RECIPES / name)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_audit_is_kept_also_when_the_job_failed() -> None:
    steps = yaml.safe_load((RECIPES / "github.yml").read_text("utf-8"))["jobs"]["audit"]["steps"]
    (kept,) = [step for step in steps if "upload-artifact" in step.get("uses", "")]
    assert "!cancelled()" in kept["if"]
    gitlab = yaml.safe_load((RECIPES / "gitlab.yml").read_text("utf-8"))
    assert gitlab["audit"]["artifacts"]["when"] == "always"
    assert "always {" in (RECIPES / "Jenkinsfile").read_text("utf-8").partition("archiveArtifacts")[0].partition("post {")[2]


def test_every_recipe_is_offered_and_documented() -> None:
    offered = {path.name for path, _ in scaffold.recipes().values()}
    documented = (ROOT / "docs/ci.md").read_text("utf-8")
    for path in RECIPES.iterdir():
        assert path.name in documented
        assert path.name in offered or path.name == "Dockerfile"
    for _, place in scaffold.recipes().values():
        assert f"`{place}`" in documented


def test_an_unknown_format_says_what_there_is() -> None:
    for words, known in ((["check"], "sarif"), (["run"], "gitlab")):
        done = shopper(*words, "--format", "teamcity")
        assert done.returncode == 2 and known in done.stderr and "Traceback" not in done.stderr


def test_a_mistake_in_yaml_is_told_in_each_format(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys/look.yaml").write_text("journey: Look\nsteps:\n  - go_to: /\n", "utf-8")
    github = shopper("check", "--format", "github", cwd=tmp_path)
    assert github.returncode == 2
    assert "::error file=journeys/look.yaml,line=3,endLine=3,col=5,endColumn=10," in github.stdout
    assert "::`go_to` is not a step%0Adid you mean `goto`?" in github.stdout
    gitlab = yaml.safe_load(shopper("check", "--format", "gitlab", cwd=tmp_path).stdout)
    assert ("shape", 3) in {(issue["check_name"], issue["location"]["lines"]["begin"]) for issue in gitlab}


def test_a_step_that_cannot_be_loaded_is_an_annotation_too(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    (tmp_path / "steps").mkdir()
    (tmp_path / "steps/hover.py").write_text("\nimport nothing_of_that_name\n")
    done = shopper("check", "--format", "github", cwd=tmp_path)
    assert done.returncode == 2 and "hover.py,line=2," in done.stdout and "usage" in done.stdout

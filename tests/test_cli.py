"""The command line as a whole: what README.md says of it, and that asking for help loads nothing heavy."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT, command, shopper

from shopper.cli import app

HEAVY = {"playwright", "pydantic", "jinja2", "yaml", "rich", "pytest", "PIL", "eld", "shopper.model"}


def test_the_readme_names_every_command_and_no_other() -> None:
    named = re.findall(r"^\| `shopper (\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    commands = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    assert sorted(named) == sorted([*commands, *(str(group.name) for group in app.registered_groups)])


def test_help_is_at_hand_before_anything_heavy_is_loaded() -> None:
    done = shopper("--help")
    assert done.returncode == 0 and "compare" in done.stdout and "accept" in done.stdout
    listed = "import sys, shopper.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", listed], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert not HEAVY & set(loaded), "import it inside the command that needs it"


@pytest.mark.parametrize(
    "words", [["check"], ["explain", "keys"], ["new", "project", "mine", "--url", "https://a.example", "--language", "en"]]
)
def test_a_reader_who_has_enough_ends_it_quietly(tmp_path: Path, words: list[str]) -> None:
    cwd = tmp_path if words[0] == "new" else ROOT
    with subprocess.Popen(command(*words), cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("name", ["guest_order", "ordering/guest_order", "journeys/ordering/guest_order"])
def test_a_journey_can_be_named_without_its_path(name: str) -> None:
    assert shopper("check", name).stdout.startswith("No mistakes: 1 journey, ")


@pytest.mark.parametrize("name", ["guest_ordr", "journeys/ordering/guest_ordr.yaml"])
def test_a_misspelt_journey_gets_a_suggestion(name: str) -> None:
    done = shopper("check", name)
    assert done.returncode == 2
    assert "Did you mean `journeys/ordering/guest_order.yaml`?" in done.stderr


def test_a_drafted_shop_can_be_checked_alone_and_before_there_is_a_journey(tmp_path: Path) -> None:
    shop = "shop: Tea\nurl: https://tea.example\nlanguages: [en]\n"
    (tmp_path / "draft.yaml").write_text(shop, "utf-8")
    assert shopper("check", "draft.yaml", cwd=tmp_path).stdout == "No mistakes: 0 journeys, 1 shop, 0 visits.\n"
    (tmp_path / "journeys/shops").mkdir(parents=True)
    (tmp_path / "journeys/shops/tea.yaml").write_text(shop, "utf-8")
    assert shopper("check", cwd=tmp_path).stdout == "No mistakes: 0 journeys, 1 shop, 0 visits.\n"
    (tmp_path / "journeys/shops/tea.yaml").write_text(shop.replace("en", "vn"), "utf-8")
    done = shopper("check", "journeys/shops/tea.yaml", cwd=tmp_path)
    assert done.returncode == 2 and "`vn` is no language" in done.stderr and "did you mean `vi`?" in done.stderr

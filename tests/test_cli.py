"""The command line as a whole: what README.md says of it, and that asking for help loads nothing heavy."""

from __future__ import annotations

import re
import subprocess
import sys

from running import ROOT, shopper

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

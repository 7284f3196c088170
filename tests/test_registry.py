"""What the registry refuses, in words. Extensions that are installed: tests/test_wheel.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import shopper

CHECK = """
from shopper import check
@check(title="All is well", failure="It is not", category="ease", impact="minor", serves=["0-01"]{more})
def {name}(visit):
    return ()
"""


@pytest.mark.parametrize(
    ("file", "code", "says"),
    [
        (
            "inbox_checks/timing/twice.py",
            CHECK.format(name="twice", more="") + CHECK.format(name="again", more=""),
            "this file declares two checks",
        ),
        (
            "page_checks/help/stray.py",
            CHECK.format(name="stray", more=', group="somewhere/else"'),
            "`somewhere/else` is not a group of checks",
        ),
        ("steps/leave.py", "import sys\n\nsys.exit(0)\n", "this file cannot be loaded: SystemExit"),
    ],
)
def test_a_declaration_that_fits_nowhere_is_refused(file: str, code: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(code, "utf-8")
    (tmp_path / "journeys").mkdir()
    done = shopper("check", cwd=tmp_path)
    assert done.returncode == 2 and says in done.stderr and path.name in done.stderr
    assert "Traceback" not in done.stderr

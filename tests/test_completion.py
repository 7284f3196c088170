"""What Tab completes: asked as a shell asks, in a project of one's own and where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import HEAVY

from shopper.workshop import scaffold

PROGRAM = Path(sys.executable).with_name("shopper")


def completed(line: str, cwd: Path) -> list[str]:
    """What a shell is offered after `line`, the last word of which is still being typed."""
    asked = {"_SHOPPER_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    done = subprocess.run([PROGRAM], cwd=cwd, env=os.environ | asked, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    scaffold.write(root, scaffold.project("https://www.corner.example", ["en", "vi"]))
    scaffold.write(root, scaffold.journey(root, "ordering/buy_tea"))
    scaffold.write(root, scaffold.shop("corner_two", "https://two.example", ["de"]))
    scaffold.write(root, scaffold.check(root, "no-subject"))
    (root / "audits/2026-03-02_10-00-00").mkdir(parents=True)
    return root


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("shopper run --shop co", {"corner", "corner_two"}),
        ("shopper run --locale ", {"en-GB", "vi-VN"}),
        ("shopper run --device p", {"phone"}),
        ("shopper run --browser f", {"firefox"}),
        ("shopper demo --defect tracking_link_b", {"tracking_link_broken"}),
        ("shopper run journeys/o", {"journeys/ordering", "journeys/ordering/buy_tea.yaml"}),
        ("shopper check journeys/f", {"journeys/first_look.yaml"}),
        ("shopper verify 2026", {"2026-03-02_10-00-00"}),
        ("shopper compare 2026", {"2026-03-02_10-00-00"}),
        ("shopper explain no-su", {"no-subject"}),
        ("shopper explain goal", {"goal-not-reached"}),
        ("shopper explain await_m", {"await_mail"}),
        ("shopper report --format ju", {"junit"}),
        ("shopper doctor --mailbox p", {"practice"}),
        ("shopper new journey tea --persona l", {"linh"}),
        ("shopper new journey tea --shop corner_", {"corner_two"}),
        ("shopper try see --shop corner_", {"corner_two"}),
    ],
)
def test_names_of_the_project_are_offered(project: Path, line: str, offered: set[str]) -> None:
    assert set(completed(line, project)) == offered


def test_where_there_is_no_project_the_practice_shop_is_offered(tmp_path: Path) -> None:
    assert completed("shopper run --shop gom", tmp_path) == ["gom_sen"]


def test_a_broken_project_offers_what_can_be_told_and_says_no_word(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys/bad.yaml").write_bytes(b"matrix: {locale: [\xff\xfe]}")
    assert completed("shopper run --locale ", tmp_path) == []
    assert completed("shopper run --shop ", tmp_path) == []
    assert completed("shopper run journeys/b", tmp_path) == ["journeys/bad.yaml"]


def test_nothing_heavy_is_loaded_for_a_keystroke(project: Path) -> None:
    ask = (
        "from shopper.cli import completion as c; [f('') for f in vars(c).values() if getattr(f, '__name__', '') == 'complete']"
    )
    listed = f"import sys, shopper.cli; {ask}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", listed], cwd=project, capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split()), "tell it from the names of files"

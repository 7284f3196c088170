"""Every mistake reads as a person would want it: `mistakes/NAME.yaml` has the mistake, `mistakes/NAME.txt` what is said.

A file is a journey, unless its name begins with the word for another kind of file. To accept changed words after reading
them: `UPDATE_GOLDEN=1 pytest tests/journey/test_mistakes.py`.
"""

import os
import shutil
from pathlib import Path

import pytest

from shopper.errors import JourneyError
from shopper.journey.load import load
from shopper.journey.mistakes import MistakesFound

HERE = Path(__file__).parent
FIXTURES = sorted((HERE / "mistakes").glob("*.yaml"))
ELSEWHERE = {"shop": "shops/kiln.yaml", "mailboxes": "mailboxes.yaml", "personas": "personas.yaml"}


def mistakes_of(fixture: Path, folder: Path) -> MistakesFound:
    """What loading says about a project whose one file has the mistake."""
    home = shutil.copytree(HERE / "a_project", folder / "journeys")
    shutil.copy(fixture, home / ELSEWHERE.get(fixture.stem.split("_")[0], fixture.name))
    if fixture.stem == "shop_flow_without_end":
        (home / "pay.yaml").write_text("journey: Pay\npersona: linh\nsteps:\n  - use: pay\n", encoding="utf-8")
    with pytest.raises(JourneyError) as caught:
        load([], root=folder)
    assert isinstance(caught.value, MistakesFound)
    return caught.value


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_golden(fixture: Path, tmp_path: Path) -> None:
    found = mistakes_of(fixture, tmp_path)
    golden = fixture.with_suffix(".txt")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(f"{found}\n", encoding="utf-8")
    assert f"{found}\n" == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_the_caret_stands_under_what_the_place_says(fixture: Path, tmp_path: Path) -> None:
    for mistake in mistakes_of(fixture, tmp_path).mistakes:
        if mistake.place.line:
            text = (tmp_path / mistake.place.file).read_text(encoding="utf-8").splitlines() or [""]
            assert 1 <= mistake.place.column <= len(text[mistake.place.line - 1]) + 1
            assert len(mistake.excerpt) == min(2, mistake.place.line)


def test_there_is_a_fixture_for_many_different_mistakes() -> None:
    assert len(FIXTURES) >= 80
    assert not [golden for golden in (HERE / "mistakes").glob("*.txt") if not golden.with_suffix(".yaml").exists()]


def test_ten_mistakes_are_ten(tmp_path: Path) -> None:
    assert len(mistakes_of(HERE / "mistakes" / "ten_mistakes.yaml", tmp_path).mistakes) == 10


def test_no_password_is_quoted(tmp_path: Path) -> None:
    for name in ("mailboxes", "shop_profile", "shop_sign_in", "shop_sign_in_as_text"):
        assert "hunter2" not in str(mistakes_of(HERE / "mistakes" / f"{name}.yaml", tmp_path / name))


def test_a_mistake_for_machines(tmp_path: Path) -> None:
    [mistake] = mistakes_of(HERE / "mistakes" / "mistake_within_a_flow.yaml", tmp_path).mistakes
    assert mistake.as_json() == {
        "file": "journeys/shops/kiln.yaml",
        "line": 29,
        "column": 17,
        "kind": "meaning",
        "problem": "`order.number` is not known here",
        "hint": "no step notes anything yet",
        "used_from": ["journeys/mistake_within_a_flow.yaml:4"],
    }


def test_a_flood_is_counted_not_printed(tmp_path: Path) -> None:
    fixture = tmp_path / "flood.yaml"
    fixture.write_text("journey: A\npersona: linh\nsteps:\n" + "  - nonsense: 1\n" * 500, encoding="utf-8")
    found = mistakes_of(fixture, tmp_path)
    assert len(found.mistakes) == 500
    assert str(found).endswith("500 mistakes in 1 file; the first 100 are shown.")
    assert len(str(found)) < 20_000

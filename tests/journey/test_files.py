"""Files that a journey hands in lie beside its YAML; whatever else a name leads to is a mistake when it is loaded."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shopper.errors import StepFailed
from shopper.journey.files import LARGEST, find_file
from shopper.journey.load import Loaded
from shopper.journey.mistakes import MistakesFound

Project = Callable[..., Loaded]

FLOW = """
    shop: Lò Gốm
    url: https://www.kiln.test
    languages: [vi, en]
    flows:
      show_damage:
        inputs: {photo: text}
        steps:
          - upload: {into: {label: Photo}, file: "${inputs.photo}"}
"""
USE = "steps:\n  - use: show_damage\n    with: {photo: bowl.jpg}\n"


def put(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_flow_hands_in_the_file_that_lies_beside_the_journey(project: Project, tmp_path: Path) -> None:
    project()
    put(tmp_path / "journeys/bowl.jpg")
    (step,) = project(USE, shops__kiln=FLOW).plans[0].steps
    assert step.args["file"] == "${inputs.photo}", "the plan knows no path of this machine"


def test_a_file_that_is_missing_is_told_where_the_flow_is_used(project: Project) -> None:
    with pytest.raises(MistakesFound) as caught:
        project(USE, shops__kiln=FLOW)
    (mistake,) = caught.value.mistakes
    assert mistake.problem == "there is no file `bowl.jpg` beside journeys/shops/kiln.yaml or journeys/buy.yaml"
    assert "journeys/buy.yaml:4" in str(caught.value)


def test_what_is_only_known_later_is_not_looked_for_now(project: Project) -> None:
    note = '  - note: {damage.photo: {css: "#photo"}}\n'
    upload = '  - upload: {into: {label: Photo}, file: "${damage.photo}"}\n'
    assert len(project(f"steps:\n{note}{upload}").plans[0].steps) == 2


def test_the_nearest_file_is_taken(tmp_path: Path) -> None:
    home = tmp_path / "journeys"
    near, far = put(home / "shops/bowl.jpg"), put(home / "returns/bowl.jpg")
    beside = ["journeys/shops/kiln.yaml", "journeys/returns/back.yaml"]
    assert find_file("bowl.jpg", beside, home) == near
    near.unlink()
    assert find_file("bowl.jpg", beside, home) == far


def test_nothing_outside_is_handed_in(tmp_path: Path) -> None:
    home = tmp_path / "journeys"
    secret, inside = put(tmp_path / "secret.txt"), put(home / "a/inside.txt")
    (home / "link.txt").symlink_to(secret)
    for name in ("../secret.txt", "link.txt", str(secret)):
        with pytest.raises(StepFailed, match="lies outside of journeys/"):
            find_file(name, ["journeys/buy.yaml"], home)
    assert find_file("../a/inside.txt", ["journeys/b/buy.yaml"], put(home / "b/buy.yaml").parents[1]).samefile(inside)
    with pytest.raises(StepFailed, match="there is no file `a`"):
        find_file("a", ["journeys/buy.yaml"], home)


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    huge = put(tmp_path / "journeys/huge.mov")
    with huge.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(StepFailed, match="larger than 25 MB"):
        find_file("huge.mov", ["journeys/buy.yaml"], tmp_path / "journeys")

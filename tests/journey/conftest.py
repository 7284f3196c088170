"""A small project to load journeys from."""

import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from shopper.journey.load import Loaded, load

Project = Callable[..., Loaded]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """`project("steps:\\n  - goto: /")` loads one journey, `buy`, at the shop `kiln`; `files` are added by path."""

    def make(journey: str = "", /, **files: str) -> Loaded:
        home = tmp_path / "journeys"
        if not home.exists():
            shutil.copytree(Path(__file__).parent / "a_project", home)
        if journey:
            head = "" if "journey:" in journey else "journey: Buy a mug\npersona: linh\n"
            (home / "buy.yaml").write_text(head + dedent(journey), encoding="utf-8")
        for name, text in files.items():
            path = home / f"{name.replace('__', '/')}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        return load([], root=tmp_path)

    return make

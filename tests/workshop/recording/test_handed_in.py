"""What customers hand in is kept beside the journey; what could run there is not."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from shopper.journey.values import Locator
from shopper.workshop.recording.acts import HandedIn
from shopper.workshop.recording.handed_in import keep_files, safe_name


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("bát nứt.jpg", "bát nứt.jpg"),
        ("ba\u0301t.PNG", "bát.PNG"),
        ("receipt (2).pdf", "receipt (2).pdf"),
        ("../../journeys/a.txt", "a.txt"),
        ("..\\a.txt", "a.txt"),
        ("a`id`;$(x).csv", "a_id___(x).csv"),
        ("ü" * 300 + ".jpg", "ü" * 60 + ".jpg"),
        ("conftest.py", ""),
        ("personas.yaml", ""),
        (".env", ""),
        (".txt", ""),
        (".hidden.txt", ""),
        ("../../.env", ""),
        ("a.txt\x00.py", ""),
        ("Makefile", ""),
        ("", ""),
    ],
)
def test_a_name_says_what_is_kept_and_reaches_no_other_folder(file: str, name: str) -> None:
    assert safe_name(file) == name


def handed(file: str, content: bytes = b"cracked") -> HandedIn:
    return HandedIn(where=Locator(label="Photo"), file=file, content=base64.b64encode(content).decode())


def test_pictures_are_kept_and_programs_are_not(tmp_path: Path) -> None:
    kept, (warning,) = keep_files(tmp_path, [handed("bowl.jpg"), handed("conftest.py")])
    assert kept == (tmp_path / "bowl.jpg",)
    assert [path.name for path in tmp_path.iterdir()] == ["bowl.jpg"]
    assert kept[0].read_bytes() == b"cracked"
    assert "not kept" in warning


def test_nothing_is_written_over_or_through_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "journeys"
    folder.mkdir()
    (folder / "old.txt").write_text("old", "utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "elsewhere")
    kept, warnings = keep_files(folder, [handed("old.txt"), handed("link.txt")])
    assert (kept, len(warnings)) == ((), 2)
    assert (folder / "old.txt").read_text("utf-8") == "old"
    assert not (tmp_path / "elsewhere").exists()


def test_what_was_too_large_is_asked_for(tmp_path: Path) -> None:
    kept, (warning,) = keep_files(tmp_path, [handed("film.gif", b"")])
    assert not kept
    assert "too large" in warning

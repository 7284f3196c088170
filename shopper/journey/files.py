"""Files that a journey names: pictures and papers that the customer hands in. They lie beside the YAML, never elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from shopper.errors import StepFailed

LARGEST = 25 * 1024 * 1024  # bytes


def home_of(root: Path) -> Path:
    """The folder of a project's journeys: `journeys/` within it, or the folder itself."""
    root = root.absolute()
    return root / "journeys" if (root / "journeys").is_dir() else root


def find_file(name: str, beside: Iterable[str], home: Path) -> Path:
    """The file of this name beside the first of these YAML files that has it. `beside`: as mistakes name them, from the
    project's folder on; `home`: the journeys' folder.

    Raises StepFailed if there is none, if it lies outside of `home` (links are followed) or is larger than 25 MB.
    """
    files = list(dict.fromkeys(beside))
    found = next((path for file in files if (path := (home.parent / file).parent / name).is_file()), None)
    if not found:
        raise StepFailed(f"there is no file `{name}` beside {' or '.join(files)}", remedy="put it there")
    if not found.resolve().is_relative_to(home.resolve()):
        raise StepFailed(f"`{name}` lies outside of {home.name}/", remedy="copy it there: it is part of the journey")
    if found.stat().st_size > LARGEST:
        raise StepFailed(f"`{name}` is larger than {LARGEST >> 20} MB", remedy="take a smaller one")
    return found

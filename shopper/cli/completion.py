"""What a shell may complete: names of shops, journeys, audits … (`shopper --install-completion`).

Everything is told from the names of files and from light patterns, for a shell asks at every keystroke; what cannot be told is
left out without a word, for an error would land in the command line that somebody is typing.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

AUDITS = Path("audits")
BUILT_IN = Path(__file__).resolve().parents[1]
GROUPS = (
    "steps", "checks", "defects", "keys", "journey", "shop", "mailboxes", "personas", "scorecard", "baseline", "locator",
    "flows", "mails",
)  # fmt: skip
"""What `shopper explain` explains as a whole."""
_LOCALE = re.compile(r"\b[a-z]{2,3}-[A-Z]{2}\b")
_DEFECT = re.compile(r"^    Defect\(\s*\"(\w+)\"", re.MULTILINE)
_TOP_KEY = re.compile(r"^([a-z][a-z0-9_]*):", re.MULTILINE)

Complete = Callable[[str], list[str]]


def _complete(find: Callable[[], Iterable[str]]) -> Complete:
    """Those of the words that begin with what was typed so far."""

    def complete(incomplete: str) -> list[str]:
        with contextlib.suppress(Exception):
            return sorted({word for word in find() if word.startswith(incomplete)})
        return []

    return complete


def _root() -> Path:
    from shopper.cli.shared import project_root  # which itself asks here what audits there are

    return project_root(practice=True)


def _home() -> Path:
    return _root() / "journeys"


def _yaml(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml") and path.name[0] != ".")


def _journeys() -> Iterator[str]:
    beside = [_home() / name for name in ("mailboxes", "personas", "scorecard", "schedule")]
    for path in _yaml(_home()):
        if path.parent.name != "shops" and path.with_suffix("") not in beside:
            yield os.path.relpath(path)
            yield os.path.relpath(path.parent)


def _locales() -> Iterator[str]:
    for path in _yaml(_home()):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "locale:" in line:
                yield from _LOCALE.findall(line)


def _keys(file: str) -> Callable[[], Iterable[str]]:
    """The top keys of a file beside the journeys: its personas, its mailboxes."""
    return lambda: _TOP_KEY.findall((_home() / file).read_text(encoding="utf-8"))


def _audits() -> Iterator[str]:
    return (path.name for path in AUDITS.iterdir() if path.is_dir())


def _browsers() -> Iterable[str]:
    from shopper.wanted import BROWSERS

    return BROWSERS


def _defects() -> Iterator[str]:
    """Read from the files: what they need to spoil a mail takes long to load."""
    for path in (BUILT_IN / "practice_shop" / "defects").glob("*.py"):
        yield from _DEFECT.findall(path.read_text(encoding="utf-8"))


def _parts(*folders: str) -> Iterator[str]:
    for root in (BUILT_IN, _root()):
        for folder in folders:
            for path in (root / folder).rglob("*.py"):
                if not path.name.startswith(("_", "test_", "conftest")):
                    yield path.stem


def _explained() -> Iterator[str]:
    yield from (*GROUPS, *_parts("steps"), *_defects())
    yield from (name.replace("_", "-") for name in _parts("inbox_checks", "page_checks"))


shops = _complete(lambda: (path.stem for path in _yaml(_home() / "shops")))
journeys = _complete(_journeys)
locales = _complete(_locales)
personas = _complete(_keys("personas.yaml"))
mailboxes = _complete(_keys("mailboxes.yaml"))
devices = _complete(lambda: ("desktop", "phone"))
browsers = _complete(_browsers)
defects = _complete(_defects)
audits = _complete(_audits)
formats = _complete(lambda: _parts("reports"))
explained = _complete(_explained)

"""What a scaffold said in a check's help, and nobody has replaced since."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from shopper import registry
from shopper.registry import CheckType
from shopper.workshop.scaffold import TEMPLATES


def unwritten(check: CheckType) -> tuple[str, ...]:
    """The template's sentences that still stand in a check's help, in their order."""
    said = " ".join(" ".join((check.summary, check.what, check.why, check.fix, check.example)).split())
    return tuple(sentence for sentence in _placeholders() if sentence in said)


def warnings() -> Iterator[str]:
    """A line for each check of the project's own whose help is not written yet; the project has to be loaded."""
    for check in registry.checks().values():
        if warning := warning_of(check):
            yield warning


def warning_of(check: CheckType) -> str:
    """What to say of a check whose help is not written yet, with its file; nothing of others."""
    left = unwritten(check)
    return f"{check.file}: the help of `{check.id}` still has the template's words: “{left[0]}” …" if left else ""


@cache
def _placeholders() -> tuple[str, ...]:
    """What the templates tell the author to write: the first sentence of each section of their docstrings."""
    docs = (ast.get_docstring(ast.parse(_python(name))) or "" for name in ("inbox_check.py.txt", "page_check.py.txt"))
    parts = (part.split("\n", 1)[-1] if part.startswith("##") else part for doc in docs for part in doc.split("\n\n"))
    return tuple(dict.fromkeys(re.split(r"[.:]\s", " ".join(part.split()))[0] for part in parts))


def _python(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8").replace("{{ name }}", "check_of_a_template")

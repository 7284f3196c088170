"""How `shopper check` tells mistakes to machines: as JSON, and as CI servers show them beside a change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from shopper.errors import ShopperError, UsageError

if TYPE_CHECKING:
    from shopper.journey.mistakes import Mistake
    from shopper.reports._annotations import Annotation

FORMATS = ("text", "json", "github", "gitlab", "sarif")
KINDS = {
    "syntax": ("YAML that cannot be read", "The file is no YAML, or uses what journeys may not: tags, duplicate keys."),
    "shape": ("A key or a value has the wrong form", "`shopper explain steps` and docs/journeys.md say what may stand where."),
    "meaning": ("This does not fit what is said elsewhere", "A name, a flow, an input or a condition fits nothing else."),
    "usage": ("The project cannot be loaded", "The message says what to mend."),
}
"""Kind of mistake → title and help; the kind is the rule's id."""

_PLACE = re.compile(r"(?P<file>.+?)(?::(?P<line>\d+))?(?::(?P<column>\d+))?")


def known_format(name: str) -> str:
    """The format, if there is one of that name; else UsageError."""
    if name not in FORMATS:
        raise UsageError(f"there is no format `{name}`", place="--format", remedy=f"One of: {', '.join(FORMATS)}.")
    return name


def rendered(error: ShopperError | None, format: str, **more: Any) -> str:
    """What a machine reads of an error, or of nothing wrong; `more` stands in the JSON too. Empty for text."""
    mistakes: Sequence[Mistake] = getattr(error, "mistakes", ())
    if format == "json":
        return json.dumps({**more, "mistakes": [one.as_json() for one in mistakes]}, ensure_ascii=False, indent=1) + "\n"
    if format == "text":
        return ""
    from shopper.reports import _annotations as forms

    found = list(_annotations(mistakes)) if mistakes else [_annotation(error)] if error else []
    if format == "sarif":
        return forms.as_sarif(found, [_rule(kind) for kind in KINDS])
    return forms.as_github(found) if format == "github" else forms.as_gitlab(found)


def _annotations(mistakes: Iterable[Mistake]) -> Iterable[Annotation]:
    from shopper.reports._annotations import Annotation, in_repository

    for one in mistakes:
        used = tuple(f"used from {place.file}:{place.line}" for place in reversed(one.chain))
        details = tuple(filter(None, (one.hint, *used)))
        file, line, column = in_repository(one.place.file), one.place.line, one.place.column
        yield Annotation(_rule(one.kind), one.problem, file, line, column, one.end, details, one.problem)


def _annotation(error: ShopperError) -> Annotation:
    from shopper.reports._annotations import Annotation, in_repository

    place = _PLACE.fullmatch(str(error.place or ""))
    file, line, column = (place["file"], int(place["line"] or 0), int(place["column"] or 0)) if place else ("", 0, 0)
    details = (error.remedy,) if error.remedy else ()
    return Annotation(_rule("usage"), error.problem, in_repository(file), line, column, details=details)


def _rule(kind: str) -> Any:
    from shopper.reports._annotations import Rule

    return Rule(kind, *KINDS[kind])

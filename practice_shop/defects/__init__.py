"""What can be wrong with the practice shop, by name. Each breaks one thing and nothing else; they can be combined.

A file for each group of checks that find them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rapidfuzz import process

from shopper.errors import UsageError
from shopper.practice_shop.defects import (
    chat,
    compliance,
    content,
    dead_ends,
    delivery,
    effort,
    facts,
    forms,
    help,
    identity,
    language,
    links,
    page_language,
    page_rendering,
    pages,
    privacy,
    rendering,
    service,
    timing,
    transparency,
)
from shopper.practice_shop.defects.declaring import Defect

__all__ = ["BY_GROUP", "DEFECTS", "Defect", "chosen"]

_NEAREST = 5
_GROUPS = (
    timing,
    identity,
    language,
    content,
    links,
    delivery,
    rendering,
    privacy,
    service,
    chat,
    effort,
    compliance,
    facts,
    help,
    pages,
    page_language,
    page_rendering,
    dead_ends,
    transparency,
    forms,
)

BY_GROUP: Mapping[str, tuple[Defect, ...]] = {group.__name__.rpartition(".")[2]: tuple(group.DEFECTS) for group in _GROUPS}
"""Name of a group, such as `content` → its defects."""

DEFECTS: Mapping[str, Defect] = {defect.name: defect for defects in BY_GROUP.values() for defect in defects}


def chosen(names: Collection[str]) -> frozenset[str]:
    """The names, checked. Raises UsageError with the nearest names for one that does not exist."""
    for name in names:
        if name not in DEFECTS:
            near = ", ".join(found[0] for found in process.extract(name, sorted(DEFECTS), limit=_NEAREST))
            raise UsageError(
                f"the practice shop has no defect `{name}`", remedy=f"The nearest: {near}. All: shopper explain defects"
            )
    return frozenset(names)

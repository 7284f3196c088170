"""What can be wrong with the practice shop, by name. Each breaks one thing and nothing else; they can be combined.

A file for each group of checks that find them.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping

from shopper.errors import UsageError
from shopper.practice_shop.defects import (
    content,
    delivery,
    identity,
    language,
    links,
    pages,
    privacy,
    rendering,
    service,
    timing,
)
from shopper.practice_shop.defects.declaring import Defect

__all__ = ["DEFECTS", "Defect", "chosen"]

_GROUPS = (timing, identity, language, content, links, delivery, rendering, privacy, service, pages)

DEFECTS: Mapping[str, Defect] = {defect.name: defect for group in _GROUPS for defect in group.DEFECTS}


def chosen(names: Collection[str]) -> frozenset[str]:
    """The names, checked. Raises UsageError with the nearest name for one that does not exist."""
    for name in names:
        if name not in DEFECTS:
            near = difflib.get_close_matches(name, DEFECTS, n=1, cutoff=0.4)
            meant = f"Did you mean `{near[0]}`? " if near else ""
            raise UsageError(f"the practice shop has no defect `{name}`", remedy=f"{meant}Known: {', '.join(sorted(DEFECTS))}.")
    return frozenset(names)

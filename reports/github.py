"""Findings beside the lines of a pull request: workflow commands that GitHub Actions reads from a step's output."""

from __future__ import annotations

from pathlib import Path

from shopper import Audit, report
from shopper.reports._annotations import annotations_of, as_github


@report(file="-", on_request=True)
def github(audit: Audit, folder: Path) -> str:
    """A line for each finding that is new or must be looked at, the worst first, at the line of the journey that met it."""
    return as_github(annotations_of(audit))

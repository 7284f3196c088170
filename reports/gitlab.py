"""Findings beside the lines of a merge request: a GitLab Code Quality report, for `artifacts: reports: codequality`."""

from __future__ import annotations

from pathlib import Path

from shopper import Audit, report
from shopper.reports._annotations import annotations_of, as_gitlab


@report(file="gl-code-quality-report.json", on_request=True)
def gitlab(audit: Audit, folder: Path) -> str:
    """A list with an issue for each finding that is new or must be looked at, at the line of the journey that met it."""
    return as_gitlab(annotations_of(audit))

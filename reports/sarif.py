"""Findings for code scanning and other readers of SARIF 2.1.0 (OASIS), with what is accepted marked as suppressed."""

from __future__ import annotations

from pathlib import Path

from shopper import Audit, report
from shopper.reports._annotations import annotations_of, as_sarif


@report(file="findings.sarif", on_request=True)
def sarif(audit: Audit, folder: Path) -> str:
    """A log of one run: a rule for each check that had something to say, a result for each finding."""
    return as_sarif(annotations_of(audit))

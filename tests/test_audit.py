"""Which audit is the latest."""

from __future__ import annotations

import os
from pathlib import Path

from shopper.audit import point_latest


def test_latest_is_the_audit_that_was_played_last_whatever_is_judged_again(tmp_path: Path) -> None:
    for hour, name in enumerate(("monday", "tuesday"), 1):
        journal = tmp_path / name / "evidence" / "v1" / "journal.jsonl"
        journal.parent.mkdir(parents=True)
        journal.touch()
        os.utime(journal, (hour, hour))
        point_latest(tmp_path / name)
        assert (tmp_path / "latest").resolve().name == name
    point_latest(tmp_path / "monday")
    assert (tmp_path / "latest").resolve().name == "tuesday"

"""A shop whose pages and mails link, load and redirect to addresses of one's own network gets no request through."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ALONE = ["unshare", "--net", "--mount"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        subprocess.run([*ALONE, "ip", "link"], capture_output=True, check=False).returncode != 0,
        reason="only root may make a network of its own, by `unshare` and `ip`",
    ),
]


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def siege(request: pytest.FixtureRequest) -> dict[str, Any]:
    command = [*ALONE, sys.executable, str(HERE / "besieged.py"), request.param]
    env = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=env)
    assert done.returncode == 0, done.stderr[-3000:]
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def test_the_listeners_hear(siege: dict[str, Any]) -> None:
    """Whoever calls past the gate is heard, at nearly every address: some kernels take no IPv4-compatible ones."""
    assert siege["proven"] >= 30
    assert {address.rpartition(":")[0] for address in siege["deaf"]} <= {"::7f00:1"}


def test_nobody_inside_hears_anything(siege: dict[str, Any]) -> None:
    assert siege["heard"] == []


def test_the_shop_itself_was_visited_and_its_traps_were_met(siege: dict[str, Any]) -> None:
    assert {"/", "/go", "/soon"} <= set(siege["asked"])
    assert len(siege["outcomes"]) > 100
    assert "opened" not in siege["outcomes"].values()

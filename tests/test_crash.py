"""kill -9 in mid-visit: evidence stays readable, the next run does not trip over it, and no order is placed twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from running import ROOT, Joined, command, practice_in_thread, shopper

from shopper.audit import judge_folder
from shopper.bundle import read_journal

pytestmark = pytest.mark.browser
ORDER = ("journeys/ordering/guest_order.yaml", "--locale", "en-GB", "--device", "desktop", "--patience", "1s")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Joined]:
    with practice_in_thread(tmp_path_factory.mktemp("practice")) as joined:
        yield joined


def journal_of(out: Path) -> Path | None:
    return next(iter(out.glob("*/evidence/*/journal.jsonl")), None)


def kinds(out: Path) -> list[str]:
    path = journal_of(out)
    return [event["kind"] for event in read_journal(path)] if path else []


def kill_when(reached: Callable[[], bool], out: Path, shop: Joined) -> Path:
    """Start a visit, kill its whole process group as soon as `reached()`, return the audit's folder."""
    process = subprocess.Popen(
        command("run", *ORDER, "--out", out), cwd=ROOT, env={**os.environ, **shop.env}, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while not reached():
            assert process.poll() is None, "it ended before it could be killed"
            assert time.monotonic() < until, "it never came to the place where it was to be killed"
            time.sleep(0.001)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
    path = journal_of(out)
    assert path
    return path.parents[2]


def test_killed_before_the_order_it_goes_on_and_orders_once(shop: Joined, tmp_path: Path) -> None:
    before = len(shop.shop.orders)
    folder = kill_when(lambda: kinds(tmp_path).count("step") >= 4, tmp_path, shop)
    torn = journal_of(tmp_path)
    assert torn and read_journal(torn)[0]["kind"] == "visit_started", "what was recorded is readable"
    judged = judge_folder(folder, ROOT)
    assert judged.visits[0].state == "waiting" and judged.visits[0].steps
    done = shopper("run", "--resume", folder, "--patience", "1s", env=shop.env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(shop.shop.orders) == before + 1
    said = json.loads((folder / "audit.json").read_text())["visits"][0]
    assert said["state"] == "waiting", "the parcel leaves tomorrow"
    assert [mail["kind"] for mail in said["mails"]] == ["order_confirmation"]


def test_killed_while_ordering_it_never_orders_again(shop: Joined, tmp_path: Path) -> None:
    before = len(shop.shop.orders)
    folder = kill_when(lambda: len(shop.shop.orders) > before, tmp_path, shop)
    assert "armed" in kinds(tmp_path)
    done = shopper("run", "--resume", folder, "--patience", "1s", env=shop.env)
    assert len(shop.shop.orders) == before + 1, "a second order was placed"
    assert done.returncode == 0, done.stdout + done.stderr
    steps = json.loads((folder / "audit.json").read_text())["visits"][0]["steps"]
    assert [step["outcome"] for step in steps].count("already_done") == 1, "done_if found the order out"
    numbers = [fact["value"] for fact in json.loads((folder / "audit.json").read_text())["visits"][0]["facts"]]
    assert shop.shop.orders[-1].number in numbers


def test_killed_as_soon_as_it_was_armed_it_never_orders_again(shop: Joined, tmp_path: Path) -> None:
    """Nobody can know whether the click got out; either way it is not made a second time."""
    before = len(shop.shop.orders)
    folder = kill_when(lambda: "armed" in kinds(tmp_path), tmp_path, shop)
    time.sleep(1)  # an order that was under way arrives now
    placed = len(shop.shop.orders)
    done = shopper("run", "--resume", folder, "--patience", "1s", env=shop.env)
    assert len(shop.shop.orders) == placed, "the click was made again"
    state = json.loads((folder / "audit.json").read_text())["visits"][0]["state"]
    if placed > before:
        assert done.returncode == 0 and state == "waiting"
    else:
        assert done.returncode == 3 and state == "indeterminate"


def test_the_next_run_does_not_trip_over_a_killed_one(shop: Joined, tmp_path: Path) -> None:
    killed = kill_when(lambda: kinds(tmp_path).count("step") >= 2, tmp_path, shop)
    done = shopper("run", *ORDER, "--out", tmp_path, env=shop.env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "latest").resolve() != killed.resolve()
    assert shopper("verify", tmp_path / "latest").returncode == 0


def test_a_visit_that_is_being_played_is_not_resumed_by_another_process(shop: Joined, tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("run", *ORDER, "--out", tmp_path), cwd=ROOT, env={**os.environ, **shop.env},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while "step" not in kinds(tmp_path) and time.monotonic() < until:
            time.sleep(0.02)
        path = journal_of(tmp_path)
        assert path
        done = shopper("run", "--resume", path.parents[2], env=shop.env)
        assert done.returncode == 2
        assert "another process is playing this visit" in done.stderr
    finally:
        process.terminate()
        process.wait(20)

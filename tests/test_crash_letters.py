"""kill -9 while the customer writes: a letter goes out once or not at all, by the mail server's own count."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from postmaster import Postmaster
from running import ROOT, Joined, command, practice_in_thread, shopper

from shopper.bundle import read_journal

pytestmark = pytest.mark.browser


@pytest.fixture
def server() -> Iterator[Postmaster]:
    with Postmaster() as postmaster:
        yield postmaster


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Joined]:
    with practice_in_thread(tmp_path_factory.mktemp("practice")) as joined:
        yield joined


@pytest.fixture
def project(shop: Joined, server: Postmaster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one journey that writes once, through the counting server."""
    world = json.loads(Path(shop.env["SHOPPER_PRACTICE"]).read_text())
    world["mailbox"]["smtp"] = server.url
    (tmp_path / "world.json").write_text(json.dumps(world))
    monkeypatch.setenv("SHOPPER_PRACTICE", str(tmp_path / "world.json"))
    home = tmp_path / "journeys"
    (home / "shops").mkdir(parents=True)
    for name, data in {
        "shops/tiny": {
            "shop": "Tiny", "url": "https://www.gomsen.test", "languages": ["en"], "hosts": ["*.gomsen.test"],
            "mailbox": "practice", "practice": True,
        },
        "personas": {"linh": {"name": "Linh"}},
        "mailboxes": {"practice": {"practice": True}},
        "ask": {
            "journey": "Ask", "persona": "linh",
            "steps": [
                {"goto": "/en/"},
                {"write_mail": {"to": "help@gomsen.test", "subject": "A mug", "text": "Is it safe?"}},
                {"goto": "/en/"},
            ],
        },
    }.items():  # fmt: skip
        (home / f"{name}.yaml").write_text(yaml.safe_dump(data))
    return tmp_path


def kinds(out: Path) -> list[str]:
    journal = next(iter(out.glob("audits/*/evidence/*/journal.jsonl")), None)
    return [event["kind"] for event in read_journal(journal)] if journal else []


def kill_when(reached: Callable[[], bool], project: Path) -> Path:
    """Start the visit, kill its process group as soon as `reached()`, return the audit's folder."""
    process = subprocess.Popen(
        command("run", "--out", "audits"), cwd=project, env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
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
    return next(project.glob("audits/2*"))


def resumed(folder: Path, project: Path) -> tuple[int, dict[str, Any]]:
    done = shopper("run", "--resume", folder, cwd=project, env={"PYTHONPATH": str(ROOT)})
    said: dict[str, Any] = json.loads((folder / "audit.json").read_text())["visits"][0]
    return done.returncode, said


def test_killed_before_it_was_written_it_goes_out_once(project: Path, server: Postmaster) -> None:
    server.may_answer.set()
    folder = kill_when(lambda: "leg_started" in kinds(project), project)
    assert "armed" not in kinds(project)
    _, said = resumed(folder, project)
    assert (said["reason"], said["state"], len(server.taken)) == ("", "finished", 1)


def test_killed_as_soon_as_it_was_armed_it_is_not_sent_again(project: Path, server: Postmaster) -> None:
    """Nobody can know whether it got out; either way it is not sent by the next process."""
    server.may_answer.set()
    folder = kill_when(lambda: "armed" in kinds(project), project)
    time.sleep(0.5)  # a letter that was under way arrives now
    sent, written_down = len(server.taken), "letter" in kinds(project)
    _, said = resumed(folder, project)
    assert len(server.taken) == sent <= 1
    assert said["state"] == ("finished" if written_down else "indeterminate")


def test_killed_before_the_server_answered_it_is_never_sent_again(project: Path, server: Postmaster) -> None:
    folder = kill_when(lambda: bool(server.taken), project)
    server.may_answer.set()
    assert "armed" in kinds(project) and "letter" not in kinds(project)
    code, said = resumed(folder, project)
    assert (code, said["state"], len(server.taken)) == (3, "indeterminate", 1)
    assert "was interrupted and is not repeated" in said["reason"]


def test_killed_right_after_it_was_accepted_it_is_done(project: Path, server: Postmaster) -> None:
    server.may_answer.set()
    folder = kill_when(lambda: "letter" in kinds(project), project)
    code, said = resumed(folder, project)
    assert (said["reason"], said["state"], len(server.taken)) == ("", "finished", 1)
    assert said["steps"][1]["outcome"] in ("already_done", "passed") and len(said["letters"]) == 1
    assert code in (0, 1), "nothing is broken"

"""When something is not there: the exit code, and a sentence with place, problem and remedy; never a traceback."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from running import command, shopper

from shopper.clock import RealClock
from shopper.practice_shop.mailserver import MailServer


def project(root: Path, *, url: str = "http://127.0.0.1:9", steps: Any = None, mailbox: dict[str, Any] | None = None) -> Path:
    files: dict[str, Any] = {
        "shops/tiny.yaml": {"shop": "Tiny", "url": url, "languages": ["en"], "hosts": ["127.0.0.1"]},
        "personas.yaml": {"linh": {"name": "Linh"}},
        "look.yaml": {"journey": "Look around", "persona": "linh", "steps": steps or [{"goto": "/"}]},
    }
    if mailbox:
        files["mailboxes.yaml"] = {"ours": mailbox}
        kind = {"system": "platform", "from": "orders@tiny.test", "subject": {"en": "Order"}}
        files["shops/tiny.yaml"] |= {"mailbox": "ours", "mails": {"order_confirmation": kind}}
    for name, data in files.items():
        path = root / "journeys" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, sort_keys=False))
    return root


@contextlib.contextmanager
def static_shop() -> Iterator[str]:
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = (
                b"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
                b"<title>Tiny shop</title><main><h1>Tiny shop</h1><a href=tel:+4420794600000>+44 20 7946 0000</a></main>"
            )
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class MailThread:
    """A mail server in a thread, to be stopped whenever a test wants."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.server = MailServer(RealClock())
        asyncio.run_coroutine_threadsafe(self.server.__aenter__(), self._loop).result(20)

    def stop(self) -> None:
        if self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(self.server.__aexit__(None, None, None), self._loop).result(20)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)

    def settings(self, **other: str) -> dict[str, Any]:
        host, port = self.server.imap
        return {
            "imap": f"imap://{host}:{port}", "user": self.server.user, "password": "${secret:BOX}",
            "address": "{visit}@khach.test", **other,
        }  # fmt: skip


@pytest.fixture
def mail() -> Iterator[MailThread]:
    server = MailThread()
    yield server
    server.stop()


def assert_plain(words: str, *, has: tuple[str, ...]) -> None:
    assert "Traceback" not in words
    for piece in has:
        assert piece in words, f"“{piece}” is missing in:\n{words}"


def test_a_typo_in_yaml(tmp_path: Path) -> None:
    root = project(tmp_path, steps=[{"go_to": "/"}])
    done = shopper("run", cwd=root)
    assert done.returncode == 2
    assert_plain(
        done.stderr + done.stdout, has=("journeys/look.yaml:", "`go_to` is not a step", "did you mean `goto`?", "^^^^^")
    )
    assert not (root / "audits").exists()


@pytest.mark.parametrize(
    ("words", "has"),
    [
        (["run", "journeys/nothing.yaml"], ("there is no such file", "journeys/nothing.yaml")),
        (["run", "--locale", "fr-FR"], ("`fr-FR`", "en-GB")),
        (["run", "--patience", "5 mins"], ("5 mins", "5m")),
        (["run", "--browser", "netscape"], ("netscape", "firefox")),
        (["judge", "audits/none"], ("no such audit", "audits/none")),
        (["verify"], ("no such audit", "shopper run")),
        (["explain", "clik"], ("clik", "click")),
    ],
)
def test_wrong_usage(tmp_path: Path, words: list[str], has: tuple[str, ...]) -> None:
    done = shopper(*words, cwd=project(tmp_path))
    assert done.returncode == 2
    assert_plain(done.stderr, has=has)


@pytest.mark.browser
def test_a_shop_that_cannot_be_reached(tmp_path: Path) -> None:
    root = project(tmp_path)
    done = shopper("run", cwd=root)
    assert done.returncode == 4
    assert_plain(done.stdout + done.stderr, has=("the shop cannot be reached", "http://127.0.0.1:9/"))
    said = json.loads((root / "audits/latest/audit.json").read_text())
    assert said["visits"][0]["state"] == "tool_error"
    assert not any(finding["outcome"] == "fail" for finding in said["findings"]), "nothing is held against the shop"


def test_no_browser(tmp_path: Path) -> None:
    done = shopper("run", cwd=project(tmp_path), env={"SHOPPER_CHROMIUM": "/nowhere/chrome"})
    assert done.returncode == 4
    assert_plain(done.stderr, has=("/nowhere/chrome", "apt install chromium"))
    assert not list((tmp_path / "audits").glob("2*")), "no empty audit is left behind"


def test_a_mailbox_that_refuses_the_login(tmp_path: Path, mail: MailThread) -> None:
    steps = [{"goto": "/"}, {"expect_mail": {"order_confirmation": {"within": "5m"}}}]
    root = project(tmp_path, steps=steps, mailbox=mail.settings())
    done = shopper("run", cwd=root, env={"BOX": "wrong-password"})
    assert done.returncode == 4
    assert_plain(done.stderr, has=("mailbox", "ours", "login"))
    assert "wrong-password" not in done.stderr + done.stdout


def test_a_mailbox_that_is_not_there(tmp_path: Path, mail: MailThread) -> None:
    steps = [{"goto": "/"}, {"expect_mail": {"order_confirmation": {"within": "5m"}}}]
    root = project(tmp_path, steps=steps, mailbox=mail.settings(imap="imap://127.0.0.1:9"))
    done = shopper("run", cwd=root, env={"BOX": "x"})
    assert done.returncode == 4
    assert_plain(done.stderr, has=("127.0.0.1:9",))


def test_a_password_that_is_not_set(tmp_path: Path, mail: MailThread) -> None:
    steps = [{"goto": "/"}, {"expect_mail": {"order_confirmation": {"within": "5m"}}}]
    done = shopper("run", cwd=project(tmp_path, steps=steps, mailbox=mail.settings()))
    assert done.returncode == 2
    assert_plain(done.stderr, has=("`BOX` is not set", "environment variable BOX"))


@pytest.mark.browser
def test_a_mailbox_that_dies_in_mid_visit(tmp_path: Path, mail: MailThread) -> None:
    steps = [{"goto": "/"}, {"expect_mail": {"order_confirmation": {"within": "6s"}}}]
    with static_shop() as url:
        root = project(tmp_path, url=url, steps=steps, mailbox=mail.settings())
        env = {"BOX": mail.server.password}
        running = subprocess.Popen(
            command("run"), cwd=root, env=_environment(env), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        _wait_for_event(root, "expected")
        mail.stop()
        out, err = running.communicate(timeout=90)
    assert running.returncode == 4
    assert_plain(out + err, has=("mailbox", "nobody knows whether it came"))
    findings = json.loads((root / "audits/latest/audit.json").read_text())["findings"]
    assert not any(finding["outcome"] == "fail" for finding in findings), "being blind is not the shop's fault"


@pytest.mark.browser
def test_patience_leaves_a_visit_waiting_and_resume_goes_on(tmp_path: Path, mail: MailThread) -> None:
    steps = [{"goto": "/"}, {"expect_mail": {"order_confirmation": {"within": "2s"}}}, {"wait": "4s"}]
    with static_shop() as url:
        root = project(tmp_path, url=url, steps=steps, mailbox=mail.settings())
        env = {"BOX": mail.server.password}
        first = shopper("run", "--patience", "1s", cwd=root, env=env)
        assert first.returncode == 0, first.stdout + first.stderr
        assert "waiting" in first.stdout
        strict = shopper("run", "--patience", "1s", "--require-finished", cwd=root, env=env)
        assert strict.returncode == 1
        second = shopper("run", "--resume", "audits/latest", cwd=root, env=env)
        assert second.returncode == 1, second.stdout + second.stderr  # the mail never came: a finding, now that it is due
    said = json.loads((root / "audits/latest/audit.json").read_text())
    assert said["visits"][0]["state"] == "finished"
    assert [finding["check"] for finding in said["findings"] if finding["outcome"] == "fail"] == ["missing-mail"]


@pytest.mark.browser
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_of_the_whole_group_is_130_and_can_be_resumed(tmp_path: Path, number: signal.Signals) -> None:
    with static_shop() as url:
        root = project(tmp_path, url=url, steps=[{"goto": "/"}, {"see": {"text": "never there", "wait": "30s"}}])
        running = subprocess.Popen(
            command("run"), cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        _wait_for_event(root, "step")
        os.killpg(running.pid, number)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 130, out + err
    assert_plain(err, has=("interrupted", "shopper run --resume"))


def test_what_cannot_be_written_or_read(tmp_path: Path) -> None:
    root = project(tmp_path)
    (tmp_path / "file").write_text("x")
    done = shopper("run", "--out", tmp_path / "file", cwd=root)
    assert done.returncode == 2
    assert_plain(done.stderr, has=("file",))
    bundle = tmp_path / "audits" / "bad" / "evidence" / "v1"
    bundle.mkdir(parents=True)
    for line in ("{}", "[1]", '{"kind": "visit_started", "at": "x"}', '{"kind": "step"}'):
        (bundle / "journal.jsonl").write_text(line + "\n")
        for words in (("judge", "audits/bad"), ("run", "--resume", "audits/bad")):
            done = shopper(*words, cwd=root)
            assert done.returncode == 2, (line, words, done.stderr)
            assert_plain(done.stderr, has=("journal.jsonl", "damaged", "shopper verify"))


@pytest.mark.browser
def test_a_stop_file_holds_every_visit_and_resume_goes_on(tmp_path: Path) -> None:
    with static_shop() as url:
        root = project(tmp_path, url=url)
        (root / "audits").mkdir()
        (root / "audits/STOP").touch()
        held = shopper("run", cwd=root)
        assert held.returncode == 0
        assert_plain(held.stdout, has=("waiting, 0 steps", "the stop file"))
        (root / "audits/STOP").unlink()
        assert shopper("run", "--resume", "audits/latest", cwd=root).returncode == 0
    assert json.loads((root / "audits/latest/audit.json").read_text())["visits"][0]["state"] == "finished"


def _environment(more: dict[str, str]) -> dict[str, str]:
    return {**os.environ, **more}


def _wait_for_event(root: Path, kind: str, seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for path in root.glob("audits/*/evidence/*/journal.jsonl"):
            if f'"kind":"{kind}"' in path.read_text():
                return
        time.sleep(0.02)
    raise AssertionError(f"no `{kind}` was recorded within {seconds} s")

"""Seeing what happens, from the command line: which visits would be played, pausing at a terminal, opening a trace."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import select
import shutil
import subprocess
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from running import command, shopper

STEPS = [{"goto": "/"}, {"click": {"role": "link", "name": "Cup"}}]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A shop on a port where nobody listens, and two journeys."""
    write(tmp_path / "journeys/shops/tiny.yaml", {
        "shop": "Tiny", "url": "http://127.0.0.1:9", "languages": ["en"], "hosts": ["127.0.0.1"],
    })  # fmt: skip
    write(tmp_path / "journeys/personas.yaml", {"linh": {"name": "Linh"}})
    buy = {"journey": "Buy", "persona": "linh", "matrix": {"device": ["desktop", "phone"]}, "steps": STEPS}
    write(tmp_path / "journeys/buy.yaml", {**buy, "type": "delivery", "tags": ["nightly"]})
    write(tmp_path / "journeys/look.yaml", {"journey": "Look", "persona": "linh", "type": "product", "steps": STEPS})
    return tmp_path


def write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")


def test_what_would_be_played_is_listed_and_nothing_is(project: Path) -> None:
    done = shopper("run", "--list", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "buy[tiny-en-GB-desktop]   tiny  en-GB  desktop  chromium  journeys/buy.yaml:1",
        "buy[tiny-en-GB-phone]     tiny  en-GB  phone    chromium  journeys/buy.yaml:1",
        "look[tiny-en-GB-desktop]  tiny  en-GB  desktop  chromium  journeys/look.yaml:1",
        "3 visits",
    ]
    assert not (project / "audits").exists()


def test_visits_are_chosen_by_tag_and_type(project: Path) -> None:
    done = shopper("run", "--list", "--json", "--tag", "nightly", "--device", "phone", cwd=project)
    (visit,) = json.loads(done.stdout)["visits"]
    assert (visit["id"], visit["type"], visit["tags"]) == ("buy[tiny-en-GB-phone]", "delivery", ["nightly"])
    assert visit["place"] == {"file": "journeys/buy.yaml", "line": 1, "column": 1}
    assert "look[" in shopper("run", "--list", "--type", "product", cwd=project).stdout
    write(project / "journeys/personas.yaml", {"linh": {"name": "Linh", "voices": {"polite": {"thanks": "Thank you."}}}})
    (buy, *_) = json.loads(shopper("run", "--list", "--json", "--voice", "polite", cwd=project).stdout)["visits"]
    assert buy["voice"] == "polite"
    wrong = shopper("run", "--tag", "weekly", cwd=project)
    assert (wrong.returncode, wrong.stderr) == (2, "Error: no journey is played for tag `weekly`\n  There are: nightly.\n")


def test_without_a_terminal_or_a_display_nobody_can_look_on(project: Path) -> None:
    for option in (("--pause-at", "4"), ("--keep-open",)):
        done = shopper("run", *option, cwd=project)
        assert done.returncode == 2 and "this is no terminal" in done.stderr
    done = shopper("run", "--headed", cwd=project, env={"DISPLAY": "", "WAYLAND_DISPLAY": ""})
    assert done.returncode == 2 and "xvfb-run" in done.stderr
    assert not (project / "audits").exists()


@pytest.mark.browser
def test_a_trace_is_found_by_its_visit_or_said_how_to_get(project: Path, tiny_audit: Path) -> None:
    no_display = {"DISPLAY": "", "WAYLAND_DISPLAY": ""}
    said = shopper("trace", cwd=tiny_audit, env=no_display)
    assert said.returncode == 0 and "Trace: " in said.stdout and "playwright show-trace" in said.stdout
    path = Path(said.stdout.partition("Trace: ")[2].splitlines()[0])
    assert zipfile.is_zipfile(path)
    visits = {
        visit["journey"]: visit["id"] for visit in json.loads((tiny_audit / "audits/latest/audit.json").read_text())["visits"]
    }
    assert shopper("trace", visits["fails"][:5], cwd=tiny_audit, env=no_display).stdout == said.stdout
    none = shopper("trace", visits["works"], cwd=tiny_audit)
    assert none.returncode == 2
    assert "shopper run --trace journeys/works.yaml --shop tiny --locale en-GB --device desktop" in none.stderr
    assert "no visit begins so" in shopper("trace", "zzz", cwd=tiny_audit).stderr
    assert "there is no such audit" in shopper("trace", cwd=project).stderr


@pytest.fixture(scope="module")
def tiny_audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an audit: one visit that worked, one that failed and was therefore kept with its trace."""
    import http.server
    import threading

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<!doctype html><html lang=en><title>Shop</title><h1>Shop</h1><a href=/>Cup</a>")

        def log_message(self, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = tmp_path_factory.mktemp("project")
    url = f"http://127.0.0.1:{server.server_port}"
    write(root / "journeys/shops/tiny.yaml", {"shop": "Tiny", "url": url, "languages": ["en"], "hosts": ["127.0.0.1"]})
    write(root / "journeys/personas.yaml", {"linh": {"name": "Linh"}})
    write(root / "journeys/works.yaml", {"journey": "Works", "persona": "linh", "steps": STEPS})
    fails = [{"goto": "/"}, {"see": "${inputs.thing}", "wait": "1s"}]
    write(root / "journeys/fails.yaml", {"journey": "Fails", "persona": "linh", "inputs": {"thing": "Teapot"}, "steps": fails})
    done = shopper("run", "--trace-on-failure", cwd=root, env={"XDG_STATE_HOME": str(root / "state")})
    (root / "said.txt").write_text(done.stdout + done.stderr)
    server.shutdown()
    return root


@pytest.mark.browser
def test_the_terminal_says_where_a_visit_came_to_a_halt(tiny_audit: Path) -> None:
    said = (tiny_audit / "said.txt").read_text()
    halt = said.partition("Where visits came to a halt")[2].splitlines()
    assert halt[1:3] == ["fails en-GB Desktop", "  journeys/fails.yaml:7:3: the page does not show text “Teapot”"]
    assert halt[3:6] == ["    6 | - goto: /", "    7 | - see: ${inputs.thing}", "      |   ^^^"]
    assert "    text: Teapot" in halt
    page = (tiny_audit / "audits/latest/index.html").read_text()
    assert "- see: ${inputs.thing}" in page and 'download="' in page


@pytest.mark.browser
@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="needs xvfb-run")
def test_at_a_terminal_a_key_is_obeyed(project: Path) -> None:
    words = command("run", "journeys/look.yaml", "--pause-at", "5", "--pause-at", "journeys/look.yaml:6")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "XDG_STATE_HOME": str(project / "state")}
    process = subprocess.Popen(
        ["xvfb-run", "-a", *words],
        cwd=project,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    said, answered, end = "", False, time.monotonic() + 60
    try:
        with contextlib.suppress(OSError):  # how a terminal ends
            while time.monotonic() < end:
                if select.select([ours], [], [], 0.2)[0]:
                    said += os.read(ours, 65536).decode(errors="replace")
                if "q: stop the visit" in said and not answered:
                    answered = bool(os.write(ours, b"q\n"))
        code = process.wait(20)
    finally:
        process.kill()
        os.close(ours)
    assert code == 130, said
    assert "- goto: /" in said and "shopper run --resume" in said


@pytest.mark.browser
def test_what_was_killed_before_its_report_is_told_how_to_get_it(tiny_audit: Path, tmp_path: Path) -> None:
    audit = tmp_path / "audit"
    shutil.copytree((tiny_audit / "audits/latest").resolve(), audit)
    whole = shopper("run", "--resume", audit, cwd=tiny_audit)
    assert whole.returncode == 2 and "Play a new one" in whole.stderr
    for name in ("manifest.json", "audit.json", "index.html"):
        (audit / name).unlink()
    cut = shopper("run", "--resume", audit, cwd=tiny_audit)
    assert cut.returncode == 2 and f"shopper judge {audit}" in cut.stderr
    shopper("judge", audit, cwd=tiny_audit)
    assert (audit / "index.html").is_file() and shopper("verify", audit, cwd=tiny_audit).returncode == 0

"""Traces: rewritten without secrets, logins and paths of this machine, and kept only where they are wanted."""

from __future__ import annotations

import asyncio
import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.async_api import Error as PlaywrightError

from shopper.audit import AuditRun
from shopper.bundle import Bundle
from shopper.journey.load import load
from shopper.model import Evidence, VisitState
from shopper.secrets import Secrets
from shopper.visit.tracing import Traces, Tracing, rewrite

COOKIE, PASSWORD = "sid=8d7f6a5b", "hunter2-correct-horse"
OPTIONS = {"httpCredentials": [{"username": "u", "password": PASSWORD}], "storageState": {"cookies": []}, "locale": "en-GB"}
STORED = {
    "cookies": [{"name": "sid", "value": "8d7f6a5b"}],
    "origins": [{"origin": "x", "localStorage": [{"name": "a", "value": COOKIE}]}],
}
EVENTS = [
    {"type": "context-options", "browserName": "chromium", "options": OPTIONS},
    {"type": "before", "method": "fill", "params": {"selector": "#a", "value": PASSWORD}},
    {"type": "after", "result": STORED},
]
ASKED = {
    "cookies": [{"name": "sid", "value": "8d7f6a5b"}],
    "headers": [{"name": "Cookie", "value": COOKIE}, {"name": "Host", "value": "shop"}],
}
ANSWERED = {"headers": [{"name": "Set-Cookie", "value": COOKIE}, {"name": "Content-Type", "value": "text/html"}]}


def a_raw_trace(path: Path) -> Path:
    members = {
        "trace.trace": "\n".join(map(json.dumps, EVENTS)) + "\n",
        "trace.network": json.dumps({"type": "resource-snapshot", "snapshot": {"request": ASKED, "response": ANSWERED}}),
        "trace.stacks": '{"files": ["/home/somebody/project/x.py"]}',
        "resources/1.html": f"<p>{PASSWORD}</p>",
        "screencast/1.jpeg": "\xff\xd8 picture",
    }
    with zipfile.ZipFile(path, "w") as file:
        for name, text in members.items():
            file.writestr(name, text)
    return path


def members(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_what_is_kept_knows_no_secret_no_login_and_nothing_of_this_machine(tmp_path: Path) -> None:
    secrets = Secrets()
    secrets.learn(PASSWORD)
    rewrite(a_raw_trace(tmp_path / "raw.zip"), tmp_path / "kept.zip", secrets.redact_file)
    kept = members(tmp_path / "kept.zip")
    text = "\n".join(kept.values())
    assert PASSWORD not in text and "8d7f6a5b" not in text and "somebody" not in text
    assert set(kept) == {"trace.trace", "trace.network", "resources/1.html", "screencast/1.jpeg"}
    options, fill, _ = map(json.loads, kept["trace.trace"].splitlines())
    assert options["options"] == {"locale": "en-GB"} and fill["params"]["value"] == "•••"
    headers = json.loads(kept["trace.network"])["snapshot"]["response"]["headers"]
    assert headers == [{"name": "Set-Cookie", "value": "•••"}, {"name": "Content-Type", "value": "text/html"}]
    assert kept["screencast/1.jpeg"] == "\xff\xd8 picture"


class Recorder:
    """A browser context as far as traces need one: it hands over a trace, or refuses to record."""

    def __init__(self, size: int = 0, refusal: str = "") -> None:
        self._size, self._refusal = size, refusal
        self.tracing = self
        self.raw: Path | None = None

    async def start(self, **options: bool) -> None:
        if self._refusal:
            raise PlaywrightError(self._refusal)

    async def stop(self, path: Path) -> None:
        self.raw = a_raw_trace(path)
        if self._size:
            with path.open("ab") as file:
                file.truncate(self._size)


def recorded(bundle: Bundle, recorder: Recorder, *, only_failures: bool, well: bool) -> list[Any]:
    async def leg() -> list[Any]:
        traces = Traces(Tracing(only_failures=only_failures), bundle, lambda raw: raw)
        await traces.begin(recorder)  # type: ignore[arg-type]
        await traces.end(recorder)  # type: ignore[arg-type]
        return [*traces.keep(), *traces.keep(well=well)]

    return asyncio.run(leg())


@pytest.mark.parametrize(("only_failures", "well", "kept"), [(False, True, 1), (True, False, 1), (True, True, 0)])
def test_traces_are_kept_as_wanted_and_nothing_else_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, only_failures: bool, well: bool, kept: int
) -> None:
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(private))
    bundle, recorder = Bundle(tmp_path / "audit"), Recorder()
    traces = recorded(bundle, recorder, only_failures=only_failures, well=well)
    assert len(traces) == kept == len(list(tmp_path.glob("audit/evidence/blobs/*/*.zip")))
    assert all(zipfile.is_zipfile(io.BytesIO(bundle.read(trace.blob))) for trace in traces)
    assert recorder.raw and not list(private.iterdir()), "neither the raw trace nor one that is not wanted stays anywhere"


def test_what_cannot_be_traced_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (refused,) = recorded(Bundle(tmp_path), Recorder(refusal="Not supported\nCall log"), only_failures=False, well=True)
    assert (refused.blob, refused.note) == (None, "this browser records no trace: Not supported")
    monkeypatch.setattr("shopper.visit.tracing.LARGEST", 1 << 20)
    (huge,) = recorded(Bundle(tmp_path), Recorder(size=3 << 20), only_failures=False, well=True)
    assert (huge.blob, huge.note) == (None, "the trace has 3 MB; more than 1 MB are not kept")


@pytest.mark.browser
@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_a_visit_is_traced_without_its_secrets_and_cookies(
    tmp_path: Path, tiny_shop: Any, monkeypatch: pytest.MonkeyPatch, browser: str
) -> None:
    monkeypatch.setenv("CARD", PASSWORD)
    monkeypatch.setenv("STAGING", "shop:hunter2")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    files: dict[str, Any] = {
        "shops/tiny.yaml": {
            "shop": "Tiny", "url": tiny_shop.url, "languages": ["en"], "hosts": ["127.0.0.1"],
            "sign_in": {"basic": "${secret:STAGING}"},
        },
        "personas.yaml": {"linh": {"name": "Linh"}},
        "traced.yaml": {
            "journey": "Traced", "persona": "linh", "matrix": {"browser": [browser]},
            "steps": [
                {"goto": "/login"}, {"goto": "/secret"}, {"goto": "/form"},
                {"fill": {"into": {"label": "Name"}, "text": "${secret:CARD}"}},
                {"wait": "1s"}, {"goto": "/me"}, {"see": "Hello Linh"},
            ],
        },
    }  # fmt: skip
    for name, data in files.items():
        path = tmp_path / "journeys" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    plans = load([], root=tmp_path).plans

    async def run() -> Evidence:
        async with AuditRun(tmp_path / "audit", {}, root=tmp_path, tracing=Tracing(), probe_pages=False) as audit:
            await audit.open(plans)
            return await audit.play(plans[0])

    seen = asyncio.run(run())
    assert (seen.state, seen.reason) == (VisitState.FINISHED, "")
    assert [(trace.leg, trace.note) for trace in seen.traces] == [(1, ""), (2, "")]
    for trace in seen.traces:
        assert trace.blob
        with zipfile.ZipFile(tmp_path / "audit" / trace.blob.path) as file:
            written = b"\n".join(file.read(name) for name in file.namelist())
            assert b"frame-snapshot" in written
            for never in (
                PASSWORD.encode(),
                b"hunter2",
                b"c2hvcDpodW50ZXIy",
                b"who=Linh",
                b'"value":"Linh"',
                str(tmp_path).encode(),
            ):
                assert never not in written

"""Secrets with names of birds are played, mailed, echoed and crashed with; then every byte that was written is searched."""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import email
import gzip
import html
import io
import json
import os
import quopri
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest
import yaml
from echoing import FILES, EchoShop, open_shop
from pypdf import PdfReader
from running import ROOT, command, shopper

from shopper.clock import RealClock
from shopper.practice_shop.mailserver import MailServer

KEY = 'Kanarivogel "7Q" <&>/+%41\' ẩn náu'
CARD = "4929123412341234"
STAGING = "shop:Stieglitz/+9?x"
MAILBOX = "Zaunkoenig=24&b"
HEADER = "Rotkehlchen-77"
SECRETS = {"KEY": KEY, "CARD": CARD, "STAGING": STAGING, "AUDITS": MAILBOX, "OTHER": HEADER}
BIRDS = re.compile("kanarivogel|stieglitz|zaunkoenig|rotkehlchen|" + r"\W{0,2}".join(CARD), re.IGNORECASE)
"""What gives a secret away, in plain text."""

pytestmark = pytest.mark.browser


# --- looking into everything, in ways of this test's own ---


def views(data: bytes, depth: int = 2) -> Iterator[str]:
    """A file's bytes as text, undone in every way in which something may hide."""
    text = data.decode("utf-8", "replace")
    yield text
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield data.decode("utf-16", "replace")
    if not depth:
        return
    for undone in (html.unescape(text), unquote_plus(text), _unescaped(text), unicodedata.normalize("NFC", text)):
        if undone != text:
            yield from views(undone.encode("utf-8", "replace"), depth - 1)
    if b"=\n" in data or b"=\r\n" in data or re.search(rb"=[0-9A-F]{2}", data):
        yield quopri.decodestring(data).decode("utf-8", "replace")
    for run in re.findall(rb"(?:[A-Za-z0-9+/_-]{4,}[\r\n]*){2,}={0,2}|[A-Za-z0-9+/_-]{8,}", data):
        letters = b"".join(run.split()).replace(b"-", b"+").replace(b"_", b"/").rstrip(b"=")
        for shift in range(4):
            cut = letters[shift:]
            with contextlib.suppress(binascii.Error):
                decoded = base64.b64decode(cut[: len(cut) // 4 * 4])
                yield decoded.decode("utf-8", "replace")


def packed(data: bytes) -> Iterator[str]:
    """What is inside of archives, PDFs and mails."""
    if data[:2] == b"\x1f\x8b":
        yield from views(gzip.decompress(data), 1)
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name
                yield from views(archive.read(name), 1)
    if b"%PDF-" in data[:1024]:
        yield "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(stream).decode("latin-1")


def mail_views(data: bytes) -> Iterator[str]:
    message = email.message_from_bytes(data, policy=default)
    for part in message.walk():
        yield from (f"{name}: {value}" for name, value in part.items())
        if not part.is_multipart():
            yield from views(part.get_payload(decode=True) or b"", 1)  # type: ignore[arg-type]


def _unescaped(text: str) -> str:
    def letter(found: re.Match[str]) -> str:
        return chr(int(found[1] or found[2], 16)) if found[1] or found[2] else found[3]

    return re.sub(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", letter, text)


def birds_in(data: bytes, name: str = "") -> list[str]:
    """Where a bird is seen: the words around it."""
    seen = [found for view in (*views(data), *packed(data)) if (found := _seen(view))]
    if name.endswith(".eml"):
        seen += [found for view in mail_views(data) if (found := _seen(view))]
    return seen


def _seen(text: str) -> str:
    found = BIRDS.search(text)
    return text[max(0, found.start() - 60) : found.end() + 20] if found else ""


def assert_silent(*places: Path, **words: str) -> int:
    """No file below these places and none of these words gives a secret away. Returns how many files were searched."""
    files = [path for place in places for path in place.rglob("*") if path.is_file() and not path.is_symlink()]
    told = {
        str(path): seen for path in files if (seen := birds_in(path.read_bytes(), path.name) + birds_in(str(path).encode()))
    }
    told |= {name: seen for name, text in words.items() if (seen := birds_in(text.encode()))}
    assert not told, json.dumps({name: seen[:2] for name, seen in told.items()}, indent=1, ensure_ascii=False)
    return len(files)


@pytest.mark.parametrize(
    "hidden",
    [
        KEY.encode(),
        base64.b64encode(b"ab" + KEY.encode()),
        b"".join(b"%%%02X" % byte for byte in KEY.encode()),
        "".join(f"&#{ord(letter)};" for letter in KEY).encode(),
        json.dumps({"a": "".join(f"\\u{ord(letter):04x}" for letter in KEY)}).encode(),
        gzip.compress(html.escape(KEY).encode()),
        KEY.encode("utf-16"),
        b"4929 1234-1234 1234",
    ],
    ids=["plain", "base64", "url", "entities", "json", "gzip", "utf_16", "digits"],
)
def test_the_search_itself_would_find_a_bird(hidden: bytes) -> None:
    assert birds_in(b"before " + hidden if hidden[:2] not in (b"\x1f\x8b", b"\xff\xfe") else hidden)


# --- the world ---


@dataclass
class World:
    shop: EchoShop
    mail: MailServer
    root: Path
    env: dict[str, str]

    @property
    def temporary(self) -> Path:
        return Path(self.env["TMPDIR"])

    @property
    def state(self) -> Path:
        return Path(self.env["XDG_STATE_HOME"])

    def run(self, *words: Any, env: dict[str, str] | None = None) -> Any:
        return shopper(*words, cwd=self.root, env={**self.env, **(env or {})}, timeout=180)


@contextlib.contextmanager
def mail_in_thread() -> Iterator[MailServer]:
    ready: Future[tuple[MailServer, asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def serve() -> None:
        async with MailServer(RealClock(), user="audits@echo.test", password=MAILBOX) as mail:
            done = asyncio.Event()
            ready.set_result((mail, asyncio.get_running_loop(), done))
            await done.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    mail, loop, done = ready.result(30)
    try:
        yield mail
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(20)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    user, _, password = STAGING.partition(":")
    with (
        mail_in_thread() as mail,
        open_shop(EchoShop(mail.smtp, user, password)) as shop,
        tempfile.TemporaryDirectory(prefix="bird-", ignore_cleanup_errors=True) as short,  # Chromium's sockets have short names
    ):
        env = {"PYTHONPATH": str(ROOT), "TMPDIR": short, "XDG_STATE_HOME": str(tmp_path / "state")}
        yield World(shop, mail, a_project(tmp_path / "project", shop, mail), env)


FILL = [
    {"goto": "/"},
    {"fill": {"into": {"label": "Key"}, "text": "${secret:KEY}"}},
    {"fill": {"into": {"label": "Card"}, "text": "${secret:CARD}"}},
    {"fill": {"into": {"label": "Mail"}, "text": "${visit.mail}"}},
    {"click": {"role": "button", "name": "Send"}},
]
JOURNEYS: dict[str, list[Any]] = {
    "echo": [
        *FILL,
        {"note": {"seen.says": {"css": "#echo"}}},
        {"see": {"text": "You typed ${secret:KEY}"}},
        *({"download": {"role": "link", "name": f"Get the {kind}"}} for kind in FILES),
        {"await_mail": "order_confirmation", "within": "60s"},
        {
            "write_mail": {
                "to": "orders@echo.test",
                "subject": "My key ${secret:KEY}",
                "text": "It is ${secret:KEY} (${secret:CARD}).",
            }
        },
        {"click": {"role": "button", "name": "${secret:KEY} is not there"}, "optional": True},
        {"goto": "/missing?other=${secret:OTHER}#${secret:KEY}"},
        {"see": {"text": "this is not said, ${secret:KEY}"}},
    ],
    "selector": [*FILL, {"click": {"css": "[title='${secret:OTHER}'"}}],
    "elsewhere": [{"goto": "http://closed.echo.test/?other=${secret:OTHER}#${secret:KEY}"}],
    "condition": [{"goto": "/"}, {"wait_until": {"see": {"text": "${secret:OTHER}"}, "within": "1s", "every": "1s"}}],
}


def a_project(root: Path, shop: EchoShop, mail: MailServer) -> Path:
    kind = {"system": "platform", "from": "orders@echo.test", "subject": {"en": "Order received"}}
    box = {
        "imap": "imap://{}:{}".format(*mail.imap), "smtp": "smtp://{}:{}".format(*mail.smtp), "user": "audits@echo.test",
        "password": "${secret:AUDITS}", "address": "audits+{visit}@echo.test",
    }  # fmt: skip
    files: dict[str, Any] = {
        "mailboxes.yaml": {"audits": box},
        "personas.yaml": {"linh": {"name": "Linh"}},
        "shops/echo.yaml": {
            "shop": "Echo", "url": shop.url, "languages": ["en"], "hosts": ["127.0.0.1", "closed.echo.test"],
            "mailbox": "audits", "sign_in": {"basic": "${secret:STAGING}"}, "mails": {"order_confirmation": kind},
        },
    }  # fmt: skip
    files |= {f"{name}.yaml": {"journey": name, "persona": "linh", "steps": steps} for name, steps in JOURNEYS.items()}
    for name, data in files.items():
        path = root / "journeys" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))
    write_secrets(root)
    return root


def write_secrets(root: Path) -> None:
    env = root / ".env"
    env.touch(mode=0o600)
    env.write_text("".join(f"{name}='{value}'\n" for name, value in SECRETS.items() if "'" not in value))
    (root / ".secrets").mkdir()
    (root / ".secrets" / "KEY").touch(mode=0o600)
    (root / ".secrets" / "KEY").write_text(KEY)


def take_away_secrets(root: Path) -> None:
    """They are where they belong, and not to be searched."""
    (root / ".env").unlink()
    (root / ".secrets" / "KEY").unlink()


def states(folder: Path) -> dict[str, str]:
    return {visit["journey"]: visit["state"] for visit in json.loads((folder / "audit.json").read_text())["visits"]}


# --- the canaries ---


def test_no_bird_is_heard_in_anything_that_a_run_writes(world: World) -> None:
    checked = world.run("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    played = world.run("run", "--trace", "--patience", "60s", "--format", "github")
    folder = world.root / "audits" / "latest"
    assert states(folder) | {"elsewhere": ""} == {
        "echo": "blocked", "selector": "broken", "condition": "blocked", "elsewhere": "",
    }, played.stderr  # fmt: skip
    assert sum("Basic" in login for login in world.shop.heard) > 10, "it got past the staging password"
    visit = next(visit for visit in json.loads((folder / "audit.json").read_text())["visits"] if visit["journey"] == "echo")
    assert len(visit["mails"]) >= 3 and visit["mails"][0]["kind"] == "order_confirmation"
    assert {document["name"] for document in visit["documents"]} >= {"key.text", "key.pdf", "key.zip", "key.gz"}
    assert "•••" in visit["facts"][0]["value"]
    assert not list(world.state.rglob("*.json")), "the login state is gone with its visit"

    judged = world.run("judge", "audits/latest")  # knows no secret at all
    reported = world.run("report", "audits/latest")
    explained = world.run("explain", "fill")
    take_away_secrets(world.root)
    missing = world.run("run", "journeys/elsewhere.yaml")
    done = {
        "checked": checked,
        "played": played,
        "judged": judged,
        "reported": reported,
        "explained": explained,
        "missing": missing,
    }
    words = {f"{name}, {stream}": getattr(run, stream) for name, run in done.items() for stream in ("stdout", "stderr")}
    assert assert_silent(world.root, world.temporary, world.state, **words) > 50


def test_no_bird_is_heard_under_pytest(world: World) -> None:
    words = [sys.executable, "-m", "pytest", "-vv", "-l", "-rA", "--full-trace", "-p", "no:cacheprovider", "--html", "r.html",
             "--junitxml", "pytest.xml", "--audit-patience", "60s", "journeys"]  # fmt: skip
    environment = {**os.environ, **world.env}
    played = subprocess.run(words, cwd=world.root, env=environment, capture_output=True, text=True, timeout=180)
    assert "4 failed" in played.stdout, played.stdout
    (world.root / ".env").write_text("AUDITS='Zaunkoenig, the wrong one'\nSTAGING='shop:Stieglitz'\nOTHER='Rotkehlchen'\n")
    refused = subprocess.run(words, cwd=world.root, env=environment, capture_output=True, text=True, timeout=180)
    assert "refused the login" in refused.stdout, refused.stdout
    take_away_secrets(world.root)
    shown = {
        "played": played.stdout,
        "played, errors": played.stderr,
        "refused": refused.stdout,
        "refused, errors": refused.stderr,
    }
    assert assert_silent(world.root, world.temporary, world.state, **shown) > 40


def test_no_bird_is_left_behind_by_a_crash(world: World) -> None:
    def crash(reached: str) -> None:
        process = subprocess.Popen(
            command("run", "journeys/echo.yaml", "--trace", "--patience", "60s"), cwd=world.root,
            env={**os.environ, **world.env}, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            until = time.monotonic() + 60
            while not any(reached in path.read_text() for path in world.root.glob("audits/*/evidence/*/journal.jsonl")):
                assert process.poll() is None and time.monotonic() < until, "it never came to the place of the crash"
                time.sleep(0.01)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)

    crash('"verb":"download"')
    logins = list(world.state.rglob("*.json"))
    assert all(path.stat().st_mode & 0o077 == 0 for path in logins), "a login that is still needed is nobody else's"
    folder = next(world.root.glob("audits/*/evidence/*/journal.jsonl")).parents[2]
    resumed = world.run("run", "--resume", folder, "--patience", "60s")
    assert states(folder) == {"echo": "blocked"}, resumed.stdout + resumed.stderr
    assert not list(world.state.rglob("*.json"))
    take_away_secrets(world.root)
    assert assert_silent(world.root, world.state, stdout=resumed.stdout, stderr=resumed.stderr) > 20


def test_a_mailbox_that_cannot_be_opened_keeps_its_password(world: World) -> None:
    refused = {
        "run": world.run("run", "journeys/echo.yaml", env={"AUDITS": f"{MAILBOX}, wrong"}),
        "doctor": world.run("doctor", "--mailbox", "audits", env={"AUDITS": f"{MAILBOX}, wrong"}),
        "doctor, all well": world.run("doctor", "--mailbox", "audits", "--wait", "20s"),
    }
    assert [done.returncode for done in refused.values()] == [4, 4, 0], refused["doctor, all well"].stdout
    take_away_secrets(world.root)
    assert_silent(world.root, world.state, **{name: done.stdout + done.stderr for name, done in refused.items()})


def test_a_traceback_is_printed_without_them(world: World) -> None:
    (world.root / "steps").mkdir()
    (world.root / "steps" / "stumble.py").write_text(
        '"""Stumble."""\nfrom shopper import Session, StepArgs, Text, step\n\n\nclass Stumble(StepArgs):\n    over: Text\n\n\n'
        "@step()\nasync def stumble(session: Session, args: Stumble) -> None:\n    raise RuntimeError(args.over)\n"
    )
    journey = {"journey": "stumble", "persona": "linh", "steps": [{"goto": "/"}, {"stumble": {"over": "${secret:OTHER}"}}]}
    (world.root / "journeys" / "stumble.yaml").write_text(yaml.safe_dump(journey, sort_keys=False))
    played = world.run("run", "journeys/stumble.yaml")
    assert states(world.root / "audits" / "latest") == {"stumble": "tool_error"}, played.stderr
    take_away_secrets(world.root)
    assert_silent(world.root, world.temporary, world.state, stdout=played.stdout, stderr=played.stderr)

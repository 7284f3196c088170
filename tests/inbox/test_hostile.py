"""A folder of hostile mails, made on the spot: none stops, hangs or fills its reader, reaches out, or writes anything; each
ends as a reading that says what it is, and nothing of it can act where it is shown."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inbox.hostile.mails import HEAD, MAILS

from shopper.inbox.guard import SECONDS, Reader
from shopper.inbox.parsing import read_fields, read_mail
from shopper.inbox.worker import MEMORY
from shopper.model import Reading

ROOT = Path(__file__).parents[2]
SLACK = 4.0  # seconds: a machine may be busy, a worker starts again
_ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(workers=1) as reader:
        yield reader


def everything(reading: Reading) -> str:
    """All of it as JSON, also what audits leave out."""
    fields = {name: getattr(reading, name) for name in type(reading).model_fields}
    parts = [{**part.model_dump(mode="json"), "text": part.text} for part in reading.parts]
    return json.dumps(
        {name: value.model_dump(mode="json") if hasattr(value, "model_dump") else value for name, value in fields.items()}
        | {"parts": parts},
        default=lambda value: value.model_dump(mode="json") if hasattr(value, "model_dump") else str(value),
    )


def one_liners(reading: Reading) -> list[str]:
    """What is shown on one line, wherever it is shown."""
    return [
        reading.subject, reading.sender, reading.sender_name, reading.reply_to, reading.message_id, reading.preheader,
        reading.markup.title, *reading.recipients, *reading.format_errors, *reading.markup.empty_links,
        *(part.name for part in reading.parts), *(part.content_id for part in reading.parts),
        *(link.text for link in reading.links), *(hop.by + hop.sender for hop in reading.hops),
        *(event.summary + event.location for event in reading.events),
    ]  # fmt: skip


def peak(process: int) -> int:
    """The most memory that a process has asked for, in bytes."""
    status = (Path("/proc") / str(process) / "status").read_text()
    found = re.search(r"VmPeak:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0


def test_there_are_enough_of_them() -> None:
    assert len(MAILS) >= 80 and len({attack.on for attack in MAILS.values()}) >= 30


@pytest.mark.parametrize("name", MAILS)
def test_a_hostile_mail(name: str, reader: Reader) -> None:
    attack = MAILS[name]
    raw = attack.make()
    documents = 5 if "pdf" in name else 0
    started = time.monotonic()
    said = reader.read(raw)
    assert time.monotonic() - started < (1 + documents) * SECONDS + SLACK
    assert said.problem or said.format_errors or not attack.told, "it must be told that this is no ordinary mail"
    assert json.loads(everything(said))
    assert not [words for words in one_liners(said) if _ACTS.search(words) or "\n" in words]
    assert all(link.href.lower().startswith(("http://", "https://", "mailto:", "tel:")) for link in said.links)
    assert all("/" not in part.name and "\\" not in part.name and part.name not in ("..", ".") for part in said.parts)
    if sys.platform == "linux":
        assert all(peak(process) <= MEMORY for process in reader.processes)


def test_the_reader_still_reads_after_all_of_them(reader: Reader) -> None:
    for name in ("multipart_100000_deep", "pdf_bomb", "divs_in_attributes"):
        reader.read(MAILS[name].make())
    assert reader.read(HEAD + b"Subject: Order\r\n\r\nHello").text == "Hello"


REACHING = ["external_body", "script_and_handlers", "pdf_with_an_action", "zip_bomb", "name_that_climbs", "calendar_of_folds"]
READ_THEM = f"""
import sys

sys.path[:0] = sys.argv[1:]
from inbox.hostile.mails import MAILS
from shopper.inbox.guard import Reader

with Reader(workers=1) as reader:
    print(*(reader.read(MAILS[name].make()).model_dump_json() for name in {REACHING}), sep="\\n")
"""


def test_nothing_is_written_and_nobody_is_asked(tmp_path: Path) -> None:
    """The real proof, where the system can give it: a network of its own with nothing in it, and a folder that stays empty."""
    unshare = shutil.which("unshare")
    if not unshare or subprocess.run([unshare, "-rn", "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody have a network of his own (unshare)")
    (tmp_path / "temporary").mkdir()
    there = [str(ROOT), str(ROOT / "tests")]
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temporary"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [unshare, "-rn", sys.executable, "-c", READ_THEM, *there], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    with Reader(workers=1) as reader:
        names = [
            "external_body",
            "script_and_handlers",
            "pdf_with_an_action",
            "zip_bomb",
            "name_that_climbs",
            "calendar_of_folds",
        ]
        expected = [json.loads(reader.read(MAILS[name].make()).model_dump_json()) for name in names]
    assert done.returncode == 0, done.stderr
    assert [json.loads(line) for line in done.stdout.splitlines()] == expected
    assert [path.name for path in tmp_path.rglob("*")] == ["temporary"]


# --- any bytes ----------------------------------------------------------------------------------------------------

TYPES = st.sampled_from(
    ["text/plain", "text/html; charset=utf-8", "text/calendar", "multipart/mixed; boundary=b", "message/rfc822",
     "application/pdf", "text/html; charset=utf-16", "multipart/alternative; boundary=b"]
)  # fmt: skip
HEADERS = st.sampled_from(
    ["Subject", "From", "Date", "Message-ID", "Received", "Authentication-Results", "Return-Path", "X-Y", "References",
     "Content-Transfer-Encoding", "Content-ID", "Content-Disposition"]
)  # fmt: skip
PIECES = st.sampled_from(
    [b"--b\r\n", b"--b--\r\n", b"<div style='", b"color:red;", b"}", b"{", b"<style>", b"</style>", b"<table role=",
     b"<a href=", b"<blockquote type=cite>", b"On 1.1. x <a@b> wrote:\r\n", b"From: a\r\n", b"Subject: b\r\n",
     b"BEGIN:VCALENDAR\r\n", b"BEGIN:VEVENT\r\n", b"DTSTART:20260101T000000\r\n", b"END:VEVENT\r\n",
     b"<script type=application/ld+json>", b"[{", b"}]", b"<p itemscope itemprop=a>", b"<img src=cid:x width=", b"@media(",
     b"\xed\xa0\x80", b"\x00", b"\r", b"\r\n\r\n", b"&#xD800;", b"Content-Type: text/html\r\n", b"%PDF-1.7",
     b"=?utf-8?q?", b"?=", b"\xff\xfe"]
)  # fmt: skip
MAIL = st.builds(
    lambda type, headers, body: (
        f"Content-Type: {type}\r\n".encode()
        + b"".join(name.encode() + b": " + value.replace(b"\n", b" ") + b"\r\n" for name, value in headers)
        + b"\r\n"
        + b"".join(body)
    ),
    TYPES,
    st.lists(st.tuples(HEADERS, st.binary(max_size=40) | PIECES), max_size=5),
    st.lists(PIECES | st.binary(max_size=12), max_size=40),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MAIL | st.binary(max_size=300))
def test_any_bytes_are_read_in_time_alike_and_as_json(raw: bytes) -> None:
    started = time.process_time()
    fields: dict[str, Any] = read_fields(raw)
    assert time.process_time() - started < SECONDS
    said = Reading.model_validate(json.loads(json.dumps(fields)))
    assert said == read_mail(raw) == Reading.model_validate(read_fields(raw))
    assert said.text == "\n".join(block.text for block in said.blocks)
    assert not [words for words in one_liners(said) if _ACTS.search(words) or "\n" in words]
    assert "\x1b" not in said.text + said.reply + said.quoted + said.plain
    json.loads(said.model_dump_json())

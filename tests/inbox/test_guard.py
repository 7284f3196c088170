"""A mail that hangs, eats memory or kills its reader costs one reading, and nothing else."""

from __future__ import annotations

import os
import re
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from shopper.inbox.guard import Reader
from shopper.inbox.parsing import read_mail

ORDINARY = "From: a@b.test\r\nSubject: Xin chào\r\nContent-Type: text/html\r\n\r\n<p lang=vi>Đơn hàng {}</p>"
NESTED = b"From: a@b.test\r\nSubject: deep\r\nContent-Type: text/html\r\n\r\n" + b"<div title='</div>'>" * 50_000


def ordinary(number: int = 1) -> bytes:
    return ORDINARY.format(number).encode()


def test_it_reads_as_without_guard() -> None:
    with Reader() as reader:
        assert reader.read(ordinary()) == read_mail(ordinary())
        assert reader.read(ordinary()) is reader.read(ordinary())


def test_what_takes_too_long_gives_its_headers_and_the_next_mail_is_read() -> None:
    with Reader(seconds=0.5) as reader:
        started = time.monotonic()
        said = reader.read(NESTED)
        assert time.monotonic() - started < 2.5
        assert said.problem == "It could not be read within 0.5 s and 512 MB." and said.subject == "deep"
        assert reader.read(ordinary()).text == "Đơn hàng 1"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
def test_the_worker_has_little_memory_and_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_PASSWORD", "tell nobody")
    with Reader() as reader:
        reader.read(ordinary())
        assert reader._worker
        process = Path("/proc") / str(reader._worker._process.pid)
        assert re.search(r"Max address space +536870912 ", (process / "limits").read_text())
        assert "A_PASSWORD" not in (process / "environ").read_text()


def test_a_worker_that_was_killed_is_replaced() -> None:
    with Reader() as reader:
        reader.read(ordinary(1))
        assert reader._worker
        os.kill(reader._worker._process.pid, signal.SIGKILL)
        assert reader.read(ordinary(2)).text == "Đơn hàng 2"


def test_many_threads_may_ask() -> None:
    said: dict[int, str] = {}
    with Reader() as reader:

        def ask(number: int) -> None:
            said[number] = reader.read(ordinary(number)).text

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert said == {number: f"Đơn hàng {number}" for number in range(20)}


def test_a_reader_that_was_never_asked_starts_nothing() -> None:
    with Reader() as reader:
        assert reader._worker is None

"""A mail that hangs, eats memory or kills its reader costs one reading, and nothing else."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from shopper.errors import Unreachable
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
        (id,) = reader.processes
        process = Path("/proc") / str(id)
        assert re.search(r"Max address space +536870912 ", (process / "limits").read_text())
        assert "A_PASSWORD" not in (process / "environ").read_text()


def test_a_worker_that_was_killed_is_replaced() -> None:
    with Reader() as reader:
        reader.read(ordinary(1))
        os.kill(reader.processes[0], signal.SIGKILL)
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
        assert reader.processes == []


def test_a_second_worker_starts_only_while_the_first_is_busy() -> None:
    with Reader(workers=2) as reader:
        for number in range(3):
            reader.read(ordinary(number))
        assert len(reader.processes) == 1
        hanging = threading.Thread(target=reader.read, args=(NESTED,))
        hanging.start()
        while reader._idle.qsize() == 2:
            time.sleep(0.01)
        started = time.monotonic()
        assert reader.read(ordinary(9)).text == "Đơn hàng 9" and len(reader.processes) == 2
        assert time.monotonic() - started < 5 and hanging.is_alive()
        os.kill(reader.processes[0], signal.SIGKILL)
        hanging.join()
    assert reader.processes == []


def test_the_same_bytes_are_read_once_whoever_asks() -> None:
    said = []
    with Reader(workers=2) as reader:
        threads = [threading.Thread(target=lambda: said.append(reader.read(ordinary()))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(said) == 8 and all(one is said[0] for one in said)


def test_what_is_read_does_not_depend_on_what_was_read_before() -> None:
    mails = [ordinary(1), plain_text(), ordinary(2)]
    with Reader(workers=1) as one, Reader(workers=2) as other:
        assert [one.read(raw) for raw in mails] == [other.read(raw) for raw in reversed(mails)][::-1]


def plain_text() -> bytes:
    return b"From: a@b.test\r\nSubject: plain\r\n\r\nHello\r\n"


FORBIDDEN = {
    "reaching out": "import socket; socket.socket()",
    "asking for a name": "import socket; socket.getaddrinfo('gomsen.test', 80)",
    "starting a program": "import subprocess; subprocess.run(['true'])",
    "a shell": "import os; os.system('true')",
    "writing a file": "open('written', 'w')",
    "adding to a file": "open(kept, 'ab')",
    "deleting a file": "import os; os.remove(kept)",
    "renaming a file": "import os; os.rename(kept, 'other')",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_worker_that_was_taken_over_can_do_nothing(what: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("as it was")
    program = f"import shopper.inbox.worker as worker; kept = {str(kept)!r}; worker.shut_in(); {FORBIDDEN[what]}"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1 and "PermissionError" in done.stderr
    assert kept.read_text() == "as it was" and list(tmp_path.iterdir()) == [kept]


def test_a_worker_that_cannot_start_is_the_tools_matter_not_the_mails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with Reader() as reader:
        for _ in range(2):
            with pytest.raises(Unreachable, match=r"does not start\n  See what it says"):
                reader.read(ordinary())
        assert reader.processes == []
        monkeypatch.undo()
        assert reader.read(ordinary()).text == "Đơn hàng 1", "the next one may start"

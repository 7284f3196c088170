"""Mails and documents are read in a process of its own that may hang, run out of memory or crash without taking anybody along.

The worker (`python -m shopper.inbox.guard`) gets what to read and the raw bytes, and gives back JSON, each behind its length
in four bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import struct
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar

from shopper.inbox.documents import DocumentText, is_pdf, read_pdf
from shopper.inbox.parsing import read_attachment, read_fields, read_headers

if TYPE_CHECKING:
    from shopper.model import Reading

SECONDS, MEMORY = 5.0, 512 * 1024 * 1024
START_WITHIN = 30.0  # seconds
REMEMBERED = 256  # readings
MOST_DOCUMENTS = 5  # of one mail
T = TypeVar("T")
_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP")


class Reader:
    """Reads raw mails and documents under guard: 5 s and, where the system can limit it, 512 MB for each. Thread-safe.

    The worker starts with the first one, and again after it had to be killed. Close it with `close`, or as a context manager.
    """

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._turn = threading.Lock()
        self._worker: _Worker | None = None
        self._known: OrderedDict[bytes, Any] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def read(self, raw: bytes) -> Reading:
        """What the mail says, with the text of attached PDFs. Never raises: what cannot be read in time gives its headers,
        and a `problem`; a document that cannot be read is its part's problem alone."""
        from shopper.model import Reading  # here, so that the worker need not load it

        return self._once(b"mail", raw, lambda: Reading.model_validate(self._fields(raw)))

    def read_document(self, raw: bytes, type: str) -> DocumentText:
        """What a document says; of types other than PDF nothing. Never raises: what cannot be read has a `problem`."""
        if not is_pdf(type):
            return DocumentText()
        return self._once(b"document", raw, lambda: self._document(b"document", raw))

    def close(self) -> None:
        """End the worker."""
        with self._turn:
            self._dismiss()

    def _once(self, what: bytes, raw: bytes, read: Callable[[], T]) -> T:
        """What was read from these bytes before, or is now."""
        key = what + hashlib.sha256(raw).digest()
        with self._turn:
            if key not in self._known:
                self._known[key] = read()
                if len(self._known) > REMEMBERED:
                    self._known.popitem(last=False)
            self._known.move_to_end(key)
            known: T = self._known[key]
            return known

    def _fields(self, raw: bytes) -> dict[str, Any]:
        fields = self._ask(b"mail", raw)
        if fields is None:
            try:
                return {**read_headers(raw), "problem": self._in_vain}
            except Exception:  # whatever it is: a mail never stops a visit
                return {"problem": self._in_vain}
        documents = [(number, part) for number, part in enumerate(fields["parts"]) if is_pdf(part["type"], part["name"])]
        for number, part in documents[:MOST_DOCUMENTS]:
            part.update(asdict(self._document(b"part %d" % number, raw)))
        for _, part in documents[MOST_DOCUMENTS:]:
            part["problem"] = f"Only the first {MOST_DOCUMENTS} documents of a mail are read."
        return fields

    def _document(self, what: bytes, raw: bytes) -> DocumentText:
        said = self._ask(what, raw)
        return DocumentText(**said) if said else DocumentText(problem=self._in_vain)

    @property
    def _in_vain(self) -> str:
        return f"It could not be read within {self._seconds:g} s and {MEMORY >> 20} MB."

    def _ask(self, what: bytes, raw: bytes) -> dict[str, Any] | None:
        """The worker's answer; None when there was none in time."""
        until = time.monotonic() + self._seconds
        for _ in range(2):  # a worker that had died meanwhile is not this mail's fault
            self._worker = self._worker or _Worker()
            if (said := self._worker.ask(what, raw, self._seconds)) is not None:
                return said
            self._dismiss()
            if time.monotonic() > until:
                break
        return None

    def _dismiss(self) -> None:
        if self._worker:
            self._worker.end()
            self._worker = None


class _Worker:
    """The other process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "shopper.inbox.guard"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},  # no secrets for a parser
        )
        self.ask(b"mail", b"", START_WITHIN)  # its own start is not the first mail's fault

    def ask(self, what: bytes, raw: bytes, seconds: float) -> dict[str, Any] | None:
        """What was read; None when there was no answer in time. Then the worker is of no more use."""
        assert self._process.stdin and self._process.stdout
        alarm = threading.Timer(seconds, self._process.kill)
        alarm.start()
        try:
            _put(self._process.stdin, what)
            _put(self._process.stdin, raw)
            answer: dict[str, Any] = json.loads(_get(self._process.stdout))
        except (OSError, EOFError, ValueError):
            return None
        finally:
            alarm.cancel()
            alarm.join()
        return answer

    def end(self) -> None:
        self._process.kill()
        with contextlib.suppress(OSError), self._process:  # closes the pipes, of which one may be broken, and waits
            pass


def _put(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(struct.pack(">I", len(data)) + data)
    pipe.flush()


def _get(pipe: IO[bytes]) -> bytes:
    size = pipe.read(4)
    if len(size) < 4:
        raise EOFError
    return pipe.read(int.from_bytes(size, "big"))


def main() -> None:
    """The worker: limits itself, then reads one thing after the other until nobody asks any more."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system can
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
    with contextlib.suppress(EOFError):
        while True:
            what = _get(sys.stdin.buffer)
            _put(answers, json.dumps(_read(what, _get(sys.stdin.buffer))).encode())


def _read(what: bytes, raw: bytes) -> dict[str, Any]:
    """`mail`: the fields of a reading; `part N`: the text of a mail's part; `document`: that of a file."""
    if what == b"mail":
        return read_fields(raw)
    word, _, number = what.partition(b" ")
    return asdict(read_pdf(read_attachment(raw, int(number)) if word == b"part" else raw))


if __name__ == "__main__":
    main()

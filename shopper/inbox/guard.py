"""Mails and documents are read in a process of its own that may hang, run out of memory or crash without taking anybody along.

Its worker (`python -m shopper.inbox.worker`) gets what to read and the raw bytes, and gives back JSON.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import asdict
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from shopper.errors import Unreachable
from shopper.inbox.documents import DocumentText, is_pdf
from shopper.inbox.parsing import read_headers
from shopper.inbox.signatures import Claim, Trial
from shopper.inbox.worker import MEMORY, get, put

if TYPE_CHECKING:
    from shopper.model import Reading

SECONDS = 5.0
START_WITHIN = 30.0  # seconds
REMEMBERED = 256  # readings
MOST_WORKERS = 2
MOST_DOCUMENTS = 5  # of one mail
T = TypeVar("T")
_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP")


class Reader:
    """Reads raw mails and documents under guard: 5 s and, where the system can limit it, 512 MB for each. Thread-safe.

    So many are read at once as there are `workers`: two, where there are two processors. Each starts when it is first needed,
    and again after it had to be killed. Close them with `close`, or use it as a context manager.
    """

    def __init__(self, *, seconds: float = SECONDS, workers: int | None = None) -> None:
        self._seconds = seconds
        self._turn = threading.Lock()
        self._known: OrderedDict[bytes, Future[Any]] = OrderedDict()
        self._workers: list[_Worker | None] = [None] * (workers or min(MOST_WORKERS, os.cpu_count() or 1))
        # The one that was given back last is taken first: another one starts only while all that run are busy.
        self._idle: queue.LifoQueue[int] = queue.LifoQueue()
        for place in range(len(self._workers)):
            self._idle.put(place)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def read(self, raw: bytes) -> Reading:
        """What the mail says, with the text of attached PDFs. No mail makes it raise: what cannot be read in time gives its
        headers, and a `problem`; a document that cannot be read is its part's problem alone. Raises `Unreachable` if no worker
        can be started."""
        from shopper.model import Reading  # here, so that the worker need not load it

        return self._once(b"mail", raw, lambda: Reading.model_validate(self._fields(raw)))

    def read_document(self, raw: bytes, type: str) -> DocumentText:
        """What a document says; of types other than PDF nothing. Never raises: what cannot be read has a `problem`."""
        if not is_pdf(type):
            return DocumentText()
        return self._once(b"document", raw, lambda: self._document(b"document", raw))

    def read_part(self, raw: bytes, number: int) -> bytes:
        """The content of a mail's part, such as a picture; `number` counts its `parts` from 0. Empty if it cannot be read."""
        said = self._ask(b"content %d" % number, raw)
        return base64.b64decode(said["content"]) if said else b""

    def try_signature(self, raw: bytes, claim: Claim, record: str) -> Trial:
        """What comes of trying a mail's DKIM signature with the TXT record of its key. What takes too long is `untried`."""
        said = self._ask(b"signature %d %s %s" % (claim.number, claim.record.encode(), record.encode()), raw)
        return Trial(**said) if said else Trial("untried", self._in_vain)

    def close(self) -> None:
        """End the workers, each as soon as it has read what it is reading."""
        for place in [self._idle.get() for _ in self._workers]:
            self._dismiss(place)
            self._idle.put(place)

    @property
    def processes(self) -> list[int]:
        """The ids of the workers that run."""
        return [worker.process for worker in self._workers if worker]

    def _once(self, what: bytes, raw: bytes, read: Callable[[], T]) -> T:
        """What was read from these bytes before, is being read by another thread, or is read now."""
        key = what + hashlib.sha256(raw).digest()
        with self._turn:
            known: Future[T] | None = self._known.get(key)
            reading = known or self._known.setdefault(key, Future())
            self._known.move_to_end(key)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        if known is None:
            try:
                reading.set_result(read())
            except BaseException as error:  # the worker cannot be started, or the whole process is to end
                reading.set_exception(error)
                with self._turn:
                    self._known.pop(key, None)
        return reading.result()

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
        """A worker's answer; None when there was none in time."""
        place = self._idle.get()
        until = time.monotonic() + self._seconds
        try:
            for _ in range(2):  # a worker that had died meanwhile is not this mail's fault
                worker = self._workers[place] = self._workers[place] or _Worker()
                if (said := worker.ask(what, raw, self._seconds)) is not None:
                    return said
                self._dismiss(place)
                if time.monotonic() > until:
                    break
            return None
        finally:
            self._idle.put(place)

    def _dismiss(self, place: int) -> None:
        worker, self._workers[place] = self._workers[place], None
        if worker:
            worker.end()


class _Worker:
    """The other process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "shopper.inbox.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},  # no secrets for a parser
        )
        self.process = self._process.pid
        if self.ask(b"mail", b"", START_WITHIN) is None:  # its own start is not the first mail's fault
            self.end()
            remedy = f"See what it says: {sys.executable} -P -m shopper.inbox.worker; is there memory left?"
            raise Unreachable("it does not start", place="the process that reads mails", remedy=remedy)

    def ask(self, what: bytes, raw: bytes, seconds: float) -> dict[str, Any] | None:
        """What was read; None when there was no answer in time. Then the worker is of no more use."""
        assert self._process.stdin and self._process.stdout
        alarm = threading.Timer(seconds, self._process.kill)
        alarm.start()
        try:
            put(self._process.stdin, what)
            put(self._process.stdin, raw)
            answer: dict[str, Any] = json.loads(get(self._process.stdout))
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

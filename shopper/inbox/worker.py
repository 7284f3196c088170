"""The process in which mails and documents are read: it limits itself, and then reads one after the other.

It is told what to read, and the raw bytes, and answers with JSON; each stands behind its length in four bytes.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import struct
import sys
from dataclasses import asdict
from typing import IO, Any

from shopper.inbox.documents import read_pdf
from shopper.inbox.parsing import read_attachment, read_fields
from shopper.inbox.signatures import tried

MEMORY = 512 * 1024 * 1024  # bytes


def put(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(struct.pack(">I", len(data)) + data)
    pipe.flush()


def get(pipe: IO[bytes]) -> bytes:
    size = pipe.read(4)
    if len(size) < 4:
        raise EOFError
    return pipe.read(int.from_bytes(size, "big"))


def main() -> None:
    """Read one thing after the other until nobody asks any more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints is no answer
    shut_in()
    with contextlib.suppress(EOFError):
        while True:
            what = get(sys.stdin.buffer)
            put(answers, json.dumps(_read(what, get(sys.stdin.buffer))).encode())


def shut_in() -> None:
    """From now on this process has little memory, and whatever tries to reach out, to start a program or to change a file
    raises PermissionError. For ever: there is no way back."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system can
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.addaudithook(_refuse)


_NEVER = (
    "ctypes.dlopen", "os.chmod", "os.chown", "os.exec", "os.fork", "os.link", "os.mkdir", "os.posix_spawn", "os.remove",
    "os.rename", "os.rmdir", "os.symlink", "os.system", "os.truncate", "pty.", "shutil.", "socket.", "subprocess.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Asked by Python before it does anything of the kind (PEP 578)."""
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if writes or event.startswith(_NEVER):
        raise PermissionError(f"{event} is not allowed here.")


def _read(what: bytes, raw: bytes) -> dict[str, Any]:
    """`mail`: the fields of a reading; `part N`: the text of a mail's part; `content N`: its bytes; `signature N NAME RECORD`:
    what comes of trying it; `document`: the text of a file."""
    if what == b"mail":
        return read_fields(raw)
    word, _, number = what.partition(b" ")
    if word == b"signature":
        place, name, record = number.split(b" ", 2)
        return tried(raw, int(place), name.decode(), record.decode())._asdict()
    if word == b"content":
        return {"content": base64.b64encode(read_attachment(raw, int(number))).decode()}
    return asdict(read_pdf(read_attachment(raw, int(number)) if word == b"part" else raw))


if __name__ == "__main__":
    main()

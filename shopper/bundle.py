"""An audit on disk: journals, blobs, and a manifest that closes them.

    audits/<audit>/  index.html audit.json junit.xml manifest.json  evidence/<visit>/journal.jsonl  evidence/blobs/…

A journal is append-only, one JSON line an event, each with the SHA-256 of the line before, so that nothing can be changed
or left out unseen. Pictures, pages and raw mails lie beside it under their SHA-256. The manifest names every file with its
hash; its root covers the evidence alone, so judging again never changes it.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from shopper.errors import UsageError
from shopper.model import Blob

Event = Mapping[str, Any]
Redact = Callable[[Any], Any]
RedactFile = Callable[[bytes], bytes]
SCORE_SHEET = "score_sheet.yaml"
"""Where people answer what no browser can tell: theirs to change, so the manifest does not name it."""
_START = "0" * 64
_RESTRICTED = 0o600  # raw mails and journals hold a customer's data


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_atomically(path: Path, data: bytes) -> None:
    """The old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(data)
    temporary.replace(path)


class Bundle:
    """The folder of one audit."""

    def __init__(self, folder: Path, redact: Redact = lambda data: data, redact_file: RedactFile = lambda data: data) -> None:
        """`redact` takes nested data and gives it back without secrets, `redact_file` does so with a file's bytes."""
        self.folder = folder
        self.redact, self._redact_file = redact, redact_file

    def store(self, data: bytes, suffix: str) -> Blob:
        """Keep bytes under their hash, without secrets; the same bytes are kept once. `suffix` is `.jpg`, `.eml`, `.json` …"""
        return self._keep(self._redact_file(data), suffix)

    async def store_aside(self, data: bytes, suffix: str) -> Blob:
        """Like `store`, for what a stranger sent: looking through it may take a second or two, and holds nobody else up."""
        return self._keep(await asyncio.to_thread(self._redact_file, data), suffix)

    def _keep(self, data: bytes, suffix: str) -> Blob:
        digest = sha256(data)
        relative = f"evidence/blobs/{digest[:2]}/{digest}{suffix}"
        path = self.folder / relative
        if not path.exists():
            write_atomically(path, data)
        return Blob(path=relative, sha256=digest, size=len(data))

    def store_json(self, data: Mapping[str, Any]) -> Blob:
        """Keep data with every secret redacted."""
        return self._keep(json.dumps(self.redact(data), ensure_ascii=False).encode(), ".json")

    def read(self, blob: Blob) -> bytes:
        """A blob's bytes. Raises UsageError if it is not there, or said to lie elsewhere."""
        path = self.folder / blob.path
        try:
            if path.resolve().is_relative_to(self.folder.resolve()):
                return path.read_bytes()
        except (OSError, ValueError):
            pass
        raise UsageError("this piece of evidence is missing", place=str(path), remedy="shopper verify says what was changed.")

    def visits(self) -> list[str]:
        """Ids of the visits in this audit, in the order of their names."""
        return sorted(path.parent.name for path in self.folder.glob("evidence/*/journal.jsonl"))

    def journal_path(self, visit: str) -> Path:
        return self.folder / "evidence" / visit / "journal.jsonl"

    def close(self) -> str:
        """Write the manifest; returns the root hash of the evidence."""
        manifest = _manifest(self.folder)
        write_atomically(self.folder / "manifest.json", _canonical(manifest))
        return str(manifest["root"])


class Journal:
    """The append-only record of one visit."""

    def __init__(self, path: Path, redact: Redact = lambda data: data) -> None:
        """Opens the journal, creating it; the torn last line of a crash is cut off (it was never a whole event)."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab")
        _claim(self._file, path)
        lines, torn = _lines(path)
        self._last = sha256(lines[-1]) if lines else _START
        self._count = len(lines)
        self._redact = redact
        if torn:
            self._file.truncate(path.stat().st_size - torn)
        with contextlib.suppress(OSError):
            path.chmod(_RESTRICTED)

    def append(self, kind: str, at: datetime, /, *, sync: bool = False, **data: Any) -> None:
        """Write one event. `sync`: on the disk before this returns, for what must survive a power cut."""
        event = {"n": self._count, "at": at.isoformat(), "kind": kind, **self._redact(data), "prev": self._last}
        line = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
        self._file.write(line + b"\n")
        self._file.flush()
        if sync:
            os.fsync(self._file.fileno())
        self._last, self._count = sha256(line), self._count + 1

    def close(self) -> None:
        self._file.close()


def _claim(file: BinaryIO, path: Path) -> None:
    """One process plays a visit. The lock ends with its process, however that ends."""
    try:
        import fcntl
    except ImportError:  # no such locks on this system
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise UsageError("another process is playing this visit", place=str(path), remedy="Wait until it ends.") from None


def _lines(path: Path) -> tuple[list[bytes], int]:
    """Whole lines, and the number of bytes of a torn last one."""
    *whole, rest = path.read_bytes().split(b"\n")
    return whole, len(rest)


def read_journal(path: Path) -> list[dict[str, Any]]:
    """All whole events. Raises UsageError with the line if one is no JSON (a changed byte)."""
    events = []
    for number, line in enumerate(_lines(path)[0], 1):
        try:
            event = json.loads(line)
        except ValueError:
            raise UsageError(
                "this line of the journal is damaged", place=f"{path}:{number}", remedy="shopper verify says what was changed."
            ) from None
        events.append(event)
    return events


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.endswith(".tmp"))


def _manifest(folder: Path) -> dict[str, Any]:
    hashes = {_name(path, folder): sha256(path.read_bytes()) for path in _files(folder)}
    for name in ("manifest.json", SCORE_SHEET):
        hashes.pop(name, None)
    evidence = {name: digest for name, digest in hashes.items() if name.startswith("evidence/")}
    results = {name: digest for name, digest in hashes.items() if name not in evidence}
    root = sha256("".join(f"{digest}  {name}\n" for name, digest in evidence.items()).encode())
    manifest: dict[str, Any] = {"schema": "1.0", "root": root, "evidence": evidence, "results": results}
    return manifest


def _canonical(manifest: Mapping[str, Any]) -> bytes:
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def verify(folder: Path) -> tuple[str, list[str]]:
    """Compare every file with the manifest and every journal line with its chain.

    Returns the root hash and the complaints, a sentence each; no complaint: not one byte was changed.
    """
    path = folder / "manifest.json"
    if not path.is_file():
        raise UsageError(
            "this audit has no manifest", place=folder.as_posix(), remedy="It was not finished: shopper run --resume"
        )
    try:
        said = json.loads(path.read_bytes())
        root, named = str(said["root"]), {**said["evidence"], **said["results"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return "", [f"{path}: the manifest itself is damaged"]
    found = _manifest(folder)
    have = {**found["evidence"], **found["results"]}
    complaints = [f"{name}: missing" for name in named if name not in have]
    complaints += [f"{name}: added after the audit was closed" for name in have if name not in named]
    complaints += [f"{name}: changed" for name in named if name in have and named[name] != have[name]]
    complaints += [f"{_name(path, folder)}: is a link, not a file" for path in folder.rglob("*") if path.is_symlink()]
    for blob in filter(Path.is_file, folder.glob("evidence/blobs/*/*")):
        if blob.name.partition(".")[0] != sha256(blob.read_bytes()):
            complaints.append(f"{_name(blob, folder)}: its content is not what its name says")
    for journal in sorted(folder.glob("evidence/*/journal.jsonl")):
        complaints += [f"{_name(journal, folder)}:{n}: the chain is broken here" for n in _broken_links(journal)]
    if not complaints and (path.read_bytes() != _canonical(said) or found["root"] != root):
        complaints.append("manifest.json: changed")
    return root, sorted(set(complaints))


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _broken_links(path: Path) -> Iterator[int]:
    last = _START
    lines, torn = _lines(path)
    for number, line in enumerate(lines, 1):
        try:
            intact = json.loads(line)["prev"] == last
        except (ValueError, KeyError, TypeError):
            intact = False
        if not intact:
            yield number
        last = sha256(line)
    if torn:
        yield len(lines) + 1

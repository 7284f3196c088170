"""A trace of each leg for Playwright's viewer: every act with the page before and after, the network and the console.

A raw trace holds all that a customer typed and every cookie. It lies in a private folder (0700) only until it has been
rewritten, and is deleted whatever happens; what is kept knows no secret, no login and nothing of this machine.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError

from shopper.bundle import Bundle
from shopper.model import Trace
from shopper.secrets import MASK

LARGEST = 50 * 1024 * 1024
"""Bytes that a trace may have; a larger one is left out, with a note."""
_PATIENCE = 60.0  # seconds, for a browser to hand its trace over
_OPTIONS = frozenset({"viewport", "locale", "timezoneId", "userAgent", "isMobile", "hasTouch", "deviceScaleFactor"})
_LOGINS = frozenset({"cookie", "set-cookie", "authorization", "proxy-authorization"})
_LEFT_OUT = frozenset({"trace.stacks"})  # names folders of this machine
_PICTURES = (".jpeg", ".jpg", ".png", ".webp")


@dataclass(frozen=True)
class Tracing:
    """What a run wants: traces of all visits, or only of those that do not end well."""

    only_failures: bool = False


class Traces:
    """The traces of one visit. Nothing here raises: a trace that cannot be had is a note."""

    def __init__(self, wanted: Tracing | None, bundle: Bundle, redact: Callable[[bytes], bytes]) -> None:
        self._wanted, self._bundle, self._redact = wanted, bundle, redact
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._ready: list[tuple[int, Path | None, str]] = []
        self._legs = 0
        self._recording = False

    async def begin(self, context: BrowserContext) -> None:
        """Record what happens in this context from now on."""
        if not self._wanted:
            return
        self._legs += 1
        try:
            await context.tracing.start(screenshots=True, snapshots=True, sources=False)
            self._recording = True
        except PlaywrightError as error:
            self._note(f"this browser records no trace: {error.message.splitlines()[0]}")

    async def end(self, context: BrowserContext) -> None:
        """Take the trace of the leg, before its context is closed."""
        if not self._recording:
            return
        self._recording = False
        with tempfile.TemporaryDirectory(prefix="shopper-trace-") as private:
            raw = Path(private) / "raw.zip"
            try:
                async with asyncio.timeout(_PATIENCE):
                    await context.tracing.stop(path=raw)
                await asyncio.to_thread(self._take, raw)
            except (PlaywrightError, TimeoutError, OSError, ValueError, zipfile.BadZipFile) as error:
                self._note(f"the trace was lost: {str(error).splitlines()[0] if str(error) else 'the browser did not answer'}")

    def keep(self, *, well: bool | None = None) -> Iterator[Trace]:
        """Put the traces that are wanted into the bundle. `well`: how the visit ended; None while nobody knows."""
        only_failures = bool(self._wanted and self._wanted.only_failures)
        if only_failures and well is None:
            return
        ready, self._ready = self._ready, []
        for leg, path, note in [] if only_failures and well else ready:
            yield self._stored(leg, path.read_bytes()) if path else Trace(leg=leg, note=note)
        self.close()

    def _stored(self, leg: int, trace: bytes) -> Trace:
        blob = self._bundle.store(trace, ".zip")
        if blob.size != len(trace):  # the bundle withholds an archive in which it finds a secret
            return Trace(leg=leg, note="the trace holds a secret that could not be taken out of it, and is not kept")
        return Trace(leg=leg, blob=blob)

    def close(self) -> None:
        """Delete what was not kept."""
        if self._folder:
            self._folder.cleanup()
            self._folder = None

    def _take(self, raw: Path) -> None:
        if raw.stat().st_size > LARGEST:
            self._note(f"the trace has {raw.stat().st_size >> 20} MB; more than {LARGEST >> 20} MB are not kept")
            return
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="shopper-traces-")
        path = Path(self._folder.name) / f"{self._legs}.zip"
        rewrite(raw, path, self._redact)
        self._ready.append((self._legs, path, ""))

    def _note(self, note: str) -> None:
        self._ready.append((self._legs, None, note))


def rewrite(raw: Path, path: Path, redact: Callable[[bytes], bytes]) -> None:
    """Copy a trace without secrets, logins and paths of this machine. The same trace gives the same bytes."""
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in source.namelist():
            if name in _LEFT_OUT:
                continue
            content = source.read(name)
            if name.endswith((".trace", ".network")):
                content = b"\n".join(_without_logins(line) for line in content.split(b"\n"))
            if not name.endswith(_PICTURES):
                content = redact(content)
            kept.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _without_logins(line: bytes) -> bytes:
    if not line.strip():
        return line
    event = json.loads(line)
    if event.get("type") == "context-options":
        event["options"] = {key: value for key, value in event["options"].items() if key in _OPTIONS}
    return json.dumps(_stripped(event), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _stripped(value: Any) -> Any:
    """Cookies and stored pages are logins, and so are these headers."""
    match value:
        case {"name": str(name), "value": str(), **rest} if name.lower() in _LOGINS:
            return {"name": name, "value": MASK, **rest}
        case dict():
            return {key: [] if key in ("cookies", "origins") else _stripped(item) for key, item in value.items()}
        case list():
            return [_stripped(item) for item in value]
    return value

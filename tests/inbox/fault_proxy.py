"""A TCP line between a mail client and its server that spoils what passes, as a test says, and keeps count of it."""

from __future__ import annotations

import asyncio
import contextlib
import re
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Self

Address = tuple[str, int]
Fault = Callable[[bytes], int | None]
"""Looks at what the server says; how many bytes of it still pass before the line is cut, or None to let it pass."""


@dataclass
class FaultProxy:
    """A line to the server at `there`, on a free loopback port (`here`) as long as the `async with` block lasts.

    `calls` counts connections, `received` the bytes that the server said, `commands` are the client's lines; `announced` is
    when (monotonic) the server last said that there is new mail.
    """

    there: Address
    calls: int = 0
    received: int = 0
    commands: list[bytes] = field(default_factory=list)
    announced: float = 0.0
    dead: bool = False
    _mute: bool = False
    _drip: tuple[int, float] | None = None
    _fault: Fault | None = None
    _forge: Callable[[bytes], bytes] = bytes
    _meanwhile: tuple[bytes, Callable[[], Awaitable[None]]] | None = None
    _open: list[asyncio.StreamWriter] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._call, "127.0.0.1", 0, limit=2**20)
        self.here: Address = self._server.sockets[0].getsockname()[:2]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.cut()
        self._server.close()
        await asyncio.sleep(0.01)

    # --- what a test may ask for ---

    def cut(self) -> None:
        """Break all connections, and refuse new ones."""
        self.dead = True
        for writer in self._open:
            writer.transport.abort()
        self._open.clear()

    def cut_after(self, count: int) -> None:
        """Cut when the server has said so many bytes more."""
        left = [count]

        def fault(data: bytes) -> int | None:
            left[0] -= len(data)
            return len(data) + left[0] if left[0] <= 0 else None

        self._fault = fault

    def cut_in_literal(self, after: int) -> None:
        """Cut so many bytes into the next mail that the server hands out."""

        def fault(data: bytes) -> int | None:
            found = re.search(rb"BODY\[\][^\r\n]*\{\d+\}\r\n", data)
            return min(len(data), found.end() + after) if found else None

        self._fault = fault

    def mute(self) -> None:
        """Accept whoever calls, swallow what is said, and say nothing."""
        self._mute = True

    def drip(self, size: int, pause: float) -> None:
        """Hand on what the server says in pieces of `size` bytes, with a pause (s) before each."""
        self._drip = (size, pause)

    def forge(self, what: bytes, by: bytes) -> None:
        """Replace what the server says, as somebody on the way could."""
        self._forge = lambda data: data.replace(what, by)

    def meanwhile(self, command: bytes, happens: Callable[[], Awaitable[None]]) -> None:
        """Hold up the next such command of the client until this has happened."""
        self._meanwhile = (command, happens)

    def mend(self) -> None:
        """Let everything pass again."""
        self.dead = self._mute = False
        self._drip = self._fault = None

    @property
    def idling(self) -> bool:
        """Whether the client's last word was IDLE."""
        return bool(self.commands) and self.commands[-1].endswith(b" IDLE")

    @property
    def bodies(self) -> list[bytes]:
        """The commands by which the client fetched whole mails."""
        return [line for line in self.commands if b"BODY.PEEK[]" in line or b"BODY[]" in line]

    def start_counting(self) -> None:
        self.received = 0
        self.commands.clear()

    # --- the line ---

    async def _call(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.calls += 1
        if self.dead:
            writer.transport.abort()
            return
        self._open.append(writer)
        with contextlib.suppress(OSError):
            theirs, there = await asyncio.open_connection(*self.there, limit=2**20)
            self._open.append(there)
            await asyncio.gather(self._up(reader, there), self._down(theirs, writer))

    async def _up(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        rest = b""
        with contextlib.suppress(OSError):
            while data := await source.read(65536):
                *lines, rest = (rest + data).split(b"\r\n")
                self.commands += lines
                if self._meanwhile and self._meanwhile[0] in data:
                    (_, happens), self._meanwhile = self._meanwhile, None
                    await happens()
                if not self._mute:
                    sink.write(data)
            sink.close()

    async def _down(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65536):
                data = self._forge(data)
                if self._mute:
                    continue
                if b" EXISTS" in data:
                    self.announced = time.monotonic()
                passes = self._fault(data) if self._fault else None
                self.received += len(data if passes is None else data[:passes])
                await self._hand_on(data if passes is None else data[:passes], sink)
                if passes is not None:
                    self._fault = None
                    return self.cut()
            sink.close()

    async def _hand_on(self, data: bytes, sink: asyncio.StreamWriter) -> None:
        size, pause = self._drip or (len(data) or 1, 0.0)
        for start in range(0, len(data), size):
            if pause:
                await asyncio.sleep(pause)
            sink.write(data[start : start + size])
            await sink.drain()


@contextlib.asynccontextmanager
async def tls_front(there: Address, context: ssl.SSLContext) -> AsyncIterator[Address]:
    """TLS from the start in front of a server that speaks none; yields its address."""

    async def call(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        theirs, sink = await asyncio.open_connection(*there)

        async def passing(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
            with contextlib.suppress(OSError):
                while data := await source.read(65536):
                    to.write(data)
            to.transport.abort()

        await asyncio.gather(passing(reader, sink), passing(theirs, writer))

    server = await asyncio.start_server(call, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[:2]
    finally:
        server.close()
        await asyncio.sleep(0.05)

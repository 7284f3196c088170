"""A mail server of another company, in a thread: it counts letters, refuses what a test says, and answers when it may."""

from __future__ import annotations

import asyncio
import socket
import threading
from dataclasses import dataclass, field
from typing import Any, Self

from aiosmtpd.controller import Controller


@dataclass
class Postmaster:
    """SMTP on `port` as long as the `with` block lasts. `taken`: (recipients, letter) pairs.

    `answers`: what it says instead of 250, by command (`MAIL`, `RCPT`, `DATA`). Without `may_answer` a letter is taken, and
    nothing said about it. `options` are aiosmtpd's own.
    """

    answers: dict[str, str] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    taken: list[tuple[list[str], bytes]] = field(default_factory=list)
    may_answer: threading.Event = field(default_factory=threading.Event)

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if "RCPT" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken.append((envelope.rcpt_tos, envelope.content))
        await asyncio.to_thread(self.may_answer.wait)
        return self.answers.get("DATA", "250 OK")

    def __enter__(self) -> Self:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **self.options)
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.may_answer.set()
        self._controller.stop()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

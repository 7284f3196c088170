"""The practice shop's mail server: real SMTP in, real IMAP out, on loopback, inside the running event loop.

Whatever is sent, to whomever, lands in one mailbox (a catch-all), stamped with the shop's time: in its INBOX, or in Junk if a
filter on the way marked it (`X-Spam-Flag: YES`). So a week of mails carries the dates of a week, although the clock jumped over
it. Only what is written to a shop's own domain is handed to that shop instead (`route`). On each mail stands what the server
found out about its sender (`receiving.py`), by the records that the shops publish.
"""

from __future__ import annotations

import asyncio
import contextlib
import email.utils
import re
import secrets
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, Envelope, Session
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet, Message
from pymap.concurrent import Event, Subsystem
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials import ObjectId
from pymap.selected import SelectedMailbox
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

from shopper.clock import Clock
from shopper.practice_shop.receiving import Records, results, without_results_of

HOST = "127.0.0.1"
NAME = "mail.practice.test"
JUNK = "Junk"
LARGEST = 64 * 1024 * 1024
_SPAM = re.compile(rb"^X-Spam-Flag:[ \t]*YES\b", re.MULTILINE | re.IGNORECASE)

Receiver = Callable[[bytes, str, str], None]
"""Takes a mail: its bytes, the recipient, and the sender on the envelope (empty for automatic replies)."""


class _Config(Config):
    @property
    def greeting(self) -> bytes:
        return f"{NAME} is ready".encode()


class _Inbox(MailboxData):
    """A mailbox that lives in the shop's time."""

    clock: Clock

    async def append(self, append_msg: AppendMessage, *, recent: bool = False) -> Message:
        return await super().append(replace(append_msg, when=append_msg.when or self.clock.now()), recent=recent)

    async def update_selected(self, selected: SelectedMailbox, *, wait_on: Event | None = None) -> SelectedMailbox:
        # pymap forgets what came between a client's last command and its IDLE: a client that is behind never waits
        behind = selected.mod_sequence != self._mod_sequences.highest
        return await super().update_selected(selected, wait_on=None if behind else wait_on)


class _Mailboxes(MailboxSet):
    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._inbox = self._folder()
        self._set[JUNK] = self._folder()

    def _folder(self) -> _Inbox:
        folder = _Inbox(self._content_cache, self._thread_cache)
        folder.clock = self._clock
        return folder

    async def add_mailbox(self, name: str) -> ObjectId:
        self._set[name] = self._folder()
        return self._set[name].mailbox_id


def stamped(
    content: bytes,
    recipient: str,
    *,
    sender: str,
    helo: str = "localhost",
    peer: str = HOST,
    at: datetime,
    id: int = 1,
    records: Mapping[str, str],
) -> bytes:
    """A mail as this server files it: with the headers on top that a receiving server writes. `records`: as DNS has them."""
    content = without_results_of(NAME, content)
    found = results(content, server=NAME, peer=peer, helo=helo, sender=sender, records=records)
    trace = (
        f"Return-Path: <{sender}>\r\n"
        f"Delivered-To: {recipient}\r\n"
        f"Authentication-Results: {found}\r\n"
        f"Received: from {helo} ([{peer}])\r\n"
        f"\tby {NAME} with ESMTP id {id:08x}\r\n"
        f"\tfor <{recipient}>; {email.utils.format_datetime(at)}\r\n"
    )
    return trace.encode() + content


def folder_of(content: bytes) -> str:
    """Where such a mail is filed."""
    return JUNK if _SPAM.search(re.split(rb"\r?\n\r?\n", content, maxsplit=1)[0]) else "INBOX"


class _Delivery:
    """What aiosmtpd does with a mail: one copy for each recipient, with the headers that a mail server adds."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        helo = session.host_name or "unknown"
        sender = (envelope.mail_from or "").strip("<>")  # the empty sender (RFC 5321 § 4.5.5) comes as `<>`
        peer = str(session.peer[0]) if session.peer else HOST
        for recipient in envelope.rcpt_tos:
            await self._server.hand_over(content, recipient, sender=sender, helo=helo, peer=peer)
        return "250 OK"


class MailServer:
    """SMTP and IMAP on free loopback ports, as long as the `async with` block lasts.

    `imap` and `smtp` are (host, port); `user` and `password` open the mailbox; `delivered` counts the mails received;
    `records` are what senders publish: add a shop's `dns`.
    """

    imap: tuple[str, int]
    smtp: tuple[str, int]

    def __init__(self, clock: Clock, user: str = "mystery", password: str | None = None) -> None:
        self.clock = clock
        self.user = user
        self.password = password or secrets.token_urlsafe(16)
        self.delivered = 0
        self._receivers: dict[str, Receiver] = {}
        self.records = Records()
        self._connections: dict[asyncio.Task[Any], asyncio.StreamWriter] = {}
        self._letters: set[SMTP] = set()
        self._servers: list[asyncio.Server] = []

    async def __aenter__(self) -> Self:
        args = Namespace(host=HOST, port=0, debug=False, cert=None, key=None, tls=False, proxy_protocol=None, passlib_cfg=None)
        # in clear text and in this loop: hashing a throw-away password would cost every connection half a second
        config = _Config(
            args,
            host=HOST,
            port=0,
            tls_enabled=False,
            demo_data=False,
            demo_user=self.user,
            demo_password=self.password,
            hash_context=Cleartext(),
            cpu_subsystem=Subsystem.for_asyncio(),
            max_append_len=LARGEST,
        )
        login = Login(config)
        await login.demo_user_identity.set(UserMetadata(config, self.user, password=self.password))
        mailboxes = _Mailboxes(self.clock)
        config.set_cache[self.user] = (mailboxes, FilterSet())
        self._mailboxes = mailboxes
        self._speak_imap = IMAPServer(login, config)
        loop = asyncio.get_running_loop()
        imap = await asyncio.start_server(self._imap_client, HOST, 0, limit=2**20)
        smtp = await loop.create_server(self._smtp_client, HOST, 0)
        self._servers = [imap, smtp]
        self.imap, self.smtp = ((HOST, server.sockets[0].getsockname()[1]) for server in self._servers)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.close()
        # a dropped connection ends pymap's tasks in good order; cancelling them would leave some behind
        for writer in self._connections.values():
            writer.transport.abort()
        for letter in list(self._letters):
            if letter.transport:
                letter.transport.abort()  # type: ignore[attr-defined]
        tasks = [*self._connections, *(task for letter in self._letters if (task := letter._handler_coroutine))]
        if tasks:
            _, left = await asyncio.wait(tasks, timeout=0.2)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    async def add_folder(self, name: str) -> None:
        """Give the mailbox another folder, such as one for spam."""
        await self._mailboxes.add_mailbox(name)

    def route(self, domain: str, receive: Receiver) -> None:
        """Hand mails to addresses of this domain to somebody else than the mailbox."""
        self._receivers[domain.casefold()] = receive

    async def hand_over(self, content: bytes, recipient: str, *, sender: str, helo: str, peer: str = HOST) -> None:
        """Give one mail to whom its recipient's domain belongs. While that is at work, the clock does not jump."""
        receive = self._receivers.get(recipient.rpartition("@")[2].casefold())
        if receive is None:
            await self.deliver(content, recipient, sender=sender, helo=helo, peer=peer)
        else:
            with self.clock.working():
                receive(content, recipient, sender)

    async def deliver(
        self,
        content: bytes,
        recipient: str,
        *,
        sender: str = "",
        helo: str = "localhost",
        peer: str = HOST,
        folder: str = "",
    ) -> None:
        """File one mail, as received now for `recipient`. SMTP ends here; a test may begin here, and choose the folder."""
        now = self.clock.now()
        self.delivered += 1
        content = stamped(
            content, recipient, sender=sender, helo=helo, peer=peer, at=now, id=self.delivered, records=self.records
        )
        mailbox = await self._mailboxes.get_mailbox(folder or folder_of(content))
        await mailbox.append(AppendMessage(content, now), recent=True)

    async def _imap_client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._connections[task] = writer
        try:
            with contextlib.suppress(ConnectionError):
                await self._speak_imap(reader, writer, SocketInfo.get(writer, None, unique_id=secrets.token_bytes(8)))
        finally:
            del self._connections[task]

    def _smtp_client(self) -> SMTP:
        letters = self._letters

        class Letter(SMTP):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                letters.add(self)
                super().connection_made(transport)

            def connection_lost(self, error: Exception | None) -> None:
                letters.discard(self)
                super().connection_lost(error)

        loop = asyncio.get_running_loop()
        return Letter(_Delivery(self), hostname=NAME, ident="ESMTP", data_size_limit=LARGEST, enable_SMTPUTF8=True, loop=loop)

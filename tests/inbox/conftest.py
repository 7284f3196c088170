"""Things to harvest from: the practice shop's server and a real Dovecot, each with a line before it that can be spoilt."""

from __future__ import annotations

import asyncio
import contextlib
import getpass
import grp
import os
import shutil
import smtplib
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol

import pytest
from inbox.fault_proxy import Address, FaultProxy
from pymap.parsing.message import AppendMessage

from shopper.clock import RealClock
from shopper.model import Mailbox
from shopper.practice_shop.mailserver import MailServer


@pytest.fixture
def line() -> Callable[[Address], FaultProxy]:
    return FaultProxy


class Dovecot:
    """A Dovecot of our own: unprivileged, in a temporary folder, on free loopback ports. Mail comes by LMTP.

    Every user has a mailbox, with the same password. `settings` replace or add to those of `dovecot.conf`; `files` (name →
    content) lie in the folder that they call FOLDER.
    """

    password = "no-secret-tests-only"

    def __init__(self, folder: Path, settings: str = "", files: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        for name, content in (files or {}).items():
            (folder / name).write_text(content)
        self.imap, self.lmtp = (("127.0.0.1", _free_port()) for _ in range(2))
        unprivileged = os.getuid() == 0
        user = "nobody" if unprivileged else getpass.getuser()
        group = "nogroup" if unprivileged else grp.getgrgid(os.getgid()).gr_name
        (folder / "conf").write_text(
            f"""
            base_dir = {folder}/run
            state_dir = {folder}/state
            log_path = {folder}/log
            protocols = imap lmtp
            listen = 127.0.0.1
            ssl = no
            mail_fsync = never
            default_internal_user = {user}
            default_internal_group = {group}
            default_login_user = {user}
            mail_location = maildir:{folder}/mail/%n
            recipient_delimiter = +
            auth_username_format = %Ln
            first_valid_uid = 1
            passdb {{
              driver = static
              args = password={self.password}
            }}
            userdb {{
              driver = static
              args = uid={user} gid={group} home={folder}/home allow_all_users=yes
            }}
            service anvil {{
              chroot =
            }}
            service imap-login {{
              chroot =
              inet_listener imap {{
                port = {self.imap[1]}
              }}
              inet_listener imaps {{
                port = 0
              }}
            }}
            service lmtp {{
              inet_listener lmtp {{
                port = {self.lmtp[1]}
              }}
            }}
            {settings.replace("FOLDER", str(folder))}
            """
        )
        if unprivileged:
            shutil.chown(folder, user, group)
        as_nobody = {"user": user, "group": group, "extra_groups": []} if unprivileged else {}
        program = shutil.which("dovecot") or "/usr/sbin/dovecot"
        self._process = subprocess.Popen([program, "-F", "-c", str(folder / "conf")], **as_nobody)  # type: ignore[call-overload]
        self._await_port()

    def _await_port(self) -> None:
        until = time.monotonic() + 20
        while time.monotonic() < until and self._process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(self.imap, 1):
                return
            time.sleep(0.05)
        log = self.folder / "log"
        raise RuntimeError(f"Dovecot did not start: {log.read_text() if log.exists() else ''}")

    @property
    def mailbox(self) -> Mailbox:
        return Mailbox(name="dovecot", imap="imap://{}:{}".format(*self.imap), user="mystery", password=self.password)

    def send(self, *mails: bytes, to: str) -> None:
        with smtplib.LMTP(*self.lmtp) as post:
            for mail in mails:
                post.sendmail("orders@gomsen.test", [to], mail)

    def lose_index(self, user: str = "mystery") -> None:
        """What an administrator's restore does: the same mails, numbered anew under another UIDVALIDITY."""
        for name in ("dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
            for path in (self.folder / "mail" / user).glob(name):
                path.unlink()

    def file(self, user: str, mail: bytes, count: int) -> None:
        """Put a mail into a user's INBOX so many times, on disk: the server finds it there. Quick: the copies share a file."""
        new = self.folder / "mail" / user / "new"
        batch, now = uuid.uuid4().hex[:8], int(time.time())
        for number in range(count):
            path = new / f"{now}.{batch}{number}.flood"
            if number % 10_000 == 0:  # as many names as a file may have everywhere
                first = path
                first.write_bytes(mail)
                shutil.copystat(new, first)
                if os.getuid() == 0:
                    shutil.chown(first, new.owner(), new.group())
            else:
                path.hardlink_to(first)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running_dovecot(settings: str = "", files: Mapping[str, str] | None = None) -> Iterator[Dovecot]:
    """Skips where there is none."""
    if not (shutil.which("dovecot") or Path("/usr/sbin/dovecot").exists()) and "CI" not in os.environ:
        pytest.skip("Dovecot is not installed (Debian: dovecot-imapd, dovecot-lmtpd)")
    with tempfile.TemporaryDirectory(prefix="shopper-dovecot-", ignore_cleanup_errors=True) as folder:
        server = Dovecot(Path(folder), settings, files)
        try:
            yield server
        finally:
            server.close()


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running_dovecot() as server:
        yield server


# --- the same scenario at both servers ---

FOREIGN = b"To: somebody@else.test\r\nFrom: news@else.test\r\nSubject: Not ours\r\n\r\n" + b"foreign words " * 40 + b"\r\n"


class Station(Protocol):
    """A mailbox of its own on some server: `me` is the address whose mail is waited for."""

    me: str
    imap: Address

    def mailbox(self, at: Address) -> Mailbox: ...
    async def deliver(self, *mails: bytes) -> None: ...
    async def flood(self, count: int) -> None:
        """Foreign mails, all at once."""

    async def renumber(self) -> None:
        """Give the INBOX another UIDVALIDITY."""


class AtThePracticeShop:
    me = "v1@khach.test"

    def __init__(self, server: MailServer) -> None:
        self._server, self.imap = server, server.imap

    def mailbox(self, at: Address) -> Mailbox:
        return Mailbox(name="practice", imap="imap://{}:{}".format(*at), user=self._server.user, password=self._server.password)

    async def deliver(self, *mails: bytes) -> None:
        for mail in mails:
            await self._server.deliver(mail, self.me)

    async def flood(self, count: int) -> None:
        inbox = await self._server._mailboxes.get_mailbox("INBOX")
        for _ in range(count):
            await inbox.append(AppendMessage(FOREIGN, self._server.clock.now()))

    async def renumber(self) -> None:
        inbox = await self._server._mailboxes.get_mailbox("INBOX")
        inbox._uid_validity += 1


class AtDovecot:
    def __init__(self, server: Dovecot) -> None:
        self._server, self.imap = server, server.imap
        self._user = f"m{uuid.uuid4().hex[:12]}"
        self.me = f"{self._user}+v1@khach.test"

    def mailbox(self, at: Address) -> Mailbox:
        password = self._server.password
        return Mailbox(name="dovecot", imap="imap://{}:{}".format(*at), user=self._user, password=password)

    async def deliver(self, *mails: bytes) -> None:
        await asyncio.to_thread(self._server.send, *mails, to=self.me)

    async def flood(self, count: int) -> None:
        await asyncio.to_thread(self._server.file, self._user, FOREIGN, count)

    async def renumber(self) -> None:
        await asyncio.sleep(1.1)  # a UIDVALIDITY is the second in which it was made
        await asyncio.to_thread(self._server.lose_index, self._user)


@contextlib.asynccontextmanager
async def at_the_practice_shop() -> AsyncIterator[Station]:
    async with MailServer(RealClock()) as server:
        yield AtThePracticeShop(server)


@contextlib.asynccontextmanager
async def at_dovecot(server: Dovecot) -> AsyncIterator[Station]:
    yield AtDovecot(server)


@pytest.fixture(params=["pymap", pytest.param("dovecot", marks=pytest.mark.server)])
def station(request: pytest.FixtureRequest) -> Callable[[], AbstractAsyncContextManager[Station]]:
    """Opens a fresh mailbox, at the practice shop's server or at Dovecot."""
    if request.param == "pymap":
        return at_the_practice_shop
    server = request.getfixturevalue("dovecot")
    return lambda: at_dovecot(server)

"""Things to harvest from: the practice shop's server, a real Dovecot, and a line in between that can be cut."""

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
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shopper.model import Mailbox

Address = tuple[str, int]


class Line:
    """A TCP line to a server. It can be cut at once, or after so many bytes more from the server; cut, it refuses callers."""

    def __init__(self, there: Address) -> None:
        self.there = there
        self.calls = 0
        self._left: int | None = None
        self._dead = False
        self._open: list[asyncio.StreamWriter] = []

    async def __aenter__(self) -> Line:
        self._server = await asyncio.start_server(self._call, "127.0.0.1", 0)
        self.here: Address = self._server.sockets[0].getsockname()[:2]
        return self

    async def __aexit__(self, *_: object) -> None:
        self.cut()
        self._server.close()
        await asyncio.sleep(0.01)

    def cut(self) -> None:
        self._dead = True
        for writer in self._open:
            writer.transport.abort()
        self._open.clear()

    def cut_after(self, count: int) -> None:
        self._left = count

    def mend(self) -> None:
        self._dead, self._left = False, None

    async def _call(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.calls += 1
        if self._dead:
            writer.transport.abort()
            return
        theirs, there = await asyncio.open_connection(*self.there)
        self._open += [writer, there]
        await asyncio.gather(self._pass(reader, there), self._pass(theirs, writer, limited=True))

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, limited: bool = False) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(4096):
                if limited and self._left is not None:
                    sink.write(data[: self._left])
                    self._left -= len(data)
                    if self._left <= 0:
                        await sink.drain()
                        self.cut()
                        return
                else:
                    sink.write(data)
            sink.close()


@pytest.fixture
def line() -> Callable[[Address], Line]:
    return Line


class Dovecot:
    """A Dovecot of our own: unprivileged, in a temporary folder, on free loopback ports. Mail comes by LMTP."""

    password = "no-secret-tests-only"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
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

    def lose_index(self) -> None:
        """What an administrator's restore does: the same mails, numbered anew under another UIDVALIDITY."""
        for name in ("dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
            for path in (self.folder / "mail/mystery").glob(name):
                path.unlink()

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    if not (shutil.which("dovecot") or Path("/usr/sbin/dovecot").exists()) and "CI" not in os.environ:
        pytest.skip("Dovecot is not installed (Debian: dovecot-imapd, dovecot-lmtpd)")
    with tempfile.TemporaryDirectory(prefix="shopper-dovecot-", ignore_cleanup_errors=True) as folder:
        server = Dovecot(Path(folder))
        try:
            yield server
        finally:
            server.close()

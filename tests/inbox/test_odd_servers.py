"""A server that answers, but not with what was asked: the harvest says so, and loses no mail by it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest
from inbox.test_harvest import played

from shopper.clock import RealClock
from shopper.errors import Unreachable
from shopper.inbox.harvest import Arrival, Harvester
from shopper.model import Mailbox

ME = "v1@inbox.test"
HEAD = b"To: v1@inbox.test\r\n\r\n"
WHOLE = b'INTERNALDATE "02-Mar-2026 03:00:00 +0000" RFC822.SIZE 10 BODY[HEADER] {%d}\r\n%s' % (len(HEAD), HEAD)
BODY = b"BODY[] {%d}\r\n%s" % (len(HEAD), HEAD)


@dataclass
class Server:
    """On a free loopback port as long as the `async with` block lasts. Each answer can be replaced: by the word after `UID`, or
    `HEAD` and `BODY` for what a FETCH tells of mail 5 (or mail 6, which is always whole)."""

    uids: list[int] = field(default_factory=lambda: [5])
    said: dict[str, Callable[[int], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[Mailbox]:
        server = await asyncio.start_server(self._call, "127.0.0.1", 0)
        host, port = server.sockets[0].getsockname()[:2]
        yield Mailbox(name="odd", imap=f"imap://{host}:{port}", user="u", password="p")
        server.close()
        await asyncio.sleep(0.02)

    async def _call(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"* OK hello\r\n")
        with contextlib.suppress(OSError):
            while line := (await reader.readline()).decode().strip():
                tag, _, command = line.partition(" ")
                word = command.removeprefix("UID ").split(" ")[0]
                if word == "FETCH":
                    word = "HEAD" if "HEADER.FIELDS" in command else "BODY"
                for answer in self._answers(word, command):
                    writer.write(b"* " + answer + b"\r\n")
                writer.write(f"{tag} OK done\r\n".encode())
        writer.close()

    def _answers(self, word: str, command: str) -> list[bytes]:
        self.asked.append(word)
        times = self.asked.count(word)
        if word in ("HEAD", "BODY"):
            wanted = {int(uid) for uid in command.split(" ")[2].split(",")}
            whole = WHOLE if word == "HEAD" else BODY
            odd = self.said.get(word, lambda times: whole)(times)
            return [b"%d FETCH (UID %d %s)" % (uid, uid, odd if uid == 5 else whole) for uid in self.uids if uid in wanted]
        if word in self.said:
            return [self.said[word](times)]
        return {
            "CAPABILITY": [b"CAPABILITY IMAP4rev1"],
            "LIST": [b'LIST () "/" "INBOX"', b'LIST (\\Junk) "/" "Junk"'],
            "STATUS": [b'STATUS "Junk" (UIDVALIDITY 1 UIDNEXT 1)'],
            "EXAMINE": [b"%d EXISTS" % len(self.uids), b"OK [UIDVALIDITY 1] ok", b"OK [UIDNEXT 7] ok"],
            "SEARCH": [b"SEARCH " + b" ".join(b"%d" % uid for uid in self.uids)],
        }.get(word, [])


@pytest.mark.parametrize(("word", "answer"), [("STATUS", b'STATUS "Junk" (UIDVALIDITY 1)'), ("EXAMINE", b"OK [UIDNEXT 5] x")])
def test_an_incomplete_answer_on_entering_is_said(word: str, answer: bytes) -> None:
    async def story() -> None:
        async with Server(said={word: lambda _: answer}).open() as mailbox, asyncio.timeout(20):
            with pytest.raises(Unreachable, match="incomplete"):
                await Harvester(mailbox, RealClock(), poll=60).__aenter__()

    played(story)


def test_an_incomplete_answer_later_is_a_lost_connection(caplog: pytest.LogCaptureFixture) -> None:
    def status(times: int) -> bytes:
        return b'STATUS "Junk" (UIDVALIDITY 1)' if times == 2 else b'STATUS "Junk" (UIDVALIDITY 1 UIDNEXT 1)'

    async def story() -> None:
        async with (
            Server(said={"STATUS": status}).open() as mailbox,
            asyncio.timeout(20),
            Harvester(mailbox, RealClock(), poll=60) as harvest,
        ):
            assert await harvest.sweep(), "asked again"

    played(story)
    assert "incomplete" in caplog.text


async def swept(server: Server) -> list[int]:
    mine: list[Arrival] = []
    async with server.open() as mailbox, asyncio.timeout(20), Harvester(mailbox, RealClock(), poll=60) as harvest:
        harvest.watch(ME, mine.append, {"INBOX": (1, 1)})
        assert await harvest.sweep()
    return [mail.uid for mail in mine]


UNREAD = [
    pytest.param("BODY", b"BODY[] NIL", id="no body"),
    pytest.param("BODY", b"FLAGS ()", id="nothing of it"),
    pytest.param("HEAD", WHOLE.partition(b" BODY")[0] + b" BODY[HEADER] NIL", id="no head"),
    pytest.param("HEAD", WHOLE.replace(b"02-Mar", b"99-Mar"), id="no date"),
]


@pytest.mark.parametrize(("word", "odd"), UNREAD)
def test_a_mail_that_is_not_handed_out_at_once_is_asked_for_again(word: str, odd: bytes) -> None:
    async def story() -> None:
        well = WHOLE if word == "HEAD" else BODY
        assert await swept(Server([5, 6], {word: lambda times: odd if times == 1 else well})) == [5, 6]

    played(story)


@pytest.mark.parametrize(("word", "odd"), UNREAD)
def test_a_mail_that_is_never_handed_out_does_not_keep_back_the_others(
    word: str, odd: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        assert await swept(Server([5, 6], {word: lambda _: odd})) == [6]

    with caplog.at_level(logging.WARNING):
        played(story)
    assert "mail 5 of INBOX could not be fetched" in caplog.text


def test_a_mail_that_was_deleted_meanwhile_is_none(caplog: pytest.LogCaptureFixture) -> None:
    server = Server([5, 6])

    def gone(times: int) -> bytes:
        server.uids.remove(5)
        return b"BODY[] NIL"

    async def story() -> None:
        server.said["BODY"] = lambda times: gone(times) if times == 1 else BODY
        assert await swept(server) == [6]

    played(story)
    assert not caplog.text

"""A scripted stand-in for Gmail's IMAP: a mail has one number of its own, and shows in several folders."""

from __future__ import annotations

import asyncio
import contextlib
import re
from dataclasses import dataclass, field

ALL_MAIL, SPAM, TRASH = "[Gmail]/Tất cả thư", "[Gmail]/Thư rác", "[Gmail]/Thùng rác"
_LISTED = {"INBOX": "", "[Gmail]": "\\Noselect", ALL_MAIL: "\\All", SPAM: "\\Junk", TRASH: "\\Trash"}
_WIRE = {"[Gmail]/Tất cả thư": "[Gmail]/T&HqU-t c&HqM- th&AbA-", "[Gmail]/Thư rác": "[Gmail]/Th&AbA- r&AOE-c",
         "[Gmail]/Thùng rác": "[Gmail]/Th&APk-ng r&AOE-c"}  # fmt: skip


@dataclass
class Gmail:
    """On a free loopback port as long as the `async with` block lasts. `folders`: name → (X-GM-MSGID, raw), UIDs from 1 on."""

    folders: dict[str, list[tuple[int, bytes]]] = field(
        default_factory=lambda: {name: [] for name in _LISTED if name != "[Gmail]"}
    )
    commands: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)

    def receive(self, gmail_id: int, raw: bytes, *folders: str) -> None:
        for folder in folders:
            self.folders[folder].append((gmail_id, raw))

    async def __aenter__(self) -> Gmail:
        self._server = await asyncio.start_server(self._call, "127.0.0.1", 0)
        self.imap: tuple[str, int] = self._server.sockets[0].getsockname()[:2]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await asyncio.sleep(0.02)

    async def _call(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"* OK Gimap is ready\r\n")
        selected = ""
        with contextlib.suppress(OSError):
            while line := (await reader.readline()).decode().rstrip("\r\n"):
                tag, _, command = line.partition(" ")
                self.commands.append(command)
                if named := re.match(r'(?:EXAMINE|SELECT) "?([^"]*)"?', command):
                    selected = self._named(named[1])
                if command.startswith("APPEND"):
                    size = int(command.rpartition("{")[2].rstrip("}"))
                    writer.write(b"+ go on\r\n")
                    folder = self._named(re.findall(r'APPEND "?([^"({]*?)"? \(', command)[0])
                    self.receive(len(self.commands), await reader.readexactly(size), folder)
                    await reader.readline()
                if command == "IDLE":
                    writer.write(b"+ idling\r\n")
                    await reader.readline()
                for answer in self._answers(command, selected):
                    writer.write(b"* " + answer + b"\r\n")
                writer.write(f"{tag} OK done\r\n".encode())
                if command == "LOGOUT":
                    break
        writer.close()

    def _named(self, wire: str) -> str:
        return next((name for name, coded in _WIRE.items() if coded == wire), wire)

    def _answers(self, command: str, selected: str) -> list[bytes]:
        match command.replace("UID ", "", 1).split(" ")[0]:
            case "CAPABILITY":
                return [b"CAPABILITY IMAP4rev1 IDLE MOVE UIDPLUS X-GM-EXT-1 SPECIAL-USE"]
            case "LIST":
                return [f'LIST ({use}) "/" "{_WIRE.get(name, name)}"'.encode() for name, use in _LISTED.items()]
            case "STATUS":
                name = self._named(re.findall(r'STATUS "?([^"(]*?)"? \(', command)[0])
                said = f'STATUS "{_WIRE[name]}" (UIDVALIDITY 1 UIDNEXT {len(self.folders[name]) + 1})'
                return [said.encode()]
            case "EXAMINE" | "SELECT":
                count = len(self.folders[selected])
                return [b"FLAGS ()", b"%d EXISTS" % count, b"OK [UIDVALIDITY 1] ok", b"OK [UIDNEXT %d] ok" % (count + 1)]
            case "SEARCH":
                start = int(found[1]) if (found := re.search(r"UID (\d+):\*", command)) else 1
                wanted = [found.encode() for found in re.findall(r'HEADER Message-ID "?<([^>]*)>', command)]
                uids = range(1, len(self.folders[selected]) + 1)
                hits = [uid for uid in uids if uid >= start and all(w in self.folders[selected][uid - 1][1] for w in wanted)]
                return [b"SEARCH " + b" ".join(str(uid).encode() for uid in hits)]
            case "FETCH":
                uids = [int(uid) for uid in command.split(" ")[2].split(",")]
                return [self._fetched(uid, command, *self.folders[selected][uid - 1]) for uid in uids]
            case "MOVE":
                self.moved.append(self._named(re.findall(r'MOVE \S+ "?([^"]*)', command)[0]))
        return []

    def _fetched(self, uid: int, command: str, gmail_id: int, raw: bytes) -> bytes:
        items = [b"UID %d" % uid, b'INTERNALDATE "02-Mar-2026 03:00:00 +0000"', b"RFC822.SIZE %d" % len(raw)]
        if "X-GM-MSGID" in command:
            items.append(b"X-GM-MSGID %d" % gmail_id)
        if "BODY.PEEK[" in command:
            items.append(b"BODY[] {%d}\r\n%s" % (len(raw), raw))
        return b"%d FETCH (%s)" % (uid, b" ".join(items))

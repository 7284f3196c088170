"""The doctor walks a person through setting a mailbox up: each ✗ says what is wrong and what to do."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import pty
import re
import ssl
import subprocess
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme
from inbox.conftest import Dovecot, dovecot  # noqa: F401
from postmaster import Postmaster
from running import ROOT, command, shopper

from shopper.clock import RealClock
from shopper.doctor import Row
from shopper.inbox import connection
from shopper.inbox.connection import why_refused
from shopper.practice_shop.mailserver import MailServer
from shopper.workshop.mailbox import Asked, Tell, Walk, describe, described

USER, PASSWORD = "mystery@khach.test", "opensesame-opensesame"


def project(folder: Path, **lines: object) -> Path:
    """A project whose mailbox `audits` is described by these lines."""
    (folder / "journeys").mkdir(exist_ok=True)
    (folder / "journeys" / "mailboxes.yaml").write_text(
        "audits:\n" + "".join(f"  {key}: {json.dumps(value)}\n" for key, value in lines.items())
    )
    env = folder / ".env"
    env.write_text(f"AUDITS_PASSWORD='{PASSWORD}'\n")
    env.chmod(0o600)
    return folder


def a_box(mail: MailServer, **more: object) -> dict[str, object]:
    plain = {
        "imap": "imap://{}:{}".format(*mail.imap),
        "smtp": "smtp://{}:{}".format(*mail.smtp),
        "user": USER,
        "password": "${secret:AUDITS_PASSWORD}",
        "address": "mystery+{visit}@khach.test",
    }
    return {**plain, **more}


@contextlib.asynccontextmanager
async def a_server() -> AsyncIterator[MailServer]:
    async with MailServer(RealClock(), user=USER, password=PASSWORD) as mail:
        yield mail


async def walked(root: Path, name: str = "audits", wait: float = 20, tell: Tell = lambda words: None) -> dict[str, Row]:
    return {row.what: row async for row in Walk(name, root, timedelta(seconds=wait), tell).rows()}


def whoever_writes(deliver: Callable[[str], Coroutine[Any, Any, None]]) -> Tell:
    """A person who, asked to, writes to the address she is told."""
    letters = []

    def hear(words: str) -> None:
        if asked := re.match(r"Please write a mail to (\S+)", words):
            letters.append(asyncio.ensure_future(deliver(asked[1])))

    return hear


async def left_in(mail: MailServer, folder: str = "INBOX") -> int:
    return len([message async for message in (await mail._mailboxes.get_mailbox(folder)).messages()])


# --- all is well ---


def test_a_good_mailbox_is_proven_by_a_mail_that_is_deleted(tmp_path: Path) -> None:
    async def play() -> None:
        async with a_server() as mail:
            rows = await walked(project(tmp_path, **a_box(mail)))
            assert all(row.ok for row in rows.values()), rows
            assert "`AUDITS_PASSWORD` in the file" in rows["Secret"].says and ".env" in rows["Secret"].says
            assert "Junk" in rows["Folders"].says
            assert "Unwanted mail" not in rows, "the junk folder is looked into by itself"
            assert "IDLE" in rows["Abilities"].says
            assert "s off ours" in rows["Clock"].says
            assert "into INBOX" in rows["Address"].says and " s, " in rows["Address"].says
            assert "Delivered-To, To" in rows["Told apart"].says
            assert mail.delivered == 1 and await left_in(mail) == 0

            rows = await walked(project(tmp_path, **a_box(mail, folders=["INBOX"])))
            assert "folders: [INBOX, Junk]" in rows["Unwanted mail"].remedy

            rows = await walked(project(tmp_path, **a_box(mail, folders=["INBX", "Zzz"])))
            assert "`Zzz`" in rows["Folders"].says
            assert "Zzz" not in str(rows.get("Unwanted mail", "")) and "INBX" not in str(rows.get("Unwanted mail", ""))

            rows = await walked(project(tmp_path, **a_box(mail, folders=["INBOX", "Zzz"])))
            assert "folders: [INBOX, Junk]" in rows["Unwanted mail"].remedy, "advice names only folders that are there"

    asyncio.run(play())


def test_without_a_way_out_a_person_is_asked_to_write(tmp_path: Path) -> None:
    async def play() -> None:
        async with a_server() as mail:

            async def deliver(address: str) -> None:
                raw = f"To: {address}\r\nAuthentication-Results: mx.else.test; spf=pass\r\nSubject: Hi\r\n\r\nHi\r\n"
                await mail.deliver(raw.encode(), address, folder="Junk")

            rows = await walked(project(tmp_path, **a_box(mail, smtp=None)), tell=whoever_writes(deliver))
            assert all(row.ok for row in rows.values()), rows
            assert "into Junk" in rows["Address"].says
            assert "authserv_id: mail.practice.test" in rows["Senders"].remedy, "only the topmost is the server's own"
            assert await left_in(mail, "Junk") == 0

    asyncio.run(play())


@pytest.mark.server
def test_a_real_server_is_understood(dovecot: Dovecot, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / ".env").touch()
    box = {
        "imap": "imap://{}:{}".format(*dovecot.imap), "user": "mystery", "password": "${secret:DOVECOT}",
        "address": "mystery+{visit}@gomsen.test", "authserv_id": "mx.gomsen.test",
    }  # fmt: skip
    root = project(tmp_path, **box)
    (root / ".env").write_text(f"DOVECOT={dovecot.password}\n")

    async def deliver(address: str) -> None:
        await asyncio.to_thread(dovecot.send, b"To: <somebody@else.test>\r\nSubject: Hi\r\n\r\nHi\r\n", to=address)

    rows = asyncio.run(walked(root, tell=whoever_writes(deliver)))
    assert all(row.ok for row in rows.values()), rows
    assert "Delivered-To" in rows["Told apart"].says, "a blind copy is told apart"
    assert "UIDPLUS" in rows["Abilities"].says
    assert "`mx.gomsen.test`" in rows["Senders"].says and "forger" in rows["Senders"].remedy, "it says nothing of senders"


@pytest.mark.server
def test_a_real_servers_refusal_is_told_in_words(dovecot: Dovecot, tmp_path: Path) -> None:  # noqa: F811
    box = {"imap": "imap://{}:{}".format(*dovecot.imap), "user": "mystery", "password": "${secret:AUDITS_PASSWORD}"}
    rows = asyncio.run(walked(project(tmp_path, **box, address="mystery+{visit}@gomsen.test")))
    assert list(rows)[-1] == "Login" and not rows["Login"].ok
    assert "refused the login of mystery" in rows["Login"].says and "app password" in rows["Login"].remedy
    assert PASSWORD not in str(rows)


# --- what may be wrong ---


def test_the_first_thing_that_is_missing_ends_the_walk(tmp_path: Path) -> None:
    async def play() -> None:
        async with a_server() as mail:
            root = project(tmp_path, **a_box(mail, folders=["INBOX", "Jnk"]))
            rows = await walked(root)
            assert not rows["Folders"].ok and "`Jnk`" in rows["Folders"].says and "Junk" in rows["Folders"].remedy
            assert rows["Address"].ok, "what is there is tried all the same"

            rows = await walked(project(tmp_path, **a_box(mail, password="${secret:NOT_THERE}")))
            assert list(rows)[-1] == "Secret"
            assert "`NOT_THERE` is not set" in rows["Secret"].says and ".env" in rows["Secret"].remedy

            root = project(tmp_path, **a_box(mail))
            rows = await walked(root, "audit")
            assert list(rows) == ["Described"] and "Did you mean `audits`?" in rows["Described"].remedy
            assert "imap:" not in rows["Described"].remedy, "what is there already need not be written"
            assert "${secret:POST_MAILBOX}" in (await walked(root, "post"))["Described"].remedy

            (root / ".env").write_text("AUDITS_PASSWORD=hunter2hunter2\n")
            rows = await walked(root)
            assert list(rows)[-1] == "Login" and rows["Login"].exit_code == 4
            assert "hunter2" not in str(rows)

    asyncio.run(play())


def test_a_server_that_is_not_there_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "CONNECT_WITHIN", 0.3)
    monkeypatch.setattr(connection, "ANSWER_WITHIN", 0.3)

    async def play() -> None:
        async with a_server() as mail:
            rows = await walked(project(tmp_path, **a_box(mail, imap="imaps://nowhere.invalid")))
            assert "name of the server is not known" in rows["IMAP server"].says

            mute = await asyncio.start_server(lambda reader, writer: asyncio.sleep(30), "127.0.0.1", 0)
            port = mute.sockets[0].getsockname()[1]
            rows = await walked(project(tmp_path, **a_box(mail, imap=f"imap://127.0.0.1:{port}")))
            assert list(rows)[-1] == "IMAP server" and "no answer within" in rows["IMAP server"].says
            mute.close()
            rows = await walked(project(tmp_path, **a_box(mail, imap=f"imap://127.0.0.1:{port}")))
            assert "refused" in rows["IMAP server"].says and f"port {port}" in rows["IMAP server"].remedy

    asyncio.run(play())


def test_a_certificate_that_nobody_vouches_for_is_named(tmp_path: Path) -> None:
    async def play() -> None:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        trustme.CA().issue_cert("127.0.0.1").configure_cert(tls)
        server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0, ssl=tls)
        async with a_server() as mail:
            port = server.sockets[0].getsockname()[1]
            rows = await walked(project(tmp_path, **a_box(mail, imap=f"imaps://127.0.0.1:{port}")))
            assert list(rows)[-1] == "Encryption"
            assert "certificate is not to be trusted" in rows["Encryption"].says and rows["Encryption"].remedy
        server.close()

    asyncio.run(play())


def test_an_address_that_does_not_work_is_found_out(tmp_path: Path) -> None:
    async def play() -> None:
        async with a_server() as mail:
            root = project(tmp_path, **a_box(mail))
            swallowed: list[bytes] = []
            mail.route("khach.test", lambda content, recipient, sender: swallowed.append(content))
            rows = await walked(root, wait=1)
            assert swallowed and not rows["Address"].ok
            assert "came within 1s" in rows["Address"].says and "catch-all" in rows["Address"].remedy

            tasks = []

            def bounce(content: bytes, recipient: str, sender: str) -> None:
                report = EmailMessage()
                report["From"], report["To"], report["Subject"] = "MAILER-DAEMON@khach.test", sender, "Undelivered Mail"
                report.set_content(f"{recipient} does not exist")
                report.make_mixed()
                report.replace_header("Content-Type", 'multipart/report; report-type="delivery-status"; boundary="b"')
                raw = report.as_bytes().replace(
                    b"does not exist", b"does not exist\r\nDiagnostic-Code: smtp; 550 5.1.1 No such user"
                )
                tasks.append(asyncio.get_running_loop().create_task(mail.deliver(raw, sender)))

            mail.route("khach.test", bounce)
            rows = await walked(root)
            assert "came back: smtp; 550 5.1.1 No such user" in rows["Address"].says
            assert await left_in(mail) == 0, "the report was deleted, too"

    asyncio.run(play())


def test_a_server_that_takes_no_mail_for_the_address_says_so(tmp_path: Path) -> None:
    async def play() -> dict[str, Row]:
        async with a_server() as mail:
            with Postmaster(answers={"RCPT": "550 5.1.1 no plus here"}) as refusing:
                return await walked(project(tmp_path, **a_box(mail, smtp=refusing.url)), wait=0.5)

    rows = asyncio.run(play())
    assert not rows["Writing"].ok and "no plus here" in rows["Writing"].says
    assert rows["Writing"].exit_code == 4


@pytest.mark.parametrize(
    ("server", "remedy"),
    [
        ("[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833", "app password"),
        ("[ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings page", "Switch IMAP on"),
        ("[AUTHENTICATIONFAILED] Invalid credentials (Failure)", "Check `user` and `password`"),
        ("[ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754", "web browser"),
        ("LOGIN failed. Basic authentication is disabled.", "OAuth"),
        ("AUTHENTICATE failed: BasicAuthBlocked", "OAuth"),
        ("[EXPIRED] Password has expired", "expired"),
        ("[UNAVAILABLE] Temporary authentication failure", "try again"),
        ("[PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure connections.", "imaps://"),
    ],
)
def test_why_a_login_was_refused_is_told_by_the_servers_words(server: str, remedy: str) -> None:
    assert remedy in why_refused(server)


# --- describing one ---


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        (Asked("imap.example.com", "mystery@example.com"), "mystery+{visit}@example.com"),
        (Asked("imap.example.com", "mystery"), "mystery+{visit}@example.com"),
        (Asked("imap.example.com", "mystery@example.com", "audits.example.com"), "{visit}@audits.example.com"),
    ],
)
def test_what_is_proposed_can_be_read(asked: Asked, address: str, tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys" / "mailboxes.yaml").write_text(describe("my audits", asked))
    box = described(tmp_path)["my audits"]
    assert (box.imap, box.user, box.address) == ("imaps://imap.example.com", asked.user, address)
    assert box.password == "${secret:MY_AUDITS_MAILBOX}"


def test_at_a_terminal_a_person_is_asked_and_told_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command("doctor", "--mailbox", "audits"), cwd=tmp_path, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
    )  # fmt: skip
    os.write(ours, b"imap.example.com\nmystery@example.com\n\n")
    said, _ = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 2
    assert 'address: "mystery+{visit}@example.com"' in said and "shopper doctor --mailbox audits" in said


def test_who_leaves_the_terminal_is_told_what_was_missing(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    ours, theirs = pty.openpty()
    os.write(ours, b"\x04")  # the end of input
    done = subprocess.run(
        command("doctor", "--mailbox", "nope"), cwd=tmp_path, stdin=theirs, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True, timeout=60,
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 2
    assert "`nope` is not described in journeys/mailboxes.yaml, and nobody said: IMAP server" in done.stderr


def test_for_machines_it_is_json(tmp_path: Path) -> None:
    root = project(tmp_path, imap="imap://127.0.0.1:1", user="mystery", password="${secret:AUDITS_PASSWORD}",
                   address="{visit}@khach.test")  # fmt: skip
    done = shopper("doctor", "--mailbox", "audits", "--json", cwd=root, env={"PYTHONPATH": str(ROOT)})
    rows = json.loads(done.stdout)
    assert [row["what"] for row in rows] == ["Described", "Secret", "IMAP server"]
    assert rows[-1]["ok"] is False and done.returncode == rows[-1]["exit_code"] == 4

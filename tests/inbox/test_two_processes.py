"""Two processes harvest one mailbox at once, as workers of a test run do: each gets its own mails, and takes none away."""

from __future__ import annotations

import imaplib
import json
import smtplib
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

from running import practice_in_thread

HARVEST = """
import asyncio, json, sys
from shopper.clock import RealClock
from shopper.inbox.harvest import Harvester
from shopper.model import Mailbox

async def main():
    got, mine = [], sys.argv[2]
    async with Harvester(Mailbox.model_validate_json(sys.argv[1]), RealClock()) as harvester:
        harvester.watch(mine, lambda arrival: got.append(arrival.raw.decode()))
        print("watching", flush=True)
        for _ in range(400):
            probe = await harvester.probe()  # appends a mail of its own and deletes it
            await harvester.sweep()
            if len(got) >= 10 and probe.alive:
                break
            await asyncio.sleep(0.05)
    print(json.dumps(got), flush=True)

asyncio.run(main())
"""


def letter(to: str, number: int) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "orders@gomsen.test", to, f"{to} {number}"
    mail["Message-ID"] = f"<{number}-{to}>"
    mail.set_content(f"Letter {number} to {to}.\n")
    return mail


def test_each_gets_its_own_and_nothing_is_flagged_or_lost(tmp_path: Path) -> None:
    with practice_in_thread(tmp_path) as joined:
        mailbox = json.loads((tmp_path / "practice.json").read_text())["mailbox"]
        addresses = ("aaaa@khach.test", "bbbb@khach.test")
        workers = [
            subprocess.Popen([sys.executable, "-c", HARVEST, json.dumps(mailbox), address], stdout=subprocess.PIPE, text=True)
            for address in addresses
        ]
        for worker in workers:
            assert worker.stdout and worker.stdout.readline() == "watching\n"
        with smtplib.SMTP(*joined.mail.smtp) as smtp:
            for number in range(10):
                for address in addresses:
                    smtp.send_message(letter(address, number))
        for worker, address in zip(workers, addresses, strict=True):
            got = json.loads(worker.communicate(timeout=60)[0])
            assert sorted(raw.split("Subject: ")[1].splitlines()[0] for raw in got) == [f"{address} {n}" for n in range(10)]

        with imaplib.IMAP4(*joined.mail.imap) as server:
            server.login(joined.mail.user, joined.mail.password)
            server.select("INBOX", readonly=True)
            kept = [
                line for line in server.fetch("1:*", "(FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1] if isinstance(line, tuple)
            ]
        letters = [flags for flags, head in kept if b"khach.test" in head]
        assert len(letters) == 20, "no letter was taken away"
        assert not any(b"\\Seen" in flags or b"\\Deleted" in flags for flags in letters)
        # Where two ask at once, pymap may pass one of them over: its probe stays, marked as deleted.
        assert all(b"\\Deleted" in flags for flags, head in kept if b"khach.test" not in head)

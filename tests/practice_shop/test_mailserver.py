"""The practice shop's mail server behaves as a mailbox provider does, in the shop's time."""

from __future__ import annotations

import asyncio
import contextlib
import smtplib
import threading
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TypeVar

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from shopper.clock import JumpingClock
from shopper.practice_shop.mailserver import MailServer

T = TypeVar("T")
NEW_YEAR = datetime(2030, 1, 1, 9, 30, tzinfo=UTC)


def beside(visit: Callable[[MailServer], T]) -> T:
    """Run a blocking client in a thread, next to the server in its loop, as everybody here does."""

    async def story() -> T:
        async with MailServer(JumpingClock(NEW_YEAR)) as server:
            return await asyncio.to_thread(visit, server)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return asyncio.run(story(), debug=True)


def logged_in(server: MailServer) -> IMAPClient:
    client = IMAPClient(*server.imap, ssl=False)
    client.login(server.user, server.password)
    client.normalise_times = False
    return client


def test_whoever_it_is_sent_to_it_lands_in_one_inbox_with_the_traces_of_its_way() -> None:
    def visit(server: MailServer) -> None:
        with smtplib.SMTP(*server.smtp) as post:
            post.sendmail("orders@gomsen.test", ["a@x.test", "b+1@y.test"], "Subject: Đơn hàng\r\n\r\nXin chào\r\n".encode())
        with logged_in(server) as client:
            client.select_folder("INBOX", readonly=True)
            uids = client.search()
            mails = [mail[b"BODY[]"].decode() for mail in client.fetch(uids, ["BODY.PEEK[]"]).values()]
        assert server.delivered == 2 and len(mails) == 2
        for mail, recipient in zip(mails, ["a@x.test", "b+1@y.test"], strict=True):
            assert mail.startswith(
                f"Return-Path: <orders@gomsen.test>\r\nDelivered-To: {recipient}\r\nAuthentication-Results: mail.practice.test;"
            )
            assert "\r\nReceived: from " in mail
            assert mail.endswith("Subject: Đơn hàng\r\n\r\nXin chào\r\n")
            received = parsedate_to_datetime(mail.split(">; ")[1].split("\r\n")[0])
            assert timedelta(seconds=-1) < received - NEW_YEAR < timedelta(minutes=1)

    beside(visit)


def test_mail_for_a_routed_domain_goes_to_its_shop_and_not_into_the_mailbox() -> None:
    got: list[tuple[bytes, str, str]] = []

    def visit(server: MailServer) -> None:
        server.route("gomsen.test", lambda *mail: got.append(mail))
        with smtplib.SMTP(*server.smtp) as post:
            post.sendmail("linh@khach.test", ["hello@GomSen.test", "b@y.test"], b"Subject: a question\r\n\r\n?\r\n")
            post.sendmail("", ["hello@gomsen.test"], b"Subject: away\r\n\r\n")
        assert server.delivered == 1

    beside(visit)
    assert [(recipient, sender) for _, recipient, sender in got] == [
        ("hello@GomSen.test", "linh@khach.test"),
        ("hello@gomsen.test", ""),
    ]
    assert got[0][0] == b"Subject: a question\r\n\r\n?\r\n"


def test_times_are_the_shops_also_for_a_clients_mail_without_a_date() -> None:
    def visit(server: MailServer) -> None:
        with logged_in(server) as client:
            client.append("INBOX", b"Subject: probe\r\n\r\n")
            client.append("INBOX", b"Subject: dated\r\n\r\n", msg_time=datetime(2029, 5, 5, tzinfo=UTC))
            client.select_folder("INBOX")
            [probe, dated] = [mail[b"INTERNALDATE"] for mail in client.fetch(client.search(), ["INTERNALDATE"]).values()]
        assert timedelta(seconds=-1) < probe - NEW_YEAR < timedelta(minutes=1)
        assert dated == datetime(2029, 5, 5, tzinfo=UTC)

    beside(visit)


def test_a_mail_between_the_last_command_and_idle_is_announced() -> None:
    async def story() -> None:
        async with MailServer(JumpingClock(NEW_YEAR)) as server:
            client = await asyncio.to_thread(logged_in, server)
            await asyncio.to_thread(client.select_folder, "INBOX")
            await server.deliver(b"Subject: in between\r\n\r\n", "a@x.test")
            await asyncio.to_thread(client.idle)
            await asyncio.sleep(0.1)
            _, said = await asyncio.to_thread(client.idle_done)
            assert (1, b"EXISTS") in said
            await asyncio.to_thread(client.logout)

    asyncio.run(story())


def test_a_wrong_password_is_refused() -> None:
    def visit(server: MailServer) -> None:
        client = IMAPClient(*server.imap, ssl=False)
        with pytest.raises(LoginError):
            client.login(server.user, "guess")
        client.logout()

    beside(visit)


def test_two_servers_have_ports_and_passwords_of_their_own() -> None:
    async def story() -> None:
        clock = JumpingClock(NEW_YEAR)
        async with MailServer(clock) as one, MailServer(clock) as two:
            assert len({one.imap, one.smtp, two.imap, two.smtp}) == 4
            assert one.password != two.password

    asyncio.run(story())


def test_it_closes_at_once_with_clients_still_connected_and_leaves_no_task() -> None:
    async def story() -> float:
        async with MailServer(JumpingClock(NEW_YEAR)) as server:
            idle = await asyncio.to_thread(logged_in, server)
            await asyncio.to_thread(idle.select_folder, "INBOX")
            await asyncio.to_thread(idle.idle)
            selected = await asyncio.to_thread(logged_in, server)
            halfway = await asyncio.to_thread(smtplib.SMTP, *server.smtp)
            await asyncio.to_thread(halfway.docmd, "MAIL FROM:<a@x.test>")
            started = time.monotonic()
        took = time.monotonic() - started
        await asyncio.sleep(0.01)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        for client in (idle, selected):
            with contextlib.suppress(Exception):
                client.shutdown()
        halfway.close()
        return took

    threads = threading.active_count()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert asyncio.run(story()) < 1.0  # ordinarily some milliseconds; a wait for a time-out is longer
    assert threading.active_count() <= threads


def test_what_a_filter_marked_lies_in_junk_and_only_the_server_speaks_in_its_own_name() -> None:
    forged = b"Authentication-Results: mail.practice.test; dkim=pass header.d=gomsen.test\r\n"

    def visit(server: MailServer) -> None:
        server.records.add({"gomsen.test": "v=spf1 ip4:127.0.0.1 -all"})
        with smtplib.SMTP(*server.smtp) as post:
            post.sendmail("orders@gomsen.test", "a@x.test", b"X-Spam-Flag: yes\r\n" + forged + b"Subject: sale\r\n\r\n")
            post.sendmail("orders@gomsen.test", "a@x.test", b"Subject: order\r\n\r\nX-Spam-Flag: YES\r\n")
        with logged_in(server) as client:
            for folder, subject in (("INBOX", b"Subject: order"), ("Junk", b"Subject: sale")):
                client.select_folder(folder, readonly=True)
                [mail] = [mail[b"BODY[]"] for mail in client.fetch(client.search(), ["BODY.PEEK[]"]).values()]
                assert subject in mail and mail.count(b"Authentication-Results") == 1
                assert b"Authentication-Results: mail.practice.test;\r\n\tspf=pass smtp.mailfrom=orders@gomsen.test" in mail

    beside(visit)

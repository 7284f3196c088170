"""What must hold for every mailbox: nothing lost, nothing twice, quick, and honest about being blind."""

from __future__ import annotations

import asyncio
import json
import smtplib
import socket
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from imapclient import IMAPClient

from shopper.clock import Bell, JumpingClock, RealClock
from shopper.errors import ShopperError
from shopper.inbox.connection import LARGEST_MAIL, Head
from shopper.inbox.harvest import Arrival, Harvester
from shopper.model import Mailbox
from shopper.practice_shop.mailserver import MailServer

ME = "v1@shop.test"


def letter(number: int = 1, to: str = ME, body: str = "Hello") -> bytes:
    head = f"Message-ID: <{number}.{to}>\r\nFrom: orders@gomsen.test\r\nTo: {to}\r\nSubject: Mail {number}\r\n"
    return f"{head}\r\n{body}\r\n".encode()


def mailbox(server: MailServer, at: tuple[str, int] | None = None, **more: Any) -> Mailbox:
    data = {
        "name": "practice",
        "imap": "imap://{}:{}".format(*(at or server.imap)),
        "user": server.user,
        "password": server.password,
    }
    return Mailbox.model_validate(data | more)


async def until(holds: Callable[[], bool], within: float = 30.0) -> None:
    async with asyncio.timeout(within):
        while not holds():  # noqa: ASYNC110 - what is waited for rings no bell
            await asyncio.sleep(0.005)


def mails_kept(server: MailServer) -> int:
    with IMAPClient(*server.imap, ssl=False) as client:
        client.login(server.user, server.password)
        return int(client.select_folder("INBOX", readonly=True)[b"EXISTS"])


def subjects(arrivals: list[Arrival]) -> list[str]:
    return [
        line.removeprefix("Subject: ") for mail in arrivals for line in mail.raw.decode().split("\r\n") if "Subject" in line
    ]


def played(story: Callable[[], Awaitable[None]]) -> None:
    """Run a story to its end, and see that it leaves no task and no thread behind."""

    async def told() -> None:
        await story()
        await asyncio.sleep(0.02)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(told())
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("mailbox")]


def test_a_mail_is_noticed_by_itself_and_goes_only_to_its_address() -> None:
    async def story() -> None:
        mine: list[Arrival] = []
        other: list[Arrival] = []
        async with MailServer(RealClock()) as server, Harvester(mailbox(server), RealClock(), poll=60) as harvest:
            harvest.watch("V1@Shop.test", mine.append)
            harvest.watch("v2@shop.test", other.append)
            await harvest.sweep()
            await server.deliver(letter(1), ME, sender="orders@gomsen.test")
            await server.deliver(letter(2, "v2@shop.test"), "v2@shop.test")
            await until(lambda: bool(mine and other), within=2)
            harvest.unwatch(ME)
            await server.deliver(letter(3), ME)
            await harvest.sweep()
        assert subjects(mine) == ["Mail 1"] and subjects(other) == ["Mail 2"]
        [mail] = mine
        assert mail.raw.endswith(letter(1)) and mail.size == len(mail.raw) and mail.folder == "INBOX" and not mail.problem
        assert timedelta(0) <= mail.noticed - mail.arrived < timedelta(seconds=2) and mail.arrived.tzinfo is UTC

    played(story)


def test_a_sweep_delivers_what_is_there_before_it_returns() -> None:
    async def story() -> None:
        mine: list[Arrival] = []
        async with MailServer(RealClock()) as server, Harvester(mailbox(server), RealClock(), poll=60) as harvest:
            harvest.watch(ME, mine.append)
            for number in range(20):
                await server.deliver(letter(number), ME)
                before = datetime.now(UTC)
                answered = await harvest.sweep()
                assert len(mine) == number + 1
                assert answered and answered == harvest.last_seen and answered >= before

    played(story)


def test_foreign_mail_is_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        mine: list[Arrival] = []
        async with MailServer(RealClock()) as server:
            for number in range(50):
                await server.deliver(letter(number, "old@shop.test"), "old@shop.test")
            async with Harvester(mailbox(server), RealClock(), poll=60) as harvest:
                bodies: list[int] = []
                assert harvest._connection
                real = harvest._connection.raw

                def fetched(head: Head) -> bytes:
                    bodies.append(head.uid)
                    return real(head)

                monkeypatch.setattr(harvest._connection, "raw", fetched)
                harvest.watch(ME, mine.append)
                for number in range(500):
                    await server.deliver(letter(number, "foreign@shop.test"), "foreign@shop.test")
                await server.deliver(letter(501), ME)
                await harvest.sweep()
        assert subjects(mine) == ["Mail 501"] and len(bodies) == 1

    played(story)


def test_a_cursor_goes_through_json_and_brings_what_came_meanwhile() -> None:
    async def story() -> None:
        async with MailServer(RealClock()) as server:
            await server.deliver(letter(1), ME)
            async with Harvester(mailbox(server), RealClock()) as harvest:
                cursor = json.loads(json.dumps(harvest.cursor()))
            await server.deliver(letter(2), ME)
            async with Harvester(mailbox(server), RealClock()) as harvest:
                mine: list[Arrival] = []
                harvest.watch(ME, mine.append, cursor)
                assert await harvest.sweep()
        assert subjects(mine) == ["Mail 2"]

    played(story)


def test_a_mail_is_told_once_however_often_the_mailbox_has_it_but_twice_if_the_shop_sent_it_twice() -> None:
    async def story() -> None:
        async with MailServer(RealClock()) as server, Harvester(mailbox(server), RealClock()) as harvest:
            mine: list[Arrival] = []
            harvest.watch(ME, mine.append)
            again = letter(1).replace(b"Message-ID: <1.", b"Message-ID: <1.again.")
            for copy in (letter(1), letter(1), again):
                await server.deliver(copy, ME)
            await server.deliver(letter(1), ME, folder="Junk")
            await server.deliver(letter(2), ME, folder="Junk")
            nameless = letter(3).replace(b"Message-ID", b"X-Nothing")
            for _ in range(2):
                await server.deliver(nameless, ME)
            await harvest.sweep()
        assert sorted(subjects(mine)) == ["Mail 1", "Mail 1", "Mail 2", "Mail 3", "Mail 3"]
        assert [mail.junk for mail in mine if b"Subject: Mail 2" in mail.raw] == [True]

    played(story)


def test_nothing_is_lost_or_told_twice_when_the_server_dies_in_idle_and_comes_back(line: Any) -> None:
    async def story() -> None:
        mine: list[Arrival] = []
        async with (
            MailServer(RealClock()) as server,
            line(server.imap) as wire,
            Harvester(mailbox(server, wire.here), RealClock(), poll=60) as harvest,
        ):
            harvest.watch(ME, mine.append)
            await server.deliver(letter(1), ME)
            await until(lambda: len(mine) == 1)
            seen = harvest.last_seen
            wire.cut()
            await server.deliver(letter(2), ME)
            async with asyncio.timeout(8):  # blind, but never for longer than it takes to try again
                assert [await harvest.sweep() for _ in range(8)] == [None] * 8
            assert harvest.last_seen == seen and len(mine) == 1
            wire.mend()
            assert await harvest.sweep()
            await server.deliver(letter(3), ME)
            await until(lambda: len(mine) == 3)
        assert subjects(mine) == ["Mail 1", "Mail 2", "Mail 3"]

    played(story)


@pytest.mark.parametrize("count", [60, 400, 3000, 9000, 20000])
def test_a_connection_cut_in_the_middle_of_a_fetch(line: Any, count: int) -> None:
    async def story() -> None:
        mine: list[Arrival] = []
        async with (
            MailServer(RealClock()) as server,
            line(server.imap) as wire,
            Harvester(mailbox(server, wire.here), RealClock(), poll=60) as harvest,
        ):
            harvest.watch(ME, mine.append)
            await harvest.sweep()
            wire.cut_after(count)
            for number in range(4):
                await server.deliver(letter(number, body="x" * 5000), ME)
            await until(lambda: wire.dead)
            wire.mend()
            await until(lambda: len(mine) == 4)
            assert wire.calls > 1
        assert subjects(mine) == ["Mail 0", "Mail 1", "Mail 2", "Mail 3"]
        assert all(len(mail.raw) == mail.size for mail in mine)

    played(story)


def test_a_mail_too_large_is_told_by_its_headers() -> None:
    async def story() -> None:
        mine: list[Arrival] = []
        async with MailServer(RealClock()) as server, Harvester(mailbox(server), RealClock(), poll=60) as harvest:
            harvest.watch(ME, mine.append)
            await server.deliver(letter(1, body=("y" * 1000 + "\r\n") * (LARGEST_MAIL // 1000)), ME)
            await harvest.sweep()
        [mail] = mine
        assert mail.size > LARGEST_MAIL and len(mail.raw) < 2000 and b"Subject: Mail 1" in mail.raw
        assert "only its headers" in mail.problem

    played(story)


def test_the_jumping_clock_waits_for_the_mail_that_was_just_sent() -> None:
    async def story() -> None:
        clock = JumpingClock(datetime(2030, 1, 1, 8, tzinfo=UTC))
        async with MailServer(clock) as server, Harvester(mailbox(server), clock, poll=60) as harvest:

            async def look() -> None:
                await harvest.sweep()

            clock.before_jump.append(look)
            bell, mine = Bell(), list[Arrival]()

            def deliver(arrival: Arrival) -> None:
                mine.append(arrival)
                bell.ring()

            async def shop() -> None:
                await clock.sleep_until(clock.now() + timedelta(days=2))
                with clock.working():
                    await server.deliver(letter(1), ME)

            harvest.watch(ME, deliver)
            with clock.working():
                sent = asyncio.create_task(shop())
                await asyncio.sleep(0)
                await clock.sleep_until(clock.now() + timedelta(days=7), bell)
            await sent
        [mail] = mine
        assert mail.arrived.date().isoformat() == "2030-01-03"
        assert mail.noticed - mail.arrived < timedelta(seconds=2)

    played(story)


def test_the_probe_tells_the_servers_clock_and_leaves_nothing_behind() -> None:
    async def story() -> None:
        ahead = JumpingClock(datetime.now(UTC) + timedelta(minutes=7))
        async with MailServer(ahead) as server, Harvester(mailbox(server), RealClock()) as harvest:
            probe = await harvest.probe()
            assert probe.alive and not probe.problem
            assert abs(probe.skew - timedelta(minutes=7)) <= probe.error < timedelta(seconds=1)
            assert await asyncio.to_thread(mails_kept, server) == 0

    played(story)


# --- failures to connect ------------------------------------------------------------------------------------------


def refusal(box: Mailbox) -> str:
    async def enter() -> None:
        async with Harvester(box, RealClock()):
            pass

    with pytest.raises(ShopperError) as caught:
        asyncio.run(enter())
    return str(caught.value)


def test_a_refused_login_says_so_in_the_servers_words_and_never_tells_the_password() -> None:
    async def story() -> str:
        async with MailServer(RealClock()) as server:
            return await asyncio.to_thread(refusal, mailbox(server, password="wrong-pass-word"))

    said = asyncio.run(story())
    assert said.startswith("mailbox practice (127.0.0.1:") and "refused the login of mystery" in said
    assert "Invalid" in said and "wrong-pass-word" not in said and "`password`" in said


def test_a_refused_connection_names_the_port() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        said = refusal(Mailbox(name="gone", imap=f"imap://127.0.0.1:{port}", user="u", password="p"))
    assert said.startswith(f"mailbox gone (127.0.0.1:{port}): the connection was refused")


def test_a_folder_that_is_not_there_is_refused_on_entering() -> None:
    async def story() -> str:
        async with MailServer(RealClock()) as server:
            return await asyncio.to_thread(refusal, mailbox(server, folders=("Nowhere",)))

    said = asyncio.run(story())
    assert "there is no folder `Nowhere`" in said and "There are: INBOX, Junk (\\Junk)" in said


def test_a_server_that_is_no_imap_server() -> None:
    async def story() -> str:
        async with MailServer(RealClock()) as server:
            return await asyncio.to_thread(refusal, mailbox(server, server.smtp))

    assert "Is this an IMAP server?" in asyncio.run(story())


def test_a_certificate_that_nobody_vouches_for() -> None:
    trustme = pytest.importorskip("trustme")
    import ssl

    async def story() -> str:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
        fake = await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 0, ssl=context)
        port = fake.sockets[0].getsockname()[1]
        async with fake:
            return await asyncio.to_thread(
                refusal, Mailbox(name="tls", imap=f"imaps://127.0.0.1:{port}", user="u", password="p")
            )

    assert "TLS certificate is not to be trusted" in asyncio.run(story())


# --- against a real server ----------------------------------------------------------------------------------------


@pytest.mark.server
def test_dovecot_delivers_to_plus_addresses_and_is_idled_on(dovecot: Any) -> None:
    async def story() -> None:
        mine: list[Arrival] = []
        async with Harvester(dovecot.mailbox, RealClock(), poll=60) as harvest:
            harvest.watch("mystery+a1@shop.test", mine.append)
            await harvest.sweep()
            await asyncio.to_thread(dovecot.send, letter(1, "mystery+a1@shop.test"), to="mystery+a1@shop.test")
            started = time.monotonic()
            await until(lambda: len(mine) == 1)
            assert time.monotonic() - started < 2.0  # Dovecot holds back what it announces for half a second
            await asyncio.to_thread(dovecot.send, letter(2, "undisclosed"), letter(3, "x"), to="mystery+a1@shop.test")
            await asyncio.to_thread(dovecot.send, *(letter(n, "foreign") for n in range(100)), to="mystery+b2@shop.test")
            await harvest.sweep()
        assert subjects(mine) == ["Mail 1", "Mail 2", "Mail 3"]

    played(story)


@pytest.mark.server
def test_dovecot_probe(dovecot: Any) -> None:
    async def story() -> None:
        async with Harvester(dovecot.mailbox, RealClock(), poll=60) as harvest:
            probe = await harvest.probe()
            assert probe.alive and abs(probe.skew) <= probe.error < timedelta(seconds=2)
            assert harvest._connection
            kept = await harvest._ask(lambda c: c._client.search(["DELETED"]), list)
            assert kept == []

    played(story)


@pytest.mark.server
def test_dovecot_with_a_new_uidvalidity_tells_nothing_twice(dovecot: Any, line: Any) -> None:
    me = "mystery+c3@shop.test"

    async def story() -> None:
        mine: list[Arrival] = []
        async with line(dovecot.imap) as wire:
            box = dovecot.mailbox.model_copy(update={"imap": "imap://{}:{}".format(*wire.here)})
            async with Harvester(box, RealClock(), poll=60) as harvest:
                harvest.watch(me, mine.append)
                again = letter(1, me).replace(b"Message-ID: <1.", b"Message-ID: <1.again.")
                await asyncio.to_thread(dovecot.send, letter(1, me), again, letter(2, me), to=me)
                await until(lambda: len(mine) == 3)
                old = harvest.cursor()["INBOX"][0]
                wire.cut()
                await asyncio.sleep(1.1)  # a UIDVALIDITY is the second in which it was made
                await asyncio.to_thread(dovecot.lose_index)
                await asyncio.to_thread(dovecot.send, letter(3, me), to=me)
                wire.mend()
                await until(lambda: len(mine) >= 4, within=10)
                await harvest.sweep()
                assert harvest.cursor()["INBOX"][0] != old
        assert sorted(subjects(mine)) == ["Mail 1", "Mail 1", "Mail 2", "Mail 3"]

    played(story)


@pytest.mark.server
def test_dovecot_refuses_a_login_with_words(dovecot: Any) -> None:
    said = refusal(dovecot.mailbox.model_copy(update={"password": "wrong-pass-word"}))
    assert "refused the login of mystery" in said and "wrong-pass-word" not in said


def test_mail_by_smtp_is_harvested_in_the_same_process() -> None:
    def post(server: MailServer) -> None:
        with smtplib.SMTP(*server.smtp) as client:
            client.sendmail("orders@gomsen.test", [ME], letter(1))

    async def story() -> None:
        mine: list[Arrival] = []
        async with MailServer(RealClock()) as server, Harvester(mailbox(server), RealClock()) as harvest:
            harvest.watch(ME, mine.append)
            await asyncio.to_thread(post, server)
            await harvest.sweep()
        assert subjects(mine) == ["Mail 1"] and b"Delivered-To: v1@shop.test" in mine[0].raw

    played(story)

"""Whatever befalls the line to a mailbox: nothing is lost, nothing is told twice, foreign mail is never fetched.

Each scenario at the practice shop's server and at Dovecot. `SHOPPER_FAULT_ROUNDS` says how often in a row.
"""

from __future__ import annotations

import asyncio
import dataclasses
import os
import ssl
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import trustme
from factories import a_kind, a_plan, a_plan_step, a_shop
from inbox.conftest import FOREIGN, Station
from inbox.fault_proxy import FaultProxy, tls_front
from inbox.test_harvest import played, subjects, until

from shopper.bundle import Bundle
from shopper.clock import RealClock
from shopper.evidence import open_visit
from shopper.inbox import connection
from shopper.inbox.guard import Reader
from shopper.inbox.harvest import Arrival, Harvester
from shopper.model import Evidence, Outcome
from shopper.secrets import Secrets
from shopper.testing import verdicts
from shopper.visit.visit import Surroundings, Visit

OpenStation = Callable[[], AbstractAsyncContextManager[Station]]
Story = Callable[[Station, FaultProxy, Harvester, list[Arrival]], Awaitable[None]]

each_round = pytest.mark.parametrize("turn", range(int(os.environ.get("SHOPPER_FAULT_ROUNDS", "1"))), ids="round{}".format)


def letter(number: int, to: str, *, id: str = "", body: str = "Xin chào chị Linh.") -> bytes:
    head = f"Message-ID: <{id or number}@gomsen.test>\r\nFrom: orders@gomsen.test\r\nTo: {to}\r\nSubject: Mail {number}\r\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n".encode()


def happens(station: OpenStation, story: Story) -> None:
    """Tell a story in which mails of one address are waited for, behind a line that can be spoilt."""

    async def told() -> None:
        mine: list[Arrival] = []
        async with (
            station() as post,
            FaultProxy(post.imap) as line,
            Harvester(post.mailbox(line.here), RealClock(), poll=60) as harvest,
        ):
            harvest.watch(post.me, mine.append)
            assert await harvest.sweep()
            await story(post, line, harvest, mine)
            assert await harvest.sweep(), "in the end the mailbox is seen again"
            assert len(line.bodies) >= len(mine)

    played(told)


async def came(mine: list[Arrival], *numbers: int, within: float = 180) -> None:
    """Exactly these mails have come, whole, once each."""
    await until(lambda: len(mine) >= len(numbers), within)
    assert sorted(subjects(mine)) == [f"Mail {number}" for number in sorted(numbers)]
    assert all(len(mail.raw) == mail.size for mail in mine)


@each_round
def test_a_line_cut_while_idling(station: OpenStation, turn: int) -> None:
    async def story(post: Station, line: FaultProxy, harvest: Harvester, mine: list[Arrival]) -> None:
        await post.deliver(letter(1, post.me))
        await came(mine, 1)
        await until(lambda: line.idling)
        line.cut()
        await post.deliver(letter(2, post.me), letter(3, post.me))
        assert await harvest.sweep() is None, "blind, and it says so"
        line.mend()
        await came(mine, 1, 2, 3)

    happens(station, story)


@pytest.mark.parametrize("after", [0, 1, 700, 4000])
@each_round
def test_a_line_cut_in_the_middle_of_a_mail(station: OpenStation, turn: int, after: int) -> None:
    async def story(post: Station, line: FaultProxy, harvest: Harvester, mine: list[Arrival]) -> None:
        line.cut_in_literal(after)
        await post.deliver(*(letter(number, post.me, body="x" * 5000) for number in range(4)))
        await until(lambda: line.dead)
        line.mend()
        await came(mine, 0, 1, 2, 3)

    happens(station, story)


@pytest.mark.parametrize("command", [b"UID SEARCH", b"BODY.PEEK[HEADER", b"BODY.PEEK[]", b" IDLE"])
@each_round
def test_a_mail_that_comes_while_the_client_is_busy_is_not_left_until_the_next_poll(
    station: OpenStation, turn: int, command: bytes
) -> None:
    async def story(post: Station, line: FaultProxy, harvest: Harvester, mine: list[Arrival]) -> None:
        line.meanwhile(command, lambda: post.deliver(letter(2, post.me)))
        await post.deliver(letter(1, post.me))
        await came(mine, 1, 2, within=30)  # the next poll is a minute away

    happens(station, story)


@each_round
def test_a_slow_server(station: OpenStation, turn: int) -> None:
    async def story(post: Station, line: FaultProxy, harvest: Harvester, mine: list[Arrival]) -> None:
        line.drip(100, 0.01)
        await post.deliver(*(letter(number, post.me, body="y" * 3000) for number in range(3)))
        await came(mine, 0, 1, 2)
        line.mend()

    happens(station, story)


@each_round
def test_a_server_that_numbers_everything_anew(station: OpenStation, turn: int) -> None:
    async def story(post: Station, line: FaultProxy, harvest: Harvester, mine: list[Arrival]) -> None:
        await post.deliver(letter(1, post.me), letter(2, post.me))
        await came(mine, 1, 2)
        before = harvest.cursor()["INBOX"][0]
        line.cut()
        await post.renumber()
        await post.deliver(letter(3, post.me))
        line.mend()
        await came(mine, 1, 2, 3)
        assert harvest.cursor()["INBOX"][0] != before

    happens(station, story)


@each_round
def test_a_mail_that_is_delivered_twice_is_the_mailboxs_doing_one_with_a_new_id_the_shops(
    station: OpenStation, turn: int
) -> None:
    async def story(post: Station, line: FaultProxy, harvest: Harvester, mine: list[Arrival]) -> None:
        await post.deliver(letter(1, post.me), letter(1, post.me), letter(1, post.me, id="again"))
        await came(mine, 1, 1)
        assert len({mail.raw.partition(b"Message-ID: ")[2].split()[0] for mail in mine}) == 2

    happens(station, story)


@each_round
def test_five_thousand_foreign_mails_meanwhile(station: OpenStation, turn: int) -> None:
    async def story(post: Station, line: FaultProxy, harvest: Harvester, mine: list[Arrival]) -> None:
        line.cut()
        await post.deliver(letter(1, post.me))
        await post.flood(5000)
        await post.deliver(letter(2, post.me))
        line.mend()
        line.start_counting()
        await came(mine, 1, 2)
        assert line.received < 20_000, "of so many foreign mails not even the headers travel"
        await post.flood(600)
        await post.deliver(letter(3, post.me))
        await harvest.sweep()
        await came(mine, 1, 2, 3)
        assert len(line.bodies) == 3, "one for each of hers"

    happens(station, story)


def test_a_server_that_cannot_search_by_recipient_tells_all_headers(
    station: OpenStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_key", lambda field, address: ("NONSENSE", address))

    async def story(post: Station, line: FaultProxy, harvest: Harvester, mine: list[Arrival]) -> None:
        line.cut()
        await post.flood(600)
        await post.deliver(letter(1, post.me))
        line.mend()
        await came(mine, 1)
        assert len(line.bodies) == 1

    happens(station, story)


@each_round
def test_a_few_foreign_mails_are_known_by_their_headers(station: OpenStation, turn: int) -> None:
    async def story(post: Station, line: FaultProxy, harvest: Harvester, mine: list[Arrival]) -> None:
        line.start_counting()
        await post.flood(100)
        await post.deliver(letter(1, post.me))
        await came(mine, 1)
        assert len(line.bodies) == 1 and line.received < 101 * len(FOREIGN)

    happens(station, story)


@pytest.mark.parametrize("after", [1, 100, 1500])
@each_round
def test_a_line_cut_while_agreeing_on_encryption(
    station: OpenStation, turn: int, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    theirs, ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(theirs)
    authority.configure_trust(ours)

    async def told() -> None:
        mine: list[Arrival] = []
        async with station() as post, tls_front(post.imap, theirs) as front, FaultProxy(front) as line:
            box = post.mailbox(line.here)
            box = box.model_copy(update={"imap": box.imap.replace("imap://", "imaps://")})
            async with Harvester(box, RealClock(), poll=60, tls=ours) as harvest:
                harvest.watch(post.me, mine.append)
                await harvest.sweep()
                line.cut()
                await post.deliver(letter(1, post.me))
                line.mend()
                line.cut_after(after)
                await until(lambda: line.dead)
                line.mend()
                await came(mine, 1)

    played(told)


@each_round
def test_a_server_that_says_nothing_more(station: OpenStation, turn: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "CONNECT_WITHIN", 0.4)
    monkeypatch.setattr(connection, "ANSWER_WITHIN", 0.4)

    async def story(post: Station, line: FaultProxy, harvest: Harvester, mine: list[Arrival]) -> None:
        line.mute()
        await post.deliver(letter(1, post.me))
        started = time.monotonic()
        assert await harvest.sweep() is None
        assert time.monotonic() - started < 6, "a time limit ends it"
        line.mend()
        await came(mine, 1)

    happens(station, story)


# --- late, missing, blind: three different things -------------------------------------------------------------------


def visited(station: OpenStation, folder: Path, fate: Callable[[Station, FaultProxy], Awaitable[None]]) -> Evidence:
    """A visit that awaits its confirmation for a second, while `fate` befalls the mail or the line. Its evidence."""
    kind = a_kind("platform", "orders@gomsen.test")
    shop = a_shop(mails={"order_confirmation": kind})
    step = a_plan_step("1", "await_mail", args={"mail": "order_confirmation", "within": "1s"})
    plan = a_plan(shop=shop, steps=(step,))
    secrets, clock = Secrets(folder), RealClock()
    bundle = Bundle(folder / "audit", secrets.redact_all, secrets.redact_file)

    async def told() -> None:
        async with (
            station() as post,
            FaultProxy(post.imap) as line,
            Harvester(post.mailbox(line.here), clock, poll=0.2) as harvest,
        ):
            known = {"clock": clock, "harvester": harvest, "reader": reader, "secrets": secrets, "probe": harvest.probe}
            slots = {"shop_slots": asyncio.Semaphore(), "slots": asyncio.Semaphore(), "logins": folder / "logins"}
            rest = {field.name: Idle() for field in dataclasses.fields(Surroundings) if field.default is dataclasses.MISSING}
            around = Surroundings(**cast(dict[str, Any], rest | known | slots | {"tell": lambda visit, what: None}))
            playing = asyncio.create_task(Visit("v1", plan, post.me, bundle, around).play())
            await fate(post, line)
            await playing

    with Reader() as reader:
        asyncio.run(told())
        return open_visit(bundle, "v1", reader)


class Idle:
    """In place of a browser and of all probes, for a visit that opens no page."""

    sandboxed = True

    async def get(self, kind: str) -> Any:
        return SimpleNamespace(version="none")

    async def probe(self, *about: object) -> dict[str, Any]:
        return {"links": [], "pictures": {}}

    async def tried(self, *about: object) -> tuple[()]:
        return ()


def test_a_mail_after_its_time_is_late(station: OpenStation, tmp_path: Path) -> None:
    async def fate(post: Station, line: FaultProxy) -> None:
        await asyncio.sleep(0.5)
        line.cut()
        await post.deliver(letter(1, post.me))
        await asyncio.sleep(0.3)
        line.mend()

    visit = visited(station, tmp_path, fate)
    [wanted] = visit.expectations
    assert wanted.mail and wanted.mail.doubt == ""
    late = visit.model_copy(update={"expectations": (wanted.model_copy(update={"within": timedelta(seconds=-9)}),)})
    assert [verdict.outcome for verdict in verdicts("late-mail", late)] == [Outcome.FAIL]
    assert [verdict.outcome for verdict in verdicts("missing-mail", late)] == [Outcome.PASS]


def test_a_mail_that_a_working_mailbox_does_not_have_is_missing(station: OpenStation, tmp_path: Path) -> None:
    async def fate(post: Station, line: FaultProxy) -> None:
        line.cut()  # for a while
        await asyncio.sleep(0.2)
        line.mend()

    visit = visited(station, tmp_path, fate)
    [wanted] = visit.expectations
    assert wanted.mail is None and wanted.looked and wanted.looked >= wanted.due
    assert [verdict.outcome for verdict in verdicts("missing-mail", visit)] == [Outcome.FAIL]


@pytest.mark.parametrize("fault", [FaultProxy.cut, FaultProxy.mute])
def test_a_mail_that_nobody_could_see_is_held_against_nobody(
    station: OpenStation, tmp_path: Path, fault: Callable[[FaultProxy], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "CONNECT_WITHIN", 0.5)
    monkeypatch.setattr(connection, "ANSWER_WITHIN", 0.5)

    async def fate(post: Station, line: FaultProxy) -> None:
        await asyncio.sleep(0.5)
        fault(line)
        await post.deliver(letter(1, post.me))

    visit = visited(station, tmp_path, fate)
    [wanted] = visit.expectations
    assert wanted.mail is None and wanted.looked is None
    assert "nobody knows whether it came" in visit.reason
    assert [verdict.outcome for verdict in verdicts("missing-mail", visit)] == [Outcome.CANT_TELL]

"""STARTTLS and TLS against a real server: the certificate is verified, and nothing is said in clear text."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from typing import Any

import pytest
import trustme
from inbox.conftest import Dovecot, running_dovecot
from inbox.fault_proxy import Address, FaultProxy
from inbox.test_harvest import letter, played, subjects, until

from shopper.clock import RealClock
from shopper.errors import Unreachable
from shopper.inbox import connection
from shopper.inbox.harvest import Arrival, Harvester
from shopper.model import Mailbox

pytestmark = pytest.mark.server
ME = "mystery+s1@shop.test"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def dovecot(authority: trustme.CA) -> Iterator[Dovecot]:
    """A Dovecot that is called `localhost`, and lets nobody log in without encryption."""
    key = authority.issue_cert("localhost").private_key_and_cert_chain_pem.bytes().decode()
    with running_dovecot("ssl = required\nssl_cert = <FOLDER/tls.pem\nssl_key = <FOLDER/tls.pem", {"tls.pem": key}) as server:
        yield server


@pytest.fixture
def ours(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.fixture(autouse=True)
def far_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the server were not on this machine, where clear text is allowed."""
    monkeypatch.setattr(connection, "is_loopback", lambda host: False)


def at(dovecot: Dovecot, line: Address, host: str = "localhost") -> Mailbox:
    return dovecot.mailbox.model_copy(update={"imap": f"imap://{host}:{line[1]}"})


def refused(dovecot: Dovecot, ours: ssl.SSLContext, forged: tuple[bytes, bytes] | None, host: str) -> tuple[str, bytes]:
    """What is said when nobody gets in, and what the server heard until then."""

    async def enter() -> tuple[str, bytes]:
        async with FaultProxy(dovecot.imap) as line:
            if forged:
                line.forge(*forged)
            with pytest.raises(Unreachable) as caught:
                async with Harvester(at(dovecot, line.here, host), RealClock(), tls=ours):
                    pass
            return str(caught.value), b"\r\n".join(line.commands)

    return asyncio.run(enter())


def test_a_connection_is_encrypted_before_anybody_logs_in(dovecot: Dovecot, ours: ssl.SSLContext) -> None:
    mine: list[Arrival] = []

    async def story() -> None:
        async with FaultProxy(dovecot.imap) as line, Harvester(at(dovecot, line.here), RealClock(), tls=ours) as harvest:
            harvest.watch(ME, mine.append)
            await asyncio.to_thread(dovecot.send, letter(1, ME), to=ME)
            await until(lambda: len(mine) == 1)
            heard = b"\r\n".join(line.commands)
        assert b"STARTTLS" in heard and b"LOGIN" not in heard and dovecot.password.encode() not in heard

    played(story)
    assert subjects(mine) == ["Mail 1"]


@pytest.mark.parametrize(
    ("forged", "host", "said"),
    [
        pytest.param(None, "127.0.0.1", "certificate is not to be trusted", id="a wrong name"),
        pytest.param((b" STARTTLS", b""), "localhost", "the server offers no encryption", id="the offer taken away"),
        pytest.param((b"OK Begin TLS", b"NO Not today"), "localhost", "broke off", id="the answer turned into a no"),
        pytest.param((b"* OK", b"* PREAUTH"), "localhost", "", id="as if we were let in already"),
    ],
)
def test_whoever_meddles_hears_no_password(
    dovecot: Dovecot, ours: ssl.SSLContext, forged: tuple[bytes, bytes] | None, host: str, said: str
) -> None:
    words, heard = refused(dovecot, ours, forged, host)
    assert said in words and words.startswith("mailbox dovecot (")
    assert b"LOGIN" not in heard and b"AUTHENTICATE" not in heard and dovecot.password.encode() not in heard


def test_an_authority_that_nobody_knows_is_not_trusted(dovecot: Dovecot) -> None:
    words, heard = refused(dovecot, ssl.create_default_context(), None, "localhost")
    assert "certificate is not to be trusted" in words and dovecot.password.encode() not in heard


def test_what_was_whispered_before_the_encryption_is_forgotten(dovecot: Dovecot, ours: ssl.SSLContext) -> None:
    """Answers that somebody on the way adds behind the server's "go ahead" must not count as the server's own (CVE-2021-33515
    and its kin)."""

    async def enter() -> Any:
        async with FaultProxy(dovecot.imap) as line:
            line.forge(b"Begin TLS negotiation now.\r\n", b"Begin TLS negotiation now.\r\n* OK [ALERT] forged\r\n")
            async with Harvester(at(dovecot, line.here), RealClock(), tls=ours) as harvest:
                return await harvest._ask(lambda c: dict(c._client._imap.untagged_responses), dict)

    assert b"forged" not in b"".join(word for words in asyncio.run(enter()).values() for word in words)

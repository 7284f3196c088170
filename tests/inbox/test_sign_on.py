"""Signing on with tokens: got in time, replaced when refused, never shown; and refusals that say what to do."""

from __future__ import annotations

import asyncio
import base64
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from inbox.conftest import Dovecot, running_dovecot
from inbox.fault_proxy import FaultProxy
from inbox.test_harvest import letter, played, refusal, subjects, until
from inbox.token_server import TokenServer
from postmaster import Postmaster

from shopper.clock import RealClock
from shopper.errors import Unreachable
from shopper.inbox import sign_on
from shopper.inbox.harvest import Arrival, Harvester
from shopper.inbox.sending import Outbox
from shopper.inbox.sign_on import Tokens, Xoauth2
from shopper.model import Mailbox, OAuth
from shopper.secrets import Secrets

USER, REFRESH, CLIENT_SECRET = "mystery", "refresh-token-of-the-test", "client-secret-of-the-test"


@pytest.fixture(scope="module")
def provider() -> Iterator[TokenServer]:
    with TokenServer(USER, REFRESH) as server:
        yield server


@pytest.fixture(scope="module")
def dovecot(provider: TokenServer) -> Iterator[Dovecot]:
    """A Dovecot that lets in whoever has a token of the provider's."""
    asking = f"tokeninfo_url = {provider.url}/tokeninfo?access_token=\nusername_attribute = user\n"
    settings = """
        auth_mechanisms = xoauth2
        passdb {
          driver = oauth2
          mechanisms = xoauth2
          args = FOLDER/oauth2.conf
        }
    """
    with running_dovecot(settings, {"oauth2.conf": asking}) as server:
        yield server


@pytest.fixture(autouse=True)
def fresh(provider: TokenServer) -> None:
    for memory in (provider.answers, provider.asked, provider.valid, provider.given):
        memory.clear()
    provider.life = 3600.0


def mailbox(provider: TokenServer, imap: tuple[str, int] = ("127.0.0.1", 1), **changes: Any) -> Mailbox:
    oauth = {
        "endpoint": f"{provider.url}/token", "client_id": "shopper", "client_secret": CLIENT_SECRET, "refresh_token": REFRESH,
        "scope": "https://mail.example/",
    }  # fmt: skip
    return Mailbox(name="tokens", imap="imap://{}:{}".format(*imap), user=USER, oauth=OAuth(**(oauth | changes)))


def tokens(provider: TokenServer, secrets: Secrets | None = None, **changes: Any) -> Tokens:
    found = Tokens.of(mailbox(provider, **changes), secrets or Secrets())
    assert found
    return found


class Refused(Exception):
    pass


def presented(tokens: Tokens, refused: set[str] | None = None) -> list[str]:
    """Which tokens a server sees that refuses some."""
    seen: list[str] = []

    def attempt(token: str) -> None:
        seen.append(token)
        if token in (refused or ()):
            raise Refused

    tokens.present(attempt, Refused)
    return seen


def test_a_token_is_kept_until_shortly_before_its_end(provider: TokenServer, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(sign_on.time, "monotonic", lambda: clock[0])
    kept = tokens(provider)
    [first] = presented(kept)
    clock[0] += 3600 - sign_on.MARGIN - 1
    assert presented(kept) == [first] and len(provider.asked) == 1
    clock[0] += 2
    [second] = presented(kept)
    assert second != first and len(provider.asked) == 2
    assert provider.asked[0] == {
        "grant_type": "refresh_token", "refresh_token": REFRESH, "client_id": "shopper", "client_secret": CLIENT_SECRET,
        "scope": "https://mail.example/",
    }  # fmt: skip


def test_a_token_that_is_refused_is_replaced_once(provider: TokenServer) -> None:
    kept = tokens(provider)
    [first] = presented(kept)
    assert presented(kept, {first}) == [first, provider.given[1]]
    with pytest.raises(Refused):
        presented(kept, {provider.given[1], "access-token-3-of-mystery"})
    assert len(provider.asked) == 3, "one try with a fresh one, no more"
    with pytest.raises(Refused):
        presented(tokens(provider), {"access-token-4-of-mystery"})
    assert len(provider.asked) == 4, "a token that was fresh is not asked for again"


def test_a_provider_may_exchange_the_refresh_token_and_leave_out_how_long_a_token_lives(provider: TokenServer) -> None:
    secrets = Secrets()
    kept = tokens(provider, secrets)
    provider.answers.append((200, b'{"access_token": "first-access-token", "refresh_token": "exchanged-refresh-token"}'))
    presented(kept)
    with pytest.raises(Unreachable, match="invalid_grant"):
        presented(kept, {"first-access-token"})
    assert provider.asked[-1]["refresh_token"] == "exchanged-refresh-token"
    said = secrets.redact("first-access-token exchanged-refresh-token " + CLIENT_SECRET + REFRESH)
    assert "token" not in said and "secret" not in said


@pytest.mark.parametrize(
    ("answer", "problem", "remedy"),
    [
        ((400, b'{"error": "invalid_grant", "error_description": "revoked"}'), "400 invalid_grant revoked", "sign in anew"),
        ((401, b'{"error": "invalid_client"}'), "401 invalid_client", "`client_secret`"),
        ((503, b"<html>later</html>"), "503", "`oauth`"),
        ((400, b"[1]"), "400", "`oauth`"),
        ((200, b"<html>Welcome</html>"), "no JSON", "`endpoint`"),
        ((200, b'{"token_type": "Bearer"}'), "no access token", "`endpoint`"),
        ((302, b""), "302", "`oauth`"),
    ],
)
def test_a_provider_that_gives_no_token(provider: TokenServer, answer: tuple[int, bytes], problem: str, remedy: str) -> None:
    provider.answers.append(answer)
    with pytest.raises(Unreachable) as caught:
        presented(tokens(provider))
    assert problem in caught.value.problem and remedy in caught.value.remedy
    assert "mailbox tokens (127.0.0.1:" in str(caught.value) and REFRESH not in str(caught.value)


def test_a_provider_that_cannot_be_reached_or_says_nothing(provider: TokenServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreachable, match="no access token is to be had"):
        presented(tokens(provider, endpoint="http://127.0.0.1:9/token"))
    monkeypatch.setattr(sign_on, "ANSWER_WITHIN", 0.2)

    async def story() -> None:
        async with FaultProxy(("127.0.0.1", 9)) as line:
            line.mute()
            mute = await asyncio.start_server(lambda reader, writer: asyncio.sleep(5), "127.0.0.1", 0)
            port = mute.sockets[0].getsockname()[1]
            with pytest.raises(Unreachable, match="timed out"):
                await asyncio.to_thread(presented, tokens(provider, endpoint=f"http://127.0.0.1:{port}/token"))
            mute.close()

    asyncio.run(story())


def test_an_error_is_answered_by_nothing_and_remembered() -> None:
    exchange = Xoauth2("linh@khach.test", "T")
    assert exchange(b"") == "user=linh@khach.test\1auth=Bearer T\1\1"
    assert exchange(b'{"status": "401", "schemes": "bearer", "scope": "https://mail.google.com/"}') == ""
    assert exchange.error == "status 401, schemes bearer, scope https://mail.google.com/"
    other = Xoauth2("a", "T")
    other()
    assert other(b"\xff no JSON") == "" and "no JSON" in other.error


# --- at real servers ------------------------------------------------------------------------------------------------


@pytest.mark.server
def test_dovecot_lets_a_token_in_and_after_a_cut_the_same_one(
    dovecot: Dovecot, provider: TokenServer, caplog: pytest.LogCaptureFixture, line: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    me, mine = f"{USER}+t1@khach.test", list[Arrival]()

    async def story() -> None:
        async with (
            line(dovecot.imap) as wire,
            Harvester(mailbox(provider, wire.here), RealClock(), poll=60) as harvest,
        ):
            harvest.watch(me, mine.append)
            await asyncio.to_thread(dovecot.send, letter(1, me), to=me)
            await until(lambda: len(mine) == 1)
            wire.cut()
            wire.mend()
            assert await harvest.sweep() and len(provider.given) == 1
            provider.valid.clear()  # the token is withdrawn
            wire.cut()
            await asyncio.to_thread(dovecot.send, letter(2, me), to=me)
            wire.mend()
            await until(lambda: len(mine) == 2, within=15)
            assert len(provider.given) == 2

    played(story)
    assert subjects(mine) == ["Mail 1", "Mail 2"]
    assert not any(secret in caplog.text for secret in (*provider.given, REFRESH, CLIENT_SECRET))


@pytest.mark.server
def test_dovecot_tells_by_a_challenge_that_it_takes_no_token(dovecot: Dovecot, provider: TokenServer) -> None:
    provider.answers += [(200, b'{"access_token": "a-token-of-nobody", "expires_in": 3600}')] * 2
    said = refusal(mailbox(provider, dovecot.imap))
    assert "refused the login of mystery" in said and "status 4" in said and "`scope`" in said
    assert "a-token-of-nobody" not in said


@pytest.mark.server
def test_a_server_that_knows_no_tokens_is_told_so(provider: TokenServer) -> None:
    with running_dovecot() as plain:
        assert "takes no tokens (XOAUTH2)" in refusal(mailbox(provider, plain.imap))


def test_letters_go_out_with_the_same_kind_of_token(provider: TokenServer) -> None:
    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=False)

    options = {"authenticator": check, "auth_require_tls": False}
    with Postmaster(options=options) as post:
        post.may_answer.set()
        box = mailbox(provider).model_copy(update={"smtp": post.url})
        with pytest.raises(Unreachable, match="takes no tokens"):
            Outbox(box).send(b"Subject: x\r\n\r\n", sender="a@khach.test", recipient="b@gomsen.test")

    class Tokened(Postmaster):
        async def auth_XOAUTH2(self, server: Any, args: list[str]) -> AuthResult:
            said = base64.b64decode(args[1]).decode()
            token = said.partition("auth=Bearer ")[2].rstrip("\1")
            if said == f"user={USER}\1auth=Bearer {token}\1\1" and token in provider.valid:
                return AuthResult(success=True, auth_data=USER)
            await server.push("334 " + base64.b64encode(b'{"status": "401"}').decode())
            assert await server._reader.readline() == b"\r\n", "the error is answered by nothing"
            return AuthResult(success=False, handled=False)

    with Tokened(options={"auth_require_tls": False}) as post:
        post.may_answer.set()
        outbox = Outbox(mailbox(provider).model_copy(update={"smtp": post.url}))
        for _ in range(2):
            outbox.send(b"Subject: x\r\n\r\nHi\r\n", sender="a@khach.test", recipient="b@gomsen.test")
        assert len(post.taken) == 2 and len(provider.given) == 1
        provider.valid.clear()
        provider.answers.append((200, b'{"access_token": "a-token-of-nobody"}'))
        with pytest.raises(Unreachable) as caught:
            outbox.send(b"Subject: x\r\n\r\nHi\r\n", sender="a@khach.test", recipient="b@gomsen.test")
        assert "status 401" in str(caught.value) and "`scope`" in str(caught.value) and len(post.taken) == 2

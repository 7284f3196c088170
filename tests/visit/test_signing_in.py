"""A staging key opens the shop's own host, wherever a redirect leads, and nobody else ever gets to see it."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from factories import a_plan, a_shop

from shopper.clock import RealClock
from shopper.egress import EgressGate
from shopper.errors import UsageError
from shopper.model import Evidence, VisitState
from shopper.practice_shop import PracticeShop
from shopper.staging import StagingKey
from shopper.visit.browser import Browsers
from shopper.visit.signing_in import refused_at_the_door

HOSTS = ("*.gomsen.test", "track.vanchuyen.test")
HEADER = {"header": {"X-Staging-Key": "${secret:STAGING}"}}
COOKIE = {"cookie": {"name": "staging", "value": "${secret:STAGING}"}}
PASSWORD = "open sesame"


def the_key(**sign_in: Any) -> StagingKey:
    key = StagingKey.of(a_shop(sign_in=sign_in), lambda reference: PASSWORD)
    assert key
    return key


@contextlib.asynccontextmanager
async def web(*hosts: str, authority: trustme.CA | None = None) -> AsyncIterator[tuple[tuple[str, int], list[bytes]]]:
    """A TLS server for these hosts that notes what it is asked, to the last byte of a body."""
    seen: list[bytes] = []
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    (authority or trustme.CA()).issue_cert(*hosts).configure_cert(theirs)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, OSError):
            head = await reader.readuntil(b"\r\n\r\n")
            length = int((head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]) or 0)
            seen.append(head + await reader.readexactly(length))
            writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 300000\r\n\r\n" + b"x" * 300_000)
            await writer.drain()
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=theirs)
    try:
        yield server.sockets[0].getsockname()[:2], seen
    finally:
        server.close()


async def ask(gate: EgressGate, host: str, request: str, port: int = 443) -> bytes:
    """Ask through a tunnel, as a browser that trusts anybody."""
    blind = ssl.create_default_context()
    blind.check_hostname, blind.verify_mode = False, ssl.CERT_NONE
    at, _, door = gate.url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(at, int(door))
    writer.write(f"CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    said = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " in said.partition(b"\r\n")[0]:
        await writer.start_tls(blind, server_hostname=host)
        writer.write(request.replace("\n", "\r\n").encode())
        async with asyncio.timeout(5):
            said = await reader.read()
    writer.close()
    return said


@pytest.mark.parametrize(
    ("host", "told"),
    [("www.gomsen.test", True), ("gomsen.test", True), ("img.www.gomsen.test", True), ("track.vanchuyen.test", False)],
)
def test_the_key_goes_to_the_shops_own_hosts_alone(host: str, told: bool) -> None:
    async def story() -> None:
        async with web(host) as (server, seen):
            key = the_key(**HEADER, **COOKIE)
            async with EgressGate(HOSTS, routes={host: server}, key=key) as gate:
                answer = await ask(gate, host, f"POST /a?b HTTP/1.1\nHost: {host}\nCookie: a=1\nContent-Length: 2\n\nhi")
            assert answer.endswith(b"x" * 300_000), "a body comes through whole"
            [request] = seen
            assert request.startswith(b"POST /a?b HTTP/1.1\r\n") and request.endswith(b"\r\n\r\nhi")
            head = request.lower()
            assert (b"x-staging-key: open sesame\r\n" in head) is told
            assert (b"cookie: a=1; staging=open sesame\r\n" in head) is told
            assert (PASSWORD.encode() in request) is told

    asyncio.run(story())


def test_a_shop_without_tls_is_told_in_the_open_but_one_with_tls_never_is() -> None:
    assert not the_key(**HEADER).fits("www.gomsen.test", tls=False)
    plain = StagingKey.of(a_shop(url="http://staging.gomsen.test", sign_in=HEADER), lambda reference: PASSWORD)
    assert plain and plain.fits("staging.gomsen.test", tls=False)
    assert not plain.fits("gomsen.test", tls=True)


async def loopback(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


@pytest.mark.parametrize("host", ["www.gomsen.test", "track.vanchuyen.test"], ids=["the shop's own", "another's"])
def test_a_certificate_that_cannot_be_trusted_ends_it_before_anything_is_told(host: str) -> None:
    async def story() -> None:
        async with web(host) as ((_, port), seen):
            url = f"https://{host}:{port}/"  # the gate's `shop` may have a private address; the key is for www.gomsen.test
            gate = EgressGate(HOSTS, shop=url, private=(host,), key=the_key(**HEADER), resolve=loopback)
            async with gate:
                said = await ask(gate, host, "", port)
            assert said.startswith(b"HTTP/1.1 502 ") and b"certificate that cannot be trusted" in said
            assert not seen

    asyncio.run(story())


def test_any_host_that_can_be_trusted_is_reached_behind_a_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async def story() -> None:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(tmp_path / "authority.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        host = "track.vanchuyen.test"
        async with web(host, authority=authority) as ((_, port), seen):
            gate = EgressGate((), shop=f"https://{host}:{port}/", private=(host,), key=the_key(**HEADER), resolve=loopback)
            async with gate:
                assert (await ask(gate, host, "GET /a? HTTP/1.1\n\n", port)).endswith(b"x" * 300_000)
                assert (await ask(gate, host, "GET @evil.test/ HTTP/1.1\n\n", port)).startswith(b"HTTP/1.1 400 ")
            assert seen == [f"GET /a? HTTP/1.1\r\nhost: {host}:{port}\r\nconnection: close\r\n\r\n".encode()]

    asyncio.run(story())


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.gốm.test", "img.xn--gm-j9s.test"),
        ("https://gomsen.test./", "www.gomsen.test"),
        ("https://[::1]:8000", "::1"),
        ("https://GomSen.test", "gomsen.test"),
    ],
)
def test_a_key_fits_however_the_shops_host_is_written(url: str, host: str) -> None:
    key = StagingKey.of(a_shop(url=url, sign_in=HEADER), lambda reference: PASSWORD)
    assert key and key.fits(host, tls=True)


def test_a_cookie_that_the_shop_set_itself_is_replaced_not_doubled() -> None:
    head = the_key(**COOKIE).added_to(b"GET / HTTP/1.1\r\nhost: x\r\ncookie: a=1; staging=old; b=2\r\n\r\n")
    assert head == b"GET / HTTP/1.1\r\nhost: x\r\ncookie: a=1; b=2; staging=open sesame\r\n\r\n"


def test_a_key_that_no_header_can_hold() -> None:
    with pytest.raises(UsageError, match="more than one line"):
        StagingKey.of(a_shop(sign_in=HEADER), lambda reference: "two\r\nlines: of it")


def test_a_key_prints_nothing_of_itself() -> None:
    assert PASSWORD not in repr(the_key(**HEADER, **COOKIE))
    assert StagingKey.of(a_shop(sign_in={"basic": "${secret:STAGING}"}), lambda reference: PASSWORD) is None


@pytest.mark.browser
@pytest.mark.parametrize("browser", ["chromium", "firefox"])
@pytest.mark.parametrize("way", [HEADER, COOKIE, {"basic": "linh:open sesame"}], ids=["header", "cookie", "basic"])
def test_a_browser_comes_in_by_every_way_and_through_redirects(browser: str, way: dict[str, Any]) -> None:
    async def story() -> None:
        plan = a_plan(browser=browser, shop=a_shop(sign_in=way))
        key = StagingKey.of(plan.shop, lambda reference: PASSWORD)
        async with (
            PracticeShop(RealClock(), smtp=("127.0.0.1", 9), staging=PASSWORD) as shop,
            EgressGate(HOSTS, routes=shop.routes, key=key) as gate,
            Browsers() as browsers,
        ):
            browsers.trust_practice_shop()
            credentials = way.get("basic", "")
            context = await browsers.context(plan, gate.url, credentials=credentials, **gate.trust)
            page = await context.new_page()
            start = "https://www.gomsen.test/" if credentials else "https://gomsen.test/"  # redirected to www, then to /vi/
            answer = await page.goto(start)
            assert (answer and answer.status, page.url) == (200, "https://www.gomsen.test/vi/")
            assert await page.locator("img.logo, .logo img").evaluate("image => image.naturalWidth") > 0, "pictures come, too"
            links = await browsers.requests(gate.url, plan.shop.url, credentials, **gate.trust)
            assert (await links.fetch("https://www.gomsen.test/", method="HEAD")).status == 200
            await links.dispose()
            away = await page.goto("https://track.vanchuyen.test/vi/")
            assert away and away.status == 200
            assert PASSWORD not in str(await away.request.all_headers())
            await context.close()

    asyncio.run(story())


# --- a door that stays closed -------------------------------------------------------------------------------------


@pytest.mark.browser
def test_a_closed_door_is_the_tools_matter_and_no_finding(play: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGING", "shop:hunter3")
    journey = {"steps": [{"goto": "/secret"}, {"see": "Inside"}]}
    wrong: Evidence = play({"wrong": journey}, sign_in={"basic": "${secret:STAGING}"})["wrong"]
    missing: Evidence = play({"missing": journey})["missing"]
    assert wrong.state is missing.state is VisitState.TOOL_ERROR
    assert "it answers 401, in spite of `sign_in` (basic)" in wrong.reason and "Check the secrets" in wrong.reason
    assert "asks for a staging password" in missing.reason and "sign_in: {basic:" in missing.reason
    assert "hunter3" not in wrong.model_dump_json()


@pytest.mark.browser
def test_a_bot_challenge_at_the_door_is_called_by_its_name(play: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGING", "open sesame")
    visit = play({"robot": {"steps": [{"goto": "/robot"}]}}, sign_in=HEADER)["robot"]
    assert visit.state is VisitState.INDETERMINATE
    assert "bot challenge" in visit.reason and "MysteryShopper" in visit.reason


@pytest.mark.parametrize(("status", "sign_in", "refused"), [
    (401, {}, True), (403, {}, False), (403, HEADER, True), (404, HEADER, False), (200, HEADER, False), (None, HEADER, False),
])  # fmt: skip
def test_which_answers_are_a_closed_door(status: int | None, sign_in: dict[str, Any], refused: bool) -> None:
    assert (refused_at_the_door(status, a_shop(sign_in=sign_in)) is not None) is refused

"""The gate lets the shop's own hosts through and nothing else, whatever pages, redirects and name servers say."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime

import pytest
import trustme

from shopper.clock import JumpingClock
from shopper.egress import EgressGate, host_matches, is_public
from shopper.hosts import plain_address, read_host

Server = tuple[str, int]
HOSTS = ("*.gomsen.test", "track.vanchuyen.test")


@contextlib.asynccontextmanager
async def web(
    answer: bytes = b"hello", tls: ssl.SSLContext | None = None, seen: list[bytes] | None = None
) -> AsyncIterator[Server]:
    """A server that notes what it is asked, answers with the same and hangs up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, OSError):
            head = await reader.readuntil(b"\r\n\r\n")
            length = int((head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]) or 0)
            if seen is not None:
                seen.append(head + await reader.readexactly(length))
            writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(answer) + answer)
            await writer.drain()
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[:2]
    finally:
        server.close()


async def ask(gate: EgressGate, request: str, body: bytes = b"") -> bytes:
    """What the gate answers to a request, to its end."""
    host, _, port = gate.url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(request.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)
    async with asyncio.timeout(5):
        said = await reader.read()
    writer.close()
    return said


def resolves_to(*addresses: str) -> Callable[[str, int], Awaitable[Sequence[str]]]:
    async def resolve(host: str, port: int) -> Sequence[str]:
        if not addresses:
            raise OSError("no such host")
        return addresses

    return resolve


# --- hosts and addresses ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "host", "matches"),
    [
        ("*.gomsen.test", "www.gomsen.test", True),
        ("*.gomsen.test", "a.b.gomsen.test", True),
        ("*.gomsen.test", "gomsen.test", True),
        ("*.gomsen.test", "evilgomsen.test", False),
        ("*.gomsen.test", "gomsen.test.evil.test", False),
        ("www.gomsen.test", "WWW.GomSen.test.", True),
        ("www.gomsen.test", "gomsen.test", False),
        ("*.gốmsen.test", "www.xn--gmsen-r91b.test", True),
        ("::1", "[::1]", True),
    ],
)
def test_host_patterns(pattern: str, host: str, matches: bool) -> None:
    assert host_matches(pattern, host) == matches


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("https://www.Gốm.test:8443/đĩa?màu=xanh", "https://www.xn--gm-j9s.test:8443/đĩa?màu=xanh"),
        ("https://Linh:Bí@gốm.test/", "https://Linh:Bí@xn--gm-j9s.test/"),
        ("https://müller.test", "https://xn--mller-kva.test"),
        ("https://www.gomsen.test/bát", "https://www.gomsen.test/bát"),
        ("mailto:linh@gốm.test", "mailto:linh@gốm.test"),
        ("http://[gốm", "http://[gốm"),
        ("http://gốm..test/", "http://gốm..test/"),
        ("", ""),
    ],
)
def test_a_host_beyond_ascii_is_compared_as_browsers_write_it(typed: str, plain: str) -> None:
    assert plain_address(typed) == plain == plain_address(plain)


@pytest.mark.parametrize(
    ("host", "read"),
    [("www.xn--gm-j9s.test", "www.gốm.test"), ("gốm.test", "gốm.test"), ("xn--zzzz.test", "xn--zzzz.test"), ("", "")],
)
def test_a_host_is_shown_as_people_read_it(host: str, read: str) -> None:
    assert read_host(host) == read


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8", "2606:4700::5efe:8.8.8.8"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "ff0e::1",
        "::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::10.0.0.1", "64:ff9b:1::808:808",
        "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:4136:e378:8000:63bf:80ff:fffe", "2606:4700::5efe:10.0.0.1",
        "2606:4700::200:5efe:127.0.0.1", "2001:db8::1", "100::1",
    ],
)  # fmt: skip
def test_addresses_of_ones_own_network(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("https://www.gomsen.test/x", True),
        ("http://www.gomsen.test", True),
        ("wss://live.gomsen.test/socket", True),
        ("www.gomsen.test", True),
        ("track.vanchuyen.test", True),
        ("https://www.gomsen.test:8443/", False),
        ("ftp://www.gomsen.test/", False),
        ("https://www.gomsen.test@evil.test/", False),
        ("https://evil.test\\@www.gomsen.test/", False),
        ("https://evil.test/?www.gomsen.test", False),
        ("https://www.gomsen.test:port/", False),
        ("https://", False),
        ("file:///etc/passwd", False),
        ("evil.test", False),
    ],
)
def test_allows(target: str, allowed: bool) -> None:
    assert EgressGate(HOSTS).allows(target) == allowed


def test_the_shops_own_port_is_allowed_at_its_own_host_only() -> None:
    gate = EgressGate(HOSTS, shop="https://staging.gomsen.test:8443/")
    assert gate.allows("https://staging.gomsen.test:8443/cart")
    assert not gate.allows("https://www.gomsen.test:8443/")


# --- through the gate ---------------------------------------------------------------------------------------------


def test_a_named_host_is_reached_through_the_tunnel_with_its_own_certificate() -> None:
    async def story() -> None:
        ca, theirs, ours = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
        ca.issue_cert("www.gomsen.test").configure_cert(theirs)
        ca.configure_trust(ours)
        async with web(b"x" * 500_000, theirs) as shop, EgressGate(HOSTS, routes={"www.gomsen.test": shop}) as gate:
            host, _, port = gate.url.removeprefix("http://").partition(":")
            reader, writer = await asyncio.open_connection(host, int(port))
            writer.write(b"CONNECT www.gomsen.test:443 HTTP/1.1\r\nHost: www.gomsen.test:443\r\n\r\n")
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200 ")
            await writer.start_tls(ours, server_hostname="www.gomsen.test")
            writer.write(b"GET / HTTP/1.1\r\nHost: www.gomsen.test\r\n\r\n")
            assert (await reader.read()).endswith(b"x" * 500_000)
            writer.close()
            assert not gate.refusals

    asyncio.run(story())


def test_a_plain_request_is_passed_on_as_the_host_expects_it() -> None:
    async def story() -> None:
        seen: list[bytes] = []
        async with web(seen=seen) as shop, EgressGate(HOSTS, routes={"www.gomsen.test": shop}) as gate:
            fields = "Host: evil.test\nProxy-Authorization: x\nCookie: a=b\nContent-Length: 3"
            request = f"POST http://www.gomsen.test/buy?x=1 HTTP/1.1\n{fields}"
            said = await ask(gate, request, b"abcGET http://www.gomsen.test/smuggled HTTP/1.1\r\n\r\n")
            assert said.endswith(b"hello")
        [asked] = seen
        assert asked.startswith(b"POST /buy?x=1 HTTP/1.1\r\nhost: www.gomsen.test\r\nconnection: close\r\n") and asked.endswith(
            b"abc"
        )
        assert b"cookie: a=b\r\n" in asked and b"proxy" not in asked and b"evil" not in asked

    asyncio.run(story())


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/a?", "/a?"),
        ("", "/"),
        ("?x=1", "/?x=1"),
        ("//a//b", "//a//b"),
        ("/a?b#c", "/a?b"),
        ("/a?://www.gomsen.test", "/a?://www.gomsen.test"),
    ],
)
def test_a_path_is_passed_on_as_it_came(target: str, path: str) -> None:
    async def story() -> None:
        seen: list[bytes] = []
        async with web(seen=seen) as shop, EgressGate(HOSTS, routes={"www.gomsen.test": shop}) as gate:
            await ask(gate, f"GET http://www.gomsen.test{target} HTTP/1.1\nHost-Id: 1\nConnection-Speed: 2\nKeep-Alive: 3")
        [asked] = seen
        assert asked.startswith(f"GET {path} HTTP/1.1\r\n".encode())
        assert b"host-id: 1\r\n" in asked and b"connection-speed: 2\r\n" in asked and b"keep-alive" not in asked

    asyncio.run(story())


def test_a_web_socket_passes_both_ways() -> None:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert b"upgrade: websocket" in await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
        while data := await reader.read(100):
            writer.write(data.upper())
        writer.close()

    async def story() -> None:
        server = await asyncio.start_server(echo, "127.0.0.1", 0)
        routes = {"live.gomsen.test": server.sockets[0].getsockname()[:2]}
        async with server, EgressGate(HOSTS, routes=routes) as gate:
            host, _, port = gate.url.removeprefix("http://").partition(":")
            reader, writer = await asyncio.open_connection(host, int(port))
            writer.write(b"GET http://live.gomsen.test/ HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
            assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
            for word in (b"one", b"two"):
                writer.write(word)
                assert await reader.readexactly(3) == word.upper()
            writer.close()

    asyncio.run(story())


def test_strangers_are_refused_and_noted_with_the_shops_time() -> None:
    async def story() -> None:
        clock = JumpingClock(datetime(2030, 1, 1, tzinfo=UTC))
        async with EgressGate(HOSTS, clock=clock) as gate:
            for request in (
                "CONNECT evil.test:443 HTTP/1.1",
                "GET http://evil.test/ HTTP/1.1",
                "CONNECT www.gomsen.test:22 HTTP/1.1",
            ):
                said = await ask(gate, request)
                assert said.startswith(b"HTTP/1.1 403 ") and b"\r\nX-Egress-Refused: " in said
            await ask(gate, "CONNECT update.googleapis.com:443 HTTP/1.1")
            assert [(one.host, one.port, one.background) for one in gate.refusals] == [
                ("evil.test", 443, False),
                ("evil.test", 80, False),
                ("www.gomsen.test", 22, False),
                ("update.googleapis.com", 443, True),
            ]
            assert all(one.at.year == 2030 for one in gate.refusals)

    asyncio.run(story())


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["64:ff9b::a9fe:a9fe"], ["::7f00:1"]])
def test_an_allowed_name_with_a_private_address_is_refused(addresses: list[str]) -> None:
    async def story() -> None:
        async with EgressGate(HOSTS, resolve=resolves_to(*addresses)) as gate:
            assert b" 403 " in await ask(gate, "CONNECT www.gomsen.test:443 HTTP/1.1")
            assert addresses[-1] in gate.refusals[0].reason

    asyncio.run(story())


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::1]", "0x7f.1"])
def test_a_redirect_to_loopback_finds_the_gate_closed(host: str) -> None:
    async def story() -> None:
        seen: list[bytes] = []
        async with web(seen=seen) as (_, port), EgressGate((*HOSTS, host.strip("[]"))) as gate:
            assert b" 403 " in await ask(gate, f"GET http://{host}:{port}/ HTTP/1.1")
            assert b" 403 " in await ask(gate, f"CONNECT {host}:443 HTTP/1.1")
        assert not seen

    asyncio.run(story())


def test_a_staging_shop_on_a_private_address_is_reached_and_nothing_else_there() -> None:
    async def story() -> None:
        async with web() as (_, port):
            shop = f"http://staging.gomsen.test:{port}"
            there = resolves_to("127.0.0.1")
            async with EgressGate(HOSTS, shop=shop, private=["staging.gomsen.test"], resolve=there) as gate:
                assert (await ask(gate, f"GET {shop}/ HTTP/1.1")).endswith(b"hello")
                assert b" 403 " in await ask(gate, "GET http://staging.gomsen.test/ HTTP/1.1"), "another port of that machine"
                assert b" 403 " in await ask(gate, f"GET http://other.gomsen.test:{port}/ HTTP/1.1")
                assert b" 403 " in await ask(gate, "GET http://other.gomsen.test/ HTTP/1.1")
            async with EgressGate(HOSTS, shop=shop, resolve=there) as gate:
                assert b" 403 " in await ask(gate, f"GET {shop}/ HTTP/1.1")

    asyncio.run(story())


@pytest.mark.parametrize(
    "addresses",
    [["169.254.169.254"], ["fe80::1"], ["64:ff9b::10.0.0.1"], ["2002:c0a8:101::1"], ["0.0.0.0"], ["10.0.0.1", "::7f00:1"]],
)
def test_a_name_leads_to_no_address_at_which_no_shop_is_staged(addresses: list[str]) -> None:
    async def story() -> None:
        named = ["staging.gomsen.test"]
        async with EgressGate(named, private=named, resolve=resolves_to(*addresses)) as gate:
            assert b" 403 " in await ask(gate, "CONNECT staging.gomsen.test:443 HTTP/1.1")

    asyncio.run(story())


@pytest.mark.parametrize(("first", "then"), [("8.8.8.8", "127.0.0.1"), ("127.0.0.1", "8.8.8.8")])
def test_a_name_that_moves_between_the_internet_and_ones_own_network_is_refused(
    first: str, then: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding, both ways: a public name that turns inwards, and a staging shop that turns outwards."""
    monkeypatch.setattr("shopper.egress.RESOLVED_FOR", 0.0)
    answers = [first, then]

    async def resolve(host: str, port: int) -> Sequence[str]:
        return [answers.pop(0)]

    async def story() -> None:
        async with web() as (_, port):
            shop = f"http://www.gomsen.test:{port}"
            async with EgressGate((), shop=shop, private=["www.gomsen.test"], resolve=resolve) as gate:
                await gate._checked("www.gomsen.test", port)
                assert b" 403 " in await ask(gate, f"GET {shop}/ HTTP/1.1")

    asyncio.run(story())


def test_a_name_is_asked_for_once_a_minute() -> None:
    asked: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    async def story() -> None:
        async with web() as (_, port):
            shop = f"http://www.gomsen.test:{port}"
            async with EgressGate((), shop=shop, private=["www.gomsen.test"], resolve=resolve) as gate:
                for _ in range(3):
                    assert (await ask(gate, f"GET {shop}/ HTTP/1.1")).endswith(b"hello")

    asyncio.run(story())
    assert asked == ["www.gomsen.test"]


def test_a_host_that_nobody_knows_or_answers_for_is_no_refusal() -> None:
    async def story() -> None:
        async with web() as (_, port):
            pass
        async with EgressGate(HOSTS, resolve=resolves_to(), routes={"gone.gomsen.test": ("127.0.0.1", port)}) as gate:
            assert b"does not resolve" in await ask(gate, "CONNECT www.gomsen.test:443 HTTP/1.1")
            assert b"nobody answers" in await ask(gate, "CONNECT gone.gomsen.test:443 HTTP/1.1")
            assert not gate.refusals

    asyncio.run(story())


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ("GET / HTTP/1.1", 400),
        ("nonsense", 400),
        ("CONNECT www.gomsen.test:99999 HTTP/1.1", 400),
        ("GET https://www.gomsen.test/ HTTP/1.1", 400),
        ("POST http://www.gomsen.test/ HTTP/1.1\nTransfer-Encoding: chunked", 411),
        ("POST http://www.gomsen.test/ HTTP/1.1\nContent-Length: -1", 400),
        ("GET http://www.gomsen.test/ HTTP/1.1\nX: a\rHost: b", 400),
        ("GET http://www.gomsen.test/a\tb HTTP/1.1", 400),
        ("GET //www.gomsen.test:80/ HTTP/1.1", 400),
    ],
)
def test_requests_that_are_none(request_: str, status: int) -> None:
    async def story() -> None:
        async with EgressGate(HOSTS) as gate:
            assert (await ask(gate, request_)).startswith(b"HTTP/1.1 %d " % status)

    asyncio.run(story())


def test_two_gates_run_at_once_and_close_at_once_with_tunnels_open() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async def story() -> float:
        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        routes = {"www.gomsen.test": server.sockets[0].getsockname()[:2]}
        async with server:
            async with EgressGate(HOSTS, routes=routes) as one, EgressGate(HOSTS, routes=routes) as two:
                assert one.url != two.url
                clients = []
                for gate in (one, two):
                    host, _, port = gate.url.removeprefix("http://").partition(":")
                    for _ in range(20):
                        reader, writer = await asyncio.open_connection(host, int(port))
                        writer.write(b"CONNECT www.gomsen.test:443 HTTP/1.1\r\n\r\n")
                        await reader.readuntil(b"\r\n\r\n")
                        clients.append(writer)
                started = time.monotonic()
            took = time.monotonic() - started
            for writer in clients:
                writer.close()
            await asyncio.sleep(0.05)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return took

    assert asyncio.run(story()) < 1.0  # ordinarily some milliseconds; a wait for a time-out is longer

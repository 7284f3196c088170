"""The one way out: browsers, link probes and previews reach the network only through this gate.

It is an HTTP proxy on loopback that knows the shop's hosts and refuses the rest. A real host's name is resolved, all its
addresses must be public ones, and the address that was checked is the one that is dialled, so that neither a redirect nor a
name that suddenly points into the own network leads anywhere (DNS rebinding). Only a host that the user named by its very name
may be in a private network, and it must have been there from the first look on.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import ssl
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import SplitResult, urlsplit

from shopper.clock import Clock, RealClock
from shopper.hosts import plain_host

if TYPE_CHECKING:
    from shopper.staging import StagingKey

LOOPBACK = "127.0.0.1"
DEFAULT_PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443}
LARGEST_HEAD = 64 * 1024
AT_ONCE = 200  # connections
IDLE = 60.0  # seconds without a byte in either direction
CONNECT_WITHIN = 10.0  # seconds
REMEMBERED = 1000  # refusals
RESOLVED_FOR = 60.0  # seconds that the addresses of a name are believed
WEB = (80, 443)
REFUSED, FAILED = "X-Egress-Refused", "X-Egress-Failed"
"""Headers of what the gate itself answers, with its reason."""

BACKGROUND = (
    "accounts.google.com", "android.clients.google.com", "clients.l.google.com", "clients1.google.com", "clients2.google.com",
    "clients4.google.com", "dl.google.com", "mtalk.google.com", "*.gvt1.com", "*.gvt2.com",
    "clientservices.googleapis.com", "content-autofill.googleapis.com", "optimizationguide-pa.googleapis.com",
    "passwordsleakcheck-pa.googleapis.com", "safebrowsing.googleapis.com", "safebrowsingohttpgateway.googleapis.com",
    "translate.googleapis.com", "update.googleapis.com",
    "detectportal.firefox.com", "*.mozaws.net", "*.mozgcp.net", "*.mozilla.com", "*.mozilla.net", "*.mozilla.org",
    "*.lencr.org", "ocsp.digicert.com", "ocsp.pki.goog", "ocsp.sectigo.com",
)  # fmt: skip
"""What browsers call on their own: updates, safe browsing, captive portals, revocation. Refused, but no finding."""

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


@dataclass(frozen=True)
class Refusal:
    """A request that was not let through. `background`: the browser's own, nothing that the shop asked for."""

    host: str
    port: int
    reason: str
    at: datetime
    background: bool


def host_matches(pattern: str, host: str) -> bool:
    """Whether a host is meant by `www.gomsen.test` or by `*.gomsen.test` (every name below gomsen.test, and itself)."""
    host = plain_host(host)
    if pattern.startswith("*."):
        base = plain_host(pattern[2:])
        return host == base or host.endswith("." + base)
    return host == plain_host(pattern)


def mail_matches(pattern: str, address: str) -> bool:
    """Whether a mail address is meant by `orders@gomsen.test`, by `*@gomsen.test` or by `*@*.gomsen.test`."""
    local, _, host = pattern.lower().rpartition("@")
    name, _, domain = address.lower().rpartition("@")
    return local in ("*", name) and host_matches(host, domain)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet, and so is any IPv4 address that it carries inside.

    `ipaddress.is_global` alone lets through NAT64 (RFC 6052), IPv4-compatible (RFC 4291), 6to4 (RFC 3056), ISATAP (RFC 5214),
    site-local (RFC 3879) and multicast addresses that lead into the own network.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast
    number = int(ip)
    last = str(ipaddress.IPv4Address(number & 0xFFFFFFFF))
    if ip.ipv4_mapped or ip in _NAT64:
        return is_public(last)
    if not ip.is_global or ip.is_multicast or ip.is_reserved or ip.is_site_local or ip.teredo or ip.sixtofour:
        return False  # no shop lives in a tunnel: Teredo and 6to4 are retired (RFC 7526)
    isatap = (number >> 32) & 0xFDFFFFFF == 0x00005EFE
    return not isatap or is_public(last)


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_private(host: str) -> bool:
    """Whether a host is written as a private address, or as `localhost`: a staging shop, named as such by its user."""
    try:
        return not is_public(plain_host(host))
    except ValueError:
        return plain_host(host) == "localhost"


def _is_at_home(address: str) -> bool:
    """Whether a private address is one that shops are staged at: loopback (RFC 1122), RFC 1918, RFC 6598, RFC 4193. No
    link-local one, where clouds keep their secrets, and none that carries another inside."""
    ip = ipaddress.ip_address(address)
    return any(ip in network for network in _AT_HOME if network.version == ip.version)


_AT_HOME = tuple(
    ipaddress.ip_network(network)
    for network in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7")
)


async def _resolve(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class EgressGate:
    """A filtering proxy at `url`, as long as the `async with` block lasts.

    `hosts`: names that may be reached, exact or `*.name`. `routes`: names (or `name:port`) that are dialled at a loopback
    address instead of being resolved; they must be among the hosts, too. `shop`: the shop's own URL: its host and port may be
    reached, even if that is not 80 or 443. `private`: names, exactly as the user wrote them, that may have private addresses: a
    staging shop's. Where the shop itself has one, nothing but its own port is reached there. `key`: what opens a staging shop;
    it is added to all requests to the shop's own host. With a key the TLS of every host ends here: a browser that takes the
    gate's certificate for the shop's would take any certificate of anybody.
    """

    url: str

    def __init__(
        self,
        hosts: Sequence[str],
        *,
        routes: Mapping[str, tuple[str, int]] | None = None,
        shop: str = "",
        private: Collection[str] = (),
        key: StagingKey | None = None,
        resolve: Resolve = _resolve,
        clock: Clock | None = None,
    ) -> None:
        self._hosts = tuple(hosts)
        self._routes = {plain_host(name): where for name, where in (routes or {}).items()}
        self._own = _address(urlsplit(shop)) if shop else None
        self._private, self._key = frozenset(map(plain_host, private)), key
        self._resolve = resolve
        self._resolved: dict[str, tuple[float, Sequence[str]]] = {}
        self._was_private: dict[str, bool] = {}
        self._clock = clock or RealClock()
        self._refusals: deque[Refusal] = deque(maxlen=REMEMBERED)
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._client, LOOPBACK, 0, limit=LARGEST_HEAD)
        self.url = f"http://{LOOPBACK}:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing = True
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0)  # the sockets are closed in the loop's next round

    @property
    def refusals(self) -> list[Refusal]:
        """What was refused so far, oldest first (the last 1,000)."""
        return list(self._refusals)

    @property
    def trust(self) -> dict[str, Any]:
        """How Playwright opens a context behind this gate: with a key, all certificates that it sees are the gate's own; the
        gate itself looks at those of the hosts."""
        return {"ignore_https_errors": True} if self._key else {}

    def allows(self, target: str) -> bool:
        """Whether a URL (http, https, ws, wss) or a host may be reached, as far as its name tells."""
        if "://" not in target:
            return self._named(target)
        try:
            address = _address(urlsplit(target.replace("\\", "/")))  # browsers take a backslash for a slash
        except ValueError:
            return False
        return address is not None and not self._objection(*address)

    def _named(self, host: str) -> bool:
        return any(host_matches(pattern, host) for pattern in self._hosts) or (self._own or ("",))[0] == plain_host(host)

    def _objection(self, host: str, port: int) -> str:
        if not self._named(host):
            return f"{host} is none of the shop's hosts"
        if port in WEB or self._route(host, port) or (host, port) == self._own:
            return ""
        return f"port {port} of {host} is neither 80 nor 443 nor the shop's own"

    def _route(self, host: str, port: int) -> tuple[str, int] | None:
        return self._routes.get(f"{host}:{port}") or self._routes.get(host)

    # --- one connection of a browser -------------------------------------------------------------------------------

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        try:
            await self._serve(reader, writer)
        except _Answer as answer:
            writer.write(answer.text())
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # it hung up, said nothing for a minute, or far too much
        except asyncio.CancelledError:
            if not self._closing:
                raise
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(IDLE):
            request = _Request.read(await reader.readuntil(b"\r\n\r\n"))
        if len(self._tasks) > AT_ONCE:
            raise _Answer(503, "too many connections at once")
        async with self._dialled(request.host, request.port) as (theirs, there):
            head, body = request.head, request.body
            if request.tunnel and self._key:
                head, body = await self._unlocked(self._key, request, reader, writer, there)
            elif request.tunnel:
                writer.write(_ESTABLISHED)
            elif self._key and self._key.fits(request.host, tls=False):
                head = self._key.added_to(head)
            there.write(head)
            await _relay((reader, there, body), (theirs, writer, None))

    async def _unlocked(
        self,
        key: StagingKey,
        tunnel: _Request,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        there: asyncio.StreamWriter,
    ) -> tuple[bytes, int | None]:
        """Speak TLS with the host and with the browser. Returns the head of the one request, with the key if the host is the
        shop's own, and its body's length. The host comes first: while it is not reached, the browser can still be told."""
        from shopper.staging import own_tls, their_tls  # it compares hosts as this file does

        try:
            async with asyncio.timeout(CONNECT_WITHIN):
                verified = not self._route(tunnel.host, tunnel.port)
                await there.start_tls(their_tls(verified=verified), server_hostname=tunnel.host)
        except (OSError, TimeoutError) as error:  # ssl's errors are OSErrors
            problem = "a TLS certificate that cannot be trusted" if isinstance(error, ssl.SSLError) else "no TLS"
            raise _Answer(502, f"{tunnel.host} has {problem}") from None
        writer.write(_ESTABLISHED)
        async with asyncio.timeout(IDLE):
            await writer.start_tls(own_tls())
            raw = await reader.readuntil(b"\r\n\r\n")
        host = f"[{tunnel.host}]" if ":" in tunnel.host else tunnel.host
        netloc = host if tunnel.port == DEFAULT_PORTS["https"] else f"{host}:{tunnel.port}"
        head, body = _Request.read_within(raw, netloc)
        return key.added_to(head) if key.fits(tunnel.host, tls=True) else head, body

    @contextlib.asynccontextmanager
    async def _dialled(self, host: str, port: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """A connection to the one address that was checked. Raises the answer for a host that is refused or not reached."""
        if objection := self._objection(host, port):
            raise self._refuse(host, port, objection)
        route = self._route(host, port)
        for address, at in [route] if route else [(address, port) for address in await self._checked(host, port)]:
            try:
                async with asyncio.timeout(CONNECT_WITHIN):
                    reader, writer = await asyncio.open_connection(address, at)
            except OSError:
                continue
            try:
                yield reader, writer
            finally:
                writer.close()
            return
        raise _Answer(502, f"nobody answers at {host}:{port}")

    async def _checked(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a host, all of which may be dialled. Raises the answer for one that must not be."""
        addresses = await self._addresses(host, port)
        inside = [address for address in addresses if not is_public(address)]
        if not inside:
            if self._was_private.setdefault(host, False):
                raise self._refuse(host, port, f"{host} was in a private network, and now has the address {addresses[0]}")
            return addresses
        if not self._may_be_private(host, addresses) or self._was_private.get(host) is False:
            raise self._refuse(host, port, f"{host} has the address {inside[0]}, which is not public")
        if self._own and host == self._own[0] and port != self._own[1] and not {port, self._own[1]} <= {*WEB}:
            raise self._refuse(host, port, f"port {port} of {host} is not the shop's own")
        self._was_private[host] = True
        return addresses

    def _may_be_private(self, host: str, addresses: Sequence[str]) -> bool:
        """Whether the user named this host, and it is where shops are staged, or is the very address that she wrote."""
        return host in self._private and all(address == host or _is_at_home(address) for address in addresses)

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        """What a name resolves to, believed for a minute."""
        now = asyncio.get_running_loop().time()
        until, known = self._resolved.get(host, (now, ()))
        if now < until:
            return known
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError):
            found = ()
        if not found:
            raise _Answer(502, f"the name {host} does not resolve")
        self._resolved[host] = now + RESOLVED_FOR, found
        return found

    def _refuse(self, host: str, port: int, reason: str) -> _Answer:
        background = any(host_matches(pattern, host) for pattern in BACKGROUND)
        self._refusals.append(Refusal(host, port, reason, self._clock.now(), background))
        return _Answer(403, reason, REFUSED)


class _Answer(Exception):
    """What the gate itself answers instead of the host."""

    def __init__(self, status: int, reason: str, header: str = FAILED) -> None:
        self.status, self.reason, self.header = status, reason, header

    def text(self) -> bytes:
        reason = self.reason.encode("ascii", "replace").decode()
        body = f"Mystery Shopper's egress gate: {reason}.\n"
        return (
            f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}\r\n{self.header}: {reason}\r\n"
            f"Content-Type: text/plain\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}"
        ).encode()


_ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


@dataclass(frozen=True)
class _Request:
    """A browser's request to the proxy. `head`: what the host gets to see; `body`: how many bytes follow, None: no end."""

    host: str
    port: int
    head: bytes
    body: int | None
    tunnel: bool = False

    @classmethod
    def read(cls, raw: bytes) -> _Request:
        try:
            method, target = _asked(raw)
            url = urlsplit(f"//{target}" if method == "CONNECT" else target)
            address = _address(url, 443 if method == "CONNECT" else None)
        except ValueError:
            raise _Answer(400, "not a request to a proxy") from None
        if not address or url.scheme not in (("",) if method == "CONNECT" else ("http", "ws")):
            raise _Answer(400, "not a request to a proxy")
        if method == "CONNECT":
            return cls(*address, b"", None, tunnel=True)
        path = target.partition("://")[2].removeprefix(url.netloc)
        return cls(*address, *_forwarded(method, url.netloc.rpartition("@")[2], path, raw))

    @classmethod
    def read_within(cls, raw: bytes, netloc: str) -> tuple[bytes, int | None]:
        """The head, as `_forwarded` gives it, of a request that was sent through a tunnel to this host."""
        try:
            method, target = _asked(raw)
        except ValueError:
            raise _Answer(400, "not a request") from None
        if not target.startswith("/"):
            raise _Answer(400, "not a request for a path of this host")
        return _forwarded(method, netloc, target, raw)


def _asked(raw: bytes) -> tuple[str, str]:
    """Method and target of a request. Raises ValueError for what is none."""
    line = raw.partition(b"\r\n")[0].decode("ascii")
    if not line.isprintable():
        raise ValueError("a request line with control characters")
    method, target, _ = line.split(" ")
    return method, target


def _forwarded(method: str, netloc: str, path: str, raw: bytes) -> tuple[bytes, int | None]:
    """The head for the host (origin form, one request a connection: RFC 9112, 3.2 and 9.6), and the length of the body."""
    path = path.partition("#")[0]
    lines = raw.split(b"\r\n")[1:-2]
    if any(b"\r" in line or b"\n" in line for line in lines):
        raise _Answer(400, "a header with a bare line break")
    fields = [(name.strip().lower(), value.strip()) for name, _, value in (line.partition(b":") for line in lines)]
    known = dict(fields)
    if b"transfer-encoding" in known:
        raise _Answer(411, "a body needs its length")
    upgrade = b"upgrade" in known
    own = [(b"host", netloc.encode()), (b"connection", b"Upgrade" if upgrade else b"close")]
    kept = [field for field in fields if field[0] not in _OF_ONE_HOP]
    head = [
        f"{method} {path if path.startswith('/') else '/' + path} HTTP/1.1".encode(),
        *(name + b": " + value for name, value in own + kept),
    ]
    length = known.get(b"content-length", b"0")
    if not length.isdigit():
        raise _Answer(400, "a length that is no number")
    return b"\r\n".join([*head, b"", b""]), None if upgrade else int(length)


_OF_ONE_HOP = (b"host", b"connection", b"keep-alive", b"proxy-connection", b"proxy-authorization")


def _address(url: SplitResult, default: int | None = None) -> tuple[str, int] | None:
    """Host and port of a URL; None if it has none that a gate could dial. Raises ValueError for a port that is none."""
    port = url.port or default or DEFAULT_PORTS.get(url.scheme)
    return (plain_host(url.hostname), port) if url.hostname and port else None


Side = tuple[asyncio.StreamReader, asyncio.StreamWriter, int | None]


async def _relay(*sides: Side) -> None:
    """Pass bytes on in both directions until both have ended, or nothing has come for a minute."""
    loop = asyncio.get_running_loop()

    async def pass_on(source: asyncio.StreamReader, sink: asyncio.StreamWriter, left: int | None) -> None:
        while left != 0 and (data := await source.read(min(left or 65536, 65536))):
            limit.reschedule(loop.time() + IDLE)
            left = left if left is None else left - len(data)
            sink.write(data)
            await sink.drain()
        if left is None:
            sink.write_eof() if sink.can_write_eof() else sink.close()  # TLS has no half-closed connections

    try:
        async with asyncio.timeout(IDLE) as limit, asyncio.TaskGroup() as both:
            for side in sides:
                both.create_task(pass_on(*side))
    except* OSError:
        pass  # one of them hung up, or both were silent

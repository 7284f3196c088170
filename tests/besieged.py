"""A shop that points everywhere inwards, visited in a network of its own where somebody listens at every such place.

Run by `test_siege.py` as `unshare --net --mount python tests/besieged.py BROWSER`: nothing here reaches the real network. It
prints a JSON object: `heard` (what reached a listener), `deaf` (addresses at which the listeners cannot hear, for want of a
route), `asked` (paths of the shop that were asked for), `outcomes` (what became of the links).
"""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, quote, urlsplit

import yaml

INSIDE = (
    "127.0.0.1", "127.8.8.8", "10.66.0.1", "172.16.0.9", "192.168.1.1", "100.64.0.7", "169.254.169.254", "100.100.100.200",
    "::1", "fd00:ec2::254", "fec0::1", "64:ff9b::a9fe:a9fe", "64:ff9b::7f00:1", "2002:7f00:1::", "::7f00:1",
)  # fmt: skip
"""Loopback, private, shared, link-local and clouds' metadata addresses, and IPv6 ones that carry an IPv4 address inside."""

WRITTEN = (
    "2130706433", "0x7f.1", "127.1", "0177.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "0.0.0.0", "[::]",
    "inside.shop.test", "metadata.shop.test", "evil@127.0.0.1", "127.0.0.1.shop.test",
)  # fmt: skip
"""Other ways to write such addresses, and names of the shop's own that resolve to them."""

NAMES = "127.0.0.1 localhost 127.0.0.1.shop.test\n10.66.0.1 inside.shop.test\n169.254.169.254 metadata.shop.test\n"
PORTS = (80, 443, 8080)
HOSTS = ["127.0.0.1", "*.shop.test"]
LOADS = (
    '<img src="{url}?img">', '<script src="{url}?script"></script>', '<link rel=stylesheet href="{url}?css">',
    '<link rel=prefetch href="{url}?prefetch">', '<link rel=preconnect href="{url}">', '<link rel=dns-prefetch href="{url}">',
    '<iframe src="{url}?frame"></iframe>', '<object data="{url}?object"></object>', '<video src="{url}?video"></video>',
    '<img src="/go?to={led}">',
)  # fmt: skip
"""What a page loads by itself."""


def targets() -> list[str]:
    hosts = [f"[{host}]" if ":" in host else host for host in INSIDE] + list(WRITTEN)
    return [f"{scheme}://{host}/{n}" for n, host in enumerate(hosts) for scheme in ("http", "https")] + [
        f"http://{host}:8080/{n}" for n, host in enumerate(hosts)
    ]


class Listeners:
    """Everybody who listens, at every address of this network; what they heard."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        for port in PORTS:
            server = socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=200)
            threading.Thread(target=self._listen, args=(server,), daemon=True).start()
        for family, any_address in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):
            datagrams = socket.socket(family, socket.SOCK_DGRAM)
            if family == socket.AF_INET6:
                datagrams.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            datagrams.bind((any_address, 3478))
            threading.Thread(target=self._receive, args=(datagrams,), daemon=True).start()

    def _listen(self, server: socket.socket) -> None:
        while True:
            connection, _ = server.accept()
            host, port = connection.getsockname()[:2]
            self.heard.append(f"{host.removeprefix('::ffff:')}:{port}")
            connection.close()

    def _receive(self, datagrams: socket.socket) -> None:
        while True:
            datagrams.recvfrom(2048)
            self.heard.append("a datagram at port 3478")


def page() -> str:
    everywhere = targets()
    links = "".join(
        f'<p><a href="{url}">Offer {n}</a> <a href="/go?to={quote(url)}">Sale {n}</a>' for n, url in enumerate(everywhere)
    )
    loads = "".join(tag.format(url=url, led=quote(f"{url}?led")) for url in everywhere for tag in LOADS)
    script = f"""<script>
    for (const url of {json.dumps(everywhere)}) {{
      fetch(url + '?fetch', {{mode: 'no-cors'}}).catch(() => 0);
      navigator.sendBeacon(url + '?beacon', 'x');
      try {{ new WebSocket(url.replace('http', 'ws')) }} catch (e) {{}}
      try {{ new EventSource(url + '?events') }} catch (e) {{}}
      const host = url.split('/')[2].replace(/:8080$/, '');
      try {{
        const peer = new RTCPeerConnection({{iceServers: [{{urls: 'stun:' + host + ':3478'}}]}});
        peer.createDataChannel('x');
        peer.createOffer().then(offer => peer.setLocalDescription(offer)).catch(() => 0);
      }} catch (e) {{}}
    }}
    </script>"""
    return f"<h1>Welcome</h1><a href=/go?to={quote(everywhere[3])}>Best offer</a>{loads}{links}{script}"


class Shop(BaseHTTPRequestHandler):
    asked: ClassVar[set[str]] = set()

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        Shop.asked.add(url.path)
        if url.path == "/go":
            self.send_response(302)
            self.send_header("Location", parse_qs(url.query)["to"][0])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        shown = page() if url.path == "/" else "<h1>Page</h1>"
        body = f"<!doctype html><html lang=en><meta charset=utf-8><title>Shop</title>{shown}"
        if url.path == "/soon":
            body += f"<meta http-equiv=refresh content='0;url={targets()[6]}'>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    do_HEAD = do_GET

    def log_message(self, *args: Any) -> None:
        pass


def set_up() -> list[str]:
    """Bring this network up; the addresses that it could not take are returned."""
    hosts = Path(tempfile.mkdtemp()) / "hosts"
    hosts.write_text(NAMES)
    subprocess.run(["mount", "--bind", str(hosts), "/etc/hosts"], check=True)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    missing = []
    for address in INSIDE:
        if address in ("127.0.0.1", "127.8.8.8", "::1"):
            continue
        length = "128" if ":" in address else "32"
        added = subprocess.run(["ip", "address", "add", f"{address}/{length}", "dev", "lo"], capture_output=True, check=False)
        if added.returncode:
            missing.append(address)
    return missing


def prove(listeners: Listeners) -> list[str]:
    """Call at every address, as nobody may; those at which nobody could have been heard are returned."""
    deaf = []
    for address in INSIDE:
        for port in PORTS:
            try:
                socket.create_connection((address, port), 2).close()
            except OSError:
                deaf.append(f"{address}:{port}")
    called = len(INSIDE) * len(PORTS) - len(deaf)
    for _ in range(100):  # they hear in their own threads
        if len(listeners.heard) >= called:
            break
        time.sleep(0.1)
    return deaf


async def visit(url: str, folder: Path, browser: str) -> dict[str, str]:
    """Walk the shop with a journey, ask for its links, and open the links of a mail. Returns address → outcome."""
    from shopper.audit import AuditRun
    from shopper.bundle import Bundle
    from shopper.clock import RealClock
    from shopper.inbox.guard import Reader
    from shopper.journey.load import load
    from shopper.model import Link
    from shopper.testing import a_mail
    from shopper.visit.browser import Browsers
    from shopper.visit.probes import MailProber
    from shopper.world import World, gate_to

    shop = {"shop": "Besieged", "url": url, "languages": ["en"], "hosts": HOSTS}
    steps = [
        {"goto": "/"}, {"see": {"role": "heading"}}, {"explore": {"pages": 8, "within": "1m"}},
        {"goto": "/soon", "optional": True},
        {"goto": "/go?to=" + quote(targets()[3]), "optional": True},
        {"goto": "/"}, {"click": {"role": "link", "name": "Best offer"}, "optional": True},
        *({"goto": f"http://{name}.shop.test/", "optional": True} for name in ("inside", "metadata", "127.0.0.1")),
        *({"goto": "/go?to=" + quote(target), "optional": True} for target in targets()[4:16:2]),
    ]  # fmt: skip
    for name, data in {
        "shops/besieged.yaml": shop,
        "personas.yaml": {"linh": {"name": "Linh"}},
        "walk.yaml": {"journey": "Walk", "persona": "linh", "matrix": {"browser": browser}, "steps": steps},
    }.items():
        file = folder / "journeys" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(data))
    plans = load([], root=folder).plans
    outcomes: dict[str, str] = {}
    async with Browsers() as browsers:
        async with AuditRun(folder / "audit", {}, root=folder, browsers=browsers) as audit:
            await audit.open(plans)
            evidence = await audit.play(plans[0])
        outcomes |= {probe.href: probe.outcome for probe in evidence.page_links}
        outcomes |= {page.url: page.outcome for one in evidence.explorations for page in one.pages if not page.page}
        everywhere = targets()
        loads = "".join(
            f'<img src="{one}?mail"><a href="{one}?link">Look</a><style>@import "{one}";</style>' for one in everywhere
        )
        links = [*everywhere, *(f"{url}/go?to={quote(one)}" for one in everywhere)]
        async with gate_to(plans[0].shop, World(RealClock(), {}), lambda name: "") as gate:
            with Reader() as reader:
                prober = MailProber(
                    lambda plan, **options: browsers.context(plan, gate.url, **options), gate, Bundle(folder / "mails"), reader
                )
                for start in range(0, len(links), 25):
                    some = tuple(Link(text="Look", href=one) for one in links[start : start + 25])
                    mail = a_mail(html=f"<p>Hello</p>{'' if start else loads}", links=some)
                    said = await prober.probe(mail, plans[0], b"")
                    outcomes |= {probe["href"]: probe["outcome"] for probe in said["links"]}
                await prober.close()
    return outcomes


def main() -> None:
    missing = set_up()
    listeners = Listeners()
    deaf = prove(listeners)
    proven = len(listeners.heard)
    listeners.heard.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        outcomes = asyncio.run(visit(f"http://127.0.0.1:{server.server_port}", Path(folder), sys.argv[1]))
    told = {"heard": listeners.heard, "deaf": deaf, "missing": missing, "proven": proven}
    print(json.dumps({**told, "asked": sorted(Shop.asked), "outcomes": outcomes}))


if __name__ == "__main__":
    main()

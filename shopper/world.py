"""The world an audit runs in: whose clock, where names lead, which mailboxes.

Real shops live in real time and are reached by their own names. The practice shop is started here, in this process, with its
mail server and the jumping clock; or joined where `SHOPPER_PRACTICE` names the file of one that `shopper practice` serves.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from shopper.clock import Clock, JumpingClock, RealClock
from shopper.egress import EgressGate, is_private
from shopper.errors import UsageError
from shopper.model import Mailbox, Shop
from shopper.staging import StagingKey

PRACTICE = "practice"


@dataclass(frozen=True)
class World:
    """`routes`: host name → loopback address, empty for real shops; `practice`: the shop signs its own TLS certificate; `dns`:
    TXT records by name that no public DNS has, the DKIM keys of practice shops."""

    clock: Clock
    mailboxes: Mapping[str, Mailbox]
    routes: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    practice: bool = False
    dns: Mapping[str, str] = field(default_factory=dict)


def gate_to(shop: Shop, world: World, look_up: Callable[[str], str]) -> EgressGate:
    """The egress gate to this shop, to be opened with `async with`. `look_up` knows what `${secret:NAME}` stands for."""
    return EgressGate(
        (*shop.hosts, *shop.trackers),
        routes=world.routes,
        shop=shop.url,
        private=_named(shop),
        key=StagingKey.of(shop, look_up),
        clock=world.clock,
    )


def _named(shop: Shop) -> list[str]:
    """The hosts that the user wrote out and that may be in a private network: of a shop of one's own; a competitor's only
    where it is written as such an address."""
    hosts = [urlsplit(shop.url).hostname or "", *(host for host in shop.hosts if not host.startswith("*."))]
    return hosts if shop.scope == "own" else [host for host in hosts if is_private(host)]


@contextlib.asynccontextmanager
async def open_world(
    shops: Iterable[Shop], mailboxes: Mapping[str, Mailbox], defects: Collection[str] = ()
) -> AsyncIterator[World]:
    """Start what these shops need. Raises UsageError for a mixture of practice and real shops, or an unknown defect."""
    shops = tuple(shops)
    kinds = {shop.practice for shop in shops}
    if len(kinds) > 1:
        raise UsageError(
            "the practice shop and real shops cannot be visited in one run: the practice shop's clock jumps",
            remedy="Run them one after the other: shopper run --shop NAME",
        )
    if kinds != {True}:
        if defects:
            raise UsageError("--defect works at the practice shop only", remedy="Leave it out, or run the practice shop.")
        yield World(RealClock(), mailboxes)
    elif joined := os.environ.get("SHOPPER_PRACTICE"):
        yield _join(Path(joined), mailboxes)
    else:
        hosts = [urlsplit(shop.url).hostname or "" for shop in shops]
        async with practice_world(JumpingClock(), mailboxes, defects, hosts) as world:
            yield world


@contextlib.asynccontextmanager
async def practice_world(
    clock: Clock, mailboxes: Mapping[str, Mailbox], defects: Collection[str] = (), hosts: Collection[str] = ()
) -> AsyncIterator[World]:
    """The practice shops of these hosts (the first shop if none is named) with their mail server, alive until this block
    ends. Raises UsageError for a host that none of them has, or an unknown defect."""
    try:
        from shopper.practice_shop import TENANTS, PracticeShop
        from shopper.practice_shop.mailserver import NAME, MailServer
    except ModuleNotFoundError as error:
        raise UsageError(
            f"the practice shop needs the package `{error.name}`", remedy="pip install 'mystery-shopper[practice]'"
        ) from None
    if unknown := sorted(set(hosts) - set(TENANTS)):
        raise UsageError(f"there is no practice shop at {unknown[0]}", remedy=f"There is one at {', '.join(TENANTS)}.")
    async with contextlib.AsyncExitStack() as stack:
        mail = await stack.enter_async_context(MailServer(clock))
        routes: dict[str, tuple[str, int]] = {}
        for host in hosts or [next(iter(TENANTS))]:
            shop = PracticeShop(clock, smtp=mail.smtp, defects=defects, tenant=TENANTS[host])
            routes |= (await stack.enter_async_context(shop)).routes
            mail.route(TENANTS[host].apex, shop.receive)
            mail.records.add(shop.dns)
        server, port = mail.imap
        mailbox = Mailbox(
            name=PRACTICE,
            imap=f"imap://{server}:{port}",
            smtp="smtp://{}:{}".format(*mail.smtp),
            user=mail.user,
            password=mail.password,
            address="{visit}@khach.test",
            authserv_id=NAME,
        )
        yield World(clock, {**mailboxes, PRACTICE: mailbox}, routes, practice=True, dns=mail.records)


def describe(world: World) -> str:
    """What another process needs to join a practice world that runs in real time."""
    mailbox = world.mailboxes[PRACTICE].model_dump(mode="json")
    return json.dumps({"routes": dict(world.routes), "mailbox": mailbox, "dns": dict(world.dns)}, indent=1)


def _join(path: Path, mailboxes: Mapping[str, Mailbox]) -> World:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise UsageError(
            "SHOPPER_PRACTICE names no running practice shop", place=str(path), remedy="Start one: shopper practice --file FILE"
        ) from None
    routes = {name: (host, port) for name, (host, port) in said["routes"].items()}
    mailbox = Mailbox.model_validate(said["mailbox"])
    return World(RealClock(), {**mailboxes, PRACTICE: mailbox}, routes, practice=True, dns=said.get("dns", {}))

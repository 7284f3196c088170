"""One connection to a mailbox serves all visits of a process: it hears of each new mail and hands it to whom it belongs.

A thread of its own owns the connection: it idles, looks, and reconnects when it is cut off. Only mails with a watched
address are fetched, so that a mailbox full of foreign mail costs little.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import imaplib
import logging
import select
import socket
import ssl
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self, TypeVarTuple
from urllib.parse import urlsplit

from shopper.clock import Clock
from shopper.errors import ShopperError, Unreachable
from shopper.inbox.connection import LARGEST_MAIL, LOST, Connection, Head, Standing
from shopper.inbox.folders import Folder, watched
from shopper.inbox.sign_on import Tokens
from shopper.model import Mailbox
from shopper.secrets import Secrets

Ts = TypeVarTuple("Ts")
_log = logging.getLogger(__name__)

Cursor = Mapping[str, Sequence[int]]
"""Where a mailbox stood: folder → (UIDVALIDITY, UID of the next mail). Goes through JSON unharmed."""

AT_ONCE = 200  # mails whose heads are asked for in one command
FAR = 500  # new mails from which on the server searches for ours, instead of telling us all of their heads
TRIES, BLIND_AFTER = 3, 15.0  # a sweep gives up after so many failed connections, or seconds
LOOKS = 3  # at a mail that the server has, but does not hand out; then the others get their turn
PAUSES = (0.1, 0.4, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)  # seconds between attempts to reconnect


@dataclass(frozen=True)
class Arrival:
    """A mail that came to a watched address. `arrived` is the server's INTERNALDATE (whole seconds), `noticed` our clock.

    `size` is the server's, in bytes. Of a mail larger than 25 MB, `raw` holds only the headers, and `problem` says so.
    `junk`: the server put it into the folder for unwanted mail.
    """

    uid: int
    uidvalidity: int
    folder: str
    arrived: datetime
    noticed: datetime
    raw: bytes
    size: int
    problem: str = ""
    junk: bool = False


@dataclass(frozen=True)
class Probe:
    """What a probe mail showed: the server's clock minus ours (± `error`), and that the mailbox is alive."""

    skew: timedelta
    error: timedelta
    alive: bool
    at: datetime
    problem: str = ""


@dataclass(eq=False)
class _Watch:
    """One address: who gets its mails, and from which UID on in each folder."""

    address: str
    deliver: Callable[[Arrival], None]
    next: dict[str, tuple[int, int]]
    copies: dict[tuple[str, bytes], Counter[tuple[str, int]]] = field(default_factory=dict)

    def is_news(self, head: Head, raw: bytes, folder: str, uidvalidity: int) -> bool:
        """False for a mail that is known: another folder's copy, one that its server numbered anew or filed twice.

        The same Message-ID with the same body is one mail, whatever a mailbox makes of it; a shop that sends everything twice
        gives each its own. At Gmail its own number tells. Mails without any are told apart by where they lie.
        """
        body = hashlib.sha256(raw.partition(b"\r\n\r\n")[2]).digest()
        id = head.message_id if head.gmail_id is None else str(head.gmail_id)
        seen = self.copies.setdefault((id, body if head.gmail_id is None else b""), Counter())
        before = max(seen.values(), default=0)
        seen[folder, uidvalidity] += 1
        return not before if id else seen[folder, uidvalidity] > before


@dataclass(eq=False)
class _Request:
    """Something the loop wants from the thread; answered with `otherwise()` when the mailbox cannot be asked."""

    work: Callable[[Connection], Any]
    otherwise: Callable[[], Any]
    answer: asyncio.Future[Any]
    asked: float = field(default_factory=time.monotonic)
    failures: int = 0


class Harvester:
    """The mailbox's only connection. Use as an async context manager; entering raises `Unreachable`.

    `poll`: seconds (real ones) after which the mailbox is asked even if it announced nothing: some servers' IDLE goes dead.
    All methods belong to the event loop in which it was entered.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        clock: Clock,
        *,
        poll: float = 30.0,
        secrets: Secrets | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.mailbox = mailbox
        self.last_seen: datetime | None = None
        self._clock, self._poll, self._secrets, self._tls = clock, poll, secrets or Secrets(), tls
        self._watches: dict[str, tuple[_Watch, ...]] = {}  # replaced, never changed: the thread reads it
        self._folders: tuple[Folder, ...] = ()
        self._tokens: Tokens | None = None
        self._position: dict[str, tuple[int, int]] = {}
        self._requests: deque[_Request] = deque()
        self._connection: Connection | None = None
        self._withheld = Counter[tuple[str, int, int]]()  # (folder, UIDVALIDITY, UID) → looks in vain
        self._closing = self._ready = False

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._opened: asyncio.Future[None] = self._loop.create_future()
        self._ended: asyncio.Future[None] = self._loop.create_future()
        self._hear, self._wake = socket.socketpair()
        self._hear.setblocking(False)
        self._wake.setblocking(False)
        threading.Thread(target=self._run, name=f"mailbox {self.mailbox.name}", daemon=True).start()
        try:
            await self._opened
        except BaseException:
            await self._stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stop()

    async def _stop(self) -> None:
        self._closing = True
        self._interrupt()
        for patience in (1.0, 2.0):
            ended, _ = await asyncio.wait([self._ended], timeout=patience)
            if ended:
                self._hear.close()
                self._wake.close()
                return
            if connection := self._connection:
                connection.cut()

    # --- what the loop asks for ---------------------------------------------------------------------------------

    def cursor(self) -> dict[str, tuple[int, int]]:
        """Where the mailbox stood when it last answered: the `since` of a watch that begins now and may be resumed."""
        return dict(self._position)

    def watch(self, address: str, deliver: Callable[[Arrival], None], since: Cursor | None = None) -> None:
        """Call `deliver` in the event loop for each mail to `address` from now on, or since the cursor. Of a folder that the
        cursor does not know, or that is made later, all mails are new."""
        start = {folder: (int(where[0]), int(where[1])) for folder, where in (since or {}).items()}
        watch = _Watch(address.lower(), deliver, start or dict(self._position))
        self._watches = {**self._watches, watch.address: (*self._watches.get(watch.address, ()), watch)}
        self._interrupt()

    def unwatch(self, address: str) -> None:
        """From now on nothing is delivered for `address`."""
        self._watches = {known: watches for known, watches in self._watches.items() if known != address.lower()}

    async def sweep(self) -> datetime | None:
        """Look now. Everything that had arrived by the time that it returns has been delivered when it returns.

        None: the mailbox could not be asked, although reconnecting was tried; nobody knows what is in it.
        """
        answer: datetime | None = await self._ask(lambda _: self.last_seen, lambda: None)
        return answer

    async def probe(self) -> Probe:
        """Find out the server's clock against ours and whether the mailbox is alive, by a mail that is deleted at once."""
        with self._clock.working():
            answer: Probe = await self._ask(self._probe, self._no_probe)
        return answer

    async def _ask(self, work: Callable[[Connection], Any], otherwise: Callable[[], Any]) -> Any:
        if self._ended.done():
            return otherwise()
        request = _Request(work, otherwise, self._loop.create_future())
        self._requests.append(request)
        self._interrupt()
        return await request.answer

    def _interrupt(self) -> None:
        with contextlib.suppress(OSError):  # full: it will wake anyway; closed: it has ended
            self._wake.send(b"!")

    # --- the thread -----------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._serve()
        finally:
            self._tell(self._end)

    def _end(self) -> None:
        self._refuse(Unreachable("the connection ended before it was open", place=self._place))
        for request in self._requests:
            _settle(request.answer, request.otherwise())
        _settle(self._ended, None)

    def _serve(self) -> None:
        failures = 0
        while not self._closing:
            started = time.monotonic()
            try:
                self._converse()
            except Exception as error:  # whatever a server says: the thread must live, or every wait is in vain
                if not isinstance(error, (ShopperError, *LOST)):
                    _log.warning("%s: its answer is incomplete (%r); connecting anew", self._place, error)
                if not self._ready:
                    return self._tell(self._refuse, error)
            failures = 1 if time.monotonic() - started > PAUSES[-1] else failures + 1
            self._pause(failures)

    def _converse(self) -> None:
        self._tokens = self._tokens or Tokens.of(self.mailbox, self._secrets, self._tls)
        connection = self._connection = Connection(self.mailbox, self._secrets, self._tls, self._tokens)
        try:
            self._folders = watched(self.mailbox, connection.folders(), gmail=connection.is_gmail)
            self._attend(connection)
        finally:
            self._connection = None
            (connection.close if self._closing else connection.abort)()

    def _refuse(self, error: Exception) -> None:
        """Entering failed: for want of a connection, or because a folder cannot be opened."""
        if isinstance(error, LOST):
            error = Unreachable(str(error), place=self._place, remedy="Check the mailbox's `folders`.")
        elif not isinstance(error, ShopperError):
            remedy = "Is this an IMAP server? Try again; if it stays so, use a mailbox elsewhere."
            error = Unreachable(f"the server's answer is incomplete: {error!r}", place=self._place, remedy=remedy)
        if not self._opened.done():
            self._opened.set_exception(error)

    @property
    def _place(self) -> str:
        return f"mailbox {self.mailbox.name} ({urlsplit(self.mailbox.imap).netloc})"

    def _attend(self, connection: Connection) -> None:
        """Look, answer, wait, for as long as the connection lasts."""
        while not self._closing:
            self._drain()
            waiting = list(self._requests)
            self._look(connection)
            self._ready = True
            self._tell(_settle, self._opened, None)
            for request in waiting:
                self._reply(request, request.work(connection))
            if not connection.is_stale:
                connection.wait(self._poll, self._hear)

    def _pause(self, failures: int) -> None:
        """Wait before reconnecting: shortly while somebody asks, until they must be told that we are blind."""
        self._drain()  # first: whoever asks from here on ends the pause
        asked = list(self._requests)
        for request in asked:
            request.failures += 1
            if request.failures >= TRIES or time.monotonic() - request.asked > BLIND_AFTER:
                self._reply(request, request.otherwise())
        patient = min((request.failures for request in asked if request.failures < TRIES), default=failures)
        if not self._closing:
            select.select([self._hear], [], [], PAUSES[min(patient, len(PAUSES)) - 1])

    def _drain(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._hear.recv(4096):
                pass

    def _look(self, connection: Connection) -> None:
        """Deliver what is new in every folder. The first folder comes last: it stays selected, to idle in."""
        now = self._clock.now()
        if not self.mailbox.folders and not any(folder.use == "junk" for folder in self._folders):  # servers make it late
            self._folders = watched(self.mailbox, connection.folders(), gmail=connection.is_gmail)
        for folder in reversed(self._folders[1:]):
            self._glance_at(connection, folder)
        self._look_into(connection, self._folders[0])
        self.last_seen = now

    def _glance_at(self, connection: Connection, folder: Folder) -> None:
        """Look into a folder that is not idled in, if something is new there."""
        standing = connection.standing(folder.name)
        if self._start(folder.name, standing, self._all_watches()) < standing.uidnext:
            self._look_into(connection, folder)

    def _all_watches(self) -> list[_Watch]:
        return [watch for several in self._watches.values() for watch in several]

    def _start(self, folder: str, standing: Standing, watches: Sequence[_Watch]) -> int:
        """The UID from which on mails are new to somebody."""
        known, position = self._position.get(folder, (0, 0))
        if known != standing.uidvalidity:
            self._position[folder] = (standing.uidvalidity, standing.uidnext)
            position = standing.uidnext
        for watch in watches:
            validity, _ = watch.next.setdefault(folder, (standing.uidvalidity, 1))
            if validity != standing.uidvalidity:  # the server numbered everything anew: read all, `is_news` tells
                watch.next[folder] = (standing.uidvalidity, 1)
        return min([position, *(watch.next[folder][1] for watch in watches)])

    def _look_into(self, connection: Connection, folder: Folder) -> None:
        watches = self._all_watches()  # before searching: later ones look again
        standing = connection.look_into(folder.name)
        start = self._start(folder.name, standing, watches)
        is_far = standing.uidnext - start > FAR
        new = [] if is_far else connection.newer(start)
        ours = new if watches else []
        if watches and (is_far or len(new) > FAR):
            ours = connection.addressed(start, {watch.address for watch in watches})
        noticed = self._clock.now()
        for begin in range(0, len(ours), AT_ONCE):
            some = ours[begin : begin + AT_ONCE]
            heads = {head.uid: head for head in connection.heads(some)}
            for uid in some:  # in their order: whoever has got a later one is not given an earlier one any more
                head = heads.get(uid)
                if not head or not self._hand_out(connection, folder, standing.uidvalidity, head, noticed):
                    self._insist(connection, folder.name, standing.uidvalidity, uid)
        # Whatever comes from now on has a UID that is at least UIDNEXT (RFC 3501, 2.3.1.1).
        after = max([self._position[folder.name][1], standing.uidnext, *(uid + 1 for uid in (*new[-1:], *ours[-1:]))])
        self._position[folder.name] = (standing.uidvalidity, after)
        for watch in watches:
            watch.next[folder.name] = self._position[folder.name]

    def _insist(self, connection: Connection, folder: str, uidvalidity: int, uid: int) -> None:
        """A mail could not be fetched. One that was deleted meanwhile is none; else this look has failed, but not for ever."""
        if uid not in connection.existing([uid]):
            return
        self._withheld[folder, uidvalidity, uid] += 1
        if self._withheld[folder, uidvalidity, uid] < LOOKS:
            raise imaplib.IMAP4.abort(f"the server does not hand out mail {uid} of {folder}")
        _log.warning("%s: mail %s of %s could not be fetched, and is passed over", self._place, uid, folder)

    def _hand_out(self, connection: Connection, within: Folder, uidvalidity: int, head: Head, noticed: datetime) -> bool:
        """Give a mail to all whom it is for; False if the server does not hand it out."""
        folder = within.name
        takers = [
            watch
            for address in head.recipients
            for watch in self._watches.get(address, ())
            if (watch.next.get(folder) or (uidvalidity, head.uid + 1)) <= (uidvalidity, head.uid)
        ]
        if not takers:
            return True
        if not (raw := connection.raw(head)):
            return False
        problem = "" if head.size <= LARGEST_MAIL else f"The mail is {head.size / 2**20:.0f} MB; only its headers were fetched."
        junk = within.use == "junk"
        arrival = Arrival(head.uid, uidvalidity, folder, head.arrived, noticed, raw, head.size, problem, junk)
        for watch in takers:
            watch.next[folder] = (uidvalidity, head.uid + 1)
            if watch.is_news(head, raw, folder, uidvalidity):
                self._tell(self._deliver, watch, arrival)
        return True

    def _deliver(self, watch: _Watch, arrival: Arrival) -> None:
        if watch in self._watches.get(watch.address, ()):
            watch.deliver(arrival)

    def _probe(self, connection: Connection) -> Probe:
        try:
            stamp = connection.stamp(self._folders[0].name, self._clock.now)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:  # the server answers, but takes no mail from us
            return self._no_probe(f"The mailbox refused the probe mail: {error}")
        # INTERNALDATE is cut to whole seconds, and fell somewhere between the two looks at our clock
        server = stamp.server + timedelta(seconds=0.5)
        took = stamp.after - stamp.before
        return Probe(server - (stamp.before + took / 2), (timedelta(seconds=1) + took) / 2, True, stamp.after)

    def _no_probe(self, problem: str = "The mailbox could not be asked.") -> Probe:
        return Probe(timedelta(), timedelta(), False, self._clock.now(), problem)

    def _reply(self, request: _Request, value: Any) -> None:
        self._requests.remove(request)
        self._tell(_settle, request.answer, value)

    def _tell(self, function: Callable[[*Ts], None], *args: *Ts) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens any more
            self._loop.call_soon_threadsafe(function, *args)


def _settle(future: asyncio.Future[Any], value: Any) -> None:
    if not future.done():
        future.set_result(value)

"""Set a mailbox up, step by step: described, opened, understood, and proven by a real mail to a visit's address.

Each thing that was looked at is a `Row` with a remedy that a person can follow. What cannot be looked at because something
before it failed is not guessed.
"""

from __future__ import annotations

import asyncio
import contextlib
import email
import re
import secrets as randomness
import socket
import ssl
import uuid
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import urlsplit

from shopper.clock import RealClock
from shopper.doctor import Row, failed_row
from shopper.errors import JourneyError, ShopperError, StepFailed, Unreachable, UsageError
from shopper.inbox.connection import CONNECT_WITHIN, LOST, Connection
from shopper.inbox.folders import Folder, absent, watched
from shopper.inbox.harvest import Arrival, Harvester, Probe
from shopper.inbox.sending import Outbox
from shopper.journey.files import home_of
from shopper.journey.mistakes import Mistakes, closest, did_you_mean
from shopper.journey.profiles import read_mailboxes
from shopper.journey.source import read
from shopper.journey.values import format_duration
from shopper.model import Mailbox
from shopper.secrets import Secrets

Tell = Callable[[str], None]
SENT, WRITTEN = timedelta(seconds=60), timedelta(minutes=5)
"""How long a mail may take that was sent here, and one that a person is asked to write."""

_TELL_EVERY = 5.0  # seconds
_GRACE = 2.0  # seconds within which the same mail may show in another folder as well
_SKEW_THAT_MATTERS = 5.0  # seconds by which two clocks may differ
_REFERENCE = re.compile(r"\$\{\s*secret:\s*([^}\s]+)\s*\}")
_TRACES = ("Delivered-To", "X-Original-To", "X-Delivered-To", "Envelope-To", "To")
_EXTENSIONS = {
    "IDLE": "mails are noticed at once",
    "UIDPLUS": "probe mails are deleted for good",
    "MOVE": "",
}


@dataclass(frozen=True)
class Asked:
    """What a person says of a mailbox that is not described yet. `server` is a host name; `catch_all` the domain whose every
    address reaches the mailbox, if there is one."""

    server: str
    user: str
    catch_all: str = ""


def describe(name: str, asked: Asked) -> str:
    """The lines for journeys/mailboxes.yaml. The password is a reference: it is never asked for, and never written."""
    local, _, domain = asked.user.rpartition("@")
    plus = f"{local or asked.user}+{{visit}}@{domain if local else asked.server.partition('.')[2]}"
    address = f"{{visit}}@{asked.catch_all}" if asked.catch_all else plus
    smtp = re.sub(r"^imap", "smtp", asked.server)
    return (
        f"{name}:\n"
        f"  imap: imaps://{asked.server}\n"
        f"  smtp: smtps://{smtp}                # only where journeys write mails, and to prove the address\n"
        f"  user: {asked.user}\n"
        f"  password: ${{secret:{secret_name(name)}}}\n"
        f'  address: "{address}"\n'
    )


def secret_name(mailbox: str) -> str:
    """The name under which a mailbox's password is looked up, if its file does not say otherwise."""
    return f"{re.sub(r'[^A-Z0-9]+', '_', mailbox.upper()).strip('_')}_MAILBOX"


def described(root: Path) -> dict[str, Mailbox]:
    """The mailboxes of a project. Raises MistakesFound for mistakes in their file."""
    home, mistakes = home_of(root), Mistakes()
    path = next((path for ending in ("yaml", "yml") if (path := home / f"mailboxes.{ending}").is_file()), None)
    source = read(f"{home.name}/{path.name}", path.read_bytes(), mistakes) if path else None
    boxes = read_mailboxes(source, mistakes) if source and isinstance(source.data, dict) else {}
    mistakes.raise_if_any()
    return {name: box for name, box in boxes.items() if box}


@dataclass
class Walk:
    """The way through a mailbox's set-up. `wait`: how long for the mail that proves the address (60 s if it can be sent from
    here, else 5 min); `tell` hears what is being waited for."""

    name: str
    root: Path
    wait: timedelta | None = None
    tell: Tell = lambda words: None
    tls: ssl.SSLContext | None = None
    secrets: Secrets = field(init=False)

    def __post_init__(self) -> None:
        self.secrets = Secrets(self.root)

    async def rows(self) -> AsyncIterator[Row]:
        """What was found, in the order in which it was looked at. Ends with the first thing that all others need."""
        try:
            mailbox = self._described()
            if mailbox.practice:
                yield Row(what="Mailbox", ok=True, says="the practice shop's own: it is started together with the shop")
                return
            yield Row(what="Described", ok=True, says=f"{mailbox.user} at {mailbox.imap}, visits get {mailbox.address}")
            yield self._secret(mailbox)
            mailbox = self.secrets.fill(mailbox)
            yield await self._server("IMAP server", mailbox.imap, {"imap": 143, "imaps": 993})
            connection = await asyncio.to_thread(self._log_in, mailbox)
        except JourneyError:  # mistakes in the file, shown as they are everywhere
            raise
        except ShopperError as error:
            yield failed_row(_step_of(error), error)
            return
        try:
            yield Row(what="Login", ok=True, says=f"{mailbox.user} is let in{_encryption(mailbox.imap)}")
            folders = await asyncio.to_thread(connection.folders)
            row, there = _folders(mailbox, folders, connection.is_gmail)
            yield row
            junk = [folder.name for folder in folders if folder.use == "junk" and folder.name not in there]
            if junk:
                yield _junk(mailbox, junk[0], folders)
            yield _abilities(connection)
            looked_into = mailbox.model_copy(update={"folders": (*there, *junk)})
            if there:
                async for row in self._proven(mailbox, looked_into, connection):
                    yield row
        except LOST as error:
            yield _row("Connection", f"the server broke off: {error or type(error).__name__}", "Try again.", 4)
        finally:
            await asyncio.to_thread(connection.close)

    # --- before the mailbox is open ---

    def _described(self) -> Mailbox:
        known = described(self.root)
        if self.name in known:
            return known[self.name]
        example = describe(self.name, Asked("imap.example.com", "mystery@example.com"))
        hint = did_you_mean(self.name, known).capitalize()
        raise UsageError(
            f"`{self.name}` is not described in journeys/mailboxes.yaml",
            remedy=hint or "Write there, with your own server and user:\n\n" + example,
        )

    def _secret(self, mailbox: Mailbox) -> Row:
        """Raises UsageError if one is missing, or kept by git."""
        tokens = f"{mailbox.oauth.client_secret} {mailbox.oauth.refresh_token}" if mailbox.oauth else ""
        names = _REFERENCE.findall(f"{mailbox.user} {mailbox.password} {tokens}")
        for name in names:
            self.secrets.get(name, f"mailbox `{mailbox.name}`")
        found = ", ".join(f"`{name}` in {self.secrets.where(name)}" for name in names)
        return Row(what="Secret", ok=True, says=f"found {found}" if found else "none is needed")

    @staticmethod
    async def _server(what: str, url: str, ports: dict[str, int]) -> Row:
        """Raises Unreachable if its name is not known, or its port does not answer."""
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or ports[parts.scheme]
        place = f"{host}:{port}"
        try:
            async with asyncio.timeout(CONNECT_WITHIN):
                _, writer = await asyncio.open_connection(host, port)
        except socket.gaierror:
            raise Unreachable(
                "the name of the server is not known", place=place, remedy=f"Check the host in `{url}`."
            ) from None
        except ConnectionRefusedError:
            remedy = f"Nothing listens on port {port}: is it the right one ({_usual(ports)}), and does the server run?"
            raise Unreachable("the connection was refused", place=place, remedy=remedy) from None
        except TimeoutError:
            remedy = f"A firewall may swallow it: let this machine reach port {port}."
            raise Unreachable(f"no answer within {CONNECT_WITHIN:.0f} s", place=place, remedy=remedy) from None
        except OSError as error:
            remedy = "Check host, port and this machine's network."
            raise Unreachable(f"it cannot be reached: {error.strerror or error}", place=place, remedy=remedy) from None
        writer.close()
        return Row(what=what, ok=True, says=f"{place} answers")

    def _log_in(self, mailbox: Mailbox) -> Connection:
        return Connection(mailbox, self.secrets, self.tls)

    # --- the address ---

    async def _proven(self, mailbox: Mailbox, looked_into: Mailbox, connection: Connection) -> AsyncIterator[Row]:
        """The clock, the way out, and a mail to a fresh visit's address."""
        visit = "".join(randomness.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(8))
        address = mailbox.address.replace("{visit}", visit)
        try:
            async with Harvester(looked_into, RealClock(), poll=_TELL_EVERY, secrets=self.secrets, tls=self.tls) as harvester:
                yield _clock(await harvester.probe())
                arrivals: asyncio.Queue[Arrival] = asyncio.Queue()
                harvester.watch(address, arrivals.put_nowait)
                if bounces := "@" in mailbox.user and mailbox.user.lower() != address:
                    harvester.watch(mailbox.user, arrivals.put_nowait)
                sent, id = datetime.now(UTC), ""
                if mailbox.smtp:
                    try:
                        yield await self._server("SMTP server", mailbox.smtp, {"smtp": 587, "smtps": 465})
                        sender = mailbox.user if bounces else address
                        id = await asyncio.to_thread(self._send, mailbox, sender, address)
                        yield Row(what="Writing", ok=True, says=f"the server took a mail to {address}")
                    except (ShopperError, StepFailed) as error:
                        yield failed_row("Writing", error)
                wait = self.wait or (SENT if id else WRITTEN)
                if not id:
                    self.tell(f"Please write a mail to {address} from anywhere; it is waited for until {_until(wait)}.")
                got = await self._await(arrivals, address, id, wait)
                async for row in self._judge(mailbox, address, id, sent, wait, got, connection):
                    yield row
        except ShopperError as error:
            yield failed_row("Address", error)

    def _send(self, mailbox: Mailbox, sender: str, address: str) -> str:
        """Write to the visit's address; returns the mail's Message-ID, without angle brackets."""
        letter = EmailMessage(policy=SMTP)
        id = f"{uuid.uuid4()}@{address.rpartition('@')[2]}"
        letter["From"], letter["To"], letter["Message-ID"] = sender, address, f"<{id}>"
        letter["Date"] = datetime.now(UTC)
        letter["Subject"] = "Mystery Shopper tries this mailbox's addresses"
        letter.set_content("This mail proves that a visit's own address reaches the mailbox. It is deleted at once.\n")
        Outbox(mailbox, self.tls, self.secrets).send(letter.as_bytes(), sender=sender, recipient=address)
        return id

    async def _await(self, arrivals: asyncio.Queue[Arrival], address: str, id: str, wait: timedelta) -> list[Arrival]:
        """The mail, and copies of it that show at once in other folders; or a bounce; or nothing in time."""
        loop = asyncio.get_running_loop()
        until, began, got = loop.time() + wait.total_seconds(), loop.time(), list[Arrival]()
        while (left := until - loop.time()) > 0:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(left, _TELL_EVERY)):
                    arrival = await arrivals.get()
                if _is_ours(arrival, address, id) or _is_bounce(arrival, address):
                    got.append(arrival)
                    until = min(until, loop.time() + _GRACE)
                continue
            if not got:
                self.tell(f"Waiting for the mail to {address} … {loop.time() - began:.0f} s")
        return got

    async def _judge(
        self,
        mailbox: Mailbox,
        address: str,
        id: str,
        sent: datetime,
        wait: timedelta,
        got: list[Arrival],
        connection: Connection,
    ) -> AsyncIterator[Row]:
        mine = [arrival for arrival in got if _is_ours(arrival, address, id)]
        if mine:
            yield _came(mine[0], address, sent, known=bool(id))
            yield _survived(mine[0].raw, address)
            if row := _authserv(mailbox, mine[0].raw):
                yield row
        elif got:
            yield _row("Address", f"the mail to {address} came back: {_bounce_words(got[0].raw)}", _OTHER_ADDRESS, 4)
        else:
            waited = format_duration(wait)
            remedy = (
                _OTHER_ADDRESS if id else f"Was it written? Wait longer: --wait {format_duration(2 * wait)}. {_OTHER_ADDRESS}"
            )
            yield _row("Address", f"no mail to {address} came within {waited}", remedy, 4)
        if got:
            await asyncio.to_thread(_delete, connection, [(arrival.folder, arrival.uid) for arrival in got])
            yield Row(what="Tidied up", ok=True, says="the mails of this trial were deleted")


_OTHER_ADDRESS = (
    "If the server knows no plus-addresses, switch them on there (a recipient delimiter), or use a catch-all domain: "
    'address: "{visit}@mystery.example.com". Look into the folders for unwanted mail, too.'
)


def _step_of(error: ShopperError) -> str:
    """Which step an error belongs to that ended the walk."""
    words = error.problem
    if isinstance(error, Unreachable):
        return "Login" if "login" in words else "Encryption" if "TLS" in words or "encryption" in words else "IMAP server"
    return "Secret" if "secret" in words else "Described"


def _row(what: str, says: str, remedy: str, exit_code: int) -> Row:
    return Row(what=what, ok=False, says=says, remedy=remedy, exit_code=exit_code)


def _usual(ports: dict[str, int]) -> str:
    return ", ".join(f"{scheme}:// {port}" for scheme, port in ports.items())


def _until(wait: timedelta) -> str:
    return f"{datetime.now().astimezone() + wait:%H:%M:%S}"


def _encryption(url: str) -> str:
    return ", encrypted, by a certificate that is trusted" if urlsplit(url).scheme == "imaps" else ""


def _folders(mailbox: Mailbox, folders: Sequence[Folder], gmail: bool) -> tuple[Row, list[str]]:
    """Whether the folders exist that are to be looked into, and those that do."""
    names = [folder.name for folder in folders]
    missing = absent(mailbox, folders)
    named = mailbox.model_copy(update={"folders": tuple(name for name in mailbox.folders if name not in missing)})
    there = [folder.name for folder in watched(named, folders, gmail=gmail)]
    if not missing:
        return Row(what="Folders", ok=True, says=f"{', '.join(there)} (of {', '.join(names)})"), there
    hint = did_you_mean(missing[0], names)
    remedy = f"Correct `folders:`{f': {hint}' if hint else ''}. There are: {', '.join(names)}."
    return _row("Folders", f"there is no folder {', '.join(f'`{name}`' for name in missing)}", remedy, 2), there


def _junk(mailbox: Mailbox, name: str, folders: Sequence[Folder]) -> Row:
    """That unwanted mail is not watched, with folders to write that are all there: a misspelt one is mended or left out."""
    missing, names = absent(mailbox, folders), [folder.name for folder in folders]
    meant = (closest(folder, names) if folder in missing else folder for folder in mailbox.folders)
    wanted = ", ".join(dict.fromkeys(folder for folder in (*meant, name) if folder))
    return Row(
        what="Unwanted mail",
        ok=True,
        says=f"the server sorts it into `{name}`, which is not watched: a mail there would count as missing",
        remedy=f"Write in journeys/mailboxes.yaml: folders: [{wanted}]",
    )


def _abilities(connection: Connection) -> Row:
    can = {word: why for word, why in _EXTENSIONS.items() if connection.can(word)}
    said = ", ".join(f"{word}{f' ({why})' if why else ''}" for word, why in can.items()) or "none of those that help"
    without = "" if "IDLE" in can else "; without IDLE new mails are asked for every 30 s"
    return Row(what="Abilities", ok=True, says=said + without)


def _clock(probe: Probe) -> Row:
    if not probe.alive:
        problem = probe.problem or "a probe mail did not appear"
        return _row("Clock", problem, "May the user write into the first of `folders`? Times of mails cannot be proven so.", 4)
    skew, around = probe.skew.total_seconds(), probe.error.total_seconds()
    far = abs(skew) - around > _SKEW_THAT_MATTERS
    remedy = "It is taken into account; better set this machine's clock by NTP." if far else ""
    return Row(what="Clock", ok=True, says=f"the server's is {skew:+.1f} s off ours (± {around:.1f} s)", remedy=remedy)


def _came(arrival: Arrival, address: str, sent: datetime, *, known: bool) -> Row:
    took = f" after {max(0.0, (arrival.noticed - sent).total_seconds()):.1f} s" if known else ""
    return Row(what="Address", ok=True, says=f"the mail to {address} came{took}, into {arrival.folder}")


def _survived(raw: bytes, address: str) -> Row:
    """Where the visit's address still stands: by it a mail is told apart from those of other visits."""
    if not (kept := _traces(raw, address)):
        return _row("Told apart", f"the mail came, but nothing in it says that it was written to {address}", _OTHER_ADDRESS, 4)
    hidden = "" if set(kept) - {"To"} else "; a mail that goes to it as a blind copy could not be told apart"
    return Row(what="Told apart", ok=True, says=f"the address stands in {', '.join(kept)}{hidden}")


def _authserv(mailbox: Mailbox, raw: bytes) -> Row | None:
    """By which name the server signs what it found out about a sender (RFC 8601, 2.5); only the topmost field is its own."""
    said = email.message_from_bytes(raw).get("Authentication-Results")
    name = re.match(r"\s*([\w.-]+)", str(said)) if said else None
    if not name:
        says = f"`{mailbox.authserv_id}`, the name in `authserv_id`, says nothing of this mail's sender"
        return Row(what="Senders", ok=True, says=says, remedy=_FORGED) if mailbox.authserv_id else None
    if mailbox.authserv_id == name[1]:
        return Row(what="Senders", ok=True, says=f"checked by {name[1]}, as `authserv_id` says")
    now = f"instead of `{mailbox.authserv_id}`" if mailbox.authserv_id else "so that its word on senders is trusted"
    remedy = f"Write in journeys/mailboxes.yaml: authserv_id: {name[1]} ({now})."
    return Row(what="Senders", ok=not mailbox.authserv_id, says=f"checked by {name[1]}", remedy=remedy, exit_code=2)


_FORGED = (
    "A mail that was sent through that server itself may come so. If mails of others come so too, remove `authserv_id` from\n"
    "journeys/mailboxes.yaml: it would be believed wherever a forger writes it."
)


def _is_ours(arrival: Arrival, address: str, id: str) -> bool:
    said = str(email.message_from_bytes(arrival.raw).get("Message-ID", ""))
    return bool(_traces(arrival.raw, address)) or bool(id and said.strip().strip("<>") == id)


def _traces(raw: bytes, address: str) -> list[str]:
    """The headers of a mail in which an address stands."""
    headers = email.message_from_bytes(raw)
    return [name for name in _TRACES if any(address.lower() in str(value).lower() for value in headers.get_all(name, []))]


def _is_bounce(arrival: Arrival, address: str) -> bool:
    """Whether it is a delivery report (RFC 3464) about this address."""
    is_report = email.message_from_bytes(arrival.raw).get_content_type() == "multipart/report"
    return is_report and address.encode() in arrival.raw


def _bounce_words(raw: bytes) -> str:
    said = re.search(rb"^Diagnostic-Code:\s*(.+(?:\r?\n[ \t].+)*)", raw, re.MULTILINE | re.IGNORECASE)
    return " ".join(said[1].decode("utf-8", "replace").split())[:300] if said else "undeliverable"


def _delete(connection: Connection, mails: Collection[tuple[str, int]]) -> None:
    for folder in dict.fromkeys(folder for folder, _ in mails):
        connection.delete(folder, [uid for where, uid in mails if where == folder])

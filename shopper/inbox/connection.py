"""One IMAP connection: opened with sentences for whatever may go wrong, and read so that nothing is marked or lost.

Everything here blocks and belongs to one thread (RFC 3501, IDLE: RFC 2177, UIDPLUS: RFC 4315).
"""

from __future__ import annotations

import contextlib
import imaplib
import ipaddress
import re
import select
import socket
import ssl
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

from imapclient import DELETED, SEEN, IMAPClient, SocketTimeout
from imapclient.exceptions import LoginError

from shopper.errors import Unreachable
from shopper.inbox.folders import Folder
from shopper.inbox.sign_on import Tokens, Xoauth2
from shopper.model import Mailbox
from shopper.secrets import Secrets

LOST = (OSError, imaplib.IMAP4.error, EOFError, ValueError)
"""What a broken connection, or a server that no longer makes sense, looks like from here."""

LARGEST_MAIL = 25 * 1024 * 1024
LARGEST_HEADER = 64 * 1024
CONNECT_WITHIN, ANSWER_WITHIN = 10.0, 20.0  # seconds
SEARCHED_WITHIN = 180.0  # seconds in which a server reads through a large mailbox
IDLE_AT_MOST = 9 * 60.0  # servers may hang up on a client that idles for half an hour, routers sooner

_RECIPIENT_FIELDS = ("Delivered-To", "X-Original-To", "X-Delivered-To", "Envelope-To", "To", "Cc")
_HEAD = f"BODY.PEEK[HEADER.FIELDS ({' '.join(_RECIPIENT_FIELDS)} Message-ID)]<0.16384>".upper()
_SEPARATORS = re.compile(r"[\s<>,;:\"()\[\]]+")
_GMAIL = "X-GM-EXT-1"
_ASKED_AT_ONCE = 20  # addresses in one SEARCH: command lines may be limited to some kilobytes


@dataclass(frozen=True)
class Standing:
    """Where a folder stands: the next mail gets `uidnext`; UIDs of another `uidvalidity` mean nothing."""

    uidvalidity: int
    uidnext: int


@dataclass(frozen=True)
class Head:
    """What is asked of every new mail before deciding whether it is ours. `size` in bytes, `recipients` in lower case.

    `gmail_id`: Gmail's own number of the mail (X-GM-MSGID), the same in all of its folders; None on other servers.
    """

    uid: int
    arrived: datetime
    size: int
    recipients: frozenset[str]
    message_id: str
    gmail_id: int | None = None


@dataclass(frozen=True)
class Stamp:
    """The server's time for a mail appended between `before` and `after` (monotonic order, the caller's clock)."""

    server: datetime
    before: datetime
    after: datetime


def is_loopback(host: str) -> bool:
    """Whether a host is this very machine: nothing that is said to it can be overheard."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


@contextlib.contextmanager
def _explained(place: str, user: str, secrets: Secrets, *, tokens: bool) -> Iterator[None]:
    """Turn whatever goes wrong while connecting into a sentence with a remedy, and never with the password."""
    try:
        yield
    except Unreachable:
        raise
    except LoginError as error:
        words = secrets.redact(str(error).removeprefix("b'").removesuffix("'"))
        problem = f"the server refused the login of {user}: {words}"
        raise Unreachable(problem, place=place, remedy=why_refused(words, tokens=tokens)) from None
    except ssl.SSLCertVerificationError as error:
        problem = f"the server's TLS certificate is not to be trusted: {error.verify_message}"
        raise Unreachable(problem, place=place, remedy="Use the name that the certificate was made for, or renew it.") from None
    except ssl.SSLError as error:
        problem = f"TLS could not be agreed on: {error.reason or error}"
        raise Unreachable(problem, place=place, remedy="imaps:// is TLS from the start (port 993), imap:// STARTTLS.") from None
    except TimeoutError:
        problem = f"no answer within {CONNECT_WITHIN:.0f} s"
        raise Unreachable(problem, place=place, remedy="Check host, port and firewall.") from None
    except ConnectionRefusedError:
        raise Unreachable(
            "the connection was refused", place=place, remedy="Check the port, and that the server runs."
        ) from None
    except socket.gaierror:
        raise Unreachable("the name of the server is not known", place=place, remedy="Check the host in `imap`.") from None
    except LOST as error:
        words = str(error) or type(error).__name__
        raise Unreachable(f"the server broke off: {words}", place=place, remedy="Is this an IMAP server?") from None


_REFUSALS = (
    (
        r"application-specific|app(?:lication)?[- ]password|185833",
        "This account wants a password of its own for programs: make an app password in the account's security settings, "
        "and store it in place of the account's password.",
    ),
    (
        r"not enabled for imap|imap (?:access )?is (?:disabled|not enabled)|enable imap",
        "Switch IMAP on in the settings of the mailbox (Gmail: Settings, Forwarding and POP/IMAP).",
    ),
    (
        r"basic ?auth|legacy auth|modern auth|oauth|xoauth2",
        "The provider lets no password in for IMAP, only its own sign-in (OAuth): give the mailbox `oauth:` in place of "
        "`password:` (shopper explain keys), or use a mailbox elsewhere.",
    ),
    (
        r"web ?browser|weblogin|security alert|unusual",
        "The provider holds this login back: sign in once in a web browser from this network, and confirm that it was you.",
    ),
    (r"\[expired\]|password (?:has )?expired", "The password has expired: set a new one, and store it."),
    (
        r"\[(?:limit|inuse|unavailable)\]|too many|try again",
        "The server is busy, or wants fewer logins: try again in some minutes.",
    ),
    (r"\[privacyrequired\]|plaintext", "The server takes no password without encryption: use imaps:// in `imap`."),
    (r"", "Check `user` and `password` of the mailbox; some providers want an app password for IMAP, not the account's own."),
)
"""What to do about a refused login, by what the server says (codes: RFC 5530)."""


_OAUTH_REFUSED = (
    "Was the refresh token given for this `user`, with the `scope` that IMAP needs (Google: https://mail.google.com/, "
    "Microsoft: https://outlook.office.com/IMAP.AccessAsUser.All), and is IMAP switched on?"
)


def why_refused(words: str, *, tokens: bool = False) -> str:
    """What to do about a login that the server refused with these words; `tokens`: it was no password that it refused."""
    if tokens:
        return _OAUTH_REFUSED
    return next(remedy for pattern, remedy in _REFUSALS if re.search(pattern, words, re.IGNORECASE))


class Connection:
    """Logged in to `mailbox`. Raises `Unreachable` when that cannot be done; later trouble is one of `LOST`.

    `imaps://` is TLS from the start, `imap://` is upgraded by STARTTLS, except on loopback. Certificates are verified
    against the system's authorities, or as `tls` says. `tokens`: those of a mailbox with `oauth`, kept from one connection to
    the next; its own if left out.
    """

    def __init__(
        self, mailbox: Mailbox, secrets: Secrets, tls: ssl.SSLContext | None = None, tokens: Tokens | None = None
    ) -> None:
        url = urlsplit(mailbox.imap)
        encrypted = url.scheme == "imaps"
        host, port = url.hostname or "", url.port or (993 if encrypted else 143)
        place = f"mailbox {mailbox.name} ({host}:{port})"
        mailbox = secrets.fill(mailbox)
        self._selected = ""
        self._standing = Standing(0, 1)
        self._exists = 0
        tokens = tokens or Tokens.of(mailbox, secrets, tls)
        with contextlib.ExitStack() as undo, _explained(place, mailbox.user, secrets, tokens=bool(tokens)):
            timeout = SocketTimeout(CONNECT_WITHIN, ANSWER_WITHIN)
            self._client = IMAPClient(host, port, ssl=encrypted, ssl_context=tls, timeout=timeout)
            undo.callback(self.abort)
            # DONE and the next command are two small packets: without this the second waits 40 ms for the first one's ACK
            self._client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if not encrypted and not is_loopback(host):
                if not self._client.has_capability("STARTTLS"):
                    remedy = "Use imaps://; a password is never sent in clear text."
                    raise Unreachable("the server offers no encryption", place=place, remedy=remedy)
                self._client.starttls(tls)
            if tokens:
                self._sign_on(mailbox.user, tokens, place)
            else:
                self._client.login(mailbox.user, mailbox.password)
            self._client.normalise_times = False
            self._idles = self._client.has_capability("IDLE")
            self.is_gmail = self._client.has_capability(_GMAIL)
            undo.pop_all()

    def _sign_on(self, user: str, tokens: Tokens, place: str) -> None:
        if not self._client.has_capability("AUTH=XOAUTH2"):
            remedy = "Give the mailbox a `password:` in place of `oauth:`."
            raise Unreachable("the server takes no tokens (XOAUTH2)", place=place, remedy=remedy)

        def authenticate(token: str) -> None:
            exchange = Xoauth2(user, token)
            try:
                self._client.sasl_login("XOAUTH2", exchange)
            except LoginError as error:
                raise LoginError(f"{error} ({exchange.error})" if exchange.error else str(error)) from None

        tokens.present(authenticate, LoginError)

    def standing(self, folder: str) -> Standing:
        """Where a folder stands that is not selected."""
        said = self._client.folder_status(folder, ["UIDVALIDITY", "UIDNEXT"])
        return Standing(said[b"UIDVALIDITY"], said[b"UIDNEXT"])

    def look_into(self, folder: str) -> Standing:
        """Select the folder read-only, or let the server say what is new in it (some do only when asked)."""
        if folder == self._selected:
            self._client.noop()
        else:
            self._select(folder, readonly=True)
        self._exists = self._announced()
        return self._standing

    @property
    def is_stale(self) -> bool:
        """Whether there may be news since the last look of which IDLE will not tell: the server counted other mails in its
        answer to something else, or the folder was left."""
        return not self._selected or self._announced() != self._exists

    def _announced(self) -> int:
        """How many mails the folder holds, by the server's last word (RFC 3501, 7.3.1: it may say so at any time)."""
        said = self._client._imap.untagged_responses.pop("EXISTS", None)
        return int(said[-1]) if said else self._exists

    def _select(self, folder: str, *, readonly: bool) -> None:
        self._selected = ""
        answer = self._client.select_folder(folder, readonly=readonly)
        if b"UIDNEXT" not in answer:
            answer.update(self._client.folder_status(folder, ["UIDNEXT"]))
        self._standing = Standing(answer[b"UIDVALIDITY"], answer[b"UIDNEXT"])
        self._exists = answer[b"EXISTS"]
        self._selected = folder if readonly else ""

    def newer(self, start: int) -> list[int]:
        """UIDs from `start` on, ascending. (`n:*` always names the last mail too: RFC 3501, 6.4.8.)"""
        return sorted(uid for uid in self._client.search(["UID", f"{start}:*"]) if uid >= start)

    def addressed(self, start: int, addresses: Iterable[str]) -> list[int]:
        """UIDs from `start` on, ascending, of the mails in whose recipient fields one of these addresses stands: the server
        searches, so that of thousands of foreign mails not even the headers travel. All UIDs, if it cannot search so."""
        found, several, sock = set[int](), list(addresses), self._client.socket()
        sock.settimeout(SEARCHED_WITHIN)
        try:
            for begin in range(0, len(several), _ASKED_AT_ONCE):
                some = several[begin : begin + _ASKED_AT_ONCE]
                keys = [_key(name, address) for address in some for name in _RECIPIENT_FIELDS]
                either = [word for key in keys[:-1] for word in ("OR", *key)]
                found.update(self._client.search(["UID", f"{start}:*", *either, *keys[-1]]))
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:  # it said no, or did not understand
            return self.newer(start)
        finally:
            sock.settimeout(ANSWER_WITHIN)
        return sorted(uid for uid in found if uid >= start)

    def heads(self, uids: Sequence[int]) -> Iterator[Head]:
        """What tells whether these mails are ours, by ascending UID. Left out: mails deleted meanwhile, and those of
        which the server does not tell all of it."""
        wanted = ["INTERNALDATE", "RFC822.SIZE", _HEAD, *(["X-GM-MSGID"] if self.is_gmail else [])]
        for uid, said in sorted(self._client.fetch(uids, wanted).items()):
            arrived, size, fields = said.get(b"INTERNALDATE"), said.get(b"RFC822.SIZE"), _body(said)
            if arrived is not None and size is not None and fields is not None:
                yield Head(uid, arrived.astimezone(UTC), size, *_read_head(fields), said.get(b"X-GM-MSGID"))

    def existing(self, uids: Sequence[int]) -> set[int]:
        """Those of these mails that are still in the selected folder."""
        self._client.noop()  # a server may speak of deleted mails until it had an occasion to say so (RFC 3501, 7.4.1)
        return set(self._client.search(["UID", ",".join(map(str, uids))])) & {*uids}

    def raw(self, head: Head) -> bytes | None:
        """The mail as it is on the server; of one larger than 25 MB its headers (at most 64 KB). None: it was not given."""
        what = "BODY.PEEK[]" if head.size <= LARGEST_MAIL else f"BODY.PEEK[HEADER]<0.{LARGEST_HEADER}>"
        return _body(self._client.fetch([head.uid], [what]).get(head.uid, {}))

    def wait(self, seconds: float, interrupt: socket.socket) -> None:
        """Return when the server says something (IDLE), when `interrupt` can be read, or after `seconds`."""
        if select.select([interrupt], [], [], 0)[0]:
            return
        if not self._idles:
            select.select([interrupt], [], [], seconds)
            return
        self._client.idle()
        if not self._buffered():
            select.select([self._client.socket(), interrupt], [], [], min(seconds, IDLE_AT_MOST))
        self._client.idle_done()

    def _buffered(self) -> bool:
        """Whether more was read than the line that began IDLE: `select` would not see it."""
        sock = self._client.socket()
        timeout = sock.gettimeout()
        sock.settimeout(0)
        try:
            return bool(self._client._imap.file.peek(1))
        except OSError:  # TLS: nothing there yet
            return False
        finally:
            sock.settimeout(timeout)

    def stamp(self, folder: str, now: Callable[[], datetime]) -> Stamp:
        """Append a mail without a date, see which time the server gives it, and delete it (by its UID, or not at all)."""
        letter = EmailMessage()
        letter["Message-ID"] = f"<{uuid.uuid4()}@mystery-shopper.invalid>"
        letter["From"] = letter["To"] = "clock@mystery-shopper.invalid"
        letter["Subject"] = "Mystery Shopper looks at this mailbox's clock"
        letter.set_content("This mail is deleted at once.\n")
        before = now()
        said = self._client.append(folder, letter.as_bytes(), flags=(SEEN, DELETED))
        after = now()
        self._select(folder, readonly=False)
        named = re.search(rb"APPENDUID \d+ (\d+)", said)
        found = [int(named[1])] if named else self._client.search(["HEADER", "Message-ID", letter["Message-ID"]])
        for kept in self._client.fetch(found, ["INTERNALDATE"]).values():
            self._discard(found)
            return Stamp(kept[b"INTERNALDATE"].astimezone(UTC), before, after)
        raise imaplib.IMAP4.error("it accepted the mail, but does not show it")

    def folders(self) -> list[Folder]:
        """All folders of the mailbox that can hold mails, in the server's order."""
        listed = [([flag.lower() for flag in flags], str(name)) for flags, _, name in self._client.list_folders()]
        return [Folder.listed(flags, name) for flags, name in listed if not {b"\\noselect", b"\\nonexistent"} & {*flags}]

    def can(self, extension: str) -> bool:
        """Whether the server knows an extension, such as `IDLE`."""
        return bool(self._client.has_capability(extension))

    def delete(self, folder: str, uids: Sequence[int]) -> None:
        """Delete mails; where the server cannot expunge single ones, they are only marked as deleted."""
        self._select(folder, readonly=False)
        self._client.delete_messages(uids)
        self._discard(uids)

    def _discard(self, uids: Sequence[int]) -> None:
        """Expunge mails of the selected folder that are marked as deleted. Gmail would keep them in All Mail: into the bin."""
        bins = [folder.name for folder in self.folders() if folder.use == "trash"] if self.is_gmail else []
        if bins:
            self._client.move(uids, bins[0])
        elif self.can("UIDPLUS"):
            self._client.uid_expunge(uids)

    def close(self) -> None:
        """Take leave; a server that does not answer is left without."""
        try:
            self._client.logout()
        except LOST:
            self.abort()

    def abort(self) -> None:
        """Drop the connection."""
        self.cut()
        with contextlib.suppress(*LOST):
            self._client.shutdown()

    def cut(self) -> None:
        """For another thread: whoever waits on this connection gets one of `LOST`."""
        with contextlib.suppress(OSError):
            self._client.socket().shutdown(socket.SHUT_RDWR)


def _key(field: str, address: str) -> tuple[str, ...]:
    """The search key for an address in a recipient field; the two that servers index have keys of their own."""
    return (field.upper(), address) if field in ("To", "Cc") else ("HEADER", field, address)


def _body(said: dict[bytes, Any]) -> bytes | None:
    """The only BODY[…] item of a FETCH answer; servers repeat the field names in their own order. None: NIL, or absent."""
    return next((value for key, value in said.items() if key.startswith(b"BODY[")), None)


def _read_head(fields: bytes) -> tuple[frozenset[str], str]:
    unfolded = re.sub(rb"\r?\n[ \t]+", b" ", fields).decode("latin-1")
    recipients: set[str] = set()
    message_id = ""
    for line in unfolded.split("\n"):
        name, _, value = line.partition(":")
        if name.lower() == "message-id":
            message_id = value.strip()
        else:
            recipients.update(word.lower() for word in _SEPARATORS.split(value) if "@" in word)
    return frozenset(recipients), message_id

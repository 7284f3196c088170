"""The customer's own letters: composed as her mail program would, and handed over by SMTP, each at most once.

Submission: RFC 6409; the message: RFC 5322; threading: RFC 5322, 3.6.4. Whatever a mail or a page says reaches a header only
on one line and without control characters.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

from shopper.errors import Blocked, Unreachable, Unsure
from shopper.inbox.connection import is_loopback
from shopper.inbox.sign_on import Tokens, Xoauth2
from shopper.model import Mail, Mailbox
from shopper.secrets import Secrets

ANSWER_WITHIN = 20.0  # seconds
QUOTED_LINES, QUOTED_LETTERS = 200, 20_000  # of the mail that is answered
MOST_REFERENCES = 20  # ids of a thread
_ONE_LINE = SMTP.clone(max_line_length=998)  # RFC 5322, 2.1.1; at 78 the library encodes long ids until nobody knows them
_ANSWERED = re.compile(r"(?:re|trả lời|aw|antw|rép|sv)(?:\[\d+\])? ?:", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.)*[a-z0-9-]{1,63}", re.ASCII | re.IGNORECASE)
_ID = re.compile(r"[!-;=?-~]{1,250}")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_WROTE = {
    "vi": "Vào {time} ngày {date}, {who} đã viết:",
    "en": "On {date} at {time}, {who} wrote:",
    "de": "Am {date} um {time} schrieb {who}:",
    "fr": "Le {date} à {time}, {who} a écrit :",
    "es": "El {date} a las {time}, {who} escribió:",
}
"""What stands above the quoted mail, by language; English for all others."""


@dataclass(frozen=True)
class Attachment:
    """A file to go with a letter. `type` is its media type."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True)
class Draft:
    """What she wants to write. `answers`: the mail that it replies to, quoted below her words."""

    to: str
    subject: str
    text: str
    attachment: Attachment | None = None
    answers: Mail | None = None


@dataclass(frozen=True)
class Composed:
    """A letter ready to be sent. `subject` and `text` are hers, without the quote; `message_id` without angle brackets."""

    raw: bytes
    subject: str
    text: str
    message_id: str


def is_address(text: str) -> bool:
    """Whether a text is one plain mail address (`support@gomsen.test`), without a name, and fit for an envelope."""
    return bool(_ADDRESS.fullmatch(text))


def compose(draft: Draft, *, name: str, address: str, seed: str, at: datetime, locale: str) -> Composed:
    """The letter as it travels. `name` and `address` are the writer's, `at` is aware and in her zone, `locale` is BCP 47.

    The same `seed` (visit and step) gives the same Message-ID: whoever should see a letter twice can tell.
    """
    letter = EmailMessage(policy=_ONE_LINE)
    subject, text = _line(draft.subject), _lines(draft.text)
    id = f"{hashlib.sha256(seed.encode()).hexdigest()[:32]}@{address.rpartition('@')[2]}"
    letter["From"] = Address(_line(name), addr_spec=address)
    letter["To"] = Address(addr_spec=draft.to)
    letter["Subject"] = subject
    letter["Date"] = at
    letter["Message-ID"] = f"<{id}>"
    below = ""
    if draft.answers:
        for header, ids in _thread(draft.answers).items():
            letter[header] = " ".join(f"<{one}>" for one in ids)
        below = "\n\n" + _quoted(draft.answers, at, locale)
    letter.set_content(f"{text}{below}\n", charset="utf-8", cte="quoted-printable")
    letter["Content-Language"] = locale
    if draft.attachment:
        maintype, _, subtype = draft.attachment.type.partition("/")
        letter.add_attachment(
            draft.attachment.content, maintype=maintype, subtype=subtype, filename=_line(draft.attachment.name)
        )
    return Composed(letter.as_bytes(), subject, text, id)


def reply_subject(subject: str) -> str:
    """The subject of an answer: `Re: ` once, however often it went to and fro, and in whatever language."""
    return subject if _ANSWERED.match(subject) else f"Re: {subject}"


def _thread(answered: Mail) -> dict[str, list[str]]:
    """In-Reply-To and References of an answer; nothing if the mail has no id of its own."""
    own = answered.reading.message_id
    if not _ID.fullmatch(own):
        return {}
    before = [id for id in answered.reading.in_reply_to if _ID.fullmatch(id) and id != own]
    return {"In-Reply-To": [own], "References": [*before, own][-MOST_REFERENCES:]}


def _quoted(mail: Mail, at: datetime, locale: str) -> str:
    """The mail behind `> `, below a line that says who wrote it and when."""
    reading = mail.reading
    lines = _lines(reading.plain or reading.text)[:QUOTED_LETTERS].split("\n")[:QUOTED_LINES]
    spoken = Locale("en", "GB")
    if locale.partition("-")[0] in _WROTE:
        with contextlib.suppress(ValueError, UnknownLocaleError):
            spoken = Locale.parse(locale, sep="-")
    then = mail.arrived.astimezone(at.tzinfo)
    wrote = _WROTE[spoken.language].format(
        date=format_date(then, "long", spoken),
        time=format_time(then, "short", locale=spoken),
        who=_line(reading.sender_name) or reading.sender,
    )
    return "\n".join([wrote, *(f"> {line}".rstrip() for line in lines)])


def _lines(text: str) -> str:
    """Text with plain line breaks and without control characters."""
    return _CONTROL.sub("", "\n".join(text.splitlines())).strip()


def _line(text: str) -> str:
    """One line for a header. An encoded word (RFC 2047) in it is broken up: the library would decode it, line ends and all."""
    return " ".join(_CONTROL.sub(" ", text).replace("=?", "= ?").split())


class Outbox:
    """A mailbox's way out. `mailbox` has its secrets filled in.

    `smtps://` is TLS from the start (port 465), `smtp://` is upgraded by STARTTLS (port 587), except on loopback.
    Certificates are verified against the system's authorities, or as `tls` says. `secrets` learns the tokens that a mailbox
    with `oauth` gets.
    """

    def __init__(self, mailbox: Mailbox, tls: ssl.SSLContext | None = None, secrets: Secrets | None = None) -> None:
        url = urlsplit(mailbox.smtp or "")
        self._encrypted = url.scheme == "smtps"
        self._host, self._port = url.hostname or "", url.port or (465 if self._encrypted else 587)
        self._mailbox, self._tls = mailbox, tls
        self._tokens = Tokens.of(mailbox, secrets or Secrets(), tls)
        self._place = f"mailbox {mailbox.name} ({self._host}:{self._port})"

    def send(self, letter: bytes, *, sender: str, recipient: str) -> None:
        """Hand over one letter; returns once it was accepted. Blocks.

        Raises Unreachable if it cannot be handed over here, Blocked if the recipient's address does not take it, Unsure if
        the connection broke after it was sent and before it was answered.
        """
        with self._connected(sender) as smtp:
            code, words = smtp.mail(sender)
            if code != 250:
                raise self._unreachable(f"the server does not let {sender} write: {_said(code, words)}")
            code, words = smtp.rcpt(recipient)
            if code not in (250, 251):
                raise self._refusal(recipient, code, words)
            try:
                code, words = smtp.data(letter)
                accepted, said = code == 250, _said(code, words)
            except smtplib.SMTPDataError as error:
                accepted, said = False, _said(error.smtp_code, error.smtp_error)
            except OSError as error:  # smtplib's own are OSErrors, too
                reason = str(error) or type(error).__name__
                raise Unsure(f"nobody knows whether the letter to {recipient} went out: {reason}", place=self._place) from None
            if not accepted:
                raise self._unreachable(f"the server does not take the letter to {recipient}: {said}")

    @contextlib.contextmanager
    def _connected(self, sender: str) -> Iterator[smtplib.SMTP]:
        domain = sender.rpartition("@")[2]
        smtp: smtplib.SMTP | None = None
        try:
            with self._explained():
                smtp = self._open(domain)
            with self._explained():
                self._sign_in(smtp)
            yield smtp
        except smtplib.SMTPException as error:
            raise self._unreachable(f"the server broke off: {error}") from None
        except OSError as error:
            raise self._unreachable(f"the connection broke: {error}") from None
        finally:
            if smtp:
                with contextlib.suppress(OSError):
                    smtp.quit()
                smtp.close()

    def _open(self, domain: str) -> smtplib.SMTP:
        if self._encrypted:
            tls = self._tls or ssl.create_default_context()
            return smtplib.SMTP_SSL(self._host, self._port, domain, timeout=ANSWER_WITHIN, context=tls)
        return smtplib.SMTP(self._host, self._port, domain, timeout=ANSWER_WITHIN)

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        """Encrypt and log in; where the server knows no login, it lets its own network write without one."""
        smtp.ehlo()
        if not self._encrypted and not is_loopback(self._host):
            if not smtp.has_extn("starttls"):
                remedy = "Use smtps://; a password is never sent in clear text."
                raise self._unreachable("the server offers no encryption", remedy)
            smtp.starttls(context=self._tls or ssl.create_default_context())
            smtp.ehlo()
        if self._tokens:
            if "XOAUTH2" not in smtp.esmtp_features.get("auth", "").upper().split():
                raise self._unreachable("the server takes no tokens (XOAUTH2)", "Leave `smtp` out, or use one that does.")
            self._tokens.present(lambda token: self._authenticate(smtp, token), smtplib.SMTPAuthenticationError)
        elif self._mailbox.user and smtp.has_extn("auth"):
            smtp.login(self._mailbox.user, self._mailbox.password)

    def _authenticate(self, smtp: smtplib.SMTP, token: str) -> None:
        exchange = Xoauth2(self._mailbox.user, token)
        try:
            smtp.auth("XOAUTH2", exchange)
        except smtplib.SMTPAuthenticationError as error:
            words = _said(error.smtp_code, error.smtp_error)
            raise smtplib.SMTPAuthenticationError(error.smtp_code, f"{words} {exchange.error}".encode()) from None

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """Whatever goes wrong before the letter's turn, in a sentence, and never with the password."""
        try:
            yield
        except smtplib.SMTPAuthenticationError as error:
            words = _said(error.smtp_code, error.smtp_error)
            if self._mailbox.password:
                words = words.replace(self._mailbox.password, "•••")
            remedy = "Check `user` and `password` of the mailbox; some providers want a password of its own for SMTP."
            if self._tokens:
                remedy = "Was the refresh token given for this `user`, with the `scope` that SMTP needs?"
            raise self._unreachable(f"the server refused the login of {self._mailbox.user}: {words}", remedy) from None
        except ssl.SSLCertVerificationError as error:
            remedy = "Use the name that the certificate was made for, or renew it."
            raise self._unreachable(
                f"the server's TLS certificate is not to be trusted: {error.verify_message}", remedy
            ) from None
        except ssl.SSLError as error:
            remedy = "smtps:// is TLS from the start (port 465), smtp:// STARTTLS (port 587)."
            raise self._unreachable(f"TLS could not be agreed on: {error.reason or error}", remedy) from None
        except smtplib.SMTPException as error:
            raise self._unreachable(f"the server broke off: {error}", "Is this an SMTP server?") from None
        except TimeoutError:
            raise self._unreachable(f"no answer within {ANSWER_WITHIN:.0f} s", "Check host, port and firewall.") from None
        except OSError as error:
            raise self._unreachable(f"the server cannot be reached: {error.strerror or error}", "Check `smtp`.") from None

    def _refusal(self, recipient: str, code: int, words: bytes) -> Blocked | Unreachable:
        """Whose refusal of a recipient it is. 5.7.x is a matter of leave (RFC 3463), such as relaying: perhaps only ours."""
        said = _said(code, words)
        if code >= 550 and not words.startswith(b"5.7."):
            return Blocked(f"{recipient} takes no mail: {said}")
        return self._unreachable(f"the server does not pass mail on to {recipient}: {said}")

    def _unreachable(self, problem: str, remedy: str = "Check `smtp` of the mailbox.") -> Unreachable:
        return Unreachable(problem, place=self._place, remedy=remedy)


def _said(code: int, words: bytes | str) -> str:
    text = words if isinstance(words, str) else words.decode("utf-8", "replace")
    return f"{code} {' '.join(text.split())}"[:300]

"""Customers' mails: read under limits, and handed to the help desk. What a machine wrote is never answered."""

from __future__ import annotations

import email
import email.policy
import logging
import re
from dataclasses import dataclass
from email.message import EmailMessage

from shopper.practice_shop.help_desk import MOST_CASES, MOST_NOTES, Note, language_of, order_in, topic_of
from shopper.practice_shop.rendering import words
from shopper.practice_shop.store import Store

log = logging.getLogger(__name__)

LARGEST = 10 * 1024 * 1024
"""Bytes of a mail that is read at all."""

_MOST_TEXT, _MOST_SUBJECT = 4_000, 120
_QUOTED = re.compile(
    r"^(?:>.*|(?:on|vào|am|le)\b.{0,200}(?:wrote|đã viết|schrieb\b.{0,80}|a écrit)\s?:)$", re.IGNORECASE | re.MULTILINE
)
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|antw|wg|tr|rép|trả lời)\s*:\s*)+", re.IGNORECASE)
_BULK = {"bulk", "junk", "list", "auto_reply"}
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ID = re.compile(r"<[^<>\s]{1,250}>")


@dataclass(frozen=True)
class Letter:
    """A mail that a customer wrote; `text` is without what it quotes. `references` are the Message-IDs before it."""

    name: str
    sender: str
    subject: str
    text: str
    message_id: str
    references: str
    photo: bool


def receive(store: Store, raw: bytes, envelope_sender: str) -> None:
    """Open a case for a customer's mail, or go on with the one that it answers. A mail from the shop itself, and more of them
    than a person writes, are dropped: nothing here may answer itself for ever."""
    letter, now = read(raw, envelope_sender), store.clock.now()
    if letter is None or letter.sender.casefold().endswith(f"@{store.tenant.apex}"):
        return
    note = Note(letter.text, now, letter.message_id, letter.references, letter.photo)
    if ticket := store.desk.continued(letter.sender, letter.subject, letter.references):
        if len(ticket.notes) < MOST_NOTES:
            store.events.added(store.desk.add(ticket, note))
    elif store.desk.lately(letter.sender, now) < MOST_CASES:
        told = f"{letter.subject}\n{letter.text}"
        language = language_of(told)
        ticket = store.desk.open(
            note,
            language=language,
            name=letter.name,
            email=letter.sender,
            topic=topic_of(told),
            subject=_PREFIX.sub("", letter.subject) or words(language)["mails"]["answer"]["about_nothing"],
            order=order_in(told, store.tenant.prefix),
        )
        store.events.asked(ticket)


def read(raw: bytes, envelope_sender: str) -> Letter | None:
    """The letter in a mail; None for one that nobody may answer (RFC 3834: automatic, or without a sender) or can read."""
    if not envelope_sender or len(raw) > LARGEST or _is_monstrous(raw):
        return None
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        return None if _is_automatic(message) else _letter(message)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as problem:
        log.info("a mail from %s cannot be read: %s", envelope_sender, problem)  # the parser's ways to give up are many
        return None


def _is_monstrous(raw: bytes) -> bool:
    """Whether the parser would take seconds or minutes over it: headers or parts that no mail program writes."""
    header = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    longest = max(map(len, re.sub(rb"\r?\n[ \t]+", b" ", header).splitlines()), default=0)
    return len(header) > 64_000 or longest > 8_000 or raw.count(b"\n--") > 500


def _is_automatic(message: EmailMessage) -> bool:
    return (
        str(message.get("Auto-Submitted", "no")).strip().casefold() != "no"
        or str(message.get("Precedence", "")).strip().casefold() in _BULK
        or "X-Autoreply" in message
        or "List-Id" in message
    )


def _letter(message: EmailMessage) -> Letter:
    [author] = message["From"].addresses
    if not _ADDRESS.fullmatch(author.addr_spec):
        raise ValueError(f"{author.addr_spec!r} is no address to answer to")
    before = f"{message.get('References', '')} {message.get('In-Reply-To', '')}"
    body = message.get_body(("plain",))
    return Letter(
        name=_line(author.display_name)[:80],
        sender=author.addr_spec,
        subject=_line(str(message.get("Subject", "")))[:_MOST_SUBJECT],
        text=_own_words(body.get_content() if body else ""),
        message_id=" ".join(_ID.findall(str(message.get("Message-ID", "")))[:1]),
        references=" ".join(dict.fromkeys(_ID.findall(before)[-20:])),
        photo=any(part.get_content_maintype() == "image" for part in message.iter_attachments()),
    )


def _own_words(text: str) -> str:
    """What the customer wrote herself, without the lines that she quotes."""
    told = _QUOTED.sub("", text.replace("\r\n", "\n"))
    return re.sub(r"\n{3,}", "\n\n", told).strip()[:_MOST_TEXT]


def _line(text: str) -> str:
    """One line for a header of our answer; an encoded word in it would be decoded there, line ends and all."""
    plain = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    return " ".join(plain.replace("=?", "= ?").split())

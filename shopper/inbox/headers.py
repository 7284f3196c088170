"""The headers of a mail: whom it is from and for, what it answers, by which way it came."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Mapping, Sequence
from datetime import UTC
from email.message import Message
from typing import Any

from shopper.inbox.decoding import decoded, line, safely, text_of, without_comments

LONGEST_LIST = 8 * 1024  # letters of all addresses of one header
MOST_REFERENCES = 100  # Message-IDs that a mail may refer to: the latest ones

_BARE_ADDRESS = re.compile(r"[\s<>,;:\"()\[\]]+")
_CAME_FROM = re.compile(r"\bfrom\s+(\S+)", re.IGNORECASE)
_CAME_BY = re.compile(r"\bby\s+(\S+)", re.IGNORECASE)


def values_of(headers: Message) -> dict[str, list[str]]:
    """Lower-case name → its values, as they were sent."""
    raw: dict[str, list[str]] = {}
    for name, value in headers.raw_items():
        raw.setdefault(name.lower(), []).append(str(value))
    return raw


def header_fields(raw: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The fields of a reading that stand in its headers alone."""
    addresses = {name: addresses_in(raw.get(name, ())) for name in ("from", "to", "cc", "delivered-to", "reply-to")}
    sender_name, sender = (addresses["from"] or [("", "")])[0]
    recipients = [address for name in ("to", "cc", "delivered-to") for _, address in addresses[name]]
    return {
        "message_id": next(iter(message_ids(raw.get("message-id", ())[:1])), ""),
        "sender": sender,
        "sender_name": sender_name,
        "recipients": list(dict.fromkeys(recipients)),
        "reply_to": next((address for _, address in addresses["reply-to"]), ""),
        "subject": decoded(raw.get("subject", [""])[0]),
        "date": date_of(raw.get("date", [""])[0]),
        "in_reply_to": message_ids([*raw.get("references", ()), *raw.get("in-reply-to", ())])[-MOST_REFERENCES:],
        "automatic": _is_automatic(raw),
        "envelope_sender": _envelope_sender(raw),
        "headers": {name: [_readable(name, value) for value in values] for name, values in raw.items()},
    }


def _readable(name: str, value: str) -> str:
    """A header's value in plain text. Words in a signature are not decoded, as whoever tries it does not (RFC 6376, 3.2)."""
    return line(text_of(value.encode("utf-8", "surrogateescape"), "")) if name == "dkim-signature" else decoded(value)


def addresses_in(values: Sequence[str]) -> list[tuple[str, str]]:
    """(name, address) pairs; comments are dropped first, as the library recurses into them."""
    text = ", ".join(without_comments(line(text_of(value.encode("utf-8", "surrogateescape"), ""))) for value in values)
    found: list[tuple[str, str]] = safely(lambda: email.utils.getaddresses([text[:LONGEST_LIST]]), [])
    pairs = [(decoded(name), line(address)) for name, address in found if "@" in address]
    return pairs or [("", word) for word in _BARE_ADDRESS.split(text) if "@" in word]


def message_ids(values: Sequence[str]) -> list[str]:
    """The ids in these headers, each once, without their angle brackets."""
    return list(dict.fromkeys(id for value in values for id in re.findall(r"<([^<>\s]+)>", decoded(value))))


def date_of(value: str) -> str | None:
    """A date and time (RFC 5322, 3.3) in UTC, as ISO 8601; None if it is none."""
    date = safely(lambda: email.utils.parsedate_to_datetime(decoded(value)), None)
    if date is None:
        return None
    return safely(lambda: (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC).isoformat(), None)


def hops(values: Sequence[str]) -> list[dict[str, Any]]:
    """The `Received` headers (RFC 5321, 4.4) in the order of travelling; each server writes its own above the others."""
    return [_hop(value) for value in reversed(values)]


def _hop(value: str) -> dict[str, Any]:
    way, *date = decoded(value).rsplit(";", 1)
    told = without_comments(way)
    sender, by = _CAME_FROM.search(told), _CAME_BY.search(told)
    return {"by": by[1] if by else "", "sender": sender[1] if sender else "", "at": date_of(date[0]) if date else None}


def _envelope_sender(raw: Mapping[str, Sequence[str]]) -> str:
    """Return-Path: the topmost, for the server that delivers writes it above all others."""
    said = decoded(raw.get("return-path", [""])[0])
    return "<>" if said == "<>" else next((address for _, address in addresses_in([said])), "")


def _is_automatic(raw: Mapping[str, Sequence[str]]) -> bool:
    """Whether no person wrote it: Auto-Submitted (RFC 3834, 5), the empty sender of a notice about another mail (RFC 5321,
    4.5.5), or what older programs write. X-Auto-Response-Suppress alone is no sign: people's mail programs send it, too."""
    said = {name: decoded(values[0]).partition(";")[0].strip().lower() for name, values in raw.items()}
    return (
        said.get("auto-submitted", "no") not in ("", "no")
        or said.get("return-path") == "<>"
        or said.get("precedence") in ("auto_reply", "auto-reply")
        or any(said.get(name, "no") not in ("", "no") for name in ("x-autoreply", "x-autorespond"))
    )

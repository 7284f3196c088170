"""One raw mail → what it says, under limits that a hostile mail cannot get round.

The standard library's parser recurses and backtracks on what strangers send, so a mail is cut to size first, taken apart
here (RFC 5322, 2045–2047, 2231) without recursion into its depth, and only small pieces are left to the library.
"""

from __future__ import annotations

import binascii
import email.parser
import hashlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from email.message import Message
from typing import TYPE_CHECKING, Any

from shopper.inbox import format_errors, inline_pictures
from shopper.inbox.authentication import authentication
from shopper.inbox.calendars import events, is_calendar
from shopper.inbox.decoding import clean, decoded, from_base64, line, safely, text_of
from shopper.inbox.headers import header_fields, hops, values_of
from shopper.inbox.markup import Anchor, Page, lines_of, read_html
from shopper.inbox.quotes import split_quotes
from shopper.inbox.sniffing import sniffed
from shopper.inbox.structured import structured_data

if TYPE_CHECKING:
    from shopper.model import Reading

LARGEST_MAIL = 25 * 1024 * 1024  # bytes
LARGEST_HEADERS, LARGEST_HEADER = 64 * 1024, 8 * 1024  # bytes
DEEPEST, MOST_PARTS = 20, 200
LARGEST_TEXT = 1024 * 1024  # bytes of text/plain, and of text/html
MOST_LINES = 20_000
MOST_LINKS = 2000
MOST_CALENDARS = 3
LONGEST_NAME = 255  # letters of a file's name

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_NEXT_HEADER = re.compile(rb"\r?\n(?![ \t])")
_URL = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def read_mail(raw: bytes) -> Reading:
    """What the mail says. Never raises; `problem` tells what could not be read, or not wholly."""
    from shopper.model import Reading  # not needed by the guarded reader, which must start at once

    return Reading.model_validate(read_fields(raw))


def read_fields(raw: bytes) -> dict[str, Any]:
    """The same as a dictionary that goes through JSON. Attached documents are named, but not read."""
    mail = _Mail()
    if len(raw) > LARGEST_MAIL:
        mail.problems.append(f"The mail is larger than {LARGEST_MAIL >> 20} MB; the rest was not read.")
    top = _Part.read(raw[:LARGEST_MAIL])
    if top.cut:
        mail.problems.append("Its headers are larger than 64 KB in all or 8 KB each; the rest of them was not read.")
    values = values_of(top.headers)
    mail.errors += [
        *format_errors.header_errors(top.head, values),
        *format_errors.mime_version_error(values),
        *format_errors.body_errors(raw[:LARGEST_MAIL]),
    ]
    for part in _leaves(top, mail.problems, mail.errors):
        mail.add(part)
    said = {
        "hops": hops(values.get("received", ())),
        "authentication": authentication(values.get("authentication-results", ())),
    }
    return header_fields(values) | said | mail.fields()


def read_attachment(raw: bytes, number: int) -> bytes:
    """The content of a mail's part; `number` counts its `parts` from 0. Empty if it has none such."""
    parts = _leaves(_Part.read(raw[:LARGEST_MAIL]), [], [])
    return next((part.decoded() for part in itertools.islice(parts, number, None)), b"")


def read_headers(raw: bytes) -> dict[str, Any]:
    """What the headers alone say: little enough to be read without a guard."""
    return header_fields(values_of(_Part.read(raw[: 2 * LARGEST_HEADERS]).headers))


# --- structure ----------------------------------------------------------------------------------------------------


@dataclass
class _Part:
    """A MIME entity (RFC 2045): its headers, cut to size, and its body as it travelled."""

    head: bytes
    headers: Message
    body: bytes
    cut: bool

    @classmethod
    def read(cls, raw: bytes) -> _Part:
        if raw.startswith((b"\n", b"\r\n")):
            head, body = b"", raw.partition(b"\n")[2]
        else:
            blank = _BLANK_LINE.search(raw)
            head, body = (raw[: blank.start()], raw[blank.end() :]) if blank else (raw, b"")
        fields = _NEXT_HEADER.split(head[:LARGEST_HEADERS])
        kept = b"\r\n".join(one[:LARGEST_HEADER] for one in fields)
        cut = len(head) > LARGEST_HEADERS or any(len(one) > LARGEST_HEADER for one in fields)
        return cls(kept, email.parser.BytesHeaderParser().parsebytes(kept + b"\r\n\r\n"), body, cut)

    @property
    def type(self) -> str:
        return line(safely(self.headers.get_content_type, "text/plain"))

    @property
    def charset(self) -> str:
        return safely(lambda: str(self.headers.get_content_charset() or ""), "")

    @property
    def encoding(self) -> str:
        return line(str(self.headers.get("Content-Transfer-Encoding", ""))).lower()

    @property
    def boundary(self) -> bytes:
        """The line that parts its parts; empty if it has none."""
        named = safely(lambda: (self.headers.get_boundary() or "").encode("ascii", "surrogateescape"), b"")
        return named if self.type.startswith("multipart/") else b""

    @property
    def name(self) -> str:
        """The file's name, without the folders that a sender may have put before it."""
        said = safely(lambda: decoded(self.headers.get_filename() or ""), "")
        name = re.split(r"[/\\]", said)[-1][:LONGEST_NAME]
        return "" if name in (".", "..") else name

    @property
    def content_id(self) -> str:
        return line(str(self.headers.get("Content-ID", ""))).strip("<>")[:LONGEST_NAME]

    @property
    def disposition(self) -> str:
        return safely(self.headers.get_content_disposition, None) or ""

    @property
    def is_attached(self) -> bool:
        return bool(self.name) or self.disposition == "attachment"

    @property
    def is_inline(self) -> bool:
        """Shown within the mail: it says so, or the HTML can name it and it does not say otherwise (RFC 2183, 2387)."""
        return self.disposition == "inline" or bool(self.content_id and self.disposition != "attachment")

    def decoded(self) -> bytes:
        """The body without its transfer encoding."""
        if self.encoding == "base64":
            return from_base64(self.body)
        return binascii.a2b_qp(self.body) if self.encoding == "quoted-printable" else self.body


@dataclass
class _Mail:
    """What was gathered from the parts."""

    plain: str = ""
    html: str = ""
    html_size: int = 0
    parts: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    inline: dict[str, bytes] = field(default_factory=dict)
    calendars: int = 0
    problems: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def add(self, part: _Part) -> None:
        body = part.decoded()
        said = {
            "type": part.type,
            "name": part.name,
            "size": len(body),
            "sniffed": sniffed(body),
            "sha256": hashlib.sha256(body).hexdigest(),
            "content_id": part.content_id,
            "inline": part.is_inline,
        }
        self.parts.append(said)
        self.errors += format_errors.encoding_errors(part.type, part.charset, part.encoding, part.body, body)
        if is_calendar(part.type, part.name) and self.calendars < MOST_CALENDARS:
            self.calendars += 1
            try:
                self.events += events(body)
            except ValueError as error:
                said["problem"] = str(error)
        if part.content_id and part.type.startswith("image/") and len(self.inline) < inline_pictures.MOST:
            self.inline[part.content_id] = body
        if not part.is_attached and part.type in ("text/plain", "text/html"):
            self._add_text(part, body)

    def _add_text(self, part: _Part, body: bytes) -> None:
        so_far = self.html if part.type == "text/html" else self.plain
        room = LARGEST_TEXT - len(so_far)
        if len(body) > room:
            self.problems.append(f"Its {part.type} is larger than {LARGEST_TEXT >> 20} MB; the rest was not read.")
        text = so_far + ("\n" if so_far else "") + text_of(body[: max(room, 0)], part.charset).replace("\r\n", "\n")
        if part.type == "text/html":
            self.html = text
            self.html_size += len(body)
        else:
            self.plain = text

    def fields(self) -> dict[str, Any]:
        page = read_html(self.html) if self.html else Page(lines_of(self.plain))
        if page.problem:
            self.problems.append(page.problem)
        if len(page.lines) > MOST_LINES:
            self.problems.append(f"It has more than {MOST_LINES:,} lines; the others were not read.")
            del page.lines[MOST_LINES:]
        reply, quoted = split_quotes(page.lines)
        inline_pictures.look_at(page.markup.get("pictures", ()), self.inline)
        return {
            "text": page.text,
            "plain": clean(self.plain),
            "html": self.html,
            "lang": page.lang,
            "preheader": page.preheader,
            "blocks": [{"text": one.text, "lang": one.lang} for one in page.lines],
            "reply": reply,
            "quoted": quoted,
            "links": [asdict(link) for link in (page.links if self.html else _plain_links(self.plain))],
            "markup": {"size": self.html_size} | page.markup,
            "structured": structured_data(page.root) if page.root else [],
            "events": self.events,
            "parts": self.parts,
            "format_errors": list(dict.fromkeys(self.errors))[: format_errors.MOST_ERRORS],
            "problem": " ".join(dict.fromkeys(self.problems)),
        }


def _leaves(top: _Part, problems: list[str], errors: list[str]) -> Iterator[_Part]:
    """The leaves in their order. A forwarded mail (message/rfc822) is a leaf: it is not what this mail says."""
    todo = [(top, 0)]
    for _ in range(MOST_PARTS):
        if not todo:
            return
        part, depth = todo.pop()
        if not part.boundary:
            if part.type.startswith("multipart/"):
                errors += format_errors.multipart_errors(b"", part.encoding, 0, False)
            yield part
        elif depth < DEEPEST:
            raws, closed = _split(part.body, part.boundary)
            errors += format_errors.multipart_errors(part.boundary, part.encoding, len(raws), closed)
            todo += [(_Part.read(raw), depth + 1) for raw in reversed(raws)]
        else:
            problems.append(f"Its parts are nested more than {DEEPEST} deep; the inner ones were not read.")
    if todo:
        problems.append(f"It has more than {MOST_PARTS} parts; the others were not read.")


def _split(body: bytes, boundary: bytes) -> tuple[list[bytes], bool]:
    """The parts of a multipart body (RFC 2046, 5.1.1), at most as many as will be looked at; whether the last is closed."""
    delimiter = re.compile(rb"(?:\A|\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    parts: list[bytes] = []
    start = -1
    for count, found in enumerate(delimiter.finditer(body)):
        if start >= 0:
            parts.append(body[start : found.start()].removesuffix(b"\r"))
        if found[1] or count > MOST_PARTS:
            return parts, True
        start = body.find(b"\n", found.end()) + 1 or len(body)
    if start >= 0:
        parts.append(body[start:])
    return parts, False


def _plain_links(plain: str) -> list[Anchor]:
    found = (match[0].rstrip(".,;:!?)]}>*_") for match in _URL.finditer(plain))
    return [Anchor(line(url), url, True) for url in list(dict.fromkeys(found))[:MOST_LINKS]]

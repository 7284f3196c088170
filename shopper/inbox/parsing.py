"""One raw mail → what it says, under limits that a hostile mail cannot get round.

The standard library's parser recurses and backtracks on what strangers send, so a mail is cut to size first, taken apart
here (RFC 5322, 2045–2047, 2231) without recursion into its depth, and only small pieces are left to the library.
"""

from __future__ import annotations

import binascii
import codecs
import email.parser
import email.utils
import itertools
import re
import string
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC
from email.message import Message
from typing import TYPE_CHECKING, Any, TypeVar

from shopper.inbox.markup import Anchor, read_html, tidy

if TYPE_CHECKING:
    from shopper.model import Reading

LARGEST_MAIL = 25 * 1024 * 1024  # bytes
LARGEST_HEADERS, LARGEST_HEADER = 64 * 1024, 8 * 1024  # bytes
DEEPEST, MOST_PARTS = 20, 200
LARGEST_TEXT = 1024 * 1024  # bytes of text/plain, and of text/html
MOST_LINKS = 2000
MOST_REFERENCES = 100  # Message-IDs that a mail may refer to: the latest ones
LONGEST_NAME = 255  # letters of a file's name

T = TypeVar("T")

_ODD = (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError)
"""What the library raises for odd headers, although it is not meant to."""

_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_NEXT_HEADER = re.compile(rb"\r?\n(?![ \t])")
_ENCODED_WORD = re.compile(r"=\?([^?*\s]{1,60})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=")
_BARE_ADDRESS = re.compile(r"[\s<>,;:\"()\[\]]+")
_URL = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_NOT_BASE64 = bytes(set(range(256)) - set((string.ascii_letters + string.digits + "+/").encode()))
_NO_CHARSETS = ("idna", "punycode", "raw-unicode-escape", "raw_unicode_escape", "unicode-escape", "unicode_escape", "utf-7")
_READ_AS = {"iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}  # WHATWG Encoding, 4.2


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
    for part in _leaves(top, mail.problems):
        mail.add(part)
    return _header_fields(top.headers) | mail.fields()


def read_attachment(raw: bytes, number: int) -> bytes:
    """The content of a mail's part; `number` counts its `parts` from 0. Empty if it has none such."""
    parts = _leaves(_Part.read(raw[:LARGEST_MAIL]), [])
    return next((part.decoded() for part in itertools.islice(parts, number, None)), b"")


def read_headers(raw: bytes) -> dict[str, Any]:
    """What the headers alone say: little enough to be read without a guard."""
    return _header_fields(_Part.read(raw[: 2 * LARGEST_HEADERS]).headers)


# --- structure ----------------------------------------------------------------------------------------------------


@dataclass
class _Part:
    """A MIME entity (RFC 2045): its headers, cut to size, and its body as it travelled."""

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
        return cls(email.parser.BytesHeaderParser().parsebytes(kept + b"\r\n\r\n"), body, cut)

    @property
    def type(self) -> str:
        return _line(_safely(self.headers.get_content_type, "text/plain"))

    @property
    def boundary(self) -> bytes:
        """The line that parts its parts; empty if it has none."""
        named = _safely(lambda: (self.headers.get_boundary() or "").encode("ascii", "surrogateescape"), b"")
        return named if self.type.startswith("multipart/") else b""

    @property
    def name(self) -> str:
        """The file's name, without the folders that a sender may have put before it."""
        said = _safely(lambda: _decoded(self.headers.get_filename() or ""), "")
        name = re.split(r"[/\\]", said)[-1][:LONGEST_NAME]
        return "" if name in (".", "..") else name

    @property
    def is_attached(self) -> bool:
        return bool(self.name) or _safely(self.headers.get_content_disposition, None) == "attachment"

    def decoded(self) -> bytes:
        """The body without its transfer encoding."""
        encoding = _line(str(self.headers.get("Content-Transfer-Encoding", ""))).lower()
        if encoding == "base64":
            return _from_base64(self.body)
        return binascii.a2b_qp(self.body) if encoding == "quoted-printable" else self.body


@dataclass
class _Mail:
    """What was gathered from the parts."""

    plain: str = ""
    html: str = ""
    parts: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def add(self, part: _Part) -> None:
        body = part.decoded()
        self.parts.append({"type": part.type, "name": part.name, "size": len(body)})
        if part.is_attached or part.type not in ("text/plain", "text/html"):
            return
        so_far = self.html if part.type == "text/html" else self.plain
        room = LARGEST_TEXT - len(so_far)
        if len(body) > room:
            self.problems.append(f"Its {part.type} is larger than {LARGEST_TEXT >> 20} MB; the rest was not read.")
        charset = _safely(lambda: str(part.headers.get_content_charset() or ""), "")
        text = so_far + ("\n" if so_far else "") + _text(body[: max(room, 0)], charset).replace("\r\n", "\n")
        if part.type == "text/html":
            self.html = text
        else:
            self.plain = text

    def fields(self) -> dict[str, Any]:
        page = read_html(self.html)
        if page.problem:
            self.problems.append(page.problem)
        return {
            "text": _clean(page.text if self.html else tidy(self.plain)),
            "plain": _clean(self.plain),
            "html": self.html,
            "lang": _line(page.lang),
            "links": [asdict(link) for link in (page.links if self.html else _plain_links(self.plain))],
            "parts": self.parts,
            "problem": " ".join(self.problems),
        }


def _leaves(top: _Part, problems: list[str]) -> Iterator[_Part]:
    """The leaves in their order. A forwarded mail (message/rfc822) is a leaf: it is not what this mail says."""
    todo = [(top, 0)]
    for _ in range(MOST_PARTS):
        if not todo:
            return
        part, depth = todo.pop()
        if not part.boundary:
            yield part
        elif depth < DEEPEST:
            children = [_Part.read(raw) for raw in _split(part.body, part.boundary)]
            todo += [(child, depth + 1) for child in reversed(children)]
        else:
            problems.append(f"Its parts are nested more than {DEEPEST} deep; the inner ones were not read.")
    if todo:
        problems.append(f"It has more than {MOST_PARTS} parts; the others were not read.")


def _split(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """The parts of a multipart body (RFC 2046, 5.1.1), at most as many as will be looked at."""
    delimiter = re.compile(rb"(?:\A|\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    start = -1
    for count, found in enumerate(delimiter.finditer(body)):
        if start >= 0:
            yield body[start : found.start()].removesuffix(b"\r")
        if found[1] or count > MOST_PARTS:
            return
        start = body.find(b"\n", found.end()) + 1 or len(body)
    if start >= 0:
        yield body[start:]


def _from_base64(data: bytes) -> bytes:
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:  # cut off, or with letters that do not belong there: what can be read, is
        letters = data.translate(None, _NOT_BASE64)
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


# --- headers ------------------------------------------------------------------------------------------------------


def _header_fields(headers: Message) -> dict[str, Any]:
    raw: dict[str, list[str]] = {}
    for name, value in headers.raw_items():
        raw.setdefault(name.lower(), []).append(str(value))
    addresses = {name: _addresses(raw.get(name, [])) for name in ("from", "to", "cc", "delivered-to", "reply-to")}
    sender_name, sender = (addresses["from"] or [("", "")])[0]
    recipients = [address for name in ("to", "cc", "delivered-to") for _, address in addresses[name]]
    return {
        "message_id": next(iter(_message_ids(raw.get("message-id", [])[:1])), ""),
        "sender": sender,
        "sender_name": sender_name,
        "recipients": list(dict.fromkeys(recipients)),
        "reply_to": next((address for _, address in addresses["reply-to"]), ""),
        "subject": _decoded(raw.get("subject", [""])[0]),
        "date": _safely(lambda: _date(raw.get("date", [""])[0]), None),
        "in_reply_to": _message_ids([*raw.get("references", []), *raw.get("in-reply-to", [])])[-MOST_REFERENCES:],
        "automatic": _is_automatic(raw),
        "headers": {name: [_decoded(value) for value in values] for name, values in raw.items()},
    }


def _decoded(value: str) -> str:
    """A header as it is meant to be read (RFC 2047), on one line and without what could disguise it."""
    text = _text(value.encode("utf-8", "surrogateescape"), "")
    runs: list[tuple[str, bytes]] = []  # one letter's bytes may be spread over two encoded words
    end = 0
    for word in _ENCODED_WORD.finditer(text):
        between = text[end : word.start()]
        if between and not (end and between.isspace()):
            runs.append(("", between.encode()))
        letters = word[3].encode()
        data = _from_base64(letters) if word[2] in "bB" else binascii.a2b_qp(letters, header=True)
        charset = word[1].lower()
        if runs and runs[-1][0] == charset:
            data = runs.pop()[1] + data
        runs.append((charset, data))
        end = word.end()
    return _line("".join(_text(data, charset) for charset, data in runs) + text[end:])


def _addresses(values: list[str]) -> list[tuple[str, str]]:
    """(name, address) pairs; comments are dropped first, as the library recurses into them."""
    text = ", ".join(_without_comments(_line(_text(value.encode("utf-8", "surrogateescape"), ""))) for value in values)
    found: list[tuple[str, str]] = _safely(lambda: email.utils.getaddresses([text[:LARGEST_HEADER]]), [])
    pairs = [(_decoded(name), _line(address)) for name, address in found if "@" in address]
    return pairs or [("", word) for word in _BARE_ADDRESS.split(text) if "@" in word]


def _without_comments(text: str) -> str:
    kept, depth, quoted = [], 0, False
    for letter in text:
        quoted ^= letter == '"' and not depth
        depth += letter == "(" and not quoted
        if not depth:
            kept.append(letter)
        depth -= letter == ")" and not quoted and depth > 0
    return "".join(kept)


def _message_ids(values: list[str]) -> list[str]:
    """The ids in these headers, each once, without their angle brackets."""
    return list(dict.fromkeys(id for value in values for id in re.findall(r"<([^<>\s]+)>", _decoded(value))))


def _is_automatic(raw: Mapping[str, list[str]]) -> bool:
    """Whether no person wrote it: Auto-Submitted (RFC 3834, 5), the empty sender of a notice about another mail (RFC 5321,
    4.5.5), or what older programs write. X-Auto-Response-Suppress alone is no sign: people's mail programs send it, too."""
    said = {name: _decoded(values[0]).partition(";")[0].strip().lower() for name, values in raw.items()}
    return (
        said.get("auto-submitted", "no") not in ("", "no")
        or said.get("return-path") == "<>"
        or said.get("precedence") in ("auto_reply", "auto-reply")
        or any(said.get(name, "no") not in ("", "no") for name in ("x-autoreply", "x-autorespond"))
    )


def _date(value: str) -> str:
    date = email.utils.parsedate_to_datetime(_decoded(value))
    return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


# --- text ---------------------------------------------------------------------------------------------------------


def _text(data: bytes, charset: str) -> str:
    """Text in the declared charset, read as browsers do; where that fails, or says nothing, UTF-8, else Windows-1252."""
    try:
        codec = codecs.lookup(charset).name
    except (LookupError, ValueError):
        codec = "ascii"
    declared = () if codec in ("ascii", "utf-8", *_NO_CHARSETS) else (_READ_AS.get(codec, codec),)
    for name in (*declared, "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _clean(text: str) -> str:
    """Composed letters (NFC), no control characters but line breaks and tabs."""
    return _NOT_TEXT.sub("", unicodedata.normalize("NFC", text))


def _line(text: str) -> str:
    """One line without control and bidi characters: nothing that could pose as another header or read backwards."""
    return " ".join(_clean(text).translate(_BIDI).split())


def _plain_links(plain: str) -> list[Anchor]:
    found = (match[0].rstrip(".,;:!?)]}>*_") for match in _URL.finditer(plain))
    return [Anchor(url, url, True) for url in list(dict.fromkeys(found))[:MOST_LINKS]]


def _safely(read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except _ODD:
        return otherwise

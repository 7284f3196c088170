"""What breaks the rules of mail (RFC 5322) or of MIME (RFC 2045–2047), so far as mail programs stumble over it.

What every big sender's mails have in them is no error here: long encoded words, lines that end with a bare line feed after a
mail was stored as a file, parts without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from shopper.inbox.decoding import codec_of, decoded, line, safely
from shopper.inbox.headers import addresses_in, date_of

LONGEST_LINE = 998  # bytes without the line's end (RFC 5322, 2.1.1)
MOST_ERRORS = 20
SHOWN = 60  # letters of a value

_ONCE = ("Date", "From", "Sender", "Reply-To", "To", "Cc", "Message-ID", "In-Reply-To", "References", "Subject",
         "Content-Type", "Content-Transfer-Encoding", "MIME-Version")  # fmt: skip
_NEEDED = ("From", "Date", "Message-ID", "Subject")
_ENCODINGS = ("", "7bit", "8bit", "binary", "quoted-printable", "base64")
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
_ENCODED_WORD = re.compile(r"=\?[\w-]{1,40}\?[bBqQ]\?")
_IN_QUOTES = re.compile(r'"[^"]{0,500}=\?[\w-]{1,40}\?[bBqQ]\?[^"]{0,500}"')
_BARE_CR = re.compile(rb"\r(?!\n)")
_SMTPUTF8 = re.compile(r"\bwith\s+(?:UTF8SMTP|UTF8LMTP)", re.IGNORECASE)


def header_errors(head: bytes, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Of the mail's own headers, a sentence each."""
    for name in _NEEDED:
        if not any(value.strip() for value in values.get(name.lower(), ())):
            yield f"It has no {name}."
    for name in _ONCE:
        if (count := len(values.get(name.lower(), ()))) > 1:
            yield f"It has {count} headers {name} where only one may be (RFC 5322, 3.6)."
    if (date := _first(values, "date")) and date_of(date) is None:
        yield f"Its Date is no date: “{_shown(date)}” (RFC 5322, 3.3)."
    if (sender := _first(values, "from")) and not addresses_in([sender]):
        yield f"Its From has no address: “{_shown(sender)}” (RFC 5322, 3.6.2)."
    if (id := _first(values, "message-id")) and not re.fullmatch(r"<[^<>\s@]+@[^<>\s@]+>", decoded(id).strip()):
        yield f"Its Message-ID has not the form <…@…>: “{_shown(id)}” (RFC 5322, 3.6.4)."
    yield from _odd_lines(head)
    yield from _odd_letters(values)


def _odd_lines(head: bytes) -> Iterator[str]:
    lines = re.split(rb"\r?\n", head)
    if lines and lines[0].startswith((b"From ", b">From ")):  # how mailbox files begin a mail
        lines = lines[1:]
    for number, one in enumerate(lines):
        if one and not _HEADER.match(one) and (one[:1] not in b" \t" or not number):
            yield f"Among its headers stands a line that is none: “{_shown(one.decode('utf-8', 'replace'))}”."
            return


def _odd_letters(values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    international = any(_SMTPUTF8.search(value) for value in values.get("received", ()))  # RFC 6531
    for name in ("from", "to", "cc", "reply-to", "subject"):
        title = "-".join(word.capitalize() for word in name.split("-"))
        for value in values.get(name, ()):
            if not (international or value.isascii()):
                yield f"Its {title} holds letters that are not encoded (RFC 2047)."
            if name != "subject" and _IN_QUOTES.search(value):
                yield f"Its {title} has an encoded word within quotation marks, which stays as it is (RFC 2047, 5)."
            elif _ENCODED_WORD.search(decoded(value)):
                yield f"Its {title} has an encoded word that cannot be decoded: “{_shown(value)}” (RFC 2047)."


def body_errors(raw: bytes) -> Iterator[str]:
    """Of the mail's bytes as they travelled."""
    if _BARE_CR.search(raw):
        yield "A carriage return stands without a line feed (RFC 5322, 2.3)."
    if _has_long_line(raw):
        yield f"A line is longer than {LONGEST_LINE} bytes (RFC 5322, 2.1.1)."
    if b"\0" in raw:
        yield "It holds NUL bytes (RFC 5322, 4)."


def _has_long_line(raw: bytes) -> bool:
    """Leaps from line end to line end, as far as a line may reach: a mail of 25 MB takes no time."""
    start = 0
    while start + LONGEST_LINE < len(raw):
        end = raw.rfind(b"\n", start, start + LONGEST_LINE + 2)  # with room for the line's own two bytes
        if end < 0:
            return len(raw) > start + LONGEST_LINE + (raw[-1:] == b"\r")
        start = end + 1
    return False


def mime_version_error(values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """That a mail made of parts, or with more than plain letters, does not say that it follows MIME."""
    said = _first(values, "content-type").lower()
    if said and not said.startswith("text/plain") and "mime-version" not in values:
        yield "It has no MIME-Version, so its Content-Type need not be obeyed (RFC 2045, 4)."


def multipart_errors(boundary: bytes, encoding: str, found: int, closed: bool) -> Iterator[str]:
    """Of an entity that is made of parts: `found` of them, and whether the last one is closed."""
    if not boundary:
        yield "A part that is made of parts names no boundary between them (RFC 2046, 5.1)."
    elif not found:
        yield "The boundary between its parts does not occur (RFC 2046, 5.1)."
    elif not closed:
        yield "The last of its parts is not closed: the mail may have been cut off (RFC 2046, 5.1)."
    if encoding not in ("", "7bit", "8bit", "binary"):
        yield f"A part that is made of parts is itself encoded as {_shown(encoding)} (RFC 2045, 6.4)."


def encoding_errors(type: str, charset: str, encoding: str, body: bytes, decoded_body: bytes) -> Iterator[str]:
    """Of a leaf: its transfer encoding, and the letters of a text."""
    if encoding not in _ENCODINGS:
        yield f"A part has a transfer encoding that nobody knows: “{_shown(encoding)}” (RFC 2045, 6)."
    elif encoding == "base64" and _is_broken_base64(body):
        yield "A part in base64 is damaged (RFC 2045, 6.8)."
    if not type.startswith("text/") or not decoded_body:
        return
    codec = codec_of(charset) if charset else "ascii"
    if not codec:
        yield f"A text is in a charset that nobody knows: “{_shown(charset)}”."
    elif codec == "ascii" and not decoded_body.isascii():
        yield "A text has letters beyond ASCII, and does not say in which charset (RFC 2045, 5.2)."
    elif safely(lambda: decoded_body.decode(codec), None) is None:
        yield f"A text is not in the charset that it declares: “{_shown(charset)}”."


def _is_broken_base64(body: bytes) -> bool:
    letters = re.sub(rb"\s", b"", body)
    return bool(re.search(rb"[^A-Za-z0-9+/=]", letters)) or len(letters.rstrip(b"=")) % 4 == 1


def _first(values: Mapping[str, Sequence[str]], name: str) -> str:
    return next((value.strip() for value in values.get(name, ())), "")


def _shown(value: str) -> str:
    text = line(decoded(value))
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"

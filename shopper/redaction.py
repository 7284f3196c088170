"""Known secrets, blacked out wherever they stand and however they are spelt there.

A secret has endless spellings: percent-encoded, as entities, escaped in JSON or JavaScript, in base64, one inside another.
They are not guessed. Each layer of encoding is undone, and for each letter it is kept in mind where it came from; what is
found in any layer is masked where it stands in the text itself.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import gzip
import html
import io
import lzma
import re
import unicodedata
import zipfile
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from email.errors import HeaderParseError
from email.header import Header, decode_header, make_header
from functools import lru_cache
from itertools import accumulate, chain, pairwise

MASK = "•••"
SHORTEST = 4
"""Letters of a secret that is redacted: a shorter one would black out ordinary words."""
WITHHELD = b"Withheld: this file holds a secret of this project, or more than could be looked through for one.\n"

_ASCII_MASK = "***"  # in mails, where it reads the same in every charset and every encoding
_LAYERS = 4  # of encoding, one inside another
_BOUND = 64 * 1024 * 1024  # bytes that a packed file may unpack to, all that is in it together
_MOST_MEMBERS = 2000  # of an archive
_WORK = 75_000_000  # letters that are looked through in one file or mail, counting every layer: a second or two
_PER_TEXT, _PER_ESCAPE, _PER_ENCODED = (
    800,
    20,
    30,
)  # what a text, an escape's letter and an encoded word's cost, in such letters
_PACKED = range(40, 20_000)  # letters of base64 that is unpacked and searched; in others the secret as it is is still found
_SHORTEST_BASE64 = 5
_LEFTOVER = 9  # letters of a secret that was cut off at the end of a text
_OLD_CHARSETS = ("latin-1", "cp1258")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")

_GAP = r"""(?:[\s+\u200b]|<br ?/?>|",\["BR"(?:,\{\})?\],")*"""  # how a blank may be shown, sent or left out
_GROUPED = r"[\s.\u2010-\u2013-]?"  # between the digits of a card number
_BLANKS = re.compile(r"\s+")
_NUMBER = re.compile(r"\d(?:[ -]?\d){7,}")

_ESCAPES = re.compile(
    r"%[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*"
    r"|\\(?:u[0-9A-Fa-f]{4}(?:\\u[0-9A-Fa-f]{4})*|x[0-9A-Fa-f]{2}(?:\\x[0-9A-Fa-f]{2})*|u\{[0-9A-Fa-f]{1,6}\}|[\\/\"'`nrtbfv])"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|\0+"
)
_QUOTED_PIECE = re.compile(r"=(?:[0-9A-Fa-f]{2}|[ \t]*\r?\n)")
_QUOTED = re.compile(rf"(?:{_QUOTED_PIECE.pattern})++")  # possessive, here and below: what can be gone back to takes room
"""Quoted-printable (RFC 2045, 6.7)."""
_CONTINUED = re.compile(r'"?;\s*[A-Za-z-]{1,40}\*[1-9][0-9]?\*?="?')
"""Where a header's parameter goes on (RFC 2231, 3)."""
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{40,}(?:(?:\r?\n[ \t]*)[A-Za-z0-9+/_-]{2,}+)*+")
_BASE64_BODY = re.compile(rb"(?:^[A-Za-z0-9+/]{2,}={0,2}[ \t]*(?:\r?\n|\Z))++", re.MULTILINE)
_ENCODED_WORDS = re.compile(r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?\s]*\?=(?:\s+=\?[^?\s]{1,60}\?[bBqQ]\?[^?\s]*\?=)*+")
_HEADER = re.compile(r"^([A-Za-z][\w-]{0,60}:[ \t]*)(.*+(?:\r?\n[ \t].*+)*+)", re.MULTILINE)
_LINE_END = re.compile(rb"\r?\n")
_NO_TEXT = re.compile(rb"\x1f\x8b|PK\x03\x04|\xff\xfe|\xfe\xff|[^\0]{0,1024}(?:%PDF-|\0)")
"""How files begin that are not the text of a mail."""

Span = tuple[int, int]
Letters = Sequence[tuple[str, int]]
"""A piece of text, letter by letter, each with the number of letters that spelt it."""


class Redactor:
    """Blacks out the texts that it was taught. Those shorter than four letters stay: see `SHORTEST`."""

    def __init__(self) -> None:
        self.read_pdf: Callable[[bytes], str] = lambda raw: ""
        """What a PDF says: where its fonts have an order of their own, its bytes do not tell."""
        self._spellings: tuple[str, ...] = ()
        self._plain: tuple[str, ...] = ()
        self._patterns: tuple[re.Pattern[str], ...] = ()
        self._packed: tuple[str, ...] = ()

    def learn(self, value: str) -> None:
        """Black out this text from now on."""
        spellings = dict.fromkeys(text for form in _forms(value) for text in _undone(form) if len(text) >= SHORTEST)
        patterned = [text for text in spellings if _BLANKS.search(text) or _NUMBER.fullmatch(text)]
        self._spellings = _longest_first({*self._spellings, *spellings})
        self._plain = _longest_first({*self._plain, *spellings}.difference(patterned))
        self._patterns = tuple(dict.fromkeys((*self._patterns, *map(_pattern, patterned))))
        packed = {form for text in spellings for form in _base64_forms(text.encode("utf-8", "surrogateescape"))}
        self._packed = _longest_first({*self._packed, *packed})

    def redact(self, text: str) -> str:
        """The text with every known secret as •••, however it is encoded."""
        return _masked(text, MASK, self._all(text)) if self._knows else text

    def redact_mail(self, raw: bytes) -> bytes:
        """A raw mail with every known secret as ***, in headers, quoted-printable and base64; it stays a mail that can be
        read. Without a secret it stays as it is, to the byte."""
        if not self._knows:
            return raw
        try:
            with _bounded():
                return self._redact_mail(raw)
        except _TooMuch:
            return b"\n" + WITHHELD  # as the text of a mail without headers

    def _redact_mail(self, raw: bytes) -> bytes:
        unpacked = _BASE64_BODY.sub(lambda found: self._redact_packed(found[0]), raw)
        text = unpacked.decode("utf-8", "surrogateescape")
        text = _HEADER.sub(lambda found: self._redact_header(found[1], found[2]), text)
        below = (self._below(text, _QUOTED, _unquoted), self._below(text, _CONTINUED, lambda mark: ()))
        redacted = _masked(text, _ASCII_MASK, chain(self._all(text), *below))
        content = redacted.encode("utf-8", "surrogateescape")
        return raw if content == raw else content

    def redact_file(self, data: bytes) -> bytes:
        """A file with every known secret as •••: text in UTF-8 or UTF-16, and whatever can be read as such. An archive or a
        PDF that holds one is withheld whole: it cannot be rewritten. So is whatever takes too long to look through."""
        if not self._knows:
            return data
        try:
            with _bounded():
                return self._redact_file(data)
        except _TooMuch:
            return WITHHELD

    def _redact_file(self, data: bytes) -> bytes:
        if any(self._holds(content.decode("utf-8", "surrogateescape")) for content in _inside(data)) or (
            _is_pdf(data) and self._holds(self.read_pdf(data))
        ):
            return WITHHELD
        charset, errors = ("utf-16", "strict") if data[:2] in _UTF_16 else ("utf-8", "surrogateescape")
        try:
            text = data.decode(charset, errors)
        except UnicodeDecodeError:
            return data
        is_text = data[:2] in _UTF_16 or b"\0" not in data[:4096]
        redacted = _masked(text, MASK, self._all(text) if is_text else self._found(text, 0))  # a picture encodes no text
        return data if redacted == text else redacted.encode(charset, errors)

    @property
    def _knows(self) -> bool:
        return bool(self._spellings)

    # --- finding ---

    def _holds(self, text: str) -> bool:
        return next(self._all(text), None) is not None

    def _all(self, text: str) -> Iterator[Span]:
        yield from self._found(text, _LAYERS)
        yield from self._cut_off(text)

    def _found(self, text: str, layers: int) -> Iterator[Span]:
        """Where secrets stand in a text, in this layer or in one below it."""
        _spend(_PER_TEXT + len(text))
        for secret in chain(self._plain, self._packed):
            start = text.find(secret)
            while start >= 0:
                _spend(_PER_ESCAPE)
                yield start, start + len(secret)
                start = text.find(secret, start + 1)
        for pattern in self._patterns:
            yield from (found.span() for found in pattern.finditer(text))
        if layers:
            yield from self._below(text, _ESCAPES, _unescaped, layers - 1)
            yield from self._unpacked(text, layers - 1)

    def _below(
        self, text: str, escapes: re.Pattern[str], spell: Callable[[str], Letters], layers: int = _LAYERS
    ) -> Iterator[Span]:
        """Where secrets stand once a layer is undone."""
        if below := _undo(text, escapes, spell):
            yield from map(below.above, self._found(below.text, layers))

    def _unpacked(self, text: str, layers: int) -> Iterator[Span]:
        """Where secrets stand in base64, encoded otherwise below it. Nobody knows where it begins: four places are tried."""
        for run in _BASE64.finditer(text):
            if len(run[0]) not in _PACKED:
                continue
            _spend(4 * len(run[0]))
            places: list[int] = []
            letters = "".join(run[0].split()).replace("-", "+").replace("_", "/")
            for shift in range(4):
                decoded = _from_base64(letters[shift:]).decode("utf-8", "surrogateescape")
                for span in self._found(decoded, layers):
                    places = places or [run.start() + i for i, letter in enumerate(run[0]) if not letter.isspace()]
                    first, behind = (len(decoded[:at].encode("utf-8", "surrogateescape")) for at in span)
                    last = min(shift + -(-behind // 3) * 4, len(places)) - 1
                    yield places[shift + first // 3 * 4], places[last] + 1

    def _cut_off(self, text: str) -> Iterator[Span]:
        """The beginning of a secret, where a text was cut off in the midst of it."""
        for secret in self._spellings:
            for length in range(len(secret) - 1, max(_LEFTOVER, len(secret) // 2) - 1, -1):
                if text.endswith(secret[:length]):
                    yield len(text) - length, len(text)
                    break

    # --- in mails ---

    def _redact_packed(self, block: bytes) -> bytes:
        """A body in base64, packed again if there was a secret in it."""
        _spend(_PER_TEXT + len(block) // 4)
        content = _from_base64(b"".join(block.split()).decode("ascii"))
        redacted = (self.redact_file if _NO_TEXT.match(content) else self.redact_mail)(content)
        if redacted == content:
            return block
        return base64.encodebytes(redacted).replace(b"\n", b"\r\n" if b"\r\n" in block else b"\n")

    def _redact_header(self, name: str, value: str) -> str:
        """A header with encoded words: those with a secret in them are redacted, or all of it where one only begins there."""
        if "=?" not in value or not self._holds(_decoded(value)):
            return name + value
        value = _ENCODED_WORDS.sub(lambda found: self._redact_words(found[0]), value)
        return name + (self._redact_words(value) if self._holds(_decoded(value)) else value)

    def _redact_words(self, words: str) -> str:
        """Encoded words (RFC 2047), read together: a secret may begin in one and end in the next."""
        text = _decoded(words)
        redacted = _masked(text, _ASCII_MASK, self._all(text))
        return words if redacted == text else Header(redacted, "utf-8").encode(linesep="\r\n")


def _decoded(header: str) -> str:
    return _ENCODED_WORDS.sub(_said, " ".join(line.strip() for line in header.splitlines()))


def _said(words: re.Match[str]) -> str:
    _spend(_PER_ENCODED * len(words[0]))
    try:
        return str(make_header(decode_header(words[0])))
    except (HeaderParseError, LookupError, ValueError):
        return words[0]


def _masked(text: str, mask: str, spans: Iterable[Span]) -> str:
    pieces, done = [], 0
    for start, end in sorted(spans):
        if start >= done:
            pieces += [text[done:start], mask]
        done = max(done, end)
    return "".join((*pieces, text[done:])) if pieces else text


# --- how much is too much ---------------------------------------------------------------------------------------------


class _TooMuch(Exception):
    """What a stranger sent takes longer to look through than anybody should wait."""


_left: ContextVar[int | None] = ContextVar("left", default=None)
"""Letters that may still be looked through; None: as many as there are."""


@contextlib.contextmanager
def _bounded() -> Iterator[None]:
    """Raises _TooMuch when the work on one file is too much. A file in a mail may take half of what the mail has left."""
    before = _left.get()
    share = _WORK if before is None else before // 2
    _left.set(share)
    try:
        yield
    finally:
        _left.set(None if before is None else before - share + max(_left.get() or 0, 0))


def _spend(letters: int) -> None:
    left = _left.get()
    if left is None:
        return
    _left.set(left - letters)
    if left < letters:
        raise _TooMuch


# --- a layer undone ---------------------------------------------------------------------------------------------------


class _Layer:
    """A text with one layer of encoding undone, which knows where each of its letters came from."""

    def __init__(self, text: str, here: list[int], there: list[int]) -> None:
        self.text, self._here, self._there = text, here, there

    def above(self, span: Span) -> Span:
        """The place in the text above."""
        return self._above(span[0]), self._above(span[1])

    def _above(self, at: int) -> int:
        mark = bisect_right(self._here, at) - 1
        return self._there[mark] + at - self._here[mark]


def _undo(text: str, escapes: re.Pattern[str], spell: Callable[[str], Letters]) -> _Layer | None:
    """The text with what `escapes` finds spelt out; None if there is nothing."""
    pieces: list[str] = []
    here, there = [0], [0]
    done = length = 0
    for found in escapes.finditer(text):
        start, end = found.span()
        _spend(_PER_ESCAPE if found[0][0] == "\0" else _PER_ESCAPE // 2 * (end - start))
        if start > done:
            pieces.append(text[done:start])
            length += start - done
        for letter, width in spell(found[0]):
            here.append(length)
            there.append(start)
            pieces.append(letter)
            length += len(letter)
            start += width
        here.append(length)
        there.append(end)
        done = end
    pieces.append(text[done:])
    return _Layer("".join(pieces), here, there) if len(here) > 1 else None


@lru_cache(4096)
def _unescaped(escape: str) -> Letters:
    if escape[0] == "%":
        return _evenly(escape.replace("%", ""), 3)
    if escape[0] == "&":
        return [(html.unescape(escape), len(escape))]
    if escape[:2] == "\\x":
        return _evenly(escape.replace("\\x", ""), 4)
    if escape[:3] == "\\u{":
        return [(chr(min(int(escape[3:-1], 16), 0x10FFFF)), len(escape))]
    if escape[:2] == "\\u":
        text = bytes.fromhex(escape.replace("\\u", "")).decode("utf-16-be", "surrogatepass")
        return [(letter, 12 if letter > "\uffff" else 6) for letter in text]
    return [(_SIMPLE.get(escape[-1], escape[-1]), len(escape))] if escape[0] == "\\" else []


_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v"}


def _unquoted(quoted: str) -> Letters:
    """A soft line break is no letter: it belongs to the one behind it."""
    raw, widths, pending = bytearray(), [], 0
    for piece in _QUOTED_PIECE.findall(quoted):
        pending += len(piece)
        if not piece[-1].isspace():
            raw += bytes.fromhex(piece[1:])
            widths.append(pending)
            pending = 0
    return _spelt(bytes(raw), widths)


def _evenly(digits: str, width: int) -> Letters:
    """The letters of bytes written in hexadecimal digits, each byte by `width` letters."""
    raw = bytes.fromhex(digits)
    return _spelt(raw, [width] * len(raw))


def _spelt(raw: bytes, widths: Sequence[int]) -> Letters:
    """The letters of encoded bytes, each of which was spelt by so many letters."""
    try:
        letters = raw.decode()
    except UnicodeDecodeError:
        return list(zip(raw.decode("latin-1"), widths, strict=True))
    ends = [0, *accumulate(len(letter.encode()) for letter in letters)]
    return [(letter, sum(widths[start:end])) for letter, (start, end) in zip(letters, pairwise(ends), strict=True)]


# --- what to look for -------------------------------------------------------------------------------------------------


def _forms(value: str) -> Iterator[str]:
    """The secret as it was typed, as Unicode composes it, and as older mail programs write it."""
    yield value
    for composed in (unicodedata.normalize("NFC", value), unicodedata.normalize("NFD", value)):
        yield composed
        for charset in _OLD_CHARSETS:
            with contextlib.suppress(UnicodeEncodeError):
                yield composed.encode(charset).decode("utf-8", "surrogateescape")


def _undone(text: str) -> Iterator[str]:
    """The text, and what becomes of it when that is undone which only looks like an encoding."""
    for _ in range(_LAYERS):
        yield text
        if not (below := _undo(text, _ESCAPES, _unescaped)):
            break
        text = below.text


def _pattern(text: str) -> re.Pattern[str]:
    if _NUMBER.fullmatch(text):
        return re.compile(_GROUPED.join(re.sub(r"\D", "", text)))
    return re.compile(_GAP.join(map(re.escape, filter(None, _BLANKS.split(text)))))


def _base64_forms(raw: bytes) -> Iterator[str]:
    """A value inside longer base64 text, at each of the three alignments, without the letters shared with its neighbours."""
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + raw).decode()
        shared = (shift + len(raw)) % 3
        form = encoded[(0, 2, 3)[shift] : len(encoded) - (0, 3, 2)[shared]]
        if len(form) >= _SHORTEST_BASE64:
            yield from (form, form.replace("+", "-").replace("/", "_"))


def _longest_first(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=len, reverse=True))


# --- looking inside ---------------------------------------------------------------------------------------------------


def _from_base64(letters: str) -> bytes:
    """What base64 holds, as far as it goes: a cut-off end is left out."""
    bare = letters.rstrip("=")
    whole = bare[: len(bare) - (len(bare) % 4 == 1)]
    try:
        return binascii.a2b_base64(whole + "=" * (-len(whole) % 4))
    except binascii.Error:
        return b""


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _inside(data: bytes) -> Iterator[bytes]:
    """What a packed file holds: gzip, zip, and a PDF's streams. What is damaged is read as far as it goes.

    Raises _TooMuch where it holds more than anybody would send.
    """
    left = _BOUND
    for content in _pieces(data):
        left -= len(content)
        if left < 0:
            raise _TooMuch
        yield content


def _pieces(data: bytes) -> Iterator[bytes]:
    """One piece after the other; one that is too long is cut off behind the bound."""
    if data[:2] == b"\x1f\x8b":
        with contextlib.suppress(*_TORN):
            yield gzip.GzipFile(fileobj=io.BytesIO(data)).read(_BOUND + 1)
    elif data[:4] == b"PK\x03\x04":
        if data.count(b"PK\x01\x02") > _MOST_MEMBERS:  # counted before they are read: that alone would take seconds
            raise _TooMuch
        with contextlib.suppress(*_TORN), zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                yield member.filename.encode("utf-8", "surrogateescape")
                with contextlib.suppress(*_TORN), archive.open(member) as content:
                    yield content.read(_BOUND + 1)
    elif _is_pdf(data):
        yield data
        yield from map(_inflated, _streams(data))


_TORN = (OSError, EOFError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, zlib.error, lzma.LZMAError)


def _streams(data: bytes) -> Iterator[bytes]:
    """What stands between `stream` and `endstream` (ISO 32000-1, 7.3.8)."""
    end = 0
    while (start := data.find(b"stream", end)) >= 0:
        end = start + len(b"stream")
        if not (line := _LINE_END.match(data, end)):
            continue
        end = data.find(b"endstream", end)
        if end < 0:
            return
        yield data[line.end() : end]
        end += len(b"endstream")


def _inflated(stream: bytes) -> bytes:
    """A stream of a PDF without its compression, and without the letters that carry it through old mail (ASCII85)."""
    if stream.rstrip().endswith(b"~>"):
        try:
            stream = base64.a85decode(stream.strip().removeprefix(b"<~").removesuffix(b"~>"))
        except ValueError:
            return stream
    try:
        return zlib.decompressobj().decompress(stream, _BOUND + 1)
    except zlib.error:
        return stream

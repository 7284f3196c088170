"""Bytes of a mail → text that disguises nothing: charsets, transfer encodings, encoded words (RFC 2045, 2047)."""

from __future__ import annotations

import binascii
import codecs
import re
import string
import unicodedata
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_ODD = (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError)
"""What the library raises for odd headers, although it is not meant to."""

_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ENCODED_WORD = re.compile(r"=\?([^?*\s]{1,60})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=")
_NOT_BASE64 = bytes(set(range(256)) - set((string.ascii_letters + string.digits + "+/").encode()))
_NO_CHARSETS = ("idna", "punycode", "raw-unicode-escape", "raw_unicode_escape", "unicode-escape", "unicode_escape", "utf-7")
_READ_AS = {"iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}  # WHATWG Encoding, 4.2


def safely(read: Callable[[], T], otherwise: T) -> T:
    """What `read` returns, or `otherwise` where the library stumbles over what it was given."""
    try:
        return read()
    except _ODD:
        return otherwise


def codec_of(charset: str) -> str:
    """The codec that a declared charset is read with, as browsers do; empty if nobody knows it."""
    try:
        codec = codecs.lookup(charset)
    except (LookupError, ValueError):
        return ""
    if codec.name in _NO_CHARSETS or not codec._is_text_encoding:
        return ""
    return _READ_AS.get(codec.name, codec.name)


def text_of(data: bytes, charset: str) -> str:
    """Text in the declared charset, read as browsers do; where that fails, or says nothing, UTF-8, else Windows-1252."""
    declared = codec_of(charset)
    for name in (*(() if declared in ("", "ascii", "utf-8") else (declared,)), "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def clean(text: str) -> str:
    """Composed letters (NFC), no control characters but line breaks and tabs."""
    return _NOT_TEXT.sub("", unicodedata.normalize("NFC", text))


def line(text: str) -> str:
    """One line without control and bidi characters: nothing that could pose as another header or read backwards."""
    return " ".join(clean(text).translate(_BIDI).split())


def decoded(value: str) -> str:
    """A header as it is meant to be read (RFC 2047), on one line and without what could disguise it."""
    text = text_of(value.encode("utf-8", "surrogateescape"), "")
    runs: list[tuple[str, bytes]] = []  # one letter's bytes may be spread over two encoded words
    end = 0
    for word in _ENCODED_WORD.finditer(text):
        between = text[end : word.start()]
        if between and not (end and between.isspace()):
            runs.append(("", between.encode()))
        letters = word[3].encode()
        data = from_base64(letters) if word[2] in "bB" else binascii.a2b_qp(letters, header=True)
        charset = word[1].lower()
        if runs and runs[-1][0] == charset:
            data = runs.pop()[1] + data
        runs.append((charset, data))
        end = word.end()
    return line("".join(text_of(data, charset) for charset, data in runs) + text[end:])


def from_base64(data: bytes) -> bytes:
    """What base64 says; cut off, or with letters that do not belong there: what can be read of it."""
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        letters = data.translate(None, _NOT_BASE64)
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def without_comments(text: str) -> str:
    """A header without what stands in brackets (RFC 5322, 3.2.2)."""
    kept, depth, quoted = [], 0, False
    for letter in text:
        quoted ^= letter == '"' and not depth
        depth += letter == "(" and not quoted
        if not depth:
            kept.append(letter)
        depth -= letter == ")" and not quoted and depth > 0
    return "".join(kept)

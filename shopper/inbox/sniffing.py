"""What a file's first bytes say it is, whatever its name and its sender say."""

from __future__ import annotations

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),  # Office before 2007, and installers (.msi)
    (b"{\\rtf", "application/rtf"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-executable"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut"),
    (b"#!", "text/x-shellscript"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
)
_IN_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
    (b"META-INF/MANIFEST.MF", "application/java-archive"),
)
_WORDS: tuple[tuple[bytes, str], ...] = (
    (b"begin:vcalendar", "text/calendar"),
    (b"begin:vcard", "text/vcard"),
    (b"<!doctype html", "text/html"),
    (b"<html", "text/html"),
    (b"<svg", "image/svg+xml"),
)
_LOOKED_AT = 1024  # bytes; PDF's own mark may stand anywhere in them (ISO 32000-1, Annex H)
_LOOKED_AT_IN_ZIP = 64 * 1024  # names of packed files stand before each of them; none is ever unpacked


def sniffed(raw: bytes) -> str:
    """The media type; empty if the first bytes say nothing sure."""
    head = raw[:_LOOKED_AT]
    if b"%PDF-" in head:
        return "application/pdf"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    found = next((type for beginning, type in _BEGINNINGS if head.startswith(beginning)), "")
    if found == "application/zip":
        names = raw[:_LOOKED_AT_IN_ZIP]
        return next((type for name, type in _IN_ZIP if name in names), found)
    words = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:40].lower()
    return found or next((type for beginning, type in _WORDS if words.startswith(beginning)), "")

"""A file's first bytes against what it is called."""

from __future__ import annotations

import hashlib
import io
import zipfile
from email.message import EmailMessage

import pytest

from shopper.inbox.parsing import read_mail
from shopper.inbox.sniffing import sniffed


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("raw", "type"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\r\n junk %PDF-1.4", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0..JFIF", "image/jpeg"),
        (b"GIF89a....", "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x10\x00\x00\x00WAVE", ""),
        (packed("a.txt"), "application/zip"),
        (packed("[Content_Types].xml", "word/document.xml"),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (packed("META-INF/MANIFEST.MF"), "application/java-archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        (b"MZ\x90\x00", "application/vnd.microsoft.portable-executable"),
        (b"\x7fELF\x02", "application/x-executable"),
        (b"#!/bin/sh\n", "text/x-shellscript"),
        (b"\xef\xbb\xbf <!DOCTYPE html><html>", "text/html"),
        (b"<html lang=vi>", "text/html"),
        (b"BEGIN:VCALENDAR\r\n", "text/calendar"),
        (b"<svg xmlns='x'>", "image/svg+xml"),
        (b"Xin chao", ""),
        (b"", ""),
    ],
)  # fmt: skip
def test_first_bytes(raw: bytes, type: str) -> None:
    assert sniffed(raw) == type


def test_a_program_called_an_invoice() -> None:
    mail = EmailMessage()
    mail["From"] = "a@b.test"
    mail.set_content("See the invoice")
    mail.add_attachment(b"MZ\x90\x00", maintype="application", subtype="pdf", filename="invoice.pdf")
    mail.add_attachment(b"GIF89a", maintype="image", subtype="gif", cid="<logo@b.test>", disposition="inline")
    said = {part.name or part.content_id: part for part in read_mail(mail.as_bytes()).parts}
    invoice, logo = said["invoice.pdf"], said["logo@b.test"]
    assert (invoice.type, invoice.sniffed) == ("application/pdf", "application/vnd.microsoft.portable-executable")
    assert not invoice.inline and logo.inline and logo.sha256 == hashlib.sha256(b"GIF89a").hexdigest()

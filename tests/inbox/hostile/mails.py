"""Mails as nobody honest sends them: each with its name and what it attacks. Made when asked for, never stored.

`MAILS`: name → Attack. All are small to write down; what they grow to is in the bytes.
"""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image


@dataclass(frozen=True)
class Attack:
    """`on`: what it aims at. `make`: its raw bytes. `told`: it must have a problem or a format error, for it cannot be read
    whole, or breaks the rules; else it may also just be read well."""

    on: str
    make: Callable[[], bytes]
    told: bool = True


HEAD = (
    b"From: Shop <orders@gomsen.test>\r\nTo: v1@shop.test\r\nDate: Mon, 02 Mar 2026 10:00:00 +0700\r\n"
    b"Message-ID: <1@gomsen.test>\r\nMIME-Version: 1.0\r\n"
)


def mail(body: bytes | str, *headers: bytes | str, subject: bytes | str = "Order") -> bytes:
    """An otherwise good mail."""
    lines = [_bytes(line) for line in (*([b"Subject: " + _bytes(subject)] if subject else ()), *headers)]
    return HEAD + b"".join(line + b"\r\n" for line in lines) + b"\r\n" + _bytes(body)


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")


def html(body: bytes | str) -> bytes:
    return mail(body, "Content-Type: text/html; charset=utf-8")


def attached(content: bytes, type: str, name: str, *, more: str = "") -> bytes:
    body = base64.encodebytes(content).replace(b"\n", b"\r\n")
    return mail(
        b"--b\r\nContent-Type: text/html\r\n\r\n<p>See <img src=cid:x></p>\r\n--b\r\n"
        + f'Content-Type: {type}; name="{name}"\r\nContent-ID: <x>\r\n{more}'.encode()
        + b"Content-Transfer-Encoding: base64\r\n\r\n"
        + body
        + b"\r\n--b--\r\n",
        'Content-Type: multipart/mixed; boundary="b"',
    )


def nested(depth: int, kind: str = "mixed") -> bytes:
    start = b"".join(
        b'Content-Type: multipart/%s; boundary="b%d"\r\n\r\n--b%d\r\n' % (kind.encode(), n, n) for n in range(depth)
    )
    return HEAD + b"Subject: nested\r\n" + start + b"Content-Type: text/plain\r\n\r\ncore\r\n"


def parts(body: str, boundary: str = "b") -> bytes:
    return mail(body, f'Content-Type: multipart/mixed; boundary="{boundary}"')


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name, (2026, 3, 2, 10, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def zip_in_zip() -> bytes:
    packed = b"\0" * 10_000_000
    for level in range(3):
        packed = zipped(f"{level}.zip", packed)
    return packed


def png(width: int, height: int) -> bytes:
    """A picture that says it has so many pixels, in very few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    data = zlib.compress(b"\0" * min(width * height, 5_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + b"\x08\x00\x00\x00\x00") + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def gif(frames: int) -> bytes:
    file = io.BytesIO()
    pictures = [Image.new("P", (300, 300), n % 255) for n in range(frames)]
    pictures[0].save(file, "GIF", save_all=True, append_images=pictures[1:])
    return file.getvalue()


def pdf(objects: str, trailer: str = "/Root 1 0 R") -> bytes:
    return f"%PDF-1.7\n{objects}\ntrailer << {trailer} >>\nstartxref\n0\n%%EOF".encode()


def pdf_bomb() -> bytes:
    stream = zlib.compress(b"\0" * 200_000_000, 9)
    stream = zlib.compress(stream, 9)
    head = f"3 0 obj << /Length {len(stream)} /Filter [/FlateDecode /FlateDecode] >>\nstream\n".encode()
    page = "2 0 obj << /Type /Page /Parent 4 0 R /Contents 3 0 R /MediaBox [0 0 9 9] >> endobj\n"
    catalog = "1 0 obj << /Type /Catalog /Pages 4 0 R >> endobj\n4 0 obj << /Type /Pages /Kids [2 0 R] /Count 1 >> endobj\n"
    start = f"%PDF-1.7\n{catalog}{page}"
    return start.encode() + head + stream + b"\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF"


def calendar(event: str) -> bytes:
    return mail(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                "Content-Type: text/calendar; charset=utf-8")  # fmt: skip


OWN_PAGE = "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [2 0 R] /Count 9 >> endobj"
LINES = "a\r\n" * 200_000
MAILS: dict[str, Attack] = {
    # --- structure ---
    "multipart_2000_deep": Attack("recursion into parts", lambda: nested(2000)),
    "multipart_100000_deep": Attack("recursion into parts, memory", lambda: nested(100_000)),
    "alternatives_in_alternatives": Attack("recursion into parts", lambda: nested(500, "alternative")),
    "rfc822_in_rfc822": Attack("recursion into mails", lambda: HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 1000),
    "rfc822_in_base64": Attack("recursion into mails", lambda: attached(nested(1000), "message/rfc822", "m.eml"), told=False),
    "50000_parts": Attack("number of parts", lambda: parts("--b\r\n\r\nx\r\n" * 50_000)),
    "empty_parts": Attack("number of parts", lambda: parts("--b\r\n" * 100_000)),
    "same_boundary_inside": Attack(
        "the end of a part", lambda: parts('--b\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nx\r\n--b--')
    ),
    "boundary_that_is_a_regex": Attack(
        "patterns built of it", lambda: parts("--(a+)+$\r\n\r\nx\r\n--(a+)+$--", "(a+)+$"), told=False
    ),
    "boundary_of_8_bits": Attack(
        "patterns built of it", lambda: parts("--\udcff\r\n\r\nx\r\n--\udcff--", "\udcff"), told=False
    ),
    "boundary_of_5000_letters": Attack("patterns built of it", lambda: parts("--" + "b" * 5000 + "\r\n\r\nx", "b" * 5000)),
    "boundary_without_end": Attack("cut off", lambda: parts("--b\r\n\r\nx")),
    "boundary_never_used": Attack("the end of a part", lambda: parts("nothing")),
    "boundary_missing": Attack("the end of a part", lambda: mail("x", "Content-Type: multipart/mixed")),
    "boundary_empty": Attack("the end of a part", lambda: mail("--\r\nx", 'Content-Type: multipart/mixed; boundary=""')),
    "multipart_in_base64": Attack(
        "parts hidden by an encoding",
        lambda: mail(
            base64.b64encode(b"--b\r\n\r\nx\r\n--b--"),
            "Content-Type: multipart/mixed; boundary=b",
            "Content-Transfer-Encoding: base64",
        ),
    ),
    "external_body": Attack(
        "fetching what is elsewhere",
        lambda: mail(
            "Content-Type: text/plain\r\n\r\n",
            'Content-Type: message/external-body; access-type=URL; URL="http://169.254.169.254/"',
        ),
        told=False,
    ),
    "partial_mail": Attack(
        "being put together", lambda: mail("x", 'Content-Type: message/partial; id="a"; number=2; total=999999'), told=False
    ),
    # --- headers ---
    "subject_of_100000_words": Attack("encoded words", lambda: mail("x", subject=" ".join(["=?utf-8?q?=41?="] * 100_000))),
    "subject_folded_without_end": Attack("folding", lambda: mail("x", subject="a\r\n " * 30_000)),
    "subject_of_unfinished_words": Attack("encoded words", lambda: mail("x", subject="=?utf-8?q?" * 700)),
    "subject_with_a_header": Attack(
        "another header", lambda: mail("x", subject="=?utf-8?q?Hi=0D=0ABcc=3A_x=40x.test?="), told=False
    ),
    "subject_that_reads_backwards": Attack("bidi", lambda: mail("x", subject="=?utf-8?b?4oCuZmRwLmV4ZQ==?="), told=False),
    "subject_of_escape_sequences": Attack("the terminal", lambda: mail("x", subject="\x1b]0;owned\x07\x1b[2J"), told=False),
    "subject_twice": Attack("which one counts", lambda: mail("x", "Subject: Refund", subject="Order")),
    "subject_in_utf_7": Attack("charset", lambda: mail("x", subject="=?utf-7?q?+ADw-script+AD4-?="), told=False),
    "from_of_brackets": Attack("recursion into comments", lambda: mail("x", b"Sender: " + b"(" * 7000)),
    "from_twice": Attack("which one counts", lambda: mail("x", "From: bank@bank.test")),
    "from_quoted_and_angled": Attack("address parsing", lambda: mail("x", b"Reply-To: " + b'"<' * 3500), told=False),
    "from_without_address": Attack("address parsing", lambda: b"From: nobody\r\nSubject: x\r\n\r\nx"),
    "from_that_shows_another": Attack(
        "display name", lambda: mail("x", 'Reply-To: "orders@gomsen.test" <evil@x.test>'), told=False
    ),
    "to_of_10000_addresses": Attack(
        "address parsing", lambda: mail("x", "Cc: " + ",".join(f"a{n}@x.test" for n in range(10_000)))
    ),
    "group_addresses": Attack("address parsing", lambda: mail("x", "Cc: " + "g:" * 3000 + ";" * 3000), told=False),
    "message_id_unfinished": Attack("id parsing", lambda: HEAD.replace(b"<1@gomsen.test>", b"<<>") + b"Subject: x\r\n\r\nx"),
    "references_of_100000": Attack("id parsing", lambda: mail("x", "References: " + "<a@b> " * 100_000)),
    "date_before_time": Attack(
        "dates", lambda: HEAD.replace(b"Mon, 02 Mar 2026", b"Mon, 01 Jan 0000") + b"Subject: x\r\n\r\nx", told=False
    ),
    "date_of_digits": Attack("dates", lambda: HEAD.replace(b"02 Mar 2026", b"9" * 5000) + b"Subject: x\r\n\r\nx"),
    "date_with_huge_zone": Attack("dates", lambda: HEAD.replace(b"+0700", b"+99999999") + b"Subject: x\r\n\r\nx", told=False),
    "received_of_5000_hops": Attack(
        "hops", lambda: mail("x", *["Received: from a by b; Mon, 2 Mar 2026 10:00:00 +0000"] * 5000)
    ),
    "received_of_brackets": Attack("hops", lambda: mail("x", "Received: from " + "(" * 7000 + "; x"), told=False),
    "results_of_brackets": Attack(
        "Authentication-Results", lambda: mail("x", "Authentication-Results: x; dkim=pass " + "(" * 7000), told=False
    ),
    "results_of_many_methods": Attack(
        "Authentication-Results", lambda: mail("x", "Authentication-Results: x" + "; dkim=pass" * 600), told=False
    ),
    "header_of_1_mb": Attack("size of headers", lambda: mail("x", b"X: " + b"y" * 2**20)),
    "50000_headers": Attack("number of headers", lambda: mail("x", *["X: y"] * 50_000)),
    "header_without_colon": Attack("what is a header", lambda: mail("x", "no header at all")),
    "header_with_nul": Attack("letters", lambda: mail("x", b"X-Y: a\0b")),
    "headers_without_end": Attack("where the body begins", lambda: HEAD + b"Subject: x\r\n" + b" folded\r\n" * 20_000),
    "no_headers": Attack("where the body begins", lambda: b"\r\nbody"),
    "nothing": Attack("an empty file", lambda: b""),
    "only_line_ends": Attack("an empty file", lambda: b"\r\n" * 500_000),
    "50000_parameters": Attack("parameters", lambda: mail("x", "Content-Type: text/plain" + "; a=b" * 50_000)),
    "parameters_continued": Attack(
        "RFC 2231",
        lambda: mail("x", "Content-Disposition: attachment" + "".join(f"; filename*{n}=a" for n in range(400))),
        told=False,
    ),
    "parameter_numbered_by_digits": Attack(
        "RFC 2231", lambda: mail("x", f"Content-Disposition: attachment; filename*{'9' * 5000}*=utf-8''a"), told=False
    ),
    # --- letters ---
    "charset_with_nul": Attack("codecs", lambda: mail("x", b'Content-Type: text/plain; charset="utf\x008"')),
    "charset_unknown": Attack("codecs", lambda: mail("x", "Content-Type: text/plain; charset=klingon")),
    "charset_that_unpacks": Attack(
        "codecs", lambda: mail(zlib.compress(b"x" * 10**7), "Content-Type: text/plain; charset=zlib")
    ),
    "charset_punycode": Attack(
        "slow codecs", lambda: mail("a" * 300_000 + "-99", "Content-Type: text/plain; charset=punycode")
    ),
    "charset_utf_7": Attack("codecs", lambda: mail("+ADw-script+AD4-", "Content-Type: text/html; charset=utf-7")),
    "text_of_surrogates": Attack("letters", lambda: mail(b"\xed\xa0\x80" * 1000, "Content-Type: text/plain; charset=utf-8")),
    "text_of_combining_marks": Attack(
        "normalising", lambda: mail(("e" + "\u0301" * 5000) * 60, "Content-Type: text/plain; charset=utf-8")
    ),
    "text_of_every_byte": Attack("letters", lambda: mail(bytes(range(256)) * 2000)),
    "base64_damaged": Attack("decoding", lambda: mail("!" * 50_000 + "QUJD=", "Content-Transfer-Encoding: base64")),
    "quoted_printable_damaged": Attack("decoding", lambda: mail("=" * 300_000, "Content-Transfer-Encoding: quoted-printable")),
    "encoding_unknown": Attack("decoding", lambda: mail("x", "Content-Transfer-Encoding: x-uuencode")),
    "line_of_3_mb": Attack("size of lines", lambda: mail("y" * 3_000_000)),
    "bare_carriage_returns": Attack("smuggling", lambda: mail("a\r.\rb" * 1000)),
    "nul_bytes": Attack("letters", lambda: mail(b"a\0" * 100_000)),
    "26_mb": Attack("size", lambda: mail(b"x" * 76 + b"\r\n") + (b"x" * 76 + b"\r\n") * 350_000),
    "3_mb_of_text": Attack("size of text", lambda: mail("word \r\n" * 500_000)),
    # --- HTML ---
    "50000_divs": Attack("depth of HTML", lambda: html("<div>\r\n" * 50_000 + "core")),
    "divs_in_attributes": Attack("depth of HTML", lambda: html("<div title='</div>'>\r\n" * 50_000)),
    "300_tables_in_tables": Attack("depth of HTML", lambda: html("<table><tr><td>\r\n" * 300 + "core"), told=False),
    "20000_unclosed_fonts": Attack("formatting elements", lambda: html("<p><b><i><font>\r\n" * 5000 + "core")),
    "50000_attributes": Attack(
        "attributes", lambda: html("<p " + " ".join(f"a{n}=1\r\n" for n in range(50_000)) + ">x</p>"), told=False
    ),
    "100000_links": Attack("number of links", lambda: html("<a href=//x>y</a>\r\n" * 50_000), told=False),
    "50000_pictures": Attack("number of pictures", lambda: html("<img src=https://x.test/a.png>\r\n" * 30_000), told=False),
    "style_of_braces": Attack("CSS", lambda: html("<style>" + "{\r\n" * 80_000 + "</style>x"), told=False),
    "style_of_brackets": Attack("CSS", lambda: html('<p style="color:' + "(\r\n" * 5000 + '">x</p>'), told=False),
    "style_of_20000_rules": Attack(
        "CSS", lambda: html("<style>" + "p{color:red}\r\n" * 18_000 + "</style>" + "<p>x\r\n" * 5000), told=False
    ),
    "style_of_slow_selectors": Attack(
        "CSS",
        lambda: html("<style>" + "div div div{color:red}\r\n" * 900 + "</style>" + "<div>\r\n" * 300 + "<p>x\r\n" * 5000),
        told=False,
    ),
    "style_of_media_in_media": Attack("CSS", lambda: html("<style>" + "@media all{\r\n" * 5000 + "</style>x"), told=False),
    "50000_styles": Attack(
        "CSS", lambda: html("".join(f"<p style='top:{n}px;color:#{n:06x}'>x\r\n" for n in range(20_000))), told=False
    ),
    "comment_without_end": Attack("parsing", lambda: html("<!--" + LINES), told=False),
    "script_and_handlers": Attack(
        "active content",
        lambda: html('<script>fetch("//x")</script><img src=x onerror=alert(1)><iframe src=file:///etc/passwd></iframe>'),
        told=False,
    ),
    "entities": Attack("unescaping", lambda: html("&amp" * 200_000 + "&#xD800;&#x202E;\r\n" * 100), told=True),
    "doctype_of_entities": Attack(
        "XML entities", lambda: html('<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><p>&b;</p>'), told=False
    ),
    "json_ld_of_brackets": Attack(
        "JSON", lambda: html('<script type="application/ld+json">' + "[\r\n" * 60_000 + "</script>"), told=False
    ),
    "json_ld_of_digits": Attack(
        "JSON", lambda: html('<script type="application/ld+json">[' + "9\r\n" * 10 + "9" * 900 + "]</script>"), told=False
    ),
    "microdata_in_microdata": Attack("microdata", lambda: html("<div itemscope itemprop=a>\r\n" * 390 + "x"), told=False),
    "quotes_without_end": Attack("quotes", lambda: mail("On x\r\n" * 50_000 + "wrote:"), told=False),
    "headers_quoted_without_end": Attack("quotes", lambda: mail("From: a\r\nTo: b\r\n" * 50_000), told=False),
    # --- attachments ---
    "name_that_climbs": Attack("files", lambda: attached(b"x", "text/plain", "../../../etc/cron.d/x"), told=False),
    "name_of_a_device": Attack("files", lambda: attached(b"x", "text/plain", "C:\\\\CON"), told=False),
    "name_with_nul": Attack("files", lambda: attached(b"x", "text/plain", "a.pdf\0.exe")),
    "name_that_reads_backwards": Attack("bidi", lambda: attached(b"MZ", "application/pdf", "invoice\u202efdp.exe"), told=False),
    "name_of_100000_letters": Attack("size of headers", lambda: attached(b"x", "text/plain", "a" * 100_000)),
    "program_called_pdf": Attack(
        "what a file is", lambda: attached(b"MZ" + b"\0" * 1000, "application/pdf", "invoice.pdf"), told=False
    ),
    "zip_bomb": Attack("unpacking", lambda: attached(zip_in_zip(), "application/zip", "a.zip"), told=False),
    "gzip_bomb": Attack("unpacking", lambda: attached(gzip.compress(b"\0" * 10**7), "application/gzip", "a.gz"), told=False),
    "office_with_macros": Attack(
        "unpacking", lambda: attached(zipped("word/vbaProject.bin", b"x"), "application/msword", "a.docm"), told=False
    ),
    "picture_of_10_gigapixels": Attack("pixels", lambda: attached(png(100_000, 100_000), "image/png", "a.png"), told=False),
    "picture_of_many_pixels": Attack("pixels", lambda: attached(png(20_000, 8000), "image/png", "a.png"), told=False),
    "picture_of_500_frames": Attack("pixels", lambda: attached(gif(500), "image/gif", "a.gif"), told=False),
    "picture_damaged": Attack(
        "pixels", lambda: attached(b"\x89PNG\r\n\x1a\n" + b"\xff" * 5000, "image/png", "a.png"), told=False
    ),
    "pdf_bomb": Attack("PDF", lambda: attached(pdf_bomb(), "application/pdf", "a.pdf"), told=False),
    "pdf_that_is_its_own_page": Attack("PDF", lambda: attached(pdf(OWN_PAGE), "application/pdf", "a.pdf"), told=False),
    "pdf_of_brackets": Attack(
        "PDF", lambda: attached(pdf("1 0 obj " + "[" * 50_000 + " endobj"), "application/pdf", "a.pdf"), told=False
    ),
    "pdf_of_nonsense": Attack(
        "PDF", lambda: attached(b"%PDF-1.7\n" + bytes(range(256)) * 500, "application/pdf", "a.pdf"), told=False
    ),
    "pdf_with_an_action": Attack(
        "PDF",
        lambda: attached(
            pdf("1 0 obj << /Type /Catalog /OpenAction << /S /Launch /F (/bin/sh) >> >> endobj"), "application/pdf", "a.pdf"
        ),
        told=False,
    ),
    "50_pdfs": Attack(
        "PDF",
        lambda: parts(
            "".join("--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF-\r\n" for _ in range(50)) + "--b--"
        ),
        told=False,
    ),
    "calendar_of_calendars": Attack(
        "calendars", lambda: mail("BEGIN:VCALENDAR\r\n" * 15_000, "Content-Type: text/calendar"), told=False
    ),
    "calendar_without_end_of_repeating": Attack(
        "calendars", lambda: calendar("DTSTART:20260302T100000Z\r\nRRULE:FREQ=SECONDLY;COUNT=999999999"), told=False
    ),
    "calendar_of_properties": Attack("calendars", lambda: calendar("X-A:b\r\n" * 25_000), told=False),
    "calendar_of_folds": Attack("calendars", lambda: calendar("SUMMARY:a\r\n " * 25_000), told=False),
}

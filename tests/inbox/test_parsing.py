"""What mails say, and what they cannot do. Each hostile mail stands beside what must come of it."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopper.inbox import parsing
from shopper.inbox.parsing import read_headers, read_mail
from shopper.model import Reading


def plain(body: str | bytes, *headers: str) -> bytes:
    head = "\r\n".join(("From: orders@gomsen.test", "To: v1@shop.test", *headers)).encode("utf-8", "surrogateescape")
    return head + b"\r\n\r\n" + (body if isinstance(body, bytes) else body.encode())


def html(body: str) -> Reading:
    return read_mail(plain(body, "Content-Type: text/html; charset=utf-8"))


def wrapped(depth: int) -> bytes:
    inner = b"Content-Type: text/plain\r\n\r\ncore\r\n"
    for level in range(depth):
        boundary = b"b%d" % level
        inner = b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n--%s\r\n%s\r\n--%s--\r\n' % (
            boundary,
            boundary,
            inner,
            boundary,
        )
    return b"Subject: nested\r\n" + inner


# --- ordinary mails -----------------------------------------------------------------------------------------------


def test_an_ordinary_confirmation() -> None:
    mail = EmailMessage()
    mail["From"] = "Gốm Sen <orders@gomsen.test>"
    mail["To"] = '"Nguyễn, Linh" <v1@shop.test>'
    mail["Reply-To"] = "help@gomsen.test"
    mail["Subject"] = "Xác nhận đơn hàng"
    mail["Message-ID"] = "<1.a@gomsen.test>"
    mail["Date"] = "Tue, 01 Jan 2030 10:00:00 +0700"
    mail.set_content("Xin chào Linh\n")
    mail.add_alternative("<html lang='vi'><h1>Xin chào</h1><p>Cảm ơn <b>Linh</b>!</p></html>", subtype="html")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="hóa đơn.pdf")
    said = read_mail(mail.as_bytes())
    assert (said.sender, said.sender_name) == ("orders@gomsen.test", "Gốm Sen")
    assert said.recipients == ("v1@shop.test",) and said.reply_to == "help@gomsen.test"
    assert (said.subject, said.message_id) == ("Xác nhận đơn hàng", "1.a@gomsen.test")
    assert said.date == datetime(2030, 1, 1, 3, tzinfo=UTC)
    assert (said.text, said.plain, said.lang) == ("Xin chào\nCảm ơn Linh!", "Xin chào Linh\n", "vi")
    assert [(part.type, part.name) for part in said.parts] == [
        ("text/plain", ""),
        ("text/html", ""),
        ("application/pdf", "hóa đơn.pdf"),
    ]
    assert said.parts[2].size == 8 and said.headers["message-id"] == ("<1.a@gomsen.test>",) and not said.problem


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>one</p><p>two<br>three</p>", "one\ntwo\nthree"),
        ("<table><tr><td>Total</td><td>19.99 €</td></tr><tr><td>Tax</td><td>3</td></tr></table>", "Total\t19.99 €\nTax\t3"),
        ("<table><tr><td><p>Total</p></td><td><div>19.99</div></td></tr></table>", "Total\t19.99"),
        ("<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td></tr></table>", "a\nb\tc"),
        ("<b>bo</b>ld <i> it</i>", "bold it"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<style>p{}</style><script>x()</script><title>t</title>seen", "seen"),
        ('<div style="display: NONE">preheader</div>seen', "seen"),
        ('<span style="font-size:0px;color:#fff">x</span><span style="max-height:0">y</span><i hidden>z</i>seen', "seen"),
        ('<p style="font-size:0.9em">small</p><p style="opacity:0.5">pale</p>', "small\npale"),
        ("a&nbsp;b\u202fc&zwnj;d so&shy;ft &lt;b&gt;", "a b c\u200cd soft <b>"),
        ("<!-- no --><!--[if mso]>no<![endif]-->yes", "yes"),
        ("Hello <?php no ?>you", "Hello you"),
        ("unclosed <b>bold <a href=https://x.test>link", "unclosed bold link"),
    ],
)
def test_what_the_reader_sees(body: str, text: str) -> None:
    assert html(body).text == text


def test_links_are_absolute_and_carry_their_words() -> None:
    said = html(
        '<a href=" https://www.gomsen.test/t?a=1&amp;b=2 ">Theo <b>dõi</b></a>'
        '<a href="/relative">r</a><a href="mailto:a@b.test">m</a>'
        '<a href="tel:+84 1">t</a><a href="JavaScript:alert(1)">j</a><a href="java\nscript:x">j</a>'
        '<a href="data:text/html,x">d</a>'
        '<a href="https://p.test"><img alt="Logo"></a><p style="display:none"><a href="https://h.test">hidden</a></p>'
    )
    assert [(link.href, link.text, link.visible) for link in said.links] == [
        ("https://www.gomsen.test/t?a=1&b=2", "Theo dõi", True),
        ("mailto:a@b.test", "m", True),
        ("tel:+84 1", "t", True),
        ("https://p.test", "Logo", True),
        ("https://h.test", "hidden", False),
    ]


def test_links_of_a_plain_mail() -> None:
    said = read_mail(plain("See https://x.test/a?b=1, (https://x.test/c). https://x.test/c"))
    assert [link.href for link in said.links] == ["https://x.test/a?b=1", "https://x.test/c"]


@pytest.mark.parametrize(
    ("body", "headers", "text"),
    [
        ("Äpfel".encode("latin-1"), ["Content-Type: text/plain; charset=iso-8859-1"], "Äpfel"),
        (b"19 \x80", ["Content-Type: text/plain; charset=ISO-8859-1"], "19 €"),
        ("Đơn hàng".encode(), ["Content-Type: text/plain"], "Đơn hàng"),
        ("Đơn hàng".encode(), ["Content-Type: text/plain; charset=us-ascii"], "Đơn hàng"),
        ("Đơn hàng".encode(), ["Content-Type: text/plain; charset=nonsense"], "Đơn hàng"),
        (b"\xe9t\xe9", ["Content-Type: text/plain; charset=utf-8"], "été"),
        ("Đơn".encode("utf-16"), ["Content-Type: text/plain; charset=utf-16"], "Đơn"),
        (base64.encodebytes("Đơn".encode()), ["Content-Transfer-Encoding: BASE64"], "Đơn"),
        (b"SGVs\n!!bG8", ["Content-Transfer-Encoding: base64"], "Hello"),
        (b"SGVsbG8gd29ybGQ", ["Content-Transfer-Encoding: base64"], "Hello world"),
        (b"caf=C3=A9 =\r\nau lait =ZZ", ["Content-Transfer-Encoding: quoted-printable"], "café au lait =ZZ"),
        ("e\u0323\u0302".encode(), [], "ệ"),
    ],
)
def test_charsets_and_transfer_encodings(body: bytes, headers: list[str], text: str) -> None:
    assert read_mail(plain(body, *headers)).text == text


@pytest.mark.parametrize(
    ("raw", "decoded"),
    [
        ("=?utf-8?q?G=E1=BB=91m?= =?UTF-8?B?IFNlbg==?=", "Gốm Sen"),
        ("=?utf-8?b?4buR?=\r\n =?utf-8?b?4bo=?= =?utf-8?b?rQ==?=", "ốậ"),
        ("=?iso-8859-1*de?Q?gr=FC=DFe?= an alle", "grüße an alle"),
        ("a =?utf-8?q?b?= c", "a b c"),
        ("=?utf-8?x?b?=", "=?utf-8?x?b?="),
        ("=?bogus?b?4buR?=", "ố"),
        ("Đơn hàng", "Đơn hàng"),
        ("folded\r\n\there", "folded here"),
    ],
)
def test_subjects(raw: str, decoded: str) -> None:
    assert read_mail(plain("x", f"Subject: {raw}")).subject == decoded


@pytest.mark.parametrize(
    ("raw", "name", "address"),
    [
        ('"Gốm Sen" <orders@gomsen.test>', "Gốm Sen", "orders@gomsen.test"),
        ("=?utf-8?q?G=E1=BB=91m=2C_Sen?= <a@b.test>", "Gốm, Sen", "a@b.test"),
        ("orders@gomsen.test (Gốm (Sen))", "", "orders@gomsen.test"),
        ('"orders@gomsen.test" <evil@x.test>', "orders@gomsen.test", "evil@x.test"),
        ("Gốm Sen, Hà Nội <a@b.test>", None, "a@b.test"),
        ("<a@b.test", None, "a@b.test"),
        ("nobody", "", ""),
    ],
)
def test_senders(raw: str, name: str | None, address: str) -> None:
    said = read_mail(f"From: {raw}\r\n\r\nx".encode())
    assert said.sender == address and name in (None, said.sender_name)


@pytest.mark.parametrize(
    ("headers", "automatic"),
    [
        (["Auto-Submitted: auto-generated"], True),  # an order confirmation says so, too: no person wrote it
        (["auto-submitted:  Auto-Replied (vacation); x=1"], True),
        (["Auto-Submitted: no"], False),
        (["Auto-Submitted: No; x=1"], False),
        (["Auto-Submitted:"], False),
        (["Return-Path: <>"], True),
        (["Return-Path: <bounces@gomsen.test>"], False),
        (["Return-Path: <bounces@gomsen.test>", "Return-Path: <>"], False),
        (["Precedence: auto_reply"], True),
        (["Precedence: bulk"], False),
        (["X-Autoreply: yes"], True),
        (["X-Autorespond: Away from my desk"], True),
        (["X-Auto-Response-Suppress: All"], False),
        ([], False),
    ],
)
def test_whether_a_person_wrote_it(headers: list[str], automatic: bool) -> None:
    assert read_mail(plain("x", *headers)).automatic is automatic


def test_which_mails_it_answers() -> None:
    said = read_mail(plain("x", "References: <a@x>\r\n <b@x> junk <a@x>", "In-Reply-To: Your mail <b@x>", "In-Reply-To: <c@x>"))
    assert said.in_reply_to == ("a@x", "b@x", "c@x")
    assert read_mail(plain("x", "In-Reply-To: yesterday")).in_reply_to == ()
    many = ["References: " + " ".join(f"<{n}@x>" for n in range(500)), "In-Reply-To: <last@x>"]
    assert read_mail(plain("x", *many)).in_reply_to == (*(f"{n}@x" for n in range(401, 500)), "last@x")


# --- hostile mails ------------------------------------------------------------------------------------------------

MIXED = "Content-Type: multipart/mixed; boundary=b"
BOMB = " ".join(["=?utf-8?q?=41?="] * 100_000)
HOSTILE: dict[str, tuple[Callable[[], bytes], Callable[[Reading], Any]]] = {
    "nested multipart": (lambda: wrapped(2000), lambda r: "nested more than 20 deep" in r.problem and r.subject == "nested"),
    "twenty levels are read": (lambda: wrapped(20), lambda r: r.text == "core" and not r.problem),
    "nested message/rfc822": (
        lambda: b"Content-Type: message/rfc822\r\n\r\n" * 1000,
        lambda r: [p.type for p in r.parts] == ["message/rfc822"] and r.text == "",
    ),
    "a thousand parts": (
        lambda: plain("--b\r\n\r\nx\r\n" * 1000, MIXED),
        lambda r: "more than 200 parts" in r.problem and len(r.parts) < 200,
    ),
    "its own boundary inside": (
        lambda: plain(f"--b\r\n{MIXED}\r\n\r\n--b\r\n\r\nx\r\n--b--", MIXED),
        lambda r: r.text == "x",
    ),
    "a boundary of the regex kind": (
        lambda: plain("--(a+)+$\r\n\r\nin\r\n--(a+)+$--", 'Content-Type: multipart/mixed; boundary="(a+)+$"'),
        lambda r: r.text == "in",
    ),
    "a multipart without a boundary": (lambda: plain("x", "Content-Type: multipart/mixed"), lambda r: len(r.parts) == 1),
    "5,000 brackets in From": (lambda: b"From: " + b"(" * 5000 + b"a@b.test\r\n\r\n", lambda r: r.sender in ("", "a@b.test")),
    "brackets after the address": (lambda: b"From: a@b.test " + b"(" * 5000 + b"\r\n\r\n", lambda r: r.sender == "a@b.test"),
    "quotes and angles in From": (lambda: b"From: " + b'"<' * 4000 + b"\r\n\r\n", lambda r: r.sender == ""),
    "100,000 encoded words": (
        lambda: plain("x", f"Subject: {BOMB}"),
        lambda r: set(r.subject) <= set("A =?utf-8q41") and 400 < len(r.subject) < 9000 and "headers" in r.problem,
    ),
    "unfinished encoded words": (lambda: plain("x", "Subject: " + "=?utf-8?q?" * 800), lambda r: r.subject.startswith("=?")),
    "50,000 parameters": (lambda: plain("x", "Content-Type: text/plain" + "; a=b" * 50_000), lambda r: r.text == "x"),
    "RFC 2231 numbers": (
        lambda: plain("x", f"Content-Disposition: attachment; filename*{'9' * 5000}*=utf-8''a; filename*0*=%00%ff"),
        lambda r: len(r.parts) == 1,
    ),
    "a NUL in the charset": (
        lambda: plain("Đơn", 'Content-Type: text/plain; charset="utf\x008"', "Subject: =?u\x00?q?a?="),
        lambda r: r.text == "Đơn",
    ),
    "a charset that is no text": (lambda: plain("x", "Content-Type: text/plain; charset=zlib"), lambda r: r.text == "x"),
    "a charset that runs for long": (
        lambda: plain("a" * 300_000 + "-99", "Content-Type: text/plain; charset=punycode"),
        lambda r: r.text.startswith("aaa") and r.text.endswith("-99"),
    ),
    "an empty Message-ID": (lambda: plain("x", "Message-ID: <<>>"), lambda r: r.message_id == ""),
    "an unfinished Message-ID": (lambda: plain("x", "Message-ID: <a@"), lambda r: r.message_id == ""),
    "another header in the subject": (
        lambda: plain("x", "Subject: =?utf-8?q?Hi=0D=0ABcc=3A_all=40x.test?="),
        lambda r: r.subject == "Hi Bcc: all@x.test" and "bcc" not in r.headers,
    ),
    "text that reads backwards": (
        lambda: plain("x", "Subject: =?utf-8?q?invoice=E2=80=AEfdp=2Eexe?=", "From: =?utf-8?b?4oCuYQ==?= <a@b.test>"),
        lambda r: r.subject == "invoicefdp.exe" and not {"\u202e"} & set(str(r.headers)),
    ),
    "escape sequences": (
        lambda: plain("\x1b[2Jx\x07", "Subject: \x1b]0;t\x07"),
        lambda r: r.text == "[2Jx" and r.subject == "]0;t",
    ),
    "a path for a file name": (
        lambda: plain("x", 'Content-Disposition: attachment; filename="../../etc/passwd"'),
        lambda r: r.parts[0].name == "passwd",
    ),
    "a Windows path for a file name": (
        lambda: plain("x", "Content-Disposition: attachment; filename*=utf-8''C%3A%5Cwin%5C..%5C.."),
        lambda r: r.parts[0].name == "",
    ),
    "50,000 divs": (
        lambda: plain("<div>" * 50_000 + "core", "Content-Type: text/html"),
        lambda r: r.text == "core" and "nested more than" in r.problem,
    ),
    "50,000 links": (
        lambda: plain('<a href="https://x.test">y</a>' * 34_000, "Content-Type: text/html"),
        lambda r: len(r.links) == 2000,
    ),
    "3 MB of text": (lambda: plain("word " * 600_000), lambda r: "larger than 1 MB" in r.problem and len(r.text) <= 2**20),
    "a header of 1 MB": (
        lambda: b"X: " + b"y" * 2**20 + b"\r\nSubject: after\r\n\r\nbody",
        lambda r: "headers" in r.problem and r.text == "body" and len(r.headers["x"][0]) <= 8192,
    ),
    "50,000 headers": (lambda: b"X: y\r\n" * 50_000 + b"\r\nbody", lambda r: r.text == "body" and len(r.headers["x"]) < 11_000),
    "headers without an end": (
        lambda: b"Subject: a\r\n" + b" b\r\n" * 20_000,
        lambda r: r.subject.startswith("a b") and not r.text,
    ),
    "no header at all": (lambda: b"\r\nbody", lambda r: r.text == "body"),
    "nothing": (lambda: b"", lambda r: r == Reading(parts=r.parts, format_errors=r.format_errors)),
    "26 MB": (lambda: plain(b"x" * (26 * 2**20)), lambda r: "larger than 25 MB" in r.problem),
    "a date before time": (lambda: plain("x", "Date: Mon, 01 Jan 0000 00:00:00 +9999"), lambda r: r.date is None),
    "a date of digits": (lambda: plain("x", "Date: " + "9" * 5000), lambda r: r.date is None),
    "bytes of every kind": (lambda: bytes(range(256)) * 100, lambda r: True),
}  # fmt: skip


LONGEST = 5.0
"""Seconds of work that no mail may take; half a second is what the worst takes on a machine at rest."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    make, holds = HOSTILE[name]
    raw = make()
    started = time.process_time()
    said = read_mail(raw)
    assert time.process_time() - started < LONGEST
    assert holds(said), said.model_dump(exclude={"text"})


def is_clean(line: str) -> bool:
    return not any(ord(letter) < 32 or "\u202a" <= letter <= "\u202e" or "\u2066" <= letter <= "\u2069" for letter in line)


WORDS = st.sampled_from(
    [b"=?utf-8?q?=0D=0A?=", b"=?", b"?=", b"\r\n", b"\n", b"--b", b"--b--", b"<", b">", b'"', b"(", b"<p>", b"</p>",
     b"<table><td>", b"<a href=https://x.test>", f"{MIXED}\r\n".encode(), b"Content-Type: text/html\r\n", b"Subject: ",
     b"From: ", b"Content-Transfer-Encoding: base64\r\n", b"Date: ", b"\xe2\x80\xae", b"\xff\x00", b"a@b.test",
     b"Message-ID: <", b";filename=", b"=C3"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS | st.binary(max_size=12), max_size=60).map(b"".join))
def test_whatever_comes_is_read_and_disguises_nothing(raw: bytes) -> None:
    said = read_mail(raw)
    lines = [
        said.subject,
        said.sender,
        said.sender_name,
        said.message_id,
        said.lang,
        *said.recipients,
        *(p.name for p in said.parts),
    ]
    assert all(is_clean(line) for line in [*lines, *(value for values in said.headers.values() for value in values)])
    assert all(link.href.lower().startswith(("http://", "https://", "mailto:", "tel:")) for link in said.links)
    assert Reading.model_validate(read_headers(raw)).subject == said.subject


@settings(max_examples=30, deadline=None)
@given(depth=st.integers(0, 60), parts=st.integers(1, 400))
def test_through_the_limits(depth: int, parts: int) -> None:
    assert ("nested" in read_mail(wrapped(depth)).problem) == (depth > parsing.DEEPEST)
    said = read_mail(plain("--b\r\n\r\nx\r\n" * parts, MIXED))
    assert ("parts" in said.problem) == (parts >= parsing.MOST_PARTS) and len(said.parts) == min(parts, parsing.MOST_PARTS - 1)

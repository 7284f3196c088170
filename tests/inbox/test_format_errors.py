"""What breaks the rules of mail, and what every honest mailer sends, which must not be held against anybody."""

from __future__ import annotations

import base64
import smtplib
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from shopper.inbox.parsing import read_mail

GOOD = {
    "From": "Gom Sen <orders@gomsen.test>",
    "To": "v1@shop.test",
    "Date": "Mon, 02 Mar 2026 10:00:00 +0700",
    "Message-ID": "<1.a@gomsen.test>",
    "Subject": "Order confirmation",
}


def errors(body: bytes | str = "Hello\r\n", *more: str, **changed: str | None) -> list[str]:
    """Of a good mail with some headers changed (`_` is `-`; None: left out) or added."""
    headers = GOOD | {name.replace("_", "-"): value for name, value in changed.items()}
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None] + list(more)
    head = "\r\n".join(lines).encode("utf-8", "surrogateescape")
    raw = head + b"\r\n\r\n" + (body if isinstance(body, bytes) else body.encode())
    return list(read_mail(raw).format_errors)


# --- honest mails -------------------------------------------------------------------------------------------------


def from_the_library() -> bytes:
    mail = EmailMessage()
    for name, value in GOOD.items():
        mail[name] = value
    mail.replace_header("Subject", "Xác nhận đơn hàng của bạn tại Gốm Sen, cảm ơn bạn đã mua hàng và hẹn gặp lại" * 3)
    mail.replace_header("From", "Gốm Sen <orders@gomsen.test>")
    mail.set_content("Xin chào\n")
    mail.add_alternative("<p>Xin chào</p>", subtype="html")
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="hóa đơn.pdf")
    return mail.as_bytes()


def older() -> bytes:
    mail = MIMEMultipart("mixed")
    for name, value in GOOD.items():
        mail[name] = value
    mail.attach(MIMEText("Xin chào", "plain", "utf-8"))
    return mail.as_bytes()


HONEST = {
    "the library's": from_the_library,
    "the library's older ways": older,
    "with CRLF": lambda: smtplib._fix_eols(from_the_library().decode()).encode(),  # type: ignore[attr-defined]
    "from a mailbox file": lambda: b"From orders@gomsen.test Mon Mar  2 10:00:00 2026\n" + from_the_library(),
    "with trace headers": lambda: b"Return-Path: <>\nReceived: by x; Mon, 2 Mar 2026 10:00:00 +0000\n" + from_the_library(),
    "an international one": lambda: (
        b"Received: from a by b with UTF8SMTPSA id 1; Mon, 2 Mar 2026 10:00:00 +0000\r\n"
        + "".join(f"{name}: {value}\r\n" for name, value in (GOOD | {"Subject": "Xác nhận"}).items()).encode()
        + b"\r\nx"
    ),
    "mere text": lambda: "".join(f"{name}: {value}\r\n" for name, value in GOOD.items()).encode() + b"\r\nHello",
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_mail_has_none(name: str) -> None:
    assert read_mail(HONEST[name]()).format_errors == ()


# --- others -------------------------------------------------------------------------------------------------------

MIXED = "Content-Type: multipart/mixed; boundary=b"
MIME = "MIME-Version: 1.0"


def text(charset: str) -> str:
    return f"Content-Type: text/plain; charset={charset}"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (lambda: errors(Date=None), "It has no Date."),
        (lambda: errors(From=None), "It has no From."),
        (lambda: errors(Message_ID=None), "It has no Message-ID."),
        (lambda: errors(Subject="  "), "It has no Subject."),
        (lambda: errors("x", "Subject: again"), "It has 2 headers Subject where only one may be (RFC 5322, 3.6)."),
        (lambda: errors("x", "Date: Mon, 02 Mar 2026 10:00:00 +0700", "date: x"), "It has 3 headers Date"),
        (lambda: errors(Date="yesterday"), "Its Date is no date: “yesterday” (RFC 5322, 3.3)."),
        (lambda: errors(From="Gom Sen"), "Its From has no address: “Gom Sen” (RFC 5322, 3.6.2)."),
        (lambda: errors(Message_ID="1234"), "Its Message-ID has not the form <…@…>: “1234” (RFC 5322, 3.6.4)."),
        (lambda: errors(Subject="Xác nhận"), "Its Subject holds letters that are not encoded (RFC 2047)."),
        (lambda: errors(From='"=?utf-8?q?G=E1?=" <a@b.test>'), "Its From has an encoded word within quotation marks"),
        (lambda: errors(Subject="=?utf-8?q?a b?"), "Its Subject has an encoded word that cannot be decoded"),
        (lambda: errors("x", "this is no header"), "Among its headers stands a line that is none: “this is no header”."),
        (lambda: errors(b"a\rb\r\n"), "A carriage return stands without a line feed (RFC 5322, 2.3)."),
        (lambda: errors(b"y" * 999 + b"\r\n"), "A line is longer than 998 bytes (RFC 5322, 2.1.1)."),
        (lambda: errors(b"y" * 999), "A line is longer than 998 bytes (RFC 5322, 2.1.1)."),
        (lambda: errors(b"a\0b"), "It holds NUL bytes (RFC 5322, 4)."),
        (lambda: errors("<p>x</p>", "Content-Type: text/html"), "It has no MIME-Version"),
        (lambda: errors("x", MIME, "Content-Type: multipart/mixed"), "A part that is made of parts names no boundary"),
        (lambda: errors("x", MIME, MIXED), "The boundary between its parts does not occur (RFC 2046, 5.1)."),
        (lambda: errors("--b\r\n\r\nx\r\n", MIME, MIXED), "The last of its parts is not closed"),
        (lambda: errors("--b\r\n\r\nx\r\n--b--", MIME, MIXED, "Content-Transfer-Encoding: base64"),
         "is itself encoded as base64"),
        (lambda: errors("x", MIME, "Content-Transfer-Encoding: rot13"), "a transfer encoding that nobody knows: “rot13”"),
        (lambda: errors("Hé!!", MIME, "Content-Transfer-Encoding: base64"), "A part in base64 is damaged (RFC 2045, 6.8)."),
        (lambda: errors("x", MIME, text("klingon")), "A text is in a charset that nobody knows: “klingon”."),
        (lambda: errors("Xin chào"), "A text has letters beyond ASCII, and does not say in which charset (RFC 2045, 5.2)."),
        (lambda: errors(b"\xe9t\xe9", MIME, text("utf-8")), "A text is not in the charset that it declares: “utf-8”."),
    ],
)  # fmt: skip
def test_what_mail_programs_stumble_over(found: object, words: str) -> None:
    (said,) = found()  # type: ignore[operator]
    assert words in said


def test_lines_as_long_as_they_may_be() -> None:
    assert errors(b"y" * 998 + b"\r\n" + b"z" * 998) == []
    assert errors(b"y" * 998 + b"\n" + b"z" * 998 + b"\r\n") == []


def test_base64_as_it_may_be() -> None:
    body = base64.encodebytes("Xin chào".encode()).replace(b"\n", b"\r\n") + b"\r\n"
    assert errors(body, MIME, text("utf-8"), "Content-Transfer-Encoding: BASE64") == []


def test_each_is_said_once_and_not_too_many() -> None:
    said = errors("--b\r\nContent-Type: text/plain; charset=x1\r\n\r\nx\r\n" * 30 + "--b--", MIME, MIXED)
    assert said == ["A text is in a charset that nobody knows: “x1”."]
    many = "".join(f"--b\r\nContent-Type: text/plain; charset=x{number}\r\n\r\nx\r\n" for number in range(50))
    assert len(errors(f"{many}--b--", MIME, MIXED)) == 20

"""PDFs from strangers: what they say is read in rows; whatever they are up to ends as a problem, in words and in time."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import font_roboto
import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from shopper.inbox.documents import file_name, is_pdf, plain_name, type_of
from shopper.inbox.guard import Reader


def a_pdf(*pages: str) -> bytes:
    """A PDF with these pages; a line's columns are parted by ` | `."""
    pdfmetrics.registerFont(TTFont("Roboto", font_roboto.Roboto))
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    for page in pages:
        canvas.setFont("Roboto", 11)
        for row, line in enumerate(page.splitlines()):
            for column, text in enumerate(line.split(" | ")):
                canvas.drawString(50 + 150 * column, 780 - 20 * row, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


INVOICE = "HÓA ĐƠN\nMã đơn hàng: | GS-10023\nCốc Hồ Tây | 2 | 778.000 ₫\nTổng cộng |  | 808.000 ₫"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def test_rows_stay_rows_and_vietnamese_stays_vietnamese(reader: Reader) -> None:
    said = reader.read_document(a_pdf(INVOICE, "Trang hai"), "application/pdf")
    assert said.text.splitlines() == [
        "HÓA ĐƠN", "Mã đơn hàng:\tGS-10023", "Cốc Hồ Tây\t2\t778.000 ₫", "Tổng cộng\t808.000 ₫", "Trang hai",
    ]  # fmt: skip
    assert (said.pages, said.problem) == (2, "")


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(a_pdf(INVOICE))))
    writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_document_that_anybody_may_open_is_read_although_it_is_encrypted(reader: Reader) -> None:
    assert "GS-10023" in reader.read_document(locked(""), "application/pdf").text


def objects(*bodies: bytes) -> bytes:
    """A PDF of these objects, of which the first is the catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + table + tail


def stream(data: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    return b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(data), filters, data)


def one_page(content: bytes) -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>"
    return objects(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, content)


def bomb() -> bytes:
    """300 MB of blanks in 300 bytes."""
    once = zlib.compress(b" " * 300_000_000, 9)
    return one_page(stream(zlib.compress(once, 9), b"[/FlateDecode /FlateDecode]"))


def endless() -> bytes:
    """A page of three million operators."""
    return one_page(stream(zlib.compress(b"BT (a) Tj ET\n" * 1_000_000, 9)))


def pages_in_a_circle() -> bytes:
    return objects(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")


def pages_beyond_number() -> bytes:
    """Forty levels, each of which holds the next one ten times."""
    levels = [b"<< /Type /Pages /Count 9 /Kids [%s] >>" % (b"%d 0 R " % (n + 1) * 10) for n in range(2, 42)]
    return objects(b"<< /Type /Catalog /Pages 2 0 R >>", *levels, b"<< /Type /Page /MediaBox [0 0 9 9] >>")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no PDF": (lambda: b"<html>Please sign in</html>", "It is no PDF, although it is called one."),
    "empty": (lambda: b"", "It is no PDF, although it is called one."),
    "garbage": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400, "It is damaged and cannot be read"),
    "cut off": (lambda: a_pdf(INVOICE)[:900], "It is damaged and cannot be read"),
    "locked": (lambda: locked("secret"), "It is locked with a password."),
    "a bomb": (bomb, "It "),
    "endless": (endless, "It could not be read within 2 s"),
    "pages in a circle": (pages_in_a_circle, "It "),
    "pages beyond number": (pages_beyond_number, "It is damaged and cannot be read"),
    "nested": (lambda: objects(b"<< /Type /Catalog /Pages " + b"[" * 100_000), "It is damaged and cannot be read"),
    "a picture of a text": (lambda: a_pdf(""), "It holds no text that could be read, pictures perhaps."),
    "sixty pages": (lambda: a_pdf(*["Trang"] * 60), "It has 60 pages; only the first 50 were read."),
    "a novel": (lambda: a_pdf(*["chữ " * 1500 + "\n"] * 40), "Its text is longer than 200,000 characters"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_it_is_it_ends_as_a_problem_in_time(name: str) -> None:
    make, problem = HOSTILE[name]
    raw = make()
    with Reader(seconds=2) as reader:
        reader.read_document(b"%PDF-", "application/pdf")  # its start is not counted
        began = time.monotonic()
        said = reader.read_document(raw, "application/pdf")
        assert time.monotonic() - began < 5
        assert problem in said.problem and len(said.text) <= 200_000
        assert "GS-10023" in reader.read_document(a_pdf(INVOICE), "application/pdf").text, "the next one is read"


def test_other_files_are_kept_unread(reader: Reader) -> None:
    said = reader.read_document(b"\xff\xd8\xff", "image/jpeg")
    assert (said.text, said.pages, said.problem) == ("", None, "")


# --- attachments --------------------------------------------------------------------------------------------------


def a_mail_with(*attachments: tuple[str, str, bytes]) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "erp@gomsen.test", "Hóa đơn"
    mail.set_content("Hóa đơn đính kèm.")
    for type, name, content in attachments:
        mail.add_attachment(content, maintype=type.split("/")[0], subtype=type.split("/")[1], filename=name)
    return mail.as_bytes()


def test_attached_pdfs_are_read_whatever_they_are_called(reader: Reader) -> None:
    raw = a_mail_with(
        ("application/pdf", "", a_pdf(INVOICE)),
        ("application/octet-stream", "HD.PDF", a_pdf("Trang")),
        ("image/png", "x", b"x"),
    )
    said = reader.read(raw)
    assert said.text == "Hóa đơn đính kèm." and said.problem == ""
    assert [(part.type, part.pages, part.problem) for part in said.parts] == [
        ("text/plain", None, ""), ("application/pdf", 1, ""), ("application/octet-stream", 1, ""), ("image/png", None, ""),
    ]  # fmt: skip
    assert "GS-10023" in said.parts[1].text and said.parts[2].text == "Trang"


def test_a_hostile_attachment_spoils_neither_its_mail_nor_its_neighbour() -> None:
    raw = a_mail_with(("application/pdf", "a.pdf", endless()), ("application/pdf", "b.pdf", a_pdf("Trang")))
    with Reader(seconds=2) as reader:
        said = reader.read(raw)
    assert (said.text, said.problem) == ("Hóa đơn đính kèm.", "")
    assert "could not be read within 2 s" in said.parts[1].problem and said.parts[2].text == "Trang"


def test_a_mail_full_of_documents_is_read_to_a_limit(reader: Reader) -> None:
    said = reader.read(a_mail_with(*[("application/pdf", f"{n}.pdf", a_pdf(f"Trang {n}")) for n in range(7)]))
    assert [part.text for part in said.parts[1:]] == [f"Trang {n}" for n in range(5)] + ["", ""]
    assert said.parts[7].problem == "Only the first 5 documents of a mail are read."


# --- names and types ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("disposition", "url", "name"),
    [
        ('attachment; filename="invoice.pdf"', "https://x.test/y", "invoice.pdf"),
        ("attachment; filename*=UTF-8''Ho%C3%A1%20%C4%91%C6%A1n.pdf", "https://x.test/y", "Hoá đơn.pdf"),
        ("inline", "https://x.test/docs/Ho%C3%A1%20%C4%91%C6%A1n.pdf?x=1", "Hoá đơn.pdf"),
        ('attachment; filename="../../etc/passwd"', "https://x.test/y", "passwd"),
        ("", "https://x.test/%2e%2e%2fsecret", "secret"),
        ("", "https://x.test/", ""),
    ],
)
def test_a_files_name(disposition: str, url: str, name: str) -> None:
    assert file_name(disposition, url) == name


def test_a_name_is_bounded_and_disguises_nothing() -> None:
    assert plain_name("C:\\x\\invoice\u202efdp.exe\x00") == "invoicefdp.exe"
    assert len(plain_name("x" * 9999)) == 255


def test_the_bytes_tell_a_files_type_before_its_sender_does() -> None:
    assert type_of(b"%PDF-1.7", "text/html", "x") == "application/pdf"
    assert type_of(b"\n<!DOCTYPE html><p>Sign in", "application/pdf", "x.pdf") == "text/html"
    assert type_of(b"x", "Text/CSV; charset=utf-8", "x") == "text/csv"
    assert type_of(b"x", "", "x.png") == "image/png" and type_of(b"x", "", "x") == "application/octet-stream"
    assert is_pdf("application/octet-stream", "HD.PDF") and not is_pdf("text/plain", "pdf")

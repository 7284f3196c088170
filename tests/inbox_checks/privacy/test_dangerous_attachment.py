import pytest
from factories import a_mail, a_visit

from shopper import MailPart, Outcome
from shopper.inbox_checks.privacy.dangerous_attachment import dangerous_attachment
from shopper.model import Verdict


def judged(name: str, type: str = "application/octet-stream", sniffed: str = "", **changes: object) -> list[Verdict]:
    part = MailPart(type=type, name=name, size=99, sniffed=sniffed, inline=bool(changes.pop("inline", False)))
    return list(dangerous_attachment(a_visit(mails=[a_mail("invoice", parts=(part,), **changes)])))


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("setup.exe", "a program"),
        ("Hoá đơn.pdf.js", "a script disguised as a document"),
        ("Rechnung.docm", "an office document with macros"),
        ("Facture.html", "a web page"),
        ("parcel.pdf.lnk ", "a script disguised as a document"),
        ("Invoice.PDF.EXE", "a program disguised as a document"),
    ],
)
def test_what_could_do_harm_fails(name: str, what: str) -> None:
    (verdict,) = judged(name)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == f"The invoice brings {name.strip()}, {what}."


def test_first_bytes_tell_more_than_a_name() -> None:
    program = judged("Hoa-don.pdf", "application/pdf", "application/vnd.microsoft.portable-executable")
    assert program[0].outcome is Outcome.FAIL
    assert judged("Hoa-don.pdf", "application/pdf", "image/png")[0].outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    ("name", "type", "sniffed"),
    [
        ("Hoa-don-GS-10023.pdf", "application/pdf", "application/pdf"),
        ("Rechnung.2026.03.pdf", "application/pdf", ""),
        ("lich.ics", "text/calendar", "text/calendar"),
        ("photo.jpg", "image/jpeg", "image/jpeg"),
        ("Bảng giá.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip"),
        ("conditions.docx", "application/octet-stream", "application/zip"),
    ],
)
def test_ordinary_files_pass(name: str, type: str, sniffed: str) -> None:
    assert judged(name, type, sniffed)[0].outcome is Outcome.PASS


def test_bodies_pictures_within_and_strangers_are_left_alone() -> None:
    assert judged("", "text/html") == []
    assert judged("logo.svg", "image/svg+xml", inline=True) == []
    assert judged("setup.exe", solicited=False) == []

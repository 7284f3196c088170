import pytest
from factories import T0, a_mail, a_visit

from shopper import CalendarEvent, MailPart, Outcome
from shopper.inbox_checks.links.attachment_does_not_open import attachment_does_not_open
from shopper.model import Verdict

PDF = {"type": "application/pdf", "name": "Hoa-don-GS-10023.pdf", "size": 24_000, "sniffed": "application/pdf", "pages": 1}


def judged(part: dict[str, object], **changes: object) -> list[Verdict]:
    body = MailPart(type="text/html", size=9000)
    mail = a_mail("invoice", parts=(body, MailPart.model_validate(part)), system="erp", **changes)
    return list(attachment_does_not_open(a_visit(mails=[mail])))


def test_an_error_page_called_a_pdf_fails() -> None:
    (verdict,) = judged(PDF | {"sniffed": "text/html", "pages": None, "problem": "It is no PDF, although it is called one."})
    assert verdict.outcome is Outcome.FAIL
    assert verdict.sentence == "The invoice came with “Hoa-don-GS-10023.pdf”, which cannot be opened: it is an HTML page."
    assert (verdict.about, verdict.owner) == ("invoice: application/pdf", "erp")


@pytest.mark.parametrize(
    ("part", "outcome"),
    [
        (PDF, Outcome.PASS),
        (PDF | {"type": "application/octet-stream"}, Outcome.PASS),
        (PDF | {"size": 0, "sniffed": ""}, Outcome.FAIL),
        (PDF | {"sniffed": "", "problem": "It is no PDF, although it is called one."}, Outcome.FAIL),
        (PDF | {"problem": "It is damaged and cannot be read (PdfStreamError)."}, Outcome.FAIL),
        (PDF | {"problem": "It is locked with a password."}, Outcome.REVIEW),
        (PDF | {"problem": "It has more than 50 pages; the others were not read."}, Outcome.REVIEW),
        (PDF | {"sniffed": "application/zip"}, Outcome.FAIL),
        ({"type": "image/png", "name": "logo.png", "size": 900, "sniffed": "image/png"}, Outcome.PASS),
        ({"type": "image/jpg", "name": "logo.jpg", "size": 900, "sniffed": "image/png"}, Outcome.PASS),
        ({"type": "image/png", "name": "logo.png", "size": 900, "sniffed": "text/html"}, Outcome.FAIL),
        ({"type": "image/png", "name": "logo.png", "size": 0}, Outcome.FAIL),
        ({"type": "image/x-icon", "name": "icon.ico", "size": 900}, Outcome.REVIEW),
        ({"type": "text/calendar", "name": "pick-up.ics", "size": 400, "sniffed": "text/calendar"}, Outcome.REVIEW),
    ],
)
def test_what_is_said_of_a_file(part: dict[str, object], outcome: Outcome) -> None:
    assert [verdict.outcome for verdict in judged(part)] == [outcome]


def test_a_calendar_with_an_event_opens() -> None:
    part = {"type": "text/calendar", "name": "pick-up.ics", "size": 400, "sniffed": "text/calendar"}
    assert judged(part, events=(CalendarEvent(summary="Pick-up", starts=T0),))[0].outcome is Outcome.PASS


@pytest.mark.parametrize(
    "type", ["text/plain", "application/pkcs7-signature", "application/vnd.apple.pkpass", "message/rfc822"]
)
def test_other_files_are_not_judged(type: str) -> None:
    assert judged({"type": type, "name": "x", "size": 10}) == []

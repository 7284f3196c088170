"""A file that came with a mail cannot be opened.

## What it checks
Every PDF, picture and calendar file in a mail of the shop: it fails if the file is empty, if its bytes are those of
another type (an error page saved as a PDF), or if a PDF cannot be read. A picture of another picture's type opens
everywhere and passes. A locked PDF, a calendar without an event, and what this tool's own limits kept from being
read, go to a person.

## Why it matters
The invoice is what she needs for her taxes, the label what she needs to send the parcel back. If the file does not
open, she has to ask for it, and somebody has to make it again by hand.

## How to fix
Open the file from the evidence in a text editor: an error page tells in its first lines what went wrong. Let the
system that attaches a file check its size and its first bytes, and hold the mail back if they are wrong.

## Example
“The invoice came with “Invoice-GS-10023.pdf”, which cannot be opened: it is an HTML page.” The service that draws
PDFs had answered with an error, and the ERP attached the answer.
"""

from shopper import Evidence, Findings, Mail, MailPart, Outcome, Verdict, check
from shopper.reading.naming import mail_about, mail_name, mail_owner

_PDF, _CALENDAR = "application/pdf", "text/calendar"
_BY_ENDING = {"pdf": _PDF, "ics": _CALENDAR, "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}
_BYTES = ("application/octet-stream", "application/x-pdf", "application/ics", "application/download", "")
_NOT_ITS_FAULT = ("withheld", "locked", "larger than", "more than", "limit", "too long", "in time", "memory")
"""Words of problems that say something about this tool, or about a password that the customer may well have."""
_WORDS = {"text/html": "an HTML page", _PDF: "a PDF", "application/zip": "a packed file", _CALENDAR: "a calendar"}


@check(
    title="Every attachment opens",
    failure="An attachment cannot be opened",
    category="resolution",
    impact="serious",
    serves=["0-17", "0-43"],
)
def attachment_does_not_open(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        for part in mail.reading.parts if mail.solicited else ():
            if not (type := _type(part)):
                continue
            outcome, said = _judge(part, type, mail)
            yield Verdict(
                outcome=outcome,
                sentence=f"{mail_name(mail, shop)} came with “{part.name or type}”, which {said}.",
                expected="a file that opens",
                actual=said,
                about=f"{mail_about(mail)}: {type}",
                owner=mail_owner(mail, shop),
                evidence=(f"mail:{mail.id}",),
            )


def _type(part: MailPart) -> str:
    """What a part is meant to be, if it is one of the files that are judged; a mail system may call it mere bytes."""
    type = _BY_ENDING.get(part.name.rpartition(".")[2].lower(), "") if part.type in _BYTES else part.type
    return type if type in (_PDF, _CALENDAR) or type.startswith("image/") else ""


def _judge(part: MailPart, type: str, mail: Mail) -> tuple[Outcome, str]:
    if not part.size:
        return Outcome.FAIL, "cannot be opened: it is empty"
    if part.sniffed and not _fits(part.sniffed, type):
        return Outcome.FAIL, f"cannot be opened: it is {_WORDS.get(part.sniffed, part.sniffed)}"
    if part.problem:
        harmless = any(words in part.problem for words in _NOT_ITS_FAULT)
        return (Outcome.REVIEW if harmless else Outcome.FAIL), f"could not be read: {part.problem.rstrip('.')}"
    if type.startswith("image/") and not part.sniffed:
        return Outcome.REVIEW, "does not begin as a picture does"
    if type == _CALENDAR and not mail.reading.events:
        return Outcome.REVIEW, "holds no event that could be read"
    return Outcome.PASS, "opens"


def _fits(sniffed: str, type: str) -> bool:
    """Whether these bytes open under that type: programs look at the bytes of a picture, not at what it is called."""
    return sniffed == type or (sniffed.startswith("image/") and type.startswith("image/"))

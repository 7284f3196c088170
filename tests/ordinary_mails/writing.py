"""Good mails of shops that do not exist, written as the systems of real ones write them: words here, markup in `frames.py`.

A text is a line for each thing: `^ ` the preheader, `# ` a heading, `| a | b` a row, `> [words](address)` a button,
`![words](address)` a picture, `---` the beginning of the footer; anything else a paragraph, in which `[words](address)` is a link.
"""

# ruff: noqa: E501 – a line of a mail is as long as it was written
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from ordinary_mails import frames

CUSTOMER = "v7f3k@inbox.test"
START = datetime(2026, 3, 3, 3, 0, tzinfo=UTC)
"""A Tuesday: when the first mail of every story is written."""

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_ZONES = {"vi": 7, "en": 0, "de": 1, "fr": 1, "es": 1}


@dataclass(frozen=True)
class Written:
    """One mail. `after`: since the story began. `system`: the frame it is set in. `files`: names of PDFs that come with it."""

    kind: str
    sender: str
    subject: str
    text: str
    after: timedelta = timedelta(minutes=1)
    system: str = ""
    reply: str = ""
    purpose: str = ""
    files: Sequence[str] = ()
    headers: dict[str, str] = field(default_factory=dict)
    pixel: str = ""


@dataclass(frozen=True)
class Story:
    """Mails of one order or question. `number` and `total` stand on the shop's page; `page` is what else that says."""

    id: str
    locale: str
    shop: str
    domain: str
    customer: str
    mails: tuple[Written, ...]
    number: str = ""
    total: str = ""
    page: str = ""
    partners: tuple[str, ...] = ()
    trackers: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        return self.locale[:2]


def after(*, days: float = 0, hours: float = 0, minutes: float = 1) -> timedelta:
    return timedelta(days=days, hours=hours, minutes=minutes)


def as_bytes(mail: Written, story: Story, number: int = 1) -> bytes:
    """The raw mail as it lies in the customer's mailbox."""
    name, _, address = mail.sender.rpartition(" <")
    address = address.rstrip(">")
    domain = address.rpartition("@")[2]
    written = START + mail.after
    local = written.astimezone(timezone(timedelta(hours=_ZONES[story.language])))
    made = EmailMessage(policy=policy.SMTP)
    made["Return-Path"] = f"<bounces+{number}@{domain}>"
    made["Received"] = f"from out.{domain} (out.{domain} [192.0.2.{number}]) by mx.inbox.test with ESMTPS id a{number}; " + (
        format_datetime(written + timedelta(seconds=2))
    )
    if mail.system != "outlook":  # a small firm's own server signs nothing
        made["DKIM-Signature"] = (
            f"v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s=s1; h=from:to:subject:list-unsubscribe:list-unsubscribe-post; bh=4bLNXImK9drULnmePzZNEBleUanJCX5PIsDIFoH4KTQ=; b=Zm9ydHk="
        )
    made["From"] = Address(name.strip('" '), addr_spec=address)
    made["To"] = Address(story.customer, addr_spec=CUSTOMER)
    made["Subject"] = mail.subject
    made["Date"] = local
    made["Message-ID"] = f"<{story.id}.{number}.8f2c@{domain}>"
    for header, value in mail.headers.items():
        made[header] = value
    plain = mail.text.strip()
    made.set_content(as_plain(plain), cte="quoted-printable")
    if mail.system:
        html = frames.FRAMES[mail.system](plain.split("\n"), story.language, story.shop, mail.pixel)
        made.add_alternative(html.replace("example.test", story.domain), subtype="html", cte="quoted-printable")
    for file in mail.files:
        made.add_attachment(a_pdf(file), maintype="application", subtype="pdf", filename=file)
    return bytes(made)


def as_plain(text: str) -> str:
    """The text part, as mailing systems make it of the HTML."""
    lines = []
    for line in text.split("\n"):
        if line.startswith(("^ ", "!")):
            continue
        if line == "---":
            lines.append("--------------------")
            continue
        if line.startswith("| "):
            line = "  ".join(cell.strip() for cell in line[2:].split(" | "))
        lines.append(_LINK.sub(lambda link: _in_plain(link[1], link[2]), line.removeprefix("# ").removeprefix("> ")))
    return "\n".join(lines) + "\n"


def _in_plain(words: str, address: str) -> str:
    if address.startswith(("mailto:", "tel:")):
        return words
    return f"{words}: {address}"


def a_pdf(name: str) -> bytes:
    """A PDF with one empty page: a file is enclosed, and nothing is in it that could be judged."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ]
    body, starts = b"%PDF-1.4\n", []
    for count, one in enumerate(objects, 1):
        starts.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (count, one)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return body + b"xref\n0 4\n0000000000 65535 f \n%strailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table, len(body)
    )  # fmt: skip

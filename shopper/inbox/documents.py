"""Files that a shop hands over: their names, and what the text of a PDF says.

PDFs are programs of a kind: they are read in the guarded process only (`guard.py`), page by page, and never wholly trusted.
"""

from __future__ import annotations

import email.message
import io
import mimetypes
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from shopper.redaction import WITHHELD

if TYPE_CHECKING:
    from pypdf import PageObject

PDF = "application/pdf"
LARGEST_FILE = 25 * 1024 * 1024  # bytes
MOST_PAGES, LONGEST_TEXT = 50, 200_000  # pages and characters that are read
LONGEST_NAME = 255  # characters

_COLUMNS = re.compile(r"[ \t]{2,}")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class DocumentText:
    """What a document says, a table row a line with tabs between its columns. `problem`: why it could not be read (whole)."""

    text: str = ""
    pages: int | None = None
    problem: str = ""


def is_pdf(type: str, name: str = "") -> bool:
    """Whether a file is meant to be a PDF. Mail systems often send one as mere bytes: then its name tells."""
    return type == PDF or name.lower().endswith(".pdf")


def type_of(raw: bytes, said: str, name: str) -> str:
    """The media type of a file: what its first bytes say, else what the sender said, else what its name suggests."""
    if b"%PDF-" in raw[:1024]:
        return PDF
    if raw[:1024].lstrip().lower().startswith((b"<!doctype html", b"<html")):  # an error page under a file's name
        return "text/html"
    plain = said.partition(";")[0].strip().lower()
    return plain or mimetypes.guess_type(name)[0] or "application/octet-stream"


def file_name(disposition: str, url: str) -> str:
    """A file's name by its Content-Disposition header (RFC 6266), else by its address. Text to show, never a path."""
    header = email.message.Message()
    header["Content-Disposition"] = disposition
    said = header.get_filename() or unquote(urlsplit(url).path.rpartition("/")[2])
    return plain_name(said)


def plain_name(said: str) -> str:
    """A file's name without the folders before it, and without what could disguise it."""
    return _CONTROL.sub("", re.split(r"[/\\]", said)[-1])[:LONGEST_NAME].strip(". ")


def read_pdf(raw: bytes) -> DocumentText:
    """The text of a PDF. Raises nothing by itself, but may take for ever or eat all memory: call it under guard."""
    from pypdf import PdfReader  # 150 ms, and most mails have no PDF
    from pypdf.errors import DependencyError

    if raw == WITHHELD:
        return DocumentText(problem="It was withheld: it held a secret of this project.")
    if b"%PDF-" not in raw[:1024]:
        return DocumentText(problem="It is no PDF, although it is called one.")
    try:
        pdf = PdfReader(io.BytesIO(raw))
        if pdf.is_encrypted and not pdf.decrypt(""):
            return DocumentText(problem="It is locked with a password.")
        pages = len(pdf.pages)
        text = ""
        for number in range(min(pages, MOST_PAGES)):
            text += _page_text(pdf.pages[number]) + "\n"
            if len(text) > LONGEST_TEXT:
                break
    except DependencyError:
        return DocumentText(problem="It is encrypted in a way that is not read here.")
    except Exception as error:  # whatever a broken file provokes
        return DocumentText(problem=f"It is damaged and cannot be read ({type(error).__name__}).")
    return DocumentText(text[:LONGEST_TEXT].strip(), pages, _shortfall(text, pages))


def _page_text(page: PageObject) -> str:
    """A page's text in rows, as a person sees it; where they cannot be made out, in the order of the file."""
    try:
        rows = page.extract_text(extraction_mode="layout")
    except Exception:  # odd fonts and coordinates; the plain way needs neither
        rows = ""
    text = rows if rows.strip() else page.extract_text()
    return "\n".join(_COLUMNS.sub("\t", line.strip()) for line in text.splitlines())


def _shortfall(text: str, pages: int) -> str:
    if len(text) > LONGEST_TEXT:
        return f"Its text is longer than {LONGEST_TEXT:,} characters; the rest was not read."
    if pages > MOST_PAGES:
        return f"It has {pages} pages; only the first {MOST_PAGES} were read."
    return "" if text.strip() else "It holds no text that could be read, pictures perhaps."

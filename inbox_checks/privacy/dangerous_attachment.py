"""A mail brings a file that could do harm.

## What it checks
Every file that comes with the shop's mails, by its name and by its first bytes: programs and scripts, office documents
with macros, web pages, shortcuts and disk images, a name with two endings (`invoice.pdf.exe`), and a program that calls
itself something else. Pictures, PDFs, calendars and plain office documents are fine. A file whose first bytes tell
another kind than its name goes to a person.

## Why it matters
Her mail program warns of the file, or throws the whole mail away. If she opens it because it comes from you, it is your
name that stands on whatever happens.

## How to fix
Send documents as PDF. If a program writes web pages or macros into its attachments, let it make a PDF of them, or put a
link to the document into the mail instead.

## Example
"The invoice brings Invoice-10023.html, a web page." The accounting software was set to send the invoice “for the
screen”.
"""

from pathlib import PurePath

from shopper import Evidence, Findings, MailPart, Outcome, check
from shopper.reading.naming import on_mail
from shopper.reading.text import normal

_KINDS = {
    "a program": {
        "exe", "scr", "pif", "msi", "msp", "cpl", "dll", "jar", "apk", "app", "dmg", "pkg", "deb", "rpm", "gadget", "elf",
    },
    "a script": {
        "js", "jse", "vbs", "vbe", "wsf", "wsh", "bat", "cmd", "ps1", "psm1", "hta", "sh", "reg", "php", "lnk", "url", "scf",
        "inf", "iso", "img", "vhd", "chm",
    },
    "an office document with macros": {"docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm", "xll", "slk"},
    "a web page": {"html", "htm", "shtml", "xhtml", "mht", "mhtml", "svg"},
}  # fmt: skip
_SNIFFED = {
    "application/x-msdownload": "a program", "application/x-dosexec": "a program", "application/x-executable": "a program",
    "application/vnd.microsoft.portable-executable": "a program", "application/x-elf": "a program",
    "application/x-mach-binary": "a program", "application/java-archive": "a program", "application/x-sh": "a script",
    "text/x-shellscript": "a script", "text/javascript": "a script", "application/javascript": "a script",
    "application/x-ms-shortcut": "a script", "text/html": "a web page",
}  # fmt: skip
_WHAT = {ending: what for what, endings in _KINDS.items() for ending in endings}
_DOCUMENTS = frozenset({"pdf", "doc", "docx", "xls", "xlsx", "jpg", "jpeg", "png", "txt", "csv", "zip"})


@check(
    title="Attached files are harmless",
    failure="A mail brings a dangerous file",
    category="process",
    impact="critical",
    serves=["3-07", "0-27"],
)
def dangerous_attachment(visit: Evidence) -> Findings:
    for mail in visit.mails:
        files = [part for part in mail.reading.parts if _is_attached(part)] if mail.solicited else []
        if files:
            outcome, said, actual = min((_judge(part) for part in files), key=lambda one: _WORST_FIRST.index(one[0]))
            yield on_mail(mail, visit, outcome, said, expected="a PDF, a picture or a plain document", actual=actual)


_WORST_FIRST = (Outcome.FAIL, Outcome.REVIEW, Outcome.PASS)


def _is_attached(part: MailPart) -> bool:
    """A file of its own: no body of the mail, and no picture within it."""
    return bool(part.name) and not (part.inline and part.type.startswith("image/"))


def _judge(part: MailPart) -> tuple[Outcome, str, str]:
    name = normal(part.name)
    endings = [suffix[1:].casefold().strip() for suffix in PurePath(name.strip(" .")).suffixes]
    what = _SNIFFED.get(part.sniffed, "") or _WHAT.get(endings[-1] if endings else "", "")
    if what:
        disguise = len(endings) > 1 and endings[-2] in _DOCUMENTS
        said = f"brings {name}, {what}" + (" disguised as a document" if disguise else "")
        return Outcome.FAIL, said, what
    if "macro" in part.sniffed or "macro" in part.type.casefold():
        return Outcome.FAIL, f"brings {name}, an office document with macros", part.type
    if endings and endings[-1] == "pdf" and part.sniffed not in ("", "application/pdf"):
        return Outcome.REVIEW, f"brings {name}, which is not what its name says", part.sniffed
    return Outcome.PASS, f"brings {name}", part.type

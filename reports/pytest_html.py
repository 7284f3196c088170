"""What a visit adds to the report of pytest-html: its key pictures, the mails that came, and what the checks found."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from shopper import Blob, Evidence, Finding, Mail, Outcome, StepRecord
from shopper.reports._text import Calendar, Words, clean

MOST_PICTURES = 12
_SAYS_SOMETHING = (Outcome.FAIL, Outcome.REVIEW, Outcome.CANT_TELL, Outcome.PENDING)


def extras_of(seen: Evidence, findings: Sequence[Finding], folder: Path) -> list[dict[str, Any]]:
    """The extras of one visit, for `report.extras`. Pictures are given as their bytes: pytest-html keeps them beside its
    report, or within it if that is self-contained."""
    from pytest_html import extras  # type: ignore[import-untyped]

    words, calendar = Words(), Calendar(seen.plan.shop.zone)
    said = [*_findings(findings, words), *_mails(seen, words, calendar)]
    pictures = [extras.jpg(data, name=clean(name)) for name, data in _pictures(seen, findings, folder, words)]
    return [*([extras.html("\n".join(said))] if said else []), *pictures]


def _findings(findings: Sequence[Finding], words: Words) -> Iterator[str]:
    told = [finding for finding in findings if finding.outcome in _SAYS_SOMETHING]
    if told:
        yield f"<h4>{escape(words('findings'))}</h4><ul>{''.join(_finding(finding, words) for finding in told)}</ul>"


def _finding(finding: Finding, words: Words) -> str:
    known = finding.status == "known"
    state = words("known") if known else words(f"outcome_{finding.outcome}")
    accepted = ""
    if finding.acceptance:
        until = finding.acceptance.until.isoformat()
        accepted = words("accepted", until=until, reason=finding.acceptance.reason) if known else words("expired", until=until)
    parts = (
        f"<strong>{_safe(state)}</strong> {_safe(finding.sentence)}",
        _safe(accepted),
        f"<code>{_safe(finding.check)}</code>",
    )
    return f"<li>{' · '.join(part for part in parts if part)}</li>"


def _mails(seen: Evidence, words: Words, calendar: Calendar) -> Iterator[str]:
    if seen.mails:
        rows = "".join(_mail(mail, seen, words, calendar) for mail in sorted(seen.mails, key=lambda mail: mail.arrived))
        yield f"<h4>{escape(words('mails'))}</h4><ul>{rows}</ul>"


def _mail(mail: Mail, seen: Evidence, words: Words, calendar: Calendar) -> str:
    reading = mail.reading
    sender = f"{reading.sender_name} <{reading.sender}>" if reading.sender_name else reading.sender
    at = calendar.full(mail.arrived - seen.clock_skew)
    return f"<li><strong>{_safe(reading.subject or words('no_subject'))}</strong> · {_safe(sender)} · {_safe(at)}</li>"


def _safe(text: str) -> str:
    return escape(clean(text))


def _pictures(seen: Evidence, findings: Sequence[Finding], folder: Path, words: Words) -> Iterator[tuple[str, str]]:
    """(name, JPEG in base64) of each key picture once: those of findings, where the visit ended, the mails."""
    names: dict[Path, str] = {}
    for name, blob in _key_blobs(seen, findings, words):
        names.setdefault(folder / blob.path, name)
    for path, name in list(names.items())[:MOST_PICTURES]:
        if path.is_file():
            yield name, base64.b64encode(path.read_bytes()).decode()


def _key_blobs(seen: Evidence, findings: Sequence[Finding], words: Words) -> Iterator[tuple[str, Blob]]:
    steps = {f"step:{step.id}": step for step in seen.steps}
    mails = {f"mail:{mail.id}": mail for mail in seen.mails}
    for finding in findings:
        for reference in finding.evidence if finding.outcome in (Outcome.FAIL, Outcome.REVIEW) else ():
            entry: StepRecord | Mail | None = steps.get(reference) or mails.get(reference)
            if blob := _blob(entry):
                yield finding.title, blob
    if last := next((step.picture for step in reversed(seen.steps) if step.picture), None):
        yield words("last_page"), last
    for mail in seen.mails:
        if blob := _blob(mail):
            yield mail.reading.subject or words("no_subject"), blob


def _blob(entry: StepRecord | Mail | None) -> Blob | None:
    """A step's picture, or the widest of a mail."""
    if isinstance(entry, Mail):
        return max(entry.pictures.items(), key=lambda item: int(item[0]))[1] if entry.pictures else None
    return entry.picture if entry else None

"""What is known and accepted: `baseline.yaml` beside the folder `journeys/`, and what it does to an audit's findings.

    - id: 3fa94c1be07d            # of the finding; the lines below it say for readers which one that is
      check: late-mail
      journey: guest_order
      shop: gom_sen
      locale: vi-VN
      device: desktop
      about: order_confirmation
      sentence: The order confirmation came after 42 min; the shop promises 5 min.
      reason: The mail server moves in January.
      accepted: 2026-11-22
      until: 2026-12-22           # the last day on which it counts as known

Judging takes no part in this: the baseline is obeyed where an audit's reports are written, on the day on which they are
written. So an entry that has expired hides nothing in evidence that is judged again, however old the evidence is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from shopper.history.looking import Looked, Where, problem_id
from shopper.journey.mistakes import Mistakes
from shopper.journey.rulebook import EntryShape
from shopper.journey.source import Source, read
from shopper.journey.wording import note_errors
from shopper.model import Acceptance, Audit, Finding, Outcome

FILE = "baseline.yaml"
_NOTE = f"{FILE}: "


class Entry(EntryShape):
    """One finding that is known and accepted. `until` is the last day on which it is."""

    @property
    def where(self) -> Where:
        return Where(shop=self.shop, journey=self.journey, locale=self.locale, device=self.device)

    def in_force(self, today: date) -> bool:
        return today <= self.until


@dataclass(frozen=True)
class Baseline:
    """The entries of a file, and the file as it was read: who changes it keeps everything else in it."""

    entries: tuple[Entry, ...] = ()
    source: Source | None = field(default=None, repr=False)


def read_baseline(root: Path) -> Baseline:
    """The baseline of a project; an empty one where there is no file. Raises MistakesFound with every mistake in it."""
    path = root / FILE
    return parse(path.read_bytes(), FILE) if path.is_file() else Baseline()


def parse(raw: bytes, file: str) -> Baseline:
    """The baseline in `raw`; `file` is how mistakes call it. Raises MistakesFound."""
    mistakes = Mistakes()
    source = read(file, raw, mistakes)
    if source and source.data is not None and not isinstance(source.data, list):
        mistakes.add(source, source.span(()), "a baseline is a list of entries", "begin each with `- id:`", kind="shape")
    mistakes.raise_if_any()
    assert source
    entries = [_entry(source, index, mistakes) for index in range(len(source.data or ()))]
    _once_each(source, mistakes)
    mistakes.raise_if_any()
    return Baseline(tuple(entry for entry in entries if entry), source)


def _entry(source: Source, index: int, mistakes: Mistakes) -> Entry | None:
    try:
        return Entry.model_validate(source.data[index], by_alias=True, by_name=False)
    except ValidationError as error:
        note_errors(error, Entry, source, mistakes, what="an entry", base=(index,))
        return None


def _once_each(source: Source, mistakes: Mistakes) -> None:
    seen: dict[str, int] = {}
    for index, entry in enumerate(source.data or ()):
        if not isinstance(entry, dict) or not isinstance(id := entry.get("id"), str):
            continue
        span = source.span((index, "id"))
        if id in seen:
            mistakes.add(source, span, f"`{id}` is here twice", f"first in line {seen[id]}; keep one")
        seen.setdefault(id, span.line)


def obey(audit: Audit, baseline: Baseline, today: date) -> Audit:
    """The audit with its failing findings marked new or known, and a note for entries that match nothing any more.

    What an earlier baseline had said is taken back. An entry that has expired leaves its finding new, and stays visible.
    """
    entries = {entry.id: entry for entry in baseline.entries}
    findings = tuple(_marked(finding, entries.get(problem_id(finding.id)), today) for finding in audit.findings)
    others = tuple(note for note in audit.notes if not note.startswith(_NOTE))
    notes = (*others, *_leftover_note(leftover(audit, baseline.entries)))
    return audit.model_copy(update={"findings": findings, "notes": notes})


def _marked(finding: Finding, entry: Entry | None, today: date) -> Finding:
    if finding.outcome is not Outcome.FAIL or not entry:
        return finding.model_copy(update={"status": "new", "acceptance": None})
    acceptance = Acceptance(reason=entry.reason, accepted=entry.accepted, until=entry.until)
    status = "known" if entry.in_force(today) else "new"
    return finding.model_copy(update={"status": status, "acceptance": acceptance})


def leftover(audit: Audit, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries that can go: this audit looked again, and did not find them."""
    looked, found = Looked(audit), {problem_id(finding.id) for finding in audit.findings if finding.outcome is Outcome.FAIL}
    return tuple(entry for entry in entries if entry.id not in found and not looked.why_not(entry.check, entry.where))


def _leftover_note(entries: Sequence[Entry]) -> tuple[str, ...]:
    if not entries:
        return ()
    named = ", ".join(f"{entry.id} ({entry.check}, {entry.where})" for entry in entries[:3])
    more = f" and {len(entries) - 3} more" if len(entries) > 3 else ""
    return (f"{_NOTE}what was accepted is met no more: {named}{more}. `shopper accept --prune` takes it out.",)

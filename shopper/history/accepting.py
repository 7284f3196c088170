"""Accepting findings: which are meant, and their entries in `baseline.yaml`, whose other lines stay as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import yaml

from shopper.bundle import write_atomically
from shopper.errors import JourneyError, UsageError
from shopper.history.baseline import FILE, Baseline, Entry, parse
from shopper.history.looking import Looked, problem_id
from shopper.journey.values import parse_duration
from shopper.model import Audit, Finding, Outcome

USUAL = timedelta(days=30)
_HEAD = "# What is known and accepted, each for a reason and until a day. Written by `shopper accept`; edit it as you like.\n"


def last_day(until: str, lasting: str, today: date) -> date:
    """The day until which something is accepted: `until` (2026-12-31), else `lasting` (30d) from today on, else 30 days.

    Raises UsageError for both at once, for what is neither, and for a day that is over.
    """
    if until and lasting:
        raise UsageError("--until and --for say the same thing twice", remedy="Leave one of them out.")
    try:
        day = date.fromisoformat(until) if until else today + (parse_duration(lasting) if lasting else USUAL)
    except ValueError as error:
        if lasting:
            raise UsageError(str(error), place="--for") from None
        raise UsageError(f"`{until}` is not a day", place="--until", remedy="Write it as 2026-12-31.") from None
    if day < today:
        raise UsageError(f"{day} is over", place="--until", remedy="Name a day that is still to come.")
    return day


def meant(audit: Audit, words: Sequence[str]) -> tuple[Finding, ...]:
    """The failing findings that `words` name, each by its id (or how it begins) or all of a check by the check's id.

    Without words: all that are new. Raises UsageError for a word that names none, or several problems at once.
    """
    fails = [finding for finding in audit.findings if finding.outcome is Outcome.FAIL]
    if not words:
        return tuple(finding for finding in fails if finding.status == "new")
    named = [finding for word in words for finding in _named(word, fails)]
    return tuple({finding.id: finding for finding in named}.values())


def _named(word: str, fails: Sequence[Finding]) -> list[Finding]:
    if found := [finding for finding in fails if finding.check == word]:
        return found
    found = [finding for finding in fails if finding.id.startswith(word)] if len(word) >= 4 else []
    if not found:
        remedy = f"There are: {', '.join(sorted({finding.id for finding in fails})[:8]) or 'none'}."
        raise UsageError(f"no finding that fails is called `{word}`", remedy=remedy)
    if len({problem_id(finding.id) for finding in found}) > 1:
        raise UsageError(f"`{word}` begins several ids", remedy=f"Write more of it: {', '.join(f.id for f in found[:4])}.")
    return found


def entries_for(audit: Audit, findings: Iterable[Finding], reason: str, today: date, until: date) -> tuple[Entry, ...]:
    """An entry for each problem; occurrences of one problem share theirs. Raises UsageError for an empty reason."""
    if not reason.strip():
        raise UsageError("a reason is missing", place="--reason", remedy="Say in a sentence why this is accepted.")
    looked = Looked(audit)
    entries: dict[str, Entry] = {}
    for finding in findings:
        place, id = looked.place(finding), problem_id(finding.id)
        entries[id] = Entry(
            id=id,
            check=finding.check,
            journey=place.journey,
            shop=place.shop,
            locale=place.locale,
            device=place.device,
            about=finding.about,
            sentence=finding.sentence,
            reason=reason.strip(),
            accepted=today,
            until=until,
        )
    return tuple(entries.values())


def changed(baseline: Baseline, *, add: Sequence[Entry] = (), drop: Collection[str] = ()) -> str:
    """The file's text with these entries added (in place of older ones of the same id) and those ids dropped.

    Comments and whatever was written by hand stay where they are.
    """
    gone = {*drop, *(entry.id for entry in add)}
    kept = tuple(entry for entry in baseline.entries if entry.id not in gone)
    text = (_without(baseline, gone) or _HEAD) + _written(add)
    if _reads_as(text, (*kept, *add)):
        return text
    return _HEAD + _written((*kept, *add))  # it was in another style, such as `[{…}]`, which no lines can be cut out of


def _reads_as(text: str, entries: Sequence[Entry]) -> bool:
    try:
        return parse(text.encode(), FILE).entries == tuple(entries)
    except JourneyError:
        return False


def write(root: Path, text: str) -> Path:
    """Write the baseline of a project; returns its path."""
    write_atomically(root / FILE, text.encode())
    return root / FILE


def _without(baseline: Baseline, gone: Collection[str]) -> str:
    """The file's lines without those of the entries that go."""
    if not (source := baseline.source):
        return ""
    lines: list[str | None] = list(source.lines)
    for index, entry in enumerate(baseline.entries):
        if entry.id in gone:
            spans = [source.span((index, key)) for key in source.data[index]]
            last = max(span.end_line if span.end_column > 1 else span.end_line - 1 for span in spans)
            first = source.span((index,)).line
            lines[first - 1 : last] = [None] * (last - first + 1)
    text = "\n".join(line for line in lines if line is not None).rstrip("\n")
    return f"{text}\n" if text else ""


def _written(entries: Sequence[Entry]) -> str:
    said = [entry.model_dump(exclude_defaults=True) for entry in entries]
    return "".join("\n" + yaml.safe_dump([one], allow_unicode=True, sort_keys=False, width=120) for one in said)

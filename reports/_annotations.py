"""What CI servers show beside the lines of a change: findings, and mistakes in YAML, in the three forms that they read.

GitHub: workflow commands, a line each. GitLab: Code Quality (a subset of Code Climate's JSON). Everybody else: SARIF 2.1.0.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from shopper import Audit, Finding, Outcome, VisitResult, VisitState, __version__
from shopper.reports._text import clean

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
SEVERITIES = {"critical": "critical", "serious": "major", "moderate": "minor", "minor": "info"}
"""Impact → what GitLab calls it."""

_MOST_VISITS = 5
_UNPLAYED = {
    VisitState.BROKEN: ("broken-journey", "The journey did not fit the shop"),
    VisitState.INDETERMINATE: ("indeterminate-visit", "Nobody knows what the visit did"),
    VisitState.TOOL_ERROR: ("visit-not-played", "The visit could not be played"),
}


@dataclass(frozen=True)
class Rule:
    """What is always true of one kind of annotation. `help` is Markdown."""

    id: str
    title: str
    help: str = ""
    impact: str = "critical"


@dataclass(frozen=True)
class Annotation:
    """One remark about one place. Lines and columns count from 1, 0 is unknown; the end is exclusive.

    `key` tells it from others of its rule in its file and stays the same when lines move. `accepted`: why it is known.
    """

    rule: Rule
    message: str
    file: str
    line: int = 0
    column: int = 0
    end: tuple[int, int] = (0, 0)
    details: tuple[str, ...] = ()
    key: str = ""
    sure: bool = True
    accepted: str = ""

    @property
    def level(self) -> str:
        """`error` for what makes a job fail, else `warning`."""
        return "error" if self.sure and not self.accepted and self.rule.impact != "minor" else "warning"

    @property
    def text(self) -> str:
        return "\n".join((self.message, *self.details))


# --- the three forms ----------------------------------------------------------------------------------------------


def as_github(annotations: Iterable[Annotation]) -> str:
    """Workflow commands, the worst first: GitHub shows ten errors and ten warnings of a step. What is accepted is left out."""
    told = sorted((one for one in annotations if not one.accepted), key=_by_impact)
    return "".join(f"{_command(one)}\n" for one in told)


def _command(one: Annotation) -> str:
    end_line, end_column = one.end
    where = {"file": one.file, "line": one.line, "endLine": end_line, "col": one.column}
    if end_line == one.line:  # GitHub refuses columns of a stretch of several lines
        where["endColumn"] = end_column
    properties = {**where, "title": f"{one.rule.title} ({one.rule.id})"}
    given = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items() if value)
    return f"::{one.level} {given}::{_escaped(one.text)}"


def _escaped(value: object, more: str = "") -> str:
    return "".join(f"%{ord(letter):02X}" if letter in f"%\r\n{more}" else letter for letter in str(value))


def as_gitlab(annotations: Sequence[Annotation]) -> str:
    """A Code Quality report. What is accepted is left out: GitLab knows no such thing."""
    issues = [
        {
            "description": " ".join(one.message.split()),
            "check_name": one.rule.id,
            "fingerprint": fingerprint,
            "severity": SEVERITIES[one.rule.impact] if one.sure else "info",
            "location": {"path": one.file or ".", "lines": {"begin": max(1, one.line)}},
        }
        for one, fingerprint in _with_fingerprints(annotations)
        if not one.accepted
    ]
    return _json(issues)


def as_sarif(annotations: Sequence[Annotation], rules: Iterable[Rule] = ()) -> str:
    """A SARIF log of one run. `rules`: those that were looked at, whether they had something to say or not."""
    known = {rule.id: rule for rule in (*rules, *(one.rule for one in annotations))}
    number = {id: index for index, id in enumerate(known)}
    driver = {"name": "Mystery Shopper", "version": __version__, "rules": [_sarif_rule(rule) for rule in known.values()]}
    results = [_result(one, number[one.rule.id], fingerprint) for one, fingerprint in _with_fingerprints(annotations)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    help = {"help": {"text": rule.help, "markdown": rule.help}} if rule.help else {}
    level = "warning" if rule.impact == "minor" else "error"
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        **help,
        "defaultConfiguration": {"level": level},
        "properties": {"impact": rule.impact},
    }


def _result(one: Annotation, rule: int, fingerprint: str) -> dict[str, Any]:
    region = {"startLine": max(1, one.line), "startColumn": one.column, "endLine": one.end[0], "endColumn": one.end[1]}
    place = {
        "artifactLocation": {"uri": quote(one.file), "uriBaseId": "%SRCROOT%"},
        "region": {name: value for name, value in region.items() if value},
    }
    result = {
        "ruleId": one.rule.id,
        "ruleIndex": rule,
        # 3.27.9: only what failed has a level; what a person must look at has the kind `review`
        **(
            {"level": "warning" if one.rule.impact == "minor" else "error"} if one.sure else {"kind": "review", "level": "none"}
        ),
        "message": {"text": one.text},
        "locations": [{"physicalLocation": place}] if one.file else [],
        "partialFingerprints": {"mysteryShopper/v1": fingerprint},
    }
    return {**result, "suppressions": [{"kind": "external", "justification": one.accepted}]} if one.accepted else result


def _with_fingerprints(annotations: Iterable[Annotation]) -> Iterator[tuple[Annotation, str]]:
    """Each with a name that is its own, and the same in the next run; the lines take no part."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for one in annotations:
        known_by = (one.rule.id, one.file, one.key or one.message)
        text = "\0".join((*known_by, str(seen[known_by])))
        seen[known_by] += 1
        yield one, hashlib.sha256(text.encode()).hexdigest()[:32]


def _by_impact(one: Annotation) -> tuple[bool, int, str, int]:
    return one.level != "error", [*SEVERITIES].index(one.rule.impact), one.file, one.line


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


@cache
def in_repository(file: str) -> str:
    """A file's name from the top of its repository on, as CI servers want it; files lie below the current folder or beside
    one above. As it was where it cannot be found."""
    here = Path.cwd()
    path = next((folder / file for folder in (here, *here.parents) if (folder / file).is_file()), None)
    tops = [folder for folder in path.resolve().parents if (folder / ".git").exists()] if path else []
    return path.resolve().relative_to(tops[0]).as_posix() if path and tops else file


# --- what an audit has to say -------------------------------------------------------------------------------------


def annotations_of(audit: Audit) -> list[Annotation]:
    """Failures and what a person must look at, each once for all visits that met it, and visits that could not be played."""
    visits = {visit.id: visit for visit in audit.visits}
    same: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in audit.findings:
        if finding.outcome in (Outcome.FAIL, Outcome.REVIEW):
            visit = visits[finding.visit]
            known_by = (finding.check, finding.about, finding.outcome, finding.status, visit.shop, *_place(finding, visit))
            same[known_by].append(finding)
    unplayed = [_unplayed(visit) for visit in audit.visits if visit.state in _UNPLAYED]
    return unplayed + [_met([(finding, visits[finding.visit]) for finding in findings]) for findings in same.values()]


def _unplayed(visit: VisitResult) -> Annotation:
    id, title = _UNPLAYED[visit.state]
    step = next((step for step in visit.steps if step.outcome == "failed"), None)
    file, line, column = _written(step.place if step else visit.place)
    rule = Rule(id, title, "The shop is not judged by such a visit. Mend what its message names, and play it again.")
    return Annotation(rule, clean(visit.reason), file, line, column, details=(f"Visit: {_name(visit)}",), key=_name(visit))


def _met(met: Sequence[tuple[Finding, VisitResult]]) -> Annotation:
    finding, visit = met[0]
    file, line, column = _place(finding, visit)
    why, fix = " ".join(finding.why.split()), " ".join(finding.fix.split())
    names = [_name(visit) for _, visit in met]
    more = f" and {len(names) - _MOST_VISITS} more" if len(names) > _MOST_VISITS else ""
    details = (
        f"Expected {clean(finding.expected)}; was {clean(finding.actual)}." if finding.expected and finding.actual else "",
        f"Fix: {fix}" if fix else "",
        f"Visit: {', '.join(names[:_MOST_VISITS])}{more}",
    )
    known = finding.status == "known"
    return Annotation(
        Rule(
            finding.check, finding.title, "\n\n".join(filter(None, (why, f"How to fix: {fix}" if fix else ""))), finding.impact
        ),
        clean(finding.sentence),
        file,
        line,
        column,
        details=tuple(detail for detail in details if detail),
        key=f"{visit.shop} {visit.journey} {finding.about}",
        sure=finding.outcome is Outcome.FAIL,
        accepted=(finding.acceptance.reason if finding.acceptance else "It is accepted.") if known else "",
    )


def _place(finding: Finding, visit: VisitResult) -> tuple[str, int, int]:
    """File, line and column of the step that a finding speaks of, of the mail that was expected, else of the journey."""
    kinds = {f"mail:{mail.id}": mail.kind for mail in visit.mails}
    spoken_of = {finding.about, *(kinds.get(reference) for reference in finding.evidence)}
    steps = {f"step:{step.id}": step.place for step in visit.steps}
    steps |= {f"turn:{turn.id}": steps[f"step:{turn.step}"] for turn in visit.chat if f"step:{turn.step}" in steps}
    expected = next((wanted.place for wanted in visit.expectations if wanted.kind in spoken_of), None)
    step = next((steps[reference] for reference in finding.evidence if reference in steps), None)
    return _written(step or expected or visit.place)


def _written(place: Any) -> tuple[str, int, int]:
    return (in_repository(place.file), place.line, place.column) if place else ("", 0, 0)


def _name(visit: VisitResult) -> str:
    return f"{visit.journey} ({', '.join(filter(None, (visit.shop, visit.locale, visit.device, visit.voice)))})"

"""The audit for a CI server: `junit.xml`, a suite for each shop.

Each visit is a test case that carries its duration, and an error if it could not be played. Each check that said something
about a visit is one more, with no time of its own: judging is not visiting. Only new failures are failures. A finding that
is known and accepted passes, and says so in its properties and its output; one that is to be reviewed, undecided or not due
is skipped, each with its reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from shopper import Audit, Finding, ItemState, Outcome, VisitResult, VisitState, report
from shopper.reports._failures import failure_view
from shopper.reports._text import Words, anchor, without_controls

_UNDECIDED = (ItemState.PENDING, ItemState.UNREACHED, ItemState.AWAITING_HUMAN, ItemState.UNKNOWN)
_words = Words()


@report(file="junit.xml")
def junit(audit: Audit, folder: Path) -> str:
    """The XML text, UTF-8. Test cases are named `journey/locale/device/voice` and by what their check asks for."""
    root = ET.Element("testsuites", name=audit.audit)
    by_visit: dict[str, list[Finding]] = defaultdict(list)
    for finding in audit.findings:
        by_visit[finding.visit].append(finding)
    names = _class_names(audit)
    shops = {shop.id: shop.name for shop in audit.shops}
    for shop in dict.fromkeys(visit.shop for visit in audit.visits):
        visits = [visit for visit in audit.visits if visit.shop == shop]
        suite = ET.SubElement(root, "testsuite", name=without_controls(shops.get(shop, shop)))
        for visit in visits:
            suite.extend(_cases(visit, by_visit[visit.id], names[visit.id]))
        _count(suite)
        suite.set("timestamp", min(visit.started for visit in visits).isoformat(timespec="seconds"))
    _count(root)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _class_names(audit: Audit) -> dict[str, str]:
    """Each visit's class name; visits that would share one carry their id too."""
    names = {
        visit.id: "/".join(filter(None, (visit.journey, visit.locale, visit.device, visit.voice))) for visit in audit.visits
    }
    shared = Counter((visit.shop, names[visit.id]) for visit in audit.visits)
    return {v.id: names[v.id] if shared[v.shop, names[v.id]] == 1 else f"{names[v.id]}/{v.id}" for v in audit.visits}


def _cases(visit: VisitResult, findings: list[Finding], class_name: str) -> Iterator[ET.Element]:
    yield _played(visit, class_name)
    titles = {item.check: item.title for category in visit.categories for item in category.items}
    said = set()
    for finding in findings:
        said.add(finding.check)
        if finding.outcome is not Outcome.NOT_APPLICABLE:
            yield _judged(finding, class_name, titles.get(finding.check, finding.title))
    for category in visit.categories:
        for item in category.items:
            if item.check not in said and item.state is not ItemState.NOT_APPLICABLE:
                case = _case(class_name, item.title)
                if item.state in _UNDECIDED:
                    ET.SubElement(case, "skipped", message=_words(f"item_{item.state}"))
                yield case


def _case(class_name: str, name: str, seconds: float = 0.0) -> ET.Element:
    return ET.Element("testcase", classname=without_controls(class_name), name=without_controls(name), time=f"{seconds:.3f}")


def _played(visit: VisitResult, class_name: str) -> ET.Element:
    case = _case(class_name, _words("can_be_played"), (visit.ended - visit.started).total_seconds())
    reason = without_controls(visit.reason)
    if visit.state in (VisitState.BROKEN, VisitState.INDETERMINATE, VisitState.TOOL_ERROR):
        error = ET.SubElement(case, "error", type=visit.state, message=reason or _words(f"state_{visit.state}"))
        error.text = f"{without_controls(failure_view(visit)) or reason}\nindex.html#{anchor('visit', visit.id)}"
    elif visit.state is VisitState.WAITING:
        ET.SubElement(case, "skipped", message=reason or _words("state_waiting"))
    elif visit.state is VisitState.BLOCKED:
        ET.SubElement(case, "system-out").text = f"{_words('state_blocked')}: {reason}"
    return case


def _judged(finding: Finding, class_name: str, title: str) -> ET.Element:
    """Named by what the check asks for, so that a case keeps its name whether it passes or fails."""
    case = _case(class_name, f"{title} ({finding.about})" if finding.about else title)
    sentence = without_controls(finding.sentence)
    if finding.outcome is Outcome.FAIL and finding.status == "new":
        failure = ET.SubElement(case, "failure", type=f"{finding.check}.{finding.impact}", message=sentence)
        failure.text = _explained(finding)
    elif finding.outcome is Outcome.FAIL:
        _accepted(case, finding, sentence)
    elif finding.outcome is not Outcome.PASS:
        ET.SubElement(case, "skipped", message=f"{_words(f'outcome_{finding.outcome}')}: {sentence}")
    return case


def _accepted(case: ET.Element, finding: Finding, sentence: str) -> None:
    """What is known and accepted: no failure, but said where a reader of the case finds it."""
    properties, said = ET.SubElement(case, "properties"), [f"{_words('known')}: {sentence}"]
    ET.SubElement(properties, "property", name="known", value=finding.id)
    if accepted := finding.acceptance:
        ET.SubElement(properties, "property", name="until", value=accepted.until.isoformat())
        said.append(without_controls(_words("accepted", until=accepted.until.isoformat(), reason=accepted.reason)))
    ET.SubElement(case, "system-out").text = "\n".join(said)


def _explained(finding: Finding) -> str:
    lines = (
        finding.sentence,
        _words("expired", until=finding.acceptance.until.isoformat()) if finding.acceptance else "",
        f"{_words('expected')}: {finding.expected}" if finding.expected else "",
        f"{_words('actual')}: {finding.actual}" if finding.actual else "",
        f"{_words('owner')}: {finding.owner}" if finding.owner else "",
        f"{_words('fix')}: {' '.join(finding.fix.split())}" if finding.fix else "",
        f"{_words('evidence')}: index.html#{anchor('finding', finding.id)}",
    )
    return without_controls("\n".join(line for line in lines if line))


def _count(suite: ET.Element) -> None:
    """Set the totals that readers expect on a suite, from the cases within."""
    cases = list(suite.iter("testcase"))
    suite.set("tests", str(len(cases)))
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(sum(case.find(tag) is not None for case in cases)))
    suite.set("time", f"{sum(float(case.get('time', 0)) for case in cases):.3f}")

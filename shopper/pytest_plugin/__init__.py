"""`pytest journeys/`: every visit is a test. New findings and broken journeys fail it, known ones and what a person must look
at are warnings, YAML mistakes are collection errors, an unreachable browser or mailbox is an error in set-up, a waiting visit
is a skip with its reason.

All visits of a session share one audit folder, those of xdist's workers too; its verdict and path are printed at the end.
With `--html` each test carries its visit's pictures, mails and findings.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shopper.errors import ShopperError
from shopper.journey.names import ascii_safe
from shopper.pytest_plugin.naming import MARKS, marks_of
from shopper.pytest_plugin.project import Project
from shopper.pytest_plugin.session import SessionAudit, SharedFolder
from shopper.wanted import BROWSERS, Wanted

if TYPE_CHECKING:
    from shopper.model import Evidence, Finding, Plan

_IS_JOURNEY = re.compile(r"^journey\s*:", re.MULTILINE)
_WORKERINPUT = "mystery_shopper"
_audits = pytest.StashKey[SessionAudit]()
_projects = pytest.StashKey[dict[Path, Project]]()
_shared = pytest.StashKey[SharedFolder]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("mystery shopper")
    add = group.addoption
    add("--audit-out", default="audits", metavar="DIR", help="Folder for the audit of `pytest journeys/`.")
    add("--audit-shop", action="append", default=[], metavar="NAME", help="Only visits of this shop.")
    add("--audit-locale", action="append", default=[], metavar="TAG", help="Only visits in this locale, such as vi-VN.")
    add("--audit-device", action="append", default=[], choices=("desktop", "phone"), help="Only visits with this device.")
    add("--audit-voice", action="append", default=[], metavar="NAME", help="Only visits in this voice of the persona.")
    add("--audit-tag", action="append", default=[], metavar="TAG", help="Only visits of journeys with this tag.")
    add("--audit-type", action="append", default=[], metavar="TYPE", help="Only visits of journeys of this type.")
    add("--audit-browser", choices=BROWSERS, help="Play in this browser, whatever the journeys say.")
    add("--audit-defect", action="append", default=[], metavar="NAME", help="Switch a defect of the practice shop on.")
    add("--audit-no-probes", action="store_true", help="Measure no pages (speed, weight, barriers): quicker.")
    add("--audit-patience", default="15m", metavar="TIME", help="How long to wait for mail before a visit is skipped.")


def pytest_configure(config: pytest.Config) -> None:
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")
    config.stash[_projects] = {}
    worker = getattr(config, "workerinput", {}).get(_WORKERINPUT)
    if worker:
        config.stash[_shared] = SharedFolder(Path(worker))
    config.stash[_audits] = SessionAudit(config.option, config.stash.get(_shared, None))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """The controller of xdist's workers: what they share is made before the first of them starts."""
    config = node.config
    if _shared not in config.stash:
        config.stash[_shared] = SharedFolder.make()
        config.add_cleanup(config.stash[_shared].remove)
    node.workerinput[_WORKERINPUT] = str(config.stash[_shared].path)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect YAML files under a folder `journeys` whose top says `journey:`; everything else is left alone."""
    if file_path.suffix not in (".yaml", ".yml") or "journeys" not in file_path.parts or not file_path.is_file():
        return None
    if not _IS_JOURNEY.search(file_path.read_text(encoding="utf-8", errors="replace")):
        return None
    journeys = next(folder for folder in file_path.parents if folder.name == "journeys")
    project = parent.config.stash[_projects].setdefault(journeys, Project(journeys))
    project.expect(file_path)
    return JourneyFile.from_parent(parent, path=file_path, project=project)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the visits that the options leave out."""
    option = config.option
    wanted = Wanted(
        shops=option.audit_shop,
        locales=option.audit_locale,
        devices=option.audit_device,
        tags=option.audit_tag,
        types=option.audit_type,
        voices=option.audit_voice,
    )
    visits = [item for item in items if isinstance(item, VisitItem)]
    if not visits:
        return
    try:
        chosen = {id(plan) for plan in wanted.select([item.plan for item in visits])}
    except ShopperError as error:
        raise pytest.UsageError(str(error)) from None
    if left_out := [item for item in visits if id(item.plan) not in chosen]:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a skip name the journey, not this file; hand pytest-html what the visit has to show."""
    report = yield
    if not isinstance(item, VisitItem):
        return report
    from shopper.secrets import redact_output

    if isinstance(report.longrepr, tuple):
        report.longrepr = (str(item.path), item.plan.place.line, report.longrepr[2])
    elif report.longrepr and (said := str(report.longrepr)) != (without := redact_output(said)):
        report.longrepr = without  # an unforeseen failure quotes what it stumbled over
    asked = item.config.pluginmanager.hasplugin("html") and item.config.getoption("--html", default=None)
    if asked and call.when == "call" and item.seen:
        from shopper.reports.pytest_html import extras_of

        ours = extras_of(item.seen, item.findings, item.config.stash[_audits].folder)
        report.extras = [*getattr(report, "extras", ()), *ours]  # type: ignore[attr-defined]
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    config = session.config
    if hasattr(config, "workerinput"):
        config.stash[_audits].leave()
    elif _shared in config.stash:
        config.stash[_audits].judge_shared(config.stash[_shared])
    else:
        config.stash[_audits].finish()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    audit = config.stash[_audits]
    if audit.written or audit.trouble:
        terminalreporter.write_sep("-", "mystery shopper")
        terminalreporter.write_line(audit.written.verdict if audit.written else audit.trouble)
        terminalreporter.write_line(f"Report: {audit.folder / 'index.html'}" if audit.written else f"Audit: {audit.folder}")


class JourneyFile(pytest.File):
    """A journey; its items are the visits of its matrix."""

    def __init__(self, *, project: Project, **more: Any) -> None:
        super().__init__(**more)
        self.project = project

    def collect(self) -> Iterable[pytest.Item]:
        try:
            plans = self.project.plans(self.path)
            if browser := self.config.option.audit_browser:
                plans = Wanted(browser=browser).select(plans)
        except ShopperError as error:
            raise self.CollectError(str(error)) from None
        self.config.stash[_audits].belongs_to(self.project)
        for plan in plans:
            name = ascii_safe(plan.id)
            # Given as text, pytest 9.2 takes the id apart as it does those in its cache: --lf would not know the visit again.
            yield VisitItem.from_parent(self, name=name, nodeid=f"{self.nodeid}::{name}", plan=plan)


class VisitItem(pytest.Item):
    """One visit."""

    def __init__(self, *, plan: Plan, **more: Any) -> None:
        super().__init__(**more)
        self.plan = plan
        self.seen: Evidence | None = None
        self.findings: list[Finding] = []
        for mark, word in marks_of(plan).items():
            self.config.addinivalue_line("markers", f"{mark}: visits of `{word}`")
            self.add_marker(mark)
            self.extra_keyword_matches.add(word)

    def setup(self) -> None:
        plans = [item.plan for item in self.session.items if isinstance(item, VisitItem)]
        trouble = ""
        try:
            self.config.stash[_audits].open(plans)
        except ShopperError as error:
            trouble = str(error)
        if trouble:  # out here: pytest would tell the error that it came from once more
            pytest.fail(trouble, pytrace=False)

    def runtest(self) -> None:
        from shopper.model import Outcome, VisitState

        self.seen, self.findings = seen, findings = self.config.stash[_audits].play(self.plan)
        self.user_properties += _properties(seen, findings)
        failed = [finding for finding in findings if finding.outcome is Outcome.FAIL]
        for finding in findings:
            if finding.outcome is Outcome.FAIL and finding.status == "known":
                self.warn(KnownFinding(_known(finding)))
            elif finding.outcome is Outcome.REVIEW:
                self.warn(ToReview(f"{finding.check} ({finding.impact.value}): {finding.sentence}"))
        if seen.state is VisitState.WAITING:
            pytest.skip(f"the visit is still waiting: {seen.reason or 'mail is due later'}")
        new = [finding for finding in failed if finding.status == "new"]
        if new or seen.state in (VisitState.BROKEN, VisitState.INDETERMINATE, VisitState.TOOL_ERROR):
            pytest.fail(_what_happened(seen, new, self.config.stash[_audits].folder), pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.plan.place.line - 1, self.name


class KnownFinding(pytest.PytestWarning):
    """A finding that the baseline accepts: it fails nothing until that expires."""


class ToReview(pytest.PytestWarning):
    """Something that only a person can judge: it fails nothing."""


def _known(finding: Finding) -> str:
    accepted = finding.acceptance
    until = f", accepted until {accepted.until}: {accepted.reason}" if accepted else ""
    return f"{finding.check} ({finding.impact.value}){until}\n  {finding.sentence}"


def _properties(seen: Evidence, findings: Sequence[Finding]) -> list[tuple[str, object]]:
    """What JUnit files and other reports carry beside a visit."""
    plan = seen.plan
    about = {"visit": seen.visit, "shop": plan.shop.id, "locale": plan.locale, "device": plan.device, "browser": plan.browser}
    about |= {"voice": plan.voice} if plan.voice else {}
    said = [f"{one.check} {'known' if one.status == 'known' else one.outcome.value}" for one in findings if _matters(one)]
    return [*about.items(), ("state", seen.state.value), ("findings", ", ".join(said))]


def _matters(finding: Finding) -> bool:
    return finding.outcome.value in ("fail", "review")


def _what_happened(seen: Evidence, findings: Sequence[Finding], folder: Path) -> str:
    """What the customer met, in words. A visit that did not end well begins with place and problem: pytest's summary shows
    no more than that."""
    lines = [] if seen.state == "finished" else [_halted(seen, folder), "", f"The visit is {seen.state.value}."]
    for finding in findings:
        lines += ["", f"{finding.check} ({finding.impact.value}): {finding.sentence}"]
        if finding.acceptance:
            lines.append(f"  accepted until {finding.acceptance.until}, expired")
        if finding.expected or finding.actual:
            lines.append(f"  expected {finding.expected}; was {finding.actual}")
        if finding.fix:
            lines.append(f"  fix: {' '.join(finding.fix.split())}")
    return "\n".join(lines).lstrip("\n")


def _halted(seen: Evidence, folder: Path) -> str:
    from shopper.reports._failures import failed_steps, failure_view

    view = failure_view(seen, folder)
    at_step = any(view.startswith(f"{step.place}: ") for step in failed_steps(seen))
    return view if at_step else f"{seen.plan.place}: {view}"

"""`pytest journeys/`: every visit is a test. New findings and broken journeys fail it, known ones are warnings, YAML mistakes
are collection errors, an unreachable browser or mailbox is an error in set-up, a waiting visit is a skip with its reason.

All visits of a session share one audit folder; its path is printed at the end. With `--html` each test carries its visit's
pictures, mails and findings.
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Coroutine, Generator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr, TracebackStyle

    from shopper.audit import AuditRun
    from shopper.model import Audit, Evidence, Finding, Mailbox, Plan

T = TypeVar("T")
_IS_JOURNEY = re.compile(r"^journey\s*:", re.MULTILINE)
_audits = pytest.StashKey["SessionAudit"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("mystery shopper")
    group.addoption("--audit-out", default="audits", metavar="DIR", help="Folder for the audit of `pytest journeys/`.")
    group.addoption("--defect", action="append", default=[], help="Switch a defect of the practice shop on.")
    group.addoption("--patience", default="15m", help="How long to wait for mail before a visit is skipped as waiting.")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_audits] = SessionAudit(config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect YAML files under a folder `journeys` whose top says `journey:`; everything else is left alone."""
    if file_path.suffix not in (".yaml", ".yml") or "journeys" not in file_path.parts:
        return None
    if not _IS_JOURNEY.search(file_path.read_text(encoding="utf-8", errors="replace")):
        return None
    return JourneyFile.from_parent(parent, path=file_path)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    audit = config.stash[_audits]
    if audit.written:
        terminalreporter.write_sep("-", "mystery shopper")
        terminalreporter.write_line(audit.written.verdict)
        terminalreporter.write_line(f"Report: {audit.folder / 'index.html'}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Hand pytest-html what the visit has to show."""
    report = yield
    asked = item.config.pluginmanager.hasplugin("html") and item.config.getoption("--html", default=None)
    if asked and isinstance(item, VisitItem) and call.when == "call" and item.seen:
        from shopper.reports.pytest_html import extras_of

        ours = extras_of(item.seen, item.findings, item.config.stash[_audits].folder)
        report.extras = [*getattr(report, "extras", ()), *ours]  # type: ignore[attr-defined]
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    session.config.stash[_audits].finish()


class JourneyFile(pytest.File):
    """A journey; its items are the visits of its matrix."""

    def collect(self) -> Iterable[pytest.Item]:
        from shopper.history.baseline import read_baseline
        from shopper.journey.load import load
        from shopper.registry import load_project

        root = next(folder for folder in self.path.parents if folder.name == "journeys")
        load_project(root.parent)
        read_baseline(root.parent)
        loaded = load([self.path], root=root)
        audit = self.config.stash[_audits]
        audit.root = root.parent
        audit.mailboxes.update(loaded.mailboxes)
        for plan in loaded.plans:
            yield VisitItem.from_parent(self, name=plan.id, plan=plan)

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: TracebackStyle | None = None
    ) -> str | TerminalRepr:
        from shopper.errors import ShopperError

        return str(excinfo.value) if isinstance(excinfo.value, ShopperError) else super().repr_failure(excinfo)


class VisitItem(pytest.Item):
    """One visit."""

    def __init__(self, *, plan: Plan, **more: Any) -> None:
        super().__init__(**more)
        self.plan = plan
        self.seen: Evidence | None = None
        self.findings: list[Finding] = []

    def setup(self) -> None:
        from shopper.errors import ShopperError

        try:
            self.config.stash[_audits].open(self.session)
        except ShopperError as error:
            pytest.fail(str(error), pytrace=False)

    def runtest(self) -> None:
        from shopper.model import Outcome, VisitState

        self.seen, self.findings = seen, findings = self.config.stash[_audits].play(self.plan)
        failed = [finding for finding in findings if finding.outcome is Outcome.FAIL]
        for finding in failed:
            if finding.status == "known":
                self.warn(KnownFinding(finding))
        if seen.state is VisitState.WAITING:
            pytest.skip(f"the visit is still waiting: {seen.reason or 'mail is due later'}")
        new = [finding for finding in failed if finding.status == "new"]
        if new or seen.state in (VisitState.BROKEN, VisitState.INDETERMINATE, VisitState.TOOL_ERROR):
            raise VisitFailed(seen, new)

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: TracebackStyle | None = None
    ) -> str | TerminalRepr:
        from shopper.errors import ShopperError

        return str(excinfo.value) if isinstance(excinfo.value, VisitFailed | ShopperError) else super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.plan.place.line - 1, self.plan.id


class KnownFinding(pytest.PytestWarning):
    """A finding that the baseline accepts: it fails nothing until that expires."""

    def __init__(self, finding: Finding) -> None:
        accepted = finding.acceptance
        until = f", accepted until {accepted.until}: {accepted.reason}" if accepted else ""
        super().__init__(f"{finding.check} ({finding.impact.value}){until}\n  {finding.sentence}")


class VisitFailed(Exception):
    """What the customer met, in words, with the YAML line of a step that failed."""

    def __init__(self, seen: Evidence, findings: list[Finding]) -> None:
        lines = [] if seen.state == "finished" else [f"The visit is {seen.state.value}: {seen.reason}"]
        for step in seen.steps:
            if step.outcome == "failed":
                lines += [f"  {step.place}: {step.text}", f"    {step.problem}"]
        for finding in findings:
            lines += ["", f"{finding.check} ({finding.impact.value}): {finding.sentence}"]
            if finding.acceptance:
                lines.append(f"  accepted until {finding.acceptance.until}, expired")
            if finding.expected or finding.actual:
                lines.append(f"  expected {finding.expected}; was {finding.actual}")
            if finding.fix:
                lines.append(f"  fix: {' '.join(finding.fix.split())}")
        super().__init__("\n".join(lines))


class SessionAudit:
    """The audit of a pytest session: opened with the first visit, judged and written when the session ends."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self.root = Path(config.rootpath)
        self.mailboxes: dict[str, Mailbox] = {}
        self.folder = Path(config.getoption("--audit-out"))
        self.written: Audit | None = None
        self._run: AuditRun | None = None
        self._error: Exception | None = None
        self._loop: _LoopThread | None = None
        self._seen: list[Evidence] = []

    def open(self, session: pytest.Session) -> None:
        """Start world and browser once; a failure is told again for each visit, and tried only once."""
        from shopper.audit import AuditRun, new_folder
        from shopper.errors import ShopperError
        from shopper.journey.values import parse_duration

        if self._error:
            raise self._error
        if self._run:
            return
        plans = [item.plan for item in session.items if isinstance(item, VisitItem)]
        options = self._config.option
        self._loop = _LoopThread()
        self.folder = new_folder(self.folder)
        patience = parse_duration(options.patience)
        run = AuditRun(self.folder, self.mailboxes, defects=options.defect, patience=patience, root=self.root)
        try:
            self._loop.run(run.open(plans))
        except ShopperError as error:
            self._error = error
            self.folder.rmdir()
            raise
        self._run = run

    def play(self, plan: Plan) -> tuple[Evidence, list[Finding]]:
        """Play one visit; returns its evidence and what the checks say about it."""
        from shopper.audit import judge_evidence

        assert self._run and self._loop
        seen = self._loop.run(self._run.play(plan))
        self._seen.append(seen)
        return seen, list(judge_evidence([seen], self.folder, self.root).findings)

    def finish(self) -> None:
        """Stop everything, judge all visits together, write the reports."""
        if self._run and self._loop:
            if self._seen:
                self.written = self._loop.run(self._run.finish(self.root))
            self._loop.run(self._run.close())
        if self._loop:
            self._loop.close()


class _LoopThread:
    """An event loop in a thread of its own: pytest's thread stays free of loops, as other plugins expect."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="mystery-shopper", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

"""The audit of a pytest session: opened with the first visit, judged and written when the session ends."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
import threading
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from shopper.errors import ShopperError

if TYPE_CHECKING:
    from shopper.audit import AuditRun
    from shopper.model import Audit, Evidence, Finding, Mailbox, Plan
    from shopper.pytest_plugin.project import Project

T = TypeVar("T")


@dataclass(frozen=True)
class SharedFolder:
    """What xdist's controller and workers share: where the audit lies, and whose turn it is at a shop."""

    path: Path

    @classmethod
    def make(cls) -> SharedFolder:
        return cls(Path(tempfile.mkdtemp(prefix="mystery-shopper-")))

    def audit(self, out: Path, root: Path) -> Path:
        """The session's audit; whoever asks first makes it. `root`: the project's folder, for whoever judges."""
        from filelock import FileLock

        from shopper.audit import new_folder

        with FileLock(self.path / "audit.lock"):
            if not self._note.exists():
                said = {"audit": str(new_folder(out).absolute()), "root": str(root.absolute())}
                self._note.write_text(json.dumps(said), "utf-8")
            return self.known()[0]

    def known(self) -> tuple[Path, Path]:
        """Audit and project, once a worker has begun to play."""
        said = json.loads(self._note.read_text("utf-8"))
        return Path(said["audit"]), Path(said["root"])

    @property
    def began(self) -> bool:
        return self._note.exists()

    @property
    def _note(self) -> Path:
        return self.path / "audit.json"

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


class SessionAudit:
    """One process's part in the audit. With xdist each worker plays, and the controller judges."""

    def __init__(self, option: Any, shared: SharedFolder | None) -> None:
        """`option`: pytest's, as parsed; `shared`: a worker's."""
        self._option, self._shared = option, shared
        self.root = Path()
        self.mailboxes: dict[str, Mailbox] = {}
        self.folder = Path(option.audit_out)
        self.written: Audit | None = None
        self.trouble = ""
        self._run: AuditRun | None = None
        self._error: ShopperError | None = None
        self._loop: _LoopThread | None = None
        self._seen = False

    def belongs_to(self, project: Project) -> None:
        self.root = project.root
        self.mailboxes.update(project.mailboxes)

    def open(self, plans: Sequence[Plan]) -> None:
        """Start world and browser once. A failure is tried and told at length only once."""
        if self._error:
            raise type(self._error)(f"not played: {self._error.problem.splitlines()[0]} (as said at the first visit)")
        if self._run:
            return
        try:
            self._start(plans)
        except ShopperError as error:
            self._error = error
            if not self._shared and self.folder.is_dir():
                self.folder.rmdir()
            raise

    def _start(self, plans: Sequence[Plan]) -> None:
        from shopper.audit import AuditRun, new_folder
        from shopper.errors import UsageError
        from shopper.journey.values import parse_duration

        try:
            patience = parse_duration(self._option.audit_patience)
        except ValueError as error:
            raise UsageError(str(error), place="--audit-patience") from None
        self._loop = _LoopThread()
        self.folder = self._shared.audit(self.folder, self.root) if self._shared else new_folder(self.folder)
        run = AuditRun(
            self.folder,
            self.mailboxes,
            defects=self._option.audit_defect,
            patience=patience,
            root=self.root,
            turns=self._shared.path if self._shared else None,
            probe_pages=not self._option.audit_no_probes,
        )
        self._loop.run(run.open(plans))
        self._run = run

    def play(self, plan: Plan) -> tuple[Evidence, list[Finding]]:
        """Play one visit; returns its evidence and what the checks say about it."""
        from shopper.audit import judge_evidence

        assert self._run and self._loop
        seen = self._loop.run(self._run.play(plan))
        self._seen = True
        return seen, list(judge_evidence([seen], self.folder, self.root).findings)

    def finish(self) -> None:
        """Judge all visits together, write the reports, stop everything."""
        if self._run and self._loop and self._seen:
            self.written = self._loop.run(self._run.finish(self.root))
        self.leave()

    def leave(self) -> None:
        """Stop everything that was started here; the evidence stays as it is."""
        if self._run and self._loop:
            self._loop.run(self._run.close())
        if self._loop:
            self._loop.close()

    def judge_shared(self, shared: SharedFolder) -> None:
        """What the controller does when its workers have gone: judge what they played, write the reports."""
        from shopper.audit import judge_folder
        from shopper.registry import load_project

        if not shared.began:
            return
        self.folder, self.root = shared.known()
        if not any(self.folder.glob("evidence/*/journal.jsonl")):
            self.folder.rmdir()
            return
        try:
            load_project(self.root)
            self.written = judge_folder(self.folder, self.root)
        except ShopperError as error:
            self.trouble = f"The visits could not be judged: {error}"


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

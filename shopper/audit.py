"""An audit from plans to reports: play the visits, judge the evidence, write the reports, close the bundle.

The command line, pytest and whoever embeds this tool go through here. Gathering (`AuditRun`) and judging (`judge_folder`)
are apart: judging needs only the folder.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets as randomness
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from shopper import registry
from shopper.bundle import Bundle, read_journal, verify, write_atomically
from shopper.clock import JumpingClock
from shopper.errors import UsageError
from shopper.evidence import open_evidence, open_visit
from shopper.inbox.documents import PDF
from shopper.inbox.guard import Reader
from shopper.model import Audit, Evidence, Finding, Impact, Mailbox, Outcome, Plan, Shop, VisitState
from shopper.reading.language import load_languages
from shopper.secrets import Secrets

if TYPE_CHECKING:
    from playwright.async_api import APIRequestContext, BrowserContext

    from shopper.inbox.harvest import Harvester
    from shopper.inbox.sending import Outbox
    from shopper.visit.browser import Browsers
    from shopper.visit.pausing import Watch
    from shopper.visit.tracing import Tracing
    from shopper.visit.visit import Surroundings
    from shopper.world import World

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
T = TypeVar("T")
Tell = Callable[[str, str], None]


def new_folder(out: Path) -> Path:
    """A fresh folder for an audit, named by the local time of its start."""
    name = datetime.now(UTC).astimezone().strftime("%Y-%m-%d_%H-%M-%S")
    for suffix in ("", *(f"-{n}" for n in range(2, 100))):
        with contextlib.suppress(FileExistsError):
            (out / f"{name}{suffix}").mkdir(parents=True)
            return out / f"{name}{suffix}"
    raise UsageError("a hundred audits were begun in this second", place=str(out), remedy="Wait a moment.")


def state_folder() -> Path:
    """Where login state lies between legs: the user's own state folder, never the bundle."""
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "mystery-shopper" / "logins"


class AuditRun:
    """Plays visits into one audit's folder. Everything shared (world, browsers, gates, harvests) starts once and ends here."""

    def __init__(
        self,
        folder: Path,
        mailboxes: Mapping[str, Mailbox],
        *,
        secrets: Secrets | None = None,
        defects: Collection[str] = (),
        browsers: Browsers | None = None,
        patience: timedelta | None = None,
        root: Path | None = None,
        tell: Tell = lambda visit, what: None,
        watch: Watch | None = None,
        tracing: Tracing | None = None,
        turns: Path | None = None,
        probe_pages: bool = True,
    ) -> None:
        """`root`: the project's folder, where the files lie that customers hand in; where this runs, if left out.
        `watch`: a person who looks on. `turns`: a folder by which processes that visit the same shops take turns.
        `probe_pages`: whether pages are measured (speed, weight, barriers)."""
        self.root = root or Path()
        self.folder, self._mailboxes, self._defects = folder, mailboxes, defects
        self.secrets = secrets or Secrets(self.root)
        self.bundle = Bundle(folder, self.secrets.redact_all, self.secrets.redact_file)
        self.reader = Reader()
        self.secrets.read_pdfs(lambda raw: self.reader.read_document(raw, PDF).text)
        self._browsers, self._patience = browsers, patience
        self._tell: Tell = lambda visit, what: tell(visit, self.secrets.redact(what))
        self._watch, self._tracing, self._turns, self._probe_pages = watch, tracing, turns, probe_pages
        self._stack = contextlib.AsyncExitStack()
        self._around: dict[str, Surroundings] = {}
        self._harvests: dict[str, Harvester] = {}
        self._world: World | None = None
        self._slots = asyncio.Semaphore(2 * (os.cpu_count() or 2))  # more browser work at once makes all of it slower

    async def open(self, plans: Sequence[Plan]) -> AuditRun:
        """Start the world for these plans' shops. Raises Unreachable (browser, mailbox) or UsageError."""
        from shopper.visit.browser import Browsers
        from shopper.world import open_world

        try:
            browsers = await self._stack.enter_async_context(self._browsers or Browsers())
            kinds = sorted({plan.browser for plan in plans})
            for kind in kinds:
                browsers.start(kind)
            self._warm = asyncio.create_task(asyncio.to_thread(_warm_up))
            shops = {plan.shop.id: plan.shop for plan in plans}
            world = await self._stack.enter_async_context(open_world(shops.values(), self._mailboxes, self._defects))
            self._world = world
            if world.practice:
                browsers.trust_practice_shop()
            writing = {plan.shop.id for plan in plans if _uses_mail(plan)}
            for id, shop in shops.items():
                self._around[id] = await self._surroundings(shop, id in writing, world, browsers)
            for kind in kinds:
                await browsers.get(kind)
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def _surroundings(self, shop: Shop, mail: bool, world: World, browsers: Browsers) -> Surroundings:
        from shopper.visit.following import may_follow
        from shopper.visit.page_links import LinkAsker
        from shopper.visit.page_logos import PageLogos
        from shopper.visit.page_prober import PageProber
        from shopper.visit.probes import MailProber
        from shopper.visit.signatures import Signatures
        from shopper.visit.visit import Surroundings
        from shopper.world import gate_to

        harvester = await self._harvester(shop.mailbox, world) if mail else None
        gate = await self._stack.enter_async_context(gate_to(shop, world, self.secrets.look_up))
        basic = shop.sign_in.get("basic", "")

        def requests() -> Awaitable[APIRequestContext]:
            return browsers.requests(gate.url, shop.url, self.secrets.look_up(basic), **gate.trust)

        def fresh(plan: Plan, **options: Any) -> Awaitable[BrowserContext]:
            return browsers.context(plan, gate.url, credentials=self.secrets.look_up(basic), **gate.trust, **options)

        links = LinkAsker(requests, may_follow(gate))
        mails = MailProber(fresh, gate, self.bundle, self.reader)
        pages = PageProber(fresh, gate, PageLogos(requests, gate), shop.visits_at_once) if self._probe_pages else None
        mailbox = self._mailbox(shop.mailbox, world) if harvester else None
        for prober in (links, mails, *([pages] if pages else ())):
            self._stack.push_async_callback(prober.close)
        return Surroundings(
            clock=world.clock,
            browsers=browsers,
            gate=gate,
            harvester=harvester,
            outbox=self._outbox(shop.mailbox, world) if mail else None,
            root=self.root,
            probe=_once(harvester.probe) if harvester else None,
            reader=self.reader,
            secrets=self.secrets,
            shop_slots=self._shop_slots(shop, world),
            slots=self._slots,
            links=links,
            mails=mails,
            pages=pages,
            signatures=Signatures(self.reader, world.dns, ask_dns=bool(mailbox and mailbox.dns)),
            authserv_id=mailbox.authserv_id if mailbox else "",
            logins=state_folder(),
            patience=None if world.clock.jumps else self._patience,
            stop_file=self.folder.parent / "STOP",
            tell=self._tell,
            watch=self._watch,
            tracing=self._tracing,
        )

    def _shop_slots(self, shop: Shop, world: World) -> contextlib.AbstractAsyncContextManager[None]:
        if not self._turns or world.clock.jumps:  # this process alone is at the shop
            return asyncio.Semaphore(shop.visits_at_once)
        from shopper.visit.slots import SharedSlots

        return SharedSlots(self._turns, shop.id, shop.visits_at_once)

    async def _harvester(self, name: str, world: World) -> Harvester | None:
        """One connection per mailbox, whoever uses it."""
        if not name:
            return None
        if name not in self._harvests:
            from shopper.inbox.harvest import Harvester

            mailbox = self.secrets.fill(self._mailbox(name, world))
            harvester = await self._stack.enter_async_context(Harvester(mailbox, world.clock, secrets=self.secrets))
            if isinstance(world.clock, JumpingClock):
                world.clock.before_jump.append(harvester.sweep)
            self._harvests[name] = harvester
        return self._harvests[name]

    def _outbox(self, name: str, world: World) -> Outbox | None:
        """The way to write as a customer; connected only while a letter is handed over."""
        from shopper.inbox.sending import Outbox

        mailbox = self._mailbox(name, world) if name else None
        return Outbox(self.secrets.fill(mailbox), secrets=self.secrets) if mailbox and mailbox.smtp else None

    @staticmethod
    def _mailbox(name: str, world: World) -> Mailbox:
        if name not in world.mailboxes:
            raise UsageError(f"the mailbox `{name}` is not described", remedy="Describe it in journeys/mailboxes.yaml.")
        return world.mailboxes[name]

    async def play(self, plan: Plan) -> Evidence:
        """Play one plan as a new visit and return its evidence."""
        id = "".join(randomness.choice(ALPHABET) for _ in range(8))
        return await self._play(id, plan)

    async def resume(self, visit: str, plan: Plan) -> Evidence:
        """Go on with a visit that was interrupted, where its journal ends."""
        return await self._play(visit, plan)

    async def _play(self, id: str, plan: Plan) -> Evidence:
        from shopper.visit.visit import Visit

        assert self._world
        around, address = self._around[plan.shop.id], ""
        if plan.shop.mailbox:
            address = self._mailbox(plan.shop.mailbox, self._world).address.replace("{visit}", id)
        await Visit(id, plan, address, self.bundle, around).play()
        return await asyncio.to_thread(open_visit, self.bundle, id, self.reader)

    async def finish(self, root: Path) -> Audit:
        """Judge all visits and write the reports, while browsers and servers are being stopped."""
        await self._warm
        judging = asyncio.to_thread(judge_folder, self.folder, root, self.reader)
        audit, _ = await asyncio.gather(judging, self._stack.aclose())
        return audit

    async def close(self) -> None:
        """Stop everything that was started."""
        await self._stack.aclose()
        await asyncio.to_thread(self.reader.close)

    async def __aenter__(self) -> AuditRun:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        await self.close()


def _uses_mail(plan: Plan) -> bool:
    """Whether a mail may come: somebody expects one, or the visit's address is given away."""
    text = plan.model_dump_json(include={"steps", "scopes"})
    return "visit.mail" in text or '_mail"' in text


_JUDGING = ("shopper.history.baseline", "shopper.score_sheet", "shopper.verdict.judge")


def _warm_up() -> None:
    """Load what judging and reporting need, while the browser starts and pages are waited for."""
    registry.checks()
    for module in _JUDGING:
        import_module(module)
    for kind in registry.reports().values():
        kind.prepare()
    load_languages()


def _once(ask: Callable[[], Awaitable[T]]) -> Callable[[], Awaitable[T]]:
    """Asked by many, done once."""
    answer: list[asyncio.Future[T]] = []

    async def asked() -> T:
        if not answer:
            answer.append(asyncio.ensure_future(ask()))
        return await answer[0]

    return asked


def unfinished(folder: Path) -> list[tuple[str, Plan]]:
    """The visits of an audit that have not ended, with the plans they were begun with."""
    bundle, found = Bundle(folder), []
    for visit in bundle.visits():
        path = bundle.journal_path(visit)
        events = read_journal(path)
        if not events:  # killed before its first line
            continue
        try:
            if events[-1]["kind"] != "visit_ended":
                found.append((visit, Plan.model_validate(events[0]["plan"])))
        except (KeyError, TypeError, ValueError, IndexError):
            raise UsageError(
                "this journal is damaged", place=str(path), remedy="shopper verify says what was changed."
            ) from None
    return found


def judge_evidence(evidence: Sequence[Evidence], folder: Path, root: Path) -> Audit:
    """Findings and scores for evidence that was read from `folder`; nothing is written. `root` has the journeys' folder."""
    from shopper.score_sheet import filled_in
    from shopper.verdict.judge import judge
    from shopper.verdict.scorecard import load_card

    card = load_card(root / "journeys" / "scorecard.yaml")
    evidence = filled_in(evidence, folder)
    return obey_baseline(judge(evidence, audit=folder.resolve().name, card=card, notes=_notes(evidence)), root)


def obey_baseline(audit: Audit, root: Path) -> Audit:
    """The audit with its findings marked new or known by the project's baseline, as of today. Raises MistakesFound."""
    from shopper.history.baseline import obey, read_baseline

    return obey(audit, read_baseline(root), date.today())


def untouched(folder: Path) -> Path:
    """The folder, if its evidence is what it was when the audit was closed; else UsageError: nothing is judged or blessed."""
    if (folder / "manifest.json").is_file():
        changed = [complaint for complaint in verify(folder)[1] if complaint.startswith("evidence/")]
        if changed:
            remedy = "shopper verify lists all changes; nothing is judged on such evidence."
            raise UsageError(
                f"the evidence was changed since the audit was closed ({changed[0]})", place=str(folder), remedy=remedy
            )
    return folder


def judge_folder(folder: Path, root: Path, reader: Reader | None = None) -> Audit:
    """Judge stored evidence, write the reports and close the bundle. No network, no browser; same evidence, same bytes
    (with the same baseline, on the same day)."""
    with contextlib.ExitStack() as stack:
        reading = reader or stack.enter_context(Reader())
        audit = judge_evidence(open_evidence(Bundle(folder), reading), folder, root)
    write_reports(audit, folder)
    return audit


def write_reports(audit: Audit, folder: Path, only: Collection[str] = ()) -> list[Path]:
    """Write every report format (or `only` these ids) beside the evidence, and close the bundle with its manifest.

    Formats on request are written if they are named, or were before: what was asked for once never grows stale.
    """
    from shopper.score_sheet import write_sheet

    written: list[Path] = []
    failed: list[Exception] = []
    try:
        write_sheet(audit, folder)
    except UsageError as error:  # a person's sheet that nothing can be added to; the reports are written all the same
        failed.append(error)
    for id, kind in registry.reports().items():
        asked_for = id in only if only else not kind.on_request or (folder / kind.file_name).is_file()
        if kind.is_printed or not asked_for:
            continue
        try:
            content = kind.run(audit, folder)
        except Exception as error:  # whatever one format stumbles over, the others and the manifest are written
            failed.append(error)
            continue
        files = content if isinstance(content, dict) else {kind.file_name: content}
        for name, data in files.items():
            write_atomically(folder / name, data.encode() if isinstance(data, str) else data)
            written.append(folder / name)
    Bundle(folder).close()
    point_latest(folder)
    if failed:
        raise failed[0]
    return written


def exit_code(audit: Audit, *, require_finished: bool = False) -> int:
    """The first that holds: 4 not reachable; 3 broken, indeterminate, a crashed check; 1 new findings (moderate and up); 0."""
    from shopper.verdict.running import CRASHED

    states = {visit.state for visit in audit.visits}
    if VisitState.TOOL_ERROR in states:
        return 4
    crashed = any(finding.actual == CRASHED for finding in audit.findings)
    if crashed or states & {VisitState.BROKEN, VisitState.INDETERMINATE}:
        return 3
    if any(asks_for_action(finding) for finding in audit.findings):
        return 1
    return int(require_finished and VisitState.WAITING in states)


def asks_for_action(finding: Finding) -> bool:
    """Whether a finding makes a CI job fail: it is sure, not accepted, and of impact moderate and up."""
    return finding.outcome is Outcome.FAIL and finding.status == "new" and finding.impact is not Impact.MINOR


def _notes(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    notes = []
    if any(visit.clock_jumped for visit in evidence):
        notes.append("The clock jumped: while every visit only waited, the practice shop's time was skipped.")
    if not all(visit.sandbox for visit in evidence):
        notes.append("Chromium ran without its own sandbox: it was started as root, or the system allows none.")
    return tuple(notes)


def point_latest(folder: Path) -> None:
    """`audits/latest` → this audit, unless one was played after it: judging an old one again does not make it the newest.
    Where links are not to be had, nothing is lost."""
    latest = folder.parent / "latest"
    with contextlib.suppress(OSError):
        if latest.is_symlink() and _played(latest) > _played(folder):
            return
        if latest.is_symlink() or not latest.exists():
            temporary = folder.parent / f".latest-{os.getpid()}"
            temporary.unlink(missing_ok=True)
            temporary.symlink_to(folder.resolve().name)
            temporary.replace(latest)


def _played(folder: Path) -> float:
    """When the last journal of an audit was written; 0.0 if there is none."""
    return max((path.stat().st_mtime for path in folder.glob("evidence/*/journal.jsonl")), default=0.0)

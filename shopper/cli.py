"""The command line. Every command says what it did, and ends with the exit code that CI jobs obey.

Heavy imports stand inside the commands: `shopper --help` answers at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib
import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from shopper.model import Audit
    from shopper.wanted import Manner, Wanted

app = typer.Typer(
    name="shopper",
    help="Plays a customer at an online shop, keeps the evidence, and turns it into an audit.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=True,
)
Out = Annotated[Path, typer.Option("--out", help="Folder for audits.", metavar="DIR")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AuditArgument = Annotated[Path, typer.Argument(help="An audit's folder.", metavar="AUDIT")]
AUDITS = Path("audits")
LATEST = AUDITS / "latest"


def project_root(*, practice: bool = False) -> Path:
    """The nearest folder upwards that has `journeys/`; else, where `practice` will do, the project that comes along.

    Raises UsageError if there is none.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "journeys").is_dir() and folder.name != "shopper":
            return folder
    if practice:
        return Path(__file__).resolve().parent
    from shopper.errors import UsageError

    raise UsageError("there is no folder journeys/ here or above", place=str(here), remedy="Go to your project's folder.")


@app.command()
def run(
    journeys: Annotated[list[Path] | None, typer.Argument(help="Journey files or folders; all if left out.")] = None,
    shop: Annotated[list[str] | None, typer.Option(help="Only these shops.")] = None,
    locale: Annotated[list[str] | None, typer.Option(help="Only these locales, such as vi-VN.")] = None,
    device: Annotated[list[str] | None, typer.Option(help="Only desktop or phone.")] = None,
    browser: Annotated[str | None, typer.Option(help="Play in chromium, firefox or webkit, whatever the journeys say.")] = None,
    defect: Annotated[list[str] | None, typer.Option(help="Switch a defect of the practice shop on.")] = None,
    out: Out = Path("audits"),
    resume: Annotated[Path | None, typer.Option(help="Go on with an interrupted or waiting audit.", metavar="AUDIT")] = None,
    patience: Annotated[str, typer.Option(help="How long to wait for mail before the visit is left waiting.")] = "15m",
    require_finished: Annotated[bool, typer.Option(help="Exit 1 if a visit is still waiting.")] = False,
    headed: Annotated[bool, typer.Option(help="Show the browser.")] = False,
    slow: Annotated[float, typer.Option(help="Seconds to linger at every act.")] = 0.0,
) -> None:
    """Play journeys and write the audit: report, audit.json, junit.xml."""
    with _errors():
        from shopper.wanted import Manner, Wanted

        wanted = Wanted(journeys or (), shop or (), locale or (), device or (), browser, resume=resume)
        _play(wanted, Manner(out, defect or (), patience, headed, slow), require_finished)


@app.command()
def demo(
    defect: Annotated[list[str] | None, typer.Option(help="Switch a defect of the practice shop on.")] = None,
    out: Out = Path("audits"),
    headed: Annotated[bool, typer.Option(help="Show the browser.")] = False,
) -> None:
    """Play the practice audit: a shop, its mail server and all journeys, on this machine."""
    with _errors():
        from shopper.wanted import Manner, Wanted

        _play(Wanted(practice_only=True), Manner(out, defect or (), headed=headed), require_finished=True)


@app.command()
def judge(audit: AuditArgument = LATEST) -> None:
    """Judge stored evidence again, without network and browser, and write the reports."""
    with _errors():
        from shopper.audit import exit_code, judge_folder, untouched
        from shopper.registry import load_project

        load_project(project_root(practice=True))
        folder = untouched(_existing(audit))
        _end(judge_folder(folder, project_root(practice=True)), folder, exit_code)


@app.command()
def report(
    audit: AuditArgument = LATEST,
    format: Annotated[list[str] | None, typer.Option(help="Only these formats.")] = None,
) -> None:
    """Write the reports again from audit.json."""
    with _errors():
        from shopper import registry
        from shopper.audit import obey_baseline, untouched, write_reports
        from shopper.errors import UsageError

        registry.load_project(project_root(practice=True))
        for name in format or []:
            if name not in registry.reports():
                raise UsageError(f"there is no report format `{name}`", remedy=f"One of: {', '.join(registry.reports())}.")
        folder = untouched(_existing(audit))
        for written in write_reports(obey_baseline(_read(folder), project_root(practice=True)), folder, format or ()):
            typer.echo(written)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="The earlier audit: its folder, or its name under audits/.", metavar="A")],
    after: Annotated[Path, typer.Argument(help="The later one.", metavar="B")] = Path("latest"),
    fail_on_new: Annotated[bool, typer.Option(help="Exit 1 if a new finding is not accepted.")] = False,
    as_json: Json = False,
) -> None:
    """Say what is new, fixed and still there between two audits. What could not be compared is never called fixed."""
    with _errors(as_json):
        from shopper.audit import asks_for_action
        from shopper.history.comparison import compare as against

        comparison = against(_read(_existing(before)), _read(_existing(after)))
        if as_json:
            typer.echo(comparison.model_dump_json(indent=1))
        else:
            from shopper.reports.comparison import print_comparison

            print_comparison(comparison, _console())
        raise typer.Exit(int(fail_on_new and any(asks_for_action(met.finding) for met in comparison.new)))


@app.command()
def accept(
    words: Annotated[
        list[str] | None,
        typer.Argument(help="An audit (the latest if left out), then ids of findings or checks.", metavar="AUDIT ID"),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why this is accepted, in a sentence.")] = "",
    until: Annotated[str, typer.Option(help="The last day on which it is, such as 2026-12-31.", metavar="DAY")] = "",
    lasting: Annotated[str, typer.Option("--for", help="Instead: how long; 30d if left out.", metavar="30d")] = "",
    all_new: Annotated[bool, typer.Option("--all", help="All new findings, without asking.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Take out what this audit met no more; accept nothing.")] = False,
) -> None:
    """Accept findings for a while, in baseline.yaml. They fail nothing until they expire."""
    with _errors():
        from datetime import date

        from shopper.audit import obey_baseline, untouched, write_reports
        from shopper.errors import UsageError
        from shopper.history import accepting
        from shopper.history.baseline import leftover, read_baseline
        from shopper.registry import load_project

        root = project_root()
        load_project(root)
        folder, ids = _audit_and_ids(words or [])
        baseline = read_baseline(root)
        audit = obey_baseline(_read(untouched(folder)), root)
        if prune:
            gone = leftover(audit, baseline.entries)
            text = accepting.changed(baseline, drop={entry.id for entry in gone})
            said = [f"Taken out: {entry.id} ({entry.check}, {entry.where})" for entry in gone] or ["Nothing is left over."]
        else:
            last = accepting.last_day(until, lasting, date.today())
            meant = accepting.meant(audit, ids)
            entries = accepting.entries_for(audit, meant, reason, date.today(), last)
            said = [f"{entry.id}  {entry.sentence} ({entry.where})" for entry in entries]
            if not entries:
                raise UsageError("no finding of this audit is new", place=str(folder), remedy="There is nothing to accept.")
            if not ids and not all_new:
                _ask(said, last.isoformat())
            text = accepting.changed(baseline, add=entries)
            said.append(f"{_n(len(entries), 'finding')} accepted until {last}.")
        if text != accepting.changed(baseline):
            path = accepting.write(root, text)
            write_reports(obey_baseline(audit, root), folder)
            said.append(f"Written: {path}, and the reports in {folder}")
        for line in said:
            typer.echo(line)


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Journey files or folders; all if left out.")] = None,
    as_json: Json = False,
) -> None:
    """Check YAML: journeys, shops, mailboxes, personas. All mistakes at once, each with its place."""
    with _errors(as_json):
        from shopper.playing import load_journeys

        loaded = load_journeys(files or (), project_root())
        if as_json:
            typer.echo(json.dumps({"plans": [plan.id for plan in loaded.plans], "mistakes": []}, ensure_ascii=False, indent=1))
        else:
            names = {plan.journey for plan in loaded.plans}
            typer.echo(
                f"No mistakes: {_n(len(names), 'journey')}, {_n(len(loaded.shops), 'shop')}, {_n(len(loaded.plans), 'visit')}."
            )


@app.command()
def explain(
    what: Annotated[str, typer.Argument(help="steps, checks, defects, or the name of one.", metavar="NAME")] = "steps",
    as_json: Json = False,
) -> None:
    """Explain steps, checks and defects: what they do, why it matters, how to fix it."""
    with _errors():
        from shopper.journey import explain as words
        from shopper.registry import load_project

        load_project(project_root(practice=True))
        typer.echo(words.as_json(what) if as_json else words.explain(what))


@app.command()
def doctor(
    mailbox: Annotated[list[str] | None, typer.Option(help="Only these mailboxes.")] = None,
    as_json: Json = False,
) -> None:
    """Look whether browser, mailboxes, clock and YAML are fit for an audit; say what to do where they are not."""
    with _errors(as_json):
        from shopper.doctor import examine

        root = project_root()
        rows = asyncio.run(examine(root, mailbox or []))
        if as_json:
            typer.echo(json.dumps([row.model_dump() for row in rows], ensure_ascii=False, indent=1))
        else:
            for row in rows:
                typer.echo(f"{'✓' if row.ok else '✗'} {row.what}: {row.says}" + (f"\n    {row.remedy}" if row.remedy else ""))
        raise typer.Exit(next((row.exit_code for row in rows if not row.ok), 0))


@app.command()
def verify(audit: AuditArgument = LATEST) -> None:
    """Find any byte that was changed since the audit was closed; print the root hash of its evidence."""
    with _errors():
        from shopper.bundle import verify as look

        root, complaints = look(_existing(audit))
        for complaint in complaints:
            typer.echo(f"✗ {complaint}", err=True)
        if complaints:
            typer.echo(f"{_n(len(complaints), 'complaint')}: this is not what was recorded.", err=True)
            raise typer.Exit(1)
        typer.echo(f"✓ unchanged; root {root}")


@app.command()
def practice(
    file: Annotated[Path, typer.Option(help="Where to write how to join this shop.")] = Path("practice.json"),
    defect: Annotated[list[str] | None, typer.Option(help="Switch a defect on.")] = None,
) -> None:
    """Serve the practice shop with its mail server, in real time, until interrupted."""
    with _errors():
        from shopper.bundle import write_atomically
        from shopper.clock import RealClock
        from shopper.world import describe, practice_world

        async def serve() -> None:
            async with practice_world(RealClock(), {}, defect or []) as world:
                write_atomically(file, describe(world).encode())
                file.chmod(0o600)
                host, port = next(iter(world.routes.values()))
                typer.echo(f"The practice shop is open on https://{host}:{port} (Host: {', '.join(world.routes)}).")
                typer.echo(f"Visit it from another terminal: SHOPPER_PRACTICE={file} shopper run")
                done = asyncio.Event()
                for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                    asyncio.get_running_loop().add_signal_handler(number, done.set)
                await done.wait()

        try:
            asyncio.run(serve())
        finally:
            file.unlink(missing_ok=True)


def main() -> None:
    """Entry point of `shopper`."""
    gc.set_threshold(50_000, 20, 20)  # start-up makes many objects that all live on: looking for garbage there costs 60 ms
    try:
        app()
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else int(end.code is not None))  # all is closed: spare the dismantling


# --- what commands share ---


def _play(wanted: Wanted, manner: Manner, require_finished: bool) -> None:
    from shopper.errors import Interrupted
    from shopper.visit.browser import Browsers

    root = project_root(practice=wanted.practice_only)
    interrupted: list[signal.Signals] = []

    async def play() -> tuple[Audit, Path]:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task

        def interrupt(number: signal.Signals) -> None:
            interrupted.append(number)
            task.cancel()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, interrupt, number)
        async with Browsers(headed=manner.headed, slow=manner.slow) as browsers:
            browsers.prepare()  # its driver takes a third of a second to start: the rest is loaded meanwhile
            playing = await asyncio.to_thread(importlib.import_module, "shopper.playing")
            audit, folder = await playing.play(wanted, manner, root, browsers)
            return audit, folder

    try:
        audit, folder = asyncio.run(play())
    except Interrupted:
        raise
    except BaseException:
        if interrupted:  # whatever broke then, broke because the browser got the same signal
            raise Interrupted("interrupted", remedy="What was recorded is kept: shopper run --resume AUDIT") from None
        raise

    def code(audit: Audit) -> int:
        from shopper.audit import exit_code

        return exit_code(audit, require_finished=require_finished)

    _end(audit, folder, code)


def _end(audit: Audit, folder: Path, code: Any) -> NoReturn:
    from shopper.reports.console import print_summary

    print_summary(audit, folder, _console())
    raise typer.Exit(code(audit))


def _console() -> Console:
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=140)


def _existing(folder: Path) -> Path:
    """An audit's folder, named by its path or by its name under audits/."""
    from shopper.errors import UsageError

    for path in (folder, AUDITS / folder):
        if path.is_dir():
            return path
    remedy = "Play one first: shopper run" if folder == LATEST else "Name an audit's folder, such as audits/latest."
    raise UsageError("there is no such audit", place=str(folder), remedy=remedy)


def _read(folder: Path) -> Audit:
    """The audit that lies in a folder."""
    from shopper.errors import UsageError
    from shopper.model import Audit

    path = folder / "audit.json"
    if not path.is_file():
        raise UsageError("this folder has no audit.json", place=str(folder), remedy="Judge it first: shopper judge")
    try:
        return Audit.model_validate_json(path.read_bytes())
    except ValueError:
        raise UsageError("this is no audit", place=str(path), remedy="Judge the evidence again: shopper judge") from None


def _audit_and_ids(words: list[str]) -> tuple[Path, list[str]]:
    """The first word may name an audit; all others name findings."""
    if words and any(path.is_dir() for path in (Path(words[0]), AUDITS / words[0])):
        return _existing(Path(words[0])), words[1:]
    return _existing(LATEST), words


def _ask(findings: list[str], until: str) -> None:
    """Show what would be accepted, and go on only if a person says yes."""
    from shopper.errors import UsageError

    for line in findings:
        typer.echo(line)
    try:
        agreed = typer.confirm(f"Accept all {len(findings)} until {until}?")
    except typer.Abort:
        raise UsageError("nobody answered", remedy="Name the findings, or give --all.") from None
    if not agreed:
        typer.echo("Nothing was accepted.")
        raise typer.Exit(0)


def _n(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


@contextlib.contextmanager
def _errors(as_json: bool = False) -> Iterator[None]:
    """Say what went wrong, where, and what to do; never a traceback for what a person can mend."""
    from shopper.errors import JourneyError, ShopperError

    try:
        yield
    except ShopperError as error:
        mistakes = getattr(error, "mistakes", None)
        if as_json and isinstance(error, JourneyError) and mistakes is not None:
            typer.echo(json.dumps({"mistakes": [m.as_json() for m in mistakes]}, ensure_ascii=False, indent=1))
        else:
            typer.echo(str(error) if isinstance(error, JourneyError) else f"Error: {error}", err=True)
        raise typer.Exit(error.exit_code) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(0) from None
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        typer.echo(f"Error: {place}{error.strerror or error}\n  Check that it is there, and its rights.", err=True)
        raise typer.Exit(2) from None


if __name__ == "__main__":
    main()

"""Commands that look at what was recorded: `trace`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopper.cli import completion
from shopper.cli.shared import AUDITS, LATEST, app, errors, existing, read_audit

if TYPE_CHECKING:
    from shopper.model import VisitResult


@app.command()
def trace(
    which: Annotated[
        str,
        typer.Argument(
            help="A visit's id, or its beginning; or an audit.", metavar="VISIT|AUDIT", autocompletion=completion.audits
        ),
    ] = "",
    leg: Annotated[int, typer.Option(help="Which leg of the visit; 0: the last that has a trace.")] = 0,
) -> None:
    """Open the trace of a visit: every act with the page before and after. Recorded by: shopper run --trace."""
    with errors():
        folder, visit = _meant(which)
        kept = [trace for trace in visit.traces if trace.blob and leg in (0, trace.leg)]
        if not kept or not (blob := kept[-1].blob):
            raise _none(visit, folder)
        path = folder.resolve() / blob.path
        typer.echo(f"{visit.id}: {visit.title} ({visit.locale}, {visit.device}), leg {kept[-1].leg} of {len(visit.traces)}")
        typer.echo(f"Trace: {path}")
        _show(path)


def _meant(which: str) -> tuple[Path, VisitResult]:
    """The audit's folder and the visit: by its id, of whatever audit, or the last with a trace of the audit named."""
    from shopper.errors import UsageError

    if which and not any(path.is_dir() for path in (Path(which), AUDITS / which)):
        return _by_id(which)
    folder = existing(Path(which) if which else LATEST)
    visits = sorted(read_audit(folder).visits, key=lambda visit: visit.ended, reverse=True)
    if not visits:
        raise UsageError("no visit was played in this audit", place=str(folder), remedy="Play one: shopper run --trace")
    traced = [visit for visit in visits if any(trace.blob for trace in visit.traces)]
    return folder, (traced or visits)[0]


def _by_id(begin: str) -> tuple[Path, VisitResult]:
    from shopper.errors import UsageError

    folders = {path.parent.name: path.parents[2] for path in AUDITS.glob("[!.]*/evidence/*/journal.jsonl")}
    found = [id for id in sorted(folders) if id.startswith(begin)]
    if len(found) == 1:
        folder, id = folders[found[0]], found[0]
        visit = next((visit for visit in read_audit(folder).visits if visit.id == id), None)
        if visit:
            return folder, visit
        raise UsageError(f"visit {id} was never judged", place=str(folder), remedy=f"Judge it: shopper judge {folder}")
    problem = f"several visits begin with `{begin}`" if found else f"there is no audit `{begin}`, and no visit begins so"
    remedy = f"Name one: {', '.join(found[:12])}." if found else "The report names its visits; audits lie in audits/."
    raise UsageError(problem, remedy=remedy)


def _none(visit: VisitResult, folder: Path) -> Exception:
    """No trace, and how to get one, ready to paste."""
    from shopper.bundle import Bundle, read_journal
    from shopper.errors import UsageError

    notes = "; ".join(trace.note for trace in visit.traces if trace.note)
    plan = read_journal(Bundle(folder).journal_path(visit.id))[0]["plan"]
    words = f"{plan['place']['file']} --shop {visit.shop} --locale {visit.locale} --device {visit.device}"
    words += f" --voice {visit.voice}" if visit.voice else ""
    return UsageError(
        f"visit {visit.id} has no trace" + (f": {notes}" if notes else ""), remedy=f"Record one: shopper run --trace {words}"
    )


def _show(path: Path) -> None:
    """Playwright's viewer in the system's browser, until Ctrl-C; where nothing can be shown, how to look elsewhere."""
    import contextlib
    import subprocess
    import sys

    from shopper.keyboard import has_display

    if not has_display():
        typer.echo("There is no display here. Copy the file to where there is one: playwright show-trace FILE")
        typer.echo("Or drop it onto https://trace.playwright.dev: the browser alone reads it, nothing is sent.")
        return
    typer.echo("The viewer opens in your browser; Ctrl-C ends it.")
    viewer = [sys.executable, "-m", "playwright", "show-trace", "--host", "127.0.0.1", "--port", "0", str(path)]
    with contextlib.suppress(KeyboardInterrupt):
        raise typer.Exit(subprocess.run(viewer, check=False).returncode)  # noqa: S603 - our own interpreter

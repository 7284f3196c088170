"""Commands about audits: `judge`, `report`, `compare`, `accept`, `verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shopper.cli import completion
from shopper.cli.shared import (
    AUDITS,
    LATEST,
    AuditArgument,
    Json,
    app,
    console,
    end,
    errors,
    existing,
    known_formats,
    n,
    project_root,
    read_audit,
    say_in,
)


@app.command()
def judge(audit: AuditArgument = LATEST) -> None:
    """Judge stored evidence again, without network and browser, and write the reports."""
    with errors():
        from shopper.audit import exit_code, judge_folder, untouched
        from shopper.registry import load_project

        load_project(project_root(practice=True))
        folder = untouched(existing(audit))
        end(judge_folder(folder, project_root(practice=True)), folder, exit_code)


@app.command()
def report(
    audit: AuditArgument = LATEST,
    format: Annotated[
        list[str] | None, typer.Option(help="Only these formats; github is printed.", autocompletion=completion.formats)
    ] = None,
) -> None:
    """Write the reports again from audit.json; judges again if people have answered on the score sheet since."""
    with errors():
        from shopper.audit import judge_folder, obey_baseline, untouched, write_reports
        from shopper.registry import load_project
        from shopper.score_sheet import has_news

        root = project_root(practice=True)
        load_project(root)
        formats = known_formats(format or (), root)
        folder = untouched(existing(audit))
        judged = obey_baseline(read_audit(folder), root)
        if has_news(judged, folder):
            judged = judge_folder(folder, root)
        for written in say_in(judged, folder, formats) if formats else write_reports(judged, folder):
            typer.echo(written)


@app.command()
def compare(
    before: Annotated[
        Path,
        typer.Argument(
            help="The earlier audit: its folder, or its name under audits/.", metavar="A", autocompletion=completion.audits
        ),
    ],
    after: Annotated[Path, typer.Argument(help="The later one.", metavar="B", autocompletion=completion.audits)] = Path(
        "latest"
    ),
    fail_on_new: Annotated[bool, typer.Option(help="Exit 1 if a new finding is not accepted.")] = False,
    as_json: Json = False,
) -> None:
    """Say what is new, fixed and still there between two audits. What could not be compared is never called fixed."""
    with errors(as_json):
        from shopper.audit import asks_for_action
        from shopper.history.comparison import compare as against

        comparison = against(read_audit(existing(before)), read_audit(existing(after)))
        if as_json:
            typer.echo(comparison.model_dump_json(indent=1))
        else:
            from shopper.reports.comparison import print_comparison

            print_comparison(comparison, console())
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
    with errors():
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
        audit = obey_baseline(read_audit(untouched(folder)), root)
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
            said.append(f"{n(len(entries), 'finding')} accepted until {last}.")
        if text != accepting.changed(baseline):
            path = accepting.write(root, text)
            write_reports(obey_baseline(audit, root), folder)
            said.append(f"Written: {path}, and the reports in {folder}")
        for line in said:
            typer.echo(line)


@app.command()
def verify(audit: AuditArgument = LATEST) -> None:
    """Find any byte that was changed since the audit was closed; print the root hash of its evidence."""
    with errors():
        from shopper.bundle import verify as look

        root, complaints = look(existing(audit))
        for complaint in complaints:
            typer.echo(f"✗ {complaint}", err=True)
        if complaints:
            typer.echo(f"{n(len(complaints), 'complaint')}: this is not what was recorded.", err=True)
            raise typer.Exit(1)
        typer.echo(f"✓ unchanged; root {root}")


def _audit_and_ids(words: list[str]) -> tuple[Path, list[str]]:
    """The first word may name an audit; all others name findings."""
    if words and any(path.is_dir() for path in (Path(words[0]), AUDITS / words[0])):
        return existing(Path(words[0])), words[1:]
    return existing(LATEST), words


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

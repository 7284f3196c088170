"""Commands for those who write journeys: `check`, `explain`, `doctor`."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from shopper.cli.shared import Json, app, errors, n, project_root


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Journey files or folders; all if left out.")] = None,
    as_json: Json = False,
) -> None:
    """Check YAML: journeys, shops, mailboxes, personas. All mistakes at once, each with its place."""
    with errors(as_json):
        from shopper.playing import load_journeys

        loaded = load_journeys(files or (), project_root())
        if as_json:
            typer.echo(json.dumps({"plans": [plan.id for plan in loaded.plans], "mistakes": []}, ensure_ascii=False, indent=1))
        else:
            names = {plan.journey for plan in loaded.plans}
            typer.echo(
                f"No mistakes: {n(len(names), 'journey')}, {n(len(loaded.shops), 'shop')}, {n(len(loaded.plans), 'visit')}."
            )


@app.command()
def explain(
    what: Annotated[str, typer.Argument(help="steps, checks, defects, or the name of one.", metavar="NAME")] = "steps",
    as_json: Json = False,
) -> None:
    """Explain steps, checks and defects: what they do, why it matters, how to fix it."""
    with errors():
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
    with errors(as_json):
        from shopper.doctor import examine

        root = project_root()
        rows = asyncio.run(examine(root, mailbox or []))
        if as_json:
            typer.echo(json.dumps([row.model_dump() for row in rows], ensure_ascii=False, indent=1))
        else:
            for row in rows:
                typer.echo(f"{'✓' if row.ok else '✗'} {row.what}: {row.says}" + (f"\n    {row.remedy}" if row.remedy else ""))
        raise typer.Exit(next((row.exit_code for row in rows if not row.ok), 0))

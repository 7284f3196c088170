"""Commands for those who write journeys: `check`, `explain`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shopper.cli import completion, formats
from shopper.cli.shared import Json, app, errors, n, project_root


@app.command()
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Journeys (names, files, folders) or shops' files; all if left out.", autocompletion=completion.journeys
        ),
    ] = None,
    format: Annotated[str, typer.Option(help="text, json, github, gitlab or sarif.")] = "text",
    as_json: Json = False,
) -> None:
    """Check YAML: journeys, shops, mailboxes, personas. All mistakes at once, each with its place."""
    form = "json" if as_json else format
    with errors():
        formats.known_format(form)
    with errors(format=form):
        from shopper.journey.load import is_shop, load_shops
        from shopper.playing import load_journeys
        from shopper.workshop.unwritten import warnings

        shops = [file for file in files or () if is_shop(file)]
        journeys = [file for file in files or () if file not in shops]
        alone = load_shops(shops, root=project_root(practice=True)) if shops else None
        loaded = alone if alone and not journeys else load_journeys(journeys, project_root(), to_play=False)
        typer.echo(formats.rendered(None, form, plans=[plan.id for plan in loaded.plans]), nl=False)
        if form in ("text", "github"):
            for warning in warnings():
                typer.echo(f"Warning: {warning}", err=True)
            for note in loaded.notes:
                typer.echo(f"Note: {note}.", err=True)
            names = {plan.journey for plan in loaded.plans}
            found = {**loaded.shops, **(alone.shops if alone else {})}
            typer.echo(f"No mistakes: {n(len(names), 'journey')}, {n(len(found), 'shop')}, {n(len(loaded.plans), 'visit')}.")


@app.command()
def explain(
    what: Annotated[
        str,
        typer.Argument(
            help="steps, checks, defects, keys, flows, mails, a kind of file, the name of any of them, or a journey's.",
            metavar="NAME",
            autocompletion=completion.explained,
        ),
    ] = "steps",
    as_json: Json = False,
) -> None:
    """Explain steps, checks, defects, the keys of all files, and this project's flows, kinds of mail and journeys."""
    with errors():
        from shopper import registry
        from shopper.journey import explain as words
        from shopper.workshop.unwritten import warning_of

        root = project_root(practice=True)
        registry.load_project(root)
        typer.echo(words.as_json(what, root) if as_json else words.explain(what, root))
        check = registry.checks().get(what.replace("_", "-"))
        if check and (warning := warning_of(check)):
            typer.echo(f"Warning: {warning}", err=True)


@app.command()
def schema(
    name: Annotated[
        str, typer.Argument(help="journey, shop, mailboxes, personas, scorecard or baseline.", metavar="NAME")
    ] = "journey",
    write: Annotated[bool, typer.Option("--write", help="Write all of them into journeys/.schemas/.")] = False,
) -> None:
    """Print the JSON Schema of a kind of file, or write all of them for editors, which then help while one types."""
    with errors():
        from shopper.journey import json_schema
        from shopper.registry import load_project

        root = project_root(practice=not write)
        load_project(root)
        if not write:
            typer.echo(json_schema.schema_text(name), nl=False)
            return
        for path in json_schema.write_schemas(root):
            typer.echo(f"Wrote {path.relative_to(root)}")
        typer.echo(json_schema.for_editors())

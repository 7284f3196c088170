"""Scaffolds: `new project`, `new shop`, `new journey`, `new step`, `new check`. What they write runs at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from shopper.cli import completion
from shopper.cli.shared import app, errors, project_root

new = typer.Typer(
    help="Begin a project, a shop, a journey, a step or a check: files that run at once. Nothing is overwritten.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(new, name="new")

Url = Annotated[str, typer.Option(help="The shop's address; asked for if left out.", metavar="URL")]
Languages = Annotated[
    list[str] | None, typer.Option("--language", help="A language it speaks, such as vi; the main one first. Repeatable.")
]


@new.command()
def project(
    folder: Annotated[Path, typer.Argument(help="The project's folder.")],
    url: Url = "",
    language: Languages = None,
    shop: Annotated[str, typer.Option(help="A name for its first shop; made of the address if left out.")] = "",
    ci: Annotated[list[str] | None, typer.Option(help="Also a recipe for github, gitlab or jenkins. Repeatable.")] = None,
) -> None:
    """A project: a shop, a first journey, who plays, what counts, settings for git, pytest and editors."""
    with errors():
        from shopper.journey.json_schema import write_schemas
        from shopper.workshop import scaffold

        url, languages = _ask_url(url), _ask_languages(language)
        written = scaffold.write(folder, scaffold.project(url, languages, shop_name=shop, ci=ci or ()))
        _tell([*written, *write_schemas(folder)])
        typer.echo(f"Next: cd {folder}, then shopper check, shopper run, pytest.")
        if ci:
            typer.echo(
                "For CI: look whether requirements.txt names where your jobs get Mystery Shopper from; commit all of this;"
            )
            typer.echo(
                "store each ${secret:NAME} of your YAML there under its name, such as AUDITS_MAILBOX, the mailbox's password."
            )


@new.command()
def shop(
    name: Annotated[str, typer.Argument(help="Small letters, digits and _.")], url: Url = "", language: Languages = None
) -> None:
    """A shop's file, with a first flow."""
    with errors():
        from shopper.workshop import scaffold

        root = project_root()
        _write(root, scaffold.shop(name, _ask_url(url), _ask_languages(language)))
        typer.echo(f"Next: shopper new journey NAME --shop {name}")


@new.command()
def journey(
    name: Annotated[str, typer.Argument(help="Its file below journeys/, such as ordering/buy_tea.")],
    shop: Annotated[str, typer.Option(help="The shop; the only one if left out.", autocompletion=completion.shops)] = "",
    persona: Annotated[
        str, typer.Option(help="Who plays; one of the shop's country if left out.", autocompletion=completion.personas)
    ] = "",
) -> None:
    """A journey at a shop, with the shop's flows and mails in its comments."""
    with errors():
        from shopper.workshop import scaffold

        root = project_root()
        files = scaffold.journey(root, name, shop_name=shop, persona=persona)
        _write(root, files)
        typer.echo(f"Next: shopper check, then shopper run {next(iter(files))}")


@new.command()
def step(name: Annotated[str, typer.Argument(help="The verb, as journeys will say it.")]) -> None:
    """A step of your own, a verb of journeys, with its test."""
    with errors():
        from shopper.workshop import scaffold

        root = project_root()
        _write(root, scaffold.step(root, name))
        typer.echo(f"Next: pytest, then shopper explain {name}")


@new.command()
def check(
    name: Annotated[str, typer.Argument(help="Its id, by what it finds, such as no-subject.")],
    group: Annotated[str, typer.Option(help="The group's folder, such as timing.")] = "content",
    page: Annotated[bool, typer.Option("--page/--inbox", help="On pages, or on mails.")] = False,
) -> None:
    """A check of your own, on mails or on pages, with its test."""
    with errors():
        from shopper.workshop import scaffold

        root = project_root()
        _write(root, scaffold.check(root, name, group=group, page=page))
        if group not in (known := scaffold.groups(page=page)):
            typer.echo(f"`{group}` is a new group; there are {', '.join(known)}.")
        typer.echo(f"Next: pytest, then shopper explain {name}")


def _write(root: Path, files: Mapping[str, str]) -> None:
    from shopper.workshop import scaffold

    _tell(scaffold.write(root, files))
    settings = root / "conftest.py"
    if any(path.endswith(".py") for path in files) and "load_project" not in settings.read_text(encoding="utf-8"):
        typer.echo(f"For its test, {settings.name} must say: shopper.testing.load_project(Path(__file__).parent)")


def _tell(paths: list[Path]) -> None:
    for path in paths:
        typer.echo(f"Written: {os.path.relpath(path)}")


def _ask_url(url: str) -> str:
    return url or _ask("What is the shop's address?", "the shop's address", "--url https://www.example.com")


def _ask_languages(languages: list[str] | None) -> list[str]:
    remedy = "the main one first: --language vi --language en"
    return (
        languages
        or _ask("Which languages does it speak, the main one first?", "its languages", remedy).replace(",", " ").split()
    )


def _ask(question: str, what: str, option: str) -> str:
    """What a person types. Raises UsageError where nobody sits before a terminal."""
    from shopper.errors import UsageError

    if not sys.stdin.isatty():
        raise UsageError(f"nobody said {what}", remedy=f"Say it: {option}")
    return str(typer.prompt(question)).strip()

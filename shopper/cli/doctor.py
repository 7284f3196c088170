"""The command `doctor`: is everything fit for an audit, and if not, what is to be done?"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopper.cli import completion
from shopper.cli.shared import Json, app, errors, project_root

if TYPE_CHECKING:
    from shopper.doctor import Row


@app.command()
def doctor(
    mailbox: Annotated[
        list[str] | None,
        typer.Option(help="Walk through the set-up of this mailbox.", metavar="NAME", autocompletion=completion.mailboxes),
    ] = None,
    wait: Annotated[str, typer.Option(help="How long to wait for the mail that proves its address.", show_default=False)] = "",
    as_json: Json = False,
) -> None:
    """Look whether browser, mailboxes, clock and YAML are fit for an audit; say what to do where they are not."""
    with errors():
        root, names, patience = project_root(), mailbox or [], _duration(wait)
        if names and not as_json and sys.stdin.isatty() and (code := _introduce(names, root)):
            raise typer.Exit(code)
        rows = asyncio.run(_look(root, names, patience, quiet=as_json))
        if as_json:
            typer.echo(json.dumps([row.model_dump() for row in rows], ensure_ascii=False, indent=1))
        raise typer.Exit(next((row.exit_code for row in rows if not row.ok), 0))


async def _look(root: Path, names: list[str], wait: timedelta | None, *, quiet: bool) -> list[Row]:
    """Look, and say each thing as soon as it is known, unless `quiet`."""
    rows = []
    async for row in _walked(root, names, wait) if names else _examined(root):
        rows.append(row)
        if not quiet:
            typer.echo(f"{'✓' if row.ok else '✗'} {row.what}: {row.says}")
            for line in row.remedy.splitlines():
                typer.echo(f"    {line}".rstrip())
    return rows


async def _examined(root: Path) -> AsyncIterator[Row]:
    from shopper.doctor import examine

    for row in await examine(root):
        yield row


async def _walked(root: Path, names: list[str], wait: timedelta | None) -> AsyncIterator[Row]:
    from shopper.workshop.mailbox import Walk

    for name in names:
        async for row in Walk(name, root, wait, tell=lambda words: typer.echo(f"  {words}", err=True)).rows():
            yield row if len(names) == 1 else row.model_copy(update={"what": f"{name}, {row.what}"})


def _introduce(names: list[str], root: Path) -> int:
    """Ask a person about mailboxes that are not described yet, and print what to write. The exit code, 0: none was new."""
    from shopper.journey.mistakes import did_you_mean
    from shopper.workshop.mailbox import Asked, describe, described, secret_name

    new = [name for name in names if name not in described(root)]
    for name in new:
        hint = did_you_mean(name, described(root))
        typer.echo(f"The mailbox `{name}` is not described in journeys/mailboxes.yaml yet{f'; {hint}' if hint else '.'}")
        server = _ask(name, "IMAP server (such as imap.example.com)")
        user = _ask(name, "User (often the mail address)")
        domain = _ask(name, "Catch-all domain, if any", default="")
        secret = secret_name(name)
        typer.echo(f"\nWrite there:\n\n{describe(name, Asked(server, user, domain))}")
        typer.echo(f"Store the password as `{secret}`: in the environment, in the project's .env, or in .secrets/{secret};")
        typer.echo(f"it never stands in the YAML. Then go on: shopper doctor --mailbox {name}")
    return 2 if new else 0


def _ask(mailbox: str, question: str, default: str | None = None) -> str:
    """What a person types. Raises UsageError where the input ends instead."""
    from shopper.errors import UsageError

    try:
        return str(typer.prompt(question, default=default, show_default=False)).strip()
    except typer.Abort:
        problem = f"the mailbox `{mailbox}` is not described in journeys/mailboxes.yaml, and nobody said: {question}"
        raise UsageError(problem, remedy="Answer at a terminal, or write it there: docs/your_shop.md shows how.") from None


def _duration(text: str) -> timedelta | None:
    from shopper.errors import UsageError
    from shopper.journey.values import parse_duration

    try:
        return parse_duration(text) if text else None
    except ValueError as error:
        raise UsageError(str(error), place="--wait") from None

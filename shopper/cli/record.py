"""Recording what a person does as a journey: `record`."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopper.cli import completion
from shopper.cli.shared import app, errors, n, project_root

if TYPE_CHECKING:
    from shopper.workshop.recording.recorder import Ready, Recorded
    from shopper.workshop.recording.verifying import Verified

DOES_NOT_PLAY = 3
"""Exit code: the journey is written, but what was recorded did not play."""


@app.command()
def record(
    url: Annotated[str, typer.Argument(help="Where to begin: an address, or with --shop a path.", metavar="URL")] = "/",
    shop: Annotated[
        str, typer.Option(help="The shop's file; else the shop of this address, or a new one.", autocompletion=completion.shops)
    ] = "",
    practice: Annotated[bool, typer.Option("--practice", help="At the practice shop.")] = False,
    locale: Annotated[
        str,
        typer.Option(
            help="The customer's locale, such as vi-VN; the shop's first if left out.", autocompletion=completion.locales
        ),
    ] = "",
    device: Annotated[str, typer.Option(help="desktop or phone.", autocompletion=completion.devices)] = "desktop",
    persona: Annotated[
        str, typer.Option(help="Who shops; somebody of the locale's country if left out.", autocompletion=completion.personas)
    ] = "",
    journey: Annotated[str, typer.Option(help="The journey's name, and its file's.")] = "",
    out: Annotated[Path | None, typer.Option(help="The journey's file, or a folder for it.", metavar="FILE")] = None,
    check: Annotated[bool, typer.Option("--verify/--no-verify", help="Play the result to see whether it plays.")] = True,
    really: Annotated[bool, typer.Option("--really", help="Play also what cannot be undone: it orders again.")] = False,
) -> None:
    """Record a journey: shop in the window that opens, then close it, or press Enter here."""
    with errors():
        from shopper.keyboard import require_display
        from shopper.registry import load_project
        from shopper.workshop.recording.recorder import Wish, prepare

        _forbid_protocol_log()
        root = project_root()
        load_project(root)
        ready = prepare(Wish(url, shop, locale, device, persona, journey, out, practice), root)
        require_display("record")
        _invite(ready)
        recorded, verified = asyncio.run(_record(ready, check, really))
        _tell(recorded, ready)
        if verified:
            _tell_verified(verified)
        raise typer.Exit(DOES_NOT_PLAY if verified and verified.problem else 0)


async def _record(ready: Ready, check: bool, really: bool) -> tuple[Recorded, Verified | None]:
    from shopper.visit.browser import Browsers
    from shopper.workshop.recording import recorder
    from shopper.workshop.recording.verifying import verify

    done, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, done.set)
    if sys.stdin.isatty():
        loop.add_reader(sys.stdin.fileno(), done.set)
    try:
        async with Browsers(headed=True) as browsers:
            recorded = await recorder.record(ready, browsers, done=done)
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.remove_signal_handler(number)
        if sys.stdin.isatty():
            loop.remove_reader(sys.stdin.fileno())
            sys.stdin.readline() if done.is_set() else None
    if not check:
        return recorded, None
    typer.echo("Playing it …")
    return recorded, await verify(recorded.files[0], ready.root, recorded.secrets, really=really)


def _forbid_protocol_log() -> None:
    """Raises UsageError where Playwright would write down everything that is typed."""
    from shopper.errors import UsageError

    if "pw:" in os.environ.get("DEBUG", ""):
        raise UsageError(
            "DEBUG=pw:… writes everything that is typed to the log, passwords too", remedy="Record without it: unset DEBUG"
        )


def _invite(ready: Ready) -> None:
    persona, shop = ready.setting.persona, ready.setting.shop
    typer.echo(f"Recording at {shop.name} in {ready.setting.locale}. Shop as {persona.name}:")
    for name in ("phone", "street", "postcode", "city"):
        if value := getattr(persona, name):
            typer.echo(f"    {name}: {value}")
    if shop.mailbox:
        typer.echo("    mail: any address; it becomes ${visit.mail}")
    typer.echo("Passwords and card numbers that you type are written nowhere. What is done in frames is not recorded.")
    typer.echo("When you are done, close the window" + (" or press Enter here." if sys.stdin.isatty() else "."))


def _tell(recorded: Recorded, ready: Ready) -> None:
    first, *others = recorded.files
    typer.echo(f"{first}: {n(recorded.steps, 'step')}.")
    for path in others:
        typer.echo(f"{path}: written, too.")
    for warning in recorded.warnings:
        typer.echo(f"Mind: {warning}.")
    if recorded.secrets:
        typer.echo(f"It needs {', '.join(recorded.secrets)}: put them into the environment or {ready.root / '.env'}.")
    if recorded.refused:
        typer.echo(f"These hosts are none of the shop's and were refused: {', '.join(recorded.refused)}.")


def _tell_verified(verified: Verified) -> None:
    if verified.problem:
        typer.echo(f"It does not play yet:\n\n{verified.problem}")
    elif verified.left_out:
        played, left_out = n(verified.played, "step"), n(verified.left_out, "step")
        typer.echo(f"{played} played; {left_out} left out, from the one that cannot be undone on (--really orders again).")
    else:
        typer.echo(f"It plays: {n(verified.played, 'step')}.")

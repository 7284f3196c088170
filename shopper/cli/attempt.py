"""Trying a step before it stands in a journey: `try`."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shopper.cli import completion
from shopper.cli.shared import Json, app, errors, project_root

if TYPE_CHECKING:
    from shopper.workshop.trying import Trial, Tried

SIGNS = {"done": "✓", "failed": "✗", "skipped": "–", "waits": "…"}
MUCH = 300
"""Letters of a page's text that are worth showing."""


@app.command("try")
def attempt(
    step: Annotated[
        list[str] | None, typer.Argument(help='A step as in a journey, such as "click: {role: button, name: Buy}".')
    ] = None,
    more: Annotated[list[str] | None, typer.Option("--step", help="Another step, played after it. Repeatable.")] = None,
    url: Annotated[str, typer.Option(help="The page: an address, or with --shop a path. The shop's first if left out.")] = "",
    shop: Annotated[
        str,
        typer.Option(
            help="The shop whose hosts and flows hold; else the one that the page is of.", autocompletion=completion.shops
        ),
    ] = "",
    practice: Annotated[bool, typer.Option("--practice", help="At the practice shop.")] = False,
    locale: Annotated[
        str,
        typer.Option(
            help="The customer's locale, such as vi-VN; the shop's first if left out.", autocompletion=completion.locales
        ),
    ] = "",
    device: Annotated[str, typer.Option(help="desktop or phone.", autocompletion=completion.devices)] = "desktop",
    browser: Annotated[str, typer.Option(help="chromium, firefox or webkit.", autocompletion=completion.browsers)] = "chromium",
    persona: Annotated[
        str, typer.Option(help="Who plays; the project's first if left out.", autocompletion=completion.personas)
    ] = "",
    picture: Annotated[
        Path | None, typer.Option(help="Write a picture (JPEG) of the page to this file.", metavar="FILE")
    ] = None,
    headed: Annotated[bool, typer.Option(help="Show the browser, until Enter.")] = False,
    slow: Annotated[float, typer.Option(help="Seconds to linger at every act.")] = 0.0,
    really: Annotated[bool, typer.Option("--really", help="Do also what cannot be undone.")] = False,
    as_json: Json = False,
) -> None:
    """Try steps on a page: what they find, what happens, what stands there instead."""
    with errors(as_json):
        from shopper.errors import UsageError
        from shopper.workshop.trying import prepare, try_out

        texts = [*(step or ()), *(more or ())]
        if not texts:
            raise UsageError(
                "there is no step to try", remedy='Such as: shopper try "click: {role: button, name: Buy}" --url URL'
            )
        wanted = prepare(
            texts, url=url, root=_project(), shop=shop, persona=persona, locale=locale, device=device, browser=browser,
            practice=practice, really=really,
        )  # fmt: skip
        if headed:
            from shopper.keyboard import require_display

            require_display("try")
        linger = _until_enter if headed and sys.stdin.isatty() else None
        tell = _nobody if as_json else _tell
        trial = asyncio.run(try_out(wanted, headed=headed, slow=slow, picture_file=picture, tell=tell, linger=linger))
        if as_json:
            typer.echo(json.dumps(trial.model_dump(mode="json"), ensure_ascii=False, indent=1))
        else:
            _tell_page(trial)
        raise typer.Exit(int(bool(trial.problem)))


def _project() -> Path | None:
    """The project here or above; a page can be tried without one."""
    from shopper.errors import UsageError

    try:
        return project_root()
    except UsageError:
        return None


def _until_enter() -> None:
    typer.echo("Enter closes the browser.")
    sys.stdin.readline()


def _nobody(tried: Tried) -> None:
    """What is printed as JSON at the end is not told before."""


def _tell(tried: Tried) -> None:
    typer.echo(f"{SIGNS[tried.outcome]} {tried.text}")
    for line in (*tried.found, *tried.says, tried.problem, tried.instead):
        if line:
            typer.echo(f"    {line}")


def _tell_page(trial: Trial) -> None:
    from shopper.progress import printable

    rows: list[tuple[str, Any]] = [("console", text) for text in trial.console]
    rows += [("request failed", text) for text in trial.failed_requests]
    if page := trial.page:
        status = f" ({page.status})" if page.status else ""
        rows = [("page", f"“{page.title}” {page.url}{status}"), ("says", page.text), *rows]
        if page.challenged:
            rows.append(("challenge", "a bot challenge stands in the way; it is never circumvented"))
    if trial.picture:
        rows.append(("picture", trial.picture))
    for name, text in rows:
        typer.echo(f"{name}: {printable(' '.join(str(text).split()), MUCH)}")

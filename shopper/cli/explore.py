"""`explore`: a first audit of any shop, without a line of YAML."""

from __future__ import annotations

import asyncio
import json
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopper.cli import completion
from shopper.cli.shared import Json, Out, app, console, errors, project_root, say_unseen

if TYPE_CHECKING:
    from shopper.workshop.exploring import Explored


@app.command()
def explore(
    url: Annotated[str, typer.Argument(help="The shop's first page.")],
    language: Annotated[
        list[str] | None,
        typer.Option(help="A language to visit it in, such as vi; two that it offers if left out. Repeatable."),
    ] = None,
    pages: Annotated[int, typer.Option(help="How many pages are looked at in each language.", min=1, max=500)] = 60,
    out: Out = Path("audits"),
    draft: Annotated[
        Path | None, typer.Option(help="Write a shop's file to begin with, and its logo beside it.", metavar="FILE")
    ] = None,
    probes: Annotated[bool, typer.Option(help="Measure speed and accessibility of pages.")] = True,
    defect: Annotated[
        list[str] | None, typer.Option(help="Switch a defect of the practice shop on.", autocompletion=completion.defects)
    ] = None,
    as_json: Json = False,
) -> None:
    """Look around at any shop as a first-time customer, without YAML, and write the audit. Nothing is sent but a search."""
    with errors(as_json):
        from shopper.audit import exit_code
        from shopper.errors import UsageError

        if draft and draft.exists():
            raise UsageError("this file is there already, and nothing is overwritten", place=str(draft), remedy="Name another.")
        explored = _explored(url, language or [], pages, out, defect or [], probes)
        written = _draft(explored, draft) if draft else []
        _say(explored, written, as_json)
        say_unseen(defect or [], explored.audit)
        raise typer.Exit(exit_code(explored.audit))


def _explored(url: str, languages: list[str], pages: int, out: Path, defects: list[str], probes: bool) -> Explored:
    from shopper.errors import Interrupted
    from shopper.visit.browser import Browsers
    from shopper.workshop.exploring import explore

    interrupted: list[signal.Signals] = []

    async def play() -> Explored:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task

        def interrupt(number: signal.Signals) -> None:
            interrupted.append(number)
            task.cancel()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, interrupt, number)
        async with Browsers() as browsers:
            return await explore(
                url,
                root=project_root(practice=True),
                out=out,
                browsers=browsers,
                languages=languages,
                pages=pages,
                defects=defects,
                probe_pages=probes,
            )

    try:
        return asyncio.run(play())
    except Interrupted:
        raise
    except BaseException:
        if interrupted:  # whatever broke then, broke because the browser got the same signal
            raise Interrupted("interrupted", remedy="What was recorded is kept: shopper judge AUDIT") from None
        raise


def _draft(explored: Explored, file: Path) -> list[Path]:
    from shopper.bundle import write_atomically
    from shopper.workshop.draft_shop import draft_shop

    files = draft_shop(file.name, explored.look, explored.visits)
    written = {file.parent / name: content for name, content in files.items() if not (file.parent / name).exists()}
    for path, content in written.items():
        write_atomically(path, content)
    return [*written]


def _say(explored: Explored, written: list[Path], as_json: bool) -> None:
    from shopper.reports.console import print_summary
    from shopper.workshop.finds import told

    said = {visit.plan.locale: [*told(visit)] for visit in explored.visits}
    if as_json:
        shop = explored.look.shop
        typer.echo(
            json.dumps(
                {
                    "shop": {"name": shop.name, "url": shop.url, "languages": shop.languages, "hosts": shop.hosts},
                    "visits": {visit.visit: visit.state for visit in explored.visits},
                    "found": said,
                    "verdict": explored.audit.verdict,
                    "audit": str(explored.folder),
                    "draft": [str(path) for path in written],
                },
                ensure_ascii=False,
                indent=1,
            )
        )
        return
    terminal = console()
    print_summary(explored.audit, explored.folder, terminal)
    for locale, sentences in said.items():
        for sentence in sentences:
            terminal.print(f"\n{locale}: {sentence}", markup=False, highlight=False)
    for path in written:
        terminal.print(f"Written: {path}", markup=False, highlight=False, soft_wrap=True)

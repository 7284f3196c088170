"""Commands that play: `run`, `demo`, `practice`."""

from __future__ import annotations

import asyncio
import importlib
import json
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopper.cli import completion
from shopper.cli.shared import Out, app, end, errors, known_formats, n, project_root

if TYPE_CHECKING:
    from shopper.model import Audit
    from shopper.wanted import Manner, Wanted


@app.command()
def run(
    journeys: Annotated[
        list[Path] | None, typer.Argument(help="Journey files or folders; all if left out.", autocompletion=completion.journeys)
    ] = None,
    shop: Annotated[list[str] | None, typer.Option(help="Only these shops.", autocompletion=completion.shops)] = None,
    locale: Annotated[
        list[str] | None, typer.Option(help="Only these locales, such as vi-VN.", autocompletion=completion.locales)
    ] = None,
    device: Annotated[list[str] | None, typer.Option(help="Only desktop or phone.", autocompletion=completion.devices)] = None,
    voice: Annotated[list[str] | None, typer.Option(help="Only these voices of the personas.", metavar="NAME")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="Only journeys with this tag.")] = None,
    type: Annotated[list[str] | None, typer.Option(help="Only journeys of this type, such as return.")] = None,
    browser: Annotated[
        str | None,
        typer.Option(
            help="Play in chromium, firefox or webkit, whatever the journeys say.", autocompletion=completion.browsers
        ),
    ] = None,
    defect: Annotated[
        list[str] | None, typer.Option(help="Switch a defect of the practice shop on.", autocompletion=completion.defects)
    ] = None,
    out: Out = Path("audits"),
    resume: Annotated[
        Path | None,
        typer.Option(help="Go on with an interrupted or waiting audit.", metavar="AUDIT", autocompletion=completion.audits),
    ] = None,
    patience: Annotated[str, typer.Option(help="How long to wait for mail before the visit is left waiting.")] = "15m",
    require_finished: Annotated[bool, typer.Option(help="Exit 1 if a visit is still waiting.")] = False,
    headed: Annotated[bool, typer.Option(help="Show the browser.")] = False,
    slow: Annotated[float, typer.Option(help="Seconds to linger at every act.")] = 0.0,
    pause_at: Annotated[
        list[str] | None, typer.Option(help="Pause before the step on this line: 17, or FILE:17.", metavar="LINE")
    ] = None,
    keep_open: Annotated[bool, typer.Option(help="Leave the browser open at the page where a visit fails.")] = False,
    trace: Annotated[bool, typer.Option(help="Keep a trace of each visit, for: shopper trace.")] = False,
    trace_on_failure: Annotated[bool, typer.Option(help="Keep it only of visits that do not end well.")] = False,
    no_probes: Annotated[bool, typer.Option("--no-probes", help="Measure no pages (speed, weight, barriers).")] = False,
    list_only: Annotated[bool, typer.Option("--list", help="Say what would be played, and play nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --list: print JSON.")] = False,
    format: Annotated[
        list[str] | None, typer.Option(help="Report it as github, gitlab or sarif too.", autocompletion=completion.formats)
    ] = None,
) -> None:
    """Play journeys and write the audit: report, audit.json, junit.xml."""
    with errors(format="github" if "github" in (format or ()) else "text"):
        from shopper.wanted import Manner, Wanted

        wanted = Wanted(
            journeys or (), shop or (), locale or (), device or (), tag or (), type or (), browser,
            resume=resume, voices=voice or (),
        )  # fmt: skip
        formats = known_formats(format or (), _root(wanted))
        if list_only:
            _list(wanted, as_json)
            return
        kept = "on-failure" if trace_on_failure else "always" if trace else ""
        manner = Manner(out, defect or (), patience, headed, slow, pause_at or (), keep_open, kept, not no_probes)
        _play(wanted, manner, require_finished, formats)


@app.command()
def demo(
    defect: Annotated[
        list[str] | None, typer.Option(help="Switch a defect of the practice shop on.", autocompletion=completion.defects)
    ] = None,
    out: Out = Path("audits"),
    headed: Annotated[bool, typer.Option(help="Show the browser.")] = False,
) -> None:
    """Play the practice audit: a shop, its mail server and all journeys, on this machine."""
    with errors():
        from shopper.wanted import Manner, Wanted

        _play(Wanted(practice_only=True), Manner(out, defect or (), headed=headed), require_finished=True)


@app.command()
def practice(
    file: Annotated[Path, typer.Option(help="Where to write how to join this shop.")] = Path("practice.json"),
    defect: Annotated[list[str] | None, typer.Option(help="Switch a defect on.", autocompletion=completion.defects)] = None,
) -> None:
    """Serve the practice shop with its mail server, in real time, until interrupted."""
    with errors():
        from shopper.bundle import write_atomically
        from shopper.clock import RealClock
        from shopper.world import describe, practice_world

        async def serve() -> None:
            async with practice_world(RealClock(), {}, defect or []) as world:
                write_atomically(file, describe(world).encode())
                file.chmod(0o600)
                host, port = next(iter(world.routes.values()))
                hosts = ", ".join(name for name in world.routes if ":" not in name)
                typer.echo(f"The practice shop is open on https://{host}:{port} (Host: {hosts}).")
                typer.echo(f"Visit it from another terminal: SHOPPER_PRACTICE={file} shopper run")
                done = asyncio.Event()
                for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                    asyncio.get_running_loop().add_signal_handler(number, done.set)
                await done.wait()

        try:
            asyncio.run(serve())
        finally:
            file.unlink(missing_ok=True)


def _root(wanted: Wanted) -> Path:
    """The project to play in. What `shopper explore` began needs none to go on."""
    return project_root(practice=wanted.practice_only or (wanted.resume is not None and _only_explores(wanted.resume)))


def _only_explores(folder: Path) -> bool:
    from shopper.audit import unfinished
    from shopper.workshop.first_look import PLACE

    return folder.is_dir() and all(plan.place == PLACE for _, plan in unfinished(folder))


def _list(wanted: Wanted, as_json: bool) -> None:
    from shopper.playing import plans_of

    plans = plans_of(wanted, _root(wanted))
    if as_json:
        fields = {"id", "journey", "title", "shop", "locale", "device", "browser", "voice", "type", "tags", "place"}
        said = [plan.model_dump(mode="json", include=fields) | {"shop": plan.shop.id} for plan in plans]
        typer.echo(json.dumps({"visits": said}, ensure_ascii=False, indent=1))
        return
    rows = [(p.id, p.shop.id, p.locale, p.device, p.browser, f"{p.place.file}:{p.place.line}") for p in plans]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True)).rstrip())
    typer.echo(n(len(plans), "visit"))


def _require_person(manner: Manner) -> None:
    """Raises UsageError where no window can be shown or nobody can answer, before anything is opened."""
    from shopper.keyboard import require_display, require_terminal

    if manner.watched:
        require_terminal()
    require_display()


def _play(wanted: Wanted, manner: Manner, require_finished: bool, formats: Sequence[str] = ()) -> None:
    from shopper.errors import Interrupted
    from shopper.visit.browser import Browsers

    root = _root(wanted)
    if manner.headed or manner.watched:
        _require_person(manner)
    interrupted: list[signal.Signals] = []

    async def play() -> tuple[Audit, Path]:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task

        def interrupt(number: signal.Signals) -> None:
            interrupted.append(number)
            task.cancel()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, interrupt, number)
        async with Browsers(headed=manner.headed or manner.watched, slow=manner.slow) as browsers:
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

    end(audit, folder, code, formats, manner.defects)

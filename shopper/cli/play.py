"""Commands that play: `run`, `demo`, `practice`."""

from __future__ import annotations

import asyncio
import importlib
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shopper.cli.shared import Out, app, end, errors, project_root

if TYPE_CHECKING:
    from shopper.model import Audit
    from shopper.wanted import Manner, Wanted


@app.command()
def run(
    journeys: Annotated[list[Path] | None, typer.Argument(help="Journey files or folders; all if left out.")] = None,
    shop: Annotated[list[str] | None, typer.Option(help="Only these shops.")] = None,
    locale: Annotated[list[str] | None, typer.Option(help="Only these locales, such as vi-VN.")] = None,
    device: Annotated[list[str] | None, typer.Option(help="Only desktop or phone.")] = None,
    browser: Annotated[str | None, typer.Option(help="Play in chromium, firefox or webkit, whatever the journeys say.")] = None,
    defect: Annotated[list[str] | None, typer.Option(help="Switch a defect of the practice shop on.")] = None,
    out: Out = Path("audits"),
    resume: Annotated[Path | None, typer.Option(help="Go on with an interrupted or waiting audit.", metavar="AUDIT")] = None,
    patience: Annotated[str, typer.Option(help="How long to wait for mail before the visit is left waiting.")] = "15m",
    require_finished: Annotated[bool, typer.Option(help="Exit 1 if a visit is still waiting.")] = False,
    headed: Annotated[bool, typer.Option(help="Show the browser.")] = False,
    slow: Annotated[float, typer.Option(help="Seconds to linger at every act.")] = 0.0,
) -> None:
    """Play journeys and write the audit: report, audit.json, junit.xml."""
    with errors():
        from shopper.wanted import Manner, Wanted

        wanted = Wanted(journeys or (), shop or (), locale or (), device or (), browser, resume=resume)
        _play(wanted, Manner(out, defect or (), patience, headed, slow), require_finished)


@app.command()
def demo(
    defect: Annotated[list[str] | None, typer.Option(help="Switch a defect of the practice shop on.")] = None,
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
    defect: Annotated[list[str] | None, typer.Option(help="Switch a defect on.")] = None,
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
                typer.echo(f"The practice shop is open on https://{host}:{port} (Host: {', '.join(world.routes)}).")
                typer.echo(f"Visit it from another terminal: SHOPPER_PRACTICE={file} shopper run")
                done = asyncio.Event()
                for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                    asyncio.get_running_loop().add_signal_handler(number, done.set)
                await done.wait()

        try:
            asyncio.run(serve())
        finally:
            file.unlink(missing_ok=True)


def _play(wanted: Wanted, manner: Manner, require_finished: bool) -> None:
    from shopper.errors import Interrupted
    from shopper.visit.browser import Browsers

    root = project_root(practice=wanted.practice_only)
    interrupted: list[signal.Signals] = []

    async def play() -> tuple[Audit, Path]:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task

        def interrupt(number: signal.Signals) -> None:
            interrupted.append(number)
            task.cancel()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, interrupt, number)
        async with Browsers(headed=manner.headed, slow=manner.slow) as browsers:
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

    end(audit, folder, code)

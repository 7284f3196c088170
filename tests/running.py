"""Helpers for tests that run the command line or need servers alive in another thread."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shopper.clock import RealClock
from shopper.model import Mailbox
from shopper.practice_shop import PracticeShop
from shopper.practice_shop.mailserver import NAME, MailServer
from shopper.world import World, describe

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Joined:
    """A practice shop in real time, in another thread; `env` lets a command join it."""

    shop: PracticeShop
    mail: MailServer
    env: Mapping[str, str]


@contextlib.contextmanager
def practice_in_thread(folder: Path, defects: Collection[str] = ()) -> Iterator[Joined]:
    ready: Future[tuple[PracticeShop, MailServer]] = Future()
    stop: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def serve() -> None:
        clock = RealClock()
        async with MailServer(clock) as mail, PracticeShop(clock, smtp=mail.smtp, defects=defects) as shop:
            mail.route("gomsen.test", shop.receive)
            mail.records.add(shop.dns)
            done = asyncio.Event()
            stop.set_result((asyncio.get_running_loop(), done))
            ready.set_result((shop, mail))
            await done.wait()

    def run() -> None:
        try:
            asyncio.run(serve())
        except BaseException as error:
            if not ready.done():
                ready.set_exception(error)

    thread = threading.Thread(target=run, name="practice shop")
    thread.start()
    try:
        shop, mail = ready.result(30)
        host, port = mail.imap
        mailbox = Mailbox(
            name="practice",
            imap=f"imap://{host}:{port}",
            smtp="smtp://{}:{}".format(*mail.smtp),
            user=mail.user,
            password=mail.password,
            address="{visit}@khach.test",
            authserv_id=NAME,
        )
        path = folder / "practice.json"
        path.write_text(describe(World(RealClock(), {"practice": mailbox}, shop.routes, practice=True)))
        yield Joined(shop, mail, {"SHOPPER_PRACTICE": str(path)})
    finally:
        if stop.done():
            loop, done = stop.result()
            loop.call_soon_threadsafe(done.set)
        thread.join(20)


def shopper(
    *arguments: Any, cwd: Path = ROOT, env: Mapping[str, str] | None = None, timeout: float = 120, stdin: str | None = None
) -> Any:
    """Run the command line; returns the finished process with its words as text. `stdin`: what somebody types."""
    environment = {**os.environ, **(env or {})}
    words = command(*arguments)
    return subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, timeout=timeout, input=stdin)


def command(*arguments: Any) -> list[str]:
    return [sys.executable, "-m", "shopper.cli", *map(str, arguments)]

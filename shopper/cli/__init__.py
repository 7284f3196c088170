"""The command line. Every command says what it did, and ends with the exit code that CI jobs obey.

A command is a function in one of these files, decorated with `@app.command()`; README.md names them all.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys

from shopper.cli import play, explore, trace, write, attempt, record, new, mail, doctor, audits  # the help lists them so
from shopper.cli.guarded import guard_output
from shopper.cli.shared import app

__all__ = ["app", "attempt", "audits", "doctor", "explore", "mail", "main", "new", "play", "record", "trace", "write"]


def main() -> None:
    """Entry point of `shopper`."""
    guard_output()
    gc.set_threshold(50_000, 20, 20)  # start-up makes many objects that all live on: looking for garbage there costs 60 ms
    try:
        app()
    except SystemExit as end:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(BrokenPipeError):  # nobody reads it any more
                stream.flush()
        os._exit(end.code if isinstance(end.code, int) else int(end.code is not None))  # all is closed: spare the dismantling

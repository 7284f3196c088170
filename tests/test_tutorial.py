"""The tutorial never lies: its commands are run, its files written, its outputs met, in their order.

In `docs/tutorial.md` a block ```sh is run (`exit=…`: with this exit code; `terminal=2`: beside all others, to the end), a block
```yaml whose first line names a file is written there, and each line of a block ```text stands in what the commands before it
said; `…` stands for anything. Nothing but the corner shop's port is another.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from running import ROOT

PORT = "8765"
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def squeezed(text: str) -> str:
    return " ".join(text.split())


@dataclass
class Reader:
    """Somebody who does what the tutorial says, in terminals on this machine."""

    folder: Path
    port: int
    heard: str = ""
    beside: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def read(self, language: str, manner: str, text: str) -> None:
        text = text.replace(PORT, str(self.port))
        match language:
            case "sh" if "terminal=2" in manner:
                self.beside.append(subprocess.Popen(shlex.split(text), cwd=self.folder, env=self.environment()))
                self.await_shop()
            case "sh":
                self.run(text, int((re.search(r"exit=(\d)", manner) or ["", "0"])[1]))
            case "yaml":
                name = re.match(r"# (\S+\.yaml)\n", text)
                assert name, f"this block names no file: {text}"
                (self.folder / name[1]).write_text(text, "utf-8")
            case "text":
                self.meet(text)

    def run(self, commands: str, code: int) -> None:
        """The commands one by one; where they `cd`, the next block begins."""
        script = f"set -e\ntrap 'pwd > \"$HERE\"' EXIT\n{commands}"
        here = self.folder.parent / "here.txt"
        environment = self.environment() | {"HERE": str(here)}
        done = subprocess.run(
            ["bash", "-c", script], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=180
        )
        assert done.returncode == code, f"{commands}\n{done.stdout}\n{done.stderr}"
        self.heard = done.stdout + done.stderr
        self.folder = Path(here.read_text().strip())

    def meet(self, expected: str) -> None:
        heard = squeezed(self.heard)
        for line in map(squeezed, expected.splitlines()):
            pattern = ".*?".join(map(re.escape, line.split("…")))
            assert re.search(pattern, heard), f"`{line}` is not said:\n{self.heard}"

    def environment(self) -> dict[str, str]:
        """As if the environment of these tests had been activated; no terminal that could be coloured."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return {**os.environ, "PATH": path, "COLUMNS": "200", "XDG_STATE_HOME": str(self.folder.parent / "state")}

    def await_shop(self) -> None:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.05)
        raise AssertionError("the corner shop did not open")


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """A reader in a checkout, as far as the tutorial needs one, before a corner shop on a port of her own."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    text = (ROOT / "docs/tutorial/corner_shop.py").read_text("utf-8")
    port = free_port()
    (checkout / "docs/tutorial").mkdir(parents=True)
    (checkout / "docs/tutorial/corner_shop.py").write_text(text.replace(PORT, str(port)), "utf-8")
    reader = Reader(checkout, port)
    try:
        yield reader
    finally:
        for process in reader.beside:
            process.terminate()
            process.wait(10)


@pytest.mark.browser
def test_whoever_follows_the_tutorial_gets_what_it_promises(reader: Reader) -> None:
    blocks = BLOCK.findall((ROOT / "docs/tutorial.md").read_text("utf-8"))
    assert {language for language, _, _ in blocks} == {"sh", "yaml", "text"}
    for language, manner, text in blocks:
        reader.read(language, manner, text)

"""The last gate before the terminal: whatever is printed, by whomever, goes through without secrets."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable
from typing import Any, TextIO, cast


class _Guarded:
    """A stream that lets no known secret through. Nothing is loaded for it: where no secret was looked up, none is known."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        secrets = sys.modules.get("shopper.secrets")
        self._stream.write(secrets.redact_output(text) if secrets else text)
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        self.write("".join(lines))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def guard_output() -> None:
    """From now on what is printed is redacted, tracebacks too; and a warning is a sentence."""
    sys.stdout, sys.stderr = (cast(TextIO, _Guarded(stream)) for stream in (sys.stdout, sys.stderr))
    ordinary = warnings.formatwarning

    def sentence(message: Warning | str, category: type[Warning], filename: str, lineno: int, line: str | None = None) -> str:
        if issubclass(category, UserWarning):
            return f"Warning: {message}\n"
        return ordinary(message, category, filename, lineno, line)

    warnings.formatwarning = sentence

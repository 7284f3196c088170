"""Secrets: found by name, and kept out of everything that is written.

`${secret:NAME}` is looked up in the environment, then in a file `NAME` of the folder `.secrets/` (or of the folder that
`SHOPPER_SECRETS` names), then in the system's keyring (service `mystery-shopper`) where the package `keyring` is installed.
Every value that was looked up is redacted in all output, also in its URL-encoded, HTML- and JSON-escaped and base64 forms.
"""

from __future__ import annotations

import base64
import html
import importlib
import json
import os
import re
from pathlib import Path
from urllib.parse import quote, quote_plus

from shopper.errors import UsageError
from shopper.model import Mailbox

MASK = "•••"
_TOO_SHORT = 4  # a secret of three letters would black out ordinary words


def _base64_forms(raw: bytes) -> set[str]:
    """How a value looks inside longer base64 text, at each of the three alignments, without the shared edge letters."""
    forms = set()
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + raw).decode()
        start = (0, 2, 3)[shift]
        end = len(encoded) if (shift + len(raw)) % 3 == 0 else len(encoded) - (3 if (shift + len(raw)) % 3 == 1 else 2)
        forms.add(encoded[start:end])
    return {form for form in forms if len(form) >= 8}


class Secret(str):
    """A text that prints as •••."""

    def __repr__(self) -> str:
        return f"'{MASK}'"


class Secrets:
    """Looks secrets up and redacts those that were used. One instance serves a whole run."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(os.environ.get("SHOPPER_SECRETS", ".secrets"))
        self._known: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None

    def get(self, name: str) -> str:
        """The secret's value. Raises UsageError that says where it was looked for."""
        if name in self._known:
            return Secret(self._known[name])
        value = os.environ.get(name) or self._from_file(name) or self._from_keyring(name)
        if not value:
            raise UsageError(
                f"the secret `{name}` is not set",
                remedy=f"Set the environment variable {name}, or write it to the file {self._folder / name}, "
                f"or store it: keyring set mystery-shopper {name}",
            )
        self.learn(value, name)
        return Secret(value)

    def learn(self, value: str, name: str = "") -> None:
        """Redact this value from now on."""
        self._known[name or f"#{len(self._known)}"] = value
        forms: set[str] = set()
        for known in self._known.values():
            if len(known) >= _TOO_SHORT:
                escaped = {html.escape(known), json.dumps(known)[1:-1], json.dumps(known, ensure_ascii=False)[1:-1]}
                forms |= {known, quote(known, safe=""), quote(known), quote_plus(known)} | escaped
                forms |= _base64_forms(known.encode())
        longest_first = sorted(forms, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if forms else None

    def known(self) -> tuple[str, ...]:
        """The values that are redacted."""
        return tuple(self._known.values())

    def fill(self, mailbox: Mailbox) -> Mailbox:
        """The mailbox with its password looked up (`${secret:NAME}`), and redacted from now on."""
        password = mailbox.password
        if password.startswith("${secret:") and password.endswith("}"):
            password = self.get(password[len("${secret:") : -1])
        elif password:
            self.learn(password, f"mailbox {mailbox.name}")
        return mailbox.model_copy(update={"password": password})

    def redact(self, text: str) -> str:
        """The text with every known secret as •••."""
        return self._pattern.sub(MASK, text) if self._pattern else text

    def _from_file(self, name: str) -> str | None:
        path = self._folder / name
        if not re.fullmatch(r"[\w.-]+", name) or not path.is_file():
            return None
        return path.read_text(encoding="utf-8").strip()

    @staticmethod
    def _from_keyring(name: str) -> str | None:
        try:
            keyring = importlib.import_module("keyring")
            return keyring.get_password("mystery-shopper", name)  # type: ignore[no-any-return]
        except Exception:  # not installed, or no usable backend: then there is no secret there
            return None

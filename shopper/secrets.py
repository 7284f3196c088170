"""Secrets: found by name, and kept out of everything that is written.

`${secret:NAME}` is looked up in the environment, then in a file `NAME` of the folder `.secrets/` (or of the folder that
`SHOPPER_SECRETS` names), then in the system's keyring (service `mystery-shopper`) where the package `keyring` is installed.
Every value that was looked up is redacted in all output, also in its URL-encoded, HTML- and JSON-escaped and base64 forms.
"""

from __future__ import annotations

import base64
import importlib
import json
import os
import re
from pathlib import Path
from typing import Any

from shopper.errors import UsageError
from shopper.model import Mailbox

MASK = "•••"
_TOO_SHORT = 4  # a secret of three letters would black out ordinary words


_STRUCTURE = frozenset({
    "kind", "mail_kind", "at", "n", "prev", "id", "step", "guard", "outcome", "state", "verb", "sha256", "path", "size",
    "since", "until", "within", "started", "ended", "arrived", "noticed", "key", "cursor", "clock", "digest", "schema",
    "impact", "category", "check", "visit", "locale", "device", "score", "place", "login",
})  # fmt: skip
"""Keys under which no foreign text stands: redacting a short secret there would tear the evidence apart."""


def _letter(letter: str) -> str:
    """A pattern for a letter in every form that it takes: plain, percent-encoded, as an entity, escaped in JSON."""
    code = ord(letter)
    forms = [re.escape(letter), "".join(f"%(?i:{byte:02x})" for byte in letter.encode())]
    forms += [rf"&#0*{code};", f"&#(?i:x0*{code:x});"]
    forms += [re.escape(f"&{name};") for name in _ENTITIES.get(letter, ())]
    forms += [re.escape(json.dumps(letter)[1:-1])] if letter in '"\\' or code > 126 else []
    forms += [r"\+"] if letter == " " else []
    return f"(?:{'|'.join(forms)})"


_ENTITIES = {"&": ("amp",), "<": ("lt",), ">": ("gt",), '"': ("quot",), "'": ("apos",)}


def _base64_forms(raw: bytes) -> set[str]:
    """Patterns for a value inside longer base64 text, at each of the three alignments, without the shared edge letters."""
    forms = set()
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + raw).decode()
        start = (0, 2, 3)[shift]
        end = len(encoded) if (shift + len(raw)) % 3 == 0 else len(encoded) - (3 if (shift + len(raw)) % 3 == 1 else 2)
        forms |= {encoded[start:end], encoded[start:end].replace("+", "-").replace("/", "_")}
    return {re.escape(form) for form in forms if len(form) >= 8}


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
        if ":" in value:  # user:password, as a staging shop asks for: the password alone is a secret, too
            self.learn(value.partition(":")[2], f"{name} (password)")
        return Secret(value)

    def learn(self, value: str, name: str = "") -> None:
        """Redact this value from now on."""
        self._known[name or f"#{len(self._known)}"] = value
        long_enough = sorted((text for text in self._known.values() if len(text) >= _TOO_SHORT), key=len, reverse=True)
        forms = [form for text in long_enough for form in ("".join(map(_letter, text)), *_base64_forms(text.encode()))]
        self._pattern = re.compile("|".join(forms)) if forms else None

    def known(self) -> tuple[str, ...]:
        """The values that are redacted."""
        return tuple(self._known.values())

    def fill(self, mailbox: Mailbox) -> Mailbox:
        """The mailbox with user and password looked up (`${secret:NAME}`); the password is redacted from now on."""
        user, password = (self.look_up(text) for text in (mailbox.user, mailbox.password))
        if password and password == mailbox.password:
            self.learn(password, f"mailbox {mailbox.name}")
        return mailbox.model_copy(update={"user": user, "password": password})

    def look_up(self, text: str) -> str:
        """What `${secret:NAME}` stands for; any other text is itself."""
        reference = text.startswith("${secret:") and text.endswith("}")
        return self.get(text[len("${secret:") : -1]) if reference else text

    def redact(self, text: str) -> str:
        """The text with every known secret as •••."""
        return self._pattern.sub(MASK, text) if self._pattern else text

    def redact_mail(self, raw: bytes) -> bytes:
        """A raw mail with every known secret as •••; without one it stays as it is, to the byte."""
        text = raw.decode("utf-8", "surrogateescape")
        redacted = self.redact(text)
        return raw if redacted == text else redacted.encode("utf-8", "surrogateescape")

    def redact_all(self, value: Any) -> Any:
        """Nested data with the texts in it redacted: never its keys, nor what holds it together (times, ids, hashes)."""
        if self._pattern is None:
            return value
        if isinstance(value, str):
            return self.redact(value)
        if isinstance(value, list | tuple):
            return [self.redact_all(item) for item in value]
        if isinstance(value, dict):
            return {key: item if key in _STRUCTURE else self.redact_all(item) for key, item in value.items()}
        return value

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

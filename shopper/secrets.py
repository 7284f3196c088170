"""Secrets: found by name, and kept out of everything that is written.

`${secret:NAME}` is looked up in the environment, in the project's file `.env`, in a file `NAME` of its folder `.secrets/` (or
of the folder that `SHOPPER_SECRETS` names), then in the system's keyring (service `mystery-shopper`) where the package
`keyring` is installed. Every value that was looked up is blacked out in all output (`redaction.py`).
"""

from __future__ import annotations

import importlib
import io
import os
import re
import stat
import subprocess
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from weakref import WeakSet

from shopper.errors import UsageError
from shopper.model import Mailbox
from shopper.redaction import MASK, SHORTEST, Redactor

__all__ = ["MASK", "Secret", "SecretWarning", "Secrets", "redact_output"]

_REFERENCE = re.compile(r"\$\{\s*secret:\s*([^}\s]+)\s*\}")
_SERVICE = "mystery-shopper"
_OAUTH_SECRETS = ("client_secret", "refresh_token")
_STRUCTURE = frozenset({
    "kind", "mail_kind", "at", "n", "prev", "id", "step", "guard", "outcome", "state", "verb", "sha256", "path", "size",
    "since", "until", "within", "started", "ended", "arrived", "noticed", "key", "cursor", "clock", "digest", "schema",
    "impact", "category", "check", "visit", "locale", "device", "score", "place", "login",
})  # fmt: skip
"""Keys under which no foreign text stands: redacting a short secret there would tear the evidence apart."""


class SecretWarning(UserWarning):
    """A secret that was found, and is not as well kept as it should be."""


class Secret(str):
    """A text that prints as •••."""

    def __repr__(self) -> str:
        return f"'{MASK}'"


class Secrets:
    """Looks secrets up and redacts those that were used. One instance serves a whole run."""

    def __init__(self, root: Path | None = None) -> None:
        """`root`: the project's folder, in which `.env` and `.secrets/` lie; where this runs, if left out."""
        self._root = root or Path()
        self._folder = Path(os.environ.get("SHOPPER_SECRETS") or self._root / ".secrets")
        self._known: dict[str, str] = {}
        self._redactor = Redactor()
        _alive.add(self)

    # --- finding ---

    def get(self, name: str, place: str = "") -> str:
        """The secret's value. Raises UsageError that says where it was looked for; `place` is where it is used.

        Warns (SecretWarning) of a value that is too short to be redacted, and of a file that others may read.
        """
        if name in self._known:
            return Secret(self._known[name])
        value = next(filter(None, (look(name) for _, look in self._sources(name))), "")
        if not value:
            looked = "; ".join(where for where, _ in self._sources(name))
            raise UsageError(
                f"the secret `{name}` is not set",
                place=place or None,
                remedy=f"Looked in: {looked}. Set it in one of them (keyring: `keyring set {_SERVICE} {name}`).",
            )
        self._learn(value, name, f"the secret `{name}`")
        if password := value.partition(":")[2]:  # user:password, as a staging shop asks for: it alone is a secret, too
            self._learn(password, f"{name} (password)", f"the password in the secret `{name}`")
        return Secret(value)

    def look_up(self, text: str, place: str = "") -> str:
        """The text with each `${secret:NAME}` in it filled in."""
        return _REFERENCE.sub(lambda found: str(self.get(found[1], place)), text)

    def fill(self, mailbox: Mailbox) -> Mailbox:
        """The mailbox with user, password and tokens looked up (`${secret:NAME}`); the latter are redacted from now on."""
        place = f"mailbox `{mailbox.name}`"
        user, password = (self.look_up(text, place) for text in (mailbox.user, mailbox.password))
        if password and password == mailbox.password:
            self.learn(password, f"mailbox {mailbox.name}")
        oauth = mailbox.oauth and mailbox.oauth.model_copy(
            update={key: self.look_up(getattr(mailbox.oauth, key), place) for key in _OAUTH_SECRETS}
        )
        for key in _OAUTH_SECRETS:
            if (value := getattr(oauth, key, "")) and value == getattr(mailbox.oauth, key):
                self.learn(value, f"mailbox {mailbox.name}: {key}")
        return mailbox.model_copy(update={"user": user, "password": password, "oauth": oauth})

    def where(self, name: str) -> str:
        """The place where a secret is found, in words; empty if it is nowhere."""
        return next((where for where, look in self._sources(name) if look(name)), "")

    def _sources(self, name: str) -> Iterator[tuple[str, Callable[[str], str | None]]]:
        """Where a secret may be, in this order: what the place is called, and how to look there."""
        yield f"the environment variable {name}", os.environ.get
        yield f"the file {self._root / '.env'}", self._from_env_file
        yield f"the file {self._folder / name}", self._from_file
        yield f"the keyring (service {_SERVICE})", self._from_keyring

    def _from_env_file(self, name: str) -> str | None:
        path = self._root / ".env"
        if not path.is_file():
            return None
        from dotenv import dotenv_values  # most projects have no such file

        value = dotenv_values(stream=io.StringIO(_read(path)), interpolate=False).get(name)
        if value:
            _check_keeping(path)
        return value

    def _from_file(self, name: str) -> str | None:
        path = self._folder / name
        if not re.fullmatch(r"[\w.-]+", name) or not path.is_file():
            return None
        _check_keeping(path)
        return _read(path).strip()

    @staticmethod
    def _from_keyring(name: str) -> str | None:
        try:
            keyring = importlib.import_module("keyring")
            return keyring.get_password(_SERVICE, name)  # type: ignore[no-any-return]
        except Exception:  # not installed, or no usable backend: then there is no secret there
            return None

    # --- redacting ---

    def learn(self, value: str, name: str = "") -> None:
        """Redact this value from now on."""
        news = value not in self._known.values()
        self._known[name or f"#{len(self._known)}"] = value
        if news:
            self._redactor.learn(value)

    def _learn(self, value: str, name: str, what: str) -> None:
        if len(value) < SHORTEST:
            _warn(f"{what} has fewer than {SHORTEST} letters: it is too short to be blacked out in the output")
        self.learn(value, name)

    def read_pdfs(self, read: Callable[[bytes], str]) -> None:
        """Have PDFs read by this before they are stored: what they say is not to be seen in their bytes."""
        self._redactor.read_pdf = read

    def known(self) -> tuple[str, ...]:
        """The values that are redacted."""
        return tuple(self._known.values())

    def redact(self, text: str) -> str:
        """The text with every known secret as •••, however it is encoded."""
        return self._redactor.redact(text)

    def redact_mail(self, raw: bytes) -> bytes:
        """A raw mail with every known secret as ***; without one it stays as it is, to the byte."""
        return self._redactor.redact_mail(raw)

    def redact_file(self, data: bytes) -> bytes:
        """A file with every known secret as •••; an archive or a PDF that holds one is withheld (`redaction.WITHHELD`)."""
        return self._redactor.redact_file(data)

    def redact_all(self, value: Any) -> Any:
        """Nested data with the texts in it redacted: never its keys, nor what holds it together (times, ids, hashes)."""
        if not self._known:
            return value
        if isinstance(value, str):
            return self.redact(value)
        if isinstance(value, list | tuple):
            return [self.redact_all(item) for item in value]
        if isinstance(value, dict):
            return {key: item if key in _STRUCTURE else self.redact_all(item) for key, item in value.items()}
        return value


_alive: WeakSet[Secrets] = WeakSet()


def redact_output(text: str) -> str:
    """The text without any secret that this process knows: for whatever is about to reach a terminal or a log."""
    for secrets in tuple(_alive):
        text = secrets.redact(text)
    return text


def _warn(words: str) -> None:
    warnings.warn(words, SecretWarning, stacklevel=2)


def _read(path: Path) -> str:
    """A file with secrets. Raises UsageError if it is not UTF-8; a mark at its beginning is no part of it."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"this file is not UTF-8: byte {error.start + 1} does not belong there", place=str(path), remedy="Save it as UTF-8."
        ) from None


def _check_keeping(path: Path) -> None:
    """Raises UsageError for a file with secrets that git keeps; warns of one that others on this machine may read."""
    command = ["git", "-C", str(path.parent), "ls-files", "--error-unmatch", "--", path.name]
    try:
        tracked = subprocess.run(command, capture_output=True, timeout=10).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):  # no git here
        tracked = False
    if tracked:
        raise UsageError(
            "this file holds secrets, and git keeps it: whoever gets the repository gets them",
            place=str(path),
            remedy=f"Run `git rm --cached {path.name}` there, name it in .gitignore, and change the secrets: they are known.",
        )
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        _warn(f"{path} may be read by others on this machine: chmod 600 {path}")

"""Keys under which a secret may stand, however they are spelt: what is under them is never quoted."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from shopper.journey.mistakes import closest

SECRETS = (
    "password", "passphrase", "passwd", "pwd", "passwort", "kennwort", "contraseña", "mot_de_passe", "mat_khau",
    "secret", "client_secret", "token", "access_token", "refresh_token", "key", "api_key", "private_key", "credentials",
    "sign_in", "basic", "cookie",
)  # fmt: skip
_PART = re.compile(
    r"passw|passphrase|passcode|(?<!must_)pass$|pwd|secret|token|kennwort|credential|(?<![a-z])key(?![a-z])", re.IGNORECASE
)
_WRITTEN = re.compile(r"""(?P<key>[\w"' -]{1,60}?)(?P<colon>["']?\s*:\s*)(?P<value>[^\s,}#][^,}#]*)""")


@lru_cache(maxsize=1024)
def may_hold_a_secret(key: str) -> bool:
    """Whether a key is a secret's name, or near to one: `pasword`, `Client-Secret`, `imap_password`."""
    return bool(_PART.search(key) or closest(key, SECRETS, likeness=0.75))


def blacked_out(line: str, known: Collection[str] = ()) -> str:
    """A line of YAML that could not be read whole, without what stands behind such keys; references (`${secret:NAME}`) stay.
    `known`: keys that hold none, whatever they are called."""

    def hidden(found: re.Match[str]) -> str:
        key, value = found["key"].strip(" \"'-"), found["value"]
        if key in known or "${" in value or not may_hold_a_secret(key):
            return found[0]
        return f"{found['key']}{found['colon']}{'•' * len(value.rstrip()):{len(value)}}"

    return _WRITTEN.sub(hidden, line)

"""Signing on with a token instead of a password: OAuth 2.0 for mail servers, by the mechanism XOAUTH2.

A refresh token gets access tokens from the provider (RFC 6749, 6); the mail server takes one in place of a password. XOAUTH2 is
Google's and Microsoft's forerunner of RFC 7628 and tells refusals in the same way: by a challenge that holds the reason.
"""

from __future__ import annotations

import http.client
import json
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any

from shopper.errors import Unreachable
from shopper.model import Mailbox, OAuth
from shopper.secrets import Secrets

ANSWER_WITHIN = 10.0  # seconds
MARGIN = 60.0  # seconds before its end at which a token is no longer used; of a short-lived one, half of its life
_LARGEST = 64 * 1024  # bytes of an answer
_LIFE = 3600.0  # seconds, where the provider does not say (RFC 6749, 5.1)

_REMEDIES = {
    "invalid_grant": "The refresh token has expired or was withdrawn: sign in anew, and store the new one.",
    "invalid_client": "Check `client_id` and `client_secret` in the mailbox's `oauth`.",
    "unauthorized_client": "Check `client_id` in the mailbox's `oauth`: may this client use refresh tokens?",
    "invalid_scope": "Check `scope` in the mailbox's `oauth`.",
}
"""What to do, by the provider's error code (RFC 6749, 5.2)."""


class Tokens:
    """A mailbox's access tokens: each is used until shortly before it expires, and none is ever printed. Blocks.

    `oauth` has its secrets filled in. Threads that ask at once get a token each, at worst.
    """

    def __init__(self, mailbox: Mailbox, oauth: OAuth, secrets: Secrets, tls: ssl.SSLContext | None = None) -> None:
        self._oauth, self._secrets, self._tls = oauth, secrets, tls
        self._place = f"mailbox {mailbox.name} ({urllib.parse.urlsplit(oauth.endpoint).netloc})"
        self._refresh = oauth.refresh_token
        self._token, self._until = "", 0.0

    @classmethod
    def of(cls, mailbox: Mailbox, secrets: Secrets, tls: ssl.SSLContext | None = None) -> Tokens | None:
        """The tokens of a mailbox, whose secrets are looked up now; None for one that has a password."""
        oauth = secrets.fill(mailbox).oauth if mailbox.oauth else None
        return cls(mailbox, oauth, secrets, tls) if oauth else None

    def present(self, sign_on: Callable[[str], object], refusal: type[Exception]) -> None:
        """Sign on with a token. One that is refused although it should still hold is replaced, once.

        Raises what `sign_on` raises; Unreachable if there is no token to be had.
        """
        kept = time.monotonic() < self._until
        if not kept:
            self._renew()
        try:
            sign_on(self._token)
        except refusal:
            if not kept:
                raise
            self._renew()
            sign_on(self._token)

    def _renew(self) -> None:
        said = self._ask()
        token, life = said.get("access_token"), said.get("expires_in", _LIFE)
        if not isinstance(token, str) or not token:
            raise Unreachable("the provider's answer holds no access token", place=self._place, remedy="Check `endpoint`.")
        self._secrets.learn(token)
        if isinstance(refresh := said.get("refresh_token"), str) and refresh != self._refresh:  # providers may exchange it
            self._secrets.learn(refresh)
            self._refresh = refresh
        seconds = float(life) if isinstance(life, int | float) else _LIFE
        self._token, self._until = token, time.monotonic() + max(seconds - MARGIN, seconds / 2)

    def _ask(self) -> dict[str, Any]:
        form = {"grant_type": "refresh_token", "refresh_token": self._refresh, "client_id": self._oauth.client_id}
        form |= {key: value for key in ("client_secret", "scope") if (value := getattr(self._oauth, key))}
        headers = {"Accept": "application/json", "User-Agent": "MysteryShopper"}
        request = urllib.request.Request(  # noqa: S310 - https, or http to this machine: the mailbox's file allows no other
            self._oauth.endpoint, urllib.parse.urlencode(form).encode(), headers
        )
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_WITHIN, context=self._tls) as answer:  # noqa: S310
                said = json.loads(answer.read(_LARGEST))
        except urllib.error.HTTPError as error:
            with error:
                raise self._refused(error.code, error.read(_LARGEST)) from None
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            remedy = "Check `endpoint` in the mailbox's `oauth`, and this machine's network."
            raise Unreachable(f"no access token is to be had: {reason}", place=self._place, remedy=remedy) from None
        except ValueError:
            said = None
        if not isinstance(said, dict):
            raise Unreachable("the provider's answer is no JSON", place=self._place, remedy="Check `endpoint`.")
        return said

    def _refused(self, status: int, body: bytes) -> Unreachable:
        try:
            said = json.loads(body)
        except ValueError:
            said = {}
        code, words = (str(said.get(key, "")) if isinstance(said, dict) else "" for key in ("error", "error_description"))
        problem = f"the provider gives no access token: {self._secrets.redact(' '.join(f'{status} {code} {words}'.split()))}"
        remedy = _REMEDIES.get(code, "Check the mailbox's `oauth`.")
        return Unreachable(problem[:400], place=self._place, remedy=remedy)


class Xoauth2:
    """What the client says in an XOAUTH2 exchange: user and token; then, to a challenge that tells of an error, nothing
    (RFC 7628, 3.2.3: only then does the server end the exchange). `error`: what that challenge said, in words."""

    def __init__(self, user: str, token: str) -> None:
        self._words = [f"user={user}\1auth=Bearer {token}\1\1"]
        self.error = ""

    def __call__(self, challenge: bytes | None = None) -> str:
        if self._words:
            return self._words.pop()
        try:
            said = json.loads(challenge or b"")
            self.error = ", ".join(f"{key} {value}" for key, value in said.items())[:200]
        except (ValueError, AttributeError):
            self.error = (challenge or b"").decode("utf-8", "replace")[:200]
        return ""

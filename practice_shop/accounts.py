"""Customers' accounts. A password is kept as nothing but its scrypt hash; logging in takes as long for a stranger."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

LEAST = 8
"""Characters that a password must have."""


@dataclass(frozen=True)
class Account:
    """A customer who registered. `secret` stands for the account in sessions and orders; `address` are the fields of the
    checkout's address form as she last filled them in; `language` is the one in which she registered."""

    secret: str
    name: str
    email: str
    language: str
    registered: datetime
    salt: bytes = field(repr=False)
    hash: bytes = field(repr=False)
    address: Mapping[str, str] = field(default_factory=dict)


class AccountBook:
    """The accounts of one shop. Mail addresses tell them apart, case aside."""

    def __init__(self) -> None:
        self._accounts: dict[str, Account] = {}

    def register(self, name: str, email: str, password: str, *, language: str, now: datetime) -> Account | None:
        """Open an account; None if there is one with this mail address. Takes some 50 ms of computing, as `log_in` does."""
        salt = secrets.token_bytes(16)
        account = Account(secrets.token_urlsafe(16), name, email, language, now, salt, _hash(password, salt))
        return account if self._accounts.setdefault(email.casefold(), account) is account else None

    def log_in(self, email: str, password: str) -> Account | None:
        """The account that mail address and password open."""
        account = self._accounts.get(email.casefold())
        given = _hash(password, account.salt if account else b"nobody")
        return account if account and secrets.compare_digest(given, account.hash) else None

    def by_secret(self, secret: str) -> Account | None:
        return next((account for account in self._accounts.values() if account.secret == secret), None)

    def remember_address(self, account: Account, address: Mapping[str, str]) -> None:
        """Keep the address form for the next order."""
        self._accounts[account.email.casefold()] = replace(account, address=dict(address))


def _hash(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1, maxmem=2**26)

"""Where the keys of signatures come from, and what is said where they do not."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import cast

import dns.asyncresolver
import dns.resolver
import pytest

from shopper.inbox.guard import Reader
from shopper.inbox.signatures import Trial
from shopper.model import Reading, Signature
from shopper.visit.signatures import LARGEST, Signatures

SIGNED = Reading(headers={"dkim-signature": ("v=1; d=gomsen.test; s=platform; b=…",)})
NAME = "platform._domainkey.gomsen.test"


class Trier:
    """Stands for the reader: every signature whose key is `good` holds."""

    def try_signature(self, raw: bytes, number: int, record: str) -> Trial:
        return Trial("pass") if record == "good" else Trial("fail", "another key signed it")


def tried(records: Mapping[str, str], raw: bytes = b"", *, reading: Reading = SIGNED, ask_dns: bool = False) -> Signature:
    signatures = Signatures(cast(Reader, Trier()), records, ask_dns=ask_dns)
    (one,) = asyncio.run(signatures.tried(raw, reading))
    return one


def test_published_keys_decide() -> None:
    assert tried({NAME: "good"}) == Signature(domain="gomsen.test", selector="platform", outcome="pass")
    assert tried({NAME: "bad"}).reason == "another key signed it"


def test_a_key_that_nobody_published_fails() -> None:
    one = tried({"other._domainkey.gomsen.test": "good"})
    assert (one.outcome, one.reason) == ("fail", f"no key is published at {NAME}")


def test_without_leave_dns_is_not_asked() -> None:
    one = tried({})
    assert (one.outcome, one.reason) == ("unknown", "DNS is not asked")


def test_a_mail_that_is_too_large_is_not_tried() -> None:
    assert tried({NAME: "good"}, bytes(LARGEST + 1)).outcome == "unknown"


def test_a_signature_without_a_name_fails() -> None:
    assert tried({NAME: "good"}, reading=Reading(headers={"dkim-signature": ("b=…",)})).outcome == "fail"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [(dns.resolver.NXDOMAIN, "fail"), (dns.resolver.NoAnswer, "fail"),
     (dns.resolver.LifetimeTimeout, "unknown"), (OSError, "unknown")],
)  # fmt: skip
def test_silence_of_dns_is_no_answer(error: type[Exception], outcome: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def resolve(name: str, kind: str, lifetime: float) -> None:
        raise error.__new__(error)

    monkeypatch.setattr(dns.asyncresolver, "resolve", resolve)
    assert tried({}, ask_dns=True).outcome == outcome


def test_dns_is_asked_for_each_key_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Answer:
        strings = (b"go", b"od")

    async def resolve(name: str, kind: str, lifetime: float) -> list[Answer]:
        asked.append((name, kind))
        return [Answer()]

    monkeypatch.setattr(dns.asyncresolver, "resolve", resolve)
    twice = Reading(headers={"dkim-signature": SIGNED.headers["dkim-signature"] * 2})
    signatures = Signatures(cast(Reader, Trier()), {}, ask_dns=True)
    found = asyncio.run(signatures.tried(b"", twice))
    assert [one.outcome for one in found] == ["pass", "pass"]
    assert asked == [(NAME, "TXT")]

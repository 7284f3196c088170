"""Where the keys of signatures come from, and what is said where they do not."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import cast

import dns.asyncresolver
import dns.name
import dns.resolver
import pytest

from shopper.inbox.guard import Reader
from shopper.inbox.signatures import MOST, Claim, Trial
from shopper.model import Reading, Signature
from shopper.visit.signatures import LARGEST, Signatures

SIGNED = Reading(headers={"dkim-signature": ("v=1; d=gomsen.test; s=platform; b=…",)})
NAME = "platform._domainkey.gomsen.test"


class Trier:
    """Stands for the reader: every signature whose key is `good` holds."""

    def try_signature(self, raw: bytes, claim: Claim, record: str) -> Trial:
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
    assert tried({NAME: "good"}, bytes(LARGEST + 1)).outcome == "untried"


def test_a_signature_without_a_name_fails() -> None:
    assert tried({NAME: "good"}, reading=Reading(headers={"dkim-signature": ("b=…",)})).outcome == "fail"


def test_a_selector_that_is_no_name_fails_and_dns_is_not_asked() -> None:
    for selector in ("a..b", "x" * 64, "a b", "."):
        said = Reading(headers={"dkim-signature": (f"d=gomsen.test; s={selector}",)})
        one = tried({}, reading=said, ask_dns=True)
        assert (one.outcome, one.reason) == ("fail", "it names a key that cannot be in DNS")


def test_the_wanted_domain_is_tried_however_many_signatures_stand_above() -> None:
    said = Reading(headers={"dkim-signature": ("d=evil.test; s=e",) * 9 + SIGNED.headers["dkim-signature"]})
    found = asyncio.run(Signatures(cast(Reader, Trier()), {NAME: "good"}).tried(b"", said, {"gomsen.test"}))
    assert len(found) == MOST and found[-1].outcome == "pass"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [(dns.resolver.NXDOMAIN, "fail"), (dns.resolver.NoAnswer, "fail"),
     (dns.resolver.LifetimeTimeout, "unknown"), (OSError, "unknown"), (dns.resolver.NoNameservers, "unknown"),
     (dns.name.LabelTooLong, "fail"), (dns.resolver.YXDOMAIN, "fail"), (UnicodeError, "fail")],
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

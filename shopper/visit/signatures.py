"""The signatures of arriving mails (DKIM), tried on the bytes as they came, before any secret is blacked out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from shopper.inbox.guard import Reader
from shopper.inbox.signatures import Claim, claims
from shopper.model import Reading, Signature

LARGEST = 5 * 1024 * 1024
"""Bytes of a mail whose signatures are tried."""
_ANSWERS_WITHIN = 5.0  # seconds


class Signatures:
    """Tries signatures, with keys from `records` (TXT records by name: the practice shop's) or, if `ask_dns`, from DNS."""

    def __init__(self, reader: Reader, records: Mapping[str, str], *, ask_dns: bool = False) -> None:
        self._reader, self._records, self._ask_dns = reader, records, ask_dns
        self._asked: dict[str, asyncio.Task[str | None]] = {}

    async def tried(self, raw: bytes, reading: Reading) -> tuple[Signature, ...]:
        """What came of every signature, topmost first. `unknown`: the key was not at hand, or there was no time."""
        return tuple([await self._try(raw, number, claim) for number, claim in enumerate(claims(reading))])

    async def _try(self, raw: bytes, number: int, claim: Claim) -> Signature:
        signature = Signature(domain=claim.domain, selector=claim.selector, outcome="unknown")
        if not (claim.domain and claim.selector):
            return _with(signature, "fail", "it does not say who signed")
        if len(raw) > LARGEST:
            return _with(signature, "unknown", f"the mail is larger than {LARGEST >> 20} MB")
        if not (self._records or self._ask_dns):
            return _with(signature, "unknown", "DNS is not asked")
        record = await self._key(claim.record)
        if record is None:
            return _with(signature, "unknown", f"DNS gave no answer for {claim.record}")
        if not record:
            return _with(signature, "fail", f"no key is published at {claim.record}")
        return _with(signature, *await asyncio.to_thread(self._reader.try_signature, raw, number, record))

    async def _key(self, name: str) -> str | None:
        """The record of this name, asked for once; empty: there is none, None: nobody knows."""
        if not self._ask_dns or self._records:
            return await asyncio.to_thread(self._records.get, name, "")  # the practice shop makes a key when it is asked
        if name not in self._asked:
            self._asked[name] = asyncio.create_task(_from_dns(name))
        return await asyncio.shield(self._asked[name])


def _with(signature: Signature, outcome: str, reason: str) -> Signature:
    return Signature.model_validate({**signature.model_dump(), "outcome": outcome, "reason": reason})


async def _from_dns(name: str) -> str | None:
    import dns.asyncresolver
    import dns.exception
    import dns.resolver

    try:
        answer = await dns.asyncresolver.resolve(name, "TXT", lifetime=_ANSWERS_WITHIN)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return ""
    except (dns.exception.DNSException, OSError, ValueError):
        return None
    return b"".join(next(iter(answer)).strings).decode("ascii", "replace")

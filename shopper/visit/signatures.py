"""The signatures of arriving mails (DKIM), tried on the bytes as they came, before any secret is blacked out."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping

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

    async def tried(self, raw: bytes, reading: Reading, wanted: Collection[str] = ()) -> tuple[Signature, ...]:
        """What came of the signatures, topmost first; of many, those of the wanted domains (lower case) are tried. `unknown`:
        the key was not at hand; `untried`: the mail is too large, or took too long."""
        return tuple([await self._try(raw, claim) for claim in claims(reading, wanted)])

    async def _try(self, raw: bytes, claim: Claim) -> Signature:
        signature = Signature(domain=claim.domain, selector=claim.selector, outcome="unknown")
        if claim.flaw:
            return _with(signature, "fail", claim.flaw)
        if not (self._records or self._ask_dns):
            return _with(signature, "unknown", "DNS is not asked")
        if len(raw) > LARGEST:
            return _with(signature, "untried", f"the mail is larger than {LARGEST >> 20} MB")
        record = await self._key(claim.record)
        if record is None:
            return _with(signature, "unknown", f"DNS gave no answer for {claim.record}")
        if not record:
            return _with(signature, "fail", f"no key is published at {claim.record}")
        return _with(signature, *await asyncio.to_thread(self._reader.try_signature, raw, claim, record))

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
    except (dns.exception.Timeout, dns.resolver.NoNameservers, dns.resolver.NoResolverConfiguration, OSError):
        return None
    except (dns.exception.DNSException, ValueError):  # there is none, or it is no name that could have one
        return ""
    return b"".join(next(iter(answer)).strings).decode("ascii", "replace")

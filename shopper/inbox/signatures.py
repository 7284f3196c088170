"""The signatures of a mail (DKIM, RFC 6376): who claims to have signed it, and whether that holds.

Trying one costs time on what strangers send, so it is done under guard (`Reader.try_signature`), with the key given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import dkim

    from shopper.model import Reading

MOST = 5
"""Signatures of a mail that are tried: honest ones have one or two."""
ONCE = ("subject", "from", "date", "content-type", "content-transfer-encoding")
"""Headers that a mail has at most once (RFC 5322, 3.6; 2045, 3). A signature holds for one of several: another may be read."""

_NAME = re.compile(r"(?!.{254})[\w-]{1,63}(?:\.[\w-]{1,63})*")  # letters of all scripts: RFC 8616


class Claim(NamedTuple):
    """Who says that they signed: `d=` and `s=` of a signature, lower case; empty where it does not say.

    `number`: which of the mail's signatures it is, from 0 at the top. `flaw`: why it cannot be tried.
    """

    domain: str
    selector: str
    number: int = 0
    flaw: str = ""

    @property
    def record(self) -> str:
        """The name of the TXT record that has the key (RFC 6376, 3.6.2.1)."""
        return f"{self.selector}._domainkey.{self.domain}"


class Trial(NamedTuple):
    """What came of trying a signature, and why, in words; no reason for one that holds."""

    outcome: Literal["pass", "fail", "unknown", "untried"]
    reason: str = ""


def claims(reading: Reading, wanted: Collection[str] = ()) -> list[Claim]:
    """Who claims to have signed this mail, topmost first, at most five; those of the wanted domains (lower case) before others,
    for a sender may put any number of signatures above."""
    found = [_claim(value, number) for number, value in enumerate(reading.headers.get("dkim-signature", ()))]
    first = sorted(found, key=lambda claim: (claim.domain not in wanted, claim.number))[:MOST]
    return sorted(first, key=lambda claim: claim.number)


def _claim(value: str, number: int) -> Claim:
    """The tags of a signature (RFC 6376, 3.2): one that says something twice, or what is no tag, says nothing."""
    pairs = [tag.partition("=") for tag in value.split(";") if tag.strip()]
    tags = {name.strip(): said.strip().lower() for name, _, said in pairs}
    domain, selector = tags.get("d", ""), tags.get("s", "")
    twice = [name for name, count in Counter(name.strip() for name, _, _ in pairs).items() if count > 1]
    if twice:
        return Claim("" if "d" in twice else domain, "" if "s" in twice else selector, number, f"it says {twice[0]}= twice")
    if not all(is_tag for _, is_tag, _ in pairs):
        return Claim(domain, selector, number, "it is malformed")
    if not (domain and selector):
        return Claim(domain, selector, number, "it does not say who signed")
    if not _NAME.fullmatch(f"{selector}._domainkey.{domain}"):
        return Claim(domain, selector, number, "it names a key that cannot be in DNS")
    return Claim(domain, selector, number)


def tried(raw: bytes, number: int, name: str, record: str) -> Trial:
    """Try a signature of a raw mail, counted from 0 at the top, with the TXT record of its key, and that record's name: that of
    another key fails. No work for this process: on a hostile mail it may take for ever."""
    import dkim  # only where a mail is signed

    heard, asked = _Ear(), set[str]()

    def key(asked_for: bytes | str, timeout: float = 0) -> bytes:
        text = asked_for if isinstance(asked_for, str) else asked_for.decode("utf-8", "replace")
        asked.add(text.rstrip(".").lower())
        return record.encode()

    try:
        signer = dkim.DKIM(raw, logger=heard)
        holds = signer.verify(number, dnsfunc=key)
    except dkim.NaClNotFoundError:
        return Trial("untried", "Ed25519 signatures are not tried")
    except dkim.DKIMException as error:
        return Trial("fail", _in_words(str(error)))
    if not holds:
        return Trial("fail", heard.complaint or "a signed header was changed, or another key signed it")
    if asked != {name}:
        return Trial("fail", "it can be read in two ways")
    if _is_longer_than_signed(signer):
        return Trial("fail", "it is for the beginning of the body alone (l=), and more follows")
    if twice := _twice(signer):
        return Trial("untried", f"the mail has more than one {twice.title()}")
    return Trial("pass")


def _is_longer_than_signed(signer: dkim.DKIM) -> bool:
    """Whether there is more of the body than the signature is for (RFC 6376, 8.2)."""
    from dkim.canonicalization import CanonicalizationPolicy

    fields = signer.signature_fields
    if b"l" not in fields:
        return False
    body = CanonicalizationPolicy.from_c_value(fields.get(b"c", b"simple/simple")).canonicalize_body(signer.body)
    return len(body) > int(fields[b"l"])


def _twice(signer: dkim.DKIM) -> str:
    names = [name.lower().decode("ascii", "replace") for name, _ in signer.headers]
    return next((name for name in ONCE if names.count(name) > 1), "")


class _Ear:
    """What the library complains of, instead of raising it."""

    complaint = ""

    def error(self, complaint: str) -> None:
        self.complaint = f"its key is of no use: {complaint.removeprefix('KeyFormatError: ').partition(' (')[0]}"

    def debug(self, *said: object) -> None:
        """Nobody wants to know."""


def _in_words(complaint: str) -> str:
    if complaint.startswith("body hash mismatch"):
        return "the body was changed after it was signed"
    if complaint.startswith("x= value is past"):
        return "it has expired"
    return complaint[:200] if complaint[:2] not in ("b'", 'b"') else "it is malformed"  # the library's bytes say nothing

"""The signatures of a mail (DKIM, RFC 6376): who claims to have signed it, and whether that holds.

Trying one costs time on what strangers send, so it is done under guard (`Reader.try_signature`), with the key given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from shopper.model import Reading

MOST = 5
"""Signatures of a mail that are tried: honest ones have one or two."""


class Claim(NamedTuple):
    """Who says that they signed: `d=` and `s=` of a signature, lower case; empty where it does not say."""

    domain: str
    selector: str

    @property
    def record(self) -> str:
        """The name of the TXT record that has the key (RFC 6376, 3.6.2.1)."""
        return f"{self.selector}._domainkey.{self.domain}"


class Trial(NamedTuple):
    """What came of trying a signature, and why, in words; no reason for one that holds."""

    outcome: Literal["pass", "fail", "unknown"]
    reason: str = ""


def claims(reading: Reading) -> list[Claim]:
    """Who claims to have signed this mail, topmost first, at most five."""
    found = []
    for value in reading.headers.get("dkim-signature", ())[:MOST]:
        tags = {name.strip(): said.strip().lower() for name, _, said in (tag.partition("=") for tag in value.split(";"))}
        found.append(Claim(tags.get("d", ""), tags.get("s", "")))
    return found


def tried(raw: bytes, number: int, record: str) -> Trial:
    """Try a signature of a raw mail, counted from 0 at the top, with the TXT record of its key. No work for this process:
    on a hostile mail it may take for ever."""
    import dkim  # only where a mail is signed

    heard = _Ear()
    try:
        holds = dkim.DKIM(raw, logger=heard).verify(number, dnsfunc=lambda name, timeout=0: record.encode())
    except dkim.NaClNotFoundError:
        return Trial("unknown", "Ed25519 signatures are not tried")
    except dkim.DKIMException as error:
        return Trial("fail", _in_words(str(error)))
    if holds:
        return Trial("pass")
    return Trial("fail", heard.complaint or "a signed header was changed, or another key signed it")


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

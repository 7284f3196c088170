"""Which kind of mail is this, which of the shop's systems sent it, and which expectation does it meet? Pure functions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from shopper.egress import host_matches, mail_matches
from shopper.inbox.signatures import ONCE, claims
from shopper.model import Authentication, Expectation, Mail, MailKind, Reading, Shop, Signature

SLACK = timedelta(seconds=2)
"""A mail's time is cut to whole seconds, an expectation's is not."""


class Origin(NamedTuple):
    """What a mail is, and whether it is really the shop's. Kind and system are `""` where they are not known; `doubt` says in
    words why a mail is not `solicited`."""

    kind: str
    system: str
    solicited: bool
    doubt: str = ""


def recognise(reading: Reading, shop: Shop, signatures: Sequence[Signature] = (), authserv_id: str = "") -> Origin:
    """Which kind of mail this is, from which system, and whether the shop wrote it.

    A kind fits by its sender and by its subject in any of its languages; of several the most exact subject wins.
    Solicited: the sender is one that the shop declares, or its domain is one of the shop's hosts; and where the shop declares
    that it signs such mails (`MailKind.dkim`), a signature of that domain holds. That is known from `signatures`, tried on the
    raw bytes, or from the Authentication-Results on top if the mailbox's own server (`authserv_id`) wrote them. A signature
    whose key nobody had at hand is no reason for doubt; one that the mail itself keeps from being tried is. Any other mail is
    recognised as nothing, whatever its subject says.
    """
    if not is_the_shops(reading.sender, shop):
        return Origin("", "", False, f"{reading.sender or 'its sender'} is no address that the shop declares as its own")
    declared = {name: kind for name, kind in shop.mails.items() if mail_matches(kind.sender, reading.sender)}
    fits = {name: fit for name, kind in declared.items() if (fit := _subject_fit(kind, reading.subject))}
    kind = max(fits, key=lambda name: fits[name]) if fits else ""
    candidates = [declared[kind]] if kind else list(declared.values())
    doubts = [_unproven(candidate.dkim, reading, signatures, authserv_id) for candidate in candidates]
    if doubts and all(doubts):
        return Origin("", "", False, doubts[0])
    if kind:
        return Origin(kind, declared[kind].system, True)
    by_address = {kind.system for kind in declared.values() if not kind.sender.startswith("*@")}
    systems = by_address or {kind.system for kind in declared.values()}
    return Origin("", systems.pop() if len(systems) == 1 else "", True)


def _unproven(domain: str, reading: Reading, signatures: Sequence[Signature], authserv_id: str) -> str:
    """Why a mail that should be signed by this domain may be forged; empty if there is no reason to think so.

    Only where nobody asked for the key, or DNS did not answer, it is believed untried: all else the sender can arrange.
    """
    wanted = domain.lower()
    if not wanted:
        return ""
    said = f"the sender's address is the shop's, but the shop signs such mails as {domain} (DKIM)"
    if twice := next((name for name in ONCE if len(reading.headers.get(name, ())) > 1), ""):
        return f"{said}, and this one has more than one {twice.title()}, of which a signature proves one"
    tried = [signature for signature in signatures if signature.domain.lower() == wanted]
    received = [
        entry.result
        for entry in reading.authentication
        if authserv_id and entry.topmost and entry.server.lower() == authserv_id.lower() and entry.method == "dkim"
        if _signer(entry) == wanted
    ]
    if any(signature.outcome == "pass" for signature in tried) or "pass" in received:
        return ""
    claimed = [claim for claim in claims(reading, {wanted}) if claim.domain == wanted]
    if not tried and not received and not claimed:
        return f"{said}, and this one is not signed so"
    wrong = [signature.reason for signature in tried if signature.outcome == "fail"]
    if wrong := wrong or [claim.flaw for claim in claimed if claim.flaw]:
        return f"{said}, and this one's signature does not hold{f': {wrong[0]}' if wrong[0] else ''}"
    if _REFUSED.intersection(received):
        return f"{said}, and {authserv_id} found this one's signature wrong"
    if any(signature.outcome == "unknown" for signature in tried) or "temperror" in received or not signatures:
        return ""  # its key was not at hand
    return f"{said}, and this one's signature could not be tried{''.join(f': {one.reason}' for one in tried[:1])}"


_REFUSED = frozenset({"fail", "permerror", "policy", "neutral"})
"""Results of DKIM (RFC 8601, 2.7.1) by which a signature does not hold; `temperror` leaves it open."""


def _signer(entry: Authentication) -> str:
    said = entry.properties.get("header.d") or entry.properties.get("header.i", "").rpartition("@")[2]
    return said.lower()


def is_the_shops(address: str, shop: Shop) -> bool:
    """Whether a mail address is the shop's: a sender that it declares, or one whose domain is one of its hosts."""
    if any(mail_matches(kind.sender, address) for kind in shop.mails.values()):
        return True
    _, at, domain = address.rpartition("@")
    return bool(at and domain) and any(host_matches(pattern, domain) for pattern in shop.hosts)


def _subject_fit(kind: MailKind, subject: str) -> int:
    """How many letters of the subject the kind foretells; 0: none of its texts is in it. A kind without texts fits any."""
    if not kind.subject:
        return 1
    said = _plain(subject)
    return max((len(text) for text in map(_plain, kind.subject.values()) if text and text in said), default=0)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def assign(expectations: Sequence[Expectation], mails: Iterable[Mail], *, slack: timedelta = SLACK) -> tuple[Expectation, ...]:
    """Give each expectation the earliest solicited mail of its kind that arrived since then; a mail meets only one.

    `slack`: how much earlier than `since` a mail may seem to have arrived. The order of the expectations is kept.
    """
    free = sorted((mail for mail in mails if mail.kind and mail.solicited), key=lambda mail: (mail.arrived, mail.noticed))
    given: dict[int, Mail | None] = {}
    for place, wanted in sorted(enumerate(expectations), key=lambda pair: pair[1].since):
        given[place] = next((mail for mail in free if mail.kind == wanted.kind and mail.arrived >= wanted.since - slack), None)
        free = [mail for mail in free if mail is not given[place]]
    return tuple(wanted.model_copy(update={"mail": given[place]}) for place, wanted in enumerate(expectations))

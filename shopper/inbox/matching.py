"""Which kind of mail is this, which of the shop's systems sent it, and which expectation does it meet? Pure functions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import timedelta

from shopper.egress import host_matches, mail_matches
from shopper.model import Expectation, Mail, MailKind, Reading, Shop

SLACK = timedelta(seconds=2)
"""A mail's time is cut to whole seconds, an expectation's is not."""


def recognise(reading: Reading, shop: Shop) -> tuple[str, str, bool]:
    """(kind, system, solicited) of a mail; kind and system are `""` where they are not known.

    A kind fits by its sender and by its subject in any of its languages; of several the most exact subject wins.
    Solicited: the sender is one that the shop declares, or its domain is one of the shop's hosts. Anybody else's mail is
    recognised as nothing, whatever its subject says.
    """
    declared = {name: kind for name, kind in shop.mails.items() if mail_matches(kind.sender, reading.sender)}
    solicited = is_the_shops(reading.sender, shop)
    fits = {name: fit for name, kind in declared.items() if (fit := _subject_fit(kind, reading.subject))}
    if fits:
        kind = max(fits, key=lambda name: fits[name])
        return kind, declared[kind].system, solicited
    by_address = {kind.system for kind in declared.values() if not kind.sender.startswith("*@")}
    systems = by_address or {kind.system for kind in declared.values()}
    return "", systems.pop() if len(systems) == 1 else "", solicited


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

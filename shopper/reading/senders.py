"""Whose mail it is: the shop's own, a partner's that it declares, or somebody else's; and whether a text names the shop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from shopper.model import Evidence, Mail, Shop
from shopper.reading.domains import domain_of, registrable
from shopper.reading.garbled import is_garbled
from shopper.reading.links import host_of, is_listed
from shopper.reading.text import normal, plain_letters
from shopper.reading.waiting import reply_of

_MAILBOXES = frozenset({
    "gmail", "googlemail", "yahoo", "ymail", "outlook", "hotmail", "live", "msn", "icloud", "me", "aol", "gmx", "web",
    "t-online", "freenet", "posteo", "orange", "wanadoo", "laposte", "free", "sfr", "proton", "protonmail", "zoho", "mail",
})  # fmt: skip


@lru_cache(maxsize=1024)
def firm_of(host: str) -> str:
    """The name that a firm registered, without what is above and below it: `gomsen` of `mail.gomsen.com.vn`."""
    return registrable(host).partition(".")[0]


def is_of_the_shop(address: str, shop: Shop) -> bool:
    """Whether a mail address belongs to the shop itself: its domain is that of the shop's pages, under any ending."""
    domain = domain_of(address)
    return bool(domain) and firm_of(domain) == firm_of(host_of(shop.url))


def is_private(address: str) -> bool:
    """Whether it is one of those addresses that private people have."""
    return firm_of(domain_of(address)) in _MAILBOXES


def is_known(address: str, shop: Shop) -> bool:
    """Whether an address is the shop's, that of a sender that it declares, or a partner's."""
    domain, address = domain_of(address), address.casefold()
    declared = (kind.sender.casefold() for kind in shop.mails.values())
    listed = is_listed(domain, (*shop.hosts, *shop.partners, *(f"*.{one}" for one in shop.partners)))
    return is_of_the_shop(address, shop) or listed or any(sender in (address, f"*@{domain}") for sender in declared)


def is_hers(mail: Mail, visit: Evidence) -> bool:
    """Whether the customer wrote it herself: a copy of her own mail."""
    wrote = {letter.message_id.strip("<>") for letter in visit.letters if letter.message_id}
    return mail.reading.sender.casefold() == visit.address.casefold() or mail.reading.message_id.strip("<>") in wrote


def own_mails(visit: Evidence, *, by_hand: bool = True, legible: bool = False) -> Iterator[Mail]:
    """The mails that the shop's own systems sent. `by_hand`: with those that a person wrote. `legible`: without those whose
    letters are broken."""
    shop = visit.plan.shop
    for mail in visit.mails:
        own = mail.solicited and is_of_the_shop(mail.reading.sender, shop)
        if own and (by_hand or reply_of(mail.kind, shop) != "human") and not (legible and is_garbled(mail.reading)):
            yield mail


def partners_mails(visit: Evidence) -> Iterator[Mail]:
    """The mails that somebody else sent for the shop, by its own word: a carrier, a help desk under its own domain."""
    shop = visit.plan.shop
    for mail in visit.mails:
        partner = mail.solicited or is_listed(domain_of(mail.reading.sender), (f"*.{one}" for one in shop.partners))
        if partner and not is_of_the_shop(mail.reading.sender, shop):
            yield mail


def names_of(shop: Shop) -> frozenset[str]:
    """What the shop calls itself, as `bare` makes it comparable."""
    return frozenset(filter(None, map(bare, (shop.name, shop.brand.name, shop.brand.legal, firm_of(host_of(shop.url))))))


def names_shop(text: str, shop: Shop) -> bool:
    """Whether a text names the shop, with or without accents, in one word or several."""
    said = bare(text)
    return any(name in said for name in names_of(shop))


@lru_cache(maxsize=512)
def bare(text: str) -> str:
    """Letters and digits alone, without accents: `Gốm Sen`, `GOM SEN` and `gom-sen` alike."""
    return re.sub(r"[\W_]", "", plain_letters(normal(text)))

"""Whose a host is, and whether anybody but its owner reaches it. Asks no name server: names and addresses alone tell."""

from __future__ import annotations

import ipaddress
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from shopper.hosts import plain_host
from shopper.model import Shop
from shopper.reading.links import host_of, is_listed

if TYPE_CHECKING:
    from tldextract import TLDExtract

_INTERNAL = ("local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa")
_RESERVED = ("test", "example", "invalid", "example.com", "example.net", "example.org")
"""Names that nobody can own (RFC 2606, RFC 6761): they stand in templates until somebody fills in the real one."""
_STAGING = frozenset({"staging", "stage", "stg", "uat", "preprod", "dev", "develop", "development"})
_LIKE_STAGING = frozenset({"test", "testing", "qa", "sandbox", "demo", "beta"})
"""Labels that customers may be sent to on purpose: `demo.`, `beta.`, `qa.` for questions and answers."""


def domain_of(address: str) -> str:
    """The part of a mail address behind the `@`, in lower case and ASCII; empty if it has none."""
    _, at, domain = address.strip("<> ").rpartition("@")
    return _ascii(domain) if at else ""


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """The domain that somebody registered, by the Public Suffix List: `www.shop.co.uk` → `shop.co.uk`.

    A name without a public suffix (`localhost`, an IP address) stays as it is. `.test` counts as a suffix (RFC 6761).
    """
    name = _ascii(host)
    return _suffixes()(name).top_domain_under_public_suffix or name


@lru_cache(maxsize=4096)
def is_public_name(host: str) -> bool:
    """Whether this is a domain somebody may have registered, or a name below one: `shop.vn`, but neither `vn` nor `1.2`."""
    return bool(_suffixes()(_ascii(host)).top_domain_under_public_suffix)


def same_owner(one: str, other: str) -> bool:
    """Whether two hosts belong to one registered domain: relaxed alignment (RFC 7489, 3.1)."""
    return bool(one and other) and registrable(one) == registrable(other)


def is_the_shops_host(host: str, shop: Shop) -> bool:
    """Whether the shop's file lists this host, as its own or as one that counts clicks for it; `www.` makes no difference."""
    bare, patterns = host.removeprefix("www."), (*shop.hosts, *shop.trackers)
    return is_listed(bare, patterns) or is_listed(f"www.{bare}", patterns)


def is_private_host(host: str) -> bool:
    """Whether a host is the reader's own computer, or one that only a company's own network knows."""
    address = _ip_address(host)
    named = host == "localhost" or "." not in host or _ends(host, ("localhost", *_INTERNAL))
    return not address.is_global if address else named


def private_place(url: str, shop: Shop) -> tuple[bool, str] | None:
    """Why customers do not reach the host of a link, and whether that is sure; None if they may well reach it.

    What the shop's file lists by its full name is its own business, and so are staging hosts and reserved names where the shop
    that is visited lives at such a one itself.
    """
    host = host_of(url)
    if not host or {host, f"www.{host}"} & {host_of(shop.url), *map(str.lower, (*shop.hosts, *shop.trackers))}:
        return None
    if address := _ip_address(host):
        return (True, "an address of a private network") if not address.is_global else (False, "a bare network address")
    if host == "localhost" or host.endswith(".localhost"):
        return True, "the reader's own computer"
    if "." not in host or _ends(host, _INTERNAL):
        return True, "a name that only a company's own network knows"
    if _ends(host, _RESERVED):
        is_at_home = host.rpartition(".")[2] == host_of(shop.url).rpartition(".")[2]
        return None if is_at_home else (True, "a name that stands for one still to be filled in")
    if marks := _words_below(host) - _words_below(host_of(shop.url)):
        if marks & _STAGING:
            return True, "a staging system"
        if marks & _LIKE_STAGING:
            return False, "what may be a test system"
    return None


def _words_below(host: str) -> set[str]:
    """The words of a host's labels without the registered domain: `shop-staging.vendor.com` → shop, staging."""
    below = host.removesuffix(registrable(host)).strip(".")
    return set(re.split(r"[.\-_]", below))


def _ends(host: str, names: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)


def _ip_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
    return (isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped) or address


def _ascii(host: str) -> str:
    """Lower case, without the dots at its ends; letters beyond ASCII as DNS has them (`xn--…`)."""
    return plain_host(host.strip(". ").casefold())


@cache
def _suffixes() -> TLDExtract:
    from tldextract import TLDExtract  # takes a fifth of a second, and most commands need none

    return TLDExtract(cache_dir=None, suffix_list_urls=(), extra_suffixes=("test",))

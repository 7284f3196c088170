"""Names of hosts: as browsers, mails and DNS write them (ASCII, IDNA), and as people read them."""

from __future__ import annotations

import contextlib
from urllib.parse import urlsplit, urlunsplit

LONGEST = 253
"""Characters of a host's name (RFC 1035, 2.3.4)."""


def plain_host(host: str) -> str:
    """A host as it is compared: lower case, ASCII (IDNA), without the root's dot and an IPv6 literal's brackets."""
    host = host.strip("[]").rstrip(".").lower()
    if host.isascii() or len(host) > LONGEST:
        return host
    with contextlib.suppress(UnicodeError):
        return host.encode("idna").decode()
    return host


def plain_address(url: str) -> str:
    """A web address with its host as browsers and mails write it (`https://gốm.vn/` → `https://xn--gm-j9s.vn/`); anything else
    as it is."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return url
    if parts.netloc.isascii():
        return url
    user, at, rest = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user}{at}{rest.lower().replace(host, plain_host(host))}"))


def read_host(host: str) -> str:
    """A host as people read it: `xn--gm-j9s.vn` → `gốm.vn`."""
    with contextlib.suppress(UnicodeError):
        return host.encode("ascii").decode("idna")
    return host

"""What a site asks of those who follow its links (robots.txt, RFC 9309), and what its sitemap lists (sitemaps.org)."""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from protego import Protego

AGENT = "MysteryShopper"
"""What we are called in user agents; a group of robots.txt for this name counts instead of the one for all."""
LARGEST = 500 * 1024
"""Bytes of a robots.txt that are read (RFC 9309, 2.5)."""
LARGEST_MAP = 10 * 1024 * 1024
"""Bytes of a sitemap that are read, unpacked."""
MOST_LISTED = 5000
"""Addresses of a sitemap that are taken in."""

_GZIP = b"\x1f\x8b"
_ENTRY = re.compile(r"</(?:\w+:)?(sitemap|url)\s*>", re.IGNORECASE)
_LOCATION = re.compile(r"<(?:\w+:)?loc\s*>\s*(?:<!\[CDATA\[)?\s*([^<\]]+?)\s*(?:\]\]>)?\s*</", re.IGNORECASE)
_VERSION = re.compile(r"<(?:\w+:)?link\b([^>]*hreflang[^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*["']([^"']*)["']""")


@dataclass(frozen=True)
class Robots:
    """A robots.txt. `closed`: the paths that are closed to all; `shut`: why nothing may be followed at all."""

    rules: Protego | None = None
    closed: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()
    shut: str = ""

    def allows(self, url: str) -> bool:
        """Whether links to this address may be followed."""
        return not self.shut and (self.rules is None or bool(self.rules.can_fetch(url, AGENT)))


def read_robots(status: int | None, content: bytes) -> Robots:
    """What robots.txt says. One that is not there closes nothing; one that cannot be served closes all (RFC 9309, 2.3.1)."""
    if status is None or status >= 500:
        problem = f"answers {status}" if status else "cannot be had"
        return Robots(shut=f"robots.txt {problem}: no link is followed then (RFC 9309), and only the first page was looked at")
    if status >= 400:
        return Robots()
    text = content[:LARGEST].decode("utf-8", "replace")
    rules = Protego.parse(text)
    return Robots(rules, tuple(_closed_to_all(text)), tuple(rules.sitemaps)[:20])


def _closed_to_all(text: str) -> Iterator[str]:
    """The paths under `Disallow` in the groups for `*`."""
    for_all, naming = False, False
    for line in text.splitlines():
        key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        if key.lower() == "user-agent":
            for_all = value == "*" or (for_all and naming)
            naming = True
        elif key:
            naming = False if key.lower() in ("allow", "disallow") else naming
            if for_all and key.lower() == "disallow" and value:
                yield value


class Listed(NamedTuple):
    """An entry of a sitemap: an address, and the same page in other languages."""

    url: str
    versions: dict[str, str]


@dataclass(frozen=True)
class Sitemap:
    """`pages` that it lists; `maps`: further sitemaps, of an index."""

    pages: tuple[Listed, ...] = ()
    maps: tuple[str, ...] = ()


@dataclass
class _Read:
    pages: list[Listed] = field(default_factory=list)
    maps: list[str] = field(default_factory=list)


def read_sitemap(content: bytes) -> Sitemap:
    """A sitemap or an index of sitemaps, packed or not; what is neither lists nothing. Read as text: no entity is resolved."""
    read = _Read()
    pieces = _ENTRY.split(_unpacked(content).decode("utf-8", "replace"))
    for inner, kind in zip(pieces[::2], pieces[1::2], strict=False):  # what stands behind the last entry is none
        if not (location := _LOCATION.search(inner)) or len(read.pages) >= MOST_LISTED:
            continue
        url = html.unescape(location[1])
        if kind.lower() == "sitemap":
            read.maps.append(url)
        else:
            read.pages.append(Listed(url, dict(_versions(inner))))
    return Sitemap(tuple(read.pages), tuple(read.maps))


def _versions(entry: str) -> Iterator[tuple[str, str]]:
    for inner in _VERSION.findall(entry):
        said = {name.lower(): html.unescape(value) for name, value in _ATTRIBUTE.findall(inner)}
        if said.get("hreflang", "x-default").lower() != "x-default" and said.get("href"):
            yield said["hreflang"].lower()[:2], said["href"]


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(_GZIP):
        return content[:LARGEST_MAP]
    try:
        return zlib.decompressobj(wbits=31).decompress(content, LARGEST_MAP)
    except zlib.error:
        return b""

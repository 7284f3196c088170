"""The key of a staging shop: a header or a cookie that every request to the shop's own host carries, and no other request.

A browser would take such a header along when it is redirected to another host. So no browser knows it: the egress gate adds it
to each request on its way. For that it ends the browser's TLS, under a certificate made for this run, and begins its own.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from shopper.errors import UsageError
from shopper.hosts import plain_host
from shopper.model import Shop


@dataclass(frozen=True)
class StagingKey:
    """What opens the staging shop `own`, its host without `www.`, and the names below it. `open`: it speaks plain HTTP."""

    own: str
    open: bool
    header: Mapping[str, str] = field(default_factory=dict, repr=False)
    cookie: tuple[str, str] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, shop: Shop, look_up: Callable[[str], str]) -> StagingKey | None:
        """The key that a shop's file asks for; None if it needs none. `look_up` knows what `${secret:NAME}` stands for.

        Raises UsageError for a secret that is not set, or that no header can hold.
        """
        header, cookie = shop.sign_in.get("header", {}), shop.sign_in.get("cookie", {})
        if not (header or cookie):
            return None
        url = urlsplit(shop.url)
        return cls(
            own=plain_host(url.hostname or "").removeprefix("www."),
            open=url.scheme == "http",
            header={name: _line(value, look_up) for name, value in header.items()},
            cookie=(cookie["name"], _line(cookie["value"], look_up)) if cookie else None,
        )

    def fits(self, host: str, *, tls: bool) -> bool:
        """Whether requests to this host carry the key. Where the shop speaks TLS, nothing is told without it."""
        return (tls or self.open) and (host == self.own or host.endswith(f".{self.own}"))

    def added_to(self, head: bytes) -> bytes:
        """The head of a request (lower-case names, origin form) with the key in it."""
        first, *lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
        fields = dict(line.split(b": ", 1) for line in lines)
        fields |= {name.lower().encode(): value.encode() for name, value in self.header.items()}
        if self.cookie:
            sent = [pair for pair in fields.get(b"cookie", b"").split(b"; ") if pair]
            name, value = (text.encode() for text in self.cookie)
            kept = [pair for pair in sent if not pair.startswith(name + b"=")]
            fields[b"cookie"] = b"; ".join([*kept, name + b"=" + value])
        return b"\r\n".join([first, *(name + b": " + value for name, value in fields.items()), b"", b""])


def _line(reference: str, look_up: Callable[[str], str]) -> str:
    value = look_up(reference).strip()
    if not value.isprintable():
        raise UsageError(f"{reference} is more than one line of text", remedy="Store the bare key, without line breaks.")
    return value


@cache
def own_tls() -> ssl.SSLContext:
    """What the gate shows a browser in the place of any host: a certificate of this process, which no name has to fit."""
    try:
        import trustme
    except ModuleNotFoundError:
        raise UsageError(
            "a staging key in a header or a cookie needs the package `trustme`", remedy="pip install 'mystery-shopper[staging]'"
        ) from None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("egress.invalid").configure_cert(context)
    return context


def their_tls(*, verified: bool) -> ssl.SSLContext:
    """How the gate speaks to a host: with a certificate that can be trusted, unless it is the practice shop's."""
    context = ssl.create_default_context()
    if not verified:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context

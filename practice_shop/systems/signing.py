"""DKIM (RFC 6376): every system of a tenant signs with a key of its own, and the keys are published as DNS would."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterable, Iterator, Mapping
from email.message import EmailMessage
from functools import cache

import dkim
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

_SIGNED = b"From To Subject Date Message-ID Reply-To In-Reply-To References MIME-Version Content-Type Auto-Submitted".split()
_making = threading.Lock()


def signed(message: EmailMessage) -> bytes:
    """The mail as it goes over the wire, signed by the system whose host wrote its Message-ID: `@SELECTOR.DOMAIN`.

    Takes some 10 ms, and a tenth of a second where the system's key has to be made first: no work for an event loop.
    """
    selector, _, domain = message["Message-ID"].rpartition("@")[2].rstrip(">").partition(".")
    content = message.as_bytes()
    present = [name for name in _SIGNED if name.decode() in message]
    signature = dkim.sign(
        content,
        selector.encode(),
        domain.encode(),
        _private_pem(_key(selector, domain)),
        canonicalize=(b"relaxed", b"relaxed"),
        include_headers=present,
    )
    return bytes(signature) + content


class Dns(Mapping[str, str]):
    """The TXT records of sending hosts (`SELECTOR.DOMAIN`), by name, without the dot at the end."""

    def __init__(self, hosts: Iterable[str]) -> None:
        parts = (host.partition(".") for host in hosts)
        self._senders = {f"{selector}._domainkey.{domain}": (selector, domain) for selector, _, domain in parts}

    def __getitem__(self, name: str) -> str:
        public = _key(*self._senders[name]).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"

    def __iter__(self) -> Iterator[str]:
        return iter(self._senders)

    def __len__(self) -> int:
        return len(self._senders)


def _key(selector: str, domain: str) -> rsa.RSAPrivateKey:
    """A system's key: made when it is first asked for, then kept for this process."""
    with _making:  # two mails at once must not make two keys
        return _make(selector, domain)


@cache
def _make(selector: str, domain: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def _private_pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())

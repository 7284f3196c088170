"""What a receiving server finds out about a mail's sender, and writes on top of it: Authentication-Results (RFC 8601).

SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489) are worked out for real, from the records that the practice shops publish.
"""

from __future__ import annotations

import email.utils
import ipaddress
import re
from collections.abc import Iterator, Mapping
from email.message import Message
from email.parser import BytesHeaderParser

import dkim

POLICY = "v=DMARC1; p=reject"
"""The DMARC record that the practice shops publish. Alignment is relaxed, as it is where a record does not say."""

_MOST_SIGNATURES = 5
_SEPARATOR = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"(?m)^(?P<name>[!-9;-~]+)[ \t]*:.*(?:\r?\n[ \t].*)*(?:\r?\n|\Z)")


class Records(Mapping[str, str]):
    """The TXT records of several publishers, by name without the dot at the end. Each is asked only for what is looked up: a
    key is made when somebody wants it."""

    def __init__(self, *publishers: Mapping[str, str]) -> None:
        self._publishers = list(publishers)

    def add(self, publisher: Mapping[str, str]) -> None:
        self._publishers.append(publisher)

    def __getitem__(self, name: str) -> str:
        for publisher in self._publishers:
            if (record := publisher.get(name)) is not None:
                return record
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for publisher in self._publishers for name in publisher)

    def __len__(self) -> int:
        return sum(map(len, self._publishers))


def sender_policy(network: str) -> str:
    """The SPF record of a domain whose mails come from one network alone."""
    return f"v=spf1 ip4:{network} -all"


def without_results_of(server: str, content: bytes) -> bytes:
    """A mail without the Authentication-Results that came with it in this server's name: anybody can write those (5)."""
    end = found.start() if (found := _SEPARATOR.search(content)) else len(content)

    def kept(field: re.Match[bytes]) -> bytes:
        name, _, value = field[0].partition(b":")
        claims = name.strip().lower() == b"authentication-results" and re.match(rb"\s*([^\s;]+)", value)
        return b"" if claims and claims[1].lower() == server.lower().encode() else field[0]

    return _FIELD.sub(kept, content[:end]) + content[end:]


def results(content: bytes, *, server: str, peer: str, helo: str, sender: str, records: Mapping[str, str]) -> str:
    """The field's value, a line for each method. `peer` is the IP address that the mail came from, `sender` the one on the
    envelope (empty: SPF asks for `helo`), `records` the TXT records by name."""
    domain = (sender.rpartition("@")[2] if sender else helo).lower()
    identity = f"smtp.mailfrom={_word(sender)}" if sender else f"smtp.helo={_word(helo)}"
    spf = _spf(domain, peer, records)
    signatures = _signatures(content, records)
    author = _author(content)
    aligned = [found for found, outcome in signatures if outcome == "pass"] + ([domain] if spf == "pass" else [])
    policy = next((name for name in _upwards(author) if f"_dmarc.{name}" in records), "")
    dmarc = ("pass" if any(_same(found, policy) for found in aligned) else "fail") if policy else "none"
    lines = [
        f"spf={spf} {identity}",
        *(f"dkim={outcome} header.d={found}" for found, outcome in signatures),
        *([] if signatures else ["dkim=none"]),
        f"dmarc={dmarc} header.from={author}" if author else "dmarc=none",
    ]
    return ";\r\n\t".join([server, *lines])


def _word(text: str) -> str:
    """A property's value: bare, or quoted where it holds more than letters, digits and the like."""
    return text if re.fullmatch(r"[\w.@+=-]+", text) else '"' + re.sub(r'["\\]', "", text) + '"'


def _spf(domain: str, peer: str, records: Mapping[str, str]) -> str:
    record = records.get(domain, "")
    if not record.startswith("v=spf1 "):
        return "none"
    networks = [ipaddress.ip_network(word.removeprefix("ip4:")) for word in record.split() if word.startswith("ip4:")]
    return "pass" if any(ipaddress.ip_address(peer) in network for network in networks) else "fail"


def _signatures(content: bytes, records: Mapping[str, str]) -> list[tuple[str, str]]:
    """(domain, result) of each DKIM signature, from the top."""

    def txt(name: bytes, timeout: int = 5) -> bytes | None:
        record = records.get(name.decode("ascii", "replace").rstrip("."))
        return record.encode() if record else None

    found: list[tuple[str, str]] = []
    for value in (_headers(content).get_all("DKIM-Signature") or [])[:_MOST_SIGNATURES]:
        claimed = re.search(r"(?:^|;)\s*d\s*=\s*([\w.-]+)", str(value), re.ASCII)
        try:
            outcome = "pass" if dkim.DKIM(content).verify(len(found), dnsfunc=txt) else "fail"
        except Exception:  # dkimpy's ways to give up on a damaged signature are many
            outcome = "permerror"
        found.append((claimed[1].lower() if claimed else "unknown", outcome))
    return found


def _author(content: bytes) -> str:
    """The domain in From; empty without one."""
    _, address = email.utils.parseaddr(str(_headers(content).get("From", "")))
    return re.sub(r"[^a-z0-9_.-]", "", address.rpartition("@")[2].lower())


def _headers(content: bytes) -> Message:
    end = found.start() if (found := _SEPARATOR.search(content)) else len(content)
    return BytesHeaderParser().parsebytes(content[:end])


def _upwards(domain: str) -> list[str]:
    """The domain, and those above it that still have a dot."""
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def _same(domain: str, policy: str) -> bool:
    """Relaxed alignment: it is the domain that publishes the policy, or one below it."""
    return domain == policy or domain.endswith(f".{policy}")

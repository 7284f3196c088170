"""What proves who sent a mail: its DKIM signatures, and what the mailbox's own server found out about it (RFC 8601).

What any other server says in a mail's headers, its sender may have written himself: only the topmost header counts, and only
by the name that the mailbox's file gives as its server's.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from shopper.model import Authentication, Evidence, Mail, Shop
from shopper.reading.domains import domain_of, same_owner

State = Literal["pass", "fail", "weak", "none", "unknown"]
"""`none`: there is nothing to be proved (no signature, no published rule). `weak`: neither good nor bad, says the server."""

_STATES: dict[str, State] = {
    "pass": "pass",
    "fail": "fail",
    "hardfail": "fail",
    "permerror": "fail",
    "softfail": "weak",
    "neutral": "weak",
    "policy": "weak",
    "none": "none",
}


class Proof(NamedTuple):
    """What became of one way of proving a sender. `domains` are those that it passed, or failed, for."""

    state: State
    domains: tuple[str, ...] = ()
    reason: str = ""


def dkim_of(mail: Mail, visit: Evidence) -> Proof:
    """What is known of a mail's signatures. One that holds is enough, whoever found that out: on its way into a mailbox a mail
    may be written anew, so that what held for the server holds no more for its bytes."""
    told = server_s_word(mail, visit, "dkim")
    holds = [one.domain for one in mail.signatures if one.outcome == "pass"]
    holds += [signing_domain(one) for one in told if one.result == "pass"]
    if holds:
        return Proof("pass", tuple(dict.fromkeys(holds)))
    if failed := [one for one in mail.signatures if one.outcome == "fail"]:
        return Proof("fail", tuple(dict.fromkeys(one.domain for one in failed)), failed[0].reason)
    for state in ("fail", "weak"):
        if named := [one for one in told if _STATES.get(one.result) == state]:
            return Proof(state, tuple(dict.fromkeys(map(signing_domain, named))), f"dkim={named[0].result}")
    if mail.signatures or "dkim-signature" in mail.reading.headers:
        return Proof("unknown", reason=next((one.reason for one in mail.signatures if one.reason), ""))
    return Proof("none" if mail.reading.headers or told else "unknown")


def spf_of(mail: Mail, visit: Evidence) -> Proof:
    """Whether the domain on the envelope lets the server send that brought the mail, as the mailbox's own server found."""
    told = server_s_word(mail, visit, "spf")
    if not told:
        return Proof("unknown")
    said = told[0].properties.get("smtp.mailfrom") or told[0].properties.get("smtp.helo") or mail.reading.envelope_sender
    domain = domain_of(said) or said.casefold()
    return Proof(_STATES.get(told[0].result, "unknown"), (domain,) if domain else (), f"spf={told[0].result}")


def dmarc_of(mail: Mail, visit: Evidence) -> Proof:
    """Whether a signature, or the envelope, proves the very domain that the customer reads as the sender (RFC 7489, 3.1).

    The mailbox's server may have said so; else what it said of DKIM and SPF tells, and what this tool found of the signatures.
    `domains` are those that were proved instead.
    """
    sender = domain_of(mail.reading.sender)
    told = server_s_word(mail, visit, "dmarc")
    if told and told[0].result in ("pass", "bestguesspass", "fail"):
        aligned: State = "fail" if told[0].result == "fail" else "pass"
        return Proof(aligned, _proved(mail, visit), f"dmarc={told[0].result}")
    proved = _proved(mail, visit)
    if any(same_owner(domain, sender) for domain in proved):
        return Proof("pass", proved)
    known = dkim_of(mail, visit).state != "unknown" and spf_of(mail, visit).state != "unknown"
    return Proof("fail" if known else "unknown", proved)


def server_s_word(mail: Mail, visit: Evidence, method: str) -> list[Authentication]:
    """What the mailbox's own server wrote down about a mail by this method; nothing if its name is not known."""
    own = visit.authserv_id.casefold()
    results = mail.reading.authentication
    return [one for one in results if own and one.topmost and one.server.casefold() == own and one.method == method]


def signing_domain(result: Authentication) -> str:
    """The domain of a DKIM result: `header.d`, or that of `header.i`."""
    properties = result.properties
    return (properties.get("header.d") or domain_of(properties.get("header.i", ""))).casefold()


def sends_for(domain: str, shop: Shop) -> bool:
    """Whether a mail domain is one of the shop's, of its declared senders, or of its partners."""
    known = [kind.sender.rpartition("@")[2] for kind in shop.mails.values()]
    known += [kind.dkim for kind in shop.mails.values() if kind.dkim]
    return any(same_owner(domain, one.removeprefix("*.").removeprefix("*@")) for one in (*known, *shop.partners, *shop.hosts))


def _proved(mail: Mail, visit: Evidence) -> tuple[str, ...]:
    dkim, spf = dkim_of(mail, visit), spf_of(mail, visit)
    return tuple(domain for proof in (dkim, spf) if proof.state == "pass" for domain in proof.domains)

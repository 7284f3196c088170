"""Where an address leads: its redirects are followed one by one, each only where it may be. One way for all links."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Literal, NamedTuple
from urllib.parse import urljoin

from shopper.egress import FAILED, REFUSED, EgressGate
from shopper.model import Link, LinkProbe
from shopper.reading.links import acts

MOST_HOPS = 20
"""Redirects after which browsers give up (Fetch Standard, 4.4)."""
_ONCE_MORE = 2  # a page may send a visitor back to itself once, to see whether she keeps cookies

May = Callable[[str], bool]


class Answer(NamedTuple):
    """What an address answered: a status, and where it redirects to; `target` is empty if nowhere. `refused`, `failed`: the
    egress gate answered in its stead, for this reason."""

    status: int | None
    target: str = ""
    refused: str = ""
    failed: str = ""


def answer_of(url: str, status: int, headers: Mapping[str, str]) -> Answer:
    """What a response says; `headers`: lower-case name → value."""
    refused, failed = headers.get(REFUSED.lower(), ""), headers.get(FAILED.lower(), "")
    return Answer(status, target_of(url, status, headers.get("location")), refused, failed)


def target_of(url: str, status: int, location: str | None) -> str:
    """The absolute address that an answer redirects to (RFC 9110, 15.4); empty if it does not."""
    if not 300 <= status < 400 or not location:
        return ""
    try:
        return urljoin(url, location)
    except ValueError:
        return location


def may_follow(gate: EgressGate) -> May:
    """Whether a redirect may be followed: to an address that the gate lets through, and that does not act."""
    return lambda href: gate.allows(href) and not acts(Link(text="", href=href))


async def follow(href: str, ask: Callable[[str], Awaitable[Answer]], may: May) -> LinkProbe:
    """Ask for an address, then for what it redirects to, as far as that may be asked for. Raises what `ask` raises."""
    trail = [href]
    while True:
        answer = await ask(trail[-1])
        if answer.refused or answer.failed:
            outcome: Literal["refused", "unreachable"] = "refused" if answer.refused else "unreachable"
            reason = answer.refused or answer.failed
            return LinkProbe(href=href, outcome=outcome, reason=reason, url=trail[-1], redirects=tuple(trail[1:-1]))
        if not answer.target:
            return LinkProbe(href=href, outcome="opened", status=answer.status, url=trail[-1], redirects=tuple(trail[1:-1]))
        trail.append(answer.target)
        told = {"href": href, "url": answer.target, "redirects": tuple(trail[1:-1])}
        if not may(answer.target):
            reason = "it redirects to an address that acts, or that is not one of the shop's"
            return LinkProbe(outcome="not_opened", reason=reason, **told)
        if trail.count(answer.target) > _ONCE_MORE:
            return LinkProbe(outcome="unreachable", reason="it redirects in a circle", **told)
        if len(trail) > MOST_HOPS:
            return LinkProbe(outcome="unreachable", reason=f"it redirects more than {MOST_HOPS - 1} times", **told)

"""A link in a mail is sent on again and again.

## What it checks
Through how many addresses each link of a mail led before a page opened: it fails for more than three redirects, and
for a chain that never ends. What counts clicks, adds `https:` and `www.`, and finds the language, needs three at
most.

## Why it matters
Each redirect costs a phone in a tunnel half a second and is one more thing that can break. Privacy tools cut long
chains off, and some programs give up: then the link is dead for some customers and fine for everybody who tests it.

## How to fix
Let the template hold the address at which the chain ends. Join the rules for `https:`, `www.` and the language into
one, and look for two that undo each other where it goes round in circles.

## Example
“The shipping notice sends “Track your parcel” through 5 redirects before a page opens.” Two click counters, one after
the other, stood before an address that then added `https:`, `www.` and the language one by one.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Link, LinkProbe, Mail, Outcome, Verdict, check
from shopper.reading.links import link_name, stable_name, web_links
from shopper.reading.naming import mail_about, mail_name, mail_owner

_MOST = 3
_ENDLESS = ("in a circle", "redirects more than", "redirects without end", "TOO_MANY_REDIRECTS", "REDIRECT_LOOP")


@check(
    title="Links lead straight to their page",
    failure="A link is sent on again and again",
    category="ease",
    impact="minor",
    serves=["0-14", "0-42"],
)
def redirect_chain(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if mail.solicited and mail.probes:
            yield from _judge(mail, visit)


def _judge(mail: Mail, visit: Evidence) -> Iterator[Verdict]:
    links = {link.href: link for link in web_links(mail.reading)}
    asked = [(links[probe.href], probe) for probe in mail.probes if probe.href in links]
    followed = [(link, probe) for link, probe in asked if probe.outcome == "opened" or _is_endless(probe)]
    long = [(link, probe) for link, probe in followed if _is_endless(probe) or _redirects(probe) > _MOST]
    for link, probe in long:
        much = (
            "round in circles without end"
            if _is_endless(probe)
            else f"through {_redirects(probe)} redirects before a page opens"
        )
        yield _verdict(mail, visit, Outcome.FAIL, f"sends “{link_name(link)}” {much}", much, link)
    if followed and not long:
        most = max(_redirects(probe) for _, probe in followed)
        yield _verdict(mail, visit, Outcome.PASS, f"leads to its pages through {most} redirects at most", f"{most} redirects")


def _redirects(probe: LinkProbe) -> int:
    return len(probe.redirects) + (1 if probe.redirects or probe.url.rstrip("/") != probe.href.rstrip("/") else 0)


def _is_endless(probe: LinkProbe) -> bool:
    return probe.outcome == "unreachable" and any(words in probe.reason for words in _ENDLESS)


def _verdict(mail: Mail, visit: Evidence, outcome: Outcome, said: str, actual: str, link: Link | None = None) -> Verdict:
    return Verdict(
        outcome=outcome,
        sentence=f"{mail_name(mail, visit.plan.shop)} {said}.",
        expected=f"{_MOST} redirects at most",
        actual=actual,
        about=f"{mail_about(mail)}: {stable_name(link)}" if link else mail_about(mail),
        owner=mail_owner(mail, visit.plan.shop),
        evidence=(f"mail:{mail.id}",),
    )

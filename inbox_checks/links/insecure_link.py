"""A link in a mail opens a page without encryption.

## What it checks
Every visible link to an `http:` address. It fails if the host is one of the shop's own, of its trackers' or of its
senders', and the address holds a key or number of the customer's, or the page did not move on to `https:` by itself.
A bare address that does move on, and links to other people's sites, go to a person. Private hosts are private-link's
matter.

## Why it matters
Whoever shares the café's network reads along: the key in the address opens her order to him as well. Browsers warn of
such pages in red, just where the shop wants to be trusted.

## How to fix
Write `https:` into the setting that holds the shop's address and into the templates; search them for `http://`.
Redirecting is no remedy: the address has crossed the network by then.

## Example
“The invoice links “Xem đơn hàng” to http://www.gomsen.test/vi/don-hang/…, which is not encrypted and holds a key of
hers.” The ERP had the shop's address from before its move to https.
"""

from shopper import Evidence, Findings, Link, Mail, Outcome, Verdict, check
from shopper.reading.domains import is_the_shops_host, private_place
from shopper.reading.links import host_of, is_for_her_alone, link_name, place_of, stable_name, web_links
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.signatures import sends_for


@check(
    title="Links in mails are encrypted",
    failure="A link is not encrypted",
    category="process",
    impact="moderate",
    serves=["3-07", "4-08"],
)
def insecure_link(visit: Evidence) -> Findings:
    for mail in visit.mails:
        links = web_links(mail.reading) if mail.solicited else []
        plain = [link for link in links if link.href.startswith("http://") and not private_place(link.href, visit.plan.shop)]
        for link in plain:
            outcome, said = _judge(link, mail, visit)
            yield _verdict(mail, visit, outcome, said, link)
        if links and not plain:
            yield _verdict(mail, visit, Outcome.PASS, "encrypted pages only")


def _judge(link: Link, mail: Mail, visit: Evidence) -> tuple[Outcome, str]:
    host = host_of(link.href)
    if not is_the_shops_host(host, visit.plan.shop) and not sends_for(host, visit.plan.shop):
        return Outcome.REVIEW, "which is not encrypted and belongs to somebody else"
    if is_for_her_alone(link.href):
        return Outcome.FAIL, "which is not encrypted and holds a key or number of hers"
    moved = any(probe.href == link.href and probe.url.startswith("https://") for probe in mail.probes)
    return (Outcome.REVIEW, "which moves on to https by itself") if moved else (Outcome.FAIL, "which is not encrypted")


def _verdict(mail: Mail, visit: Evidence, outcome: Outcome, said: str, link: Link | None = None) -> Verdict:
    name = mail_name(mail, visit.plan.shop)
    return Verdict(
        outcome=outcome,
        sentence=f"{name} links “{link_name(link)}” to http://{place_of(link.href)}, {said}."
        if link
        else f"{name} links to {said}.",
        expected="an address with https",
        actual=link.href if link else said,
        about=f"{mail_about(mail)}: {stable_name(link)}" if link else mail_about(mail),
        owner=mail_owner(mail, visit.plan.shop),
        evidence=(f"mail:{mail.id}",),
    )

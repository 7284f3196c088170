"""A link in a mail leads to a place that customers cannot reach.

## What it checks
The host of every visible link in the shop's mails. It fails for the reader's own computer (`localhost`), addresses of
private networks, names that only a company's own network knows (`.local`, `.internal`, a name without a dot), names
that stand for one still to be filled in (`example.com`), and staging systems (`staging.`, `uat.`, `dev.`). A bare
network address and what may be a test system (`test.`, `demo.`) go to a person. Hosts that the shop's file lists are
its own.

## Why it matters
For the person who wrote the template the link works; for every customer it is dead, or shows a system full of test
orders. Whoever attacks the shop learns what its machines are called.

## How to fix
Take the address of the shop from one setting, and set it where the mails are really made: the queue worker and the
cron job have a configuration of their own. Send a mail of each kind from the live system to an address outside, and
open its links.

## Example
“The invoice links “View the invoice online” to http://erp.internal:8069/my/invoices/412: a name that only a company's
own network knows.” The ERP builds addresses from its own host name, since `web.base.url` had been reset by an update.
"""

from shopper import Evidence, Findings, Link, Mail, Outcome, Verdict, check
from shopper.reading.domains import private_place
from shopper.reading.links import link_name, stable_name, web_links
from shopper.reading.naming import mail_about, mail_name, mail_owner


@check(
    title="Links lead where customers can go",
    failure="A link leads into a private network",
    category="ease",
    impact="serious",
    serves=["0-14", "0-42", "4-04"],
)
def private_link(visit: Evidence) -> Findings:
    for mail in visit.mails:
        links = web_links(mail.reading) if mail.solicited else []
        private = {link: found for link in links if (found := private_place(link.href, visit.plan.shop))}
        for link, (is_sure, place) in private.items():
            yield _verdict(mail, visit, link, Outcome.FAIL if is_sure else Outcome.REVIEW, place)
        if links and not private:
            yield _verdict(mail, visit, None, Outcome.PASS, "public hosts")


def _verdict(mail: Mail, visit: Evidence, link: Link | None, outcome: Outcome, place: str) -> Verdict:
    name = mail_name(mail, visit.plan.shop)
    return Verdict(
        outcome=outcome,
        sentence=f"{name} links “{link_name(link)}” to {link.href}: {place}." if link else f"{name} links to {place} only.",
        expected="a host that customers reach",
        actual=f"{link.href} ({place})" if link else place,
        about=f"{mail_about(mail)}: {stable_name(link)}" if link else mail_about(mail),
        owner=mail_owner(mail, visit.plan.shop),
        evidence=(f"mail:{mail.id}",),
    )

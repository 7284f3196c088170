"""A link in a mail hides behind an address shortener.

## What it checks
The hosts of all visible links, against the well-known services that shorten addresses for anybody (bit.ly,
tinyurl.com, shorturl.at …). It fails for those; a short domain of the shop's own, listed in its file under `hosts` or
`trackers`, is none.

## Why it matters
Nobody can see where the link leads, so careful customers do not click, and filters count such links as a sign of
fraud. When the service closes or the account is not paid for, every mail ever sent is broken at once.

## How to fix
Put the full address behind the words of the link; nobody reads it there, so it need not be short. To count clicks,
use a host below your own domain.

## Example
“The shipping notice links “Theo dõi kiện hàng” to bit.ly, which says nothing about where it leads.” The text had been
written for text messages, where every letter counts, and was then used for mails as well.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.domains import is_the_shops_host, registrable
from shopper.reading.links import host_of, link_name, web_links
from shopper.reading.mailing import SHORTENERS
from shopper.reading.naming import mail_about, mail_name, mail_owner


@check(
    title="Links show where they lead",
    failure="A link hides behind a shortener",
    category="transparency",
    impact="moderate",
    serves=["4-08", "4-09"],
)
def link_shortener(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        links = web_links(mail.reading) if mail.solicited else []
        if not links:
            continue
        hosts = {registrable(host_of(link.href)): link for link in reversed(links)}
        short = [host for host in hosts if host in SHORTENERS and not is_the_shops_host(host, shop)]
        said = "links to addresses that show where they lead"
        if short:
            words = link_name(hosts[short[0]])
            said = f"links “{words}” to {' and '.join(short)}, which says nothing about where it leads"
        yield Verdict(
            outcome=Outcome.FAIL if short else Outcome.PASS,
            sentence=f"{mail_name(mail, shop)} {said}.",
            expected="no shortener",
            actual=" and ".join(short) or "none",
            about=mail_about(mail),
            owner=mail_owner(mail, shop),
            evidence=(f"mail:{mail.id}",),
        )

"""A link in a mail leads nowhere.

## What it checks
Where the links of every mail led when they were opened in a browser right after the mail came, without
following any that would act (unsubscribe, cancel, confirm, pay). It fails for 404 and 410, and for server
errors and hosts that did not answer when tried twice. Refusals such as 403 and 429 and bot challenges prove
nothing; hosts that the shop's file does not list are not opened.

## Why it matters
The link in the mail is the customer's only thread back to her order. When it breaks, self-service ends and a
call begins.

## How to fix
Open the link from the evidence. Look for an address that was built from a test host, an identifier that the
target does not know yet, a path that was renamed without a redirect, or a link that expires before the mail
is read.

## Example
“The shipping notice links to “Track your parcel”, which answered 404 (not there).” The dispatch desk had cut the tracking
number off after twelve letters; the carrier's have thirteen.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Mail, Verdict, check
from shopper.reading.links import place_of
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.probed import result_of
from shopper.reading.text import normal


@check(
    title="Every link in a mail leads somewhere",
    failure="A link in a mail is broken",
    category="ease",
    impact="serious",
    serves=["0-14", "0-42", "4-04"],
)
def broken_mail_link(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if mail.solicited:
            yield from _judge(mail, visit)


def _judge(mail: Mail, visit: Evidence) -> Iterator[Verdict]:
    words = {link.href: normal(link.text) for link in reversed(mail.reading.links) if link.text.strip()}
    judged: set[str] = set()
    for probe in mail.probes:
        name = words.get(probe.href) or place_of(probe.href)
        if (what := result_of(probe)) is None or name in judged:
            continue
        judged.add(name)
        outcome, actual = what
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(mail, visit.plan.shop)} links to “{name}”, which {actual}.",
            expected="a page that opens",
            actual=f"{probe.href} {actual}",
            about=f"{mail_about(mail)}: {name}",
            owner=mail_owner(mail, visit.plan.shop),
            evidence=(f"mail:{mail.id}", *((probe.picture.path,) if probe.picture else ())),
        )

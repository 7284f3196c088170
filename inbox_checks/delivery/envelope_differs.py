"""What cannot be delivered goes back to a stranger.

## What it checks
The sender on the envelope (Return-Path) of every mail of the shop, where bounces go, against the domain in From. The
same registered domain, an empty one (as automatic mails should have), and those of declared senders and partners
pass. A known mailing service's passes if it also signed in the shop's name. It fails for a stranger's domain that
does not vouch for the server that sent the mail (SPF did not pass); any other stranger's goes to a person.

## Why it matters
When a customer's address has a slip in it, the shop should hear of it; here a stranger does, or nobody. Mail programs
write "via …" beside the sender's name, and some customers take that for fraud.

## How to fix
Set the return address in the sending system to one below your own domain (`bounces.shop.com`), and let the mailing
service collect the bounces there. Declare partners in the shop's file under `partners`.

## Example
“Bounces of the order change go to relay91.test, a stranger.” The platform's test relay had been left in its settings
when a new version was rolled out.
"""

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.domains import domain_of, registrable, same_owner
from shopper.reading.mailing import MAILING_SERVICES
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.signatures import dkim_of, sends_for, spf_of


@check(
    title="Bounces go back to the shop",
    failure="Bounces go to a stranger",
    category="process",
    impact="minor",
    serves=["3-07", "4-09"],
)
def envelope_differs(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        if not mail.solicited or not mail.reading.envelope_sender:
            continue
        outcome, whose = _judge(mail, visit)
        domain = registrable(domain_of(mail.reading.envelope_sender))
        name = mail_name(mail, shop)
        yield Verdict(
            outcome=outcome,
            sentence=f"Bounces of {name[:1].lower() + name[1:]} go to {domain or 'nobody'}, {whose}.",
            expected=registrable(domain_of(mail.reading.sender)),
            actual=domain or "an empty return address",
            about=mail_about(mail),
            owner=mail_owner(mail, shop),
            evidence=(f"mail:{mail.id}",),
        )


def _judge(mail: Mail, visit: Evidence) -> tuple[Outcome, str]:
    back, sender = domain_of(mail.reading.envelope_sender), domain_of(mail.reading.sender)
    if not back:
        return Outcome.PASS, "as it should be with automatic mails"
    if same_owner(back, sender):
        return Outcome.PASS, "as the mail does"
    if sends_for(back, visit.plan.shop):
        return Outcome.PASS, "whom the shop's file names"
    if registrable(back) in MAILING_SERVICES:
        vouched = (
            any(same_owner(domain, sender) for domain in dkim_of(mail, visit).domains) and dkim_of(mail, visit).state == "pass"
        )
        return (Outcome.PASS if vouched else Outcome.REVIEW), "a mailing service"
    if spf_of(mail, visit).state in ("fail", "none"):
        return Outcome.FAIL, "a stranger who does not know the server that sent it"
    return Outcome.REVIEW, "whom the shop's file does not name"

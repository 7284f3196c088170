"""A mail was sent by a server that its return address does not allow.

## What it checks
What the mailbox's own server wrote down about SPF (RFC 7208) for every mail of the shop, in the topmost
Authentication-Results by the name that the mailbox's file gives (`authserv_id`). It fails if the domain on the
envelope forbids the server that brought the mail, or if its record cannot be used. A half-hearted no (`softfail`,
`neutral`) and a domain without a record go to a person. Where the server says nothing, nobody can tell.

## Why it matters
Mailbox providers count a failed check as a sign of forgery, and a mail without another proof of its sender ends in
the spam folder. Often it hits just the mails of the one system that was moved last.

## How to fix
Add the sending server, or the service's `include:`, to the SPF record of the domain that the reason names, and stay
below ten look-ups. Send a mail to a mailbox outside and read its Authentication-Results.

## Example
“The shipping notice was sent by a server that news.gomsen.test does not allow (spf=fail).” The dispatch desk used the
return address of the newsletters, from which the mailing service alone may send.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.signatures import spf_of

_SAID = {
    "pass": (Outcome.PASS, "allows"),
    "fail": (Outcome.FAIL, "does not allow"),
    "weak": (Outcome.REVIEW, "hardly allows"),
    "none": (Outcome.REVIEW, "says nothing about"),
    "unknown": (Outcome.CANT_TELL, "may or may not allow"),
}


@check(
    title="Mails are sent by servers that their domain allows",
    failure="A mail was sent by a server that its domain does not allow",
    category="process",
    impact="moderate",
    serves=["3-07"],
)
def spf_fails(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        if not mail.solicited:
            continue
        proof = spf_of(mail, visit)
        outcome, said = _SAID[proof.state]
        domain = next(iter(proof.domains), "its domain")
        noted = proof.reason or "the mailbox's own server does not say"
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(mail, shop)} was sent by a server that {domain} {said} ({noted}).",
            expected="spf=pass",
            actual=noted,
            about=mail_about(mail),
            owner=mail_owner(mail, shop),
            evidence=(f"mail:{mail.id}",),
        )

"""Nothing proves that a mail comes from the sender that the customer reads.

## What it checks
Every mail of the shop: whether a DKIM signature that holds, or an envelope that passed SPF, belongs to the same
registered domain as the address in From (relaxed alignment, RFC 7489). The mailbox's own server may have said so;
else what it found of DKIM and SPF tells, and what this tool found of the signatures. If too little of that is known,
nobody can tell.

## Why it matters
A mail that is signed, but by somebody else, proves nothing about the shop. Since 2024 Gmail and Yahoo refuse bulk
mail without alignment; where the shop publishes a strict policy, every server does. And anybody may write to its
customers in its name.

## How to fix
In the settings of the sending service, verify your own domain, so that it signs with it and uses a return address
below it. Then publish a DMARC record, read its reports for some weeks, and raise its policy to `quarantine`.

## Example
“The return label says that it comes from gomsen.test; what proves its sender is vanchuyen.test.” The returns desk had
moved to the carrier's mail relay, and nobody had set up the shop's own signature there.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.domains import domain_of, registrable
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.signatures import dmarc_of

_OUTCOMES = {"pass": Outcome.PASS, "fail": Outcome.FAIL}


@check(
    title="Every mail proves the sender that it shows",
    failure="A mail does not prove the sender that it shows",
    category="process",
    impact="serious",
    serves=["3-07", "4-09"],
)
def dmarc_unaligned(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        if not mail.solicited or not mail.reading.sender:
            continue
        proof, sender = dmarc_of(mail, visit), registrable(domain_of(mail.reading.sender))
        outcome = _OUTCOMES.get(proof.state, Outcome.CANT_TELL)
        proved = " and ".join(dict.fromkeys(proof.domains))
        said = f"what proves its sender is {proved}" if proved else "nothing proves its sender"
        if outcome is Outcome.CANT_TELL:
            said = "too little is known of its signatures and its envelope to prove it"
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(mail, shop)} says that it comes from {sender}; {said}.",
            expected=f"a signature or envelope of {sender}",
            actual=proved or ("unknown" if outcome is Outcome.CANT_TELL else "none"),
            about=mail_about(mail),
            owner=mail_owner(mail, shop),
            evidence=(f"mail:{mail.id}",),
        )

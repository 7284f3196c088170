"""An automatic answer does not say that it is one.

## What it checks
Mails of the kinds that the shop's file calls automatic answers (`reply: automatic`): it fails without an
`Auto-Submitted` header other than `no` (RFC 3834). A mail that says so in an older way only (`Precedence`,
`X-Autoreply`) goes to a person.

## Why it matters
A customer who is on holiday has an automatic answer of her own. Two machines that do not know each other's mails for
what they are thank each other through the night, and each mail opens a case. Nor can any tool tell how soon a person
answered.

## How to fix
Switch on the header in the help desk (`Auto-Submitted: auto-replied`), and leave the sender on the envelope empty, so
that nothing ever comes back to it.

## Example
“The acknowledgement does not say that a machine wrote it.” A new template had been set up as an ordinary
notification, for which the help desk adds no such header.
"""

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.waiting import reply_of

_OLD_WAYS = ("x-autoreply", "x-autorespond", "x-auto-response-suppress", "precedence")


@check(
    title="Automatic answers say that they are automatic",
    failure="An automatic answer does not say that it is one",
    category="process",
    impact="moderate",
    serves=["0-06", "3-07"],
)
def auto_reply_not_marked(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        if not mail.solicited or reply_of(mail.kind, shop) != "automatic":
            continue
        outcome, header = _judge(mail)
        said = "says" if outcome is Outcome.PASS else "does not say"
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(mail, shop)} {said} that a machine wrote it ({header}).",
            expected="Auto-Submitted: auto-replied",
            actual=header,
            about=mail_about(mail),
            owner=mail_owner(mail, shop),
            evidence=(f"mail:{mail.id}",),
        )


def _judge(mail: Mail) -> tuple[Outcome, str]:
    headers = mail.reading.headers
    if not headers:
        return Outcome.CANT_TELL, "its headers could not be read"
    said = " ".join(headers.get("auto-submitted", ())).strip()
    if said and said.partition(";")[0].strip().casefold() != "no":
        return Outcome.PASS, f"Auto-Submitted: {said}"
    old = next((name for name in _OLD_WAYS if name in headers), "")
    return (
        (Outcome.REVIEW, f"only {old}")
        if old
        else (Outcome.FAIL, f"Auto-Submitted: {said}" if said else "no Auto-Submitted header")
    )

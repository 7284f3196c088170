"""A mail's signature does not hold.

## What it checks
The DKIM signatures (RFC 6376) of every mail of the shop, tried on the bytes that arrived, and what the mailbox's own
server found out about them: one that holds is enough. It fails if none holds, and if a mail is unsigned, or signed by
others alone, although the shop's file says who signs mails of its kind (`dkim`). Other unsigned mails go to a person.
Where no key is at hand and the server's name is not known (`authserv_id`), nobody can tell. What may be a forgery
goes to a person.

## Why it matters
To the big mailbox providers a broken signature looks like a forgery. They put the mail into the spam folder or refuse
it, and the customer waits for a confirmation that the shop's system calls sent.

## How to fix
Find what changes the mail after it was signed: a gateway that adds a footer or a virus scanner's note, a relay that
breaks long lines. Sign at the last machine. If the reason names the key, publish it again under the selector that the
signature names.

## Example
“The signature of the shipping notice (gomsen.test) does not hold: body hash mismatch.” A gateway had begun to append
a legal notice to every mail that leaves the house, after the shop's system had signed it.
"""

from shopper import Evidence, Findings, Mail, Outcome, Shop, Verdict, check
from shopper.reading.domains import same_owner
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.signatures import Proof, dkim_of

_CANT_TELL = "could not be tried: neither its key nor the word of the mailbox's own server was at hand"


@check(
    title="Every mail's signature holds",
    failure="A mail's signature does not hold",
    category="process",
    impact="serious",
    serves=["0-40", "0-41", "0-42", "0-43", "3-07"],
)
def dkim_fails(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        wanted = _signer(mail, shop)
        if not (mail.solicited or wanted):
            continue
        outcome, said = _judge(dkim_of(mail, visit), wanted)
        if outcome is Outcome.FAIL and not mail.solicited:
            outcome, said = Outcome.REVIEW, f"{said}; it may be a forgery"
        yield Verdict(
            outcome=outcome,
            sentence=f"The signature of {_name(mail, visit)} {said}.",
            expected=f"a signature of {wanted} that holds" if wanted else "a signature that holds",
            actual=said,
            about=mail_about(mail),
            owner=mail_owner(mail, shop),
            evidence=(f"mail:{mail.id}",),
        )


def _signer(mail: Mail, shop: Shop) -> str:
    """Who signs such mails, by the shop's file: those of its kind, else, for a mail of no kind, those of its sender."""
    if mail.kind:
        return shop.mails[mail.kind].dkim if mail.kind in shop.mails else ""
    sender = mail.reading.sender.casefold()
    return next((kind.dkim for kind in shop.mails.values() if kind.dkim and kind.sender.casefold() == sender), "")


def _name(mail: Mail, visit: Evidence) -> str:
    name = mail_name(mail, visit.plan.shop)
    return name[:1].lower() + name[1:]


def _judge(proof: Proof, wanted: str) -> tuple[Outcome, str]:
    signed = f"({', '.join(proof.domains)}) " if proof.domains else ""
    if proof.state == "pass":
        if wanted and not any(same_owner(domain, wanted) for domain in proof.domains):
            return Outcome.FAIL, f"{signed}holds, but {wanted} did not sign it"
        return Outcome.PASS, f"{signed}holds"
    if proof.state == "none":
        return (Outcome.FAIL if wanted else Outcome.REVIEW), "is missing: nobody signed it"
    if proof.state == "unknown":
        return Outcome.CANT_TELL, _CANT_TELL
    why = f": {proof.reason}" if proof.reason else ""
    return (Outcome.FAIL if proof.state == "fail" else Outcome.REVIEW), f"{signed}does not hold{why}".rstrip(".")

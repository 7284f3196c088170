"""A mail leaves the customer with nothing that she could do.

## What it checks
Every mail of the shop: it fails if there is no link to open (unsubscribing is none), no phone number, no address to
write to, and an answer is refused, because it would go to a no-reply address or the text says that nobody reads it.
Where she can answer, she can go on. Answers that a person wrote are left out.

## Why it matters
She has a question about this very mail. A mail that she can neither answer nor follow sends her back to searching the
site for a contact, and her question arrives without its context.

## How to fix
Send from an address that somebody reads, or put a link to the order and a contact into the template. "Please do not
reply" needs a line after it that says where to write instead.

## Example
“The ready to ship has no link, no phone number and no address, and wants no answer.” The order management sends a bare text
from a no-reply address; its template had never been shown to the help desk.
"""

from shopper import Evidence, Findings, Link, Mail, Outcome, Verdict, check
from shopper.reading.contact import contact_in_text, is_contact, refuses_reply
from shopper.reading.links import role_of
from shopper.reading.mailing import invitation
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.text import normal, without_quotes
from shopper.reading.waiting import reply_of


@check(
    title="Every mail says how to go on",
    failure="A mail leads nowhere",
    category="ease",
    impact="serious",
    serves=["2-07", "4-04"],
)
def no_next_step(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    for mail in visit.mails:
        if not mail.solicited or reply_of(mail.kind, shop) == "human":
            continue
        way = _way_on(mail, visit)
        unread = not way and bool(mail.reading.problem)
        said = f"offers {way}" if way else f"has no link, no phone number and no address, and {_unanswerable(mail)}"
        yield Verdict(
            outcome=Outcome.PASS if way else Outcome.CANT_TELL if unread else Outcome.FAIL,
            sentence=f"{mail_name(mail, shop)} {said}.",
            expected="a link, a phone number, or an address that takes answers",
            actual=way or "none",
            about=mail_about(mail),
            owner=mail_owner(mail, shop),
            evidence=(f"mail:{mail.id}",),
        )


def _way_on(mail: Mail, visit: Evidence) -> str:
    """What the customer can do with this mail, in words; empty if nothing."""
    reading = mail.reading
    link = next((link for link in reading.links if link.visible and _leads_on(link)), None)
    if link:
        return f"the link “{normal(link.text) or link.href}”"
    written = contact_in_text(without_quotes(reading.text), own=(visit.address, visit.plan.persona.phone))
    if written:
        return written
    return "" if refuses_reply(reading) else "an answer to the mail itself"


def _unanswerable(mail: Mail) -> str:
    return "nobody reads the answer that it asks for" if invitation(mail.reading.text) else "wants no answer"


def _leads_on(link: Link) -> bool:
    if link.href.startswith(("http://", "https://")):
        return role_of(link) != "unsubscribe"
    return is_contact(link)

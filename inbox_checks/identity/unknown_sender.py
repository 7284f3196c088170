"""A mail came from a sender that the shop does not know.

## What it checks
The sender of every mail that reached this customer, against the senders that the shop's file declares. It fails for an
address of the shop's own domains that no kind of mail has, and for a stranger's that names the shop or this customer's
order. Any other stranger's goes to a person: the address was given to this shop alone. What the customer wrote herself
is left out.

## Why it matters
A mail from an address that the customer has never seen is deleted as fraud, or is fraud. Each further sender makes the
real ones harder to tell.

## How to fix
Find the system behind the address. If it is yours, declare it in the shop's file, give it the shop's name and its DKIM
key, or let it send by way of a system that has them. If it is not, find out who was given the customer's address.

## Example
"The mail “Did our answer help?” came from feedback@askwell-panel.example, a stranger who writes in the shop's name or about
this order." The surveys had been given to an agency, and the shop's own people did not know its address.
"""

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.comparing import bare_number, numbers
from shopper.reading.facts import stated_on_pages
from shopper.reading.links import is_listed
from shopper.reading.naming import mail_name
from shopper.reading.text import normal, plain_letters


@check(
    title="Every mail comes from a sender that the shop declares",
    failure="A mail came from an unknown sender",
    category="consistency",
    impact="moderate",
    serves=["0-38", "4-09"],
)
def unknown_sender(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    if not shop.mails:
        return
    senders = {mail.reading.sender.casefold(): mail for mail in reversed(visit.mails) if not _is_hers(mail, visit)}
    for sender, mail in sorted(senders.items()):
        outcome, who = _judge(mail, visit)
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(mail, shop)} came from {sender or 'nobody'}, {who}.",
            expected="a sender that the shop declares",
            actual=sender,
            about=sender,
            owner=mail.system or sender.rpartition("@")[2],
            evidence=(f"mail:{mail.id}",),
        )


def _is_hers(mail: Mail, visit: Evidence) -> bool:
    wrote = {letter.message_id.strip("<>") for letter in visit.letters if letter.message_id}
    return mail.reading.sender.casefold() == visit.address.casefold() or mail.reading.message_id.strip("<>") in wrote


def _judge(mail: Mail, visit: Evidence) -> tuple[Outcome, str]:
    shop, sender = visit.plan.shop, mail.reading.sender.casefold()
    domain = sender.rpartition("@")[2]
    if any(kind.sender.casefold() in (sender, f"*@{domain}") for kind in shop.mails.values()):
        return Outcome.PASS, "which the shop declares"
    if is_listed(domain, shop.hosts):
        return Outcome.FAIL, "an address of the shop that none of its mails is known by"
    if _names_us(mail, visit):
        return Outcome.FAIL, "a stranger who writes in the shop's name or about this order"
    return Outcome.REVIEW, "a stranger, though only this shop was given the address"


def _names_us(mail: Mail, visit: Evidence) -> bool:
    reading = mail.reading
    said = plain_letters(normal(f"{reading.sender_name}\n{reading.subject}\n{reading.text}"))
    names = {plain_letters(name) for name in (visit.plan.shop.name, visit.plan.shop.brand.name) if name}
    orders = {bare_number(number) for number in numbers(stated_on_pages(visit, "order.number"))}
    return any(name in said for name in names) or any(bare_number(word) in orders for word in said.split())

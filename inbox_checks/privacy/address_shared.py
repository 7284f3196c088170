"""A stranger writes to an address that only this shop was given.

## What it checks
The senders of all mails to this visit's address, which was made for it and given to nobody but the shop. It fails for
one that is neither the shop nor one of the senders and partners of its file, and that does not write in the shop's name
(unknown-sender's matter). Her own copies, and what mail servers say about mails that could not be delivered, are left
out.

## Why it matters
She told her address to one shop. If others write to it, the shop sold it, lost it, or let a service have it that lives
on such things; she will not tell the shop anything again.

## How to fix
Look which services get addresses from the shop (mailing, surveys, advertising, chat) and what their contracts allow. If
the sender is a service of yours, name it under `partners:` in the shop's file and in the privacy policy. If nobody
knows it, treat it as a breach.

## Example
"An address that only Gốm Sen was given got a mail from deals@sunny-offers.example." A tool for reviews had been allowed
to use the addresses for “offers of selected partners”.
"""

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.comparing import bare_number, numbers
from shopper.reading.domains import domain_of, same_owner
from shopper.reading.facts import stated_on_pages
from shopper.reading.senders import bare, is_hers, is_known, is_private, names_shop

_SERVERS = ("mailer-daemon", "postmaster")


@check(
    title="Her address stays with the shop",
    failure="Her address was passed on",
    category="process",
    impact="serious",
    serves=["3-07", "0-27"],
)
def address_shared(visit: Evidence) -> Findings:
    shop = visit.plan.shop
    if not visit.mails or not visit.address:
        return
    strangers = {mail.reading.sender.casefold(): mail for mail in reversed(visit.mails) if _is_a_stranger_s(mail, visit)}
    for sender, mail in sorted(strangers.items()):
        yield Verdict(
            outcome=Outcome.FAIL,
            sentence=f"An address that only {shop.name} was given got a mail from {sender}.",
            expected=f"mails of {shop.name} and its partners",
            actual=sender,
            about=domain_of(sender),
            owner=shop.name,
            evidence=(f"mail:{mail.id}",),
        )
    if not strangers:
        yield Verdict(
            outcome=Outcome.PASS,
            sentence=f"Nobody but {shop.name} and its partners wrote to the address.",
            expected=f"mails of {shop.name} and its partners",
            actual="no others",
            evidence=tuple(f"mail:{mail.id}" for mail in visit.mails),
        )


def _is_a_stranger_s(mail: Mail, visit: Evidence) -> bool:
    reading, shop = mail.reading, visit.plan.shop
    sender = reading.sender.casefold()
    if mail.solicited or not sender or is_hers(mail, visit) or is_known(sender, shop):
        return False
    from_her_mailbox = same_owner(domain_of(sender), domain_of(visit.address)) and not is_private(sender)
    if from_her_mailbox or sender.startswith(_SERVERS):
        return False
    return not _writes_for_the_shop(mail, visit)


def _writes_for_the_shop(mail: Mail, visit: Evidence) -> bool:
    reading = mail.reading
    said = f"{reading.sender_name}\n{reading.sender}\n{reading.subject}\n{reading.text[:20_000]}"
    orders = {bare_number(number) for number in numbers(stated_on_pages(visit, "order.number"))}
    return names_shop(said, visit.plan.shop) or any(number in bare(said) for number in orders)

"""A mail's sender goes by a name that is not the shop's.

## What it checks
The name beside the address of every mail that the shop's own systems send: it must name the shop, with or without
accents, alone or with more ("Gốm Sen Orders", "Linh from Gốm Sen"). It fails for a name that only says a task
("Orders", "Kundenservice"), and for another name where other mails of the visit do come from the shop. A person who
answers may sign with her own name alone where her mail names the shop; else that goes to a person. Names of before,
and those that a program was delivered with, are old-brand-name's and default-sender's matter.

## Why it matters
The sender's name is what she reads first, and often all she reads. A mail from "Order Management" is left unopened
among the newsletters, and the question where the order is comes to you instead.

## How to fix
Give every system that sends in your name the same sender name: your shop's, as customers know it. What the mail is
about belongs in its subject.

## Example
"The ready to ship comes from “Order Management”, which does not say Gốm Sen." The packing software had been set up with
the name of its own department, and nobody had looked at its mails in an inbox.
"""

import re

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.defaults import default_sender
from shopper.reading.naming import on_mail, quoted
from shopper.reading.senders import bare, names_shop, own_mails
from shopper.reading.text import plain_letters
from shopper.reading.waiting import reply_of

_TASKS = re.compile(
    r"(?:orders?|order (?:management|desk|team)|sales|shop|store|online ?shop|info|service|support|customer (?:service|care"
    r"|support)"
    r"|shipping|dispatch|delivery|logistics|accounts?|accounting|billing|invoices?|warehouse|system|mailer|notifications?"
    r"|no[- ]?reply|do[- ]not[- ]reply|webshop|kundenservice|kundendienst|versand|buchhaltung|rechnung(?:en)?|bestell(?:ung"
    r"|ungen)"
    r"|lager|service clients?|commandes?|livraison|expedition|facturation|boutique|atencion al cliente|pedidos|envios|tienda"
    r"|don hang|dat hang|cham soc khach hang|cskh|kho(?: hang)?|giao hang|ke toan|hoa don|cua hang|he thong)"
)


@check(
    title="Every mail comes from the shop by name",
    failure="A sender goes by another name",
    category="consistency",
    impact="minor",
    serves=["0-38", "0-39", "4-09"],
)
def inconsistent_sender_name(visit: Evidence) -> Findings:
    shop, mails = visit.plan.shop, [mail for mail in own_mails(visit, legible=True) if _is_judged(mail, visit)]
    others_name_it = any(names_shop(mail.reading.sender_name, shop) for mail in mails)
    for mail in mails:
        outcome = _judge(mail, visit, others_name_it)
        name = mail.reading.sender_name
        said = f"comes from {quoted(name)}"
        if not names_shop(name, shop):
            said += f", which does not say {shop.brand.name or shop.name}"
        yield on_mail(mail, visit, outcome, said, expected=shop.brand.name or shop.name, actual=name)


def _is_judged(mail: Mail, visit: Evidence) -> bool:
    reading, former = mail.reading, visit.plan.shop.brand.former_names
    is_old = any(bare(name) in bare(reading.sender_name) for name in former)
    return bool(reading.sender_name) and not is_old and not default_sender(reading.sender_name, reading.sender)


def _judge(mail: Mail, visit: Evidence, others_name_it: bool) -> Outcome:
    name = mail.reading.sender_name
    if names_shop(name, visit.plan.shop):
        return Outcome.PASS
    if reply_of(mail.kind, visit.plan.shop) == "human":
        return Outcome.PASS if names_shop(mail.reading.reply or mail.reading.text, visit.plan.shop) else Outcome.REVIEW
    says_a_task = bool(_TASKS.fullmatch(plain_letters(name).strip()))
    return Outcome.FAIL if says_a_task or others_name_it else Outcome.REVIEW

"""A mail comes from a sender that somebody forgot to set.

## What it checks
Name and address of the sender of every mail that the shop sent or that came from one of its hosts, against those that
programs are delivered with: "Magento", "WordPress", "[Your store]", "Main Website Store", `wordpress@…`, `www-data@…`,
`root@…`, `…@example.com`, `…@localhost`. A name that only happens to hold such a word ("The Magento Coffee House") is fine,
and so is the shop's own name.

## Why it matters
She bought from you, not from “Magento”. A sender of that kind looks like a mistake at best and like fraud otherwise,
and mail servers think so too.

## How to fix
Set sender name and address in the program that sends it: in Magento under Stores › Configuration › Store Email
Addresses, in WordPress by the `wp_mail_from` settings of its mail plugin, for scripts in the server's own mail
settings.

## Example
"The order confirmation has a sender that was never set: the name “Magento”." After a move to another server the
settings of one store view had fallen back to what the program was delivered with.
"""

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.defaults import default_sender as unset
from shopper.reading.naming import on_mail
from shopper.reading.senders import is_hers, is_of_the_shop, names_shop


@check(
    title="Every sender is set up",
    failure="A sender was never set up",
    category="consistency",
    impact="moderate",
    serves=["0-38", "4-09"],
)
def default_sender(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if _is_judged(mail, visit):
            reading = mail.reading
            name = "" if names_shop(reading.sender_name, visit.plan.shop) else reading.sender_name
            what = unset(name, reading.sender)
            said = f"has a sender that was never set: {what}" if what else f"comes from {reading.sender}"
            yield on_mail(
                mail,
                visit,
                Outcome.FAIL if what else Outcome.PASS,
                said,
                expected="the shop’s name and address",
                actual=f"{reading.sender_name} <{reading.sender}>".strip(),
            )


def _is_judged(mail: Mail, visit: Evidence) -> bool:
    reading, shop = mail.reading, visit.plan.shop
    ours = mail.solicited or is_of_the_shop(reading.sender, shop) or names_shop(f"{reading.subject}\n{reading.text}", shop)
    return ours and not is_hers(mail, visit)

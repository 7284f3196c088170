"""An answer to a mail would go where nobody expects it.

## What it checks
Where a mail of the shop's asks answers to go (`Reply-To`), against the shop's domains, the senders and partners of its
file, and the services that keep mail for shops. It fails for a private mailbox (gmail.com and the like) and for an
address that exists nowhere (`…@example.com`, `…@localhost`). Another firm's address that does not carry the shop's name
goes to a person.

## Why it matters
She presses "Reply" and trusts that the shop reads it. In somebody's private mailbox it lies until he is back from
holiday, outside of everything that keeps her data safe.

## How to fix
Let answers go to an address of your own domain that the help desk reads, in every system. Leave `Reply-To` out where it
is the sender's address anyway.

## Example
"Answers to the shipping notice go to gomsen.workshop@gmail.com." It was the private mailbox of the man who had set up
the dispatch software.
"""

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.defaults import default_sender
from shopper.reading.domains import domain_of, registrable
from shopper.reading.mailing import MAILING_SERVICES
from shopper.reading.naming import mail_name, on_mail
from shopper.reading.senders import is_known, is_private, names_shop


@check(
    title="Answers go to the shop",
    failure="Answers go elsewhere",
    category="communication",
    impact="serious",
    serves=["2-07", "4-04", "4-06"],
)
def surprising_reply_to(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if mail.solicited and mail.reading.reply_to:
            verdict = on_mail(
                mail,
                visit,
                _judge(mail, visit),
                "",
                expected="an address of the shop’s",
                actual=mail.reading.reply_to,
            )
            name = mail_name(mail, visit.plan.shop)
            sentence = f"Answers to {name[0].lower()}{name[1:]} go to {mail.reading.reply_to}."
            yield verdict.model_copy(update={"sentence": sentence})


def _judge(mail: Mail, visit: Evidence) -> Outcome:
    shop, address, sender = visit.plan.shop, mail.reading.reply_to, mail.reading.sender
    if is_known(address, shop) or registrable(domain_of(address)) == registrable(domain_of(sender)):
        return Outcome.PASS
    if is_private(address) or default_sender("", address):
        return Outcome.FAIL
    at_a_service = registrable(domain_of(address)) in MAILING_SERVICES or names_shop(address, shop)
    return Outcome.PASS if at_a_service else Outcome.REVIEW

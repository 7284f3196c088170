"""A mail shows another customer's data.

## What it checks
Whom every mail of the shop greets, and to whom else it was sent. It fails for a full name in the salutation, or one with
a title, that is not this customer's while her own stands nowhere in the mail, and for other people's addresses in `To` or
`Cc`. Where her own name stands in the mail too (a present, a second account), and where a single word may be a name ("Hello
Berlin"), a person looks. An order number that is not hers is
order-number-differs' matter.

## Why it matters
Somebody else's name in her mail means that her own may be in somebody else's. That is a breach that has to be reported
within 72 hours (GDPR, article 33), and trust is gone at once.

## How to fix
Stop the sending first. Then look for what mixes customers up: a batch that keeps the last customer's data, a cache
without the customer in its key, a list of recipients that was meant to be many mails.

## Example
"The shipping notice greets “Trần Văn Hùng”, and the customer's own name stands nowhere in it." The dispatch software
filled its template from a list that had slipped by one row.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.domains import domain_of
from shopper.reading.greeted import greeted, greets_a_person, is_hers
from shopper.reading.naming import on_mail, quoted
from shopper.reading.senders import bare, is_known, is_private, names_shop


@check(
    title="No other customer’s data is shown",
    failure="A mail shows another customer’s data",
    category="process",
    impact="critical",
    serves=["3-07", "0-27"],
)
def other_customers_data(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if mail.solicited:
            yield from _judge(mail, visit)


def _judge(mail: Mail, visit: Evidence) -> Iterator[Verdict]:
    reading, persona = mail.reading, visit.plan.persona
    strangers = [address for address in reading.recipients if _is_a_stranger(address, visit)]
    text = reading.reply or reading.text
    name = greeted(text)
    expected = f"{persona.name or 'one customer'}, and nobody else"
    if strangers:
        said = f"was openly sent to {len(strangers)} other people as well"
        yield on_mail(mail, visit, Outcome.FAIL, said, expected=expected, actual=f"{len(strangers)} other addresses")
    elif name and persona.name and not is_hers(name, persona, visit.address) and not names_shop(name, visit.plan.shop):
        is_named = bare(persona.name) in bare(f"{reading.subject} {reading.text}"[:20_000])
        said = f"greets {quoted(name)}"
        said += ", not this customer" if is_named else ", and the customer’s own name stands nowhere in it"
        yield on_mail(
            mail,
            visit,
            Outcome.FAIL if greets_a_person(text) and not is_named else Outcome.REVIEW,
            said,
            expected=expected,
            actual=name,
        )
    elif name or reading.recipients:
        yield on_mail(mail, visit, Outcome.PASS, "is for this customer alone", expected=expected, actual=name or persona.name)


def _is_a_stranger(address: str, visit: Evidence) -> bool:
    """Somebody who is neither the customer, under any of her mailbox's addresses, nor the shop."""
    if is_known(address, visit.plan.shop):
        return False
    theirs, hers = domain_of(address), domain_of(visit.address)
    if theirs == hers and not is_private(address):
        return False  # one's own domain: a catch-all, the mailbox behind it
    return theirs != hers or _mailbox(address) != _mailbox(visit.address)


def _mailbox(address: str) -> str:
    return bare(address.partition("@")[0].partition("+")[0])

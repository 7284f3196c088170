"""A mail holds the whole number of a payment card.

## What it checks
Both bodies and the attached documents of every mail of the shop: numbers that begin and end as a payment card's do (its
scheme's first digits and length, the check digit of ISO/IEC 7812), unmasked. It fails for the number that she paid
with, and for one that is written in a card's groups or called a card. Any other such number goes to a person, unless it
is called an order, a parcel, an account, goods or a voucher, or is known from this visit.

## Why it matters
Whoever reads the mail can pay with her card. The card schemes forbid it (PCI DSS 3.4, 4.2), and can take the shop's
right to accept cards.

## How to fix
Show the last four digits, never more. Find out how the number came to the system that wrote the mail: it should never
have had it, but a token of the payment service.

## Example
"The invoice holds a whole card number: 4242 •••• •••• 4242." The accounting software printed the field that the payment
plugin had filled with the number instead of its last digits.
"""

import re
from collections.abc import Iterator

from shopper import Evidence, Findings, Mail, Outcome, check
from shopper.reading.cards import Card, cards_in
from shopper.reading.naming import on_mail

_SHOWN = 4


@check(
    title="No mail holds a card number",
    failure="A mail holds a card number",
    category="process",
    impact="critical",
    serves=["3-07", "0-27"],
)
def card_number_in_mail(visit: Evidence) -> Findings:
    ours, known = set(_paid_with(visit)), _known_numbers(visit)
    for mail in visit.mails:
        if mail.solicited:
            cards = [card for card in _cards(mail) if card.digits not in known]
            sure = [card for card in cards if card.sure or card.digits in ours]
            outcome = Outcome.FAIL if sure else Outcome.REVIEW if cards else Outcome.PASS
            shown = _masked((sure or cards)[0].digits) if cards else ""
            said = f"holds a whole card number: {shown}" if sure else f"holds what may be a card number: {shown}"
            if not cards:
                said = "holds no card number"
            yield on_mail(mail, visit, outcome, said, expected="its last four digits at most", actual=shown or "none")


def _cards(mail: Mail) -> Iterator[Card]:
    reading = mail.reading
    texts = (reading.subject, reading.preheader, reading.text, reading.plain, *(part.text for part in reading.parts))
    for text in dict.fromkeys(texts):
        yield from cards_in(text[:100_000])


def _paid_with(visit: Evidence) -> Iterator[str]:
    """The card numbers that the plan says she typed."""
    inputs = (str(value) for scope in visit.plan.scopes for value in scope.inputs.values())
    typed = (str(step.args.get("text", "")) for step in visit.plan.steps)
    for text in (*inputs, *typed):
        yield from (card.digits for card in cards_in(text[:200]))


def _known_numbers(visit: Evidence) -> set[str]:
    """The numbers of orders, parcels and invoices of this visit."""
    return {re.sub(r"\D", "", str(fact.value)) for fact in visit.facts if fact.name.endswith(".number")}


def _masked(digits: str) -> str:
    return f"{digits[:_SHOWN]} •••• •••• {digits[-_SHOWN:]}"

"""A mail names another way of paying, or of sending the parcel.

## What it checks
What each mail about the order says under "Payment" or "Delivery method" ("Thanh toán", "Zahlungsart", "Mode de livraison" …),
against what the shop's page said last for it, or else the order confirmation: cash on delivery for a card, another card's last
four digits, express for standard. A wallet where a card was named goes to a person, for it may draw on that card.

## Why it matters
"Cash on delivery" on an order that is paid makes her pay twice at the door, or send the parcel away. And who paid for express
wants to read it.

## How to fix
Store the method with the order as a key, and let each system print its own words for that key. Look for a default that is
printed where the field came over empty.

## Example
“The invoice says “Cash on delivery”; the order confirmation said “Card ending in 4242”.” The ERP knew the card's key no more
after an update, and printed its default.
"""

from collections.abc import Callable

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.last_word import is_change, last_words
from shopper.reading.methods import Way, delivery_in, payment_in, same_way
from shopper.reading.naming import on_mail, quoted


@check(
    title="Every mail names the same way of paying and sending",
    failure="A mail names another way of paying or sending",
    category="consistency",
    impact="serious",
    serves=["0-39", "0-43", "1-06"],
)
def payment_or_delivery_method_differs(visit: Evidence) -> Findings:
    yield from _differs(visit, "payment", payment_in)
    yield from _differs(visit, "delivery", delivery_in)


def _differs(visit: Evidence, what: str, read: Callable[[str], Way | None]) -> Findings:
    for mail, found, said in last_words(visit, lambda page: read(page.text), lambda mail: read(mail.reading.text)):
        if is_change(mail):
            continue
        outcome = same_way(found, said.value)
        same = outcome is Outcome.PASS
        verdict = on_mail(
            mail,
            visit,
            outcome,
            f"names the {what} as before"
            if same
            else f"says {quoted(found.words)}; {said.where} said {quoted(said.value.words)}",
            expected=said.value.words,
            actual=found.words,
            more=(said.source,),
        )
        yield verdict.model_copy(update={"about": f"{verdict.about}: {what}"})

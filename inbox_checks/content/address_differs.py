"""A mail names another address for the parcel.

## What it checks
The address under "Deliver to" ("Giao đến", "Lieferadresse" …) in each mail about the order, against the one that the shop's
page showed last for it, or else the order confirmation. Order, abbreviations, accents, country and name make no difference,
and parts may be left out. It fails where house number or postcode contradict each other; where only words do, a person looks.

## Why it matters
The parcel goes where the last system says. A customer who sees a wrong address calls at once, and rightly so.

## How to fix
Hand the address on with the order instead of reading it again from the customer's account, and let a change of address reach
every system, with the carrier last.

## Example
“The shipping notice says that the parcel goes to “52 ngõ 81 phố Láng Hạ, Hà Nội 11500”; the order confirmation said “25 ngõ 81
phố Láng Hạ, Hà Nội 11500”.” The dispatch desk had the address typed in by hand.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.addresses import delivery_address, same_address
from shopper.reading.last_word import is_change, last_words
from shopper.reading.naming import on_mail, quoted


@check(
    title="Every mail sends the parcel to the same address",
    failure="A mail names another address",
    category="consistency",
    impact="critical",
    serves=["0-39", "0-42", "1-06"],
)
def address_differs(visit: Evidence) -> Findings:
    persona = visit.plan.persona
    stated = last_words(
        visit, lambda page: delivery_address(page.text) or None, lambda mail: delivery_address(mail.reading.text) or None
    )
    for mail, found, said in stated:
        if is_change(mail) and said.source.startswith("mail:"):
            continue  # it says what is new, and no page did
        outcome = same_address(found, said.value, names=(persona.name,))
        same = outcome is Outcome.PASS
        yield on_mail(
            mail,
            visit,
            outcome,
            "sends the parcel where the customer wanted it"
            if same
            else f"says that the parcel goes to {quoted(found)}; {said.where} said {quoted(said.value)}",
            expected=said.value,
            actual=found,
            more=(said.source,),
        )

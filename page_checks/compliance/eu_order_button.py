"""The button that orders does not say that ordering costs money.

## What it checks
For customers in the European Economic Area: the words on the button that placed the order. "Zahlungspflichtig bestellen",
"Acheter", "Buy now", "Place order and pay" say that she must pay. "Order", "Bestellen", "Confirm" or "Continue" alone do
not: only the words on the button count, not those beside it (Court of Justice, C-249/21). Words that are neither go to a
person.

## Why it matters
Without such words the customer is not bound by the contract: she may keep the goods waiting and need not pay. And a
button that only says "Continue" makes people fear that they have ordered when they have not.

## How to fix
Label it with the words of the directive, "order with obligation to pay", or as plainly: "zahlungspflichtig bestellen",
"commander avec obligation de paiement", "buy now". Do it in each language, and leave it alone on the steps before.

## Example
“The button that ordered says “Bestellung abschicken”: these words do not tell that she must pay.” A test of shorter
labels had been switched on for all languages.
"""

from shopper import Evidence, Findings, Verdict, check
from shopper.reading.checkout import ordering
from shopper.reading.legal import says_it_costs
from shopper.reading.naming import quoted


@check(
    title="The order button says that ordering costs money",
    failure="The order button does not say that it costs money",
    category="process",
    impact="critical",
    serves=["3-07"],
    pack="eu",
    source="Directive 2011/83/EU, Art. 8(2)",
    since="2014-06-13",
)
def eu_order_button(visit: Evidence) -> Findings:
    order = ordering(visit)
    if order is None or not order.button:
        return
    outcome = says_it_costs(order.button)
    ends = {"pass": "it tells that she must pay", "fail": "these words do not tell that she must pay"}
    tells = ends.get(outcome, "whether that tells her so is open")
    yield Verdict(
        outcome=outcome,
        sentence=f"The button that ordered says {quoted(order.button)}: {tells}.",
        expected="words such as “order with obligation to pay”",
        actual=order.button,
        about="the order button",
        owner="web shop",
        evidence=(order.on.source,),
    )

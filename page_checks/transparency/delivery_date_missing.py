"""Nobody says before the order when it will come.

## What it checks
The product's page, the cart and the checkout up to the page with the order button: one of them must say when the
order comes, as a date (“arriving on Thursday, 26 November”), a weekday, or a span of time (“2–3 working days”). The
delivery terms alone are not enough: nobody should have to look for it. Only visits that placed an order are judged.

## Why it matters
“When will it be here?” decides many purchases, and is the question that help desks get most often. A shop that does
not say it loses the hurried customer, and answers the others by hand.

## How to fix
Work the day out from stock, cut-off time and address, and show it on the product's page and beside the ways of
delivery. If it cannot be sure, give a span and keep to it.

## Example
“From the product to the order button no page said when the order would come.” The days were only in the delivery
terms.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.availability import says_when_it_comes
from shopper.reading.checkout import Stop, is_cart, ordering
from shopper.reading.links import is_checkout, path_of
from shopper.reading.naming import quoted
from shopper.reading.products import is_product


@check(
    title="It is said before the order when it will come",
    failure="Nothing says before the order when it will come",
    category="transparency",
    impact="serious",
    serves=["0-10"],
)
def delivery_date_missing(visit: Evidence) -> Findings:
    order = ordering(visit)
    if order is None:
        return
    told = [(stop, words) for stop in order.way if _counts(stop) and (words := _when(stop, visit))]
    stop, words = told[-1] if told else (order.on, "")
    yield Verdict(
        outcome=Outcome.PASS if words else Outcome.FAIL,
        sentence=f"{path_of(stop.page.url)} says when the order comes: {quoted(words)}."
        if words
        else "From the product to the order button no page said when the order would come.",
        expected="a date or a span of time",
        actual=words or "none",
        about="delivery date",
        owner="web shop",
        evidence=(stop.source,),
    )


def _counts(stop: Stop) -> bool:
    page = stop.page
    return is_checkout(page.url) or is_cart(page.url) or is_product(page)


def _when(stop: Stop, visit: Evidence) -> str:
    return says_when_it_comes(stop.page.text, visit.plan.locale, visit.started)

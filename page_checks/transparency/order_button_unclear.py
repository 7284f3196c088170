"""The button that places the order does not say that it costs money.

## What it checks
The words of the button with which the visit placed its order: they must name ordering, buying, paying or the amount.
“Continue”, “Confirm” or “OK” alone fail; words of neither kind, and “Continue to payment”, are for a person to judge.
What a law asks of the words is a matter of the compliance packs.

## Why it matters
Who clicks “Continue” expects one more page on which she can still change her mind. If that was the order, she feels
tricked, calls to cancel, and in many countries she is not even bound by it.

## How to fix
Name the button after what it does: “Buy now”, “Place order and pay”, „Zahlungspflichtig bestellen“, « Commander et
payer », “Đặt hàng”. Let nothing else on the page look like it.

## Example
“The button that places the order says “Continue”.” The last page of the checkout used the template of the pages
before it.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.buttons import says_it_costs
from shopper.reading.checkout import ordering
from shopper.reading.naming import quoted
from shopper.reading.pages import page_owner

_OUTCOMES = {"clear": Outcome.PASS, "unclear": Outcome.FAIL, "unsure": Outcome.REVIEW}


@check(
    title="The button that orders says so",
    failure="The button that orders does not say so",
    category="transparency",
    impact="serious",
    serves=["4-08"],
)
def order_button_unclear(visit: Evidence) -> Findings:
    order = ordering(visit)
    if order is None:
        return
    yield Verdict(
        outcome=_OUTCOMES[says_it_costs(order.button)] if order.button else Outcome.CANT_TELL,
        sentence=f"The button that places the order says {quoted(order.button)}."
        if order.button
        else "The button that places the order has no words that could be read.",
        expected="words for ordering, buying or paying",
        actual=order.button,
        about="order button",
        owner=page_owner(order.on.page.url, visit),
        evidence=(order.on.source,),
    )

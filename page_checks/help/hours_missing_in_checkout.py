"""A page of the checkout does not say when somebody can be reached.

## What it checks
Every page of the checkout that a journey came by (address, delivery, payment): whether service hours stand on it, in its
head, its foot or beside its form. Hours of delivery are none. Shops that show no hours anywhere are left to hours-not-shown.

## Why it matters
At the payment a question decides whether she buys. A phone number without hours is a gamble, and nobody leaves a filled-in
form to look them up.

## How to fix
Write the hours beside the phone number in the checkout's own, slimmed-down head or foot, from the same source as on the
contact page.

## Example
“/en/checkout/payment does not say when somebody can be reached.” The checkout's template had kept the phone number and
dropped the line below it.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.hours import hours_in_text
from shopper.reading.links import is_checkout, path_of, place_of
from shopper.reading.tours import tours


@check(
    title="Service hours are shown throughout the checkout",
    failure="Service hours are missing in the checkout",
    category="ease",
    impact="minor",
    serves=["0-02"],
)
def hours_missing_in_checkout(visit: Evidence) -> Findings:
    seen = [page for tour in tours(visit) for page in tour.pages]
    if not any(hours_in_text(page.page.text) for page in seen):
        return
    for source, page in {place_of(one.page.url): one[:2] for one in seen if is_checkout(one.page.url)}.values():
        hours = hours_in_text(page.text)
        name = path_of(page.url)
        yield Verdict(
            outcome=Outcome.PASS if hours else Outcome.FAIL,
            sentence=f"{name} shows the hours: “{hours}”." if hours else f"{name} does not say when somebody can be reached.",
            expected="service hours",
            actual=hours or "none",
            about=name,
            owner="web shop",
            evidence=(source,),
        )

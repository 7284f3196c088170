"""Nobody says how to complain.

## What it checks
Whether an exploration found a page, section, link, topic of the contact form or sentence that says where complaints go, in
any of five languages. Nothing of the kind after everything was looked at fails. Journeys that came by one pass.

## Why it matters
Of those who are dissatisfied most say nothing to the shop; they tell their friends and do not come back. A shop that makes
complaining easy hears of its faults while it can still make good.

## How to fix
Write on the contact page how to complain, who looks into it, and when the customer gets an answer; better still, give it a
page that also says what she can do if she does not agree.

## Example
“How to complain cannot be found: nothing on the 34 pages leads there.” The page had been taken offline because it
invited complaints.
"""

from shopper import Evidence, Findings, check
from shopper.reading.first_visit import complaints_named
from shopper.reading.tours import reached, tours


@check(
    title="Customers are told how to complain",
    failure="There is no way to complain",
    category="ease",
    impact="moderate",
    serves=["4-02", "4-04"],
)
def complaint_route_missing(visit: Evidence) -> Findings:
    for tour in tours(visit):
        place = tour.place("complaint") or complaints_named(tour)
        if verdict := reached(tour, place, topic="complaint", what="How to complain"):
            yield verdict

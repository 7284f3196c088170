"""Nothing on the site lets a customer follow her order.

## What it checks
Whether an exploration found a link or page for following an order ("Track your order", "Tra cứu đơn hàng",
"Sendungsverfolgung", "Suivi de commande", "Seguimiento de pedidos") or for her own orders. Where there is only an account
to log in to, a person should look whether orders can be followed in it; where there is neither, it fails. Journeys that
came by one pass; a shop of downloads, which speaks of no parcels, need not have any.

## Why it matters
"Where is my order?" is the question that help desks hear most. A customer who can look for herself, at night too, does not
ask.

## How to fix
Link a page from the head or foot of every page on which order number or mail address is enough to see where the parcel is,
for guests too.

## Example
“Following an order cannot be found: nothing on the 34 pages leads there.” The carrier's page was linked in mails only, and
the mail had landed in spam.
"""

from shopper import Evidence, Findings, Outcome, check
from shopper.reading.downloads import sells_only_downloads
from shopper.reading.topics import Place, Topic, subjects_of_page
from shopper.reading.tours import Tour, reached, tours

_TRACKING: frozenset[Topic] = frozenset({"order_tracking", "order_history"})


@check(
    title="Orders can be followed without asking",
    failure="Orders cannot be followed",
    category="ease",
    impact="serious",
    serves=["0-14", "2-01", "4-24"],
)
def order_tracking_missing(visit: Evidence) -> Findings:
    for tour in tours(visit):
        verdict = reached(tour, _place(tour), topic="order tracking", what="Following an order")
        if verdict and verdict.outcome is Outcome.FAIL and sells_only_downloads(seen.page for seen in tour.pages):
            continue
        if verdict and verdict.outcome is Outcome.FAIL and (account := _account(tour)):
            sentence = "Following an order is not offered by name; whether her account shows it is for a person to see."
            verdict = verdict.model_copy(update={"outcome": Outcome.REVIEW, "sentence": sentence, "actual": account})
        if verdict:
            yield verdict


def _place(tour: Tour) -> Place | None:
    """A page for it, or a link to one: a section that explains it is none."""
    places = [place for topic in sorted(_TRACKING, reverse=True) for place in tour.places.get(topic, ())]
    return next((place for place in places if not place.page or subjects_of_page(place.page) & _TRACKING), None)


def _account(tour: Tour) -> str:
    place = tour.place("account", "log_in")
    return "an account to log in to" if place else ""

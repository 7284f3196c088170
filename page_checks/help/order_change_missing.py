"""An order that is not packed yet can be neither changed nor cancelled online.

## What it checks
The page of an order that a journey looked at while its status said neither packed nor sent nor cancelled: it must offer a link
or button to change or cancel the order, or say in a sentence whom to ask for that. A page on which no status can be read, or an
order that is packed already, is not judged. One such page that offers it is enough.

## Why it matters
The wrong size or street is noticed in the minute after ordering. Who cannot mend it herself writes in haste, and the
parcel leaves before anybody reads it.

## How to fix
Offer "Change" and "Cancel" on the order's page until it is packed, say until when, and say afterwards what is still possible.

## Example
“The page of an order that is not packed yet offers no way to change or cancel it.” The button had been shown for logged-in
customers only, and she had ordered as a guest.
"""

import re

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.order_pages import OrderPage, order_pages, says

_CHANGING = re.compile(
    r"(?<!\w)(?:chang\w*|cancel\w*|amend\w*|andern|aendern|stornier\w*|modifi\w*|annul\w*|cambiar|anular|sua|huy)(?!\w)"
)


@check(
    title="An order can be changed until it is packed",
    failure="An order cannot be changed online",
    category="ease",
    impact="moderate",
    serves=["0-15", "2-01"],
)
def order_change_missing(visit: Evidence) -> Findings:
    pages = [page for page in order_pages(visit) if page.offers("order_change") or (page.status and not page.is_done)]
    if not pages:
        return
    best = next((page for page in pages if _way(page)), pages[0])
    way = _way(best)
    yield Verdict(
        outcome=Outcome.PASS if way else Outcome.FAIL,
        sentence=f"The page of an order that is not packed yet says how to change or cancel it: “{way}”."
        if way
        else "The page of an order that is not packed yet offers no way to change or cancel it.",
        expected="a way to change or cancel, or whom to ask for it",
        actual=way or "none",
        about="order change",
        owner="web shop",
        evidence=(best.source,),
    )


def _way(page: OrderPage) -> str:
    return page.offers("order_change") or says(page.page, _CHANGING)

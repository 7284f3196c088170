"""The customer has to type the same thing twice.

## What it checks
Her name, mail address, phone number, street, postcode and order number, from where she sets out to where she gets an order, a
return or an answer. It fails when she had to type one of them again on another page, or a second time into the same page
("Repeat your email"), or when a later page insists on a field for it that the shop could have filled in. Logging in, the name
on a bank card, and forms that stand on every page (a newsletter's) are none.

## Why it matters
The shop has it, and asks again: that is work for nothing, on a phone most of all, and each field more loses customers.

## How to fix
Carry what was typed from page to page, and show it with a link "Change". Instead of having a mail address repeated, show it
once more before the order is placed. Mark fields with `autocomplete`, so that at least the browser fills them in.

## Example
“The customer had to give her mail address again on /en/payment.” The payment page came from another supplier, and nothing was
handed on to it.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.effort import FIELDS, played, repeated
from shopper.reading.links import path_of


@check(
    title="Nothing has to be typed twice",
    failure="Something has to be typed twice",
    category="ease",
    impact="moderate",
    serves=["1-12", "2-12", "2-15"],
)
def typed_again(visit: Evidence) -> Findings:
    if not played(visit, FIELDS):
        return
    again = repeated(visit)
    for one in again:
        where = path_of(one.second.url)
        yield Verdict(
            outcome=Outcome.FAIL,
            sentence=f"The customer had to give her {one.what} again on {where}.",
            expected="typed once",
            actual=f"asked for again: {one.label}" if not one.typed else "typed twice",
            about=f"{one.what} on {where}",
            owner="web shop",
            evidence=(f"step:{one.first.id}", f"step:{one.second.id}"),
        )
    if not again:
        yield Verdict(outcome=Outcome.PASS, sentence="Nothing had to be typed twice.", about="typing", owner="web shop")

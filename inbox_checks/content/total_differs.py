"""A mail states another total than the shop's page did.

## What it checks
The order's total that a page showed, against the total that each mail about this order states ("Total", "Tổng
cộng", "Gesamtsumme" …), to the last minor unit. Subtotals, net sums, discounts and refunds are no totals. A
total in another currency cannot be compared; a mail that states two totals is left alone.

## Why it matters
The customer compares what she agreed to pay with what the mail says. Every difference, even of a cent, raises
the question which one will be charged.

## How to fix
Compare how both systems add up: shipping, discounts, vouchers, taxes and rounding per line or per order. Let
one system compute the total and hand it on as a number; the others only print it.

## Example
“The order confirmation says 31.80 EUR in total; the shop's page said 36.80 EUR.” The platform had added the delivery cost after
the mail's total was computed.
"""

import re

from shopper import Evidence, Findings, Mail, Money, Outcome, Verdict, check
from shopper.reading.comparing import amounts, same_amount
from shopper.reading.facts import stated_in, stated_on_pages
from shopper.reading.naming import mail_about, mail_name, mail_owner

_NO_ORDER_TOTAL = re.compile(r"refund|return|credit|cancel|voucher")


@check(
    title="Every mail states the total that the page showed",
    failure="A mail states another total",
    category="transparency",
    impact="critical",
    serves=["0-43", "1-06", "4-08"],
)
def total_differs(visit: Evidence) -> Findings:
    noted = stated_on_pages(visit, "order.total")
    ours = amounts(noted)
    if not ours:
        return
    shown = " and ".join(map(str, ours))
    for mail in visit.mails:
        total = _total(mail, visit)
        if total is None:
            continue
        outcome = same_amount(total, ours)
        cannot = " The currencies differ, so the two cannot be compared." if outcome is Outcome.CANT_TELL else ""
        yield Verdict(
            outcome=outcome,
            sentence=f"{mail_name(mail, visit.plan.shop)} says {total} in total; the shop's page said {shown}.{cannot}",
            expected=shown,
            actual=str(total),
            about=mail_about(mail),
            owner=mail_owner(mail, visit.plan.shop),
            evidence=(f"mail:{mail.id}", *dict.fromkeys(fact.source for fact in noted)),
        )


def _total(mail: Mail, visit: Evidence) -> Money | None:
    """The total that this mail states for this visit's order, if it does."""
    if not mail.solicited or _NO_ORDER_TOTAL.search(mail.kind):
        return None
    totals = amounts(stated_in(visit, mail, "order.total"))
    return totals[0] if len(totals) == 1 else None

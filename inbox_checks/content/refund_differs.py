"""The refund is not what was promised.

## What it checks
The amount that a mail says is paid back, against the refund that a page stated when something was returned or cancelled
(noted as `return.refund` or `order.refund`), to the last minor unit. Where no page stated one, against the order's total
and the price of each piece: if it is another amount, a person looks, because a part may have been kept for good reason. Amounts
in another currency cannot be compared.

## Why it matters
A refund that is too small is the shop's last word to a customer who has already been disappointed. She has to ask for her
own money, and tells others.

## How to fix
Let the return's page and the refund be computed by the same system from the same lines, and state what is held back, and
why, before she sends the parcel.

## Example
“The refund pays back 15.90 EUR; the page said 20.90 EUR.” The returns desk refunded the goods and forgot the delivery, which
the policy promises too.
"""

from shopper import Evidence, Findings, Mail, Money, Outcome, Verdict, check
from shopper.reading.bill import read_bill
from shopper.reading.comparing import amounts, same_amount
from shopper.reading.facts import stated_in, stated_on_pages
from shopper.reading.naming import mail_about, mail_name, mail_owner


@check(
    title="The refund is what was promised",
    failure="A refund differs from what was promised",
    category="transparency",
    impact="critical",
    serves=["0-16", "1-06", "4-08"],
)
def refund_differs(visit: Evidence) -> Findings:
    promised = [*stated_on_pages(visit, "return.refund"), *stated_on_pages(visit, "order.refund")]
    noted = promised if amounts(promised) else stated_on_pages(visit, "order.total")
    ours = amounts(noted)
    if not ours:
        return
    shown = " and ".join(map(str, ours))
    page = f"the page said {shown}" if noted is promised else f"the order's total was {shown}"
    for mail in visit.mails:
        refunds = amounts(stated_in(visit, mail, "refund.total"))
        if not mail.solicited or len(refunds) != 1:
            continue
        known = ours if noted is promised else [*ours, *_pieces(mail, visit)]
        outcome = same_amount(refunds[0], known)
        yield Verdict(
            outcome=Outcome.REVIEW if outcome is Outcome.FAIL and noted is not promised else outcome,
            sentence=f"{mail_name(mail, visit.plan.shop)} pays back {refunds[0]}; {page}.",
            expected=shown,
            actual=str(refunds[0]),
            about=mail_about(mail),
            owner=mail_owner(mail, visit.plan.shop),
            evidence=(f"mail:{mail.id}", *dict.fromkeys(fact.source for fact in noted)),
        )


def _pieces(mail: Mail, visit: Evidence) -> list[Money]:
    """What single pieces of the order cost, by the mails before: one of them may have been sent back."""
    bills = [
        read_bill(one.reading.text, visit.plan.locale) for one in visit.mails if one.solicited and one.arrived < mail.arrived
    ]
    return [amount for bill in bills if bill for item in bill.items for amount in (item.price, item.total) if amount]

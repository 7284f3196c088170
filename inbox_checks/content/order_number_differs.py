"""A mail names another order number than the shop's page did.

## What it checks
The order number that a page showed after the order, against every order number that a mail states in words
("Order number", "Mã đơn hàng", "Bestellnummer" …), in its subject or text. It fails when a mail names only
numbers that no page showed. A mail that names ours and another one, or ours in another form (`1001` for
`GS-1001`), goes to a person, and so does a carrier's own number. What mails call the parcel's number is none of an order.

## Why it matters
The order number is what a customer quotes when something goes wrong. Two numbers for one order mean that the
help desk cannot find it, or finds somebody else's.

## How to fix
Let every system print the number that the customer was shown, not its own internal key. If the mail belongs
to another customer's order, treat it as a data leak.

## Example
“The shipping notice speaks of order GS-10024; the shop's page said GS-10023.” The dispatch desk printed the number of the
parcel that lay next on the list.
"""

from shopper import Evidence, Findings, Outcome, Verdict, check
from shopper.reading.comparing import bare_number, numbers, same_number
from shopper.reading.facts import stated_in, stated_on_pages
from shopper.reading.naming import mail_about, mail_name, mail_owner
from shopper.reading.senders import partners_mails


@check(
    title="Every mail names the order by its number",
    failure="A mail names another order number",
    category="consistency",
    impact="serious",
    serves=["0-39", "1-06", "2-06"],
)
def order_number_differs(visit: Evidence) -> Findings:
    noted = stated_on_pages(visit, "order.number")
    ours = numbers(noted)
    if not ours:
        return
    shown = " and ".join(ours)
    parcels = {bare_number(str(fact.value)) for fact in visit.facts if fact.name == "tracking.number"}
    partners = {mail.id for mail in partners_mails(visit)}
    for mail in visit.mails:
        if not mail.solicited:
            continue
        found = [one for one in numbers(stated_in(visit, mail, "order.number")) if bare_number(one) not in parcels]
        if not found:
            continue
        said = " and ".join(found)
        outcome = same_number(found, ours)
        yield Verdict(
            outcome=Outcome.REVIEW if outcome is Outcome.FAIL and mail.id in partners else outcome,
            sentence=f"{mail_name(mail, visit.plan.shop)} speaks of order {said}; the shop's page said {shown}.",
            expected=shown,
            actual=said,
            about=mail_about(mail),
            owner=mail_owner(mail, visit.plan.shop),
            evidence=(f"mail:{mail.id}", *dict.fromkeys(fact.source for fact in noted)),
        )

"""The parts of a bill do not come to its total.

## What it checks
The bill in a mail, and in an invoice that came with it: lines, shipping, fees and tax, less discounts, must come to the total,
give or take a minor unit. It is judged only where every row with an amount was understood. Tax may be a part of the prices or
be added, and a discount may be taken off in the lines already: what adds up in one of these ways passes. Where neither a
delivery cost nor an explanation for the difference is listed, a person looks.

## Why it matters
Customers do add up. A bill that does not fit makes her doubt all of it, and she asks which amount will be charged.

## How to fix
Print the same stored amounts that the total was computed from, each rounded once. Look for a row that is charged but not
printed (delivery, fee, voucher), and for a total that was cached before the last change.

## Example
“The order confirmation has a bill that comes to 36.80 EUR by its rows, and says 31.80 EUR in total.” The template printed the
sum of the goods where the total belonged.
"""

from shopper import Document, Evidence, Findings, Mail, Outcome, Verdict, check
from shopper.reading.bill import Bill, adds_up, read_bill, reckoned
from shopper.reading.naming import on_mail


@check(
    title="Every bill adds up",
    failure="The sums of a bill do not add up",
    category="transparency",
    impact="serious",
    serves=["0-43", "1-06", "4-08"],
)
def sums_do_not_add_up(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if not mail.solicited:
            continue
        if verdict := _judged(mail, mail.reading.text, "", visit):
            yield verdict
        for document in _documents(mail, visit):
            if verdict := _judged(mail, document.text, document.name, visit):
                yield verdict


def _judged(mail: Mail, text: str, document: str, visit: Evidence) -> Verdict | None:
    bill = read_bill(text, visit.plan.locale)
    if bill is None or not bill.is_whole or bill.total is None or not reckoned(bill):
        return None
    fits = adds_up(bill)
    parts = bill.total.model_copy(update={"amount": reckoned(bill)[0]})
    said = "adds up" if fits else f"comes to {parts} by its rows, and says {bill.total} in total"
    verdict = on_mail(
        mail,
        visit,
        Outcome.PASS if fits else _how_bad(bill),
        f"comes with {document}, whose bill {said}" if document else f"has a bill that {said}",
        expected=str(parts),
        actual=str(bill.total),
    )
    return verdict.model_copy(update={"about": f"{verdict.about}: file"}) if document else verdict


def _how_bad(bill: Bill) -> Outcome:
    """A bill without a row for the delivery may just leave it out, and a voucher likewise; a set's parts may cost anything."""
    assert bill.total
    if any(item.part for item in bill.items):
        return Outcome.REVIEW
    is_more = bill.total.amount > max(reckoned(bill))
    left_out = bill.shipping is None if is_more else bill.discount is None and bill.shipping is None
    return Outcome.REVIEW if left_out else Outcome.FAIL


def _documents(mail: Mail, visit: Evidence) -> list[Document]:
    return [document for document in visit.documents if document.source == f"mail:{mail.id}" and document.text]

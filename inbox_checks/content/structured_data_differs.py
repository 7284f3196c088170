"""What mail programs show of the order contradicts the mail.

## What it checks
The structured data in a mail (schema.org's Order, Invoice and ParcelDelivery, as JSON-LD or microdata), from which mail
programs draw a box above the text: order number, total, tracking number and day of delivery, each against what the same mail
says in words. An offer's price is that of a piece, and no total.

## Why it matters
Many customers read only that box. If it shows another amount or day than the mail below it, nobody can see why: the shop looks
at its template, and the template is right.

## How to fix
Fill the structured data from the same variables as the text, and send a test order to a mailbox that shows them. Prices are
written with a point and without a sign, dates as 2026-03-06 (schema.org).

## Example
“The order confirmation says 419,000 VND in its text, and 41,900,000 VND in what mail programs show.” Whoever wrote the
structured data counted in cents, which the đồng does not have.
"""

from collections.abc import Iterator

from shopper import Evidence, Findings, Mail, Money, Outcome, check
from shopper.reading.comparing import same_amount, same_number
from shopper.reading.delivery_dates import delivery_day
from shopper.reading.facts import mail_facts
from shopper.reading.naming import on_mail
from shopper.reading.structured import structured_facts, values_of

_CALLED = {
    "order.number": "order",
    "tracking.number": "parcel",
    "order.total": "total",
    "order.delivery_date": "day of delivery",
}


@check(
    title="Mail programs show what the mail says",
    failure="Structured data contradict the mail",
    category="consistency",
    impact="moderate",
    serves=["0-39", "1-06", "4-09"],
)
def structured_data_differs(visit: Evidence) -> Findings:
    for mail in visit.mails:
        if not mail.solicited or not mail.reading.structured:
            continue
        for name, shown, told, outcome in _compared(mail, visit):
            differs = f"says {told} in its text, and {shown} in what mail programs show"
            verdict = on_mail(
                mail,
                visit,
                outcome,
                f"shows the {_CALLED[name]} as its text does" if outcome is Outcome.PASS else differs,
                expected=told,
                actual=shown,
            )
            yield verdict.model_copy(update={"about": f"{verdict.about}: {_CALLED[name]}"})


def _compared(mail: Mail, visit: Evidence) -> Iterator[tuple[str, str, str, Outcome]]:
    """Name, what the structured data show, what the words tell, and whether they agree; only where both say something."""
    marked, said = structured_facts(mail.reading), mail_facts(mail.reading, visit.plan.locale)
    for name in ("order.number", "tracking.number"):
        shown, told = values_of(marked, name), values_of(said, name)
        if shown and told:
            yield name, " and ".join(shown), " and ".join(told), same_number(shown, told)
    totals, told_totals = values_of(marked, "order.total"), values_of(said, "order.total")
    if len(totals) == 1 and told_totals and isinstance(totals[0], Money):
        yield "order.total", str(totals[0]), " and ".join(map(str, told_totals)), same_amount(totals[0], told_totals)
    days, day = values_of(marked, "order.delivery_date"), delivery_day(mail.reading.text, visit.plan.locale, mail.arrived)
    if len(days) == 1 and day:
        fits = day.first.isoformat() <= days[0] <= day.last.isoformat()
        yield "order.delivery_date", days[0], day.last.isoformat(), Outcome.PASS if fits else Outcome.FAIL
